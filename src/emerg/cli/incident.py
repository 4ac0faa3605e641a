"""emerg incident: the record of what was said and done; nothing in it is ever lost or changed."""

from collections.abc import Callable
from pathlib import Path

import click

from emerg.cli.columns import table
from emerg.cli.incident_archive import COMMANDS as PUT_AWAY
from emerg.cli.incident_exchange import COMMANDS
from emerg.cli.incident_report import COMMANDS as ON_PAPER
from emerg.cli.main import EXIT_REFUSED
from emerg.cli.options import OneOf
from emerg.cli.record_call import Call, heard, spoken, text_said
from emerg.cli.speech import Said, SaidGroup, option
from emerg.errors import DataError, InputError
from emerg.incident.model import NOTED, Draft
from emerg.incident.reader import read_entries
from emerg.texts import Text
from emerg.texts.letters import harmless
from emerg.usecases import incident as record
from emerg.usecases.incident_log import (
    checked_json,
    entry_json,
    listed_json,
    listed_row,
    log_rows,
)
from emerg.usecases.settle import answer

LOG_HEADS = (Text("Time"), Text("No."), Text("Post"), Text("Author"), Text("Kind"), Text("Text"))
LIST_HEADS = (
    Text("Id"),
    Text("Entries"),
    Text("Opened"),
    Text("Last"),
    Text("Stage"),
    Text("Title"),
)


def about_one(function: Callable[..., int]) -> Callable[..., int]:
    """ID, NUMBER, and `--of`: one entry that is there already."""
    about = Text("Post whose entry is meant; without it the post that speaks.")
    number = click.argument("number", metavar="NUMBER")
    return click.argument("id_", metavar="ID")(number(option("--of", about=about)(function)))


@click.group(
    "incident",
    cls=SaidGroup,
    about=Text("The record: note what is said and done, read it, prove that it is whole."),
    examples=(
        "emerg incident new --title TITLE",
        "emerg incident note ID TEXT --kind call",
        "emerg incident log ID",
        "emerg incident verify ID",
    ),
)
def command() -> None:
    """The record: note what is said and done, read it, prove that it is whole."""


@command.command(
    "new",
    cls=Said,
    about=Text("Open an incident; prints its id and its file."),
    examples=(
        "emerg incident new --title TITLE --post FRONT --json",
        "emerg incident new --title TITLE --exercise",
    ),
)
@option("--title", required=True, about=Text("Title of the incident."))
@option("--exercise", is_flag=True, about=Text("A drill: every sheet says so."))
@spoken
def new(call: Call, title: str, exercise: bool) -> int:
    """Open an incident."""
    id_, file = record.new_incident(call.home, title, call.person, call.now, exercise=exercise)
    human = Text("Incident {id} is open: {file}", id=id_, file=str(file))
    return call.answer({"id": id_, "file": str(file)}, human)


@command.command(
    "list",
    cls=Said,
    about=Text("Every incident on this computer."),
    examples=("emerg incident list --json",),
)
@heard
def list_(call: Call) -> int:
    """Print the list; of one that cannot be read, say so and go on."""
    found = record.list_incidents(call.home)
    lang = call.settings.lang
    heads = [call.settings.say(head) for head in LIST_HEADS]
    rows = [listed_row(one, lang) for one in found]
    return call.answer([listed_json(one) for one in found], table(heads, rows, right=(1,)))


@command.command(
    "note",
    cls=Said,
    about=Text("Note a text, or - for the standard input; prints its number once it is on disk."),
    examples=(
        "emerg incident note ID TEXT",
        "emerg incident note ID TEXT --kind order --author NAME --post FRONT",
        "emerg incident note ID TEXT --kind decision --about level --value III",
        "emerg incident note ID - < FILE",
    ),
)
@click.argument("id_", metavar="ID")
@click.argument("text", metavar="TEXT")
@option("--kind", type=OneOf(*NOTED), default="note", about=Text("What kind of entry it is."))
@option("--about", about=Text("Question that it answers, as level or task 3."))
@option("--value", about=Text("The answer, in a word or a figure."))
@spoken
def note(call: Call, id_: str, text: str, kind: str, about: str | None, value: str | None) -> int:
    """Note a text."""
    draft = Draft(kind, text_said(text))
    if about is None and value is None:
        return call.noted(id_, record.note(call.home, id_, draft, call.person, call.now))
    if about is None or value is None:
        raise InputError(
            Text("question and answer go together"),
            where="--about" if about is None else "--value",
            fix=Text("give both --about and --value, or neither"),
        )
    return call.noted(id_, answer(call.home, id_, draft, about, value, call.person, call.now))


