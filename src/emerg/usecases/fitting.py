"""Samples that a forecast can use: one that does not fit must not keep it from being made.

Results come in by telephone while the place or the start is still being corrected.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from emerg.errors import InputError, Problem
from emerg.response.answer import Answer
from emerg.response.incident import FieldSample, Scenario
from emerg.response.sampling_results import result_words
from emerg.texts import Prose, Text
from emerg.units import beijing

T = TypeVar("T")
LEFT_OUT = Text("Not reckoned with: {result} at {place}, {time}: {why}")
NUMBERED = "sample {number}"  # how a refusal names the sample it is of


def with_what_fits(
    attempt: Callable[[Scenario], T], asked: Scenario
) -> tuple[T, tuple[tuple[FieldSample, Prose], ...]]:
    """What comes of `asked` with the samples that can be used; the others, and why not.

    Raises
    ------
    InputError
        It cannot be answered for another reason than its samples.
    """
    left_out: list[tuple[FieldSample, Prose]] = []
    while True:
        try:
            return attempt(asked), tuple(left_out)
        except InputError as error:
            gone = tuple(_meant(asked, error.problems[0]))
            if not gone:
                raise
            left_out += [(sample, error.problems[0].what) for sample in gone]
            kept = tuple(sample for sample in asked.samples if sample not in gone)
            asked = replace(asked, samples=kept)


def left_out_lines(left_out: tuple[tuple[FieldSample, Prose], ...]) -> tuple[Prose, ...]:
    """Which samples a forecast does without, and why."""
    return tuple(
        Text(
            LEFT_OUT.msgid,
            result=result_words(sample),
            place=sample.station or "",
            time=beijing(sample.time),
            why=why,
        )
        for sample, why in left_out
    )


def with_lines(answer: Answer, lines: tuple[Prose, ...]) -> Answer:
    """The answer, with `lines` among what is known."""
    return replace(answer, known=(*answer.known, *lines)) if lines else answer


def _meant(asked: Scenario, problem: Problem) -> Iterator[FieldSample]:
    """The samples that a refusal is of: of a time before the release all that are so early."""
    where, start = problem.where, asked.start
    if not isinstance(where, Text) or where.msgid != NUMBERED:
        return
    if start is not None:
        early = [sample for sample in asked.samples if sample.time < start.earliest]
        if early:
            yield from early
            return
    number = where.fields["number"]
    if isinstance(number, int) and number <= len(asked.samples):
        yield asked.samples[number - 1]
