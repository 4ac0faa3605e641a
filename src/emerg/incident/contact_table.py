"""Contacts as a CSV table: the heads, reading one that is filled in, writing one to fill in."""

import csv
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

from emerg.errors import Findings
from emerg.incident.contacts import Contact, Contacts
from emerg.resources.cells import NOTHING, Cells, as_date
from emerg.resources.columns import Column, Sheet
from emerg.resources.csvfile import guarded, read_csv
from emerg.texts import Text

SHEET = Sheet(
    "contacts",
    "通讯录",
    (
        Column(
            "playbook",
            "预案",
            Text("id of the one river, road, pond or office that it is for; empty: everywhere"),
            ("预案编号", "方案"),
        ),
        Column(
            "role",
            "岗位",
            Text("as the sheets name it"),
            ("角色", "职责", "联系岗位", "who"),
            compulsory=True,
        ),
        Column("organisation", "单位", Text("office or company"), ("所属单位", "organization")),
        Column("name", "姓名", Text("who answers"), ("联系人", "contact")),
        Column(
            "phone",
            "电话",
            Text("a number that is answered day and night; empty if nobody has checked one"),
            ("联系电话", "手机", "值班电话", "telephone", "number"),
            compulsory=True,
        ),
        Column("note", "备注", Text("when to ring, a second number"), ("说明", "remark")),
        Column(
            "verified",
            "核实日期",
            Text("the day somebody last rang it, as 2026-11-25; empty if nobody has"),
            ("核实时间", "拨通日期", "verified_on"),
            holds="date",
        ),
    ),
    "emerg contacts template",
)
FEWEST_DIGITS = 3
# Role and playbook are told in messages: a number in a wrong column must not get there.
_NUMBER = re.compile(r"(\d[ -]?){7}")
_TOLD = ("role", "playbook")
# A spreadsheet makes 1.39E+10 of a number that is no text; that is not one to ring.
_PHONE_HEAD = next(column.zh for column in SHEET.columns if column.key == "phone")
_PHONE = re.compile(r"[0-9+()/,;、*#\- ]|转|ext\.?|[–—~]", re.IGNORECASE)


def read_contact_table(path: Path, today: date) -> tuple[Contacts, int]:
    """The contacts in the table at `path`, and how many roles have no number in it.

    A number cannot have been rung after `today`; the day after is let pass, for clocks differ.

    Raises
    ------
    DataError
        Every problem of the table, by cell; none repeats what stands in it.
    """
    found = Findings()
    grid = read_csv(SHEET, path, found)
    contacts: dict[tuple[str, str], Contact] = {}
    empty = 0
    for cells in () if grid is None else [Cells(SHEET, grid, row, found) for row in grid.rows]:
        if not cells.seen("phone") and not cells.seen("name"):
            empty += 1
            continue
        contact = _contact(cells, today)
        if contact.key in contacts:
            cells.complain(
                "role",
                Text("this role stands in the table twice for the same playbook"),
                Text("keep one row of them; a second number fits into the note"),
            )
        contacts[contact.key] = contact
    found.raise_any()
    return tuple(contacts.values()), empty


def _contact(cells: Cells, today: date) -> Contact:
    phone = unicodedata.normalize("NFKC", cells.text("phone"))
    if phone and not _is_phone(phone):
        cells.complain(
            "phone",
            Text("this is no telephone number"),
            Text("write digits, in a spreadsheet as text; blanks and + - ( ) / may part them"),
        )
    for key in _TOLD:
        if _NUMBER.search(unicodedata.normalize("NFKC", cells.seen(key))):
            cells.complain(
                key,
                Text("a telephone number stands in a column that is not for one"),
                Text("move it to the column '{name}'", name=_PHONE_HEAD),
            )
    seen = {key: cells.seen(key) for key in ("playbook", "organisation", "name", "note")}
    return Contact(cells.text("role"), phone, **seen, verified_on=_verified(cells, today))


def _verified(cells: Cells, today: date) -> date | None:
    """The day in the row; what is none is told without it, for it may be a number."""
    said = cells.seen("verified")
    if not said or said.casefold() in NOTHING:
        return None
    day = as_date(said)
    if day is None:
        cells.complain(
            "verified",
            Text("this is no date"),
            Text("write year, month and day, as 2027-03-01 or 2027年3月1日"),
        )
    elif day > today + timedelta(days=1):
        cells.complain(
            "verified",
            Text("this day is still to come"),
            Text("write the day on which somebody rang the number, or leave the cell empty"),
        )
    return day


def _is_phone(phone: str) -> bool:
    digits = sum(letter.isdigit() for letter in phone)
    return digits >= FEWEST_DIGITS and not _PHONE.sub("", phone)


def contact_table(roles: Iterable[tuple[str, str]]) -> bytes:
    """The table to fill in: UTF-8 with a mark, by which Excel knows.

    It has a row for each of `roles`, the id that it holds for, "" everywhere, and its name.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.zh for column in SHEET.columns])
    for playbook, role in roles:
        row = {"playbook": playbook, "role": guarded(role)}
        writer.writerow([row.get(column.key, "") for column in SHEET.columns])
    return text.getvalue().encode("utf-8-sig")
