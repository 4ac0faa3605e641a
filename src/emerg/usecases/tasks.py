"""Who does what, where, until when; and what the record says is done."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from emerg.incident.model import STRIKE, Draft, Entry
from emerg.paper.task_card import TEAMS
from emerg.paper.task_places import Crewed, Wanted, crewed, crewed_by_plan, quantity_of
from emerg.response.answer import Answer
from emerg.response.drives import Dispatch
from emerg.response.plan import PHASES
from emerg.texts import Lang, Prose, Text, render

# Figures of an entry that says that a task is done, or is not after all.
TASK, DONE = "task", "done"
KEY_MOST = 160
HOLDING, SAMPLING = Text("holding crew"), Text("sampling crew")


@dataclass(frozen=True, slots=True)
class Task:
    """Something that somebody is to do.

    Attributes
    ----------
    by : datetime or None
        To be begun or to work by then; None: at once.
    until : Prose
        How long it goes on; empty for something that is done once.
    called : Prose
        What it is besides the figures in it, which change; empty: `what`.
    """

    what: Prose
    where: Prose
    who: tuple[Prose, ...]
    by: datetime | None = None
    until: Prose = ""
    called: Prose = ""

    @property
    def key(self) -> str:
        """What it is named by in the record, the same in every language."""
        return " · ".join(render(part, "zh") for part in (self.called or self.what, self.where))[
            :KEY_MOST
        ]


@dataclass(frozen=True, slots=True)
class TaskState:
    """A task, and the last that was noted of it."""

    task: Task
    done: bool
    said: Entry | None = None


def tasks(answer: Answer, found: Dispatch | None = None) -> tuple[Task, ...]:
    """Every task of the cards: at once first, then by the time it is due.

    With a dispatch, whoever is sent stands beside what they bring.
    """
    every = [*_steps(answer), *_holding(answer, found), *_sampling(answer)]
    return tuple(sorted(every, key=lambda task: (task.by is not None, task.by or 0)))


def _steps(answer: Answer) -> Iterator[Task]:
    where = Text(
        "{river} km {km}", river=answer.incident.river_name, km=f"{answer.incident.km:.1f}"
    )
    for phase in PHASES:
        for step in answer.plan:
            if step.phase == phase:
                yield Task(step.text, where, (TEAMS[phase],))


def _holding(answer: Answer, found: Dispatch | None) -> Iterator[Task]:
    for place in crewed(answer) if found is None else crewed_by_plan(found):
        for need in place.needs:
            yield _brought(answer, place, need)


def _brought(answer: Answer, place: Crewed, need: Wanted) -> Task:
    sent: tuple[Prose, ...] = ()
    if need.served is not None:
        sent = tuple(
            Text(
                "{name}, from {depot}",
                name=one.supply.team.name
                if one.supply.team is not None
                else (one.supply.lot.name if one.supply.lot is not None else ""),
                depot=one.supply.depot.name,
            )
            for one in need.served.sent
        )
    late = place.front is not None and place.front <= answer.incident.now
    return Task(
        Text("{name}: {much}", name=need.row.name, much=quantity_of(need)),
        place.name,
        sent or (HOLDING,),
        None if late else place.front,
        Text("until the command post says so"),
        need.row.name,
    )


def _sampling(answer: Answer) -> Iterator[Task]:
    for point in answer.sampling:
        at_once = point.start <= answer.incident.now
        yield Task(
            Text("sample, {every}", every=point.every),
            point.name,
            (SAMPLING,),
            None if at_once else point.start,
            called=Text("sampling"),
        )


def task_states(every: Sequence[Task], entries: Iterable[Entry]) -> tuple[TaskState, ...]:
    """The tasks in their order, each as the record last says of it."""
    said = _said(tuple(entries))
    return tuple(
        TaskState(task, said[task.key][1], said[task.key][0])
        if task.key in said
        else TaskState(task, False)
        for task in every
    )


def _said(entries: Sequence[Entry]) -> Mapping[object, tuple[Entry, bool]]:
    struck = {entry.refers_to for entry in entries if entry.kind == STRIKE}
    found: dict[object, tuple[Entry, bool]] = {}
    for entry in entries:
        if entry.kind == "note" and entry.data != "{}" and entry.hash not in struck:
            told = entry.figures()
            if isinstance(told.get(TASK), str) and isinstance(told.get(DONE), bool):
                found[told[TASK]] = entry, told[DONE] is True
    return found


def task_draft(task: Task, done: bool, name: str, lang: Lang) -> Draft:
    """What is noted of a task; `name` is who did it, or empty."""
    fields: dict[str, Any] = {"what": task.what, "where": task.where}
    text = Text("done: {what} · {where}", **fields)
    if not done:
        text = Text("not done after all: {what} · {where}", **fields)
    elif name:
        text = Text("done: {what} · {where}, by {name}", name=name, **fields)
    return Draft("note", render(text, lang), {TASK: task.key, DONE: done})
