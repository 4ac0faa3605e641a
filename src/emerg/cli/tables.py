"""The answer to an incident as text for a terminal."""

from emerg.cli.columns import table
from emerg.response.answer import Answer
from emerg.response.hits import Hit
from emerg.response.what_if import NO_EFFECT, WhatIf
from emerg.texts import Lang, Prose, Text, render
from emerg.units import beijing, early_h, late_h, significant

HEADS: tuple[Prose, ...] = (
    Text("No."),
    Text("Place"),
    Text("River"),
    "km",
    Text("Front h: earliest / likely / latest"),
    Text("Peak mg/L"),
    Text("Close by"),
    Text("Reopen not before"),
)


def hit_table(answer: Answer, lang: Lang) -> str:
    """The answer as text: where, the hit list, what to do, what was assumed."""

    def say(text: Prose) -> str:
        return render(text, lang)

    incident = answer.incident
    head = [incident.scenario.title] if incident.scenario.title else []
    head += [say(line) for line in (*answer.known, *answer.unknown)]
    if answer.exercise:
        head.insert(0, say(Text("DRILL - this is an exercise")))
    heads = [say(head) for head in HEADS]
    rows = [_row(answer, hit, lang) for hit in answer.hits]
    body = table(heads, rows, right=(0, 3))
    compared = [] if answer.what_if is None else ["", *_compared(answer, answer.what_if, lang)]
    foot = [f"{a.number}  {say(a.text)}" for a in answer.next_things]
    others = [say(other.hint) for other in answer.alternatives]
    last = [
        say(
            Text(
                "The list of intakes on this river is not verified: check with water, housing "
                "and health offices; what is not listed may still exist"
            )
        ),
        say(answer.data_status),
    ]
    return "\n".join([*head, "", body, *compared, "", *foot, *others, "", *last])


def _row(answer: Answer, hit: Hit, lang: Lang) -> list[str]:
    peak = "—"
    if hit.peak_mg_l is not None:
        low, likely, high = (significant(value) for value in hit.peak_mg_l)
        peak = f"{likely} ({low}–{high})"
    return [
        str(hit.number),
        render(hit.title, lang),
        render(river_name(answer, hit.river), lang),
        f"{hit.km:.1f}",
        front_text(hit),
        peak,
        close_text(answer, hit, lang),
        beijing(hit.reopen_not_before) if hit.reopen_not_before else "—",
    ]


def _compared(answer: Answer, what: WhatIf, lang: Lang) -> list[str]:
    """The measures that are thought of, and what they change, without and with."""
    lines = [render(Text("What if: {measure}", measure=line), lang) for line in what.measures]
    if not what.rows:
        return [*lines, render(NO_EFFECT, lang)]
    heads = [render(head, lang) for head in HEADS[:2] + HEADS[4:]]
    rows = []
    for row in what.rows:
        for hit, mark in ((row.without, ""), (row.with_it, render(Text("with measure"), lang))):
            cells = _row(answer, hit, lang)
            first = [cells[0], cells[1]] if not mark else ["", mark]
            rows.append([*first, *cells[4:]])
    return [*lines, "", table(heads, rows, right=(0,))]


def close_text(answer: Answer, hit: Hit, lang: Lang) -> str:
    """By when to advise closing; "at once" where that has passed or the start is not known."""
    if hit.close_by is None:
        unknown = answer.incident.scenario.start is None and hit.has_clocks
        return render(Text("at once"), lang) if unknown else "—"
    if hit.close_by <= answer.incident.now:
        return render(Text("at once (was due {time})", time=beijing(hit.close_by)), lang)
    return beijing(hit.close_by)


def river_name(answer: Answer, river: str) -> Prose:
    """The name of a river on the way."""
    return next((part.name for part in answer.path if part.river == river), river)


def front_text(hit: Hit) -> str:
    """Earliest, likely and latest front in hours, rounded to the cautious side."""
    early, likely, late = hit.front_h
    return f"{early_h(early)} / {early_h(likely)} / {late_h(late)}"
