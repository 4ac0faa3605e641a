"""The strict reader: what it refuses, every problem at once, each with the way to mend it."""

from datetime import date

import pytest

from emerg.errors import DataError, InputError
from emerg.playbooks.check import quality
from emerg.playbooks.shelf import entries, load_rivers, roots
from tests.playbook_by_hand import about, books, plan, properties, reach, site, write


def refused(tmp_path, tables):
    """What the reader says of `tables`: (what, where, fix) in English."""
    with pytest.raises(DataError) as caught:
        load_rivers([write(tmp_path, tables)])
    text = caught.value.told("en")
    assert all(problem.where and problem.fix for problem in caught.value.problems)
    return text


def test_two_playbooks_that_join_are_read(tmp_path):
    shelf = load_rivers([write(tmp_path, books())])
    assert list(shelf.rivers) == ["lower", "upper"]
    upper = shelf.rivers["upper"]
    assert [r.id for r in upper.reaches] == ["U1", "U2"]
    assert upper.positions == {"UW": (91.15, 30.0)}
    assert upper.lines["U1"].tolist() == [[91.0, 30.0], [91.1, 30.0]]


def test_every_problem_of_every_file_is_told_at_once(tmp_path):
    tables = books()
    properties(tables, "upper", "U1")["slop"] = 0.1
    del properties(tables, "upper", "U2")["length_km"]
    properties(tables, "lower", "LW")["confidence"] = "hihg"
    tables["lower"]["plan.toml"]["steps"][0]["phase"] = "stp"
    tables["lower"]["river.toml"]["version"] = 3
    told = refused(tmp_path, tables)
    assert "'slop' is not known here" in told
    assert "did you mean 'slope'?" in told
    assert "'length_km' is missing" in told
    assert "did you mean 'high'?" in told
    assert "did you mean 'stop'?" in told
    assert "write text in quotes" in told
    assert "map.geojson, U2" in told


@pytest.mark.parametrize(
    ("change", "what", "fix"),
    [
        ({"discharge_m3_s": -1.0}, "-1 cannot be", "above 0"),
        ({"discharge_m3_s": "12"}, "does not fit here", "a number"),
        ({"source": "t"}, "no source 't' in river.toml", "one of: s"),
        ({"river": "uper"}, "no river 'uper'", "did you mean 'upper'?"),
        ({"to": "U3"}, "no loaded playbook has", "one of: L1, L2"),
        ({"to": "U1"}, "flow in a circle", "drawn against the river"),
        ({"from_km": 12.0}, "km 10 here, km 12 where U2 begins", "without a gap"),
        ({"to_km": 9.0}, "to_km does not lie below from_km", "downstream"),
        ({"id": "U1"}, "the id 'U1' is used twice", "of its own"),
    ],
)
def test_a_broken_reach_is_named_with_the_way_to_mend_it(tmp_path, change, what, fix):
    tables = books()
    properties(tables, "upper", "U2").update(change)
    told = refused(tmp_path, tables)
    assert what in told
    assert fix in told


def test_shares_of_a_bifurcation_must_make_one(tmp_path):
    tables = books()
    properties(tables, "upper", "U1")["to"] = [{"to": "U2", "share": 0.5}]
    assert "together 1" in refused(tmp_path, tables)


@pytest.mark.parametrize(
    "line",
    [
        {"type": "LineString", "coordinates": [[30.0, 91.0], [30.0, 91.1]]},
        {"type": "LineString", "coordinates": [[91.0, 30.0]]},
        {"type": "LineString", "coordinates": [[91.0, 30.0], ["a", 30.0]]},
        {"type": "Point", "coordinates": [91.0, 30.0]},
        None,
    ],
)
def test_a_line_that_cannot_be_drawn_is_refused(tmp_path, line):
    tables = books()
    tables["upper"]["map.geojson"][0]["geometry"] = line
    assert "two points or more" in refused(tmp_path, tables)


def test_lines_that_do_not_meet_are_told_in_metres(tmp_path):
    tables = books()
    tables["upper"]["map.geojson"][0]["geometry"]["coordinates"][-1] = [91.1, 30.01]
    assert "its line ends 1109 m from where U2 begins" in refused(tmp_path, tables)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"km": 25.0}, "km 25 lies outside reach U2"),
        ({"reach": "U9"}, "no reach 'U9' on this map"),
        ({"position": "none"}, "the geometry says otherwise"),
        ({"attributes": {"storge_m3": 1.0}}, "did you mean 'storage_m3'?"),
        ({"attributes": {"storage_m3": "much"}}, "does not fit here"),
    ],
)
def test_a_broken_place_is_named(tmp_path, change, what):
    tables = books()
    properties(tables, "upper", "UW").update(change)
    assert what in refused(tmp_path, tables)


def test_a_plan_may_only_name_places_of_its_map(tmp_path):
    tables = books()
    why = {"zh": "因", "en": "why"}
    tables["upper"]["plan.toml"] = plan(sampling=[{"site": "UX", "why": why}])
    told = refused(tmp_path, tables)
    assert "no place 'UX' on the map" in told
    assert "one of: UW" in told


def test_flow_needs_twelve_months_in_order(tmp_path):
    tables = books()
    flow = tables["upper"]["river.toml"]["flow"]
    flow["mean"][6] = 9.0
    assert "in month 7 low, mean and high are out of order" in refused(tmp_path, tables)
    flow["mean"] = flow["mean"][:11]
    assert "twelve figures" in refused(tmp_path, tables)


