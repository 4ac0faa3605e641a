"""Answers that no sheet was drawn for: very many of everything, very long names, nothing at all."""

from dataclasses import replace
from functools import cache

from emerg.response.answer import Answer
from emerg.texts import Bilingual
from tests.paper import made

LONG = (
    "西藏自治区拉萨市堆龙德庆区东嘎街道桑木村第一二三四五六七八村民小组"
    "联合集中式供水工程一期二期三期取水口（备用）以及其附属泵站"
)
assert len(LONG) >= 60
FACILITIES = 200


@cache
def crowded() -> Answer:
    """Two hundred facilities, every name of sixty characters or more, and all lists long."""
    found = made.demo()
    name = Bilingual(LONG, "A waterworks with a very long English name, " + "and its pumps " * 4)
    hits = [
        replace(found.hits[n % len(found.hits)], name=name, site=f"made/{n}", number=n + 1)
        for n in range(FACILITIES)
    ]
    hits.sort(key=lambda hit: hit.front_h)
    numbered = tuple(replace(hit, number=n) for n, hit in enumerate(hits, start=1))
    return replace(
        found,
        incident=replace(found.incident, scenario=replace(found.incident.scenario, title=LONG * 3)),
        hits=numbered,
        holding=tuple(replace(one, name=name) for one in found.holding),
        calls=tuple(replace(call, who=LONG) for call in found.calls) * 3,
        next_things=tuple(replace(one, text=LONG * 2, why=LONG * 3) for one in found.next_things),
        assumptions=(LONG * 2,) * 40,
        known=(LONG,) * 30,
        unknown=(LONG,) * 30,
        data_status=LONG,
    )


def no_intakes() -> Answer:
    """A way on which nobody is known to draw water."""
    found = made.demo()
    kept = tuple(hit for hit in found.hits if hit.kind in ("bridge", "wetland"))
    return replace(found, hits=kept, holding=())


def nothing() -> Answer:
    """Nobody on the way, nobody to call, nothing known."""
    return replace(
        made.demo(), hits=(), holding=(), calls=(), sampling=(), assumptions=(), known=()
    )


def unknown() -> Answer:
    """Substance, amount, start, flow: all unknown."""
    return made.answer(
        at={"river": "nyang", "km": 100.0},
        substance="unknown",
        amount_kg="unknown",
        when="unknown",
        reported=None,
        flow="unknown",
    )


def long_way() -> Answer:
    """Two thousand kilometres of river."""
    return made.answer(at={"river": "yarlung-tsangpo", "km": 100.0})
