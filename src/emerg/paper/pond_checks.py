"""What to look at on a pond: when it was looked at last, and what is overdue."""

from datetime import date

from emerg.paper.content import (
    Blank,
    Cell,
    Column,
    Heading,
    Note,
    Part,
    Points,
    Strong,
    Table,
    Tick,
)
from emerg.paper.words import NONE
from emerg.playbooks.dam_schema import DamPlaybook, Pond
from emerg.playbooks.signs import Sign, last_look, load_signs, overdue
from emerg.texts import Prose, Text

SEASONS: dict[str, Prose] = {
    "always": Text("All year: signs of major hidden danger"),
    "winter": Text("In winter"),
    "flood": Text("In the flood season (May to September)"),
    "quake": Text("After an earthquake that was felt"),
}


def check_parts(book: DamPlaybook, pond: Pond, today: date) -> list[Part]:
    """What to look at, when it was looked at last, and what is overdue."""
    table = load_signs()
    late = {sign.id for sign in overdue(book.dam.checks, pond.id, today)}
    parts: list[Part] = [
        Heading(Text("{pond}: what to look at", pond=pond.name), new_page=True),
        Note(
            Text(
                "{n} of {all} signs of this season have not been looked at in time ({source})",
                n=len(late),
                all=sum(sign.due_in(today.month) for sign in table.sign),
                source=table.source,
            ),
            "loud" if late else "quiet",
        ),
    ]
    for season, title in SEASONS.items():
        signs = [sign for sign in table.sign if sign.when == season]
        rows = tuple(_sign(book, pond, sign, late) for sign in signs)
        columns = (
            Column(Text("Sign"), 6.2),
            Column(Text("Every"), 1.1, "right"),
            Column(Text("Last look"), 1.7, "center"),
            Column(Text("Good"), 0.7, "center"),
            Column(Text("Bad"), 0.7, "center"),
            Column(Text("By, on"), 1.6),
        )
        parts += [Heading(title), Table(columns, rows, NONE, title)]
    return [*parts, *_found(book, pond)]


def _sign(book: DamPlaybook, pond: Pond, sign: Sign, late: set[str]) -> tuple[Cell, ...]:
    look = last_look(book.dam.checks, pond.id, sign.id)
    when: Prose = Text("never") if look is None else look.on.isoformat()
    shown: Cell = Strong(Text("{when}, overdue", when=when)) if sign.id in late else when
    every = NONE if sign.when == "quake" else Text("{n} d", n=sign.every_days)
    return sign.text, every, shown, Tick(), Tick(), Blank()


def _found(book: DamPlaybook, pond: Pond) -> list[Part]:
    signs = {sign.id: sign.text for sign in load_signs().sign}
    bad = [row for row in book.dam.checks if row.pond == pond.id and row.result == "bad"]
    if not bad:
        return []
    lines = tuple(
        Text(
            "{on}: {sign} ({by}) {note}",
            on=row.on.isoformat(),
            sign=signs.get(row.sign, row.sign),
            by=row.by,
            note=row.note,
        )
        for row in bad
    )
    return [Heading(Text("Found bad")), Points(lines)]
