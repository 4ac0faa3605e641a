"""emerg verify: does this installation compute what it should?"""

import json
import os
from pathlib import Path

import click

from emerg.cli.columns import table
from emerg.cli.main import EXIT_REFUSED, Settings, merged
from emerg.cli.options import json_option, lang_option, playbooks_option
from emerg.cli.speech import Said
from emerg.texts import Text, render
from emerg.units import significant
from emerg.usecases.verify import Check, Part, Verified, verified_json, verify


@click.command(
    "verify",
    cls=Said,
    about=Text("Check the science, the cases, the playbooks and the fonts of this installation."),
    examples=("emerg verify", "emerg verify --json"),
)
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def command(given: Settings, /, lang: str | None, playbooks: Path | None, as_json: bool) -> int:
    """Print every check with its figures; 1 if one failed."""
    settings = merged(given, lang, playbooks)
    found = verify(settings.playbooks, os.environ, settings.home)
    if as_json:
        told = verified_json(found, settings.lang)
        click.echo(json.dumps(told, ensure_ascii=False, allow_nan=False, indent=1))
    else:
        click.echo(_told(found, settings))
    return EXIT_REFUSED if found.failed else 0


def _told(found: Verified, settings: Settings) -> str:
    heads = [
        settings.say(word)
        for word in (
            Text("Check"),
            Text("Expected"),
            Text("Got"),
            Text("Tolerance"),
            Text("Result"),
        )
    ]
    rows = [row for part in found.parts for row in _rows(part, settings)]
    last = Text(
        "{passed} of {n} checks passed",
        passed=len(found.checks) - len(found.failed),
        n=len(found.checks),
    )
    return "\n".join([table(heads, rows, right=(1, 2, 3)), "", settings.say(last)])


def _rows(part: Part, settings: Settings) -> list[list[str]]:
    head = [settings.say(part.name), "", "", "", ""]
    return [head, *(_row(check, settings) for check in part.checks)]


RULES = {"near": "", "least": "≥ ", "most": "≤ "}


def _row(check: Check, settings: Settings) -> list[str]:
    tolerance = (
        f"± {significant(check.tolerance, 1)}" if check.rule == "near" and check.tolerance else ""
    )
    note = render(check.note, settings.lang)
    result = settings.say(Text("pass") if check.passed else Text("FAIL"))
    return [
        f"  {settings.say(check.name)}",
        f"{RULES[check.rule]}{_figure(check.expected, check.unit)}",
        _figure(check.got, check.unit),
        tolerance,
        f"{result}  {note}".rstrip(),
    ]


def _figure(value: float, unit: str) -> str:
    """Counts as they are, all else to four figures."""
    text = f"{value:.0f}" if isinstance(value, int) else significant(value, 4)
    return f"{text} {unit}".rstrip()
