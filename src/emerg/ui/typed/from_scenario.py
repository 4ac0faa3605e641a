"""A scenario as it would be typed: the five questions of a file, and what the form has no room for.

What is filled in is read back by the same readers as what an officer types.
"""

from collections.abc import Iterator

from emerg.errors import EmergError
from emerg.playbooks.rivers import Rivers
from emerg.response.harm import Harm
from emerg.response.incident import Amount, Leak, Reading, Scenario, Where
from emerg.response.reporting import Reporting
from emerg.response.said_words import FlowWord
from emerg.texts import Lang, render
from emerg.ui.known_ponds import NO_DAMS, Dams
from emerg.ui.typed.answers import NO_LEAK, LeakTyped, Typed, Unit
from emerg.ui.typed.moments import written, written_start
from emerg.ui.typed.places import DOT, read_where

UNKNOWN: FlowWord = "unknown"


def typed_of(
    found: Scenario, rivers: Rivers, lang: Lang, dams: Dams = NO_DAMS
) -> tuple[Typed, tuple[str, ...]]:
    """The form for `found`, and the keys of its file that are not in the form."""
    amount, unit, purity = _amount(found.amount)
    typed = Typed(
        where=_where(found, rivers, lang, dams),
        datum=found.where.datum,
        what="" if found.substance == UNKNOWN else found.substance,
        amount=amount,
        unit=unit,
        purity=purity,
        when="" if found.start is None else written_start(found.start),
        reported="" if found.reported is None else written(found.reported),
        duration=_duration(found),
        ongoing=found.leak.goes_on if found.leak else found.duration_h is None,
        flow=found.flow if isinstance(found.flow, str) else UNKNOWN,
        flow_m3_s=_discharge(found),
        title=found.title,
        exercise=found.exercise,
        leak=NO_LEAK if found.leak is None else _leak(found.leak),
    )
    return typed, tuple(_left(found))


def _where(found: Scenario, rivers: Rivers, lang: Lang, dams: Dams) -> str:
    where = found.where
    if where.tailings is not None:
        return _pond(found, lang, dams)
    if where.road is not None:
        return f"{where.road} {where.stake}" + (
            f" {DOT.strip()} {where.river}" if where.river else ""
        )
    if where.lon is not None and where.lat is not None:
        return f"{where.lon:.10g},{where.lat:.10g}"
    if where.river is not None and where.km is not None:
        return _on_river(where, rivers, lang)
    return where.place or ""


def _on_river(where: Where, rivers: Rivers, lang: Lang) -> str:
    """The river by its name, or by its id where another bears that name too."""
    assert where.river is not None
    assert where.km is not None
    names = [where.river]
    if where.river in rivers.network.rivers:
        names.insert(0, render(rivers.network.name(where.river), lang))
    for name in names:
        said = f"{name} {where.km:.10g}"
        try:
            if read_where(said, "wgs84", rivers).where == Where(river=where.river, km=where.km):
                return said
        except EmergError:  # a km beyond the river: told when the form is read
            continue
    return f"{where.river} {where.km:.10g}"


def _pond(found: Scenario, lang: Lang, dams: Dams) -> str:
    book = dams.get(found.where.tailings or "")
    if book is None:
        return found.where.tailings or ""
    wanted = found.leak.pond if found.leak else None
    ponds = [pond for pond in book.dam.ponds if wanted in (None, pond.id)]
    return render((ponds or book.dam.ponds)[0].name, lang)


def _amount(amount: Amount | None) -> tuple[str, Unit, str]:
    if amount is None:
        return "", "t", ""
    purity = "" if amount.purity is None else _figure(amount.purity * 100)
    return _range(amount.low, amount.high), amount.unit, purity


def _duration(found: Scenario) -> str:
    if found.leak is not None:
        return "" if found.leak.duration_h is None else _range(*found.leak.duration_h)
    return _figure(found.duration_h) if found.duration_h and not found.steps else ""


def _discharge(found: Scenario) -> str:
    here = _reading_here(found)
    return "" if here is None else _range(here.low_m3_s, here.high_m3_s)


def _reading_here(found: Scenario) -> Reading | None:
    """The one reading that holds at the incident."""
    if isinstance(found.flow, str) or len(found.flow) != 1:
        return None
    (only,) = found.flow
    return only if only.river is None and only.station is None else None


def _leak(leak: Leak) -> LeakTyped:
    return LeakTyped(
        mode=leak.mode,
        content=" ".join(f"{name}={_range(*pair)}" for name, pair in leak.content.items()),
        water="" if leak.water_m3 is None else _range(*leak.water_m3),
        water_unit="m3",
        volume="" if leak.volume_m3 is None else _range(*leak.volume_m3),
        volume_unit="m3",
    )


def _left(found: Scenario) -> Iterator[str]:
    """Keys of the file that the five questions do not ask for."""
    there = {
        "rate": bool(found.steps),
        "flow": not isinstance(found.flow, str) and _reading_here(found) is None,
        "wind": found.wind_m_s is not None,
        "ice": found.ice,
        "boundary": found.observed is not None,
        "store": bool(found.storage),
        "measure": bool(found.measures),
        "sample": bool(found.samples),
        "need": bool(found.needs),
        "hold": found.leak is not None and bool(found.leak.held),
        "harm": found.harm != Harm(),
        "level": found.ruled is not None,
        "verified, sent": found.reporting != Reporting(),
        "confirmed": found.confirmed,
    }
    yield from (key for key, given in there.items() if given)


def _range(low: float, high: float) -> str:
    return _figure(low) if low == high else f"{_figure(low)}-{_figure(high)}"


def _figure(value: float) -> str:
    return f"{value:.10g}"
