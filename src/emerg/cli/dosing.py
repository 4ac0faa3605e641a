"""emerg dosing: how much of which product, where, whether it can be done, and what is at hand."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from emerg.cli.answering import answer_of
from emerg.cli.beside import tell_beside
from emerg.cli.columns import table
from emerg.cli.main import Settings, merged
from emerg.cli.options import (
    Number,
    json_option,
    lang_option,
    playbooks_option,
    resources_option,
)
from emerg.cli.speech import Said, option
from emerg.hazards.dosing import load_dosing
from emerg.hazards.limits import load_limits
from emerg.paper.dosing_words import (
    basis_line,
    caught_words,
    count_words,
    feasible_words,
    intake_words,
    neutral_words,
    pair_words,
    place_lines,
    row_words,
    stock_words,
    total_lines,
    undosed_words,
)
from emerg.response.answer import Answer
from emerg.response.doses import DoseAt, Dosing
from emerg.response.incident import Reading, Scenario
from emerg.response.stock import Stock, stock_of
from emerg.texts import Prose, Text, join
from emerg.units import BEIJING
from emerg.usecases.dosing_json import dosing_json, stocks_json
from emerg.usecases.resources import offices

HEADS = (
    Text("Pollutant, product"),
    Text("Place, flow"),
    Text("Product mg/L"),
    Text("kg an hour"),
    Text("t a day, lorries"),
    Text("In all t"),
    Text("Can it be done"),
)


@click.command(
    "dosing",
    cls=Said,
    about=Text("How much of which product it would take, where, and whether that can be done."),
    examples=(
        "emerg dosing SCENARIO.toml",
        "emerg dosing SCENARIO.toml --flow 20 --json",
        "emerg dosing SCENARIO.toml --resources DIR",
    ),
)
@click.argument("scenario_file", type=click.Path(path_type=Path))
@option("--flow", type=Number(0, above=True), about=Text("m³/s measured at the incident."))
@resources_option
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def command(
    given: Settings,
    /,
    scenario_file: Path,
    flow: float | None,
    resources: Path | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Print doses at every place, then conditions, limits of use and stock."""
    settings = merged(given, lang, playbooks)

    def measured(scenario: Scenario) -> Scenario:
        return scenario if flow is None else replace(scenario, flow=(Reading(flow, flow),))

    answer = answer_of(settings, scenario_file, measured)
    stocks = _stocks(settings, answer, resources)
    if as_json:
        found: dict[str, Any] = dosing_json(answer, settings.lang) or {}
        found["stock"] = stocks_json(stocks, settings.lang)
        click.echo(json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1))
    elif answer.dosing is not None:
        click.echo("\n".join(_told(answer.dosing, stocks, settings)))
    return 0


def _stocks(settings: Settings, answer: Answer, resources: Path | None) -> tuple[Stock, ...]:
    have, problems = offices(
        resources,
        os.environ,
        settings.home,
        exercise=answer.exercise,
        playbooks=settings.playbooks,
    )
    tell_beside(settings, problems)
    today = answer.incident.now.astimezone(BEIJING).date()
    items = answer.dosing.items if answer.dosing is not None and have else ()
    return tuple(stock_of(have, item, today) for item in items)


def _told(found: Dosing, stocks: tuple[Stock, ...], settings: Settings) -> Iterator[str]:
    say = settings.say
    for line in found.lines:
        yield say(line)
    if found.river:
        rows = [[say(cell) for cell in _row(one, settings)] for one in found.river]
        yield ""
        yield table([say(head) for head in HEADS], rows, right=())
    for line in _figures(found):
        yield say(line)
    if found.neutral:
        yield say(load_dosing().neutral.limits)
    if found.rows:
        yield ""
    for row in found.rows:
        yield say(row_words(row))
    yield ""
    if not stocks:
        yield say(Text("Stock at hand: no list of an office is loaded, or no product is needed"))
    for stock in stocks:
        yield say(Text("Stock at hand: {stock}", stock=stock_words(stock)))


def _figures(found: Dosing) -> Iterator[Prose]:
    yield from undosed_words(found)
    yield from (intake_words(one) for one in found.intakes)
    yield from (caught_words(one) for one in found.caught)
    yield from (neutral_words(one) for one in found.neutral)


def _row(one: DoseAt, settings: Settings) -> tuple[Prose, ...]:
    def line(parts: tuple[Prose, ...]) -> str:
        return join(parts, settings.lang)

    return (
        line((load_limits().name(one.species), one.dose.row.product)),
        line(place_lines(one)),
        basis_line(one),
        pair_words(one.dose.kg_h),
        line((pair_words(one.dose.t_d), count_words(one.lorries_d))),
        line(total_lines(one)),
        feasible_words(one),
    )
