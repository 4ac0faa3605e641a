"""When the water comes to a neighbour: the border first, then whoever may draw water there."""

from emerg.paper.docx import Docx, Words
from emerg.paper.form_words import front_clocks
from emerg.paper.incident_front import INTAKES_NOT_VERIFIED
from emerg.paper.incident_tables import species_name
from emerg.paper.words import EXCEEDS, NONE, band, before, earliest, fronts, km, river_of
from emerg.response.answer import Answer
from emerg.response.hits import Hit
from emerg.response.neighbours import Neighbour
from emerg.texts import Prose, Text
from emerg.units import beijing, significant

MOST_PLACES = 16
HEADS = (
    Text("Place"),
    Text("Earliest"),
    Text("Likely"),
    Text("Latest"),
    Text("Peak mg/L\nlikely, low–high"),
    Text("Above the limit, times over"),
    Text("Advise closing"),
)
WIDE_COLUMNS_CM = (4.35, 1.75, 1.6, 1.6, 2.5, 2.2, 2.2)
BY_MODEL = Text(
    "By the model, Beijing time. Earliest, likely and latest are the 5, 50 and 95 % of the runs; "
    "what is measured comes first. At a place without a listed intake the clock is for whoever "
    "draws water there."
)


def put_arrivals(made: Docx, answer: Answer, neighbour: Neighbour) -> None:
    """Clocks, peak and times over the limit of every place there that is listed."""
    if neighbour.side == "above":
        made.paragraph(
            Text("You lie upstream: by the forecast the water does not come to you from here.")
        )
        return
    for line in _first(answer, neighbour):
        made.paragraph(line, bold=True)
    shown = _shown(neighbour.hits)
    if shown:
        made.table(HEADS, [_row(answer, hit) for hit in shown], WIDE_COLUMNS_CM)
    left = len(neighbour.hits) - len(shown)
    if left:
        made.paragraph(Text("{n} places of less weight are left out here.", n=left), small=True)
    if answer.incident.scenario.start is None:
        made.paragraph(Text("The hours count from the start, which is not known."), small=True)
    for line in _limits(shown):
        made.paragraph(line, small=True)
    made.paragraph(BY_MODEL, small=True)
    made.paragraph(INTAKES_NOT_VERIFIED, bold=True)


def _limits(shown: list[Hit]) -> list[Prose]:
    """Which limits the places are measured against, each with the standards that set it."""
    found: dict[tuple[str | None, float], dict[Prose, None]] = {}
    for hit in shown:
        if hit.limit_mg_l is not None:
            bases = found.setdefault((hit.species, hit.limit_mg_l), {})
            bases[hit.limit_basis or NONE] = None
    return [
        Text(
            "Limit: {species} {mg_l} mg/L ({basis})",
            species=species_name(species),
            mg_l=f"{mg_l:g}",
            basis=tuple(bases),
        )
        for (species, mg_l), bases in found.items()
    ]


def _first(answer: Answer, neighbour: Neighbour) -> list[Prose]:
    """When it comes to the border, in a line; and where no border is drawn, that."""
    if neighbour.side == "beside":
        return [Text("The river is the border: your bank is reached as soon as ours.")]
    hit = neighbour.hits[0]
    clocks = front_clocks(answer, hit)
    lines: list[Prose] = []
    if clocks is None:
        lines.append(
            Text(
                "{place}: {hours} h after the start at the earliest; the start is not known, it "
                "may be there already: close and sample now",
                place=hit.title,
                hours=earliest(hit.front_h),
            )
        )
    else:
        early, likely, late = (beijing(clock) for clock in clocks)
        lines.append(
            Text(
                "{place}: earliest {early}, likely {likely}, latest {late}",
                place=hit.title,
                early=early,
                likely=likely,
                late=late,
            )
        )
        if clocks[0] <= answer.incident.now:
            lines.append(Text("By the earliest it may be there already."))
    if neighbour.entry is None:
        lines.append(
            Text("No section is drawn at the border: this is the first place of the list there.")
        )
    return lines


def _shown(hits: tuple[Hit, ...]) -> list[Hit]:
    """The first place, every intake, then whatever has clocks, as they are reached."""
    told = [hit for hit in hits if hit is hits[0] or hit.has_clocks or hit.is_intake]
    order = sorted(told, key=lambda hit: (hit is not hits[0], not hit.is_intake))
    return sorted(order[:MOST_PLACES], key=lambda hit: hit.number)


def _row(answer: Answer, hit: Hit) -> tuple[Words, ...]:
    clocks = front_clocks(answer, hit)
    hours = fronts(hit.front_h).split("–")
    times: tuple[Prose, ...] = tuple(Text("{hours} h", hours=one) for one in hours)
    if clocks is not None:
        times = tuple(map(beijing, clocks))
    river = Text("{river} {km} km", river=river_of(answer, hit.river), km=km(hit.km))
    return ((hit.title, river), *times, _peak(answer, hit), _over(hit), _close(answer, hit))


def _peak(answer: Answer, hit: Hit) -> Words:
    """The peak, or per tonne where no amount is known, or why there is none."""
    if hit.peak_mg_l is not None:
        low, likely, high = hit.peak_mg_l
        return significant(likely), Text("({range})", range=band(low, high))
    if answer.incident.substance.floats:
        return Text("slick: no mixed concentration")
    if hit.mg_l_per_tonne is not None:
        return Text("{mg_l} per tonne", mg_l=significant(hit.mg_l_per_tonne))
    return Text("not known")


def _over(hit: Hit) -> Words:
    if hit.exceeds is None:
        return Text("no limit") if hit.limit_mg_l is None else Text("not known")
    word = EXCEEDS[hit.exceeds]
    if hit.times_over is None:
        return word
    low, _likely, high = hit.times_over
    if low <= 0:
        return word, Text("to {times} times", times=significant(high))
    return word, Text("{times} times", times=band(low, high))


def _close(answer: Answer, hit: Hit) -> Words:
    if not hit.has_clocks:
        return NONE
    if hit.close_by is not None:
        return before(hit.close_by, answer.incident.now)
    known = answer.incident.scenario.start is not None
    return Text("no closing expected") if known else Text("at once")
