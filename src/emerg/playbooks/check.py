"""How good a playbook's data are: a score out of 100, and what to verify, worst first.

The score is the mean of six shares, each between 0 (nothing is known) and 1 (all of it verified).
It ranks work to do and is no judgement of the river. Errors are for `emerg.playbooks.links`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from emerg.playbooks.schema import Reach, RiverPlaybook, Role, Site
from emerg.texts import Prose, Text

INTAKES = ("waterworks", "source_area")
# A telephone number is trusted this long after somebody rang it.
PHONE_DAYS = 180
TRUST = {"high": 1.0, "medium": 0.6, "low": 0.2, "example": 0.0}
# What a line of each class of accuracy is worth for placing an incident.
DRAWN = {"A": 1.0, "B": 0.8, "C": 0.5, "D": 0.1}


@dataclass(frozen=True, slots=True)
class Share:
    """One measure of quality: its name and its value from 0 to 1."""

    name: Prose
    value: float


@dataclass(frozen=True, slots=True)
class Quality:
    """The score out of 100, what it is made of, and remarks on what to verify."""

    score: int
    shares: tuple[Share, ...]
    remarks: tuple[Prose, ...]


def quality(book: RiverPlaybook, today: date) -> Quality:
    """The data quality of `book` as of `today`."""
    shares = (
        Share(Text("river lines"), _by_length(book.reaches, lambda r: DRAWN[r.accuracy])),
        Share(Text("flow"), _by_length(book.reaches, lambda r: TRUST[r.confidence])),
        Share(Text("width and depth measured"), _by_length(book.reaches, _measured)),
        Share(Text("places"), mean(_site(site) for site in _real(book))),
        Share(
            Text("contacts verified"), mean(phone_share(role, today) for role in book.plan.roles)
        ),
        Share(Text("approval"), 1.0 if book.river.approved_on and book.river.approved_by else 0.0),
    )
    score = round(100 * sum(share.value for share in shares) / len(shares))
    return Quality(score, shares, tuple(_remarks(book, today)))


def _by_length(reaches: Iterable[Reach], worth: Callable[[Reach], float]) -> float:
    parts = [(reach.length_km, worth(reach)) for reach in reaches]
    return sum(length * value for length, value in parts) / max(sum(n for n, _ in parts), 1e-9)


def _measured(reach: Reach) -> float:
    if reach.measured_width_m is not None and reach.measured_depth_m is not None:
        return 1.0
    # A regression on the flow: better than nothing, no survey.
    return 0.2 if reach.width_m is not None else 0.0


def mean(values: Iterable[float]) -> float:
    """The mean; 0 of nothing."""
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def _real(book: RiverPlaybook) -> list[Site]:
    return [s for s in book.sites if s.confidence != "example" and s.layer != "confluence"]


def _site(site: Site) -> float:
    placed = {"found": 1.0, "computed": 0.8, "town": 0.3, "none": 0.0}[site.position]
    return (TRUST[site.confidence] + placed) / 2


def phone_share(role: Role, today: date) -> float:
    """What a number is worth: nothing if there is none, half if nobody rang it lately."""
    if not role.phone:
        return 0.0
    return 1.0 if is_trusted(role.verified_on, today) else 0.5


def is_trusted(verified_on: date | None, today: date) -> bool:
    """Whether somebody rang a number lately enough that it is still trusted.

    >>> is_trusted(date(2026, 6, 2), date(2026, 11, 29)), is_trusted(None, date(2026, 11, 29))
    (True, False)
    """
    return verified_on is not None and today - verified_on <= timedelta(PHONE_DAYS)


def _remarks(book: RiverPlaybook, today: date) -> Iterator[Prose]:
    """What to verify: who drinks, whom to call, what can hold, then the river itself."""
    yield from _about_people(book, today)
    yield from _about_places(book)
    yield from _about_the_river(book)
    yield from _about_the_file(book, today)


def _about_people(book: RiverPlaybook, today: date) -> Iterator[Prose]:
    intakes = [site for site in _real(book) if site.kind in INTAKES]
    unsure = [site for site in intakes if site.confidence == "low" or site.km is None]
    if intakes:
        yield Text(
            "Intakes and sources listed: {n}, without a sure position: {unsure}; "
            "the list is not verified",
            n=len(intakes),
            unsure=len(unsure),
        )
    else:
        yield Text("no intake or source is listed: that does not mean there is none")
    empty = sum(not role.phone for role in book.plan.roles)
    if empty:
        yield Text("{n} of {all} contacts have no number", n=empty, all=len(book.plan.roles))
    stale = sum(0.0 < phone_share(role, today) < 1.0 for role in book.plan.roles)
    if stale:
        yield Text("{n} numbers not verified for {days} days or never", n=stale, days=PHONE_DAYS)


def _about_places(book: RiverPlaybook) -> Iterator[Prose]:
    sites = _real(book)
    spaces = [site for site in sites if site.space_class is not None]
    checked = [s for s in spaces if (s.attributes or {}).get("how_to_use")]
    yield Text(
        "{n} emergency spaces and facilities listed, {checked} with instructions for use",
        n=len(spaces),
        checked=len(checked),
    )
    lost = [site for site in sites if site.position == "none" and site.kind != "exit"]
    if lost:
        yield Text("{n} places have no position: listed, not drawn", n=len(lost))
    towns = [site for site in sites if site.position == "town"]
    if towns:
        yield Text("{n} places stand at their town: position good to some km only", n=len(towns))


def _about_the_river(book: RiverPlaybook) -> Iterator[Prose]:
    bare = [reach for reach in book.reaches if reach.width_m is None or reach.depth_m is None]
    if bare:
        yield Text("no width or depth for {n} reaches ({km} km)", n=len(bare), km=_km(bare))
    rough = [reach for reach in book.reaches if reach.accuracy == "D"]
    if rough:
        yield Text(
            "{km} km of river drawn schematically (class D): not for placing booms or sections",
            km=_km(rough),
        )
    doubtful = [reach for reach in book.reaches if reach.confidence == "low"]
    if doubtful:
        yield Text("long-term flow of {km} km is an estimate of low confidence", km=_km(doubtful))
    if book.river.flow.confidence == "low":
        yield Text("the months' flow factors are borrowed or of low confidence")
    unnamed = [stem for stem in book.river.stems if not stem.name_confirmed]
    if unnamed:
        yield Text("{n} tributaries without a confirmed name", n=len(unnamed))


def _about_the_file(book: RiverPlaybook, today: date) -> Iterator[Prose]:
    if book.plan.generic:
        yield Text("the plan is the general one; no plan of this river's own yet")
    if not book.river.approved_on:
        yield Text("not approved by any office")
    if book.river.review_by is not None and book.river.review_by < today:
        yield Text("review was due on {date}", date=book.river.review_by.isoformat())


def _km(reaches: Iterable[Reach]) -> str:
    return f"{sum(reach.length_km for reach in reaches):.0f}"
