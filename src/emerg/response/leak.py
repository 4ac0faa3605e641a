"""What leaves a pond: how much water with what in it, over how long, and how far the solids run."""

from dataclasses import dataclass
from typing import TypeAlias

from emerg.errors import InputError
from emerg.hazards.substances import Substance, load_substances
from emerg.hazards.tailings import Estimate, check_stored, estimate
from emerg.playbooks.dam_schema import DamPlaybook, Pond, Receiving
from emerg.response.dissolved import Dissolved, Known, dissolved_of, dissolved_substance, governing
from emerg.response.incident import Leak
from emerg.response.leak_modes import Mode
from emerg.texts import Prose, Text

Pair: TypeAlias = tuple[float, float]

# Share of water in what is released, where only the whole is known (of general knowledge).
WATER_SHARE = (0.4, 0.8)
# A breach empties in this time [h]; a burst line runs until the pumps stop (both assumed).
BREACH_H, PIPE_H = (0.25, 3.0), (0.25, 2.0)
# How fast what leaves a pond runs down a gully [m/s]: mud of a breach, water of a leak.
BREACH_M_S, LEAK_M_S = (0.8, 30.0), (0.3, 4.0)

FLOW = Text("flow of the broken drainage")


@dataclass(frozen=True, slots=True)
class PondRelease:
    """A leak from a pond.

    Attributes
    ----------
    volume_m3, water_m3 : (low, high) or None
        All that leaves, and the water of it.
    duration_h : (low, high) or None
        None: not known, or it goes on.
    estimate : Estimate or None
        Of the regressions, where height and stored volume are known.
    rate_m3_s : float or None
        How fast water leaves, at most.
    enters_h : (earliest, latest)
        From the failure until it is in the river [h].
    governing : Dissolved or None
        The species that is farthest above its limit.
    assumed : tuple of Prose
        What nobody told and was taken.
    """

    book: DamPlaybook
    pond: Pond
    receiving: Receiving
    mode: Mode
    volume_m3: Pair | None
    water_m3: Pair | None
    duration_h: Pair | None
    goes_on: bool
    estimate: Estimate | None
    rate_m3_s: float | None
    enters_h: Pair
    dissolved: tuple[Dissolved, ...]
    governing: Dissolved | None
    assumed: tuple[Prose, ...]

    @property
    def gully_km(self) -> Pair:
        return self.receiving.gully_km.low, self.receiving.gully_km.high

    @property
    def substance(self) -> Substance:
        """What the forecast reckons with: the governing species, or tailings water, times only."""
        found = None if self.governing is None else dissolved_substance(self.governing.species)
        return found or load_substances().get("tailings-water")


def release(book: DamPlaybook, leak: Leak, *, exercise: bool) -> PondRelease:
    """The leak, from what was told, then from what the playbook knows; examples in drills only.

    Raises
    ------
    InputError
        A pond or pollutant that is not known; a volume that the pond does not hold.
    """
    pond = _pond(book, leak.pond)
    assumed: list[Prose] = []
    known = Known(pond, exercise, assumed)
    _check_told(pond, known, leak)
    found = _estimate(pond, known, leak)
    volume = _volume(leak, known, found)
    water = _water(leak, known, volume)
    duration, goes_on = _duration(leak, known, water)
    receiving = book.dam.receiving[0]
    slow, fast = BREACH_M_S if leak.mode == "breach" else LEAK_M_S
    gully = receiving.gully_km
    dissolved = tuple(dissolved_of(pond, known, leak, water))
    return PondRelease(
        book=book,
        pond=pond,
        receiving=receiving,
        mode=leak.mode,
        volume_m3=volume,
        water_m3=water,
        duration_h=duration,
        goes_on=goes_on,
        estimate=found,
        rate_m3_s=_rate(leak, known, water, duration),
        enters_h=(gully.low / fast / 3.6, gully.high / slow / 3.6),
        dissolved=dissolved,
        governing=governing(dissolved),
        assumed=tuple(dict.fromkeys(assumed)),
    )


def _pond(book: DamPlaybook, wanted: str | None) -> Pond:
    ponds = book.dam.ponds
    if wanted is None:
        return ponds[0]
    for pond in ponds:
        if wanted in (pond.id, pond.name.zh, pond.name.en):
            return pond
    raise InputError(
        Text("{book} has no pond '{name}'", book=book.dam.name, name=wanted),
        where=Text("leak, pond"),
        fix=Text("give one of: {names}", names=tuple(pond.id for pond in ponds)),
    )


