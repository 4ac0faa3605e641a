"""The map at an hour and by layers: what is drawn, named and explained, and what is not."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from emerg.geodesy import LocalPlane
from emerg.hazards.substances import load_substances
from emerg.response.answer import Trace
from emerg.response.incident import FieldSample
from emerg.texts import render
from emerg.ui.lists import known_lists
from emerg.ui.map.hours import hour_way
from emerg.ui.map.mercator import point
from emerg.ui.map.palette import palette
from emerg.ui.map.samples import sample_places
from emerg.ui.map.switches import SWITCHES, switched
from emerg.ui.map.zones import isolated
from emerg.ui.theme import THEMES
from emerg.usecases.respond import respond
from tests.ui.drawing import drawn_in_full


def kinds(view):
    return Counter(type(item).__name__ for item in view.scene().items())


def colours_at(view, lon, lat):
    """The colours around a place of the map."""
    picture = view.grab().toImage()
    place = view.mapFromScene(QPointF(*point(lon, lat)))
    return {
        picture.pixelColor(place.x() + dx, place.y() + dy).name().upper()
        for dx in range(-3, 4)
        for dy in range(-3, 4)
    }


def place_at(trace: Trace, at: float):
    count = np.arange(len(trace.lon))
    return float(np.interp(at, count, trace.lon)), float(np.interp(at, count, trace.lat))


@pytest.fixture
def shown(river_map, answer):
    river_map.show_answer(answer)
    return river_map


# By hour


@pytest.mark.parametrize("theme", list(THEMES))
def test_it_is_hollow_where_it_may_be_and_filled_where_it_is_likely(shown, answer, theme):
    shown.set_theme(THEMES[theme])
    colours, hour = palette(THEMES[theme]), 9.0
    span = hour_way(answer).at(hour)
    shown.show_hour(hour)
    shown.set_hidden(frozenset(one.name for one in SWITCHES) - {"plume"})
    for low, high, wanted in (
        (span.thin, span.body, colours.cloud_body),
        (span.body, span.front, colours.cloud_hollow),
    ):
        place = place_at(answer.trace, (low + high) / 2)
        shown.go_to(*place, 6_000.0)
        assert QColor(wanted).name().upper() in colours_at(shown, *place)
    ahead = place_at(answer.trace, span.front + 0.6 * (len(answer.trace.lon) - 1 - span.front))
    shown.go_to(*ahead, 6_000.0)
    found = colours_at(shown, *ahead)
    assert QColor(colours.cloud_edge).name().upper() in found
    assert not {colours.cloud_body, colours.cloud_hollow} & found


def test_all_hours_again_is_the_same_picture(shown, answer):
    shown.go_to(answer.incident.lon, answer.incident.lat, 120_000.0)
    before = drawn_in_full(shown)
    shown.show_hour(5.0)
    assert drawn_in_full(shown) != before
    shown.show_hour(None)
    assert drawn_in_full(shown) == before


def test_an_hour_adds_one_item_and_clearing_takes_it_away(river_map, answer):
    before = kinds(river_map)
    river_map.show_answer(answer)
    once = kinds(river_map)
    for hour in (0.0, 5.0, 60.0):
        river_map.show_hour(hour)
    assert kinds(river_map) - once == Counter(HourItem=1)
    river_map.show_answer(answer)
    assert kinds(river_map) - once == Counter(HourItem=1)
    river_map.show_answer(None)
    assert kinds(river_map) == before


def test_an_hour_of_nothing_is_nothing(river_map, answer):
    river_map.show_hour(5.0)
    assert kinds(river_map)["HourItem"] == 0
    river_map.show_hour(None)
    river_map.show_answer(replace(answer, trace=replace(answer.trace, gone_h=())))
    river_map.show_hour(5.0)
    assert kinds(river_map)["HourItem"] == 0
    assert "arrival" in river_map.legend_signs()


def test_a_mark_looks_different_before_and_after_the_front_and_says_so(shown, answer):
    hit = next(hit for hit in answer.hits if hit.position)
    shown.go_to(*hit.position, 10_000.0)
    place = shown.mapFromScene(QPointF(*point(*hit.position)))
    pictures = []
    for hour in (hit.front_h[0] - 0.1, hit.front_h[0] + 0.1):
        shown.show_hour(hour)
        pictures.append(drawn_in_full(shown).copy(place.x() - 14, place.y() - 14, 28, 28))
    assert pictures[0] != pictures[1]
    assert shown.words_at(place).endswith("可能在此（含限值以下）；恢复取水以清单为准")


# Layers


def test_what_is_off_is_neither_drawn_nor_explained(shown):
    shown.show_everything()
    drawn = drawn_in_full(shown)
    for one in ("relief", "lakes", "roads", "river_names", "towns", "plume", "hits"):
        shown.set_hidden(frozenset({one}))
        assert drawn_in_full(shown) != drawn or one == "roads"
    shown.set_hidden(frozenset({"plume", "hits"}))
    assert not {"arrival", "intake", "states", "cloud"} & set(shown.legend_signs())
    shown.set_hidden(frozenset())
    assert drawn_in_full(shown) == drawn


def test_each_kind_of_site_has_its_own_switch(river_map, rivers):
    shown = river_map
    shown.go_to(91.2, 29.7, 40_000.0)
    shown.name_now()

    def symbols():
        return {p.key for p in shown._names.layout.placed if p.style == "site" and p.symbol}

    every = symbols()
    layers = {s.id: s.layer for book in rivers.playbooks.values() for s in book.sites}
    for name, gone in (("crossings", {"crossing"}), ("intakes", {"target"})):
        shown.set_hidden(frozenset({name}))
        shown.name_now()
        assert not gone & {layers[key] for key in symbols()}
        assert gone & {layers[key] for key in every}


def test_a_layer_that_is_off_stays_off_with_the_next_forecast(shown, answer, qtbot):
    with qtbot.waitSignal(shown.layers_changed) as heard:
        shown.set_hidden(switched(shown.hidden, "hits", on=False))
    assert heard.args == [frozenset({"hits"})]
    shown.show_answer(answer)
    site = next(hit for hit in answer.hits if hit.position)
    shown.go_to(*site.position, 10_000.0)
    place = shown.mapFromScene(QPointF(*point(*site.position)))
    assert str(site.number) + " · " not in shown.words_at(place)


def test_roads_are_drawn_while_they_are_closed_whatever_is_off(road_map):
    road_map.go_to(91.12, 29.65, 60_000.0)
    road_map.set_hidden(frozenset({"roads"}))
    without = drawn_in_full(road_map)
    road_map.set_closing(True)
    assert drawn_in_full(road_map) != without
    road_map.set_closing(False)
    assert drawn_in_full(road_map) == without


# Zones


@pytest.fixture
def chlorine():
    return load_substances().get("液氯")


@pytest.mark.parametrize("place", [(91.5, 29.8), (80.1, 32.5), (97.2, 31.1)])
def test_every_ring_is_true_to_the_ground(chlorine, place):
    shown = isolated(chlorine, place)
    assert {zone.kind for zone in shown.zones} >= {"small", "large", "downwind"}
    for zone in shown.zones:
        metres = np.hypot(*LocalPlane(*place).metres(zone.ring).T)
        assert metres == pytest.approx(zone.distance_m, rel=2e-3)


def test_the_sector_lies_where_the_wind_blows_to(chlorine):
    place = (91.5, 29.8)
    ring = next(z for z in isolated(chlorine, place, 270.0).zones if z.kind == "downwind").ring
    east, north = LocalPlane(*place).metres(ring).T
    assert east.max() > 6000
    assert -east.min() < 1000
    assert abs(north).max() < 4000


def test_rings_show_when_they_are_seen_and_say_what_they_are(shown, answer, chlorine):
    here = (answer.incident.lon, answer.incident.lat)
    shown.show_zones(isolated(chlorine, here))
    shown.go_to(*here, 400_000.0)
    assert shown.zone_signs() == ()
    shown.go_to(*here, 4_000.0)
    signs = [kind for kind, _words in shown.zone_signs()]
    assert signs == ["zone large", "zone fire", "zone downwind"]
    aside = shown.mapFromScene(QPointF(*point(here[0], here[1] + 0.004)))
    words = shown.words_at(aside)
    assert "大量泄漏" in words
    assert "夜间" in words
    assert "风向不明" in words
    shown.set_hidden(frozenset({"isolation"}))
    assert shown.zone_signs() == ()
    assert shown.words_at(aside) == ""


def test_a_substance_the_book_does_not_know_has_no_rings(answer):
    sugar = replace(answer.incident.substance, un=())
    assert isolated(sugar, (91.5, 29.8)) is None


# Samples and depots


@pytest.fixture(scope="module")
def sampled(rivers, answer):
    start = answer.incident.scenario.start.earliest
    took = [
        FieldSample(start, "value", river="lhasa", km=463.0, value_mg_l=0.8),
        FieldSample(answer.incident.now, "below", river="lhasa", km=400.0, detection_mg_l=0.004),
        FieldSample(start, "value", river="lhasa", km=471.7, value_mg_l=0.5),
        FieldSample(start.replace(hour=22), "not_yet", river="lhasa", km=471.7),
    ]
    scenario = replace(answer.incident.scenario, samples=tuple(took))
    return respond(rivers, scenario, now=start.replace(hour=23))


def test_each_point_shows_its_newest_value(sampled, rivers):
    places = {place.key: place for place in sample_places(sampled, rivers)}
    labels = {key: render(place.label, "zh") for key, place in places.items()}
    by_km = {round(one.km, 1): f"S{one.order}" for one in sampled.sampling}
    assert labels[by_km[463.0]].endswith("：0.8 mg/L")
    assert labels[by_km[471.7]].endswith("：尚未到达")
    assert labels["x1"] == "未检出（<0.004）"
    unsampled = [key for key, place in places.items() if not place.measured]
    assert unsampled
    assert all(labels[key] == f"{key}：未采样" for key in unsampled)


def test_a_point_says_its_section_when_to_begin_and_how_often(shown, sampled, rivers):
    places = sample_places(sampled, rivers)
    shown.show_samples(places)
    first = places[0]
    shown.go_to(*first.lonlat, 10_000.0)
    shown.name_now()
    words = shown.words_at(shown.mapFromScene(QPointF(*point(*first.lonlat))))
    assert "对照断面" in words
    assert "开始" in words
    assert "每 24 h" in words
    assert "sampling" in shown.legend_signs()
    shown.set_hidden(frozenset({"sampling"}))
    assert "sampling" not in shown.legend_signs()


def test_a_depot_says_what_it_has_and_whose_it_is(shown, tmp_path):
    offices = known_lists(None, {}, tmp_path).every
    shown.show_supplies(offices)
    depot = next(iter(offices[0].depots.values()))
    shown.go_to(depot.lon, depot.lat, 10_000.0)
    shown.name_now()
    at = shown.mapFromScene(QPointF(*point(depot.lon, depot.lat)))
    near = [QPointF(at.x() + dx, at.y() + dy) for dx in (0, -12, 12, 20) for dy in (0, -12, 12)]
    told = {shown.words_at(place.toPoint()).split("\n")[0] for place in near}
    assert depot.name.zh in told
    assert "stock" in shown.legend_signs()
