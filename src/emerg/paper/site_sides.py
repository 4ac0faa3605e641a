"""The two sides of a site card: what and where a place is; how it is worked, and the way in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from emerg.incident.contacts import Contacts, by_role
from emerg.paper.card_content import Detail, Element, Figure, Photo, Rows, Side, Steps, Words
from emerg.paper.numbers import number_of
from emerg.paper.site_map import site_map
from emerg.paper.site_words import ASKED, FIGURES, USES
from emerg.paper.words import CONFIDENCES, SPACES, worded
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Site
from emerg.response.access import Access
from emerg.response.hits import name_of
from emerg.response.turns import turn_words
from emerg.texts import Prose, Text

_EXAMPLE = "示例："
_STEP = re.compile(r"[①-⑳]")
BLANK_STEPS = 5
PHOTO_ENDS = (".jpg", ".jpeg", ".png")
_PLAIN_ID = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class Around:
    """What a card takes from beside the playbook.

    Attributes
    ----------
    access : mapping of site id to Access
        Ways by road; a place without one has none that is known.
    photos : Path or None
        The folder of photographs, named by the ids of places.
    """

    rivers: Rivers
    access: Mapping[str, Access]
    contacts: Contacts = ()
    photos: Path | None = None


def sides(site: Site, around: Around, front: Figure | None) -> Iterator[Side]:
    """Front and back of a card."""
    title = name_of(site.name, site.confidence)
    space = site.space_class or "QT"
    chip = Text("{space} · {code}", space=worded(SPACES, space), code=space)
    attributes = site.attributes or {}
    lonlat = around.rivers.positions.get(site.id)
    way = around.access.get(site.id)
    shown: list[Element] = [] if front is None else [front]
    if lonlat is None:
        shown.append(Words("", (Text("No position is known: mark it on a map by hand"),)))
        shown.append(Photo(None, Text("sketch map")))
    else:
        shown.append(Detail(site_map(around.rivers, site, lonlat, way)))
    use = _plain(attributes.get("use")) or USES.get(space, USES["QT"])
    yield Side(
        title=title,
        chip=chip,
        under=Text("What for: {use}", use=use),
        left=(
            Photo(_photo(around.photos, site.id), Text("photo")),
            Rows(Text("Where"), tuple(_where(site, around, lonlat))),
        ),
        right=tuple(shown),
        across=5,
    )
    yield Side(
        title=title,
        chip=Text("back"),
        under="",
        left=(
            _steps(attributes),
            Rows(Text("Who"), tuple(_who(site, around, attributes))),
            Rows(Text("Last look at the place"), _check(attributes)),
        ),
        right=(
            Rows(Text("Figures"), tuple(_figures(space, attributes))),
            Words(Text("How to get there by road"), tuple(_ways(way, attributes))),
            Words(Text("Source"), (_source(site, around.rivers),)),
        ),
        across=6,
    )


def _check(attributes: Mapping[str, object]) -> tuple[tuple[Prose, Prose], ...]:
    """When somebody last looked, and lines for who looks next."""
    told = _plain(attributes.get("checked_on"))
    return (
        *(((Text("Looked at on"), told),) if told else ()),
        (Text("Looked at on, by"), ""),
        (Text("Can hold today"), ""),
        (Text("Road, gates, power"), ""),
    )


def _photo(folder: Path | None, site: str) -> Path | None:
    """The photograph that an office keeps of the place."""
    if folder is None or not _PLAIN_ID.fullmatch(site):
        return None
    names = (folder / f"{site}{end}" for end in PHOTO_ENDS)
    return next((path for path in names if path.is_file()), None)


def _where(
    site: Site, around: Around, lonlat: tuple[float, float] | None
) -> Iterator[tuple[Prose, Prose]]:
    rivers = around.rivers
    km = "" if site.km is None else f" {site.km:.1f} km"
    yield Text("River"), Text("{river}{km}", river=rivers.network.name(site.river), km=km)
    if bank := _plain((site.attributes or {}).get("bank")):
        yield Text("Bank"), bank
    yield Text("County"), site.county
    at = "" if lonlat is None else f"{lonlat[0]:.4f}°E {lonlat[1]:.4f}°N"
    yield Text("Position (WGS 84)"), at


def _steps(attributes: Mapping[str, object]) -> Element:
    told = str(attributes.get("how_to_use") or "").removeprefix(_EXAMPLE)
    lines = tuple(part.strip(" ；;。") for part in _STEP.split(told) if part.strip(" ；;。"))
    if not lines:
        head = Text("How to operate (not in the playbook)")
        return Steps(head, (), BLANK_STEPS)
    return Steps(Text("How to operate, on order only"), lines, 1)


def _who(
    site: Site, around: Around, attributes: Mapping[str, object]
) -> Iterator[tuple[Prose, Prose]]:
    known = by_role(around.contacts, site.river.split("/")[0])
    operator = _plain(attributes.get("operator")) or _plain(attributes.get("owner"))
    yield Text("May be ordered by"), _plain(attributes.get("order_by"))
    yield Text("Operated by"), operator
    names: Sequence[Prose] = [site.name, *([operator] if operator else [])]
    lines = next(filter(None, (number_of(known, name) for name in names)), ())
    yield Text("On duty, number"), Text("{items}", items=lines) if lines else ""


def _figures(space: str, attributes: Mapping[str, object]) -> Iterator[tuple[Prose, Prose]]:
    """What is known, and lines for what a crew would ask."""
    asked = ASKED.get(space, ())
    for key, (label, unit) in FIGURES.items():
        value = attributes.get(key)
        if isinstance(value, int | float):
            yield label, _amount(float(value), unit)
        elif key in asked:
            yield label, ""
    if materials := _plain(attributes.get("materials")):
        yield Text("Material"), materials


def _amount(value: float, unit: str) -> Prose:
    if unit == "m³" and value >= 1e6:
        return Text("{v} ×10⁴ m³", v=f"{value / 1e4:,.6g}")
    return f"{value:,.6g} {unit}"


def _ways(way: Access | None, attributes: Mapping[str, object]) -> Iterator[Prose]:
    if access := _plain(attributes.get("access")):
        yield access
    if way is None:
        yield Text(
            "No road to it is on record: ask the county for the way in, and write it here "
            "______________"
        )
        return
    yield Text(
        "From {seat}: {km} km, some {time} by car, roads open",
        seat=way.seat,
        km=f"{way.length_m / 1000:.0f}",
        time=_drive_time(way.hours),
    )
    if way.left_out:
        yield Text("The first {n} roads are left out; the last:", n=way.left_out)
    for turn in way.turns:
        yield Text("▸ {turn}", turn=turn_words(turn))
    if way.off_road_m >= 100:
        yield Text("then {km} km from the road as drawn", km=f"{way.off_road_m / 1000:.1f}")


def _drive_time(hours: float) -> str:
    """Minutes under an hour, up to the next five; else hours to a tenth, up."""
    if hours < 1.0:
        return f"{max(ceil(hours * 12 - 1e-9), 1) * 5} min"
    return f"{ceil(hours * 10 - 1e-9) / 10:.1f} h"


def _source(site: Site, rivers: Rivers) -> Prose:
    source = rivers.playbook_of(site.river).river.sources.get(site.source)
    return Text(
        "{source}; confidence: {confidence}; {id}",
        source=site.source if source is None else source.title,
        confidence=worded(CONFIDENCES, site.confidence),
        id=site.id,
    )


def _plain(value: object) -> str:
    """Words of a playbook; the card says once, at its name, that they are an example."""
    return str(value).removeprefix(_EXAMPLE) if value else ""


def blank_side() -> Side:
    """A card to fill in by hand, for a place that no playbook knows."""
    return Side(
        title=Text("A place found on the spot: ____________"),
        chip=Text("blank card"),
        under="",
        left=(
            Rows(
                Text("Where"),
                (
                    (Text("River, km, bank"), ""),
                    (Text("County, village"), ""),
                    (Text("Position (WGS 84)"), ""),
                    (Text("Road, last turn"), ""),
                ),
            ),
            Rows(
                Text("Figures"),
                (
                    (Text("length, width, depth"), ""),
                    (Text("can hold"), ""),
                    (Text("gates, material"), ""),
                ),
            ),
        ),
        right=(
            Steps(Text("How to operate"), (), BLANK_STEPS),
            Rows(
                Text("Who"),
                ((Text("May be ordered by"), ""), (Text("On duty, number"), "")),
            ),
        ),
    )
