"""What a standing brief says, for every river on the shelf."""

import re
from datetime import date

import numpy as np
import pytest

from emerg.fonts import missing
from emerg.paper.content import MapPart
from emerg.paper.map_lines import extent_km
from emerg.paper.standing import standing_sheet
from emerg.paper.standing_map import CROWD, NEAR_KM, STRETCH_KM, close_up, stretches
from emerg.paper.standing_sites import listed
from emerg.paper.words import SPACES
from emerg.texts import render
from tests.paper import made
from tests.paper.telling import cells, maps, tables, told

TODAY = date(2026, 11, 25)
IDS = sorted(made.rivers().playbooks)
KEY = [i for i in IDS if made.rivers().playbooks[i].river.key]


def sheet_of(river):
    return standing_sheet(made.rivers(), river, TODAY)


def table_of(river, name):
    return next(t for t in tables(sheet_of(river)) if render(t.name, "en") == name)


@pytest.mark.parametrize("river", IDS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_word_can_be_printed_and_none_is_forbidden(river, lang):
    text = told(sheet_of(river), lang)
    assert not missing(text)
    assert "12369" not in text
    assert not re.search(r"\bPAC\b", text)
    assert not re.search("印度|尼泊尔|不丹|缅甸|孟加拉|India|Nepal|Bhutan|Myanmar|Bangla", text)
    assert not re.search(r"\{\w+\}", text)


@pytest.mark.parametrize("river", KEY)
def test_every_place_is_listed_under_its_number(river):
    text = told(sheet_of(river), "zh")
    for place in listed(made.rivers().playbooks[river]):
        assert re.search(rf"^{place.number} \| {re.escape(place.site.name.zh)}", text, re.M)


@pytest.mark.parametrize("river", KEY)
def test_every_drawn_place_is_on_a_map_and_no_other(river):
    places = listed(made.rivers().playbooks[river])
    on_maps = {(m.lon, m.lat) for content in maps(sheet_of(river)) for m in content.marks}
    assert on_maps == {made.rivers().positions[p.site.id] for p in places if p.drawn}


@pytest.mark.parametrize("river", KEY)
def test_a_map_is_never_too_wide_to_read(river):
    parts = stretches(made.rivers(), river)
    content = [part.content for part in sheet_of(river).parts if isinstance(part, MapPart)]
    large = close_up(made.rivers(), river, listed(made.rivers().playbooks[river]))
    assert len(content) == 1 + len(parts) + (large is not None)
    assert all(extent_km(part.line) <= STRETCH_KM for part in parts)
    if parts:
        first, *_, last = made.rivers().network.rivers[river]
        assert parts[0].from_km == first.from_m / 1000
        assert parts[-1].to_km == last.to_m / 1000
        ends = [part.to_km for part in parts[:-1]]
        assert ends == [part.from_km for part in parts[1:]]


def test_where_places_crowd_they_are_drawn_large():
    places = listed(made.rivers().playbooks["lhasa"])
    large = close_up(made.rivers(), "lhasa", places)
    assert large is not None
    assert "城关区" in render(large.title, "zh")
    assert len(large.marks) >= CROWD
    west, south, east, north = large.bounds
    assert extent_km(np.array([[west, south], [east, north]])) <= 2 * NEAR_KM * 2**0.5
    assert close_up(made.rivers(), "nagqu", listed(made.rivers().playbooks["nagqu"])) is None
    assert close_up(made.rivers(), "lhasa", ()) is None


def test_all_eleven_classes_stand_there_even_if_none_is_known():
    found = cells(table_of("nagqu", "the 11 classes"), "zh")
    assert [row[0].strip("*").split()[0] for row in found] == list(SPACES)
    assert all(row[2] == "待踏勘" for row in found if row[1] == "0")
    assert any(row[1] == "0" for row in found)


def test_sampling_sections_are_named_not_numbered():
    found = cells(table_of("lhasa", "sampling sections"), "zh")
    sites = {site.id: site for site in made.rivers().playbooks["lhasa"].sites}
    points = made.rivers().playbooks["lhasa"].plan.sampling
    assert points
    assert all(sites[p.site].name.zh in row[1] for p, row in zip(points, found, strict=True))


def test_contacts_have_lines_to_fill_in():
    found = cells(table_of("lhasa", "contact sheet"), "zh")
    assert found
    roles = sorted(made.rivers().playbooks["lhasa"].plan.roles, key=lambda role: role.order)
    assert [row[4] for row in found] == [role.phone or "____" for role in roles]
    assert all(row[5] == "____" for row in found if row[4] == "____")


def test_flow_at_the_mouth_is_the_factor_times_the_mean():
    found = cells(table_of("lhasa", "flow by month"), "zh")
    end = made.rivers().network.rivers["lhasa"][-1].lower_m3_s
    for factors, flows in zip(found[:3], found[3:], strict=True):
        for factor, flow in zip(factors[1:], flows[1:], strict=True):
            assert float(flow) == pytest.approx(float(factor) * end, rel=0.05)


def test_rivers_that_we_assumed_say_so():
    for river in ("parlung", "pumqu"):
        assert made.rivers().playbooks[river].river.assumption.zh in told(sheet_of(river), "zh")


def test_a_river_outside_the_twelve_has_the_general_plan():
    other = next(i for i in IDS if i not in KEY)
    assert "通用预案：不在 12 条重点河流之列" in told(sheet_of(other), "zh")
    assert "不在 12 条重点河流之列" not in told(sheet_of("lhasa"), "zh")


@pytest.mark.parametrize("river", KEY)
def test_licence_and_draft_status_are_named(river):
    sheet = sheet_of(river)
    assert "ODbL" in told(sheet, "en")
    assert render(sheet.status, "zh") == "公开资料草案，未经核实"


def test_examples_stay_out_of_a_standing_brief():
    examples = [
        site
        for book in made.rivers().playbooks.values()
        for site in book.sites
        if site.confidence == "example"
    ]
    assert examples
    for river in {site.river.split("/")[0] for site in examples}:
        assert "示例" not in told(sheet_of(river), "zh")


def test_all_seven_hazards_are_spoken_of():
    text = told(sheet_of("lhasa"), "zh")
    for hazard in ("油类", "重金属", "氰化物", "酸碱类", "有机物", "易燃液体与气体", "物质不明"):
        assert hazard in text
