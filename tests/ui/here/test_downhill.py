"""Where something would go from a place of the map."""

import pytest

from emerg.response.incident import Where
from emerg.response.locate import locate
from emerg.response.way_down import ways_down
from emerg.texts import render
from emerg.ui.here.downhill import DRUNK, would_go


def said(rivers, lon, lat):
    return [render(line, "zh") for line in would_go(rivers, lon, lat)]


def test_it_names_the_river_the_intakes_and_the_rivers_below(rivers):
    place = locate(rivers, Where(river="lhasa", km=430.0))
    lines = said(rivers, place.lon, place.lat)
    assert lines[0].startswith("拉萨河 430.0 km")
    assert any("下游 59 km：北郊水厂" in line for line in lines)
    assert any("汇入雅鲁藏布江" in line for line in lines)
    assert "F5" in lines[-1]


def test_what_is_invented_for_drills_is_left_out(rivers):
    place = locate(rivers, Where(river="lhasa", km=430.0))
    passed = ways_down(rivers, place.place)[0].passed
    examples = [p.site.name.zh for p in passed if p.site.confidence == "example"]
    assert examples
    told = "\n".join(said(rivers, place.lon, place.lat))
    assert not [name for name in examples if name in told]


def test_of_many_intakes_the_first_are_told_and_the_others_counted(rivers):
    place = locate(rivers, Where(river="lhasa", km=430.0))
    passed = ways_down(rivers, place.place)[0].passed
    real = [p for p in passed if p.site.kind in DRUNK and p.site.confidence != "example"]
    assert len(real) > 4
    assert f"另有取水口 {len(real) - 4} 处" in said(rivers, place.lon, place.lat)


@pytest.mark.parametrize(("lon", "lat"), [(87.5, 33.5), (95.0, 36.5)])
def test_far_from_every_river_it_says_so(rivers, lon, lat):
    lines = said(rivers, lon, lat)
    assert len(lines) == 2
    assert "km" in lines[0]
