"""How a long record behaves, next to what issue 6 asks; reported, never asserted as seconds.

Run with `make bench`. 100,000 entries of three posts and 2,000 files of 20 kB, far beyond any
incident so far: RadioLog's longest known search has some thousand.
"""

import hashlib
import random
from datetime import UTC, datetime, timedelta

import pytest

from emerg.incident.backup import back_up
from emerg.incident.chain import genesis, sealed
from emerg.incident.model import FILE, OPEN, Draft, Person
from emerg.incident.reader import read_entries, read_head
from emerg.incident.rescue import rescue
from emerg.incident.rows import begin
from emerg.incident.store import FILES, JOURNAL, Journal
from emerg.incident.verify import verify
from emerg.usecases.exchange import export_incident, import_package
from emerg.usecases.incident import INCIDENTS

ENTRIES = 100_000
FILES_KEPT = 2_000
FILE_BYTES = 20_000
ID = "20261125-1105-abc123"
NOW = datetime(2026, 11, 25, 3, 5, tzinfo=UTC)
POSTS = ("前方", "后方", "省厅")


def drafts(files):
    rng = random.Random(1)
    yield Draft(OPEN, "苯泄漏，曲水", {"id": ID})
    every = ENTRIES // FILES_KEPT
    for n in range(1, ENTRIES):
        if n % every == 0 and files:
            content = rng.randbytes(FILE_BYTES)
            sha256 = hashlib.sha256(content).hexdigest()
            (files / sha256).write_bytes(content)
            yield Draft(FILE, f"照片 {n}.jpg", {"sha256": sha256, "size": FILE_BYTES})
        else:
            figures = {"km": n % 400, "mg_l": rng.random()} if n % 5 == 0 else {}
            yield Draft("fact", f"第 {n} 条：曲水大桥水样，已电话通知下游各水厂。", figures)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("long") / ID
    (folder / FILES).mkdir(parents=True)
    ends = {}
    entries = []
    for n, draft in enumerate(drafts(folder / FILES)):
        person = Person("扎西", POSTS[n % 3])
        number, previous = ends.get(person.post, (0, genesis(ID)))
        entry = sealed(draft, person, NOW + timedelta(seconds=n), number + 1, previous)
        ends[person.post] = (entry.number, entry.hash)
        entries.append(entry)
    begin(folder / JOURNAL, entries)
    return folder


def told(benchmark, what, asked_s):
    """Print the median beside what the issue asks for."""
    if benchmark.stats is not None:  # as with --benchmark-disable
        median = benchmark.stats.stats.median
        print(f"\n{what}: {median:.4f} s in the median; asked for: {asked_s:g} s at most")


def test_open_for_writing(benchmark, folder):
    benchmark.pedantic(lambda: Journal(folder).close(), rounds=5)
    told(benchmark, f"open a journal of {ENTRIES:,} entries", 1.0)


def test_append_on_disk(benchmark, folder):
    with Journal(folder) as journal:
        draft = Draft("call", "给县长打电话")
        benchmark.pedantic(journal.append, (draft, Person("Li", "前方"), NOW), rounds=500)
    told(benchmark, "append an entry, on disk with synchronous=FULL", 0.02)


def test_read_the_head(benchmark, folder):
    head = benchmark(read_head, folder / JOURNAL)
    assert head.entries >= ENTRIES


def test_read_the_log(benchmark, folder):
    entries = benchmark.pedantic(read_entries, (folder / JOURNAL,), rounds=3)
    assert len(entries) >= ENTRIES


def test_verify_entries_and_files(benchmark, folder):
    found = benchmark.pedantic(verify, (folder / JOURNAL,), rounds=3)
    assert not found.problems
    assert found.files == FILES_KEPT - 1
    told(benchmark, f"verify it, and {found.files:,} files of {FILE_BYTES // 1000} kB", 5.0)


def test_proven_copy(benchmark, folder):
    benchmark.pedantic(back_up, (folder / JOURNAL, NOW), rounds=3)


def test_everything_readable_written_as_lines(benchmark, folder):
    """From the pages of the file, as if it were damaged."""
    saved = benchmark.pedantic(rescue, (folder / JOURNAL,), rounds=2)
    assert saved.intact >= ENTRIES
    told(benchmark, "write every readable entry as a line of JSON", 20.0)


@pytest.fixture(scope="module")
def home(folder, tmp_path_factory):
    """A computer that holds the long record."""
    home = tmp_path_factory.mktemp("home")
    (home / INCIDENTS).mkdir()
    (home / INCIDENTS / ID).symlink_to(folder)
    return home


@pytest.fixture(scope="module")
def stick(home):
    file = home / "stick.emerg"
    export_incident(home, ID, file, Person("Li", "前方"), playbooks={})
    return file


def test_seal_it_into_a_package(benchmark, home):
    ask = (home, ID, home / "x.emerg", Person("Li", "前方"))
    made = benchmark.pedantic(export_incident, ask, {"playbooks": {}}, rounds=3)
    assert made.files == FILES_KEPT - 1
    told(benchmark, "export it, files and all", 20.0)


def test_take_it_over_where_nothing_is_known(benchmark, stick, tmp_path_factory):
    def elsewhere():
        return (tmp_path_factory.mktemp("other"), stick), {"playbooks": {}}

    taken = benchmark.pedantic(import_package, setup=elsewhere, rounds=2)
    assert taken.merged.founded
    assert len(taken.merged.entries) >= ENTRIES


def test_take_it_over_again(benchmark, home, stick):
    taken = benchmark.pedantic(import_package, (home, stick), {"playbooks": {}}, rounds=2)
    assert taken.merged.entries == ()
