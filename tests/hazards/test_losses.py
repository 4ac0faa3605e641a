"""The table of losses: whole, in order, of substances that are listed, and refused where wrong."""

import pytest

from emerg.errors import DataError
from emerg.hazards.losses import load_losses, read_losses
from emerg.hazards.substances import load_substances

GOOD = """\
format = 1
as_of = "2026-11"
warming = [1.04, 1.1]
warming_source = "a book"

[[loss]]
substances = ["phenol"]
source = "a handbook"
confidence = "low"
half_life_20_d = [1.0, 2.0]
"""


def written(tmp_path, old="", new=""):
    assert old in GOOD
    path = tmp_path / "losses.toml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    return path


def test_every_row_is_of_a_listed_substance_and_none_twice():
    known = {substance.id for substance in load_substances()}
    named = [name for row in load_losses().table.loss for name in row.substances]
    assert set(named) <= known
    assert len(named) == len(set(named))


def test_every_row_says_something_and_where_from():
    for row in load_losses().table.loss:
        said = (row.half_life_20_d, row.volatile, row.sorbing, row.evaporation)
        assert any(figure is not None for figure in said), row.substances
        assert len(row.source) > 10
        assert row.confidence in ("medium", "low")


def test_metals_do_not_decay_and_oils_alone_evaporate_as_slicks():
    for row in load_losses().table.loss:
        for name in row.substances:
            substance = load_substances().get(name)
            if row.sorbing is not None:
                assert row.half_life_20_d is row.volatile is None, name
            assert (row.evaporation is not None) == substance.floats, name


def test_most_substances_have_no_loss_that_we_know_of():
    losses = load_losses()
    for name in ("unknown", "boric-acid", "hexavalent-chromium", "antimony", "ammonia"):
        assert losses.of(name) is None


def test_a_table_of_ones_own_is_read(tmp_path):
    assert read_losses(written(tmp_path)).of("phenol").half_life_20_d == (1.0, 2.0)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[1.0, 2.0]", "[2.0, 1.0]", "lower figure first"),
        ("[1.0, 2.0]", "[0.0, 1.0]", "above 0"),
        ("[1.0, 2.0]", "[1.0]", "write 2 values"),
        ("half_life_20_d", "half_live_20_d", "did you mean 'half_life_20_d'?"),
        ('source = "a handbook"\n', "", "'source' is missing"),
        ("[1.04, 1.1]", "[1.04, nan]", "finite"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(tmp_path, old, new, told):
    with pytest.raises(DataError) as caught:
        read_losses(written(tmp_path, old, new))
    assert told in str(caught.value)
    assert "losses.toml" in str(caught.value)
