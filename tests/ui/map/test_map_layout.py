"""Names and numbers never collide, and what matters most finds room first."""

from dataclasses import replace
from math import cos, radians, sin

import pytest
import shapely

from emerg.ui.map import along, features
from emerg.ui.map.features import ALWAYS, Spot
from emerg.ui.map.layout import MARK_PX, Wanted, lay_out
from emerg.ui.map.mercator import plane, point
from emerg.ui.map.sheet import Region

SIZE = {"region": 15, "prefecture": 13, "river": 13, "county": 12, "hit": 12}


def size_of(text, style):
    """Sizes a person can reckon with: every character a square."""
    px = SIZE.get(style, 11)
    return px * len(text) + 4.0, px + 5.0


def region(metres_per_px, lon=91.1, lat=29.65, wide=1400.0, high=900.0):
    x, y = point(lon, lat)
    half_wide, half_high = wide / 2 * metres_per_px, high / 2 * metres_per_px
    return Region(x - half_wide, y - half_high, wide, high, metres_per_px)


def outline(placed):
    """What a name or a symbol covers, as a turned rectangle."""
    size = size_of(placed.text, placed.style) if placed.symbol is None else (placed.size,) * 2
    turn = radians(placed.degrees)
    corners = [
        (
            placed.x + dx * size[0] / 2 * cos(turn) - dy * size[1] / 2 * sin(turn),
            placed.y + dx * size[0] / 2 * sin(turn) + dy * size[1] / 2 * cos(turn),
        )
        for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]
    return shapely.Polygon(corners)


def overlaps(outlines):
    tree = shapely.STRtree(outlines)
    return [
        (a, b)
        for a, b in tree.query(outlines, predicate="intersects").T
        if a < b and shapely.area(outlines[a].intersection(outlines[b])) > 0.5
    ]


@pytest.fixture(scope="module", params=["zh", "en"])
def wanted(request, rivers, answer):
    lang = request.param
    return Wanted(
        incident=point(answer.incident.lon, answer.incident.lat),
        plume=plane(list(zip(answer.trace.lon, answer.trace.lat, strict=True))),
        hits=features.hit_spots(answer.hits, lang),
        places=features.place_spots(lang),
        rivers=features.river_names(features.named_courses(rivers), lang),
        lakes=features.lake_spots(lang),
        sites=features.site_spots(rivers, lang, [hit.site for hit in answer.hits]),
    )


@pytest.mark.parametrize("metres_per_px", [2000.0, 700.0, 300.0, 120.0, 40.0, 10.0])
def test_nothing_covers_anything_else(wanted, metres_per_px):
    layout = lay_out(wanted, region(metres_per_px), size_of)
    found = [(p.text or p.key, outline(p)) for p in layout.placed]
    spots = {spot.key: layout.region.px(spot.x, spot.y) for spot in wanted.hits}
    for site, (dx, dy) in layout.numbered.items():
        x, y = spots[site]
        found.append((site, shapely.Point(x + dx, y + dy).buffer(MARK_PX / 2 - 1)))
    assert len(found) > 10
    names = [name for name, _ in found]
    assert [(names[a], names[b]) for a, b in overlaps([shape for _, shape in found])] == []


def test_the_sooner_of_two_hits_at_one_place_keeps_its_number():
    x, y = point(91.1, 29.65)
    hits = [Spot(name, "site", x, y, None, ALWAYS, 0.0, key=name) for name in ("soon", "late")]
    far = lay_out(Wanted(hits=hits), region(1000.0), size_of)
    assert far.numbered == {"soon": (0.0, 0.0)}


def test_near_by_both_numbers_stand_side_by_side():
    x, y = point(91.1, 29.65)
    hits = [Spot(name, "site", x, y, None, ALWAYS, 0.0, key=name) for name in ("soon", "late")]
    near = lay_out(Wanted(hits=hits), region(20.0), size_of)
    assert near.numbered["soon"] == (0.0, 0.0)
    assert max(map(abs, near.numbered["late"])) >= MARK_PX


def test_who_is_sent_has_room_after_the_soonest_intake_and_before_all_else():
    x, y = point(91.1, 29.65)
    hits = [Spot(name, "hit", x, y, None, ALWAYS, 0.0, key=name) for name in ("soon", "late")]
    posts = [
        Spot("hold 1: ✓", "post_ok", x, y, "interception", ALWAYS, ALWAYS, key="held"),
        Spot("depot", "post", x, y, "depot", ALWAYS, ALWAYS, key="depot A"),
    ]
    for metres_per_px in (1000.0, 300.0, 20.0):
        layout = lay_out(Wanted(hits=hits, posts=posts), region(metres_per_px), size_of)
        assert layout.numbered["soon"] == (0.0, 0.0)
        symbols = [one for one in layout.placed if one.symbol is not None]
        assert [one.key for one in symbols] == ["held", "depot A"]
        outlines = [outline(one) for one in layout.placed]
        assert not overlaps(outlines)
        assert {one.text for one in layout.placed if one.text} == {"hold 1: ✓", "depot"}


