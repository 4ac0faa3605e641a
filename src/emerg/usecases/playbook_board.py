"""What to verify first, over all playbooks: counted sentences, what matters most on top."""

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from emerg.errors import EmergError
from emerg.incident.address_book import has_address_book
from emerg.incident.contacts import Contacts
from emerg.playbooks.draft import Draft
from emerg.playbooks.shelf import Entry, Kind, entries
from emerg.playbooks.tables import TABLES, rows
from emerg.texts import Prose, Text
from emerg.usecases.checked import Checked
from emerg.usecases.playbook_approval import CHANGED, standing_of
from emerg.usecases.playbook_desk import Shelves, open_draft
from emerg.usecases.run import Stop, never, steps, unwatched
from emerg.usecases.shelf import check_playbooks

SOURCE_DAYS = 365
FAULTS = Text("{n} errors: no answer is possible with it")
EXAMPLES = Text("{n} rows are examples: replace or remove them")
OLD_SOURCES = Text("{n} of {all} sources older than a year")
# By its sentence: how much a finding matters, 1 most, and the table to mend it in.
RANKS: Mapping[str, tuple[int, str]] = {
    FAULTS.msgid: (0, "about"),
    "no intake or source is listed: that does not mean there is none": (1, "sites"),
    "Intakes and sources listed: {n}, without a sure position: {unsure}; "
    "the list is not verified": (1, "sites"),
    "{pond}: {n} signs were found bad": (1, "checks"),
    "no village, road or place to hold water is listed on the way": (1, "sites"),
    "{n} numbers not verified for {days} days or never": (2, "roles"),
    "{n} of {all} contacts have no number": (2, "roles"),
    CHANGED.msgid: (3, "about"),
    EXAMPLES.msgid: (3, "sites"),
    "{n} of {all} ponds: volume, height, drainage or water are examples for drills; a real leak "
    "reads none of them: enter your own": (3, "ponds"),
    "where a leak enters {river} is an estimate": (4, "receiving"),
    "it may run into {n} rivers: find out which": (4, "receiving"),
    "{n} of {all} ponds have no position": (4, "ponds"),
    "{pond}: {n} of {all} signs not looked at in time": (4, "checks"),
    "{n} emergency spaces and facilities listed, {checked} with instructions for use": (4, "sites"),
    "stake posts are an old public scheme, off by tens of km: enter your own": (4, "posts"),
    "no stake posts: enter two or more of your own": (4, "posts"),
    "{n} bridges and tunnels: not known whether dangerous goods may pass": (4, "sites"),
    "{n} places have no position: listed, not drawn": (4, "sites"),
    "{n} places stand at their town: position good to some km only": (5, "sites"),
    "no width or depth for {n} reaches ({km} km)": (5, "reaches"),
    "{km} km of river drawn schematically (class D): not for placing booms or sections": (
        5, "reaches",
    ),
    "long-term flow of {km} km is an estimate of low confidence": (5, "reaches"),
    "the months' flow factors are borrowed or of low confidence": (5, "flow"),
    "not listed: {names}": (5, "sites"),
    "nothing is known of what is carried": (5, "cargo"),
    "not approved by any office": (6, "about"),
    "review was due on {date}": (6, "about"),
    OLD_SOURCES.msgid: (7, "sources"),
    "{n} tributaries without a confirmed name": (8, "stems"),
}  # fmt: skip
OTHERS = (6, "about")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to verify: of which playbook, how much it matters, and where to mend it."""

    id: str
    kind: Kind
    rank: int
    table: str
    text: Prose


@dataclass(frozen=True, slots=True)
class Board:
    """Every finding, and the score of every playbook.

    Attributes
    ----------
    note : Text or None
        Of numbers that nobody could look at.
    """

    findings: tuple[Finding, ...]
    scores: Mapping[str, int | None]
    note: Text | None = None


def quality_board(
    shelves: Shelves, today: date, contacts: Contacts | None = None, stop: Stop = never
) -> Board:
    """What to verify in every playbook; numbers count as far as the address book is open.

    Parameters
    ----------
    contacts : tuple of Contact or None
        Those of the address book; None where it stays closed.

    Raises
    ------
    Cancelled
        `stop` said so.
    """
    checked = check_playbooks(
        (), shelves.explicit, shelves.environ, shelves.home, today, contacts or (), stop
    )
    found = {entry.id: entry for entry in entries(shelves.roots)}
    asked = steps(checked, unwatched, stop)
    findings = [one for each in asked for one in _of(each, found.get(each.id), today)]
    findings.sort(key=lambda one: (one.rank, one.kind != "river", one.id))
    closed = contacts is None and has_address_book(shelves.home)
    note = Text("The address book is locked: its numbers count as missing here") if closed else None
    return Board(tuple(findings), {one.id: one.score for one in checked}, note)


def _of(checked: Checked, entry: Entry | None, today: date) -> Iterator[Finding]:
    said: list[Prose] = list(checked.remarks)
    if checked.problems:
        said.append(Text(FAULTS.msgid, n=len(checked.problems)))
    elif entry is not None:
        said += _of_its_files(entry, today)
    for text in said:
        rank, table = RANKS.get(text.msgid if isinstance(text, Text) else "", OTHERS)
        yield Finding(checked.id, checked.kind, rank, table, text)


def _of_its_files(entry: Entry, today: date) -> Iterator[Text]:
    try:
        standing, draft = standing_of(entry), open_draft(entry)
    except EmergError:
        return
    if standing.changed:
        yield standing.words
    if examples := _examples(draft):
        yield Text(EXAMPLES.msgid, n=examples)
    sources = draft.at("about", ("sources",)) or {}
    old = sum(is_old(str(source.get("as_of", "")), today) for source in sources.values())
    if old:
        yield Text(OLD_SOURCES.msgid, n=old, all=len(sources))


def _examples(draft: Draft) -> int:
    return sum(
        row.record.get("confidence") == "example"
        for table in TABLES[draft.base.kind]
        for row in rows(draft.tables, table)
    )


_AS_OF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def is_old(as_of: str, today: date) -> bool:
    """Whether a source is older than a year even on the last day that it may be of.

    >>> [is_old(when, date(2026, 11, 30)) for when in ("2025", "2024", "2025-11", "2026-01-01")]
    [False, True, False, False]
    """
    said = _AS_OF.match(as_of)
    if said is None:
        return False
    year, month = int(said[1]), min(max(int(said[2] or 12), 1), 12)
    last = calendar.monthrange(year, month)[1] if year else 1
    day = min(max(int(said[3] or last), 1), last)
    return today - date(max(year, 1), month, day) > timedelta(SOURCE_DAYS)
