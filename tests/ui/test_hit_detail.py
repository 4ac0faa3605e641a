"""The card of a place: its Tibetan names where there are any, and a font that draws them."""

import pytest

from emerg.ui.hit_detail import HitDetail

RIVER, SITE = "སྐྱིད་ཆུ", "ལྷ་ས"


@pytest.mark.parametrize(
    ("draws", "names", "shown"),
    [
        (True, (RIVER, SITE), f"In Tibetan: {SITE} · {RIVER}"),
        (True, (RIVER, ""), f"In Tibetan: {RIVER}"),
        (True, ("", ""), ""),
        (False, (RIVER, SITE), ""),
    ],
)
def test_names_are_shown_where_a_font_draws_them(prepared, qtbot, answer, draws, names, shown):
    card = HitDetail("en", draws=lambda: draws)
    qtbot.addWidget(card)
    hit = next(hit for hit in answer.hits if hit.river == "lhasa")
    card.set_tibetan({"lhasa": names[0], hit.site: names[1]})
    card.show_hit(hit, answer.incident.now)
    assert card.tibetan.text() == shown
    assert card.tibetan.isHidden() == (not shown)
