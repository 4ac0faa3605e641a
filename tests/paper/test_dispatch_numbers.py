"""Whom to call for what is sent: by the address book, by the list, or a line to fill in."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from emerg.incident.contacts import Contact
from emerg.network.route import OnRoad
from emerg.paper.dispatch_words import call_words
from emerg.resources.schema import Depot, Office, Team
from emerg.response.dispatch_plan import Option
from emerg.response.supplies import Supply
from emerg.texts import Bilingual, render

LISTED, OF_TEAM, OF_DEPOT, OF_POST = (f"1899999000{n}" for n in range(4))
DEPOT = Depot("A", Bilingual("一号库", "First"), 88.9, 29.3, contact_role="库管岗")
TEAM = Team("T", Bilingual("一队"), "A", "team", ("hold",), 12, contact_role="调度岗")
LINE = "________"


def said(contacts=(), *, depot=DEPOT, team=TEAM, more=(), lang="zh"):
    office = Office("mine", Bilingual("我局"), Path(), False, None, {"A": depot}, (team, *more), ())
    supply = Supply("s", office, depot, OnRoad(88.9, 29.3), 1, 0.5, 0.5, True, team)
    return render(call_words(Option(supply, 1.0, 2.0, None), contacts), lang)


def in_book(role, phone, playbook="mine", **more):
    return Contact(role, phone, playbook, **more)


def test_without_a_number_there_is_a_line_to_fill_in():
    assert said() == f"联系：调度岗 {LINE}"
    other = (in_book("一队", OF_TEAM, "other"), in_book("二队", OF_TEAM))
    assert said(other) == f"联系：调度岗 {LINE}"


def test_the_address_book_gives_number_name_and_day():
    book = (in_book("一队", OF_TEAM, name="普布", verified_on=date(2026, 11, 25)),)
    assert said(book) == f"联系：调度岗 {OF_TEAM}、普布、核实 2026-11-25"
    assert said((in_book("一队", OF_TEAM, ""),)) == f"联系：调度岗 {OF_TEAM}、未核实"


def test_the_surest_number_goes_first():
    """The team before its depot; its name before its post; the book before the list."""
    rest = [
        in_book("一队", OF_TEAM),
        in_book("调度岗", OF_POST),
        in_book("first", OF_DEPOT),
    ]
    for number in (OF_TEAM, OF_POST, OF_DEPOT):
        assert number in said(tuple(rest))
        rest.pop(0)
    listed = replace(TEAM, phone=LISTED)
    assert LISTED in said(team=listed)
    assert OF_TEAM in said((in_book("一队", OF_TEAM),), team=listed)
    assert LISTED in said((in_book("调度岗", OF_POST),), team=listed)
    assert LISTED in said((in_book("一号库", OF_DEPOT),), team=listed)


@pytest.mark.parametrize("name", ["一队", "一 队"])
def test_of_two_with_one_name_each_is_told_by_its_id(name):
    other = replace(TEAM, id="U", name=Bilingual(name))
    assert said((in_book("一队", OF_TEAM),), more=(other,)) == f"联系：调度岗 {LINE}"
    assert OF_TEAM in said((in_book("一队 T", OF_TEAM), in_book("一队", OF_POST)), more=(other,))
    assert OF_TEAM in said((in_book("一队 T", OF_TEAM), in_book("一队", OF_POST)))
