"""A part that is shown twice: the second shows what the first was told, and is told the rest."""

from emerg.ui.mirror import Mirrored


class Part(Mirrored):
    MIRRORED = frozenset({"choose"})
    NOT_MIRRORED = frozenset({"set_cursor"})

    def __init__(self):
        self.done = []

    def show_state(self, state, *, still=False):
        self.done.append(("state", state, still))
        self.set_now(0)  # a matter of its own: the second does so by itself

    def set_now(self, now):
        self.done.append(("now", now))

    def set_cursor(self, shape):
        self.done.append(("cursor", shape))

    def choose(self, site):
        self.done.append(("choose", site))

    def go(self, there):
        self.done.append(("go", there))


class Larger(Part):
    def show_state(self, state, *, still=False):
        super().show_state(state, still=still)
        self.done.append(("larger", state))


def opened(one: Mirrored, other: Mirrored) -> None:
    for _ in one.mirror_in(other):
        pass


def test_the_last_of_each_is_told_in_the_order_it_came():
    one, other = Part(), Part()
    one.set_now(1)
    one.show_state("a")
    one.choose("x")
    one.set_now(2)
    one.show_state("b", still=True)
    opened(one, other)
    assert other.done == [("choose", "x"), ("now", 2), ("state", "b", True), ("now", 0)]


def test_what_comes_later_is_passed_on_once_and_other_things_never():
    one, other = Part(), Larger()
    opened(one, other)
    one.show_state("a")
    one.set_cursor("hand")
    one.go("there")
    assert other.done == [("state", "a", False), ("now", 0), ("larger", "a")]
    assert ("go", "there") in one.done


def test_while_it_is_being_told_it_hears_what_is_new_by_then():
    one, other = Part(), Part()
    one.set_now(1)
    one.choose("x")
    steps = one.mirror_in(other)
    next(steps)
    one.choose("y")
    assert list(steps) == [None]
    assert other.done[-1] == ("choose", "y")


def test_after_it_has_left_it_is_told_nothing():
    one, other = Part(), Part()
    opened(one, other)
    one.unmirror(other)
    one.unmirror(other)
    one.set_now(3)
    assert other.done == []
