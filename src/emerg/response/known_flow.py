"""What the officer knows of the flow, put onto the course."""

from collections.abc import Sequence

from emerg.errors import InputError
from emerg.network.flow import Gauge, Known
from emerg.network.river import Course, Place, at_chainage, upstream
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Site
from emerg.response.incident import Reading
from emerg.response.said_words import FlowWord
from emerg.texts import Bilingual, Text


def known_flow(
    rivers: Rivers, place: Place, course: Course, flow: FlowWord | tuple[Reading, ...]
) -> Known:
    """The flow as known along `course`.

    Raises
    ------
    InputError
        A reading lies on another river, or its station is not known.
    """
    if isinstance(flow, str):
        return Known(keyword=flow)
    gauges: list[Gauge] = []
    above: tuple[float, float, float, float] | None = None
    for number, reading in enumerate(flow, start=1):
        where = Text("flow, reading {number}", number=number)
        there = _place_of(rivers, place, reading, where)
        gauge = _on_course(course, place, there, reading)
        if gauge is not None:
            gauges.append(gauge)
        elif there.reach.id in upstream(rivers.network, place):
            above = (reading.low_m3_s, reading.high_m3_s, there.mean_m3_s, there.area_m2)
        else:
            raise InputError(
                Text("this reading lies neither on the way down nor above the incident"),
                where=where,
                fix=Text("give a reading on {river}, or none", river=place.reach.river),
            )
    return Known(gauges=tuple(gauges), above=None if gauges else above)


def _place_of(rivers: Rivers, place: Place, reading: Reading, where: Text) -> Place:
    if reading.station is not None:
        site = _station(rivers, reading.station, where)
        return at_chainage(rivers.network, site.river, (site.km or 0.0) * 1000, where=where)
    if reading.river is not None and reading.km is not None:
        return at_chainage(rivers.network, reading.river, reading.km * 1000, where=where)
    return place


def _station(rivers: Rivers, name: str, where: Text) -> Site:
    stations = [
        site
        for book in rivers.playbooks.values()
        for site in book.sites
        if site.layer in ("station", "dam") and site.km is not None
    ]
    for site in stations:
        code = (site.attributes or {}).get("station_code", "")
        if name in (site.name.zh, site.name.en, site.id, code) or (name and name in site.name.zh):
            return site
    raise InputError(
        Text("no station '{name}' is known", name=name),
        where=where,
        fix=Text("use one of: {known}", known=_names(stations)),
    )


def _names(sites: Sequence[Site]) -> tuple[Bilingual, ...]:
    return tuple(site.name for site in sites if site.layer == "station")


def _on_course(course: Course, place: Place, there: Place, reading: Reading) -> Gauge | None:
    for index, reach in enumerate(course.reaches):
        if reach.id != there.reach.id:
            continue
        if index == 0:
            if there.fraction < place.fraction:
                return None
            share = (there.fraction - place.fraction) / max(1 - place.fraction, 1e-9)
            return Gauge(0, min(share, 1.0), reading.low_m3_s, reading.high_m3_s)
        return Gauge(index, there.fraction, reading.low_m3_s, reading.high_m3_s)
    return None
