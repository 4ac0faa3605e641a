"""Whom to notify as equals: every county, city and province that the way down enters.

A county notifies counties of its own city, the city notifies cities, the region notifies provinces
(环境保护部令第17号 art. 8, 生态环境法典 art. 125). Whoever lies upstream is asked to hold clean
water.
A way that leaves the country is reported up to the region and notified to nobody from here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias
from unicodedata import normalize

from emerg.network.river import Place, at_chainage
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Authority, Site
from emerg.response.answer import Answer
from emerg.response.calls import leaves_country, sites_above
from emerg.response.county import LINES, county_names, county_offices, prefecture_of
from emerg.response.hits import Hit
from emerg.texts import Bilingual, Prose, Text

Rank: TypeAlias = Literal["county", "prefecture", "province"]
Side: TypeAlias = Literal["below", "beside", "above"]

REGION = Bilingual("西藏自治区", "Tibet Autonomous Region")
PROVINCES: Mapping[str, Bilingual] = {
    zh: Bilingual(zh, en)
    for zh, en in (("青海省", "Qinghai"), ("四川省", "Sichuan"), ("云南省", "Yunnan"))
}
# A role of a playbook that names a bank is of a river that is itself the border.
BANKS = ("左岸", "右岸")
BORDERS = ("county", "prefecture", "exit", "entry")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An equal who is to be notified.

    Attributes
    ----------
    id : str
        For file names: ASCII letters, digits and dashes.
    giver : Bilingual or str
        Who notifies: the county, city or region where it happened; "" where that is not known.
    also : tuple of Prose
        Offices below them that the playbook names.
    hits : tuple of Hit
        What is reached there, soonest first; none of whoever lies upstream.
    entry : Hit or None
        The section where the water comes to them; where no border is drawn, None.
    dam : Bilingual or None
        Of whoever lies upstream: the nearest that could hold clean water.
    """

    id: str
    rank: Rank
    side: Side
    name: Bilingual
    who: Prose
    giver: Bilingual | str
    also: tuple[Prose, ...] = ()
    hits: tuple[Hit, ...] = ()
    entry: Hit | None = None
    dam: Bilingual | None = None


Unit: TypeAlias = tuple[Rank, str]


def neighbours(answer: Answer, rivers: Rivers) -> tuple[Neighbour, ...]:
    """Whom to notify: those below, soonest first, then across the river, then above."""
    names = _Names(answer, rivers)
    below: dict[Unit, list[Hit]] = {}
    for hit in answer.hits:
        unit = _unit_of(answer, rivers, hit)
        if unit is not None:
            below.setdefault(unit, []).append(hit)
    found = [names.neighbour(unit, "below", tuple(hits)) for unit, hits in below.items()]
    found += list(_beside(answer, names, below))
    above = _above(answer, rivers, names)
    return (*found, above) if above is not None else tuple(found)


def goes_abroad(answer: Answer, rivers: Rivers) -> bool:
    """Whether the way leaves the country: up to the region at once, no notice from here."""
    return any(hit.kind == "exit" and leaves_country(rivers, hit) for hit in answer.hits)


def _unit_of(answer: Answer, rivers: Rivers, hit: Hit) -> Unit | None:
    """Whose `hit` is, of whoever is to be notified as an equal."""
    if hit.kind == "exit":
        into = _beyond(rivers, hit)
        return ("province", into) if into in PROVINCES else None
    return _county_unit(answer, rivers, hit.county)


def _county_unit(answer: Answer, rivers: Rivers, county: str) -> Unit | None:
    incident = answer.incident
    if county in ("", incident.county):
        return None
    there = prefecture_of(rivers, county)
    if there and incident.prefecture and there != incident.prefecture:
        return "prefecture", there
    return "county", county


def _beyond(rivers: Rivers, hit: Hit) -> str:
    """What lies below a section where the river leaves the region."""
    site = next((s for s in rivers.playbook_of(hit.river).sites if s.id == hit.site), None)
    return str((site.attributes or {}).get("change_to", "")) if site is not None else ""


def _beside(answer: Answer, names: "_Names", below: Mapping[Unit, object]) -> Iterator[Neighbour]:
    """Provinces on the other bank: the water is theirs as well from the first metre on."""
    own = tuple(hit for hit in answer.hits if hit.river == answer.incident.river)
    for province in PROVINCES:
        unit: Unit = ("province", province)
        across = [who for who in names.roles(province) if any(bank in who.zh for bank in BANKS)]
        if across and unit not in below:
            yield names.neighbour(unit, "beside", own)


