"""The part of emerg incident that goes on paper: the whole record, and the hand-over of a shift."""

from pathlib import Path

import click

from emerg.cli.record_call import Call, heard
from emerg.cli.speech import Said, option
from emerg.texts import Text


@click.command(
    "report",
    cls=Said,
    about=Text("Print the record: timeline, conflicts and proof, each page with its own hash."),
    examples=(
        "emerg incident report ID",
        "emerg incident report ID --out record.pdf",
        "emerg incident report ID --out record.xlsx",
    ),
)
@click.argument("id_", metavar="ID")
@option(
    "--out",
    type=click.Path(path_type=Path),
    about=Text("File to write, .pdf or .xlsx; without it <id>.pdf here."),
)
@heard
def report(call: Call, id_: str, out: Path | None) -> int:
    """Write the record as PDF or workbook."""
    from emerg.usecases.record_sheet import report_json, write_report

    printed = write_report(call.home, id_, out, call.settings.lang, call.now)
    human = f"{printed.file}\n{call.settings.say(printed.state)}"
    return call.answer(report_json(printed), human)


@click.command(
    "handover",
    cls=Said,
    about=Text("Print the hand-over sheet of a shift: what holds, what is open, what happened."),
    examples=(
        "emerg incident handover ID",
        "emerg incident handover ID --since 2026-11-25T08:00 --until 2026-11-25T20:00",
        "emerg incident note ID NAME --kind period",
        "emerg incident handover ID --period NAME",
    ),
)
@click.argument("id_", metavar="ID")
@option(
    "--since",
    metavar="WHEN",
    about=Text("ISO time it began; without it the period that goes on, or 12 h."),
)
@option("--until", metavar="WHEN", about=Text("ISO time the shift ends; without it now."))
@option("--period", metavar="NAME", about=Text("The operational period of that name instead."))
@option(
    "--out",
    type=click.Path(path_type=Path),
    about=Text("File to write, .pdf; without it <id>-handover.pdf here."),
)
@heard
def handover(
    call: Call,
    id_: str,
    since: str | None,
    until: str | None,
    period: str | None,
    out: Path | None,
) -> int:
    """Write the hand-over sheet as PDF."""
    from emerg.usecases.record_sheet import handover_json, write_handover
    from emerg.usecases.shift import Spoken

    lang = call.settings.lang
    spoken = Spoken(since, until, period)
    printed, shift = write_handover(call.home, id_, spoken, out, lang, call.now)
    human = f"{printed.file}\n{call.settings.say(printed.state)}"
    return call.answer(handover_json(printed, shift), human)


COMMANDS: tuple[click.Command, ...] = (report, handover)
