"""The golden set of this installation: cases, playbooks, fonts, and the same answer twice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from math import inf, nan
from pathlib import Path
from statistics import median

import emerg
from emerg import fonts
from emerg.errors import EmergError
from emerg.playbooks.rivers import Rivers
from emerg.response.case import Case
from emerg.response.hits import Hit
from emerg.response.incident import Amount, Scenario, Start, Where
from emerg.response.scoring import Predicted, hindcast
from emerg.texts import LOCALE_DIR, Text
from emerg.usecases.case_file import case_files, read_case
from emerg.usecases.load import load_rivers
from emerg.usecases.respond import respond
from emerg.usecases.shelf import check_playbooks
from emerg.usecases.verify import Check, Work

# The published example: its peak 15 km down, 5, 50 and 95 % of the seeded ensemble [h]. They move
# with the engine only: read the change, then write the new ones.
EXAMPLE = "jobson-1996-example-1"
SEEDED_H = (8.25, 15.8, 29.8)
SEEDED_TOLERANCE = 0.01
LEAST_INSIDE, LEAST_INSIDE_LEARNED = 0.85, 0.80
MOST_ERROR = 0.10
KEY_RIVERS = 12
START = datetime(2026, 7, 14, 18, 40, tzinfo=UTC)


def work_here(explicit: Path | None, environ: Mapping[str, str], home: Path) -> Work:
    """The parts that depend on what is installed."""
    return (
        (Text("Accidents and examples that are open"), partial(cases, cases_folder())),
        (Text("The same question, the same answer"), partial(same, explicit, environ, home)),
        (Text("Playbooks"), partial(playbooks, explicit, environ, home)),
        (Text("Fonts"), printable),
    )


def cases_folder() -> Path:
    """Where the open cases are: in the package, or in the checkout."""
    package = Path(emerg.__file__).parent
    packaged = package / "data" / "cases"
    return packaged if packaged.is_dir() else package.parents[1] / "tests" / "cases"


def cases(folder: Path) -> Iterator[Check]:
    """What was observed lies in the bands, and one observation brings the rest nearer."""
    read = {file.stem: read_case(file) for file in case_files([folder])} if folder.is_dir() else {}
    accidents = [case for stem, case in read.items() if stem != EXAMPLE]
    yield Check(Text("cases found"), 4, len(read), rule="least")
    if EXAMPLE in read:
        yield from _seeded(read[EXAMPLE])
    if accidents:
        yield from _accidents(accidents)


def _seeded(example: Case) -> Iterator[Check]:
    times = hindcast(example, 0).predicted[1].predicted_h
    names = (
        Text("Jobson 1996, example 1, whole ensemble: earliest peak"),
        Text("Jobson 1996, example 1, whole ensemble: likely peak"),
        Text("Jobson 1996, example 1, whole ensemble: latest peak"),
    )
    for name, expected, got in zip(names, SEEDED_H, times, strict=True):
        hours = inf if got is None else got
        yield Check(name, expected, hours, SEEDED_TOLERANCE * expected, unit="h")


def _accidents(accidents: Sequence[Case]) -> Iterator[Check]:
    forecasts = [hindcast(case, 0).predicted for case in accidents]
    learned = [one for case in accidents for one in hindcast(case, 1).rest]
    name = Text("share of observations inside their band")
    yield _inside(name, LEAST_INSIDE, [one for case in forecasts for one in case])
    name = Text("share inside after one observation")
    yield _inside(name, LEAST_INSIDE_LEARNED, learned)
    before = _error([one for case in forecasts for one in case[1:]])
    name = Text("median error after one observation")
    yield Check(name, max(MOST_ERROR, before / 2), _error(learned), rule="most")


def _inside(name: Text, least: float, predicted: Sequence[Predicted]) -> Check:
    inside, every = sum(one.inside for one in predicted), len(predicted)
    note = Text("{k} of {n}", k=inside, n=every)
    return Check(name, least, inside / every if every else nan, rule="least", note=note)


def _error(predicted: Sequence[Predicted]) -> float:
    errors = [inf if one.relative_error is None else abs(one.relative_error) for one in predicted]
    return median(errors) if errors else nan


def same(explicit: Path | None, environ: Mapping[str, str], home: Path) -> Iterator[Check]:
    """An incident at the head of the river with most places, answered twice."""
    name = Text("largest difference between two answers")
    try:
        found = load_rivers(explicit, environ, home)
        first, second = (answered(found) for _ in range(2))
    except EmergError as error:
        yield Check(name, 0.0, inf, note=error.what)
        return
    yield Check(Text("places reached"), 1, len(first), rule="least")
    yield Check(name, 0.0, difference(first, second), unit="h")


def answered(rivers: Rivers) -> tuple[Hit, ...]:
    """Who is hit by the incident that is asked twice."""
    book = max(rivers.playbooks.values(), key=lambda book: len(book.sites))
    river = book.river.id
    start = min(reach.from_km for reach in book.reaches if reach.river == river)
    incident = Scenario(
        Where(river=river, km=start + 1.0),
        "氰化钠",
        amount=Amount(8, 20, "t"),
        start=Start(START, START),
        exercise=True,
    )
    return respond(rivers, incident, now=START).hits


def difference(one: Sequence[Hit], other: Sequence[Hit]) -> float:
    """The largest difference [h] of any hour of two hit lists; infinite where they differ else."""
    if [_without_hours(hit) for hit in one] != [_without_hours(hit) for hit in other]:
        return inf
    pairs = zip(one, other, strict=True)
    return max(
        (abs(a - b) for x, y in pairs for a, b in zip(_hours(x), _hours(y), strict=True)),
        default=0.0,
    )


def _hours(hit: Hit) -> tuple[float, ...]:
    return (*hit.front_h, *hit.peak_h)


def _without_hours(hit: Hit) -> Hit:
    none = (0.0, 0.0, 0.0)
    return replace(hit, front_h=none, peak_h=none)


def playbooks(explicit: Path | None, environ: Mapping[str, str], home: Path) -> Iterator[Check]:
    """The shelf as it is found here."""
    try:
        checked = check_playbooks((), explicit, environ, home, START.date())
    except EmergError as error:
        yield Check(Text("errors in playbooks"), 0, inf, note=error.what)
        return
    bad = tuple(one.id for one in checked if one.problems)
    errors = sum(len(one.problems) for one in checked)
    yield Check(Text("errors in playbooks"), 0, errors, note=", ".join(bad))
    keys = sum(one.kind == "river" and one.key for one in checked)
    yield Check(Text("key rivers"), KEY_RIVERS, keys, rule="least")


def printable() -> Iterator[Check]:
    """Every character of the catalogue has a glyph."""
    sentences = [path.read_text(encoding="utf-8") for path in sorted(LOCALE_DIR.rglob("*.po"))]
    lacking = fonts.missing("".join(sentences))
    yield Check(Text("catalogues found"), 1, len(sentences), rule="least")
    yield Check(
        Text("characters of the catalogue that no font holds"), 0, len(lacking), note=lacking
    )
