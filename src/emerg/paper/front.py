"""The commander's page: the map, and beside it what decides now. It always fits on one page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

from emerg.paper import page
from emerg.paper.content import Fact, Front, Key, Thing
from emerg.paper.drawing import draw_map
from emerg.paper.flow import Block
from emerg.paper.map_window import NUMBER_RADIUS, circled
from emerg.paper.page import Area, Pen, Style
from emerg.paper.typeset import said
from emerg.texts import Lang, Prose, Text

GAP = 9.0
FACT = Style(9.5, bold=True, leading=1.3)
FACT_LABEL = Style(8.0, ink=page.GREY, leading=1.25)
WARNING = Style(9.0, bold=True, leading=1.3)
HEAD = Style(9.0, bold=True, leading=1.5)
NUMBER = 15.0  # indent of what stands beside a number
FACT_LINES = 6
SAFETY_LINES = 8
SOONEST_LINES = 2
RULE = 3.0


@dataclass(frozen=True, slots=True)
class Manner:
    """How generously the page is set: the next manner is tighter.

    Attributes
    ----------
    across : float
        Of the twelve columns, those of what to do now.
    size : float
        Of its letters [pt].
    why_lines : int
        Lines for each reason.
    lists : float
        Share of the page for what is known and unknown.
    text_lines : int or None
        Lines for each thing to do; None: as many as it takes.
    """

    across: float
    size: float
    figure: float
    why_lines: int
    lists: float
    text_lines: int | None = None


MANNERS = (
    Manner(4, 10.5, 20, 4, 0.26),
    Manner(4, 9.5, 20, 4, 0.26),
    Manner(4, 9.0, 18, 3, 0.22),
    Manner(4.5, 9.0, 18, 3, 0.20),
    Manner(4.5, 9.0, 18, 2, 0.18),
    Manner(5, 8.5, 17, 2, 0.16),
    Manner(5, 8.5, 16, 1, 0.14),
    Manner(5, 8.0, 16, 1, 0.12),
    Manner(6, 8.0, 16, 0, 0.08),
    Manner(7, 8.0, 16, 0, 0.05),
    Manner(7, 8.0, 16, 0, 0.05, text_lines=8),
)
# Where another sheet says the rest: the column stays a third of the page, things are cut.
SHORT = (
    Manner(4, 10.0, 22, 3, 0.24, text_lines=4),
    Manner(4, 9.5, 20, 2, 0.20, text_lines=3),
    Manner(4, 9.0, 20, 2, 0.17, text_lines=3),
    # A reason in smaller letters is read; half of one in larger is not.
    Manner(4, 9.0, 18, 2, 0.14, text_lines=3),
    Manner(4, 8.5, 18, 2, 0.13, text_lines=3),
    Manner(4, 9.0, 20, 1, 0.15, text_lines=3),
    Manner(4, 8.5, 20, 1, 0.13, text_lines=2),
    Manner(4, 8.5, 18, 1, 0.12, text_lines=3),
    Manner(4, 8.0, 18, 1, 0.11, text_lines=3),
    Manner(4, 8.0, 18, 0, 0.11, text_lines=4),
    Manner(4, 8.0, 18, 0, 0.11, text_lines=2),
    Manner(4, 8.0, 16, 0, 0.06, text_lines=1),
)


@dataclass(frozen=True, slots=True)
class Item:
    """Some lines at one place of a column, in one style."""

    x: float
    lines: tuple[str, ...]
    style: Style
    before: float = 0.0
    sign: str = ""
    number: int | None = None
    loud: bool = False
    ruled: bool = False

    @property
    def high(self) -> float:
        """Height [pt] with the space before it."""
        return self.before + len(self.lines) * self.style.line + (RULE if self.ruled else 0.0)


Items = tuple[Item, ...]


def front_block(part: Front, lang: Lang, high: float) -> Block:
    """The page as one block of height `high`."""
    facts = _facts(part.facts, lang)
    warning = WARNING.lines(said(part.warning, lang, Text("warning")), page.ROOM - 16.0)
    fixed = _facts_high(facts) + _warning_high(warning) + 2 * GAP
    for manner in SHORT if part.short else MANNERS:
        now = now_items(part, lang, manner)
        lists = _lists(part, lang, manner.lists * high)
        middle = high - fixed - max(_high(items) for items in lists)
        if _high(now) <= middle:
            break

    def draw(pen: Pen, top: float, high: float) -> None:
        y = _draw_facts(pen, facts, top)
        y = _draw_warning(pen, warning, y) - GAP
        wide = page.columns(12 - manner.across)
        draw_map(pen, part.map, lang, Area(page.LEFT, y - middle, wide, middle))
        x = page.LEFT + wide + page.GUTTER
        _draw_items(pen, now, x, y, page.RIGHT - x)
        y -= middle + GAP
        for number, items in enumerate(lists):
            x = page.LEFT + number * (page.columns(6) + page.GUTTER)
            _draw_items(pen, items, x, y, page.columns(6))

    return Block(high, draw, new_page=True)


def now_items(part: Front, lang: Lang, manner: Manner) -> Items:
    """Key figures, what to do next, what is hit soonest."""
    room = page.columns(manner.across)
    loud = _loud(part)
    items = [item for key in part.keys for item in _key(key, lang, manner, room, loud)]
    items.append(_head(part.things_head, lang, room))
    for thing in part.things:
        # The first keeps people safe: of its reason no line is left out while there is room.
        most = SAFETY_LINES if thing.number == 1 and manner.why_lines else manner.why_lines
        items += _thing(thing, lang, manner, room, most)
    if part.held_head:
        items.append(_head(part.held_head, lang, room))
        for thing in part.held:
            items += _thing(thing, lang, manner, room, manner.why_lines)
    if part.soonest:
        items.append(_head(part.soonest_head, lang, room))
        for thing in part.soonest:
            most = manner.why_lines and max(manner.why_lines, SOONEST_LINES)
            first, *others = _thing(thing, lang, manner, room, most)
            # Its number as it stands on the map.
            as_mark = replace(first, sign="", number=thing.number, loud=thing.number in loud)
            items += [as_mark, *others]
    return tuple(items)


def _loud(part: Front) -> set[int | None]:
    """The numbers that are dark on the map."""
    return {mark.number for mark in part.map.marks if mark.loud}


def _key(
    key: Key, lang: Lang, manner: Manner, room: float, loud: set[int | None]
) -> Iterator[Item]:
    where = Text("key figure")
    words = said(key.figure, lang, where)
    sizes = (manner.figure, 16.0)
    styles = [Style(size, bold=True, ink=page.DANGER, leading=1.15) for size in sizes]
    figure = next((style for style in styles if style.width(words) <= room), styles[-1])
    yield Item(0.0, figure.lines(words, room, 2), figure)
    meaning = Style(manner.size, leading=1.3)
    x = 0.0 if key.number is None else NUMBER
    lines = meaning.lines(said(key.meaning, lang, where), room - x, 3)
    yield Item(x, lines, meaning, number=key.number, loud=key.number in loud)
    yield Item(0.0, (), meaning, before=5.0)


def _head(text: Prose, lang: Lang, room: float) -> Item:
    words = said(text, lang, Text("heading"))
    return Item(0.0, HEAD.lines(words, room), HEAD, before=4.0, ruled=True)


def _thing(thing: Thing, lang: Lang, manner: Manner, room: float, why_lines: int) -> Iterator[Item]:
    """By when, what, and why."""
    where = Text("next things")
    beside = room - NUMBER
    style = Style(manner.size, bold=manner.size > 8.0, leading=1.3)
    ink = page.BLACK if thing.calm else page.DANGER
    strong = Style(manner.size, bold=True, ink=ink, leading=1.3)
    said_text = said(thing.text, lang, where)
    parts = [(style, style.lines(said_text, beside, manner.text_lines))]
    if by := said(thing.by, lang, where):
        parts.insert(0, (strong, strong.lines(by, beside, manner.text_lines)))
    quiet = Style(8.0, ink=page.GREY, leading=1.28)
    if why := said(thing.why, lang, where):
        parts.append((quiet, quiet.lines(why, beside, why_lines)))
    (first, lines), *others = parts
    yield Item(NUMBER, lines, first, 4.0, thing.sign or f"{thing.number}.")
    yield from (Item(NUMBER, lines, style) for style, lines in others)


def _lists(part: Front, lang: Lang, most: float) -> tuple[Items, Items]:
    return (
        _list(part.known_head, part.known, lang, most),
        _list(part.unknown_head, part.unknown, lang, most),
    )


def _list(head: Prose, lines: tuple[Prose, ...], lang: Lang, most: float) -> Items:
    """Points below a head, no higher than `most`: how many are left out is said."""
    room = page.columns(6)
    style = Style(8.5, leading=1.3)
    items = [_head(head, lang, room)]
    used = items[0].high + style.line
    for count, line in enumerate(lines):
        words = said(line, lang, Text("list"))
        item = Item(9.0, style.lines(words, room - 9.0), style, 1.2, "•")
        last = count == len(lines) - 1
        if used + item.high > most + (style.line if last else 0.0):
            more = said(Text("… and {n} more", n=len(lines) - count), lang, Text("list"))
            items.append(Item(9.0, (more,), Style(8.0, ink=page.GREY, leading=1.3), 1.2))
            break
        used += item.high
        items.append(item)
    return tuple(items)


def _high(items: Items) -> float:
    return sum(item.high for item in items)


def _draw_items(pen: Pen, items: Items, x: float, top: float, wide: float) -> None:
    for item in items:
        top -= item.before
        if item.sign:
            sign = Style(item.style.size, bold=True)
            pen.text(x, page.baseline(top, item.style), item.sign, sign)
        if item.number is not None:
            middle = top - item.style.line / 2
            circled(pen, x + NUMBER_RADIUS, middle, item.number, loud=item.loud)
        top = pen.lines(x + item.x, top, item.lines, item.style)
        if item.ruled:
            pen.rule(x, top, x + wide, top, weight=0.8, colour=page.BLACK)
            top -= RULE


Laid = tuple[tuple[str, tuple[str, ...]], ...]


def _facts(facts: tuple[Fact, ...], lang: Lang) -> tuple[Laid, ...]:
    """Facts in even rows of at most four."""
    rows = ceil(len(facts) / 4)
    each = ceil(len(facts) / rows) if rows else 1
    where = Text("facts")
    wide = page.columns(12 / each)
    laid = [
        (
            FACT_LABEL.one(said(fact.label, lang, where), wide),
            FACT.lines(said(fact.value, lang, where), wide, FACT_LINES),
        )
        for fact in facts
    ]
    return tuple(tuple(laid[n : n + each]) for n in range(0, len(laid), each))


def _fact_row_high(row: Laid) -> float:
    return FACT_LABEL.line + max(len(value) for _, value in row) * FACT.line + 4.0


def _facts_high(rows: tuple[Laid, ...]) -> float:
    return sum(_fact_row_high(row) for row in rows)


def _draw_facts(pen: Pen, rows: tuple[Laid, ...], top: float) -> float:
    for row in rows:
        each = page.columns(12 / len(rows[0])) + page.GUTTER
        for number, (label, value) in enumerate(row):
            x = page.LEFT + number * each
            y = pen.lines(x, top, (label,), FACT_LABEL)
            pen.lines(x, y, value, FACT)
        top -= _fact_row_high(row)
    return top


def _warning_high(lines: tuple[str, ...]) -> float:
    return len(lines) * WARNING.line + 7.0 if lines != ("",) else 0.0


def _draw_warning(pen: Pen, lines: tuple[str, ...], top: float) -> float:
    high = _warning_high(lines)
    if high:
        pen.box(Area(page.LEFT, top - high, page.ROOM, high), fill=page.FAINT)
        pen.box(Area(page.LEFT, top - high, 3.0, high), fill=page.BLACK)
        pen.lines(page.LEFT + 10.0, top - 3.5, lines, WARNING)
    return top - high
