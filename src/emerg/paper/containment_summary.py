"""What a containment comes to, in words: what does most, the rule of thumb, water and space."""

from collections.abc import Iterator
from math import floor

from emerg.paper.containment_words import effect_words, volume
from emerg.response.containment import Containment
from emerg.response.holding_option import METHODS
from emerg.texts import Prose, Text


def rule_words(found: Containment) -> Prose:
    """The rule of thumb, beside what is reckoned."""
    rule = found.table.rule
    said = Text(
        "Rule of thumb: more than {dam} h to the next target, build dams; {dose}–{dam} h, dose; "
        "less, stop the intakes and switch the source ({source})",
        dam=f"{rule.dam_from_h:g}",
        dose=f"{rule.dose_from_h:g}",
        source=rule.source,
    )
    if found.next_target is None:
        return said
    hit, left = found.next_target
    if left is None:
        return Text("{said}. The start is not known: by the rule, stop the intakes", said=said)
    return Text(
        "{said}. Next is {name}, in {h} h: by the rule, {what}",
        said=said,
        name=hit.title,
        h=f"{floor(left * 10) / 10:.1f}",
        what=_by_rule(found, left),
    )


def _by_rule(found: Containment, left_h: float) -> Prose:
    if left_h > found.table.rule.dam_from_h:
        return Text("build dams")
    if left_h < found.table.rule.dose_from_h:
        return Text("stop the intakes and switch the source")
    if any(option.method == "dose" for option in found.options):
        return Text("dose")
    return Text(
        "dose; but nothing can or may be dosed into the river against this, so stop the "
        "intakes and switch the source"
    )


def best_words(found: Containment) -> Prose:
    """What does most together."""
    best = found.best
    if best is None:
        return Text("By the model nothing that there is time for spares anybody below anything.")
    names = tuple(
        Text("{name} ({what})", name=one.place.name, what=METHODS[one.method])
        for one in best.options
    )
    said = Text(
        "Most is spared by {names}: {effect} ({tried} combinations of up to three reckoned)",
        names=names,
        effect=effect_words(best.effect),
        tried=best.tried,
    )
    if any(one.asked_m3 for one in best.options):
        said = Text("{said}, if so much space is free: ask first", said=said)
    if not best.if_ready:
        return said
    return Text("{said}, if they can be there in time: that is not known", said=said)


def ledger_words(found: Containment) -> Iterator[Prose]:
    """The water against the space that somebody has looked at."""
    ledger = found.ledger
    if ledger.to_hold_m3 is None:
        yield Text("No volume of water above the limit: {why}.", why=ledger.not_known)
    else:
        yield Text(
            "Water above the limit: up to {m3}, from the first to the last of it.",
            m3=volume(ledger.to_hold_m3[1]),
        )
    checked = sum(space.measured for space in ledger.spaces)
    yield Text(
        "Space that was checked on the spot: {m3} at {checked} of {all} places; what nobody has "
        "checked counts nothing.",
        m3=volume(ledger.held_m3[0]),
        checked=checked,
        all=len(ledger.spaces),
    )
    if ledger.missing_m3:
        yield Text("Missing at worst: {m3}.", m3=volume(ledger.missing_m3))
