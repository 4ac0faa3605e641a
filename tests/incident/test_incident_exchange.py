"""Packages and merges: five posts and a stick, in any order."""

import itertools
import json
import random
import zipfile
from dataclasses import astuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emerg.errors import InputError
from emerg.incident.conflicts import answering, conflicts, last_words
from emerg.incident.manifest import ENTRIES, MANIFEST, SEAL
from emerg.incident.merge import merge
from emerg.incident.model import FILE, SETTLE, STRIKE, Draft, Person
from emerg.incident.package import write_package
from emerg.incident.reader import read_entries
from emerg.incident.seal import own_keys
from emerg.incident.store import FILES, JOURNAL, Journal
from emerg.incident.unpack import opened_package
from emerg.incident.verify import verify
from tests.incident.journals_by_hand import FRONT, ID, REAR, at, opened, talked

POSTS = [Person("", post) for post in ("前方", "后方", "市局", "县局", "区厅")]


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    return own_keys(tmp_path_factory.mktemp("keys"))


def exported(root, keys, to, post="前方"):
    folder = root / ID
    entries = read_entries(folder / JOURNAL)
    named = {e.figures()["sha256"] for e in entries if e.kind == FILE}
    files = {name: folder / FILES / name for name in named}
    write_package(to, ID, entries, files, keys=keys, post=post, playbooks={})
    return to


def taken(root, package):
    with opened_package(package) as held:
        return merge(root, held)


def record(root):
    return read_entries(root / ID / JOURNAL)


def test_a_post_that_knows_nothing_gets_all_of_it(tmp_path, keys):
    talked(tmp_path / "a")
    stick = exported(tmp_path / "a", keys, tmp_path / "stick" / "x.emerg")
    found = taken(tmp_path / "b", stick)
    assert found.founded
    assert found.files == 2
    assert record(tmp_path / "b") == record(tmp_path / "a")
    verdict = verify(tmp_path / "b" / ID / JOURNAL)
    assert verdict.problems == ()
    assert verdict.files == 2


def test_the_same_package_twice_changes_nothing(tmp_path, keys):
    talked(tmp_path / "a")
    stick = exported(tmp_path / "a", keys, tmp_path / "x.emerg")
    taken(tmp_path / "b", stick)
    before = (tmp_path / "b" / ID / JOURNAL).read_bytes()
    again = taken(tmp_path / "b", stick)
    assert (again.founded, again.entries, again.files) == (False, (), 0)
    assert (tmp_path / "b" / ID / JOURNAL).read_bytes() == before


def test_front_and_rear_by_stick_both_ways(tmp_path, keys):
    opened(tmp_path / "a")
    stick = tmp_path / "x.emerg"
    taken(tmp_path / "b", exported(tmp_path / "a", keys, stick))
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"jpg")
    with Journal(tmp_path / "a" / ID) as front, Journal(tmp_path / "b" / ID) as rear:
        front.append(Draft("call", "苯味"), FRONT, at(1))
        rear.attach(photo, REAR, at(2))
    taken(tmp_path / "a", exported(tmp_path / "b", keys, stick))
    taken(tmp_path / "b", exported(tmp_path / "a", keys, stick))
    assert record(tmp_path / "a") == record(tmp_path / "b")
    assert len(record(tmp_path / "a")) == 3
    assert verify(tmp_path / "a" / ID / JOURNAL).files == 1


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), data=st.data())
def test_any_order_any_repetition_ends_in_one_journal(tmp_path_factory, keys, seed, data):
    tmp_path = tmp_path_factory.mktemp("posts")
    rng = random.Random(seed)
    roots = [tmp_path / str(n) for n in range(5)]
    opened(roots[0], person=POSTS[0])
    stick = tmp_path / "x.emerg"
    for root in roots[1:]:
        taken(root, exported(roots[0], keys, stick))
    written = {entry.hash for entry in record(roots[0])}
    moves = data.draw(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12))
    for minute, (source, target) in enumerate(moves, 1):
        with Journal(roots[source] / ID) as journal:
            for _ in range(rng.randrange(3)):
                value = rng.choice(("Ⅰ", "Ⅱ"))
                after = last_words(record(roots[source]), "level") if rng.random() < 0.5 else ()
                draft = Draft("decision", "级别", answering("level", value, after))
                written.add(journal.append(draft, POSTS[source], at(minute)).hash)
        taken(roots[target], exported(roots[source], keys, stick))
    every = list(itertools.permutations(range(5), 2))
    rng.shuffle(every)
    # Each to each once reaches everybody, whatever the order; some of it twice.
    for source, target in every + rng.choices(every, k=5):
        taken(roots[target], exported(roots[source], keys, stick))
    journals = [record(root) for root in roots]
    assert all(journal == journals[0] for journal in journals)
    assert {entry.hash for entry in journals[0]} == written
    assert len(journals[0]) == len(written)
    found = [conflicts(journal) for journal in journals]
    assert all(one == found[0] for one in found)
    assert len({conflict.name for conflict in found[0]}) == len(found[0]) <= 1
    assert verify(roots[4] / ID / JOURNAL).problems == ()


