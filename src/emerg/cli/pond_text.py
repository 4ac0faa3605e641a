"""A leak from a pond, and an estimate of one, as text."""

from collections.abc import Sequence

from emerg.cli.columns import table
from emerg.cli.main import Settings
from emerg.hazards.limits import load_limits
from emerg.hazards.tailings import Estimate
from emerg.hazards.tailings_table import Band, load_tailings
from emerg.paper.pond_words import (
    CHANCES,
    dose_words,
    hours_words,
    ledger_words,
    mud_words,
    over_words,
    plume_words,
    space_words,
    swell_words,
    volume_words,
    wave_words,
)
from emerg.paper.words import band
from emerg.response.cut_roads import CutRoad
from emerg.response.leak_modes import MODES
from emerg.response.pond import PondAnswer
from emerg.texts import Prose, Text
from emerg.units import significant

MOST = 25


def pond_text(found: PondAnswer, settings: Settings) -> list[str]:
    """What leaves, the three arrivals, what is to be held, what to dose."""
    say, leak = settings.say, found.release
    lines = [
        say(
            Text(
                "{pond}: {mode}; {volume} leave, of it {water} water",
                pond=leak.pond.name,
                mode=MODES[leak.mode],
                volume=volume_words(leak.volume_m3),
                water=volume_words(leak.water_m3),
            )
        )
    ]
    lines += [say(_mass(one.species, one.mg_l, one.kg)) for one in leak.dissolved]
    if found.overhead:
        names = tuple(site.name for site in found.overhead)
        lines.append(say(Text("Within a kilometre below the toe: {names}", names=names)))
    swell = swell_words(found.swells)
    if swell is not None:
        lines.append(say(swell))
    heads: list[Prose] = [
        Text("Place"),
        "km",
        Text("Wave h"),
        Text("Mud h"),
        Text("Plume h: earliest / likely / latest"),
        Text("Above its limit"),
    ]
    rows = [
        [
            say(one.name),
            f"{one.path_km:.1f}",
            say(wave_words(one)),
            say(mud_words(one)),
            say(plume_words(one)),
            say(over_words(one)),
        ]
        for one in found.arrivals[:MOST]
    ]
    lines += ["", table([say(head) for head in heads], rows, right=(1,))]
    lines += ["", say(hours_words(found))]
    lines += ["", say(ledger_words(found.ledger))]
    lines += [
        f"  km {one.path_km:g}  {say(one.name)}  {say(space_words(one))}"
        for one in found.ledger.spaces
    ]
    lines += ["", *(say(dose_words(one)) for one in found.doses)]
    return lines


def cut_text(cut: Sequence[CutRoad], settings: Settings) -> list[str]:
    """Roads that the mud may cut: to be closed, and not driven over."""
    if not cut:
        return []
    names = tuple(
        Text("{at} ({edge}, {chance})", at=one.at, edge=one.stretch, chance=CHANCES[one.chance])
        for one in cut
    )
    return ["", settings.say(Text("Roads that the mud may cut: {names}", names=names))]


def _mass(species: str, mg_l: tuple[float, float], kg: tuple[float, float] | None) -> Text:
    name = load_limits().name(species)
    content = band(*mg_l)
    if kg is None:
        return Text("{species}: {mg_l} mg/L", species=name, mg_l=content)
    return Text("{species}: {mg_l} mg/L, {kg} kg", species=name, mg_l=content, kg=band(*kg))


def estimate_text(found: Estimate, grade: int, settings: Settings) -> list[str]:
    """The bands, then every model by itself."""
    say = settings.say
    rows = [
        [say(Text("Released, ×10⁴ m³")), *_band(found.released_m3, 1e4)],
        [say(Text("Run-out, km")), *_band(found.runout_km, 1.0)],
    ]
    models = [
        [
            model.name,
            "—" if model.released_m3 is None else significant(model.released_m3 / 1e4, 3),
            "—" if model.runout_km is None else significant(model.runout_km, 3),
            say(model.source),
        ]
        for model in found.models
    ]
    heads = [say(Text("Model")), "×10⁴ m³", "km", say(Text("Source"))]
    return [
        table(["", "5 %", "50 %", "95 %"], rows, right=(1, 2, 3)),
        "",
        table(heads, models, right=(1, 2)),
        "",
        say(
            Text(
                "Grade {grade} by height and volume ({source})",
                grade=grade,
                source=load_tailings().grading.source,
            )
        ),
        *(say(line) for line in found.invalid),
        say(
            Text(
                "The bands hold about 90 % of the failures on the open list: as wide as the data "
                "say. No regression knows this pond: ask for its water first"
            )
        ),
    ]


def _band(band: Band, unit: float) -> list[str]:
    return [significant(value / unit) for value in (band.p5, band.p50, band.p95)]
