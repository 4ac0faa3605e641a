"""The two clocks: by when to close, and before when not to think of reopening."""

from collections.abc import Sequence

from emerg.paper.content import Cell, Column, Heading, Note, Part, Stack, Strong, Table
from emerg.paper.incident_front import INTAKES_NOT_VERIFIED, closing, first_clock
from emerg.paper.incident_intakes import supply_parts
from emerg.paper.incident_tables import Counties, place_cell
from emerg.paper.words import NONE, when
from emerg.response.answer import Answer
from emerg.response.hits import Hit
from emerg.texts import Prose, Text
from emerg.units import beijing


def intake_parts(answer: Answer, counties: Counties) -> list[Part]:
    """Both clocks of every listed intake, what they are worth, and its supply meanwhile."""
    intakes = [hit for hit in answer.hits if hit.is_intake]
    shared = shared_reason(answer)
    parts: list[Part] = [
        Heading(Text("Intakes: close by, reopen not before"), new_page=True),
        Note(INTAKES_NOT_VERIFIED, "loud"),
        Note(
            Text(
                "Closing is advice: the competent authority orders it. Reopen not before is the "
                "earliest to consider; monitoring below the limit and the authority decide."
            ),
            "loud",
        ),
    ]
    if shared is not None:
        parts.append(
            Note(Text("No reopening time is given for any place: {reason}.", reason=shared))
        )
    parts.append(clock_table(answer, intakes, counties, Text("intakes")))
    return [*parts, *supply_parts(answer)]


def other_parts(answer: Answer, counties: Counties) -> list[Part]:
    """Both clocks of everyone who may draw water without being listed."""
    others = [hit for hit in answer.hits if hit.has_clocks and not hit.is_intake]
    return [
        Heading(Text("Wherever else water may be drawn (if it is drawn here)")),
        clock_table(answer, others, counties, Text("other places")),
    ]


def shared_reason(answer: Answer) -> Prose | None:
    """The one reason why no place gets a reopening time; None where reasons differ."""
    clocked = [hit for hit in answer.hits if hit.has_clocks]
    reasons = {hit.reopen_reason for hit in clocked}
    if len(clocked) < 3 or len(reasons) != 1:
        return None
    if any(hit.reopen_not_before is not None for hit in clocked):
        return None
    return reasons.pop()


def clock_table(answer: Answer, hits: Sequence[Hit], counties: Counties, name: Prose) -> Table:
    """One row for every place that may draw water."""
    shared = shared_reason(answer)
    return Table(
        (
            Column(Text("No."), 0.6, "right"),
            Column(Text("Place"), 4.8 if shared is not None else 3.8),
            Column(Text("Front from"), 1.5, "center"),
            Column(Text("Close by"), 2.0, "center"),
            Column(Text("Reopen not before"), 1.6 if shared is not None else 2.6, "center"),
            Column(Text("Watch from"), 1.5, "center"),
        ),
        tuple(
            (
                str(hit.number),
                place_cell(answer, hit, counties),
                first_clock(answer, hit),
                _close(answer, hit),
                _reopen(hit, shared),
                when(hit.watch_from) if answer.incident.scenario.start else Text("at once"),
            )
            for hit in hits
        ),
        Text("none is listed on the way: that does not mean there is none"),
        name,
    )


def _close(answer: Answer, hit: Hit) -> Cell:
    words = closing(answer, hit)
    if hit.close_by is None and hit.close_reason is not None:
        start_known = answer.incident.scenario.start is not None
        return Stack((words, hit.close_reason)) if start_known else Strong(words)
    return Strong(words)


def _reopen(hit: Hit, shared: Prose | None) -> Cell:
    if hit.reopen_not_before is not None:
        reopen, with_loss = hit.reopen_not_before, hit.reopen_with_loss
        if with_loss is None or with_loss == reopen:
            return Strong(beijing(reopen))
        return Stack((beijing(reopen), Text("with loss {time}", time=beijing(with_loss))))
    if shared is not None:
        return Text("not given, see above")
    return NONE if hit.reopen_reason is None else hit.reopen_reason
