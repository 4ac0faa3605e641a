"""emerg level: how grave, by which criteria, who leads, by when to report, and what was sent."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from emerg.cli.answering import Change, answer_of
from emerg.cli.columns import table
from emerg.cli.main import Settings, merged
from emerg.cli.options import json_option, lang_option, playbooks_option
from emerg.cli.speech import Said, option
from emerg.errors import InputError
from emerg.paper.words import FIRING, NONE
from emerg.response.answer import Answer, ReportClock
from emerg.response.incident import Scenario
from emerg.response.level import GRADE_NAMES
from emerg.response.report_clocks import clock_words, lacking_words, missing_fields
from emerg.response.said_words import Grade
from emerg.texts import Prose, Text
from emerg.units import beijing
from emerg.usecases.incident import note, read_log
from emerg.usecases.level_json import clocks_json, level_json
from emerg.usecases.record_person import person_of
from emerg.usecases.reporting import sent_draft, sent_reports
from emerg.usecases.times import Times

HEADS = (Text("Criterion"), Text("Reached"), Text("Possible"), Text("Why"))
CLOCK_HEADS = (Text("Clock key"), Text("Report due"), Text("How it stands"), Text("Report to"))
CASE_HEADS = (Text("No."), Text("Case"), Text("State"), Text("Why"))


@click.command(
    "level",
    cls=Said,
    about=Text("How grave an incident is as far as is known, who leads, and by when to report."),
    examples=(
        "emerg level SCENARIO.toml",
        "emerg level SCENARIO.toml --json",
        "emerg level SCENARIO.toml --incident ID --sent first --at 2026-11-25T03:40",
    ),
)
@click.argument("scenario_file", type=click.Path(path_type=Path))
@option("--incident", metavar="ID", about=Text("Reckon with the reports noted in this incident."))
@option(
    "--sent",
    metavar="KEY",
    about=Text("Note in the incident that this report was sent: first, or the key of a clock."),
)
@option("--at", metavar="TIME", about=Text("When it was sent; now if not given."))
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def command(
    given: Settings,
    /,
    scenario_file: Path,
    incident: str | None,
    sent: str | None,
    at: str | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Print the first judgement, to be confirmed."""
    settings = merged(given, lang, playbooks)
    now = datetime.now(UTC).astimezone()
    if sent is not None:
        if incident is None:
            raise InputError(
                Text("in which incident it was sent is not said"),
                where="--sent",
                fix=Text("give --incident ID too"),
            )
        clock = _named(answer_of(settings, scenario_file, _with_record(settings, incident)), sent)
        moment = now if at is None else Times("--at", now).moment(at, "at")
        draft = sent_draft(clock, moment, settings.lang)
        note(settings.home, incident, draft, person_of(settings.home, None, None), now)
    answer = answer_of(settings, scenario_file, _with_record(settings, incident))
    if as_json:
        found = level_json(answer, settings.lang) | {"clocks": clocks_json(answer, settings.lang)}
        click.echo(json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1))
    else:
        click.echo("\n".join(_told(answer, settings)))
    return 0


def _with_record(settings: Settings, incident: str | None) -> Change:
    """The scenario with the reports that the record says were sent, after its own."""
    noted = () if incident is None else sent_reports(read_log(settings.home, incident))

    def change(asked: Scenario) -> Scenario:
        told = replace(asked.reporting, sent=(*asked.reporting.sent, *noted))
        return replace(asked, reporting=told)

    return change


def _named(answer: Answer, key: str) -> ReportClock:
    found = next((clock for clock in answer.clocks if clock.key == key), None)
    if found is None:
        raise InputError(
            Text("no report '{key}' is due at this level", key=key),
            where="--sent",
            fix=Text("use one of: {known}", known=", ".join(c.key for c in answer.clocks)),
        )
    return found


def _name(grade: Grade | None, settings: Settings) -> str:
    return NONE if grade is None else settings.say(GRADE_NAMES[grade])


def _clocks(answer: Answer, settings: Settings) -> list[str]:
    """Every report that is due by the clock, and what the first one still lacks."""
    say, now = settings.say, answer.incident.now
    rows = [
        [clock.key, say(clock.name), say(clock_words(clock, now)), say(clock.to)]
        for clock in answer.clocks
    ]
    lines = [table([say(head) for head in CLOCK_HEADS], rows, right=())]
    lacking = missing_fields(answer.first_report)
    if lacking:
        lines.append(say(lacking_words(lacking)))
    return lines


def _told(answer: Answer, settings: Settings) -> list[str]:
    say, level, due = settings.say, answer.level, answer.deadline
    lines = [say(level.words)]
    if level.ruled is not None:
        lines.append(say(Text("  reason: {reason}", reason=level.ruled.reason)))
    if level.lead:
        lines.append(f"  {say(level.lead)}")
    when: Prose = NONE if due.due is None else beijing(due.due)
    lines.append(say(Text("  first report by {time}: {basis}", time=when, basis=due.basis)))
    rows = [
        [say(one.text), _name(one.reached, settings), _name(one.may_be, settings), say(one.why)]
        for one in level.criteria
    ]
    lines += ["", *_clocks(answer, settings)]
    lines += ["", table([say(head) for head in HEADS], rows, right=())]
    cases = [[str(c.number), say(c.text), say(FIRING[c.fires]), say(c.why)] for c in due.cases]
    lines += [
        "",
        say(Text("Special cases (art. 4): where the level cannot be told, as for a major one")),
    ]
    lines.append(table([say(head) for head in CASE_HEADS], cases, right=(0,)))
    return [*lines, "", say(Text("Source: {source}. {note}", source=level.source, note=level.note))]
