"""What the parts of plan.toml are drawn from, and how its words are put together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from playbook_build.facts import Facts, table
from playbook_build.rivers import Layout
from playbook_build.sources import Sources

# Chinese, English
Pair = tuple[str, str]
Site = Mapping[str, Any]


@dataclass(frozen=True)
class Book:
    """One river with everything its plan is drawn from.

    Attributes
    ----------
    river : mapping
        Its row of rivers.toml.
    reaches, sites : sequences of mappings
        Properties of its map, river by river and downstream; examples are left out of `sites`.
    dry : float
        Flow of the driest month over the long-term mean.
    """

    river: Mapping[str, Any]
    facts: Facts
    plan: Layout
    reaches: Sequence[Mapping[str, Any]]
    sites: Sequence[Site]
    sources: Sources
    dry: float

    @cached_property
    def stems(self) -> dict[str, Pair]:
        """Names of the rivers of the playbook by stem id."""
        return {self.plan.stem[code]: name[:2] for code, name in self.plan.names.items()}

    @cached_property
    def reach(self) -> dict[str, Mapping[str, Any]]:
        return {reach["id"]: reach for reach in self.reaches}

    def source(self, id_: str) -> str:
        """The curated source `id_`, entered among those of the river."""
        return self.sources.add(id_, table("curated_sources")[id_])

    def label(self, site: Site, *more: Pair) -> Pair:
        """Name, and in brackets where on which river; `more` follows in the brackets."""
        parts = [self.where(site), *(pair for pair in more if pair[0])]
        zh = "，".join(pair[0] for pair in parts)
        en = ", ".join(pair[1] for pair in parts)
        return _bracketed(site["name"]["zh"], zh, "（，）"), _bracketed(
            site["name"]["en"], en, "(,)"
        )

    def where(self, site: Site) -> Pair:
        """``km 312.7``, with the tributary's name before it; the stretch where unlocated."""
        zh, en = _kilometres(site)
        if site["river"] == self.river["id"]:
            return zh, en
        name = self.stems[site["river"]]
        return f"{name[0]} {zh}", f"{name[1]} {en}"


def _bracketed(name: str, more: str, marks: str) -> str:
    """`more` in brackets behind `name`; within the brackets that it may end with already."""
    opening, comma, closing = marks
    if name.endswith(closing):
        return f"{name[:-1]}{comma}{'' if comma == '，' else ' '}{more}{closing}"
    return f"{name}{'' if opening == '（' else ' '}{opening}{more}{closing}"


def _kilometres(site: Site) -> Pair:
    found = site.get("attributes", {})
    if "from_km" in found:
        span = f"km {found['from_km']:.0f}–{found['to_km']:.0f}"
        return (span, span) if "km" in site else (f"约 {span}", f"about {span}")
    if "km" in site and site["position"] == "town":
        # Only the town is known, not the place.
        return f"约 km {site['km']:.0f}", f"about km {site['km']:.0f}"
    if "km" in site:
        return (f"km {site['km']:.1f}",) * 2
    return "位置待核", "place to be confirmed"


def listed(pairs: Iterable[Pair]) -> Pair:
    """Several names as one enumeration."""
    found = list(pairs)
    return "、".join(zh for zh, _ in found), "; ".join(en for _, en in found)


def filled(template: Mapping[str, str] | Sequence[str], **fields: Pair | str) -> dict[str, str]:
    """`template` in both languages with its fields."""
    pair = (template["zh"], template["en"]) if isinstance(template, Mapping) else template
    return {
        lang: pair[n].format(**{k: v if isinstance(v, str) else v[n] for k, v in fields.items()})
        for n, lang in enumerate(("zh", "en"))
    }


def words() -> dict[str, Any]:
    """The table of phrases."""
    return table("plan_words")
