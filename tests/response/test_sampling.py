"""The sampling plan: which points, by which rule, how many verticals, and what was found there."""

from dataclasses import replace
from functools import cache

import pytest

from emerg.errors import InputError
from emerg.hazards.substances import load_substances
from emerg.response.field import put_on_the_way
from emerg.response.forecasting import staged
from emerg.response.locate import locate
from emerg.response.sample import Grid, Sample
from emerg.response.sampling_ground import grid_of
from emerg.response.sampling_plan import load_of, take_of
from emerg.response.sampling_results import with_results
from emerg.response.sampling_table import layers, load_sampling, verticals
from emerg.response.typed_place import plain_name, river_km
from emerg.texts import render
from emerg.usecases.respond import case_of
from emerg.usecases.scenario import scenario
from tests.paper import made
from tests.rivers_by_hand import reach

TAKEN = "2026-07-15T03:20+08:00"
RIVERS = [
    ("boqu", 40.0),
    ("gyirong", 60.0),
    ("jinsha", 300.0),
    ("kongque", 40.0),
    ("lancang", 510.0),
    ("lhasa", 200.0),
    ("lhasa/doilung", 60.0),
    ("nagqu", 240.0),
    ("nujiang", 480.0),
    ("nyang", 90.0),
    ("nyangchu", 100.0),
    ("parlung", 90.0),
    ("pumqu", 80.0),
    ("shiquan", 60.0),
    ("xiangquan", 60.0),
    ("xibaxia", 110.0),
    ("yarlung-shannan", 40.0),
    ("yarlung-tsangpo", 290.0),
    ("zayu", 120.0),
]


@cache
def at(river: str, km: float, substance: str = "硫酸铜"):
    return made.answer(at={"river": river, "km": km}, substance=substance, exercise=True)


@pytest.fixture(scope="module")
def demo():
    return made.demo()


def zh(text):
    return render(text, "zh")


def roles(points):
    return [point.role for point in points]


@pytest.mark.parametrize(
    ("width", "count"), [(1.0, 1), (50.0, 1), (50.01, 2), (100.0, 2), (100.01, 3), (800.0, 3)]
)
def test_verticals_by_width(width, count):
    assert verticals(width) == count


@pytest.mark.parametrize(
    ("depth", "count"), [(0.4, 1), (5.0, 1), (5.01, 2), (10.0, 2), (10.01, 3), (40.0, 3)]
)
def test_points_on_a_vertical_by_depth(depth, count):
    assert layers(depth) == count


def test_a_grid_is_verticals_times_layers_and_measured_figures_come_first():
    plain = grid_of(reach("a", width_m=72.0, depth_m=6.0))
    assert (plain.verticals, plain.layers, plain.points, plain.sure) == (2, 2, 4, True)
    measured = grid_of(reach("a", width_m=72.0, depth_m=6.0, measured_section=(40.0, 2.0, 30.0)))
    assert (measured.width_m, measured.points) == (40.0, 1)
    assert grid_of(reach("a", width_m=72.0, depth_m=1.0), planned=3).points == 3


def test_of_an_unknown_width_at_least_one_point_is_counted_and_said_to_be_so():
    grid = grid_of(reach("a", width_m=None, depth_m=None))
    assert (grid.verticals, grid.layers, grid.points, grid.sure) == (None, None, 1, False)


def test_the_reference_section_comes_first_and_is_a_place_above_the_incident(demo):
    first = demo.sampling[0]
    assert first.role == "reference"
    assert first.start == demo.incident.now
    assert (first.river, first.km) == ("lhasa", 409.5)
    assert first.site == "KS-BG-031"
    assert roles(demo.sampling).count("reference") == 1


def test_without_a_place_above_the_river_itself_is_named():
    first = at("lhasa", 200.0).sampling[0]
    assert first.at == "拉萨河 199.0 km"
    assert not first.site


def test_a_place_whose_position_is_not_sure_is_no_reference_beside_the_incident():
    """The bridge at km 409.5 is known to 3 km: 1 km below it may be above it."""
    assert at("lhasa", 410.5).sampling[0].site != "KS-BG-031"


def test_control_and_attenuation_follow_in_their_distance(demo):
    control, attenuation = demo.sampling[1:3]
    assert (control.role, attenuation.role) == ("control", "attenuation")
    assert control.km == pytest.approx(430.5, abs=0.05)
    assert attenuation.km - control.km >= load_sampling().attenuation_km - 0.05
    assert attenuation.rule == "HJ/T 91-2002"


def test_a_listed_section_is_taken_for_the_attenuation_section():
    """From km 450 the Dagzê bridge and section at km 463 lie 12.5 km below the control section."""
    found = next(p for p in at("lhasa", 450.0).sampling if p.role == "attenuation")
    assert found.km == pytest.approx(463.0)
    assert found.named


