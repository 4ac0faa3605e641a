"""Datums against published pairs, spellings, and positions that cannot be meant."""

from math import hypot, inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.errors import InputError
from emerg.geodata.coordinates import (
    check_position,
    lonlat_from_wgs84,
    lonlat_to_wgs84,
    parse_position,
    to_wgs84,
)
from emerg.geodata.datums import DATUMS
from emerg.geodesy import LocalPlane

MM_IN_DEGREES = 1e-8
LON, LAT = st.floats(78.0, 100.0), st.floats(26.0, 37.0)
LHASA = (91.13, 29.65)


def metres(a, b):
    east, north = LocalPlane(*a).metres(b)
    return hypot(east, north)


# WGS84 and GCJ-02 pairs from the tests of eviltransform (Shanghai, Shenzhen, Beijing) and of
# coordtransform (Beijing, 116.404, 39.915).
@pytest.mark.parametrize(
    ("wgs84", "gcj02"),
    [
        ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
        ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
        ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
        ((116.404, 39.915), (116.41024449916938, 39.91640428150164)),
    ],
)
def test_gcj02_agrees_with_published_pairs(wgs84, gcj02):
    assert lonlat_from_wgs84(wgs84, "gcj02") == pytest.approx(gcj02, abs=MM_IN_DEGREES)
    assert lonlat_to_wgs84(gcj02, "gcj02") == pytest.approx(wgs84, abs=MM_IN_DEGREES)


def test_bd09_agrees_with_a_published_pair():
    """GCJ-02 (116.404, 39.915) is BD-09 (116.41036949…, 39.92133699…) in coordtransform's tests."""
    wgs84 = lonlat_to_wgs84((116.404, 39.915), "gcj02")
    bd09 = (116.41036949371029, 39.92133699351021)
    assert lonlat_from_wgs84(wgs84, "bd09") == pytest.approx(bd09, abs=MM_IN_DEGREES)
    assert lonlat_to_wgs84(bd09, "bd09") == pytest.approx(wgs84, abs=MM_IN_DEGREES)


@pytest.mark.parametrize("datum", DATUMS)
@given(lon=LON, lat=LAT)
def test_there_and_back_within_a_decimetre(datum, lon, lat):
    back = lonlat_to_wgs84(lonlat_from_wgs84((lon, lat), datum), datum)
    assert metres((lon, lat), back) < 0.1


@given(lon=st.floats(79.0, 99.0), lat=st.floats(27.5, 33.5))
def test_a_phone_pin_in_tibet_is_off_by_hundreds_of_metres(lon, lat):
    """Taking GCJ-02 for WGS84 misplaces an incident by far more than a river is wide."""
    assert 150 < metres((lon, lat), lonlat_from_wgs84((lon, lat), "gcj02")) < 520
    assert 600 < metres((lon, lat), lonlat_from_wgs84((lon, lat), "bd09")) < 1050


def test_cgcs2000_is_wgs84():
    assert to_wgs84(*LHASA, "cgcs2000") == LHASA


def test_arrays_and_single_points_agree():
    points = np.array([[91.13, 29.65], [94.36, 29.65], [80.1, 32.5]])
    together = lonlat_to_wgs84(points, "bd09")
    assert together.shape == (3, 2)
    for point, moved in zip(points, together, strict=True):
        assert to_wgs84(*point, "bd09") == pytest.approx(tuple(moved), abs=1e-12)


def test_outside_the_box_around_china_nothing_is_shifted():
    assert lonlat_from_wgs84((13.4, 52.5), "gcj02") == pytest.approx((13.4, 52.5), abs=0)


def test_a_swapped_pair_is_refused_and_the_other_order_proposed():
    with pytest.raises(InputError) as refusal:
        to_wgs84(29.65, 91.13)
    assert "swapped" in str(refusal.value)
    assert "91.13,29.65" in refusal.value.told("en").splitlines()[2]


@pytest.mark.parametrize(("lon", "lat"), [(nan, 29.65), (91.13, inf), (-inf, 29.65)])
def test_what_is_no_figure_is_refused(lon, lat):
    with pytest.raises(InputError, match="not a figure"):
        check_position(lon, lat)


@pytest.mark.parametrize("position", [(116.4, 39.9), (0.0, 0.0), (91.13, -29.65), (9113, 2965)])
def test_far_from_tibet_is_refused_with_the_window(position):
    with pytest.raises(InputError) as refusal:
        to_wgs84(*position)
    assert "outside Tibet" in refusal.value.told("en")
    assert all(bound in refusal.value.told("en") for bound in ("78", "100", "26", "37"))


def test_an_unknown_datum_is_refused_with_those_known():
    with pytest.raises(InputError, match="wgs84, cgcs2000, gcj02, bd09"):
        to_wgs84(*LHASA, "beijing54")


@pytest.mark.parametrize(
    "text",
    [
        "91.13,29.65",
        " 91.13 29.65 ",
        "[91.13, 29.65]",
        "91.13、29.65",
        "（９１．１３，２９．６５）",
        "29.65N 91.13E",
        "91.13e29.65n",
        "E91.13N29.65",
        "N 29.65°, E 91.13°",
        "lat: 29.65, lon: 91.13",
        "经度：91.13；纬度：29.65",
        "东经91.13 北纬29.65",
        "北纬29.65度，东经91.13度",
        "北纬29度39分00秒，东经91度7分48秒",
        "91°07'48\"E 29°39'00\"N",
        "29°39′N，91°7.8′E",
        "91º07’48” 29º39’00”",
        "N29°39'00'' E91°07'48''",
        "91 07 48 29 39 00",
        "29 39 00 N 91 07 48 E",
    ],
)
def test_every_common_spelling_is_the_same_place(text):
    assert parse_position(text) == pytest.approx(LHASA, abs=1e-9)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "拉萨",
        "91.13",
        "91,13 29,65",
        "91.13,29.65,3650",
        "nan,29.65",
        "1.2.3,29.65",
        "91.13W,29.65N",
        "91.13E 29.65E",
        "北纬29.65 北纬29.7",
        "91°70'E 29°39'N",
        "91.5°07'48\"E 29°39'N",
    ],
)
def test_what_is_no_position_is_refused_with_an_example(text):
    with pytest.raises(InputError) as refusal:
        parse_position(text)
    assert "91.13,29.65" in refusal.value.told("zh")


@pytest.mark.parametrize("text", ["29.65,91.13", "29.65E 91.13N", "29°39'00\" 91°07'48\""])
def test_a_swapped_pair_is_refused_as_typed(text):
    with pytest.raises(InputError, match="swapped"):
        parse_position(text)


@given(lon=LON, lat=LAT)
def test_degrees_minutes_seconds_come_back_as_they_were(lon, lat):
    def dms(value):
        hundredths = round(value * 360_000)
        whole, rest = divmod(hundredths, 360_000)
        return f"{whole}°{rest // 6000}'{rest % 6000 / 100:.2f}\""

    found = parse_position(f"{dms(lat)}N {dms(lon)}E")
    assert found == pytest.approx((lon, lat), abs=2e-6)


@given(st.text(alphabet="0123456789.,°'\" ENen东经北纬度分秒-+:", max_size=40))
def test_any_text_is_a_position_or_an_error_that_says_so(text):
    try:
        found = parse_position(text)
    except InputError:
        return
    check_position(*found)
