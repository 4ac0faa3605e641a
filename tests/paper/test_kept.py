"""What is drawn once is kept for the next sheet, and never given for another."""

from emerg.paper.kept import MOST, kept


def counted():
    calls = []

    @kept
    def make(one, lang="zh"):
        """Makes."""
        calls.append((one, lang))
        return [one, lang]

    return make, calls


def test_the_same_arguments_give_the_same_thing_made_once():
    make, calls = counted()
    given = [1]
    assert make(given) is make(given)
    assert make(given, "en") is not make(given)
    assert make(given, lang="en") == [given, "en"]
    assert calls[:2] == [(given, "zh"), (given, "en")]


def test_equal_is_not_the_same():
    make, calls = counted()
    assert make([1]) == make([1])
    assert len(calls) == 2


def test_only_the_last_ones_are_kept_and_held_on_to():
    make, calls = counted()
    given = [[n] for n in range(MOST + 1)]
    for one in given:
        make(one)
    make(given[-1])
    assert len(calls) == MOST + 1
    make(given[0])
    assert len(calls) == MOST + 2


def test_nothing_that_was_dropped_is_taken_for_something_new():
    """An id is given again once its object is gone: what is kept holds on to its object."""
    make, _calls = counted()
    assert all(make([n])[0] == [n] for n in range(1000))