@pytest.mark.parametrize(("river", "km"), RIVERS)
def test_points_come_in_the_order_in_which_the_front_reaches_them(river, km):
    points = at(river, km).sampling
    fronts = [point.front_h for point in points if point.front_h is not None]
    assert fronts == sorted(fronts)
    assert [point.order for point in points] == list(range(1, len(points) + 1))
    assert {"reference", "control"} <= set(roles(points))


@pytest.mark.parametrize(("river", "km"), RIVERS)
def test_every_intake_and_every_border_of_the_reach_has_its_point(river, km):
    answer = at(river, km)
    sites = {point.site: point for point in answer.sampling}
    for hit in answer.hits:
        if hit.is_intake or hit.kind == "irrigation":
            assert sites[hit.site].role == "intake"
        if hit.kind in ("prefecture", "exit", "entry"):
            assert sites[hit.site].role == "border"
        if hit.kind == "county" and hit.exceeds != "no":
            assert sites[hit.site].role == "border"
    assert all(point.rule for point in answer.sampling)
    assert all(point.flow for point in answer.sampling if "水文站" in zh(point.name))


def test_larger_confluences_have_a_point_before_on_the_other_river_and_after(demo):
    found = [p for p in demo.sampling if p.role in ("before", "tributary", "after")]
    assert roles(found) == ["before", "tributary", "after"] * 2
    before, other, after = found[:3]
    assert "堆龙曲汇入拉萨河前" in zh(before.why)
    assert other.river == "lhasa/doilung"
    assert other.flow
    assert before.km < 503.33 < after.km
    assert "拉萨河汇入雅鲁藏布江前" in zh(found[3].why)


def test_a_small_tributary_has_none(demo):
    """Pengbo Qu brings 7 % of what runs below it."""
    assert "lhasa/pengbo" not in {point.river for point in demo.sampling}


def test_near_points_are_sampled_more_often(demo):
    every = {point.order: zh(point.every) for point in demo.sampling}
    near = [p for p in demo.sampling if p.front_h is not None and p.front_h <= 6.0]
    far = [p for p in demo.sampling if p.front_h is not None and p.front_h > 6.0]
    assert {every[p.order] for p in near} == {"过境每 1 h 一次"}
    assert {every[p.order] for p in far} == {"过境每 2 h 一次"}
    assert every[1] == "先采 1 次，此后每 24 h"


def test_an_unknown_start_begins_everywhere_at_once():
    answer = made.answer(when="unknown", substance="unknown", amount_kg="unknown")
    assert {point.start for point in answer.sampling} == {answer.incident.now}


def test_what_is_measured_on_the_spot_takes_no_bottle():
    plan = made.answer(substance="烧碱").sampling_plan
    assert (plan.take.species, plan.take.each, plan.all.bottles) == ((), 0, 0)
    assert plan.all.points > 0


def test_where_nothing_is_listed_no_bottles_are_counted():
    nothing = replace(load_substances().get("烧碱"), measure=())
    assert take_of(nothing).each is None
    assert load_of(at("lhasa", 200.0).sampling, take_of(nothing)).bottles is None


def test_the_load_of_a_round_is_the_sum_of_its_points():
    def sample(grid):
        return replace(at("lhasa", 200.0).sampling[0], grid=grid)

    points: list[Sample] = [sample(Grid(72.0, 6.0, 2, 2)), sample(Grid(30.0, 1.0, 1, 1))]
    take = take_of(load_substances().get("镉"))
    assert take.each == 2
    load = load_of(points, take)
    assert (load.places, load.points, load.bottles, load.sure) == (2, 5, 10, True)
    assert not load_of([*points, sample(Grid(None, None, None, None))], take).sure


def test_metals_are_taken_filtered_and_total():
    take = take_of(load_substances().get("镉"))
    assert take.filtered
    assert [zh(one) for one in take.species] == ["镉"]
    assert zh(take.bottles[0]) == "金属 2 瓶（过滤 0.45 µm、总量各 1）"
    assert {"pH", "溶解氧", "电导率", "水温", "浊度"} == {zh(one) for one in take.field}


def test_what_no_bottle_is_listed_for_has_one_of_its_own():
    take = take_of(load_substances().get("苯胺"))
    assert take.each == 1
    assert zh(take.bottles[0]) == "苯胺 1 瓶"


def test_the_plan_says_when_it_ends_and_reminds_of_the_background(demo):
    rules = "".join(zh(line) for line in demo.sampling_plan.rules)
    assert "48 h" in rules
    assert "砷、硼、锂、氟、锑" in rules
    assert "冰下" not in rules
    ice = made.answer(ice=True)
    assert "冰下 0.5 m" in "".join(zh(line) for line in ice.sampling_plan.rules)


