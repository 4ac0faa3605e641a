"""Road playbooks: read strictly, joined to the network, an office's own posts above all others."""

import itertools
import shutil

import pytest

from emerg.errors import DataError, InputError
from emerg.network.alignment import alignment
from emerg.playbooks.road_books import load_road_books
from emerg.playbooks.roads import load_roads, posts
from emerg.usecases.road import road_point
from emerg.usecases.spot import find_road, find_spot
from tests.conftest import ROOT

SHIPPED = ROOT / "playbooks"
ASKED = (
    "g318-shigatse g219-shigatse g349-gyangze g216-gyirong g318-lhasa g318-nyingchi g109-nagqu "
    "g317-qamdo g214-qamdo"
).split()


@pytest.fixture(scope="module")
def roads():
    return load_roads([SHIPPED])


@pytest.fixture(scope="module")
def books(roads):
    return load_road_books([SHIPPED], roads)


@pytest.fixture
def changed(tmp_path, roads):
    """The shipped roads with one file changed, loaded: called with (id, file, old, new)."""

    def load(name, file, old, new):
        folder = tmp_path / "roads"
        shutil.copytree(SHIPPED / "roads", folder, dirs_exist_ok=True)
        path = folder / name / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return load_road_books([tmp_path], roads)

    return load


def test_the_pilot_and_the_rest_ship(books):
    assert set(ASKED) <= set(books)
    keys = {book.id for book in books.values() if book.playbook.road.key}
    assert keys == {"g318-shigatse", "g219-shigatse", "g349-gyangze", "g216-gyirong"}


def test_every_kilometre_drains_somewhere(books):
    for book in books.values():
        ends = [(row.from_km, row.to_km) for row in book.playbook.drains]
        assert ends[0][0] == 0.0
        assert ends[-1][1] == pytest.approx(book.alignment.length_m / 1000, abs=1.0)
        assert all(a[1] == pytest.approx(b[0], abs=0.02) for a, b in itertools.pairwise(ends))


def test_rivers_of_the_map_are_rivers_that_are_loaded(books, rivers):
    known = set(rivers.network.rivers)
    for book in books.values():
        assert {row.river for row in book.playbook.rows if row.river} <= known


def test_every_pass_of_the_network_is_on_its_road(books, roads):
    for book in books.values():
        passes = [site for site in book.playbook.sites if site.kind == "pass"]
        nodes = [n for n in book.alignment.nodes if roads.nodes[n].kind == "pass"]
        assert len(passes) == len(nodes)


def test_there_and_back_along_the_road(books):
    for book in books.values():
        for share in (0.0, 0.137, 0.5, 0.81, 1.0):
            metres = share * book.alignment.length_m
            assert book.alignment.distance_m(*book.alignment.at(metres)) == pytest.approx(metres)


def test_stretches_out_of_order_are_refused(roads):
    with pytest.raises(DataError, match="R035 does not begin where"):
        alignment(roads.roads, ["R032", "R035"], "here")
    with pytest.raises(DataError, match="not in the network"):
        alignment(roads.roads, ["R032", "R999"], "here")
    with pytest.raises(DataError, match="stand twice"):
        alignment(roads.roads, ["R032", "R032"], "here")


OWN = """
posts = [
  { km = 4700.0, lon = 90.05, lat = 29.33, source = "own", as_of = "2026-10", doubt_km = 0.3 },
  { km = 4850.0, lon = 88.885, lat = 29.26, source = "own", as_of = "2026-10" },
]
branches = ["""


