"""Up to three measures together: the best, by the people they spare."""

from dataclasses import replace

from emerg.response.candidates import Candidate
from emerg.response.combining import Crews, best_together
from emerg.response.effect import Effect, Outcome, Receiver, Spared, effect
from emerg.response.holding_option import HoldingOption
from emerg.response.works import Section
from emerg.texts import Bilingual

TOWN = Receiver("t", Bilingual("镇", "town"), 1000.0)
VILLAGE = Receiver("v", Bilingual("村", "village"), None)


def option(name, people, *, ready_h=1.0, method="gates"):
    place = Candidate(name, name, "site", "r", Bilingual("河", "river"), 1.0, 90.0, 29.0, 5.0, None)
    found = HoldingOption(
        method, place, None, (1, 2, 3), (1, 1, 1), Section(None, None, None), 5.0, 0.5, ready_h
    )
    return replace(found, effect=sparing(people))


def sparing(people):
    spared = (Spared(TOWN, people / 1000, 0.0),) if people else ()
    return Effect(spared, people, people / 1000, 0.0, 0.0)


def summed(together):
    return sparing(sum(one.effect.people for one in together))


def test_three_that_add_up_are_taken_together():
    options = [option(name, people) for name, people in (("a", 100), ("b", 300), ("c", 200))]
    found = best_together(options, summed, None)
    assert sorted(one.place.id for one in found.options) == ["a", "b", "c"]
    assert found.effect.people == 600
    assert found.tried == 7


def test_one_that_adds_nothing_is_left_out():
    options = [option("a", 500), option("b", 500)]
    found = best_together(options, lambda together: sparing(500), None)
    assert len(found.options) == 1


def test_what_is_too_late_or_helps_nobody_is_never_chosen():
    options = [option("late", 900, ready_h=9.0), option("idle", 0), option("good", 10)]
    found = best_together(options, summed, None)
    assert [one.place.id for one in found.options] == ["good"]


def test_where_nobody_is_known_who_could_come_that_is_said():
    found = best_together([option("a", 10, ready_h=None)], summed, None)
    assert found.if_ready
    sure = [option("a", 900, ready_h=None), option("b", 10)]
    assert [one.place.id for one in best_together(sure, summed, None).options] == ["b"]


def test_one_crew_is_not_at_two_places():
    options = [option("a", 300, method="dam"), option("b", 200, method="side")]
    skills = {"dam": "hold", "side": "hold"}
    one = best_together(options, summed, Crews({"hold": 1}, skills))
    assert [o.place.id for o in one.options] == ["a"]
    two = best_together(options, summed, Crews({"hold": 2}, skills))
    assert len(two.options) == 2


def test_nothing_helps():
    assert best_together([option("a", 0)], summed, None) is None


def test_people_count_by_how_much_less_likely_it_gets():
    without = [Outcome(0.9, 3.0), Outcome(0.5, 6.0)]
    with_it = [Outcome(0.4, 3.0), Outcome(0.5, 8.0)]
    found = effect([TOWN, VILLAGE], without, with_it)
    assert found.people == 500.0
    assert found.places == 0.5
    assert found.later_places_h == 2.0
    assert found.later_people_h == 0.0  # nobody has counted the village
    assert found.uncounted == 1
    assert found.later_h == 2.0


def test_with_an_unknown_amount_only_the_hours_count():
    found = effect([TOWN], [Outcome(None, 3.0)], [Outcome(None, 5.0)])
    assert (found.people, found.later_people_h) == (0.0, 2000.0)


def test_noise_is_no_effect():
    found = effect([TOWN], [Outcome(0.500, 3.0)], [Outcome(0.495, 3.01)])
    assert not found.any
