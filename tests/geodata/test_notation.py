"""Positions as they are written, and read again."""

import pyproj
import pytest

from emerg.geodata.coordinates import parse_position
from emerg.geodata.notation import NOTATIONS, from_gauss, gauss, written, zone_of
from emerg.geodesy import LocalPlane
from emerg.texts import LANGS, render

PLACES = [(91.13, 29.65), (78.4, 31.2), (99.999999, 28.0), (88.5, 30.999999), (95.1234567, 29.9)]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("notation", ["decimal", "minutes", "seconds"])
def test_what_is_written_is_read_again_within_two_metres(place, notation):
    text = written(*place, notation)
    assert isinstance(text, str)
    east, north = LocalPlane(*place).metres(parse_position(text))
    assert (east**2 + north**2) ** 0.5 < 2


@pytest.mark.parametrize("degrees", [90.9999999, 90.99999])
def test_no_minute_and_no_second_is_sixty(degrees):
    for notation in ("minutes", "seconds"):
        assert "60" not in str(written(degrees, 30.0, notation)).partition("E")[0]


@pytest.mark.parametrize("place", PLACES)
def test_the_plane_is_that_of_the_official_zones(place):
    """EPSG 4513 to 4533 are the zones 25 to 45, with their number before the easting."""
    north, east, zone = gauss(*place)
    official = pyproj.Transformer.from_crs(4490, 4513 + zone - 25, always_xy=True)
    assert (east, north) == pytest.approx(official.transform(*place), abs=1e-3)
    assert abs(place[0] - 3 * zone) <= 1.5
    assert from_gauss(north, east) == pytest.approx(place, abs=1e-9)


def test_a_meridian_between_two_zones_belongs_to_the_eastern():
    assert [zone_of(lon) for lon in (88.499999, 88.5, 91.499999, 91.5)] == [29, 30, 30, 31]


@pytest.mark.parametrize("lang", LANGS)
def test_zone_and_meridian_are_said(lang):
    words = render(written(91.13, 29.65, "gauss"), lang)
    assert "3281849.9" in words
    assert "30609413.7" in words
    assert "90°" in words


def test_every_notation_has_a_name():
    from emerg.geodata.notation import NOTATION_NAMES

    assert set(NOTATION_NAMES) == set(NOTATIONS)
