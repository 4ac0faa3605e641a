"""The address book: its table, its lock, what it never tells."""

import json
import traceback
from datetime import date
from functools import partial

import pytest

from emerg.errors import DataError, InputError
from emerg.incident.address_book import (
    FILE,
    changing_address_book,
    read_address_book,
    write_address_book,
)
from emerg.incident.contact_table import contact_table
from emerg.incident.contact_table import read_contact_table as read_on
from emerg.incident.contacts import Contact, by_role, merge
from emerg.paper.content import Blank, Stack
from emerg.paper.numbers import number_cell, with_numbers
from emerg.paper.pond_sheet import pond_sheet
from emerg.paper.road_sheet import road_sheet
from emerg.paper.standing import standing_sheet
from emerg.playbooks.dam_links import load_dams
from emerg.playbooks.road_books import load_road_books
from emerg.playbooks.roads import load_roads
from emerg.playbooks.shelf import roots
from emerg.texts import Bilingual, Text
from tests.paper.telling import told

PHONE = "18999990001"
TODAY = date(2026, 11, 29)
RUNG = date(2026, 11, 25)
HERE = Contact("水利局", "18999990002", "lhasa", name="普布", verified_on=RUNG)
EVERYWHERE = Contact("水利局", PHONE, name="扎西", organisation="县政府", note="夜班 18999990003")
BOOK = (EVERYWHERE, HERE)
HEADS = "预案,岗位,单位,姓名,电话,备注,核实日期\n"
read_contact_table = partial(read_on, today=TODAY)


@pytest.fixture(scope="module")
def locked(tmp_path_factory):
    """A home whose address book is `BOOK`; making the key takes a second, so once."""
    home = tmp_path_factory.mktemp("locked")
    write_address_book(home, BOOK, "geheim")
    return home


