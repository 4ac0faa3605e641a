"""The five next things: stop the leak and stay safe first, then what runs out soonest."""

from collections.abc import Sequence
from datetime import datetime

from emerg.response.answer import Advice, Deadline, Holding, Incident, ReportClock
from emerg.response.hits import CLOCKED, INTAKES, Hit
from emerg.response.sampling import begin_sampling, first_ahead, gone_h
from emerg.response.since import since
from emerg.texts import Prose, Text
from emerg.units import beijing, beijing_by, early_h

# Where water may be drawn though no intake is listed.
MAY_DRAW = ("county_seat", "town")
# Whose closing is told first: an intake's, a town's, that of anything with clocks.
CLOSING_GROUPS = (INTAKES, MAY_DRAW, CLOCKED)
# A gate or dam that the front reaches sooner cannot be asked in time.
LEAST_HOLD_H = 1.0


def next_things(
    incident: Incident,
    hits: Sequence[Hit],
    deadline: Deadline,
    holding: Sequence[Holding],
    first: ReportClock | None = None,
) -> tuple[Advice, ...]:
    """Five things, in the order to do them; `first` is the clock of the first report."""
    return (
        Advice(
            1,
            Text("Stop the leak at its source; keep people upwind and off the water"),
            incident.substance.responder_note,
        ),
        _report(incident, deadline, first),
        _close(incident, hits),
        _sample(incident, hits),
        _hold(incident, holding),
    )


def _report(incident: Incident, deadline: Deadline, first: ReportClock | None) -> Advice:
    if first is not None and first.sent is not None:
        return _reported(first, first.sent)
    why = deadline_reason(deadline)
    if deadline.due is None:
        text: Prose = Text(
            "Report within {hours} h of knowing; note when that was", hours=f"{deadline.hours:g}"
        )
    elif deadline.due <= incident.now:
        text = Text(
            "Send the first report now: it was due {time}",
            time=beijing_by(incident.now, deadline.due),
        )
    else:
        text = Text("Send the first report by {time}", time=beijing_by(incident.now, deadline.due))
    return Advice(2, text, why, deadline.due)


def _reported(first: ReportClock, sent: datetime) -> Advice:
    """What follows a report that was sent."""
    if first.again:
        text = Text("Report again now: the level is graver than at {time}", time=beijing(sent))
        return Advice(2, text, Text("a change of level is reported at the new level (art. 3)"))
    text = Text("Follow-up reports as things change: the first was sent {time}", time=beijing(sent))
    return Advice(2, text, Text("and a report of the outcome when it is over (art. 12 to 14)"))


def deadline_reason(deadline: Deadline) -> Prose:
    """Why the first report is due so soon."""
    if deadline.ruled:
        return Text("the level is set: its time holds")
    if any(case.fires != "no" for case in deadline.cases):
        return Text("special cases of art. 4 fire or cannot be ruled out; level: first judgement")
    return Text("no special case of art. 4 fires; level: first judgement")


def _close(incident: Incident, hits: Sequence[Hit]) -> Advice:
    soonest = closes_first(incident, hits)
    if soonest is None:
        return Advice(
            3,
            Text("No place on the way is expected above its limit; check the intakes all the same"),
            Text("the list of intakes on this river is not verified"),
        )
    name = intake_at(soonest)
    if soonest.close_by is None:
        why = soonest.close_reason or Text("start of the release not known")
        return Advice(3, Text("Advise closing now: {name}", name=name), why)
    time = beijing(soonest.close_by)
    text = (
        Text("Advise closing at once: {name} (was due {time})", name=name, time=time)
        if soonest.close_by <= incident.now
        else Text("Advise closing by {time}: {name}", name=name, time=time)
    )
    why = Text(
        "earliest front {early} h after {since}, likely {likely} h",
        since=since(incident.scenario),
        early=early_h(soonest.front_h[0]),
        likely=early_h(soonest.front_h[1]),
    )
    return Advice(3, text, why, soonest.close_by)


def intake_at(hit: Hit) -> Prose:
    """What is to be closed there: the intake, or any intake of the place."""
    return hit.title if hit.is_intake else Text("any intake at {name}", name=hit.title)


def closes_first(incident: Incident, hits: Sequence[Hit]) -> Hit | None:
    """Whoever must close first; None where no place is expected above its limit."""
    return next(iter(to_close(hits, start_known=incident.scenario.start is not None)), None)


def to_close(hits: Sequence[Hit], *, start_known: bool) -> tuple[Hit, ...]:
    """Whoever must close, the soonest first: intakes; towns where no intake must; else others.

    With an unknown start all of them must, as they lie on the way.
    """
    for kinds in CLOSING_GROUPS:
        found = [hit for hit in hits if hit.kind in kinds and _closes(hit, start_known)]
        if found:
            return tuple(sorted(found, key=_closing))
    return ()


def closing_order(incident: Incident, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Intakes, the soonest to close first; where none has to, towns; then whatever has clocks.

    With an unknown start they come as they lie on the way.
    """
    start_known = incident.scenario.start is not None
    groups = [[hit for hit in hits if hit.kind in kinds] for kinds in CLOSING_GROUPS]
    for group in groups:
        if any(_closes(hit, start_known) for hit in group):
            return tuple(sorted(group, key=_closing))
    return tuple(next((group for group in groups if group), ()))


def _closes(hit: Hit, start_known: bool) -> bool:
    return hit.close_by is not None or not start_known


def _closing(hit: Hit) -> tuple[bool, float, int]:
    moment = hit.close_by
    return moment is None, 0.0 if moment is None else moment.timestamp(), hit.number


def _sample(incident: Incident, hits: Sequence[Hit]) -> Advice:
    hit = first_ahead(incident, hits)
    if hit is None:
        return Advice(
            4,
            Text("Sample above and below the incident now"),
            Text("no listed section leaves time to get ahead of the front"),
        )
    due = begin_sampling(incident, hit, crew=True)
    where = {"name": hit.title, "km": f"{hit.km:.1f}"}
    text = (
        Text("Send a crew to sample at {name} (km {km})", **where)
        if due <= incident.now
        else Text("By {time} send a crew to sample at {name} (km {km})", time=beijing(due), **where)
    )
    return Advice(
        4,
        text,
        Text(
            "first point ahead of the front: earliest {early} h after {since}",
            since=since(incident.scenario),
            early=early_h(hit.front_h[0]),
        ),
        due,
    )


def _hold(incident: Incident, holding: Sequence[Holding]) -> Advice:
    ahead = [place for place in holding if place.front_h[0] - gone_h(incident) > LEAST_HOLD_H]
    if incident.scenario.start is None or not ahead:
        why = (
            Text(
                "the playbook lists no gate, dam or space beside the river that can be asked in "
                "time; where booms or earth dams can be set is told with the containment"
            )
            if incident.scenario.start is not None
            else Text("start not known: the front may have passed every place on the way")
        )
        return Advice(
            5, Text("Hold it near the source: dam ditches and side channels on the spot"), why
        )
    place = ahead[0]
    return Advice(
        5,
        Text(
            "Ask whether {name} can hold or part the water (km {km})",
            name=place.title,
            km=f"{place.km:.1f}",
        ),
        Text(
            "earliest front there {early} h after {since}",
            early=early_h(place.front_h[0]),
            since=since(incident.scenario),
        ),
    )
