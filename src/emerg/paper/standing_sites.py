"""Every place of a river in one numbered order, and what is known of each in few words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from emerg.playbooks.schema import RiverPlaybook, Site
from emerg.response.drawn_from import water_words
from emerg.texts import Bilingual, Prose, Text

# How many notes of a place a cell may hold.
MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """A place with its number, the same on the map and in every table."""

    number: int
    site: Site
    river: Bilingual
    drawn: bool


def listed(book: RiverPlaybook) -> tuple[Listed, ...]:
    """Every place of `book` but confluences and examples, down the river, tributaries after it.

    Places without a chainage come last: they are listed, not drawn.
    """
    names = {stem.id: stem.name for stem in book.river.stems}
    sites = [s for s in book.sites if s.layer != "confluence" and s.confidence != "example"]
    sites.sort(key=lambda s: (s.km is None, s.river != book.river.id, s.river, s.km or 0.0, s.id))
    return tuple(
        Listed(
            number, site, names.get(site.river, Bilingual(site.river)), site.id in book.positions
        )
        for number, site in enumerate(sites, start=1)
    )


def of_kinds(places: Sequence[Listed], *kinds: str) -> list[Listed]:
    """The places of these kinds, in order."""
    return [place for place in places if place.site.kind in kinds]


def in_layers(places: Sequence[Listed], *layers: str) -> list[Listed]:
    """The places of these layers, in order."""
    return [place for place in places if place.site.layer in layers]


def site_facts(site: Site) -> tuple[Prose, ...]:
    """Figures in one line, words in the next, as the playbook has them."""
    attributes = site.attributes or {}
    figures = (*_volumes(attributes), *_figures(attributes))
    words = tuple(
        water_words(str(attributes[key])) if key == WATER else str(attributes[key])
        for key in _WORDS
        if attributes.get(key)
    )[:MOST_WORDS]
    checked = attributes.get("checked_on")
    seen = () if checked is None else (Text("checked on the spot {day}", day=str(checked)),)
    return tuple(Text("{items}", items=line) for line in (figures, words, seen) if line)


def _volumes(attributes: Mapping[str, object]) -> list[Prose]:
    found: list[Prose] = []
    storage, live = attributes.get("storage_m3"), attributes.get("live_storage_m3")
    if isinstance(storage, int | float):
        found.append(Text("storage {v} ×10⁴ m³", v=f"{storage / 1e4:,.0f}"))
    if isinstance(live, int | float):
        found.append(Text("live storage {v} ×10⁴ m³", v=f"{live / 1e4:,.0f}"))
    return found


def _figures(attributes: Mapping[str, object]) -> list[Prose]:
    return [
        Text("{what} {v}{unit}", what=what, v=f"{value:,.6g}", unit=unit and f" {unit}")
        for key, what, unit in _FIGURES
        if isinstance(value := attributes.get(key), int | float)
    ]


WATER = "water"
_FIGURES: tuple[tuple[str, Prose, str], ...] = (
    ("height_m", Text("height"), "m"),
    ("installed_mw", Text("installed"), "MW"),
    ("backwater_km", Text("backwater"), "km"),
    ("outlet_capacity_m3_s", Text("outlets"), "m³/s"),
    ("min_release_m3_s", Text("least release"), "m³/s"),
    ("mean_discharge_m3_s", Text("mean flow"), "m³/s"),
    ("capacity_m3_d", Text("capacity"), "m³/d"),
    ("intake_m3_d", Text("amount drawn"), "m³/d"),
    ("usable_dry_m3", Text("usable in the dry season"), "m³"),
    ("usable_wet_m3", Text("usable in the wet season"), "m³"),
    ("population", Text("population"), ""),
    ("closing_min", Text("time to close"), "min"),
    ("irrigation_ha", Text("irrigates"), "ha"),
    ("surface_km2", Text("surface"), "km²"),
    ("area_km2", Text("area"), "km²"),
    ("length_m", Text("length"), "m"),
    ("capacity_t_a", Text("capacity"), "t/a"),
    ("capacity_t_d", Text("capacity"), "t/d"),
)
# Words of an office or a source, printed as they stand.
_WORDS = (
    "use",
    "how_to_use",
    "products",
    "hazard",
    WATER,
    "protection_level",
    "target_class",
    "level_of_section",
    "road",
    "status",
    "operator",
    "site_in_words",
    "receiving",
    "species",
    "season",
    "conflict",
    "note",
)
