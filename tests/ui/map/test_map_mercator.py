"""The projection agrees with PROJ, comes back, and knows its own scale."""

import numpy as np
import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.ui.map import mercator

LON = st.floats(min_value=60.0, max_value=118.0)
LAT = st.floats(min_value=12.0, max_value=48.0)


@given(lon=LON, lat=LAT)
def test_there_and_back(lon, lat):
    assert mercator.position(*mercator.point(lon, lat)) == pytest.approx((lon, lat), abs=1e-9)


def test_it_is_the_web_mercator_of_proj():
    transform = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)
    lonlat = np.array([[78.9, 33.7], [91.1, 29.65], [99.1, 28.2]])
    expected = np.column_stack(transform.transform(lonlat[:, 0], lonlat[:, 1]))
    np.testing.assert_allclose(mercator.epsg3857(lonlat), expected, atol=1e-3)


def test_the_plane_runs_east_and_south():
    x, y = mercator.point(mercator.MIDDLE_LON + 1, mercator.MIDDLE_LAT - 1)
    assert x > 0
    assert y > 0
    assert mercator.point(mercator.MIDDLE_LON, mercator.MIDDLE_LAT) == pytest.approx((0, 0))


@pytest.mark.parametrize("lat", [27.0, 31.0, 36.0])
def test_a_projected_metre_is_as_long_as_it_says(lat):
    x, y = mercator.point(90.0, lat)
    there = mercator.position(x + 1000.0, y)
    *_, length = pyproj.Geod(ellps="WGS84").inv(90.0, lat, *there)
    assert length / 1000 == pytest.approx(mercator.ground_m(lat), rel=1e-6)
