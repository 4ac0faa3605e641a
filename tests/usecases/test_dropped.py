"""What was dropped is told by what it holds; a playbook is taken whole or not at all."""

import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from emerg.errors import DataError, EmergError, InputError, OutputError
from emerg.incident.contact_table import contact_table
from emerg.resources.columns import DEPOTS
from emerg.texts import LANGS, render
from emerg.usecases.bring_playbook import MOST_FILES, bring_playbook
from emerg.usecases.dropped import LOCKED, recognise

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 7, 15, 3, 0, tzinfo=UTC)


@pytest.fixture
def lhasa(tmp_path):
    """A copy of a river's playbook, as it comes on a stick."""
    return Path(shutil.copytree(ROOT / "playbooks" / "rivers" / "lhasa", tmp_path / "lhasa"))


def made(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("folder", "file", "what"),
    [
        ("playbooks/rivers/lhasa", "", "playbook"),
        ("playbooks/rivers/lhasa", "map.geojson", "playbook"),
        ("playbooks/roads/g318-lhasa", "road.toml", "playbook"),
        ("playbooks/tailings/jiama", "plan.toml", "playbook"),
        ("playbooks/resources/example-lhasa", "", "office"),
        ("playbooks/resources/example-lhasa", "depots.csv", "office"),
        ("examples", "demo.toml", "scenario"),
        ("docs/pictures", "big-screen.png", "file"),
    ],
)
def test_what_lies_in_the_checkout(folder, file, what):
    path = ROOT / folder / file
    found = recognise(path)
    assert found.what == what
    assert found.path == (path if what in ("scenario", "file") else ROOT / folder)
    assert all(found.path.name in render(found.words, lang) for lang in LANGS)


def test_packages_locked_or_not_and_contacts(tmp_path):
    package = tmp_path / "a.emerg"
    with zipfile.ZipFile(package, "w") as file:
        file.writestr("manifest.json", "{}")
    assert recognise(package).what == "package"
    locked = recognise(made(tmp_path, "b.emerg", LOCKED + b"v1\n"))
    assert (locked.what, render(locked.words, "en")) == (
        "package",
        "package of another post, locked: b.emerg",
    )
    assert recognise(made(tmp_path, "c.csv", contact_table([("", "值班")]))).what == "contacts"
    assert recognise(made(tmp_path, "d.xlsx", b"PK")).what == "office"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.emerg", b"nothing", "no package of emerg"),
        ("x.mbtiles", b"SQLite format 3\0", "x.mbtiles"),
        ("x.csv", ",".join(column.zh for column in DEPOTS.columns).encode(), "not one of contacts"),
        ("x.toml", b'theme = "day"', "no scenario"),
        ("x.toml", b"at = ", "not TOML"),
        ("x.toml", b"at = 1\n" * 200_000, "larger than 1 MB"),
    ],
)
def test_what_is_of_no_use_is_refused_with_a_way_out(tmp_path, name, content, says):
    with pytest.raises(EmergError) as caught:
        recognise(made(tmp_path, name, content))
    told = caught.value.told("en")
    assert says in told
    assert name in told
    assert all(problem.fix for problem in caught.value.problems)


def test_folders_of_no_use_and_files_that_are_gone(tmp_path):
    with pytest.raises(InputError, match="no playbook and no list"):
        recognise(tmp_path)
    with pytest.raises(InputError, match="no such file"):
        recognise(tmp_path / "gone.pdf")


def test_a_playbook_is_taken_and_counts_before_the_one_that_ships(lhasa, home):
    brought = bring_playbook(lhasa, None, {}, home, NOW)
    assert brought.folder == home / "playbooks" / "rivers" / "lhasa"
    assert brought.before is None
    names = sorted(path.name for path in brought.folder.iterdir())
    assert names == ["map.geojson", "plan.toml", "river.toml"]
    again = bring_playbook(lhasa, None, {}, home, NOW)
    assert again.before is not None
    assert (again.before / "river.toml").is_file()
    assert sorted(p.name for p in (home / "playbooks").iterdir()) == ["replaced", "rivers"]


def test_a_fault_is_told_of_the_file_that_was_dropped_and_nothing_is_written(lhasa, home):
    file = lhasa / "river.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('id = "lhasa"', 'id = "other"', 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        bring_playbook(lhasa, None, {}, home, NOW)
    assert str(lhasa) in caught.value.told("en")
    assert list((home / "playbooks").iterdir()) == []


def test_a_playbook_that_breaks_another_is_refused(lhasa, home, tmp_path):
    """The Lhasa River runs into the Yarlung Tsangpo: under another name it would be there twice."""
    twice = lhasa.rename(tmp_path / "lhasa-too")
    file = twice / "river.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('id = "lhasa"', 'id = "lhasa-too"', 1), encoding="utf-8")
    with pytest.raises(DataError):
        bring_playbook(twice, None, {}, home, NOW)
    assert not (home / "playbooks" / "rivers").exists()


def test_what_is_in_use_already_is_not_taken(lhasa, home):
    with pytest.raises(InputError, match="in use already"):
        bring_playbook(ROOT / "playbooks" / "rivers" / "lhasa", None, {}, home, NOW)
    own = bring_playbook(lhasa, None, {}, home, NOW).folder
    with pytest.raises(InputError, match="in use already"):
        bring_playbook(own, None, {}, home, NOW)


def test_a_strangers_folder_is_bounded(lhasa, home, tmp_path):
    for number in range(MOST_FILES):
        (lhasa / f"more-{number}.txt").write_bytes(b"")
    with pytest.raises(InputError, match="more than a playbook has"):
        bring_playbook(lhasa, None, {}, home, NOW)
    with pytest.raises(InputError, match="no playbook"):
        bring_playbook(tmp_path, None, {}, home, NOW)


def test_a_home_that_cannot_be_written_says_so(lhasa, home):
    home.mkdir(parents=True)
    (home / "playbooks").write_bytes(b"in the way")
    with pytest.raises(OutputError):
        bring_playbook(lhasa, None, {}, home, NOW)