def _above(answer: Answer, rivers: Rivers, names: "_Names") -> Neighbour | None:
    """Whoever is next upstream; None where no playbook tells."""
    sites = list(sites_above(rivers, _place(answer, rivers)))
    unit = next(filter(None, (_site_unit(answer, rivers, site) for site in sites)), None)
    if unit is None:
        return None
    dams = (s for s in sites if s.kind == "dam" and _site_unit(answer, rivers, s) == unit)
    return names.neighbour(unit, "above", (), next((dam.name for dam in dams), None))


def _site_unit(answer: Answer, rivers: Rivers, site: Site) -> Unit | None:
    if site.kind == "entry":
        above = str((site.attributes or {}).get("change_from", ""))
        return ("province", above) if above in PROVINCES else None
    return None if site.kind in LINES else _county_unit(answer, rivers, site.county)


def _place(answer: Answer, rivers: Rivers) -> Place:
    incident = answer.incident
    return at_chainage(rivers.network, incident.river, incident.km * 1000, where=incident.river)


class _Names:
    """What the playbooks call counties, cities and provinces, and their offices."""

    def __init__(self, answer: Answer, rivers: Rivers) -> None:
        self._incident = answer.incident
        self._counties = county_names(rivers)
        self._offices = county_offices(rivers)
        self._cities = [
            authority
            for book in rivers.playbooks.values()
            for authority in book.river.authorities
            if authority.level in ("prefecture", "neighbour")
        ]
        plan = rivers.playbooks[answer.incident.playbook].plan
        self._roles = [role.who for role in plan.roles if role.level == "neighbour"]

    def neighbour(
        self, unit: Unit, side: Side, hits: tuple[Hit, ...], dam: Bilingual | None = None
    ) -> Neighbour:
        rank, zh = unit
        name, who = self._named(rank, zh)
        border = hits[0] if hits and hits[0].kind in BORDERS else None
        return Neighbour(
            id=("upstream-" if side == "above" else "") + _id(name, hits),
            rank=rank,
            side=side,
            name=name,
            who=who,
            giver=self._giver(rank),
            also=tuple(self.roles(zh)) if rank == "province" else (),
            hits=hits,
            entry=border if side == "below" else None,
            dam=dam,
        )

    def roles(self, province: str) -> list[Bilingual]:
        """The offices of a province that the river's own playbook names."""
        return [who for who in self._roles if who.zh.startswith(province)]

    def _named(self, rank: Rank, zh: str) -> tuple[Bilingual, Prose]:
        if rank == "county":
            name = self._counties.get(zh, Bilingual(zh))
            who: Prose = self._offices.get(zh) or _government(zh, "生态环境分局", name)
        elif rank == "prefecture":
            city = _city(self._cities, zh)
            name = Bilingual(zh) if city is None else _short(city.name, zh)
            who = _government(zh, f"{zh}生态环境局", name) if city is None else city.name
        else:
            name = PROVINCES[zh]
            who = _government(zh, f"{zh}生态环境厅", name)
        return name, who

    def _giver(self, rank: Rank) -> Bilingual | str:
        if rank == "province":
            return REGION
        if rank == "county":
            return self._incident.county_name if self._incident.county else ""
        own = self._incident.prefecture
        city = _city(self._cities, own)
        return "" if not own else Bilingual(own) if city is None else _short(city.name, own)


def _city(known: Sequence[Authority], zh: str) -> Authority | None:
    return next((one for one in known if zh and one.name.zh.startswith(f"{zh}人民政府、")), None)


def _short(office: Bilingual, zh: str) -> Bilingual:
    return Bilingual(zh, office.en.partition(" government")[0])


def _government(zh: str, office: str, name: Bilingual) -> Bilingual:
    return Bilingual(f"{zh}人民政府、{office}", f"{name.en} government and environment office")


def _id(name: Bilingual, hits: Sequence[Hit]) -> str:
    """Its English name as a file name has it; else the first place there."""
    plain = normalize("NFKD", name.en).encode("ascii", "ignore").decode()
    word = re.sub(r"[^a-z0-9]+", "-", (plain or (hits[0].site if hits else "")).lower())
    return word.strip("-") or "next"


ABROAD = Text(
    "the way leads out of the country: report up at once; notice abroad is a matter of the "
    "national authorities"
)
