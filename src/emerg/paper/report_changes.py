"""What has changed since the last report: what it said, beside what holds."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeAlias

from emerg.paper.docx import Words
from emerg.paper.form_words import calls_lines, form_name, front_clocks, sample_lines, told_lines
from emerg.paper.report_said import Said, coded, worded
from emerg.paper.report_story import NEIGHBOUR, RUN, Story, Told, Written
from emerg.paper.words import NONE
from emerg.response.answer import Answer
from emerg.response.hits import Hit
from emerg.response.neighbours import Neighbour
from emerg.response.next_things import closing_order
from emerg.texts import Prose, Text
from emerg.units import beijing

Row: TypeAlias = tuple[Prose, Words, Words, Words]

MOST_CLOSINGS, MOST_ARRIVALS = 6, 4
SAME, OTHER, NEW = Text("unchanged"), Text("has changed"), Text("new")
SOONER, LATER = Text("sooner"), Text("later")
NOT_LISTED = Text("not in it")


def changes(answer: Answer, story: Story, below: Sequence[Neighbour]) -> list[Row]:
    """What is compared, what the last report said, what holds now, and how that differs.

    What the record does not tell is empty: a line to fill in.
    """
    said = Said(None if story.last is None else story.last.said)
    return [
        _worded(Text("Level of the incident"), said, "level", answer),
        _worded(Text("Main pollutants and amount"), said, "amount", answer),
        _worded(Text("Time it happened"), said, "start", answer),
        *_closings(answer, said),
        *(_arrival(answer, said, hit) for hit in _entries(below)),
        _noted(Text("Measures taken"), story, story.done, ()),
        _noted(Text("Samples"), story, story.samples, sample_lines(answer)),
        _calls(story),
        _notices(story, below),
        _worded(Text("Harm to people"), said, "harm", answer),
    ]


def _worded(what: Prose, said: Said, key: str, answer: Answer) -> Row:
    """A sentence of the last report beside the one that holds; compared by their figures."""
    now, before, then = worded(answer)[key], said.words(key), said.codes(key)
    how: Words = ""
    if then is not None:
        how = SAME if then == coded(answer)[key] else OTHER
    return what, before, now, how


def _closings(answer: Answer, said: Said) -> list[Row]:
    """The soonest places to close, and how the others fare."""
    order = [hit for hit in closing_order(answer.incident, answer.hits) if hit.has_clocks]
    first = order[:MOST_CLOSINGS]
    rows = [_closing(answer, said, hit) for hit in first]
    if not rows:
        rows.append((Text("Advice to close"), "", Text("no closing expected"), ""))
    rest = [hit for hit in answer.hits if hit.has_clocks and hit not in first]
    if said and rest:
        moved = [_moved(_close_then(said, hit), hit.close_by) for hit in rest]
        sooner, later = moved.count(SOONER), moved.count(LATER)
        words = Text("sooner at {sooner}, later at {later} places", sooner=sooner, later=later)
        how = OTHER if set(moved) != {SAME} else SAME
        rows.append((Text("Advice to close: other places"), NONE, words, how))
    return rows


def _closing(answer: Answer, said: Said, hit: Hit) -> Row:
    now = _close_words(hit.close_by, start_known=answer.incident.scenario.start is not None)
    what = Text("Advice to close: {place}", place=hit.title)
    if not said:
        return what, "", now, ""
    then = said.place(hit)
    if then is None:
        return what, NOT_LISTED, now, NEW
    before = _close_words(then.close_by, start_known=said.start_known)
    return what, before, now, SAME if before == now else _moved(then.close_by, hit.close_by)


def _close_then(said: Said, hit: Hit) -> datetime | None:
    then = said.place(hit)
    return None if then is None else then.close_by


def _close_words(moment: datetime | None, *, start_known: bool) -> Prose:
    if moment is not None:
        return Text("by {time}", time=beijing(moment))
    return Text("no closing expected") if start_known else Text("at once")


def _moved(then: datetime | None, now: datetime | None) -> Text:
    if then is None or now is None:
        return SAME if then is now else OTHER
    return SAME if then == now else SOONER if now < then else LATER


def _entries(below: Sequence[Neighbour]) -> list[Hit]:
    """Where the front comes to the neighbours."""
    return [one.hits[0] for one in below if one.side == "below"][:MOST_ARRIVALS]


def _arrival(answer: Answer, said: Said, hit: Hit) -> Row:
    what = Text("Earliest front: {place}", place=hit.title)
    clocks = front_clocks(answer, hit)
    front = None if clocks is None else clocks[0]
    if not said:
        return what, "", _front_words(front), ""
    then = said.place(hit)
    if then is None:
        return what, NOT_LISTED, _front_words(front), NEW
    return what, _front_words(then.front), _front_words(front), _moved(then.front, front)


def _front_words(front: datetime | None) -> Prose:
    if front is None:
        return Text("start not known: it may be there already")
    return Text("from {time}", time=beijing(front))


def _noted(what: Prose, story: Story, told: tuple[Told, ...], found: tuple[Prose, ...]) -> Row:
    """What the record noted since; before that, how much."""
    new = story.since(told)
    now = (*told_lines(new), *found)
    if story.last is None:
        return what, "", now, ""
    before = Text("{n} noted until then", n=len(told) - len(new))
    return what, before, now, Text("{n} more", n=len(new)) if new else SAME


def _calls(story: Story) -> Row:
    now, then = calls_lines(story.calls), calls_lines(story.calls_then)
    if story.last is None:
        return Text("Calls"), "", now, ""
    return Text("Calls"), then, now, SAME if now == then else OTHER


def _notices(story: Story, below: Sequence[Neighbour]) -> Row:
    """Which neighbours a notice was written to, and which are to be notified at all."""
    notices = [one for one in story.written if one.form == NEIGHBOUR]
    new = story.written_since(notices)
    now: list[Prose] = []
    if below:
        now.append(Text("to be notified: {names}", names=tuple(one.name for one in below)))
    if notices:
        now.append(Text("notice written to: {names}", names=_names(notices)))
    what = Text("Notices to neighbours")
    if story.last is None:
        return what, "", tuple(now), ""
    old = [one for one in notices if one not in new]
    before = Text("notice written to: {names}", names=_names(old)) if old else Text("none noted")
    return what, before, tuple(now), NEW if new else SAME


def _names(notices: Iterable[Written]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.to for one in notices))


def compared_with(story: Story) -> Prose:
    """Which report the table compares with."""
    last = story.last
    if last is None:
        return Text(
            "No earlier report or forecast stands in a record of this incident: fill in what was "
            "reported"
        )
    time = beijing(last.time, year=True)
    if last.form == RUN:
        return Text(
            "No earlier report stands in the record; compared with the first forecast, of {time}",
            time=time,
        )
    return Text("Compared with: {form}, written {time}", form=form_name(last), time=time)
