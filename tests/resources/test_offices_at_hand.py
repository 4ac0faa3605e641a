"""Which offices count: examples in exercises only, an office's own before the shipped ones."""

from datetime import date
from pathlib import Path

import pytest

from emerg.errors import DataError, InputError, OutputError
from emerg.geodata.layers import places
from emerg.resources.read import read_offices
from emerg.resources.schema import expired
from emerg.texts import render
from emerg.usecases.resources import Sources, export_office, import_office, offices
from tests.resources.lists_by_hand import OFFICE, folder, line, told

SHIPPED = Path(__file__).resolve().parents[2] / "playbooks"
EXAMPLES = ["example-lhasa", "example-shigatse"]


def ids(found):
    return [office.id for office in found[0]]


def test_examples_are_read_in_exercises_only(tmp_path):
    folder(tmp_path / "resources" / "mine")
    assert ids(offices(None, {}, tmp_path, exercise=True)) == ["mine", *EXAMPLES]
    assert ids(offices(None, {}, tmp_path, exercise=False)) == ["mine"]


def test_an_example_that_is_named_in_a_real_incident_is_left_out_and_told(tmp_path):
    named = SHIPPED / "resources" / "example-lhasa"
    found, problems = offices(named, {}, tmp_path, exercise=False)
    assert found == ()
    assert "example" in render(problems[0].what, "en")
    assert offices(named, {}, tmp_path, exercise=True)[1] == ()


def test_what_is_named_comes_first_then_the_offices_own(tmp_path):
    home, other = tmp_path / "home", tmp_path / "other"
    folder(home / "resources" / "mine", office=OFFICE.replace("我局", "家里"))
    mine = folder(other / "resources" / "mine", office=OFFICE.replace("我局", "外面"))
    for named in (mine, other, other / "resources"):
        (found,), problems = offices(named, {}, home, exercise=False)
        assert (found.name.zh, problems) == ("外面", ())
    (found,), _problems = offices(None, {}, home, exercise=False)
    assert found.name.zh == "家里"


def test_problems_of_an_own_list_are_told_and_its_good_rows_count(tmp_path):
    folder(tmp_path / "resources" / "mine", stock=line(quantity="-1"))
    (found,), problems = offices(None, {}, tmp_path, exercise=False)
    assert len(found.teams) == 1
    assert len(problems) == 1


def test_a_folder_without_offices_is_refused(tmp_path):
    with pytest.raises(InputError, match="no resources are at"):
        offices(tmp_path / "nowhere", {}, tmp_path, exercise=False)


def test_an_import_replaces_the_whole_and_takes_the_id_that_is_given(tmp_path):
    home = tmp_path / "home"
    old = folder(home / "resources" / "theirs")
    (old / "notes.txt").write_text("old")
    office, kept = import_office(folder(tmp_path / "new", stock=line()), "theirs", home)
    assert (office.id, kept) == ("theirs", old)
    assert {path.name for path in kept.iterdir()} == {
        "office.toml",
        "depots.csv",
        "teams.csv",
        "stock.csv",
    }
    assert [path.name for path in kept.parent.iterdir()] == ["theirs"]
    (read,) = read_offices([home])
    assert told(read) == []
    assert read.office == office


def test_an_import_with_a_problem_writes_nothing(tmp_path):
    source = folder(tmp_path / "new", stock=line(quantity="-1"))
    with pytest.raises(DataError, match="-1 cannot be"):
        import_office(source, None, tmp_path / "home")
    with pytest.raises(DataError, match="no id of an office"):
        import_office(folder(tmp_path / "good"), "../up", tmp_path / "home")
    assert not (tmp_path / "home").exists()


def test_an_import_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "home").write_text("a file")
    with pytest.raises(OutputError, match="cannot be kept"):
        import_office(folder(tmp_path / "new"), None, tmp_path / "home")


def test_a_list_with_problems_is_not_exported_less_its_bad_rows(tmp_path):
    folder(tmp_path / "resources" / "mine", stock=line(unit="t"))
    sources = Sources(None, None, {}, tmp_path)
    with pytest.raises(DataError):
        export_office(sources, "mine", tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize("id_", EXAMPLES)
def test_a_shipped_example_is_sound_and_says_that_it_is_one(id_):
    read = next(r for r in read_offices([SHIPPED]) if r.office.id == id_)
    office = read.office
    assert told(read) == []
    assert office.example
    records = (*office.depots.values(), *office.teams)
    assert office.name.zh.startswith("示例")
    assert all(record.name.zh.startswith("示例") for record in records)
    assert all(lot.name.startswith("示例") and lot.item for lot in office.lots)
    assert not [record.phone for record in records if record.phone]
    assert all(team.alert_min is not None and team.skills for team in office.teams)


def test_the_shipped_depots_stand_in_the_towns_that_they_name():
    seats = {place.county: (place.lon, place.lat) for place in places() if place.rank <= 2}
    for read in read_offices([SHIPPED]):
        for depot in read.office.depots.values():
            assert (depot.lon, depot.lat) == pytest.approx(seats[depot.county], abs=0.01), depot.id


def test_one_shipped_lot_is_out_of_date_for_the_exercise():
    lots = [lot for read in read_offices([SHIPPED]) for lot in read.office.lots]
    assert [lot.item for lot in lots if expired(lot, date(2026, 11, 29))] == ["polyferric_sulfate"]
