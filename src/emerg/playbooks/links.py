"""What must agree between records: ids, rivers, reaches, sources, order along the river."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter

from emerg.errors import Findings
from emerg.geodesy import LocalPlane
from emerg.playbooks.read import ABOUT, MAP, PLAN
from emerg.playbooks.schema import Reach, RiverPlaybook, Site
from emerg.texts import Text

# Ends of two reaches that join may lie this far apart [m]: they are drawn with five decimals.
JOIN_M = 50.0
# Chainages that should be equal may differ by this [km].
KM = 0.02


def check_links(books: Mapping[str, RiverPlaybook], findings: Findings) -> None:
    """Everything that is wrong between the records of `books` (by folder name) or between them."""
    reaches: dict[str, tuple[RiverPlaybook, Reach]] = {}
    for name, book in books.items():
        _own_name(name, book, findings)
        _ids(book, findings)
        for reach in book.reaches:
            if reach.id in reaches:
                other = reaches[reach.id][0].river.id
                findings.add(
                    Text("reach {id} is in {other} already", id=reach.id, other=other),
                    _at(book, reach.id),
                    Text("give every reach an id of its own"),
                )
            reaches[reach.id] = (book, reach)
    for book in books.values():
        _sources(book, findings)
        _flow(book, findings)
        _rivers(book, findings)
        _sites(book, findings)
        _plan(book, findings)
        _downstream(book, reaches, findings)
    _no_circle(reaches, findings)


def next_reaches(reach: Reach) -> tuple[str, ...]:
    """Ids of the reaches that `reach` flows into."""
    if reach.to is None:
        return ()
    return (reach.to,) if isinstance(reach.to, str) else tuple(arm.to for arm in reach.to)


def _drawn(book: RiverPlaybook) -> tuple[tuple[str, str], ...]:
    """Id and river of everything on the map."""
    reaches = ((reach.id, reach.river) for reach in book.reaches)
    return (*reaches, *((site.id, site.river) for site in book.sites))


def _at(book: RiverPlaybook, record: str, file: str = MAP) -> str:
    return f"{book.folder / file}, {record}"


def _near(word: str, known: Iterable[str]) -> Text:
    names = list(known)
    near = get_close_matches(word, names, n=1)
    if near:
        return Text("did you mean '{near}'?", near=near[0])
    return Text("one of: {known}", known=", ".join(names[:12]) or "—")


def _own_name(name: str, book: RiverPlaybook, findings: Findings) -> None:
    if name != book.river.id:
        findings.add(
            Text("the id '{id}' is not the folder's name", id=book.river.id),
            _at(book, "id", ABOUT),
            Text('write id = "{name}", or rename the folder', name=name),
        )


def _ids(book: RiverPlaybook, findings: Findings) -> None:
    seen: set[str] = set()
    stems = (stem.id for stem in book.river.stems)
    for id_, file in (
        *((id_, ABOUT) for id_ in stems),
        *((id_, MAP) for id_, _river in _drawn(book)),
    ):
        if (key := f"{file} {id_}") in seen:
            findings.add(
                Text("the id '{id}' is used twice", id=id_),
                _at(book, id_, file),
                Text("give every record an id of its own"),
            )
        seen.add(key)
    if not book.reaches:
        findings.add(
            Text("the map has no reach"),
            str(book.folder / MAP),
            Text('draw the river as reaches, each a LineString with layer = "reach"'),
        )


def _sources(book: RiverPlaybook, findings: Findings) -> None:
    known = book.river.sources
    for where, key in _source_keys(book):
        if key not in known:
            findings.add(Text("no source '{key}' in river.toml", key=key), where, _near(key, known))


def _source_keys(book: RiverPlaybook) -> Iterator[tuple[str, str]]:
    yield _at(book, "flow", ABOUT), book.river.flow.source
    for stem in book.river.stems:
        if stem.length_source:
            yield _at(book, stem.id, ABOUT), stem.length_source
    for reach in book.reaches:
        yield _at(book, reach.id), reach.source
        yield _at(book, reach.id), reach.flow_source
    for site in book.sites:
        yield _at(book, site.id), site.source
    for number, step in enumerate(book.plan.steps, start=1):
        yield _at(book, f"steps {number}", PLAN), step.source
    for number, supply in enumerate(book.plan.water_supply, start=1):
        yield _at(book, f"water_supply {number}", PLAN), supply.source
    yield _at(book, "termination", PLAN), book.plan.termination.source


def _flow(book: RiverPlaybook, findings: Findings) -> None:
    flow = book.river.flow
    where = _at(book, "flow", ABOUT)
    if {len(flow.low), len(flow.mean), len(flow.high)} != {12}:
        findings.add(
            Text("low, mean and high need twelve figures each"),
            where,
            Text("write one factor for each month, January first"),
        )
        return
    for month, (low, mean, high) in enumerate(
        zip(flow.low, flow.mean, flow.high, strict=True), start=1
    ):
        if not low < mean < high:
            findings.add(
                Text("in month {month} low, mean and high are out of order", month=month),
                where,
                Text("low lies below mean, mean below high"),
            )


def _rivers(book: RiverPlaybook, findings: Findings) -> None:
    stems = {stem.id for stem in book.river.stems}
    for id_, river in _drawn(book):
        if river not in stems:
            findings.add(
                Text("no river '{river}' in river.toml", river=river),
                _at(book, id_),
                _near(river, stems),
            )
    for reach in book.reaches:
        if reach.to_km <= reach.from_km:
            findings.add(
                Text("to_km does not lie below from_km"),
                _at(book, reach.id),
                Text("chainage counts downstream from the source"),
            )
        arms = () if reach.to is None or isinstance(reach.to, str) else reach.to
        if arms and abs(sum(arm.share for arm in arms) - 1) > 1e-6:
            findings.add(
                Text("the shares of the arms do not make 1"),
                _at(book, reach.id),
                Text("give each arm its share of the flow, together 1"),
            )


def _sites(book: RiverPlaybook, findings: Findings) -> None:
    reaches = {reach.id: reach for reach in book.reaches}
    for site in book.sites:
        where = _at(book, site.id)
        if site.reach is None:
            continue
        reach = reaches.get(site.reach)
        if reach is None:
            findings.add(
                Text("no reach '{reach}' on this map", reach=site.reach),
                where,
                _near(site.reach, reaches),
            )
        elif reach.river != site.river:
            findings.add(
                Text("reach {reach} belongs to {river}", reach=reach.id, river=reach.river),
                where,
                Text("name the river that the reach belongs to"),
            )
        elif site.km is not None and not reach.from_km - KM <= site.km <= reach.to_km + KM:
            findings.add(
                Text("km {km} lies outside reach {reach}", km=f"{site.km:g}", reach=reach.id),
                where,
                Text(
                    "give a km from {low} to {high}",
                    low=f"{reach.from_km:g}",
                    high=f"{reach.to_km:g}",
                ),
            )
    _positions(book, findings)


def _positions(book: RiverPlaybook, findings: Findings) -> None:
    for site in book.sites:
        if (site.position == "none") == (site.id in book.positions):
            findings.add(
                Text("position says '{basis}', the geometry says otherwise", basis=site.position),
                _at(book, site.id),
                Text('write how the point was had, or position = "none" and geometry null'),
            )


def _plan(book: RiverPlaybook, findings: Findings) -> None:
    known: dict[str, Site] = {site.id: site for site in book.sites}
    named = [
        *((f"sampling {n}", p.site) for n, p in enumerate(book.plan.sampling, start=1)),
        *((f"water_supply {n}", w.site) for n, w in enumerate(book.plan.water_supply, start=1)),
    ]
    for record, site in named:
        if site and site not in known:
            findings.add(
                Text("no place '{site}' on the map", site=site),
                _at(book, record, PLAN),
                _near(site, known),
            )


def _downstream(
    book: RiverPlaybook, reaches: Mapping[str, tuple[RiverPlaybook, Reach]], findings: Findings
) -> None:
    for reach in book.reaches:
        for to in next_reaches(reach):
            if to not in reaches:
                findings.add(
                    Text("it flows into '{to}', which no loaded playbook has", to=to),
                    _at(book, reach.id),
                    _near(to, reaches),
                )
                continue
            other, below = reaches[to]
            _joined(book, reach, other, below, findings)


def _joined(
    book: RiverPlaybook,
    reach: Reach,
    other: RiverPlaybook,
    below: Reach,
    findings: Findings,
) -> None:
    end, start = book.lines[reach.id][-1], other.lines[below.id][0]
    gap_m = float(abs(LocalPlane(float(start[0]), float(start[1])).metres(end)).max())
    if gap_m > JOIN_M:
        findings.add(
            Text("its line ends {gap} m from where {to} begins", gap=f"{gap_m:.0f}", to=below.id),
            _at(book, reach.id),
            Text("let its last point be the first point of the next reach"),
        )
    if reach.river == below.river and abs(reach.to_km - below.from_km) > KM:
        findings.add(
            Text(
                "km {a} here, km {b} where {to} begins",
                a=f"{reach.to_km:g}",
                b=f"{below.from_km:g}",
                to=below.id,
            ),
            _at(book, reach.id),
            Text("let the chainage run on without a gap"),
        )


def _no_circle(reaches: Mapping[str, tuple[RiverPlaybook, Reach]], findings: Findings) -> None:
    graph = {id_: next_reaches(reach) for id_, (_book, reach) in reaches.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = [id_ for id_ in error.args[1] if id_ in reaches]
        findings.add(
            Text("these reaches flow in a circle: {reaches}", reaches=" → ".join(circle)),
            _at(reaches[circle[0]][0], circle[0]),
            Text("turn round the one that is drawn against the river"),
        )