@pytest.fixture
def table(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "contacts.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def refused(read, *words):
    with pytest.raises((InputError, DataError)) as caught:
        read(*words)
    shown = "".join(traceback.format_exception(caught.value))
    assert "1899999" not in shown + repr(caught.value)
    for problem in caught.value.problems:
        assert problem.where
        assert problem.fix
    return caught.value


def test_what_is_locked_is_read_again(locked):
    assert read_address_book(locked, "geheim") == BOOK


def test_nothing_of_it_is_on_disk_in_plain_text(locked):
    assert [path.name for path in locked.iterdir()] == [FILE]
    content = (locked / FILE).read_bytes()
    assert content.startswith(b"age-encryption.org/v1")
    for word in (PHONE, "18999990003", "扎西", "水利局", "lhasa"):
        assert word.encode() not in content


def test_another_passphrase_opens_nothing(locked):
    error = refused(read_address_book, locked, "Geheim")
    assert "another passphrase" in str(error)
    assert FILE in str(error.where)


def test_a_damaged_book_is_told_and_so_is_none(locked, tmp_path):
    assert "emerg contacts import" in str(refused(read_address_book, tmp_path, "geheim"))
    (tmp_path / FILE).write_bytes((locked / FILE).read_bytes()[:-1])
    assert "damaged" in str(refused(read_address_book, tmp_path, "geheim"))
    (tmp_path / FILE).write_bytes(b"not an age file")
    assert "damaged" in str(refused(read_address_book, tmp_path, "geheim"))
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    assert "cannot be read" in str(refused(read_address_book, tmp_path, "geheim"))


@pytest.mark.parametrize(
    "contacts",
    [
        b"[]",
        b"{",
        b'{"format": 2, "contacts": []}',
        b'{"format": 1, "contacts": [{"role": "x", "phone": 18999990001}]}',
        b'{"format": 1, "contacts": [{"role": "x", "telephone": "18999990001"}]}',
        b'{"format": 1, "contacts": ["18999990001", }',
        b'{"format": 1, "contacts": [], "verified": ["2026-11-25"]}',
        b'{"format": 1, "contacts": [{"role": "x", "phone": "1"}], "verified": ["18999990001"]}',
        b'{"format": 1, "contacts": [{"role": "x", "phone": "1"}], "verified": [18999990001]}',
    ],
)
def test_a_book_of_another_form_is_refused_without_a_word_of_it(contacts, tmp_path, monkeypatch):
    monkeypatch.setattr("pyrage.passphrase.decrypt", lambda _content, _passphrase: contacts)
    (tmp_path / FILE).write_bytes(b"x")
    error = refused(read_address_book, tmp_path, "geheim")
    assert "another version" in str(error)
    assert error.__context__ is None


def stored(monkeypatch, tmp_path, content):
    monkeypatch.setattr("pyrage.passphrase.decrypt", lambda _content, _passphrase: content)
    (tmp_path / FILE).write_bytes(b"x")
    return read_address_book(tmp_path, "geheim")


def test_a_book_of_a_version_without_days_opens(tmp_path, monkeypatch):
    row = {"role": "水利局", "phone": PHONE, "playbook": "", "organisation": "", "name": "扎西"}
    book = json.dumps({"format": 1, "contacts": [{**row, "note": ""}]}).encode()
    assert stored(monkeypatch, tmp_path, book) == (Contact("水利局", PHONE, name="扎西"),)


def test_a_version_without_days_opens_a_book_with_days(tmp_path, monkeypatch):
    kept = []
    monkeypatch.setattr("pyrage.passphrase.encrypt", lambda said, _word: kept.append(said) or said)
    write_address_book(tmp_path, BOOK, "geheim")
    book = json.loads(kept[0])
    # What the version before asked for: this format, and of a contact these keys alone, all text.
    assert book["format"] == 1
    for row in book["contacts"]:
        assert list(row) == ["role", "phone", "playbook", "organisation", "name", "note"]
        assert all(isinstance(value, str) for value in row.values())
    assert stored(monkeypatch, tmp_path, kept[0]) == BOOK


def test_two_who_change_the_book_at_once_lose_nothing(tmp_path):
    with changing_address_book(tmp_path / "home"):
        error = refused(changing_address_book(tmp_path / "home").__enter__)
    assert "another command is changing" in str(error)
    with changing_address_book(tmp_path / "home"):
        assert (tmp_path / "home").is_dir()


def test_no_representation_tells_who_or_which_number():
    shown = repr(BOOK) + str(EVERYWHERE) + repr(merge((), BOOK))
    assert "水利局" in shown
    for word in ("18999", "扎西", "县政府", "夜班"):
        assert word not in shown


def test_of_a_playbook_its_own_contact_counts_and_roles_are_compared_loosely():
    assert by_role(BOOK, "lhasa")["水利局"] is HERE
    assert by_role(BOOK, "nyang")["水利局"] is EVERYWHERE
    role = Bilingual("水利局", "Water  Office （day）")
    for said in ("水利 局", "water office(DAY)"):
        known = by_role((Contact(said, PHONE),), "nyang")
        assert number_cell(known, role, "") == Stack((PHONE, Text("not verified")))


def test_what_is_new_takes_the_place_of_what_it_is_the_key_of():
    moved = Contact("水利 局", "18999990009")
    other = Contact("环保局", PHONE)
    merged = merge(BOOK, [moved, other, HERE])
    assert merged.contacts == (moved, HERE, other)
    assert (merged.added, merged.changed) == (1, 1)


def test_a_cell_holds_the_number_and_who_answers_else_what_the_playbook_has():
    known = by_role(BOOK, "nyang")
    unverified = Text("not verified")
    assert number_cell(known, Bilingual("水利局"), "110") == Stack((PHONE, "扎西", unverified))
    own = number_cell(known, Text("county and city next upstream"), "110", RUNG)
    assert own == Stack(("110", Text("verified {day}", day="2026-11-25")))
    assert number_cell(known, "x", "") == Blank()
    nameless = by_role((Contact("x", PHONE, organisation="水厂"),), "nyang")
    assert number_cell(nameless, "x", "") == Stack((PHONE, "水厂", unverified))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_is_read_in_every_usual_encoding(table, encoding):
    rows = (
        "lhasa,水利局,,普布,18999990002,,2026/11/25\n"
        f",水利局,县政府,扎西,{PHONE},夜班 18999990003,\n,空,,,,,\n"
    )
    contacts, empty = read_contact_table(table(HEADS + rows, encoding))
    assert contacts == (HERE, EVERYWHERE)
    assert empty == 1


def test_full_width_digits_and_extensions_are_numbers(table):
    said = ("１８９９９９９０００１", "0891-699 转 802", "+86 (891) 6999 / 1899", "110、120")
    rows = "".join(f",role {n},,,{phone},,\n" for n, phone in enumerate(said))
    contacts, _empty = read_contact_table(table(HEADS + rows))
    assert [one.phone for one in contacts] == [
        PHONE,
        "0891-699 转 802",
        "+86 (891) 6999 / 1899",
        "110、120",
    ]


@pytest.mark.parametrize(
    ("row", "told_of", "cell"),
    [
        (",水利局,,扎西,1.899999E+10,,", "no telephone number", "row 2, column E (电话)"),
        (",水利局,,扎西,扎西18999990001,,", "no telephone number", "row 2, column E (电话)"),
        (",水利局,,扎西,,,", "the cell is empty", "row 2, column E (电话)"),
        (",,,扎西,18999990001,,", "the cell is empty", "row 2, column B (岗位)"),
        (",18999990001,,扎西,110,,", "not for one", "row 2, column B (岗位)"),
        ("1899 9990 001,a,,扎西,110,,", "not for one", "row 2, column A (预案)"),
        (",a,,x,110,,\n,a ,,y,120,,", "twice", "row 3, column B (岗位)"),
        (",a,,x,110,,18999990001", "this is no date", "row 2, column G (核实日期)"),
        (",a,,x,110,,2026-02-30", "this is no date", "row 2, column G (核实日期)"),
        (",a,,x,110,,2026-12-01", "still to come", "row 2, column G (核实日期)"),
        (",a,,x,18999990001,,,18999990002", "8 cells under 7 heads", "row 2, column H"),
        (',a,,x,18999990001,"18999990002,', "quotation mark", "row 2"),
    ],
)
def test_a_bad_cell_is_told_by_its_address_and_not_by_what_stands_in_it(table, row, told_of, cell):
    error = refused(read_contact_table, table(HEADS + row + "\n"))
    assert told_of in str(error)
    assert f"contacts.csv, {cell}" in str(error)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026/11/25", RUNG),
        ("2026年11月25日", RUNG),
        ("２０２６．１１．２５", RUNG),
        ("46351", RUNG),
        ("2026-11-25 08:30", RUNG),
        ("2026-11-30", date(2026, 11, 30)),
        ("无", None),
    ],
)
def test_the_day_of_the_last_ring_is_read_as_people_write_it(table, said, day):
    contacts, _empty = read_contact_table(table(HEADS + f",a,,x,110,,{said}\n"))
    assert contacts[0].verified_on == day


