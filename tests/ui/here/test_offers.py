"""What can be done at a place: only what applies there and just now."""

import pytest

from emerg.ui.here.offers import GROUPS, Here, RoadHere, Standing, offers

LAND = Here(91.0, 30.0)
ROAD = Here(91.0, 30.0, road=RoadHere("g318-1", "G318", "G318", closed=False))
TRACK = Here(91.0, 30.0, road=RoadHere("x-1", "a track", "", closed=True))


def deeds(here: Here, standing: Standing | None = None) -> set[str]:
    shown = offers(here, standing or Standing())
    return {offer.deed for group in shown for offer in group}


@pytest.mark.parametrize(
    ("here", "standing", "there", "missing"),
    [
        (LAND, Standing(), {"incident", "would_go", "way_from"}, {"close_road"}),
        (ROAD, Standing(), {"incident_on_road", "close_road"}, set()),
        (TRACK, Standing(), {"close_road"}, {"incident_on_road"}),
        (LAND, Standing(roads=False), {"incident"}, {"way_from", "way_to"}),
        (LAND, Standing(rivers=False), {"measure"}, {"incident", "would_go"}),
        (LAND, Standing(writes=False), {"incident"}, {"note", "sample"}),
    ],
)
def test_only_what_applies_is_offered(here, standing, there, missing):
    found = deeds(here, standing)
    assert there <= found
    assert not missing & found


def test_a_closed_road_is_opened_again():
    texts = {
        offer.deed: offer.text
        for here in (ROAD, TRACK)
        for group in offers(here, Standing())
        for offer in group
    }
    assert texts["close_road"].msgid.startswith("Open")


def test_every_deed_has_its_group_once():
    grouped = [deed for group in GROUPS for deed in group]
    assert len(grouped) == len(set(grouped))
    assert deeds(ROAD) <= set(grouped)


def test_no_group_is_empty():
    assert all(offers(LAND, Standing(rivers=False, roads=False, writes=False)))