def _check_told(pond: Pond, known: Known, leak: Leak) -> None:
    """Whether the pond holds what was told of it, where it is known what it holds."""
    if leak.water_m3 is None and leak.volume_m3 is None:
        return
    stored = known.pair(pond.stored_m3, Text("stored volume"))
    if stored is not None:
        check_stored(stored[1], None if leak.water_m3 is None else leak.water_m3[1], leak.volume_m3)


def _estimate(pond: Pond, known: Known, leak: Leak) -> Estimate | None:
    if leak.mode != "breach":
        return None
    height = known.pair(pond.height_m, Text("height of the dam"))
    stored = known.pair(pond.stored_m3, Text("stored volume"))
    if height is None or stored is None:
        return None
    water = leak.water_m3 or known.pair(pond.water_m3, Text("ponded water"))
    return estimate(height[1], stored[1], None if water is None else water[1], leak.volume_m3)


def _volume(leak: Leak, known: Known, found: Estimate | None) -> Pair | None:
    """All that leaves: as told, or by the regressions, or the water there is, or flow by time."""
    if leak.volume_m3 is not None:
        return leak.volume_m3
    if found is not None:
        return found.released_m3.p5, found.released_m3.p95
    if leak.mode == "pipe":
        flow = leak.discharge_m3_s or known.pair(
            known.pond.pipe_m3_s, Text("flow of the broken drainage")
        )
        hours = leak.duration_h or PIPE_H
        if flow is not None and leak.duration_h is None:
            known.assumed.append(Text("the line runs for {a} to {b} h", a=PIPE_H[0], b=PIPE_H[1]))
        return None if flow is None else (flow[0] * hours[0] * 3600, flow[1] * hours[1] * 3600)
    if leak.discharge_m3_s is not None and leak.duration_h is not None:
        return (
            leak.discharge_m3_s[0] * leak.duration_h[0] * 3600,
            leak.discharge_m3_s[1] * leak.duration_h[1] * 3600,
        )
    if leak.mode == "well":
        return leak.water_m3 or known.pair(known.pond.water_m3, Text("ponded water"))
    return None


def _water(leak: Leak, known: Known, volume: Pair | None) -> Pair | None:
    """The water of what leaves; the ponded water where that is all."""
    if volume is None:
        return None
    told = leak.volume_m3 is not None or leak.discharge_m3_s is not None
    if leak.mode == "seepage" or (leak.mode == "well" and not told):
        return volume
    ponded = leak.water_m3 or known.pair(known.pond.water_m3, Text("ponded water"))
    low, high = WATER_SHARE[0] * volume[0], WATER_SHARE[1] * volume[1]
    if ponded is None:
        known.assumed.append(
            Text(
                "{a} to {b} % of what leaves is water",
                a=f"{100 * WATER_SHARE[0]:.0f}",
                b=f"{100 * WATER_SHARE[1]:.0f}",
            )
        )
        return low, high
    least = min(ponded[0], volume[1])
    return min(max(low, 0.0), least), min(max(high, ponded[1]), volume[1])


def _duration(leak: Leak, known: Known, water: Pair | None) -> tuple[Pair | None, bool]:
    """How long it leaks, and whether it goes on."""
    if leak.goes_on:
        return None, True
    if leak.duration_h is not None:
        return leak.duration_h, False
    if leak.mode == "breach":
        known.assumed.append(Text("a breach empties in {a} to {b} h", a=BREACH_H[0], b=BREACH_H[1]))
        return BREACH_H, False
    if leak.mode == "pipe":
        return PIPE_H, False
    if leak.mode == "seepage":
        return None, True
    flow = leak.discharge_m3_s or known.pair(known.pond.well_m3_s, FLOW)
    if flow is None or water is None:
        return None, True
    return (water[0] / flow[1] / 3600, water[1] / flow[0] / 3600), False


def _rate(leak: Leak, known: Known, water: Pair | None, duration: Pair | None) -> float | None:
    """The fastest that water leaves: as told or known, else all of it in the least time."""
    figure = {"well": known.pond.well_m3_s, "pipe": known.pond.pipe_m3_s}.get(leak.mode)
    flow = leak.discharge_m3_s or known.pair(figure, FLOW)
    if flow is not None:
        return flow[1]
    if water is None or duration is None:
        return None
    return water[1] / duration[0] / 3600