def two_levels(tmp_path, keys):
    """Two posts that could not hear each other set two levels; the first knows both."""
    opened(tmp_path / "a")
    stick = tmp_path / "x.emerg"
    taken(tmp_path / "b", exported(tmp_path / "a", keys, stick))
    for root, person, value in (("a", FRONT, "Ⅲ"), ("b", REAR, "Ⅱ")):
        with Journal(tmp_path / root / ID) as journal:
            journal.append(Draft("decision", "定级", answering("level", value, ())), person, at(5))
    taken(tmp_path / "a", exported(tmp_path / "b", keys, stick))
    return tmp_path / "a"


def test_two_levels_are_shown_side_by_side_and_settled_by_an_entry(tmp_path, keys):
    root = two_levels(tmp_path, keys)
    (found,) = conflicts(record(root))
    assert (found.name, found.forked) == ("level", False)
    assert {side.figures()["value"] for side in found.sides} == {"Ⅱ", "Ⅲ"}
    with Journal(root / ID) as journal:
        data = answering("level", "Ⅱ", found.sides)
        settled = journal.append(Draft(SETTLE, "指挥部定为Ⅱ级", data), FRONT, at(9))
    assert conflicts(record(root)) == ()
    assert last_words(record(root), "level") == (settled,)


def test_striking_one_side_settles_it_too_and_striking_that_opens_nothing_old(tmp_path, keys):
    root = two_levels(tmp_path, keys)
    (found,) = conflicts(record(root))
    with Journal(root / ID) as journal:
        journal.append(Draft(STRIKE, "听错", refers_to=found.sides[0].hash), FRONT, at(9))
    assert conflicts(record(root)) == ()


def test_the_same_answer_twice_is_no_conflict_and_a_later_word_none_either(tmp_path):
    opened(tmp_path)
    with Journal(tmp_path / ID) as journal:
        one = journal.append(Draft("decision", "a", answering("level", "Ⅱ", ())), FRONT, at(1))
        two = journal.append(Draft("decision", "b", answering("level", "Ⅱ", ())), REAR, at(2))
        assert conflicts(record(tmp_path)) == ()
        data = answering("level", "Ⅰ", (one, two))
        journal.append(Draft("decision", "c", data), REAR, at(3))
    assert conflicts(record(tmp_path)) == ()


def test_two_computers_that_write_as_one_post_are_told(tmp_path, keys):
    opened(tmp_path / "a")
    stick = tmp_path / "x.emerg"
    taken(tmp_path / "b", exported(tmp_path / "a", keys, stick))
    for root in ("a", "b"):
        with Journal(tmp_path / root / ID) as journal:
            journal.append(Draft("note", f"由 {root}"), FRONT, at(5))
    taken(tmp_path / "a", exported(tmp_path / "b", keys, stick))
    assert verify(tmp_path / "a" / ID / JOURNAL).problems == ()
    (found,) = conflicts(record(tmp_path / "a"))
    assert found.forked
    assert {side.text for side in found.sides} == {"由 a", "由 b"}
    with Journal(tmp_path / "a" / ID) as journal:
        data = answering("", "", found.sides)
        journal.append(Draft(SETTLE, "两台电脑同用一个名称", data), FRONT, at(9))
    assert conflicts(record(tmp_path / "a")) == ()


