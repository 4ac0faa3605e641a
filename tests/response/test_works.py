"""Dams and booms: figures worked out by hand."""

from math import degrees, radians, sin

import pytest

from emerg.response.holding_table import load_holding
from emerg.response.works import Section, boom, section, temporary_dam

TABLE = load_holding()


def test_a_section_grows_with_its_flow_as_rivers_do():
    # Leopold & Maddock 1953: width with Q^0.26, depth with Q^0.40.
    found = section(100.0, 2.0, 0.002, 10.0)
    assert found.width_m == pytest.approx(100 * 10**0.26)
    assert found.depth_m == pytest.approx(2 * 10**0.40)
    assert section(None, None, None, 3.0) == Section(None, None, None)


def test_the_fill_of_a_dam_is_its_section_times_its_length():
    # 1.0 m of water, raised by 1.0, 0.5 of freeboard: 2.5 m high, 2 m at the crest, 9.5 m at the
    # foot; (2 + 9.5) / 2 * 2.5 = 14.375 m² times 40 m.
    dam = temporary_dam(Section(40.0, 1.0, 0.002), TABLE.dam)
    assert dam.height_m == 2.5
    assert dam.fill_m3 == pytest.approx(575.0)
    # The wedge behind it: 1 m at the dam, nothing 500 m above it, 40 m wide.
    assert dam.stored_m3 == pytest.approx(0.5 * 1.0 * 500 * 40)
    assert dam.bags == 19167
    assert dam.machine_h == pytest.approx(575 / 60)
    assert dam.build_h == pytest.approx(575 / 60 / 2)


@pytest.mark.parametrize("at", [Section(None, 1.0, 0.001), Section(20.0, None, 0.001)])
def test_without_width_or_depth_no_dam_is_made_up(at):
    assert temporary_dam(at, TABLE.dam) is None


def test_without_a_slope_nobody_can_say_what_it_backs_up():
    assert temporary_dam(Section(20.0, 0.5, None), TABLE.dam).stored_m3 is None


@pytest.mark.parametrize("surface", [0.2, 0.35, 0.5, 0.9, 1.4])
def test_across_the_boom_the_current_is_what_it_can_bear_and_no_more(surface):
    found = boom(Section(60.0, None, None), surface / TABLE.boom.surface, TABLE.boom)
    across = surface * sin(radians(found.angle_deg))
    assert across <= TABLE.boom.normal_m_s + 1e-9
    assert found.angle_deg <= 90
    # Each line runs from bank to bank.
    assert found.length_m == pytest.approx(2 * 60 / sin(radians(found.angle_deg)))
    assert found.divert == (surface > 1.0)


def test_in_slack_water_a_boom_stands_straight_across():
    assert boom(Section(60.0, None, None), 0.0, TABLE.boom).angle_deg == pytest.approx(
        degrees(radians(90))
    )
