"""Where the water is sampled: the points of the plan and whatever was sampled elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from emerg.errors import InputError
from emerg.geodesy import along
from emerg.network.river import at_chainage
from emerg.paper.sampling_words import grid_words, result_lines, start_words
from emerg.paper.words import when
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.incident import FieldSample, Spot
from emerg.response.sample import ROLES, Sample
from emerg.response.sampling_results import point_of, result_words
from emerg.response.typed_place import typed
from emerg.texts import Lang, Prose, Text, render
from emerg.ui.map import features
from emerg.ui.map.mercator import point

# Plane metres per pixel from which inwards a point is drawn, and named with its value.
SHOWN_FROM, NAMED_FROM = 240.0, 120.0


@dataclass(frozen=True, slots=True)
class SamplePlace:
    """A place that is sampled, its label, and what it says when pointed at.

    Attributes
    ----------
    measured : bool
        There is a result: it is shown from further away.
    """

    key: str
    lonlat: tuple[float, float]
    label: Prose
    words: tuple[Prose, ...]
    measured: bool


def sample_places(answer: Answer, rivers: Rivers) -> tuple[SamplePlace, ...]:
    """Every point of the plan that can be drawn, then samples that were taken elsewhere."""
    newest: dict[int, FieldSample] = {}
    elsewhere: list[FieldSample] = []
    for sample in sorted(answer.incident.scenario.samples, key=lambda sample: sample.time):
        at = point_of(rivers, answer.sampling, sample)
        if at is None:
            elsewhere.append(sample)
        else:
            newest[at.order] = sample
    planned = _planned(answer, rivers, newest)
    return (*planned, *_elsewhere(rivers, elsewhere))


def sample_spots(places: Sequence[SamplePlace], lang: Lang) -> list[features.Spot]:
    """The places as things that ask for room, those with a result first."""
    return [
        features.Spot(
            render(place.label, lang),
            "sample",
            *point(*place.lonlat),
            "sampling",
            features.ALWAYS if place.measured else SHOWN_FROM,
            features.ALWAYS if place.measured else NAMED_FROM,
            key=place.key,
        )
        for place in sorted(places, key=lambda place: not place.measured)
    ]


def _planned(
    answer: Answer, rivers: Rivers, newest: Mapping[int, FieldSample]
) -> Iterator[SamplePlace]:
    for one in answer.sampling:
        lonlat = rivers.positions.get(one.site) or _on_river(rivers, one.river, one.km)
        if lonlat is not None:
            found = newest.get(one.order)
            label = Text("S{n}: {found}", n=one.order, found=_value(found))
            words = _point_words(answer, one)
            yield SamplePlace(f"S{one.order}", lonlat, label, words, found is not None)


def _elsewhere(rivers: Rivers, samples: Sequence[FieldSample]) -> Iterator[SamplePlace]:
    """The newest sample of each place that is none of the plan."""
    newest = {(s.station, s.river, s.km): s for s in samples}
    for number, sample in enumerate(newest.values(), start=1):
        lonlat = _position(rivers, sample)
        if lonlat is not None:
            told = Text("{time} {found}", time=when(sample.time), found=result_words(sample))
            where = Spot(sample.station, sample.river, sample.km).words
            words = (Text("sampled at {place}, no point of the plan", place=where), told)
            yield SamplePlace(f"x{number}", lonlat, _value(sample), words, True)


def _value(found: FieldSample | None) -> Prose:
    """The newest result in the fewest letters."""
    if found is None:
        return Text("no sample yet")
    if found.state == "below":
        return Text("ND (< {value})", value=f"{found.detection_mg_l:g}")
    if found.state == "value":
        return Text("{value} mg/L", value=f"{found.value_mg_l:g}")
    return result_words(found)


def _point_words(answer: Answer, one: Sample) -> tuple[Prose, ...]:
    """Which point it is, when to begin, how often, where across the river, what was found."""
    return (
        Text("S{n} {name}: {role}", n=one.order, name=one.name, role=ROLES[one.role]),
        one.why,
        Text("begin {start}; {every}", start=start_words(answer, one), every=one.every),
        Text("take {grid}", grid=grid_words(one.grid)),
        *(result_lines(one) or (Text("no sample yet"),)),
    )


def _position(rivers: Rivers, sample: FieldSample) -> tuple[float, float] | None:
    spot = typed(rivers, Spot(sample.station, sample.river, sample.km))
    if spot.name is None:
        return None if spot.river is None else _on_river(rivers, spot.river, spot.km or 0.0)
    for book in rivers.playbooks.values():
        for site in book.sites:
            if spot.name in (site.id, site.name.zh, site.name.en) and site.id in rivers.positions:
                return rivers.positions[site.id]
    return None


def _on_river(rivers: Rivers, river: str, km: float) -> tuple[float, float] | None:
    """On the line of the river; None where its chainage is not drawn."""
    try:
        place = at_chainage(rivers.network, river, km * 1000, where="")
    except InputError:
        return None
    return along(rivers.lines[place.reach.id], place.fraction)
