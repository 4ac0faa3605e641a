"""Lists that share a page: each gets what it was promised, and all together no more than it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.paper.fitted import REST, Cut, allotted, fitted_block
from emerg.paper.flow import Block
from emerg.paper.page import TEXT, Pen
from tests.paper.sheets import drawn, page_texts

PAGE = 600.0
HIGH = st.floats(5.0, 60.0)


def row(words: str, high: float = 20.0) -> Block:
    def draw(pen: Pen, top: float, high: float) -> None:
        pen.lines(60.0, top, (words,), TEXT)

    return Block(high, draw)


def cut(rows: int, least: float = 100.0, high: float = 20.0, order: tuple[int, ...] = ()) -> Cut:
    return Cut(
        (row("头", 30.0),),
        tuple(row(f"行{n}。", high) for n in range(rows)),
        least,
        lambda n: f"另有{n}项",
        order,
    )


@given(st.lists(st.tuples(st.integers(0, 40), HIGH), min_size=1, max_size=4))
def test_the_heights_never_come_to_more_than_the_page(lists):
    cuts = [cut(rows, PAGE / len(lists), high) for rows, high in lists]
    given_high = allotted(cuts, PAGE)
    assert sum(given_high) <= PAGE + 1e-6
    for one, high in zip(cuts, given_high, strict=True):
        assert high >= min(one.wanted, one.least) - 1e-6
        assert high <= one.wanted + 1e-6


@given(st.lists(st.tuples(st.integers(0, 40), HIGH), min_size=1, max_size=4))
def test_nothing_is_drawn_below_the_page(lists):
    cuts = [cut(rows, PAGE / len(lists), high) for rows, high in lists]
    lowest: list[float] = []

    def watch(block: Block) -> Block:
        def draw(pen: Pen, top: float, high: float) -> None:
            lowest.append(top - high)

        return Block(block.high, draw)

    watched = [
        Cut(tuple(map(watch, c.heads)), tuple(map(watch, c.rows)), c.least, c.rest) for c in cuts
    ]
    drawn(lambda pen: fitted_block(watched, "zh", PAGE).draw(pen, 700.0, PAGE))
    assert min(lowest) >= 700.0 - PAGE - REST.line - 1e-6


def test_what_one_list_does_not_need_the_others_get():
    few, many = cut(1, 300.0), cut(40, 300.0)
    assert allotted([few, many], PAGE) == [50.0, 550.0]


def test_rows_that_have_no_room_are_counted():
    text = page_texts(
        drawn(lambda pen: fitted_block([cut(40, PAGE)], "zh", PAGE).draw(pen, 700.0, PAGE))
    )[0]
    shown = text.count("行")
    assert 20 < shown < 30
    assert f"另有{40 - shown}项" in text


def test_the_most_important_rows_stay_and_stand_in_their_order():
    one = cut(10, PAGE, order=(9, 0, 5, 1, 2, 3, 4, 6, 7, 8))
    kept = one.within(30.0 + REST.line + 3 * 20.0)
    assert kept == (one.rows[0], one.rows[5], one.rows[9])


def test_where_all_have_room_nothing_is_said_of_a_rest():
    text = page_texts(
        drawn(lambda pen: fitted_block([cut(3, PAGE)], "zh", PAGE).draw(pen, 700.0, PAGE))
    )[0]
    assert "另有" not in text


@pytest.mark.parametrize("rows", [0, 1])
def test_a_list_of_nothing_keeps_its_head(rows):
    text = page_texts(
        drawn(lambda pen: fitted_block([cut(rows, PAGE)], "zh", PAGE).draw(pen, 700.0, PAGE))
    )[0]
    assert "头" in text
