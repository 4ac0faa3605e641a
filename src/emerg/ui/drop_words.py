"""What a dropped thing is said to be, and what can be done with it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from emerg.texts import Prose, Text
from emerg.ui.drop_card import DropState

if TYPE_CHECKING:  # most windows are dropped nothing onto
    from emerg.usecases.bring_playbook import Brought
    from emerg.usecases.bring_tiles import Tiles
    from emerg.usecases.contacts import Imported
    from emerg.usecases.dropped import Dropped, What

SAID: "Mapping[What, tuple[Text, Text, Prose]]" = {
    "package": (
        Text(
            "Its entries are proven first, then merged: nothing is lost, nothing is taken twice. "
            "What was said differently is shown side by side."
        ),
        Text("Bring it"),
        "",
    ),
    "playbook": (
        Text(
            "It is checked strictly first. Without a fault it is copied into the home folder and "
            "counts before the one that ships; an own one of the same id is set aside, not lost."
        ),
        Text("Check it and take it"),
        "",
    ),
    "office": (
        Text(
            "Every cell is checked first. Without a fault the list is kept in the home folder, in "
            "place of one of the same id; the next F5 reckons with it."
        ),
        Text("Check it and take it"),
        "",
    ),
    "contacts": (
        Text(
            "The numbers are locked under the passphrase of the office. Delete the table "
            "afterwards, in the bin too."
        ),
        Text("Lock them away"),
        Text("passphrase of the office"),
    ),
    "scenario": (
        Text(
            "What is on the desk is put away, nothing of it is lost. The five questions are filled "
            "in from the file; look at them, then press F5."
        ),
        Text("A new incident with these answers"),
        "",
    ),
    "tiles": (
        Text(
            "The file is copied into the home folder, however large it is; then it can be chosen "
            "in the menu Map. Whether its positions are shifted (GCJ-02) nobody can see: check a "
            "bridge."
        ),
        Text("Copy it"),
        "",
    ),
    "file": (
        Text("A copy is kept with the incident, and an entry says so."),
        Text("Keep it with the incident"),
        "",
    ),
}
NEW_PASSPHRASE = Text("a new passphrase of the office: keep one copy in the safe")
NO_INCIDENT = Text(
    "No incident lies on the desk: it would begin one, with this file as its first entry."
)
MANY = Text("{n} things were dropped: one at a time")


def state_of(found: "Dropped", *, on_desk: bool, has_book: bool) -> DropState:
    """What to ask of what was dropped."""
    text, action, asks = SAID[found.what]
    if found.what == "contacts" and not has_book:
        asks = NEW_PASSPHRASE
    if found.what == "file" and not on_desk:
        text = NO_INCIDENT
    return DropState(found.words, text, action, asks, str(found.path))


def brought_words(brought: "Brought") -> Text:
    """A playbook was taken."""
    fields = {"id": brought.id, "folder": str(brought.folder)}
    if brought.before is None:
        return Text("Playbook {id} taken: {folder}", **fields)
    return Text(
        "Playbook {id} taken: {folder}; the one before is kept in {before}",
        before=str(brought.before),
        **fields,
    )


def tiles_words(tiles: "Tiles") -> Text:
    """Tiles were copied."""
    return Text(
        "{name} is kept in {file}: choose it in the menu Map, Tiles under the map",
        name=tiles.name,
        file=str(tiles.file),
    )


def contacts_words(imported: "Imported") -> Text:
    """Numbers were locked away."""
    return Text(
        "{added} new and {changed} changed numbers locked away, {total} in all; now delete the "
        "table",
        added=imported.added,
        changed=imported.changed,
        total=imported.total,
    )


def left_words(left: tuple[str, ...], file: str) -> Text:
    """What a scenario says that the form does not ask for."""
    return Text(
        "Not in the five questions, and left out: {keys}. emerg respond {file} reckons with them",
        keys=", ".join(left),
        file=file,
    )