def typed_in(answer, places):
    """The samples of a scenario file whose `at` is each of `places`."""
    incident = answer.incident
    table = {
        "at": {"river": incident.river, "km": incident.km},
        "substance": "硫酸铜",
        "amount_kg": 20000.0,
        "when": "2026-07-15T02:40+08:00",
        "flow": "high",
        "exercise": True,
        "sample": [{"time": TAKEN, "at": place, "value_mg_l": 1.0} for place in places],
    }
    return scenario(table, "test", made.NOW)


@pytest.mark.parametrize(("river", "km"), RIVERS)
@pytest.mark.parametrize("printed", ["at", "zh", "en", "site"])
def test_a_result_can_be_typed_for_every_point_as_it_is_printed(river, km, printed):
    answer = at(river, km)
    points = [p for p in answer.sampling if printed != "site" or p.named]
    if printed == "en":
        # Chinese names are kept apart by the maps, English ones need not be.
        names = [render(p.name, "en") for p in points]
        points = [p for p in points if names.count(render(p.name, "en")) == 1]
    words = {
        "at": lambda p: p.at,
        "site": lambda p: p.site,
        "zh": lambda p: render(p.name, "zh"),
        "en": lambda p: render(p.name, "en"),
    }[printed]
    asked = typed_in(answer, [words(point) for point in points])
    rivers = made.rivers()
    case = case_of(rivers, replace(asked, samples=()), made.NOW)
    stage = staged(case, locate(rivers, asked.where).place)[0]
    seen = put_on_the_way(rivers, stage.down, asked.samples)
    beside = [p for p in points if p.role in ("reference", "tributary")]
    assert len(seen) == len(points) - len(beside)
    found = with_results(rivers, answer.sampling, asked.samples)
    assert [p.order for p in found if p.results] == [p.order for p in points]
    assert all(len(p.results) == 1 for p in found if p.results)


def test_a_result_stands_beside_its_point_the_latest_first():
    early, late = "2026-07-15T03:05+08:00", "2026-07-15T03:20+08:00"
    samples = [
        {"time": early, "at": "拉萨河 430.5 km", "state": "below", "detection_mg_l": 0.004},
        {"time": late, "at": "拉萨河 430.5 km", "value_mg_l": 1.3, "species": "CN-"},
        {"time": late, "at": "墨竹工卡 G318 拉萨河桥（桥名待核）", "value_mg_l": 0.002},
    ]
    answer = made.answer(sample=samples)
    reference, control = answer.sampling[:2]
    assert [zh(one.words) for one in control.results] == ["氰化物 1.3 mg/L", "低于 0.004 mg/L"]
    assert [zh(one.words) for one in reference.results] == ["0.002 mg/L"]
    assert sum(len(point.results) for point in answer.sampling) == 3
    assert answer.learning is not None
    assert answer.learning.samples == 2
    assert any("本底" in zh(line) and "不用于修正" in zh(line) for line in answer.known)


def test_what_is_taken_above_the_incident_changes_no_forecast():
    above = made.answer(sample=[{"time": TAKEN, "at": "拉萨河 409.5 km", "value_mg_l": 0.5}])
    plain = made.answer()
    assert above.learning is None
    assert above.hits == plain.hits


def test_of_intakes_at_one_place_only_the_named_one_gets_the_result():
    answer = made.answer(sample=[{"time": TAKEN, "at": "纳金水厂", "value_mg_l": 0.01}])
    assert [zh(p.name) for p in answer.sampling if p.results] == ["纳金水厂"]


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("拉萨河 430.5 km", ("lhasa", 430.5)),
        ("Lhasa River km 430.5", ("lhasa", 430.5)),
        ("lhasa 430.5公里处", ("lhasa", 430.5)),
        ("堆龙曲 121.1 km", ("lhasa/doilung", 121.1)),
        ("达孜断面", None),
        ("不存在的河 12 km", None),
        ("拉萨河 4.3.0 km", None),
        ("拉" * 4000 + " 1 km", None),
    ],
)
def test_river_and_kilometre_are_read_as_they_are_printed(words, there):
    assert river_km(made.rivers(), words) == there


def test_an_example_is_typed_with_its_mark_or_without():
    assert plain_name("某水厂（示例）") == plain_name("某水厂") == "某水厂"


@pytest.mark.parametrize(
    "place", ["月亮断面", {"river": "nujiang", "km": 900.0}, {"river": "lhasa", "km": 9000.0}]
)
def test_a_value_from_no_place_of_these_waters_is_refused_with_its_number(place):
    with pytest.raises(InputError) as refused:
        made.answer(sample=[{"time": TAKEN, "at": place, "value_mg_l": 1.0}])
    assert "sample 1" in str(refused.value)


def test_not_yet_here_is_no_background():
    with pytest.raises(InputError, match="does not lie on the way down"):
        made.answer(sample=[{"time": TAKEN, "at": "拉萨河 409.5 km", "state": "not_yet"}])
