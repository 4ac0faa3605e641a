"""The same data, the same hash; anything that decides changed, another one."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from emerg.paper.data_hash import LENGTH, answer_hash, data_hash
from emerg.texts import Bilingual, Text
from tests.paper import made


def test_the_same_incident_answered_again_has_the_same_hash():
    first, again = made.answer(), made.answer()
    assert first is not again
    assert answer_hash(first) == answer_hash(again)
    assert len(answer_hash(first)) == LENGTH


def test_whatever_decides_changes_it():
    one = made.answer()
    hits = (replace(one.hits[0], close_by=None), *one.hits[1:])
    later = replace(one.incident, now=one.incident.now + timedelta(minutes=5))
    others = [
        made.answer(amount_kg=19000.0),
        made.answer(flow="low"),
        replace(one, hits=hits),
        replace(one, incident=later),
        replace(one, exercise=True),
        replace(one, version="0.0"),
    ]
    hashes = {answer_hash(one), *(answer_hash(other) for other in others)}
    assert len(hashes) == 1 + len(others)


def test_two_machines_that_differ_in_the_last_digits_agree():
    one = made.answer()
    hit = one.hits[0]
    nearly = replace(hit, distance_m=hit.distance_m * (1 + 1e-12))
    assert answer_hash(replace(one, hits=(nearly, *one.hits[1:]))) == answer_hash(one)


@given(st.lists(st.text(), min_size=2, max_size=3, unique=True))
def test_pieces_are_told_apart(words):
    assert data_hash(*words) != data_hash("".join(words))
    assert data_hash(tuple(words)) != data_hash(tuple(reversed(words)))


def test_where_an_office_keeps_its_playbooks_does_not_matter():
    assert data_hash(Path("here/lhasa")) == data_hash(Path("there/lhasa"))
    assert data_hash(Path("here/lhasa")) != data_hash(Path("here/nyang"))


def test_names_sentences_and_lines_enter_into_it():
    assert data_hash(Bilingual("拉萨", "Lhasa")) != data_hash(Bilingual("拉萨", "Lasa"))
    assert data_hash(Text("{n} h", n=1)) != data_hash(Text("{n} h", n=2))
    line = np.array([[91.0, 29.5], [91.1, 29.6]])
    assert data_hash(line) == data_hash(line + 1e-9)
    assert data_hash(line) != data_hash(line + 1e-3)
    assert data_hash({"a": 1, "b": 2}) == data_hash({"b": 2, "a": 1})
    assert data_hash(frozenset("ab")) == data_hash(frozenset("ba"))
