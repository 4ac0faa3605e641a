"""emerg verify: does this installation compute what it should?"""

import json
import os
from pathlib import Path

import click

from emerg.cli.columns import table
from emerg.cli.main import EXIT_REFUSED, Settings, merged
from emerg.cli.options import json_option, lang_option, playbooks_option
from emerg.cli.speech import Said
from emerg.texts import Text
from emerg.usecases.verify import Check, Part, Verified, verified_json, verify
from emerg.usecases.verify_words import (
    HEADS,
    expected_figure,
    got_figure,
    result_words,
    tolerance_figure,
)


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
    heads = [settings.say(head) for head in HEADS]
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


def _row(check: Check, settings: Settings) -> list[str]:
    return [
        f"  {settings.say(check.name)}",
        expected_figure(check),
        got_figure(check),
        tolerance_figure(check),
        settings.say(result_words(check)),
    ]