def rewritten(source, target, change):
    """`source` with its members as `change` leaves them."""
    with zipfile.ZipFile(source) as package:
        members = {name: package.read(name) for name in package.namelist()}
    change(members)
    with zipfile.ZipFile(target, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return target


def lied(members):
    members[ENTRIES] = members[ENTRIES].replace("苯".encode(), "水".encode())


def added(members):
    members["../../evil"] = b"x"


def unsealed(members):
    del members[SEAL]


def reheaded(members):
    told = json.loads(members[MANIFEST])
    told["incident"] = "other"
    members[MANIFEST] = json.dumps(told).encode()


def shortened(members):
    members[ENTRIES] = members[ENTRIES][:-5]


def lengthened(members):
    members[ENTRIES] += bytes(50_000_000)


@pytest.mark.parametrize("change", [lied, added, unsealed, reheaded, shortened, lengthened])
def test_what_was_not_sealed_is_refused_and_nothing_is_taken(tmp_path, keys, change):
    opened(tmp_path / "a")
    stick = exported(tmp_path / "a", keys, tmp_path / "x.emerg")
    with pytest.raises(InputError) as told:
        taken(tmp_path / "b", rewritten(stick, tmp_path / "y.emerg", change))
    assert str(tmp_path / "y.emerg") in str(told.value)
    assert not (tmp_path / "b" / ID).exists()


def test_any_changed_byte_of_a_package_is_found_or_changes_nothing(tmp_path, keys):
    talked(tmp_path / "a", entries=6, files=1)
    stick = exported(tmp_path / "a", keys, tmp_path / "x.emerg")
    content = stick.read_bytes()
    meant = record(tmp_path / "a")
    rng = random.Random(3)
    for n in range(400):
        changed = bytearray(content)
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
        bad = tmp_path / "bad.emerg"
        bad.write_bytes(changed)
        root = tmp_path / "b" / str(n)
        try:
            taken(root, bad)
        except InputError:
            assert not (root / ID).exists()
        else:
            assert record(root) == meant


def test_a_package_cut_short_anywhere_is_refused(tmp_path, keys):
    opened(tmp_path / "a")
    content = exported(tmp_path / "a", keys, tmp_path / "x.emerg").read_bytes()
    for length in range(0, len(content), 37):
        bad = tmp_path / "bad.emerg"
        bad.write_bytes(content[:length])
        with pytest.raises(InputError):
            taken(tmp_path / "b", bad)


@pytest.mark.parametrize("wrong", ["unproven", "unchained", "unopened", "fileless", "odd"])
def test_a_seal_does_not_make_wrong_entries_right(tmp_path, keys, wrong):
    talked(tmp_path / "a", entries=6, files=1)
    entries = read_entries(tmp_path / "a" / ID / JOURNAL)
    kept = {
        "unproven": [*entries[:-1], type(entries[0])(*astuple(entries[-1])[:-1], "0" * 64)],
        "unchained": [e for e in entries if (e.post, e.number) != (FRONT.post, 2)],
        "unopened": [e for e in entries if e.post != FRONT.post],
        "fileless": entries,
        "odd": entries,
    }[wrong]
    stick = tmp_path / "x.emerg"
    named = [e.figures()["sha256"] for e in entries if e.kind == FILE]
    files = {} if wrong == "fileless" else {n: tmp_path / "a" / ID / FILES / n for n in named}
    incident = "other" if wrong == "odd" else ID
    write_package(stick, incident, kept, files, keys=keys, post="x", playbooks={})
    with pytest.raises(InputError):
        taken(tmp_path / "b", stick)
    assert list((tmp_path / "b").glob("[!.]*")) == []
