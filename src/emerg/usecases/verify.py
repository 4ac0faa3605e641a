"""Whether this installation computes what it should: the golden set, run where the program runs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, Literal, TypeAlias

from emerg import __version__
from emerg.texts import Lang, Prose, render
from emerg.usecases.run import Progress, Stop, never, steps, unwatched

Rule: TypeAlias = Literal["near", "least", "most"]


@dataclass(frozen=True, slots=True)
class Check:
    """One figure against what it must be.

    Attributes
    ----------
    rule : "near", "least" or "most"
        Within `tolerance` of `expected`, not below it, not above it.
    note : Prose
        What else there is to say, as why nothing could be computed.
    """

    name: Prose
    expected: float
    got: float
    tolerance: float = 0.0
    rule: Rule = "near"
    unit: str = ""
    note: Prose = ""

    @property
    def passed(self) -> bool:
        """A figure that is none never passes."""
        if not isfinite(self.got):
            return False
        if self.rule == "least":
            return self.got >= self.expected
        if self.rule == "most":
            return self.got <= self.expected
        return abs(self.got - self.expected) <= self.tolerance


@dataclass(frozen=True, slots=True)
class Part:
    """Checks of one kind."""

    name: Prose
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """Every check that was run."""

    parts: tuple[Part, ...]

    @property
    def checks(self) -> tuple[Check, ...]:
        return tuple(check for part in self.parts for check in part.checks)

    @property
    def failed(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.passed)


Work: TypeAlias = Sequence[tuple[Prose, Callable[[], Iterable[Check]]]]


def verify(
    explicit: Path | None,
    environ: Mapping[str, str],
    home: Path,
    *,
    progress: Progress = unwatched,
    stop: Stop = never,
) -> Verified:
    """Run the golden set with the playbooks that are found here."""
    from emerg.usecases.verify_here import work_here
    from emerg.usecases.verify_science import WORK

    return run_checks((*WORK, *work_here(explicit, environ, home)), progress=progress, stop=stop)


def run_checks(work: Work, *, progress: Progress = unwatched, stop: Stop = never) -> Verified:
    """Every part of `work`, in order."""
    return Verified(
        tuple(Part(name, tuple(checks())) for name, checks in steps(work, progress, stop))
    )


def verified_json(verified: Verified, lang: Lang) -> dict[str, Any]:
    """The checks as plain values; a figure that is none is null."""
    return {
        "version": __version__,
        "passed": len(verified.checks) - len(verified.failed),
        "failed": len(verified.failed),
        "checks": [
            {
                "part": render(part.name, lang),
                "name": render(check.name, lang),
                "rule": check.rule,
                "expected": check.expected,
                "got": check.got if isfinite(check.got) else None,
                "tolerance": check.tolerance if check.rule == "near" else None,
                "unit": check.unit,
                "passed": check.passed,
                "note": render(check.note, lang),
            }
            for part in verified.parts
            for check in part.checks
        ],
    }