@command.command(
    "amend",
    cls=Said,
    about=Text("Correct an entry by a new one; the old one stays as it was."),
    examples=("emerg incident amend ID 3 TEXT", "emerg incident amend ID 3 TEXT --of FRONT"),
)
@about_one
@click.argument("text", metavar="TEXT")
@option("--value", about=Text("Of an entry that is an answer: the answer as it should have been."))
@spoken
def amend(call: Call, id_: str, number: str, of: str | None, text: str, value: str | None) -> int:
    """Correct an entry."""
    meant = call.person.post if of is None else of
    words = text_said(text)
    done = record.amend(call.home, id_, number, meant, words, call.person, call.now, value)
    return call.noted(id_, done)


@command.command(
    "strike",
    cls=Said,
    about=Text("Strike an entry by a new one that says why; the old one stays as it was."),
    examples=("emerg incident strike ID 3 REASON",),
)
@about_one
@click.argument("reason", metavar="REASON")
@spoken
def strike(call: Call, id_: str, number: str, of: str | None, reason: str) -> int:
    """Strike an entry."""
    meant = call.person.post if of is None else of
    words = text_said(reason)
    return call.noted(
        id_, record.strike(call.home, id_, number, meant, words, call.person, call.now)
    )


@command.command(
    "close",
    cls=Said,
    about=Text("Say that the incident is over, and how it ended; strike that to open it again."),
    examples=("emerg incident close ID REASON",),
)
@click.argument("id_", metavar="ID")
@click.argument("reason", metavar="REASON")
@spoken
def close(call: Call, id_: str, reason: str) -> int:
    """Close an incident."""
    words = text_said(reason)
    return call.noted(id_, record.close_incident(call.home, id_, words, call.person, call.now))


@command.command(
    "attach",
    cls=Said,
    about=Text("Keep a copy of a file with the incident, and note it."),
    examples=("emerg incident attach ID photo.jpg",),
)
@click.argument("id_", metavar="ID")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@spoken
def attach(call: Call, id_: str, file: Path) -> int:
    """Keep a file."""
    return call.noted(id_, record.attach(call.home, id_, file, call.person, call.now))


@command.command(
    "log",
    cls=Said,
    about=Text("Every entry, in the order of time."),
    examples=("emerg incident log ID", "emerg incident log ID --json"),
)
@click.argument("id_", metavar="ID")
@heard
def log(call: Call, id_: str) -> int:
    """Print the record."""
    entries = record.read_log(call.home, id_)
    heads = [call.settings.say(head) for head in LOG_HEADS]
    rows = log_rows(entries, call.settings.lang)
    return call.answer([entry_json(entry) for entry in entries], table(heads, rows, right=(1,)))


@command.command(
    "verify",
    cls=Said,
    about=Text("Prove that the record is whole; exit 1 and the first broken entry if it is not."),
    examples=(
        "emerg incident verify ID",
        "emerg incident verify journal.sqlite --json",
        "emerg incident verify ID --page HASH",
    ),
)
@click.argument("what", metavar="ID|FILE")
@option("--page", metavar="HASH", about=Text("Find the entries of a printed page by its hash."))
@heard
def verify(call: Call, what: str, page: str | None) -> int:
    """Check the chain, the files and the database."""
    found = record.check_incident(call.home, what)
    if page is not None:
        return _page(call, found, page)
    verdict = found.verdict
    if verdict.problems and not call.as_json:
        saved = (record.rescued_problem(found.rescued),) if found.rescued else ()
        raise DataError((*verdict.problems, *saved))
    whole = Text(
        "{id} is whole: {entries} entries, {files} files",
        id=verdict.incident,
        entries=verdict.entries,
        files=verdict.files,
    )
    last = [f"  {harmless(post)} {e.number} {e.hash}" for post, e in sorted(verdict.last.items())]
    human = "\n".join([call.settings.say(whole), *last])
    call.answer(checked_json(found, call.settings.lang), human)
    return EXIT_REFUSED if verdict.problems else 0


def _page(call: Call, found: record.Checked, page: str) -> int:
    """Which entries a printed page shows, of a record that is whole."""
    from emerg.usecases.page_check import entries_of_page

    if found.verdict.problems:
        raise DataError(found.verdict.problems)
    shown = entries_of_page(read_entries(found.file), page)
    heads = [call.settings.say(head) for head in LOG_HEADS]
    rows = log_rows(shown, call.settings.lang)
    return call.answer([entry_json(entry) for entry in shown], table(heads, rows, right=(1,)))


@command.command(
    "backup",
    cls=Said,
    about=Text("Copy the record, prove the copy, and let the oldest copies go."),
    examples=("emerg incident backup ID",),
)
@click.argument("id_", metavar="ID")
@heard
def backup(call: Call, id_: str) -> int:
    """Copy the record."""
    made = record.back_up_incident(call.home, id_, call.now)
    human = Text("{entries} entries, proven: {file}", entries=made.entries, file=str(made.file))
    return call.answer({"file": str(made.file), "entries": made.entries}, human)


for _command in (*COMMANDS, *ON_PAPER, *PUT_AWAY):
    command.add_command(_command)
