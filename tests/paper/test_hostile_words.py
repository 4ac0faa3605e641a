"""Markup in a name is text on paper; a mark that turns its direction is named and refused."""

import pytest

from emerg.errors import OutputError
from emerg.paper.content import Form, Heading, MapPart, Note, Points
from emerg.paper.map_content import Mark
from emerg.paper.pdf import pdf
from tests.paper.sheets import front, hits, map_of, page_texts, sheet

MARKUP = '<font color="red">甲</font>&amp;<br/>'
PARTS = {
    "heading": lambda text: Heading(text),
    "note": lambda text: Note(text),
    "points": lambda text: Points((text,)),
    "table": lambda text: hits(1, text),
    "form": lambda text: Form((("名称", text),)),
    "front": lambda text: front(text=text),
    "map": lambda text: MapPart(map_of(Mark(91.2, 29.6, "town", text)), 0.5),
}


@pytest.mark.parametrize("part", PARTS)
def test_markup_in_a_name_stands_on_the_sheet_as_it_is(part):
    text = "".join("".join(page_texts(pdf(sheet(PARTS[part](MARKUP)), "zh"))).split())
    assert "".join(MARKUP.split()) in text


@pytest.mark.parametrize("letter", ["\u202e", "\x1b", "\x00"])
def test_a_letter_nobody_sees_is_named(letter):
    with pytest.raises(OutputError, match=f"U\\+{ord(letter):04X}"):
        pdf(sheet(Note(f"甲{letter}乙")), "zh")
