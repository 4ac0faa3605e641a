"""The record read for a form: what was reported when, what was done, who was called.

A form that is written for an incident is noted as an entry whose figures name it::

    {"form": "follow-up", "number": 2, "to": "", "said": {"words", "codes", "incident", "hits"}}

so that the next one knows its number and what was reported last.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from emerg.incident.kinds import with_role_name
from emerg.incident.model import CLOSE, EXERCISE, OPEN, Draft, Entry
from emerg.paper.form_words import form_name
from emerg.paper.record_words import Trail
from emerg.paper.report_said import coded, rendered
from emerg.paper.report_story import REPORTS, RUN, Calls, Story, Told, Written
from emerg.response.answer import Answer
from emerg.texts import Lang, Text, render
from emerg.usecases.as_json import hit_json, incident_json
from emerg.usecases.call_states import call_states
from emerg.usecases.in_record import InRecord
from emerg.usecases.incident import note, read_log
from emerg.usecases.record_run import HIT_FIGURES

FORM, NUMBER, TO, SAID = "form", "number", "to", "said"
NOTED_AS = "note"
DONE, SAMPLE, FACT = ("order", "decision"), ("sample",), ("fact",)
MOST_NUMBER = 9999


def said(answer: Answer, lang: Lang) -> dict[str, Any]:
    """What a form written now says, as the record keeps it."""
    return {
        "words": rendered(answer, lang),
        "codes": coded(answer),
        "incident": incident_json(answer, lang),
        "hits": [
            {key: row[key] for key in HIT_FIGURES}
            for row in (hit_json(hit, lang) for hit in answer.hits)
        ],
    }


def read_story(
    record: InRecord, answer: Answer, form: str, lang: Lang
) -> Callable[[str], tuple[Story, bool]]:
    """Read the record once; then for each addressee its story, and whether it is new.

    A form that is written again with nothing noted and nothing changed meanwhile is the same one:
    it keeps its number and is not noted twice.

    Raises
    ------
    InputError, DataError
        There is no such incident; it is damaged.
    """
    entries = tuple(read_log(record.home, record.id))
    saying = said(answer, lang)

    def story(to: str = "") -> tuple[Story, bool]:
        again = _again(entries, form, to, saying)
        known = entries if again is None else entries[: entries.index(again)]
        return _story(record, answer, known, form, to), again is None

    return story


def note_form(
    record: InRecord, answer: Answer, form: str, story: Story, to: str, lang: Lang
) -> Entry:
    """Note that a form was written; returns once it is on disk.

    Raises
    ------
    InputError, OutputError, DataError
        It was not noted.
    """
    figures = {FORM: form, NUMBER: story.number, TO: to, SAID: said(answer, lang)}
    name = form_name(Written(form, story.number, record.now, {}, to))
    text = Text("Written, to be signed and sent: {form}", form=name)
    draft = Draft(NOTED_AS, render(text, lang), figures)
    return note(record.home, record.id, draft, record.person, record.now)


def _story(record: InRecord, answer: Answer, entries: Sequence[Entry], form: str, to: str) -> Story:
    trail = Trail(entries)
    live = [entry for entry in entries if not trail.is_struck(entry)]
    written = tuple(filter(None, map(_written, live)))
    last = _last(written, live)
    opened = next((entry for entry in entries if entry.kind == OPEN), None)
    closed = [entry for entry in live if entry.kind == CLOSE]

    def told(kinds: Iterable[str]) -> tuple[Told, ...]:
        return tuple(_told(entry, trail) for entry in live if entry.kind in kinds)

    def calls(until: datetime) -> Calls:
        known = [entry for entry in entries if entry.time <= until]
        return _calls(answer, known, until)

    return Story(
        id=record.id,
        exercise=opened is not None and opened.figures().get(EXERCISE) is True,
        number=max((w.number for w in written if (w.form, w.to) == (form, to)), default=0) + 1,
        written=written,
        last=last,
        done=told(DONE),
        samples=told(SAMPLE),
        facts=told(FACT),
        calls=calls(record.now),
        calls_then=None if last is None else calls(last.time),
        closed=_told(closed[-1], trail) if closed else None,
    )


def _told(entry: Entry, trail: Trail) -> Told:
    by = with_role_name(" ".join(filter(None, (entry.post, entry.author))), entry)
    return Told(entry.time, trail.words_now(entry), by)


def _written(entry: Entry) -> Written | None:
    """The form that an entry is about; None: it is about something else."""
    if entry.kind != NOTED_AS or entry.data == "{}":
        return None
    figures = entry.figures()
    form, number, to = (figures.get(key) for key in (FORM, NUMBER, TO))
    if not isinstance(form, str) or not isinstance(to, str) or not isinstance(number, int):
        return None
    if not 0 < number <= MOST_NUMBER:
        return None
    return Written(form, number, entry.time, _table(figures, SAID), to)


def _last(written: Sequence[Written], live: Sequence[Entry]) -> Written | None:
    """The last report; where none was noted, the first forecast."""
    reports = [one for one in written if one.form in REPORTS]
    if reports:
        return reports[-1]
    first = next((entry for entry in live if entry.kind == RUN and entry.figures()), None)
    return None if first is None else Written(RUN, 1, first.time, first.figures())


def _again(entries: Sequence[Entry], form: str, to: str, saying: Mapping[str, Any]) -> Entry | None:
    """The entry of the same form, if nothing but forms came after it and it says the same."""
    trail = Trail(entries)
    for entry in reversed(entries):
        written = _written(entry)
        if written is None or trail.is_struck(entry):
            return None
        if (written.form, written.to) == (form, to):
            return entry if _same(written.said, saying) else None
    return None


def _same(then: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether two reports say the same; only the time they were made at may differ."""
    return _timeless(then) == _timeless(now)


def _timeless(said: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: said.get(key) for key in ("codes", "hits")}
    # In the other language it is the same report.
    kept["hits"] = [
        {key: row[key] for key in row if key != "name"}
        for row in kept["hits"] or ()
        if isinstance(row, dict)
    ]
    incident = _table(said, "incident")
    return kept | {"when": incident.get("when"), "km": incident.get("km")}


def _table(figures: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = figures.get(key)
    return found if isinstance(found, dict) else {}


def _calls(answer: Answer, entries: Sequence[Entry], now: datetime) -> Calls:
    states = call_states(answer.calls, entries, answer.incident.now, now)
    by: dict[str, list[Any]] = {"confirmed": [], "called": [], "unreached": [], "open": []}
    for one in states:
        by[one.state].append(one.call.who)
    return Calls(
        tuple(by["confirmed"]), tuple(by["called"]), tuple(by["unreached"]), len(by["open"])
    )