def test_an_offices_own_posts_win(changed, roads, books):
    mine = changed("g318-shigatse", "road.toml", "branches = [", OWN)
    assert mine["g318-shigatse"].own_posts
    road = find_road(roads, mine, "g318-shigatse")
    spot = find_spot(roads, road, "K4850")
    assert spot.lon == pytest.approx(88.885, abs=0.02)
    assert spot.doubt_km == 0.5
    assert find_spot(roads, road, "K4775").doubt_km == 0.5
    with pytest.raises(InputError) as refused:
        find_spot(roads, road, "K4900")
    assert refused.value.fix.fields == {"low": "4700", "high": "4850"}
    # By the road's number too, and beyond the office's part the public posts go on.
    by_number = find_road(roads, mine, "G318")
    assert find_spot(roads, by_number, "K4850").lon == pytest.approx(spot.lon)
    assert find_spot(roads, by_number, "K4300").doubt_km > 5
    # Evenly between two posts, by the way as driven.
    metres = [find_spot(roads, road, f"K{km}").road_km for km in (4700, 4775, 4850)]
    assert metres[1] == pytest.approx((metres[0] + metres[2]) / 2, abs=0.01)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("branches = [", OWN.replace("88.885", "84.0"), "post K4850 lies"),
        ("branches = [", OWN.replace("4850.0", "4700.0"), "do not follow each other"),
        ("branches = [", OWN.replace("  { km = 4850", "# "), "one post alone"),
        ('"R032", "R033"', '"R033", "R032"', "does not begin where"),
        ('"R032", ', '"R999", ', "not in the network"),
        ('branches = ["R039"]', 'branches = ["R998"]', "R998 is no stretch"),
        ('source = "cargo-oil"', 'source = "nobody"', "no source 'nobody'"),
        ('id = "g318-shigatse"', 'id = "g318"', "is not the folder's name"),
        ("key = true", "keyy = true", "did you mean 'key'"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(changed, old, new, said):
    with pytest.raises(DataError) as refused:
        changed("g318-shigatse", "road.toml", old, new)
    assert said in refused.value.told("en")
    assert "road.toml" in refused.value.told("en")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"layer":"drain"', '"layer":"drian"', "no layer of a road's map"),
        ('"to_km":65.68', '"to_km":9965.68', "beyond the end of the road"),
        ('"to_km":65.68', '"to_km":5.68', "before it begins"),
        ('"kind":"pass"', '"kind":"pas"', "did you mean 'pass'"),
        ('"source":"rivers"', '"source":"river"', "no source 'river'"),
    ],
)
def test_a_row_of_the_map_that_cannot_be_is_refused(changed, old, new, said):
    with pytest.raises(DataError) as refused:
        changed("g318-shigatse", "map.geojson", old, new)
    assert said in refused.value.told("en")
    assert "map.geojson" in refused.value.told("en")


def test_a_place_may_be_said_in_many_ways(roads, books):
    road = find_road(roads, books, "G219")
    here = find_spot(roads, road, "萨嘎往吉隆方向30公里")
    assert here.book == "g219-shigatse"
    assert here.stake_km is None
    book = books["g219-shigatse"]
    saga = next(m for n, m in book.alignment.nodes.items() if "萨嘎县" in roads.nodes[n].name.zh)
    assert here.road_km == pytest.approx(saga / 1000 + 30)
    back = find_spot(roads, road, "萨嘎往仲巴方向30公里")
    assert back.road_km == pytest.approx(saga / 1000 - 30)
    assert find_spot(roads, road, "30 km past 萨嘎 towards 吉隆").road_km == here.road_km
    between = find_spot(roads, road, "萨嘎与仲巴之间")
    assert between.road_km == pytest.approx(saga / 2000)
    assert between.doubt_km > saga / 2000
    at = find_spot(roads, road, f"{here.lon:.5f},{here.lat:.5f}")
    assert at.road_km == pytest.approx(here.road_km, abs=0.05)
    assert find_spot(roads, road, "萨嘎县").road_km == pytest.approx(saga / 1000)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("过萨嘎12公里", "which way from 萨嘎"),
        ("萨嘎往仲巴方向3000公里", "the road has ended"),
        ("萨嘎与拉萨之间", "no playbook of G219 has"),
        ("91.1,29.6", "km from G219"),
        ("火星", "is no place on G219"),
        ("K100", "no scheme of posts"),
    ],
)
def test_what_cannot_be_told_apart_is_asked_back(roads, books, words, said):
    with pytest.raises(InputError) as refused:
        find_spot(roads, find_road(roads, books, "G219"), words)
    assert said in refused.value.told("en")


def test_a_stake_of_another_part_of_the_road_is_refused_with_this_ones_range(roads, books):
    with pytest.raises(InputError) as refused:
        find_spot(roads, find_road(roads, books, "g318-shigatse"), "K4600")
    assert refused.value.fix.fields == {"low": "4736.5", "high": "5378"}
    assert posts(roads, "G318")
    with pytest.raises(InputError, match="not in the road network"):
        find_road(roads, books, "g318-nowhere")


def test_where_lorries_can_turn_is_told_where_an_office_lists_it(changed, roads, rivers):
    row = (
        '{"type":"Feature","geometry":null,"properties":{"layer":"site","id":"P-1",'
        '"kind":"parking","name":{"zh":"停车场"},"from_km":150.0,"to_km":150.0,'
        '"source":"rivers","confidence":"high"}},\n'
    )
    mine = changed("g318-shigatse", "map.geojson", '{"type":"Feature"', row + '{"type":"Feature"')
    found = road_point(roads, rivers, "g318-shigatse", "K4900", books=mine)
    (place,) = found.turning
    assert place.name.zh == "停车场"
    assert place.away_km == pytest.approx(150.0 - found.spot.road_km)
