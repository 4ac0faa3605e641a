"""emerg hindcast: what the forecast would have said, against what was observed."""

import json
from pathlib import Path

import click

from emerg.cli.columns import table
from emerg.cli.main import Settings, merged
from emerg.cli.options import Number, json_option, lang_option
from emerg.cli.speech import Said, option
from emerg.errors import InputError
from emerg.response.scoring import Predicted, Scored, hindcast
from emerg.texts import Text
from emerg.units import early_h, late_h, significant
from emerg.usecases.case_file import case_files, read_case
from emerg.usecases.hindcast import hindcast_json


@click.command(
    "hindcast",
    cls=Said,
    about=Text("Predict what a case's observations saw, and score it."),
    examples=(
        "emerg hindcast tests/cases/elk-2014.toml",
        "emerg hindcast tests/cases --learn 1 --json",
    ),
)
@click.argument("paths", nargs=-1, metavar="CASE.toml...", type=click.Path(path_type=Path))
@option("--learn", type=Number(0), default=0, about=Text("Learn from the first N observations."))
@lang_option
@json_option
@click.pass_obj
def command(
    given: Settings, /, paths: tuple[Path, ...], learn: float, lang: str | None, as_json: bool
) -> int:
    """Print each case with what was predicted and seen."""
    settings = merged(given, lang, None)
    files = case_files(list(paths))
    if not files or learn != int(learn):
        raise InputError(
            Text("no case file was given") if not files else Text("--learn is no whole number"),
            where="emerg hindcast",
            fix=Text("name case files or a folder with them; --learn 0, 1, 2 …"),
        )
    cases = [read_case(file) for file in files]
    for case in cases:
        scored = hindcast(case, int(learn))
        if as_json:
            found = hindcast_json(scored, settings.lang)
            click.echo(json.dumps(found, ensure_ascii=False, allow_nan=False))
        else:
            click.echo(_told(scored, settings))
    return 0


def _told(scored: Scored, settings: Settings) -> str:
    say = settings.say
    heads = [
        say(Text("Station")),
        "km",
        say(Text("Event")),
        say(Text("Observed h")),
        say(Text("Predicted h: earliest / likely / latest")),
        say(Text("Inside")),
        say(Text("Peak mg/L")),
    ]
    rows = [_row(one, settings) for one in scored.predicted]
    score = Text(
        "{n} scored, {inside} inside, median error {error}",
        n=len(scored.rest),
        inside="—" if scored.inside is None else f"{scored.inside:.0%}",
        error="—" if scored.median_error is None else f"{scored.median_error:.1%}",
    )
    lines = [scored.case.title, table(heads, rows, right=(1,)), say(score)]
    return "\n".join([*lines, *(say(words) for words in scored.warnings), ""])


EVENTS = {"front": Text("front"), "peak": Text("peak"), "tail": Text("tail")}


def _row(one: Predicted, settings: Settings) -> list[str]:
    seen = one.seen
    earliest, likely, latest = one.predicted_h
    peak = "—"
    if one.predicted_mg_l is not None:
        low, middle, high = (significant(value) for value in one.predicted_mg_l)
        peak = f"{middle} ({low}–{high})"
    times = [
        "—" if earliest is None else early_h(earliest),
        "—" if likely is None else early_h(likely),
        "—" if latest is None else late_h(latest),
    ]
    return [
        seen.station,
        f"{seen.km:g}",
        settings.say(EVENTS[seen.event]),
        f"{seen.observed_h[0]:g}–{seen.observed_h[1]:g}",
        " / ".join(times),
        settings.say(Text("yes") if one.inside else Text("no")),
        peak,
    ]
