"""A sheet as plain text, part by part: what it says, apart from how it is drawn."""

from collections.abc import Iterator

from emerg.paper.content import (
    Blank,
    Cell,
    Form,
    Front,
    Heading,
    MapPart,
    Note,
    Part,
    Points,
    Sheet,
    Stack,
    Strong,
    Table,
    Thing,
    Tick,
)
from emerg.paper.map_content import MapContent
from emerg.texts import Lang, Prose, render


def told(sheet: Sheet, lang: Lang) -> str:
    """Every word of `sheet` in `lang`, one line per row."""
    return "\n".join(_lines(sheet, lang)) + "\n"


def told_part(part: Part, lang: Lang) -> str:
    return "\n".join(_part(part, lang))


def cells(table: Table, lang: Lang) -> list[list[str]]:
    """The rows of a table as text."""
    return [[_cell(cell, lang) for cell in row] for row in table.rows]


def tables(sheet: Sheet) -> list[Table]:
    return [part for part in sheet.parts if isinstance(part, Table)]


def front_of(sheet: Sheet) -> Front:
    return next(part for part in sheet.parts if isinstance(part, Front))


def maps(sheet: Sheet) -> list[MapContent]:
    found = [part.content for part in sheet.parts if isinstance(part, MapPart)]
    return [part.map for part in sheet.parts if isinstance(part, Front)] + found


def _lines(sheet: Sheet, lang: Lang) -> Iterator[str]:
    def say(text: Prose) -> str:
        return render(text, lang)

    yield f"{say(sheet.title)} | {say(sheet.subject)} | {say(sheet.made)}"
    yield f"{say(sheet.status)} | {sheet.version} | {say(sheet.drill)}"
    for part in sheet.parts:
        yield from _part(part, lang)


def _part(part: Part, lang: Lang) -> Iterator[str]:
    def say(text: Prose) -> str:
        return render(text, lang)

    match part:
        case Heading():
            yield f"\n## {say(part.text)}"
        case Note():
            yield f"[{part.tone}] {say(part.text)}"
        case Points():
            yield from (f"- {say(line)}" for line in part.lines)
        case Form():
            yield from (f"{say(label)}: {say(value)}" for label, value in part.fields)
        case Table():
            yield " | ".join(say(column.head) for column in part.columns)
            yield from (" | ".join(row) for row in cells(part, lang))
            if not part.rows:
                yield f"({say(part.empty)})"
        case MapPart():
            yield from _map(part.content, lang)
        case Front():
            yield from _front(part, lang)


def _front(front: Front, lang: Lang) -> Iterator[str]:
    def say(text: Prose) -> str:
        return render(text, lang)

    yield from (f"{say(fact.label)}: {say(fact.value)}" for fact in front.facts)
    yield f"! {say(front.warning)}"
    yield from (f"* {say(key.figure)} | {say(key.meaning)}" for key in front.keys)
    for head, things in (
        (front.things_head, front.things),
        (front.soonest_head, front.soonest),
    ):
        yield f"# {say(head)}"
        yield from (_thing(thing, lang) for thing in things)
    for head, lines in ((front.known_head, front.known), (front.unknown_head, front.unknown)):
        yield f"# {say(head)}"
        yield from (f"- {say(line)}" for line in lines)
    yield from _map(front.map, lang)


def _thing(thing: Thing, lang: Lang) -> str:
    by, text, why = (render(words, lang) for words in (thing.by, thing.text, thing.why))
    return f"{thing.number} | {by} | {text} | {why}"


def _map(content: MapContent, lang: Lang) -> Iterator[str]:
    yield f"map: {render(content.title, lang)}"
    yield from (f"  {entry.kind}: {render(entry.text, lang)}" for entry in content.legend)
    yield from (f"  {render(note, lang)}" for note in content.notes)


def _cell(cell: Cell, lang: Lang) -> str:
    match cell:
        case Strong():
            return f"**{render(cell.text, lang)}**"
        case Blank():
            return "____"
        case Tick():
            return "[ ]"
        case Stack():
            return " / ".join(_cell(part, lang) for part in cell.parts)
        case _:
            return render(cell, lang)
