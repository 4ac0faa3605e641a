"""Everything that fits what was typed, in groups of a kind, the best group first."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from emerg.geodata import gazetteer
from emerg.hazards.substances import load_substances
from emerg.texts import Bilingual, Text
from emerg.ui.find.exact import Known, exact
from emerg.ui.find.found import KINDS, Found, GoTo, Kind, Say, Spilled
from emerg.ui.find.lists import NameLists
from emerg.ui.find.names import Entry, best, entry
from emerg.ui.typed.plain import plain
from emerg.ui.typed.substances import described

# Of one kind at most so many, and fewer of those that fit in part only.
PER_KIND, MOST = 5, 14
# What was understood exactly comes before every name.
SURE = gazetteer.EXACT + 1
UNKNOWN = "unknown"
_UN = re.compile(r"^un ?(?=\d)")


@dataclass(frozen=True, slots=True)
class Searched:
    """Where to look: all that is known, by name, and what the window has just now."""

    known: Known
    names: NameLists
    commands: Sequence[Entry] = ()
    calls: Sequence[Entry] = ()


def search(text: str, where: Searched) -> tuple[Found, ...]:
    """What fits `text`, the best kind first, each kind together; nothing for nothing."""
    said = plain(text)
    wanted = said.casefold()
    if not wanted:
        return ()
    meant = exact(said, where.known)
    hits = [*_by_name(wanted, where)]
    # What only looks like a position is none where it is the name of something.
    sure = [one for one in meant if not (hits and one.kind == "position" and _is_refused(one))]
    hits = [*((SURE, one) for one in sure), *hits]
    towns = list(_towns(said, where.names.divisions))
    # A town that only sounds alike is a guess, for want of anything better.
    hits += [hit for hit in towns if hit[0] >= gazetteer.LETTERS or not hits]
    return _grouped(hits)


def _is_refused(found: Found) -> bool:
    return isinstance(found.goal, Say)


def _by_name(wanted: str, where: Searched) -> Iterator[tuple[int, Found]]:
    yield from best(where.names.places, wanted, 4 * PER_KIND)
    called = best(where.calls, wanted, PER_KIND)
    yield from called
    ringing = {found.name for _fit, found in called}
    others = best(where.names.contacts, wanted, 2 * PER_KIND)
    yield from (hit for hit in others if hit[1].name not in ringing)
    yield from best(where.commands, wanted, PER_KIND)
    yield from _substances(wanted)


def _substances(wanted: str) -> Iterator[tuple[int, Found]]:
    wanted = _UN.sub("", wanted)
    for row in load_substances().search(wanted, PER_KIND):
        if row.id != UNKNOWN:
            found = Found("substance", row.name, described(row), Spilled(row.name))
            # What was found by its reading or a code of it fits no worse than by initials.
            yield entry(found, *row.un, row.cas).fit(wanted) or gazetteer.LETTERS, found


def _towns(said: str, divisions: Mapping[str, Bilingual]) -> Iterator[tuple[int, Found]]:
    for town in gazetteer.find(said, PER_KIND):
        above = dict.fromkeys(filter(None, (town.county, town.prefecture)))
        names = [divisions.get(name, Bilingual(name)) for name in above if name != town.name.zh]
        inside = Bilingual(
            " · ".join(name.in_("zh") for name in names),
            " · ".join(name.in_("en") for name in names),
        )
        if town.lon is None or town.lat is None:
            words = Text("{inside}; position not known", inside=inside)
            why = Text("The position of {name} is not known here: ask the county", name=town.name)
            yield town.score, Found("place", town.name, words, Say(why))
        else:
            goal = GoTo(town.lon, town.lat, town.name)
            yield town.score, Found("place", town.name, inside, goal)


def _grouped(hits: Sequence[tuple[int, Found]]) -> tuple[Found, ...]:
    """Kind by kind, that with the best fit first; of each the best, no more than there is room."""
    groups: dict[Kind, list[tuple[int, Found]]] = {}
    for fit, found in hits:
        groups.setdefault(found.kind, []).append((fit, found))
    for group in groups.values():
        group.sort(key=lambda hit: -hit[0])
    in_order = sorted(groups, key=lambda kind: (-groups[kind][0][0], KINDS.index(kind)))
    crowded = sum(map(len, groups.values())) > MOST
    shown: list[Found] = []
    for kind in in_order:
        group = groups[kind]
        most = PER_KIND if not crowded or group[0][0] >= gazetteer.BEGINS else PER_KIND // 2 + 1
        shown += [found for _fit, found in group[:most]]
    return tuple(shown[:MOST])
