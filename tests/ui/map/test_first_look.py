"""The first look at an incident: what has to be named stands inside, and the rest stays put."""

import pytest

from emerg.paper.labels import Box
from emerg.ui.map.features import ALWAYS, Spot
from emerg.ui.map.first_look import ABOVE_PX, BELOW_PX, BESIDE_PX, Frame, framed
from emerg.ui.map.in_view import EVERYWHERE, InView
from emerg.ui.map.layout import Wanted, lay_out
from emerg.ui.map.sheet import Region

SIZE = (1000.0, 800.0)


def px(frame, place):
    scale = frame.wide / SIZE[0]
    return (place[0] - frame.west) / scale, (place[1] - frame.north) / scale


def test_with_nothing_to_name_the_incident_stands_in_the_middle():
    assert framed((0.0, 0.0), [], SIZE, 1000.0) == Frame(-500.0, -400.0, 500.0, 400.0)


@pytest.mark.parametrize(
    "held",
    [
        [(-490.0, 0.0)],
        [(-530.0, 0.0)],  # its sign may stand aside, in view
        [(480.0, 390.0)],
        [(-490.0, 0.0), (490.0, -390.0), (0.0, 395.0)],
    ],
)
def test_whatever_is_near_finds_room_for_its_name(held):
    frame = framed((0.0, 0.0), held, SIZE, 1000.0)
    for place in [(0.0, 0.0), *held]:
        x, y = px(frame, place)
        assert BESIDE_PX - 1e-6 <= x <= SIZE[0] - BESIDE_PX + 1e-6
        assert ABOVE_PX - 25.0 <= y <= SIZE[1] - BELOW_PX + 25.0
    assert frame.high / frame.wide == pytest.approx(0.8)


def test_moving_is_tried_before_widening_and_what_is_far_is_left_out():
    assert framed((0.0, 0.0), [(-490.0, 0.0)], SIZE, 1000.0).wide == pytest.approx(1000.0)
    far = framed((0.0, 0.0), [(-5000.0, 0.0)], SIZE, 1000.0)
    assert far == framed((0.0, 0.0), [], SIZE, 1000.0)


def test_a_name_is_not_cut_off_by_the_edge_of_the_view():
    region = Region(0.0, 0.0, 1000.0, 800.0, 1.0)
    seen = Box(250.0, 200.0, 750.0, 600.0)
    at_edge = Spot("hold 1: ✓", "post_ok", 742.0, 400.0, "interception", ALWAYS, ALWAYS, key="a")
    wanted = Wanted(posts=[at_edge])

    def name(view):
        layout = lay_out(wanted, region, lambda _text, _style: (90.0, 16.0), view)
        return next(placed for placed in layout.placed if placed.text)

    assert name(EVERYWHERE).x + 45.0 > seen.east  # to the right, as usual
    assert name(InView(seen)).x + 45.0 <= seen.east
