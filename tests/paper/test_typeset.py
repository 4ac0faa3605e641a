"""Letters: lines keep inside their room, lose nothing, and break where Chinese may break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.errors import OutputError
from emerg.paper.page import CELL, TEXT
from emerg.paper.typeset import NOT_FIRST, said, shortened, width, wrapped
from emerg.texts import Text
from tests.paper.sheets import LONG_NAME

LETTERS = "拉萨河雅鲁藏布江取水口，。（）、·–-/ 0123456789.kmhL℃abcXYZ"
WORDS = st.text(alphabet=LETTERS, max_size=120)


def bare(text: str) -> str:
    return "".join(text.split())


@given(text=WORDS, room=st.floats(18.5, 300.0), bold=st.booleans())
def test_no_line_is_wider_than_its_room_and_nothing_is_lost(text, room, bold):
    lines = wrapped(text, 9.0, room, bold)
    assert all(width(line, 9.0, bold=bold) <= room + 1e-6 for line in lines)
    assert bare("".join(lines)) == bare(text)


@given(text=WORDS, room=st.floats(30.0, 300.0), most=st.integers(1, 4))
def test_a_text_cut_to_some_lines_says_so_and_keeps_inside(text, room, most):
    lines = TEXT.lines(text, room, most)
    assert len(lines) <= most
    assert all(TEXT.width(line) <= room + 1e-6 for line in lines)
    if len(TEXT.lines(text, room)) > most:
        assert lines[-1].endswith("…")


def test_no_line_begins_with_a_comma():
    lines = wrapped("立即核对取水口，通知乡镇。断源，堵漏。" * 6, 9.0, 64.0)
    assert not [line for line in lines if line[0] in NOT_FIRST]


def test_latin_words_and_figures_with_their_unit_stay_whole():
    lines = wrapped("拉萨河流量为 412 m³/s 上下", 9.0, 63.0)
    assert any("412 m³/s" in line for line in lines)


def test_a_range_too_wide_for_its_cell_breaks_behind_a_dash():
    assert wrapped("12.5–15.75–20.5", 9.0, 60.0) == ("12.5–15.75–", "20.5")


def test_the_name_behind_a_dot_goes_whole_to_the_next_line():
    lines = wrapped("县界断面·雅鲁藏布江 1218.6 km·扎囊县", 8.0, 140.0)
    assert lines[-1] == "扎囊县"


def test_no_character_stands_alone_on_the_last_line():
    room = 12 * CELL.size + 1.0
    assert len(CELL.lines("曲水县城集中式饮用水水源地", room)[-1]) == 2


def test_shortened_text_ends_in_dots_inside_its_room():
    words = shortened(LONG_NAME, 9.0, 100.0)
    assert words.endswith("…")
    assert width(words, 9.0) <= 100.0


def test_figures_are_tabular():
    assert len({width(figure, 9.0) for figure in "0123456789"}) == 1


def test_a_character_that_the_fonts_lack_is_named_with_its_place():
    with pytest.raises(OutputError) as caught:
        said("ལྷ་ས", "en", Text("list"))
    assert "U+0F63" in str(caught.value)
    assert "list" in str(caught.value)
    assert "Chinese or Latin" in str(caught.value)


def test_the_wide_dot_of_the_font_loses_the_blanks_beside_it():
    assert said("拉萨河 · 初判", "zh", "") == "拉萨河·初判"


def test_a_name_behind_a_dot_stays_if_the_word_after_it_needs_the_next_line():
    room = 10.5 * 9.0
    lines = wrapped("一二三四五·六七八WWWWWWWWW", 9.0, room)
    assert lines == ("一二三四五·六七八", "WWWWWWWWW")
    assert width("六七八WWWWWWWWW", 9.0) > room
