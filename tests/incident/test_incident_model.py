"""Entries, their order and their hashes."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.errors import InputError
from emerg.incident.chain import LAST_US, canonical, digest, fields_of, genesis, proven, sealed
from emerg.incident.model import (
    Draft,
    Entry,
    Person,
    check_draft,
    in_order,
    microseconds,
    zone_of,
)
from tests.incident.journals_by_hand import FRONT, NOW, REAR, at

names = st.text(st.characters(categories=("L", "N")), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
moments = st.datetimes(
    datetime(1971, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)  # noqa: DTZ001
)  # fmt: skip


def row(entry: Entry) -> tuple:
    return (*fields_of(entry), entry.hash.encode())


def test_the_hash_is_the_one_that_anybody_can_compute():
    entry = sealed(Draft("note", "曲水"), Person("a", "b"), NOW, 1, genesis("x"))
    parts = ["emerg-entry-1", "b", "1", "a", str(entry.time_us), "+08:00", "note", "曲水", "{}"]
    start = hashlib.sha256(b"16:emerg-incident-1,1:x,").hexdigest()
    said = "".join(f"{len(p.encode())}:{p}," for p in [*parts, "", start])
    assert entry.hash == hashlib.sha256(said.encode()).hexdigest()


def test_times_are_kept_to_the_microsecond_and_in_utc():
    entry = sealed(Draft("note", "a"), FRONT, NOW, 1, "")
    assert entry.time == NOW
    assert entry.time.utcoffset() == timedelta(0)
    assert microseconds(NOW) % 1_000_000 == 234_567
    assert zone_of(NOW.astimezone(timezone(-timedelta(hours=3, minutes=30)))) == "-03:30"


@given(st.text(min_size=1), names, names, moments, st.dictionaries(st.text(), values, max_size=3))
def test_an_entry_is_proven_by_its_own_hash_alone(text, author, post, now, data):
    entry = sealed(Draft("note", text, data), Person(author, post), now, 3, "ff")
    assert proven(row(entry)) == entry
    assert json.loads(entry.data) == json.loads(json.dumps(data))
    assert entry.figures() == json.loads(entry.data)


@given(st.data())
def test_no_field_can_be_changed_under_a_hash(data):
    entry = sealed(Draft("note", "a", {"b": 1}), FRONT, NOW, 3, "ff")
    name = data.draw(st.sampled_from(list(Entry.__dataclass_fields__)))
    old = getattr(entry, name)
    kind = st.text() if isinstance(old, str) else st.integers(0, 2**60)
    changed = replace(entry, **{name: data.draw(kind.filter(lambda new: new != old))})
    assert proven(row(changed)) is None


def test_a_field_does_not_run_over_into_the_next():
    a = sealed(Draft("note", "ab"), Person("c", "d"), NOW, 1, "")
    b = sealed(Draft("note", "ab"), Person("cd", ""), NOW, 1, "")
    assert a.hash != b.hash


@pytest.mark.parametrize(
    "wrong",
    [
        {0: None}, {1: 1.0}, {1: True}, {3: b"1"}, {6: b"\xff"}, {1: 0}, {3: -1}, {3: LAST_US},
    ],
)  # fmt: skip
def test_a_row_of_the_wrong_shape_is_no_entry_even_under_a_right_hash(wrong):
    values = list(row(sealed(Draft("note", "a"), FRONT, NOW, 3, "ff")))
    for index, value in wrong.items():
        values[index] = value
    if None not in values and 1.0 not in values[:1]:
        parts = tuple(v if isinstance(v, int | bytes) else b"" for v in values[:-1])
        values[-1] = digest(parts).encode()
    assert proven(tuple(values)) is None


@pytest.mark.parametrize("data", [{"a": float("nan")}, {"a": {1, 2}}, {"a": b"x"}])
def test_figures_that_are_no_json_are_refused(data):
    with pytest.raises(InputError, match="cannot be kept"):
        canonical(data)


def test_strange_data_of_strangers_is_no_figures():
    entry = sealed(Draft("note", "a"), FRONT, NOW, 1, "")
    assert replace(entry, data="[1]").figures() == {}
    assert replace(entry, data="{").figures() == {}
    assert replace(entry, data="[" * 100_000).figures() == {}


@pytest.mark.parametrize("text", ["", "  \n", "a" * (16 * 2**20 + 1), "\ud800"])
def test_texts_that_cannot_be_kept_are_refused(text):
    with pytest.raises(InputError) as refused:
        check_draft(Draft("note", text), FRONT)
    assert refused.value.where == "TEXT"


@pytest.mark.parametrize("name", ["a\nb", "x" * 201, "\udc80", "\x1b[2J"])
def test_names_are_one_short_line(name):
    with pytest.raises(InputError) as refused:
        check_draft(Draft("note", "a"), Person(name, ""))
    assert refused.value.where == "author"


@given(st.randoms(use_true_random=False))
def test_the_order_is_the_same_whatever_order_they_came_in(rng):
    minutes = [5, 3, 9, 1, 1, 7]
    entries = [
        sealed(Draft("note", f"{n}"), person, at(minute), n + 1, "")
        for person in (FRONT, REAR)
        for n, minute in enumerate(minutes)
    ]
    shuffled = list(entries)
    rng.shuffle(shuffled)
    ordered = in_order(shuffled)
    assert ordered == in_order(entries)
    for post in ("前方", "后方"):
        assert [e.number for e in ordered if e.post == post] == [1, 2, 3, 4, 5, 6]
