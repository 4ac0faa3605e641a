"""Blocks on pages: in order, inside the page, together where they belong together."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.paper.flow import Block, Page, pages
from emerg.paper.page import Pen

TOP, BOTTOM = 800.0, 100.0


def nothing(pen: Pen, top: float, high: float) -> None:
    """Draw nothing."""


def block(high: float, **how) -> Block:
    return Block(high, nothing, **how)


def highs(set_pages: tuple[Page, ...]) -> list[list[float]]:
    return [[placed.high for placed in page] for page in set_pages]


BLOCKS = st.lists(
    st.builds(
        block,
        st.floats(1.0, 300.0),
        before=st.floats(0.0, 20.0),
        keep=st.booleans(),
        new_page=st.booleans(),
    ),
    max_size=40,
)


@given(blocks=BLOCKS)
def test_every_block_stands_once_in_order_inside_its_page(blocks):
    set_pages = pages(blocks, TOP, BOTTOM)
    assert [placed.block for page in set_pages for placed in page] == blocks
    for page in set_pages:
        assert all(BOTTOM - 1e-6 <= p.top - p.high <= p.top <= TOP for p in page)
        assert all(above.top - above.high >= below.top - 1e-6 for above, below in pairwise(page))


def test_a_heading_goes_to_the_next_page_with_what_it_opens():
    blocks = [block(650.0), block(20.0, keep=True), block(40.0)]
    assert highs(pages(blocks, TOP, BOTTOM)) == [[650.0], [20.0, 40.0]]


def test_what_opens_a_page_has_its_head_above_it_and_no_space():
    head = block(15.0)
    blocks = [block(300.0, head=head, before=9.0) for _ in range(3)]
    first, second = pages(blocks, TOP, BOTTOM)
    assert highs((first, second)) == [[15.0, 300.0, 300.0], [15.0, 300.0]]
    assert second[0].top == TOP


def test_a_block_of_a_new_page_begins_one_but_leaves_none_empty():
    blocks = [block(10.0, new_page=True), block(10.0, new_page=True)]
    assert highs(pages(blocks, TOP, BOTTOM)) == [[10.0], [10.0]]


def test_a_map_gives_way_a_little_to_stay_below_its_heading():
    blocks = [block(30.0, keep=True), block(700.0, before=8.0, least=525.0)]
    assert highs(pages(blocks, TOP, BOTTOM)) == [[30.0, pytest.approx(662.0)]]


def test_a_group_higher_than_a_page_breaks_rather_than_runs_off_it():
    blocks = [block(300.0, keep=True) for _ in range(5)]
    assert [len(page) for page in pages(blocks, TOP, BOTTOM)] == [2, 2, 1]
