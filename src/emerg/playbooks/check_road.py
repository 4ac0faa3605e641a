"""How good a road playbook's data are: a score out of 100, and what to verify, worst first."""

from collections.abc import Iterator
from datetime import date

from emerg.playbooks.check import DRAWN, PHONE_DAYS, TRUST, Quality, Share, mean, phone_share
from emerg.playbooks.road_books import RoadBook
from emerg.playbooks.roads import RoadMap
from emerg.texts import Prose, Text

# What posts are worth that come from an old public scheme, and none at all.
PUBLIC_POSTS, NO_POSTS = 0.2, 0.0


def road_quality(book: RoadBook, roads: RoadMap, today: date) -> Quality:
    """The data quality of `book` as of `today`; it ranks work to do and judges no road."""
    playbook = book.playbook
    approved = bool(playbook.road.approved_on and playbook.road.approved_by)
    worth = {part.stretch.id: part.stretch.length_m for part in book.alignment.parts}
    lines = sum(DRAWN[roads.edges[name].accuracy] * m for name, m in worth.items())
    posts = 1.0 if book.own_posts else PUBLIC_POSTS if book.posts else NO_POSTS
    shares = (
        Share(Text("road line"), lines / sum(worth.values())),
        Share(Text("stake posts"), posts),
        Share(Text("places"), mean(TRUST[site.confidence] for site in playbook.sites)),
        Share(Text("what is carried"), mean(TRUST[row.confidence] for row in playbook.road.cargo)),
        Share(Text("contacts verified"), mean(phone_share(r, today) for r in playbook.plan.roles)),
        Share(Text("approval"), 1.0 if approved else 0.0),
    )
    score = round(100 * sum(share.value for share in shares) / len(shares))
    return Quality(score, shares, tuple(_remarks(book, roads, today)))


def _remarks(book: RoadBook, roads: RoadMap, today: date) -> Iterator[Prose]:
    yield from _about_the_line(book, roads)
    yield from _about_places(book)
    yield from _about_the_file(book, today)


def _about_the_line(book: RoadBook, roads: RoadMap) -> Iterator[Prose]:
    if not book.own_posts:
        yield (
            Text("stake posts are an old public scheme, off by tens of km: enter your own")
            if book.posts
            else Text("no stake posts: enter two or more of your own")
        )
    parts = [(roads.edges[part.stretch.id], part.stretch.length_m) for part in book.alignment.parts]
    rough = sum(metres for row, metres in parts if row.accuracy == "D")
    if rough:
        yield Text(
            "{km} km of road drawn schematically (class D): never tell a bank or a bridge from it",
            km=f"{rough / 1000:.0f}",
        )
    unsure = sum(row.to_verify for row, _metres in parts)
    if unsure:
        yield Text("{n} stretches whose course or existence is to be confirmed", n=unsure)
    if any(row.ref_confidence != "high" for row, _metres in parts):
        yield Text("the number of the road is not sure on every stretch")


# What an officer will ask for, and public data do not tell.
WANTED = {
    "service": Text("service areas"),
    "parking": Text("places to park and turn"),
    "fuel": Text("filling stations"),
    "check": Text("checkpoints"),
    "weigh": Text("weigh stations"),
    "school": Text("schools"),
}


def _about_places(book: RoadBook) -> Iterator[Prose]:
    kinds = {site.kind for site in book.playbook.sites}
    wanted = tuple(name for kind, name in WANTED.items() if kind not in kinds)
    if wanted:
        yield Text("not listed: {names}", names=wanted)
    tunnels = [s for s in book.playbook.sites if s.kind in ("tunnel", "bridge")]
    if unknown := sum(site.hazmat is None for site in tunnels):
        yield Text("{n} bridges and tunnels: not known whether dangerous goods may pass", n=unknown)
    far = [drain for drain in book.playbook.drains if drain.distance_m > 5000]
    if far:
        yield Text("{n} parts drain to a river more than 5 km away: look on the spot", n=len(far))


def _about_the_file(book: RoadBook, today: date) -> Iterator[Prose]:
    road, roles = book.playbook.road, book.playbook.plan.roles
    if not road.cargo:
        yield Text("nothing is known of what is carried")
    if empty := sum(not role.phone for role in roles):
        yield Text("{n} of {all} contacts have no number", n=empty, all=len(roles))
    if stale := sum(0.0 < phone_share(role, today) < 1.0 for role in roles):
        yield Text("{n} numbers not verified for {days} days or never", n=stale, days=PHONE_DAYS)
    if book.playbook.plan.generic:
        yield Text("the plan is the general one; no plan of this road's own yet")
    if not road.approved_on:
        yield Text("not approved by any office")
    if road.review_by is not None and road.review_by < today:
        yield Text("review was due on {date}", date=road.review_by.isoformat())