def test_intakes_ask_for_room_before_all_other_hits(answer):
    spots = features.hit_spots(answer.hits, "zh")
    intakes = {hit.site for hit in answer.hits if hit.is_intake}
    assert intakes
    assert {spot.key for spot in spots[: len(intakes)]} == intakes


def test_who_closes_first_has_room_before_sooner_numbers_at_the_same_place(answer):
    intakes = [hit for hit in answer.hits if hit.is_intake]
    first = max(intakes, key=lambda hit: hit.number)
    spots = features.hit_spots(answer.hits, "zh", first.site)
    assert spots[0].key == first.site
    x, y = point(91.1, 29.65)
    together = [replace(spot, x=x, y=y) for spot in spots if spot.style == "hit"]
    assert len(together) > 1
    assert lay_out(Wanted(hits=together), region(1000.0), size_of).numbered == {
        first.site: (0.0, 0.0)
    }


def test_a_town_that_closes_first_goes_before_intakes_that_need_not(answer):
    town = next(hit for hit in answer.hits if not hit.is_intake and hit.position)
    assert features.hit_spots(answer.hits, "zh", town.site)[0].key == town.site


def test_a_number_keeps_the_names_of_towns_off_itself():
    x, y = point(91.1, 29.65)
    hit = Spot("桥", "site", x, y, None, ALWAYS, 0.0, key="hit")
    town = Spot("拉萨市", "region", x, y, "seat", ALWAYS, ALWAYS)
    layout = lay_out(Wanted(hits=[hit], places=[town]), region(1000.0), size_of)
    (name,) = layout.placed  # no dot under the number
    assert name.text == "拉萨市"
    middle = layout.region.px(x, y)
    assert not outline(name).intersects(shapely.Point(middle).buffer(MARK_PX / 2 - 1))


def test_villages_and_small_sites_wait_until_one_is_near(rivers):
    wanted = Wanted(places=features.place_spots("zh"), sites=features.site_spots(rivers, "zh"))
    styles = {p.style for p in lay_out(wanted, region(2000.0), size_of).placed}
    assert styles == {"region", "prefecture", "county"}
    styles = {p.style for p in lay_out(wanted, region(100.0), size_of).placed}
    assert styles >= {"village", "site"}


def test_river_names_lie_along_their_river_and_stand_upright(rivers):
    wanted = Wanted(rivers=features.river_names(features.named_courses(rivers), "zh"))
    layout = lay_out(wanted, region(400.0), size_of)
    names = {p.text for p in layout.placed}
    assert {"拉萨河", "雅鲁藏布江"} <= names
    assert all(-90 <= p.degrees <= 90 for p in layout.placed)
    lines = {
        name: shapely.MultiLineString([
            [layout.region.px(*xy) for xy in plane(rivers.lines[reach.id])]
            for reach in rivers.network.rivers[river]
        ])
        for name, river in (("拉萨河", "lhasa"), ("雅鲁藏布江", "yarlung-tsangpo"))
    }  # fmt: skip
    for placed in layout.placed:
        if placed.text in lines:
            assert shapely.Point(placed.x, placed.y).distance(lines[placed.text]) < 30


def test_another_language_has_other_words_for_the_same_lines(rivers):
    courses = features.named_courses(rivers)
    lay_out(Wanted(rivers=features.river_names(courses, "zh")), region(400.0), size_of)
    worked_out = along._smooth.cache_info().misses
    other = Wanted(rivers=features.river_names(courses, "en"))
    assert any("Lhasa" in p.text for p in lay_out(other, region(400.0), size_of).placed)
    assert along._smooth.cache_info().misses == worked_out


def test_numbered_tributaries_have_no_name_on_the_map(rivers):
    texts = [course.name.zh for course in features.named_courses(rivers)]
    assert "堆龙曲" in texts
    assert not [text for text in texts if "支流" in text]


def test_illustrative_sites_show_in_exercises_only(rivers):
    example = [
        site.id
        for book in rivers.playbooks.values()
        for site in book.sites
        if site.confidence == "example" and site.id in rivers.positions
    ]
    real = {spot.key for spot in features.site_spots(rivers, "zh")}
    drill = {spot.key for spot in features.site_spots(rivers, "zh", exercise=True)}
    assert not real & set(example)
    assert set(example) <= drill


def test_a_region_knows_what_it_reaches():
    part = Region(0.0, 0.0, 100.0, 50.0, 10.0)
    assert part.holds(0.0, 0.0, 1000.0, 500.0)
    assert not part.holds(-1.0, 0.0, 1000.0, 500.0)
    assert not part.holds(0.0, 0.0, 1000.0, 501.0)
