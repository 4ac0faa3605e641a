"""The answer to a leak from a pond: three arrivals at every place, the ledger, the doses."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from emerg.hazards.dosing import Dose, dose
from emerg.hazards.limits import load_limits
from emerg.hazards.tailings_table import Band, load_tailings
from emerg.playbooks.dam_schema import DamSite
from emerg.response.answer import Answer
from emerg.response.dissolved import Dissolved
from emerg.response.hits import Exceeds, Hit, Three
from emerg.response.leak import PondRelease
from emerg.response.ledger import Ledger, ledger
from emerg.texts import Prose
from emerg.units import HOUR_S

Chance: TypeAlias = Literal["likely", "possible"]
# The kilometre below the toe in which a pond hangs over people (安监总管一〔2016〕54 号).
OVERHEAD_KM = 1.0
# A leak of so much of the river's flow makes it rise.
SWELLS = 0.3
EXPOSED = ("village", "town", "school")


@dataclass(frozen=True, slots=True)
class SpeciesPeak:
    """A species at a place: its peak, and whether it exceeds the limit there."""

    species: str
    peak_mg_l: Three
    limit_mg_l: float | None
    exceeds: Exceeds | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """Three different things, each at its own time [h from the failure].

    Attributes
    ----------
    wave_h : (earliest, likely) or None
        The rise of the water; None where the leak hardly makes it rise.
    mud_h : (earliest, latest) or None
        The solids; None where they hardly come.
    mud : "likely", "possible" or None
        Within the middle run-out, or within its 95 %.
    plume_h : (earliest, likely, latest) or None
        Dissolved, by the forecast; None above the river.
    """

    name: Prose
    kind: str
    path_km: float
    wave_h: tuple[float, float] | None
    mud_h: tuple[float, float] | None
    mud: Chance | None
    plume_h: Three | None
    hit: int | None = None
    species: tuple[SpeciesPeak, ...] = ()


@dataclass(frozen=True, slots=True)
class PondAnswer:
    """Everything a leak adds to the answer on the river.

    Attributes
    ----------
    overhead : tuple of DamSite
        Who lives within a kilometre of the toe, along the flow path.
    doses : tuple of Dose
        At the flow where the leak enters the river, likely.
    undosed : tuple of str
        Species for which no dose is listed.
    swells : float or None
        The leak's rate over the river's likely flow where it enters.
    """

    release: PondRelease
    arrivals: tuple[Arrival, ...]
    overhead: tuple[DamSite, ...]
    ledger: Ledger
    doses: tuple[Dose, ...]
    undosed: tuple[str, ...]
    swells: float | None


def pond_answer(release: PondRelease, answer: Answer, swells: float | None) -> PondAnswer:
    """What the leak means at every place of the gully and of the river's hit list.

    Parameters
    ----------
    swells : float or None
        The leak's rate over the river's flow without it.

    Raises
    ------
    InputError
        As of `ledger`.
    """
    exercise = answer.exercise
    leak = answer.incident.scenario.leak
    sites = release.book.sites
    shown = [site for site in sites if exercise or site.confidence != "example"]
    near = [site for site in shown if site.kind in EXPOSED and site.path_km <= OVERHEAD_KM]
    flow = answer.incident.discharge_m3_s[1]
    doses = {one.species: dose(one.species, flow, one.mg_l[1]) for one in release.dissolved}
    held = () if leak is None else leak.held
    rises = release.mode == "breach" or (swells is not None and swells >= SWELLS)
    return PondAnswer(
        release=release,
        arrivals=(
            *_in_gully(release, shown, rises=rises),
            *_on_river(release, answer, rises=rises),
        ),
        overhead=tuple(near),
        ledger=ledger(release.volume_m3, sites, held, exercise=exercise),
        doses=tuple(found for found in doses.values() if found is not None),
        undosed=tuple(species for species, found in doses.items() if found is None),
        swells=swells,
    )


def _in_gully(release: PondRelease, sites: list[DamSite], *, rises: bool) -> Iterator[Arrival]:
    end = release.gully_km[1]
    for site in sites:
        if site.kind in ("diversion", "interception", "side_valley", "pit", "pool"):
            continue
        if site.path_km <= end:
            metres = site.path_km * 1000
            mud, mud_h = _mud(release, site.path_km)
            yield Arrival(
                site.name,
                site.kind,
                site.path_km,
                _wave(metres, None) if rises else None,
                mud_h,
                mud,
                None,
            )


def _on_river(release: PondRelease, answer: Answer, *, rises: bool) -> Iterator[Arrival]:
    """The hits, farther by the gully; the plume's hours count from the failure too."""
    early, late = release.enters_h
    for hit in answer.hits:
        path_km = release.gully_km[0] + hit.distance_m / 1000
        mud, mud_h = _mud(release, path_km)
        likely_h = hit.peak_h[1]
        plume = (
            hit.front_h[0] + early,
            hit.front_h[1] + (early + late) / 2,
            hit.front_h[2] + late,
        )
        yield Arrival(
            hit.title,
            hit.kind,
            path_km,
            _wave(path_km * 1000, likely_h) if rises else None,
            mud_h,
            mud,
            plume,
            hit.number,
            tuple(_species(release, hit)),
        )


def _wave(metres: float, water_h: float | None) -> tuple[float, float]:
    """Earliest and likely rise: faster than the water that carries the plume."""
    fronts = load_tailings().fronts
    earliest = fronts.fastest_s(metres) / HOUR_S
    likely = earliest * 2 if water_h is None else water_h / fronts.wave_factor
    return earliest, max(likely, earliest)


def _mud(release: PondRelease, path_km: float) -> tuple[Chance | None, tuple[float, float] | None]:
    """Whether the solids come so far, and when."""
    found = runout_km(release)
    if found is None or path_km > found.p95:
        return None, None
    fronts, metres = load_tailings().fronts, path_km * 1000
    hours = fronts.fastest_s(metres) / HOUR_S, metres / fronts.mud_slow_m_s / HOUR_S
    return ("likely" if path_km <= found.p50 else "possible"), hours


def runout_km(release: PondRelease) -> Band | None:
    """How far the solids run along the channel; None where nothing tells."""
    return None if release.estimate is None else release.estimate.runout_km


def _species(release: PondRelease, hit: Hit) -> Iterator[SpeciesPeak]:
    """Every species, by its share of the one that was forecast."""
    chief, limits = release.governing, load_limits()
    if chief is None or hit.peak_mg_l is None:
        return
    for one in release.dissolved:
        # Water that leaves is thinned on its way, never thickened.
        low, likely, high = (
            min(value, one.mg_l[1]) for value in _scaled(hit.peak_mg_l, chief, one)
        )
        limit = limits.intake(one.species)
        exceeds: Exceeds | None = None
        if limit is not None:
            exceeds = "yes" if low > limit.mg_l else "possible" if high > limit.mg_l else "no"
        yield SpeciesPeak(
            one.species, (low, likely, high), None if limit is None else limit.mg_l, exceeds
        )


def _scaled(peak: Three, chief: Dissolved, one: Dissolved) -> Three:
    """A peak as the water that left would give it; both ranges of content are kept."""
    if one.species == chief.species:
        return peak
    low = peak[0] * one.mg_l[0] / chief.mg_l[0]
    high = peak[2] * one.mg_l[1] / chief.mg_l[1]
    middle = peak[1] * (one.mg_l[0] * one.mg_l[1] / chief.mg_l[0] / chief.mg_l[1]) ** 0.5
    return low, middle, high