def test_a_table_without_days_is_read_and_undoes_none(table):
    contacts, _empty = read_contact_table(table("岗位,电话\na,110\n"))
    assert contacts == (Contact("a", "110"),)
    rung = Contact("a", "110", verified_on=RUNG)
    assert merge((rung,), contacts).contacts == (rung,)
    assert merge((rung,), contacts).changed == 0
    full = Contact("a", "110", "", "县政府", "扎西", "夜班", RUNG)
    assert merge((full,), contacts).contacts == (full,)
    other = Contact("a", "120")
    assert merge((full,), (other,)).contacts == (other,)
    assert merge((rung,), (other,)).contacts == (other,)


def test_every_problem_is_told_at_once(table):
    rows = ",a,,x,-,,\n,,,y,18999990001,,\n,c,,z,1E9,,\n"
    assert len(refused(read_contact_table, table(HEADS + rows)).problems) == 3


def test_a_table_without_its_heads_points_to_the_template(table, tmp_path):
    error = refused(read_contact_table, table("岗位,姓名,备注\na,b,c\n"))
    assert "emerg contacts template" in str(error)
    assert refused(read_contact_table, table("a,18999990001\nb,18999990002\n"))
    assert refused(read_contact_table, tmp_path / "none.csv")


def test_the_table_to_fill_in_is_read_again_and_is_empty(table, tmp_path):
    roles = ["水利局", "=公安局", "110、119"]
    (tmp_path / "t.csv").write_bytes(contact_table(("", role) for role in roles))
    assert read_contact_table(tmp_path / "t.csv") == ((), 3)
    text = (
        contact_table(("", role) for role in roles)
        .decode("utf-8-sig")
        .replace(",,,,,", f",,,{PHONE},,")
    )
    contacts, _empty = read_contact_table(table(text))
    assert [one.role for one in contacts] == roles


