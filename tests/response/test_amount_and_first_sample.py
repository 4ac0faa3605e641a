"""The amount as it was said, and the first sample that a crew can take ahead of the front."""

from datetime import timedelta

import pytest

from emerg.response.first_report import amount_text
from emerg.response.sampling import CREW_H
from emerg.texts import render
from tests.paper import made

AT = {"river": "lhasa", "km": 430.0}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"amount_kg": 0.5}, "0.5 kg"),
        ({"amount_kg": [8000.0, 20000.0]}, "8–20 t"),
        ({"amount": {"value": 30, "unit": "t"}}, "30 t"),
        (
            {"amount": {"value": [8, 20], "unit": "t", "purity": 0.3}},
            "8–20 t，含量 30 %（折纯 2.4–6 t）",
        ),
        ({"amount": {"value": 10, "unit": "m3"}}, "10 m³（折合 11.7 t）"),
        ({}, "数量不明"),
    ],
)
def test_the_amount_is_told_as_it_was_said_with_what_it_makes_in_mass(words, said):
    answer = made.answer(**{"substance": "氰化钠溶液", "at": AT, "amount_kg": None} | words)
    assert render(amount_text(answer.incident), "zh") == said


def test_the_first_sample_has_one_time_that_a_crew_can_keep():
    answer = made.answer(substance="氰化钠", amount_kg=2000.0, at=AT, flow="mean")
    incident = answer.incident
    advice = answer.next_things[3]
    first = next(s for s in answer.sampling if "人员能赶在" in render(s.why, "zh"))
    assert advice.by == first.start
    assert first.start >= incident.now + timedelta(hours=CREW_H)
    hit = next(h for h in answer.hits if h.name == first.name)
    front = incident.scenario.start.earliest + timedelta(hours=hit.front_h[0])
    assert first.start <= front + timedelta(minutes=5)
