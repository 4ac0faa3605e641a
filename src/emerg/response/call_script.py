"""What to say on the telephone: short sentences to read aloud, in the order a hearer needs them."""

from emerg.response.answer import Answer, Call
from emerg.response.first_report import amount_text
from emerg.texts import Prose, Text
from emerg.units import beijing


def call_script(answer: Answer, call: Call, speaker: str = "") -> tuple[Prose, ...]:
    """Who calls, what happened, when it reaches them, what is asked, and to say it back.

    Parameters
    ----------
    speaker : str
        Office and name of who calls; where nobody has told, they say their own.
    """
    incident = answer.incident
    spot = {"river": incident.river_name, "km": f"{incident.km:.1f}"}
    place = Text("{river} km {km}", **spot)
    if incident.county:
        place = Text("{county}, {river} km {km}", county=incident.county_name, **spot)
    lines: list[Prose] = []
    if answer.exercise:
        lines.append(Text("This is a drill, this is a drill."))
    if speaker:
        lines.append(Text("This is {speaker}. I am calling {who}.", speaker=speaker, who=call.who))
    else:
        lines.append(Text("This is (name), (office). I am calling {who}.", who=call.who))
    lines.append(
        Text(
            "At {place}: {substance}, {amount}; {start}.",
            place=place,
            substance=incident.substance.name,
            amount=amount_text(incident),
            start=_since(answer),
        )
    )
    if call.by is not None:
        lines.append(_by(call, answer))
    lines.append(Text("We ask you: {what}", what=call.what))
    lines += [Text("As agreed between us: {agreed}", agreed=one.words) for one in call.agreed]
    lines.append(Text("Please say it back, and tell me your name. It is now {time}.", time="__:__"))
    return tuple(lines)


def _since(answer: Answer) -> Prose:
    start = answer.incident.scenario.start
    if start is None:
        return Text("since when is not known")
    return Text("since {time}", time=beijing(start.earliest))


def _by(call: Call, answer: Answer) -> Prose:
    assert call.by is not None
    if call.by <= answer.incident.now:
        return Text("By the forecast it may be there already: act at once.")
    if call.level == "operator":
        return Text("By the forecast you have until {time}.", time=beijing(call.by))
    return Text("By the forecast it may be with you from {time}.", time=beijing(call.by))
