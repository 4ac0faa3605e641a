"""The record as it is printed: one mapping an entry, one line an entry, lists of incidents."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from emerg.incident.conflicts import ABOUT, VALUE
from emerg.incident.kinds import KIND_NAMES, with_role_name
from emerg.incident.model import AMEND, STRIKE, Entry
from emerg.incident.reader import Head
from emerg.incident.verify import Verdict
from emerg.texts import Lang, Text, render
from emerg.texts.letters import harmless
from emerg.units import BEIJING, beijing
from emerg.usecases.incident import Checked, Listed

KIND = 4  # column of the kind in a row of the log


def precise(moment: datetime) -> str:
    """Beijing time with its offset, to the microsecond that the chain holds.

    >>> from datetime import UTC
    >>> precise(datetime(2026, 11, 24, 19, 5, tzinfo=UTC))
    '2026-11-25T03:05:00.000000+08:00'
    """
    return moment.astimezone(BEIJING).isoformat(timespec="microseconds")


def entry_json(entry: Entry) -> dict[str, Any]:
    """An entry for machines; `refers_to` (a hash) and `data` only where there is something."""
    told: dict[str, Any] = {
        "number": entry.number,
        "time": precise(entry.time),
        "author": entry.author,
        "post": entry.post,
        "kind": entry.kind,
        "text": entry.text,
        "hash": entry.hash,
    }
    if entry.refers_to:
        told["refers_to"] = entry.refers_to
    if figures := entry.figures():
        told["data"] = figures
    return told


def log_rows(entries: Sequence[Entry], lang: Lang) -> list[list[str]]:
    """Time, number, post, author, kind and text of each entry, in one line each.

    A corrected entry says so, and by which: on paper and on screen nobody reads it unwarned.
    """
    places = {entry.hash: _place(entry) for entry in entries}
    later: dict[str, list[Text]] = {}
    for entry in entries:
        if entry.kind in (AMEND, STRIKE):
            word = Text("amended by {n}") if entry.kind == AMEND else Text("struck by {n}")
            mark = Text(word.msgid, n=_place(entry))
            later.setdefault(entry.refers_to, []).append(mark)
    rows = []
    for entry in entries:
        row = log_row(entry, lang)
        if entry.refers_to:
            row[KIND] = f"{row[KIND]} {places.get(entry.refers_to, entry.refers_to[:12])}"
        row[-1] += answered_words(entry)
        row[-1] += "".join(f" [{render(mark, lang)}]" for mark in later.get(entry.hash, ()))
        rows.append(row)
    return rows


def log_row(entry: Entry, lang: Lang) -> list[str]:
    """One entry as in `log_rows`, by itself."""
    return [
        entry.time.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S"),
        str(entry.number),
        harmless(entry.post) or "—",
        render(with_role_name(harmless(entry.author) or "—", entry), lang),
        render(KIND_NAMES.get(entry.kind, entry.kind), lang),
        harmless(entry.text),
    ]


def answered_words(entry: Entry) -> str:
    """Question and answer of an entry that gives one."""
    data = entry.figures()
    if not data.get(ABOUT):
        return ""
    return harmless(f" [{data[ABOUT]}: {data.get(VALUE)}]")


def _place(entry: Entry) -> str:
    return f"{harmless(entry.post)} {entry.number}".strip()


def listed_json(listed: Listed) -> dict[str, Any]:
    """An incident of this computer for machines; nulls where it cannot be read."""
    head = listed.head
    return {
        "id": listed.id,
        "title": head.title if head else None,
        "opened": precise(head.opened.time) if head else None,
        "last": precise(head.last.time) if head else None,
        "entries": head.entries if head else None,
        "exercise": head.exercise if head else None,
        "closed": precise(head.closed.time) if head and head.closed else None,
        "file": str(listed.file),
    }


def listed_row(listed: Listed, lang: Lang) -> list[str]:
    """Id, number of entries, first and last time, whether it is over or a drill, title."""
    head = listed.head
    if head is None:
        return [listed.id, "—", "—", "—", "—", render(Text("cannot be read"), lang)]
    times = [beijing(entry.time, year=True) for entry in (head.opened, head.last)]
    return [
        listed.id,
        str(head.entries),
        *times,
        render(state_words(head), lang),
        harmless(head.title),
    ]


def state_words(head: Head) -> Text:
    """Whether the incident is a drill, and whether it is over."""
    if head.exercise:
        return Text("drill, closed") if head.closed else Text("drill, goes on")
    return Text("closed") if head.closed else Text("goes on")


def checked_json(checked: Checked, lang: Lang) -> dict[str, Any]:
    """What a check found, for machines."""
    verdict = checked.verdict
    return {
        "ok": not verdict.problems,
        "id": verdict.incident,
        "file": str(checked.file),
        "entries": verdict.entries,
        "files": verdict.files,
        "posts": _posts(verdict),
        "problems": [
            {
                "what": render(problem.what, lang),
                "where": render(problem.where, lang),
                "fix": render(problem.fix, lang),
            }
            for problem in verdict.problems
        ],
        "readable": str(checked.rescued.file) if checked.rescued else None,
    }


def _posts(verdict: Verdict) -> list[dict[str, Any]]:
    return [
        {"post": post, "number": last.number, "hash": last.hash}
        for post, last in sorted(verdict.last.items())
    ]