@pytest.fixture(scope="module")
def sheets(rivers, tmp_path_factory):
    """One sheet of each kind, with the contacts given: river, road and pond."""
    folders = roots(None, {}, tmp_path_factory.mktemp("nobody"))
    roads = load_roads(folders)
    road = load_road_books(folders, roads)["g318-shigatse"]
    dam = load_dams(folders, rivers)["jiama"]
    today = date(2026, 11, 29)

    def make(contacts):
        return (
            standing_sheet(rivers, "lhasa", today, contacts),
            road_sheet(road, roads, rivers, today, contacts),
            pond_sheet(dam, rivers, today, contacts),
        )

    return make, (rivers.playbooks["lhasa"].plan, road.playbook.plan, dam.plan)


def test_each_standing_sheet_prints_numbers_only_where_it_was_given_them(sheets):
    make, plans = sheets
    roles = {role.who.zh: None for plan in plans for role in plan.roles}
    book = tuple(Contact(role, PHONE, name="扎西次仁") for role in roles)
    for closed, open_, plan in zip(make(()), make(book), plans, strict=True):
        before, after = told(closed, "en"), told(open_, "en")
        assert PHONE not in before
        assert "address book" not in before
        assert f"{len(plan.roles)} of {len(plan.roles)} contacts have no number" in before
        assert after.count(PHONE) >= len(plan.roles)
        assert "扎西次仁" in after
        assert "[loud] Names and numbers are from the address book" in after
        assert "contacts have no number" not in after


def test_each_standing_sheet_says_when_a_number_was_verified(sheets):
    make, plans = sheets
    first, second = ({plan.roles[n].who.zh: None for plan in plans} for n in (0, 1))
    book = tuple(Contact(role, PHONE, verified_on=RUNG) for role in first)
    book += tuple(Contact(role, PHONE) for role in second if role not in first)
    for closed, open_ in zip(make(()), make(book), strict=True):
        before, after = told(closed, "zh"), told(open_, "zh")
        assert "2026-11-25" in after
        assert "2026-11-25" not in before
        assert after.count("未核实") > before.count("未核实")


def test_a_number_for_another_playbook_is_not_printed(sheets):
    make, plans = sheets
    book = (Contact(plans[0].roles[0].who.zh, PHONE, "nyang"),)
    assert not [sheet for sheet in make(book) if PHONE in told(sheet, "zh")]
    assert with_numbers(plans[0], by_role(book, "lhasa")) == plans[0]


def test_an_authority_gets_its_number_too(sheets, rivers):
    make, _plans = sheets
    office = rivers.playbooks["lhasa"].river.authorities[0].name
    river, _road, _pond = make((Contact(office.en or office.zh, PHONE),))
    assert PHONE in told(river, "zh")
