"""Contacts as a CSV table: the heads, reading one that is filled in, writing one to fill in."""

import csv
import re
import unicodedata
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from emerg.errors import Findings
from emerg.incident.contacts import Contact, Contacts
from emerg.resources.cells import Cells
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
            Text("id of the one river, road or pond that it is for; empty: everywhere"),
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


def read_contact_table(path: Path) -> tuple[Contacts, int]:
    """The contacts in the table at `path`, and how many roles have no number in it.

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
        contact = _contact(cells)
        if contact.key in contacts:
            cells.complain(
                "role",
                Text("this role stands in the table twice for the same playbook"),
                Text("keep one row of them; a second number fits into the note"),
            )
        contacts[contact.key] = contact
    found.raise_any()
    return tuple(contacts.values()), empty


def _contact(cells: Cells) -> Contact:
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
    return Contact(cells.text("role"), phone, **seen)


def _is_phone(phone: str) -> bool:
    digits = sum(letter.isdigit() for letter in phone)
    return digits >= FEWEST_DIGITS and not _PHONE.sub("", phone)


def contact_table(roles: Iterable[str]) -> bytes:
    """The table to fill in, a row for each of `roles`: UTF-8 with a mark, by which Excel knows."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.zh for column in SHEET.columns])
    for role in roles:
        row = {"role": guarded(role)}
        writer.writerow([row.get(column.key, "") for column in SHEET.columns])
    return text.getvalue().encode("utf-8-sig")
