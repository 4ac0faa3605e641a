"""The part of emerg incident that goes from post to post: seal, merge, show and settle."""

import os
from pathlib import Path

import click

from emerg.cli.columns import table
from emerg.cli.options import playbooks_option
from emerg.cli.passphrase import passphrase_if, passphrase_option
from emerg.cli.record_call import Call, heard, spoken, text_said
from emerg.cli.speech import Said, option
from emerg.texts import Prose, Text
from emerg.texts.letters import harmless
from emerg.usecases.settle import conflict_rows, conflicts_json, conflicts_of, settle

CONFLICT_HEADS = (
    Text("Name"),
    Text("Answer"),
    Text("Time"),
    Text("No."),
    Text("Post"),
    Text("Author"),
    Text("Kind"),
    Text("Text"),
)


@click.command(
    "export",
    cls=Said,
    about=Text("Seal the record into one file, to be carried to another post."),
    examples=(
        "emerg incident export ID",
        "emerg incident export ID --out /media/usb/x.emerg --to age1…",
    ),
)
@click.argument("id_", metavar="ID")
@option("--out", type=click.Path(path_type=Path), about=Text("File to write, .emerg."))
@option("--to", multiple=True, metavar="KEY", about=Text("Key that alone can open it; repeatable."))
@passphrase_option
@playbooks_option
@spoken
def export(
    call: Call,
    id_: str,
    out: Path | None,
    to: tuple[str, ...],
    passphrase_file: str | None,
    playbooks: Path | None,
) -> int:
    """Seal the record."""
    from emerg.usecases import exchange
    from emerg.usecases.playbook_versions import playbook_versions

    target = Path(exchange.package_name(id_, call.person.post))
    if out is not None:
        target = exchange.as_package(out)
    made = exchange.export_incident(
        call.home,
        id_,
        target,
        call.person,
        lock=exchange.Lock(to, passphrase_if(passphrase_file)),
        playbooks=playbook_versions(playbooks, os.environ, call.home),
    )
    human = Text(
        "{file}: {entries} entries, {files} files, sealed with {key}",
        file=str(made.file),
        entries=made.entries,
        files=made.files,
        key=made.fingerprint,
    )
    return call.answer(exchange.exported_json(made), human)


@click.command(
    "import",
    cls=Said,
    about=Text("Merge the record that another post sealed; twice changes nothing."),
    examples=("emerg incident import /media/usb/x.emerg",),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@passphrase_option
@option("--trust", metavar="KEY", about=Text("Key to accept though the post had another one."))
@playbooks_option
@heard
def import_(
    call: Call,
    file: Path,
    passphrase_file: str | None,
    trust: str | None,
    playbooks: Path | None,
) -> int:
    """Merge a package."""
    from emerg.usecases import exchange
    from emerg.usecases.playbook_versions import playbook_versions

    taken = exchange.import_package(
        call.home,
        file,
        passphrase=passphrase_if(passphrase_file),
        trusted=trust,
        playbooks=playbook_versions(playbooks, os.environ, call.home),
    )
    lines: list[Prose] = [
        Text(
            "{id}: {entries} new entries, {files} new files: {file}",
            id=taken.id,
            entries=len(taken.merged.entries),
            files=taken.merged.files,
            file=str(taken.file),
        ),
        _sealed_by(taken.manifest.post, taken.manifest.signer),
    ]
    if taken.new_key:
        lines.append(
            Text("This key is new here: compare it by telephone with emerg incident key there.")
        )
    if taken.differing:
        lines.append(
            Text(
                "That post works with another version of: {playbooks}",
                playbooks=harmless(", ".join(taken.differing)),
            )
        )
    if taken.conflicts:
        lines.append(
            Text("{n} things were said differently: emerg incident conflicts", n=taken.conflicts)
        )
    human = "\n".join(call.settings.say(line) for line in lines)
    return call.answer(exchange.imported_json(taken), human)


def _sealed_by(post: str, key: str) -> Text:
    if not post:
        return Text("Sealed by a post without a name, with {key}", key=key)
    return Text("Sealed by post '{post}' with {key}", post=harmless(post), key=key)


@click.command(
    "conflicts",
    cls=Said,
    about=Text("What posts said differently and nobody has settled, side by side."),
    examples=("emerg incident conflicts ID --json",),
)
@click.argument("id_", metavar="ID")
@heard
def conflicts(call: Call, id_: str) -> int:
    """Print conflicts."""
    found = conflicts_of(call.home, id_)
    heads = [call.settings.say(head) for head in CONFLICT_HEADS]
    rows = conflict_rows(found, call.settings.lang)
    human = table(heads, rows, right=(3,)) if rows else Text("Nothing was said differently.")
    return call.answer(conflicts_json(found), human)


@click.command(
    "settle",
    cls=Said,
    about=Text("Settle what was said differently by a new entry; all sides stay as they were."),
    examples=("emerg incident settle ID level REASON --value II",),
)
@click.argument("id_", metavar="ID")
@click.argument("name", metavar="NAME")
@click.argument("reason", metavar="REASON")
@option("--value", about=Text("The answer, in a word or a figure."))
@spoken
def settle_(call: Call, id_: str, name: str, reason: str, value: str | None) -> int:
    """Settle a conflict."""
    words = text_said(reason)
    return call.noted(id_, settle(call.home, id_, name, value, words, call.person, call.now))


@click.command(
    "key",
    cls=Said,
    about=Text("The keys of this computer: what others compare, and what they lock for."),
    examples=("emerg incident key",),
)
@heard
def key(call: Call) -> int:
    """Print the keys."""
    from emerg.usecases.exchange import keys_here

    keys = keys_here(call.home)
    lines = (
        Text("Seals with: {key}", key=keys.fingerprint),
        Text("Opens what is locked for: {to}", to=keys.recipient),
    )
    human = "\n".join(call.settings.say(line) for line in lines)
    return call.answer({"key": keys.fingerprint, "to": keys.recipient}, human)


COMMANDS: tuple[click.Command, ...] = (export, import_, conflicts, settle_, key)
