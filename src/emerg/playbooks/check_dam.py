"""How good a tailings playbook's data are: a score out of 100, and what to verify, worst first."""

from collections.abc import Iterator
from datetime import date

from emerg.playbooks.check import PHONE_DAYS, TRUST, Quality, Share, mean, phone_share
from emerg.playbooks.dam_links import figures
from emerg.playbooks.dam_schema import DamPlaybook
from emerg.playbooks.signs import load_signs, overdue
from emerg.texts import Prose, Text

PLACED = {"found": 1.0, "computed": 0.6, "town": 0.2, "none": 0.0}


def dam_quality(book: DamPlaybook, today: date) -> Quality:
    """The data quality of `book` as of `today`; it ranks work to do and judges no pond."""
    dam = book.dam
    real = [site for site in book.sites if site.confidence != "example"]
    shares = (
        Share(Text("position of the ponds"), mean(PLACED[pond.position] for pond in dam.ponds)),
        Share(
            Text("figures of the ponds"),
            mean(TRUST[one.confidence] for pond in dam.ponds for one in figures(pond)),
        ),
        Share(Text("receiving river"), mean(TRUST[one.confidence] for one in dam.receiving[:1])),
        Share(Text("places"), mean(TRUST[site.confidence] for site in real)),
        Share(Text("contacts verified"), mean(phone_share(r, today) for r in book.plan.roles)),
        Share(Text("approval"), 1.0 if dam.approved_on and dam.approved_by else 0.0),
    )
    score = round(100 * sum(share.value for share in shares) / len(shares))
    return Quality(score, shares, tuple(_remarks(book, today)))


def _remarks(book: DamPlaybook, today: date) -> Iterator[Prose]:
    yield from _about_ponds(book)
    yield from _about_the_way(book)
    yield from _about_checks(book, today)
    yield from _about_the_file(book, today)


def _about_ponds(book: DamPlaybook) -> Iterator[Prose]:
    ponds = book.dam.ponds
    if lost := sum(pond.position == "none" for pond in ponds):
        yield Text("{n} of {all} ponds have no position", n=lost, all=len(ponds))
    if invented := sum(any(one.confidence == "example" for one in figures(pond)) for pond in ponds):
        yield Text(
            "{n} of {all} ponds: volume, height, drainage or water are examples for drills; a real "
            "leak reads none of them: enter your own",
            n=invented,
            all=len(ponds),
        )
    if book.dam.risk is None:
        yield Text("no H, S, R and no risk level entered")


def _about_the_way(book: DamPlaybook) -> Iterator[Prose]:
    first = book.dam.receiving[0]
    if first.confidence == "low":
        yield Text("where a leak enters {river} is an estimate", river=first.river)
    if len(book.dam.receiving) > 1:
        yield Text("it may run into {n} rivers: find out which", n=len(book.dam.receiving))
    if book.path is None:
        yield Text("the way from pond to river is not drawn")
    if not any(site.confidence != "example" for site in book.sites):
        yield Text("no village, road or place to hold water is listed on the way")


def _about_checks(book: DamPlaybook, today: date) -> Iterator[Prose]:
    for pond in book.dam.ponds:
        late = overdue(book.dam.checks, pond.id, today)
        if late:
            yield Text(
                "{pond}: {n} of {all} signs not looked at in time",
                pond=pond.name,
                n=len(late),
                all=len(load_signs().sign),
            )
        bad = [row for row in book.dam.checks if row.pond == pond.id and row.result == "bad"]
        if bad:
            yield Text("{pond}: {n} signs were found bad", pond=pond.name, n=len(bad))


def _about_the_file(book: DamPlaybook, today: date) -> Iterator[Prose]:
    roles = book.plan.roles
    if empty := sum(not role.phone for role in roles):
        yield Text("{n} of {all} contacts have no number", n=empty, all=len(roles))
    if stale := sum(0.0 < phone_share(role, today) < 1.0 for role in roles):
        yield Text("{n} numbers not verified for {days} days or never", n=stale, days=PHONE_DAYS)
    if book.plan.generic:
        yield Text("the plan is the general one; no plan of this pond's own yet")
    if not book.dam.approved_on:
        yield Text("not approved by any office")
    if book.dam.review_by is not None and book.dam.review_by < today:
        yield Text("review was due on {date}", date=book.dam.review_by.isoformat())