def test_the_folder_and_the_id_agree(tmp_path):
    tables = books()
    tables["upper"]["river.toml"]["id"] = "uper"
    assert "is not the folder's name" in refused(tmp_path, tables)


@pytest.mark.parametrize("name", ["river.toml", "plan.toml", "map.geojson"])
@pytest.mark.parametrize(
    ("content", "what"), [("{[", "the file is not"), ("a = 1\nb = = 2\n", "the file is not")]
)
def test_an_unreadable_file_is_told_and_its_neighbours_too(tmp_path, name, content, what):
    tables = books()
    tables["upper"][name] = content
    properties(tables, "lower", "LW")["confidence"] = "hihg"
    told = refused(tmp_path, tables)
    assert what in told
    assert name in told
    assert "did you mean 'high'?" in told


def test_a_missing_file_and_bytes_that_are_no_text(tmp_path):
    root = write(tmp_path, books())
    (root / "rivers" / "upper" / "plan.toml").unlink()
    (root / "rivers" / "lower" / "map.geojson").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError) as caught:
        load_rivers([root])
    told = caught.value.told("en")
    assert "check that it exists" in told
    assert "encoding UTF-8" in told


def test_not_a_number_is_no_figure(tmp_path):
    tables = books()
    properties(tables, "upper", "U1")["slope"] = float("nan")
    assert "NaN is not a figure" in refused(tmp_path, tables)


# --- where playbooks are looked for --------------------------------------------------------------


def test_the_first_folder_with_an_id_wins(tmp_path):
    own = books()
    own["upper"]["river.toml"]["version"] = "own"
    first = write(tmp_path / "own", {"upper": own["upper"]})
    second = write(tmp_path / "all", books())
    shelf = load_rivers([first, second])
    assert {k: b.river.version for k, b in shelf.rivers.items()} == {"upper": "own", "lower": "1"}


def test_the_order_of_the_folders(tmp_path):
    home = tmp_path / "home"
    for name in ("given", "environment", "home/playbooks"):
        write(tmp_path / name, books())
    found = roots(tmp_path / "given", {"EMERG_PLAYBOOKS": str(tmp_path / "environment")}, home)
    assert found[:3] == (tmp_path / "given", tmp_path / "environment", home / "playbooks")


@pytest.mark.parametrize("who", ["--playbooks", "EMERG_PLAYBOOKS"])
def test_a_named_folder_without_playbooks_is_refused(tmp_path, who):
    missing = tmp_path / "nowhere"
    given = (missing, {}) if who == "--playbooks" else (None, {"EMERG_PLAYBOOKS": str(missing)})
    with pytest.raises(InputError) as caught:
        roots(*given, tmp_path)
    told = caught.value.told("en")
    assert who in told
    assert "rivers" in told


def test_no_playbook_at_all_is_an_error_that_says_what_to_do(tmp_path):
    with pytest.raises(InputError, match="--playbooks"):
        entries([tmp_path])


# --- data quality --------------------------------------------------------------------------------


def read_one(tmp_path, tables, name="upper"):
    return load_rivers([write(tmp_path, tables)]).rivers[name]


def test_verified_data_score_higher_and_say_less(tmp_path):
    today = date(2026, 11, 25)
    draft = quality(read_one(tmp_path / "draft", books()), today)
    better = books()
    upper = better["upper"]
    upper["river.toml"] |= {"approved_by": "office", "approved_on": "2026-11-01"}
    upper["plan.toml"]["roles"][0] |= {"phone": "0000", "verified_on": "2026-11-01"}
    for feature in upper["map.geojson"]:
        feature["properties"]["confidence"] = "high"
    for id_ in ("U1", "U2"):
        properties(better, "upper", id_).update(
            accuracy="A", measured_width_m=30.0, measured_depth_m=1.0, measured_at_m3_s=9.0
        )
    good = quality(read_one(tmp_path / "good", better), today)
    assert draft.score < 40
    assert good.score == 100
    assert len(good.remarks) < len(draft.remarks)


def test_a_number_not_verified_for_half_a_year_is_a_remark(tmp_path):
    tables = books()
    tables["upper"]["plan.toml"]["roles"][0] |= {"phone": "0000", "verified_on": "2026-01-01"}
    book = read_one(tmp_path, tables)
    remarks = [r.msgid for r in quality(book, date(2026, 11, 25)).remarks]
    assert any("not verified for" in words for words in remarks)


def test_null_width_is_a_remark_and_no_error(tmp_path):
    tables = books()
    properties(tables, "upper", "U1").update(width_m=None, depth_m=None)
    book = read_one(tmp_path, tables)
    found = [r for r in quality(book, date(2026, 11, 25)).remarks if "no width" in r.msgid]
    assert found[0].fields == {"n": 1, "km": "10"}


def test_review_that_is_overdue(tmp_path):
    tables = books()
    tables["upper"]["river.toml"] = about("upper", review_by="2026-05-01")
    book = read_one(tmp_path, tables)
    remarks = [r.msgid for r in quality(book, date(2026, 11, 25)).remarks]
    assert "review was due on {date}" in remarks


def test_the_hand_made_pieces_are_what_the_tests_take_them_for():
    assert reach("A", "r", None, 0.0, (91, 30), (92, 30))["properties"]["to_km"] == 10.0
    assert site("B", "r", 1.0)["geometry"] is None
