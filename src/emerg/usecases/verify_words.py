"""The checks of an installation as people read them: figures, results, one sentence."""

import csv
import io
from datetime import datetime

from emerg import __version__
from emerg.texts import Lang, Prose, Text, render
from emerg.units import beijing, significant
from emerg.usecases.verify import Check, Verified

HEADS = (Text("Check"), Text("Expected"), Text("Got"), Text("Tolerance"), Text("Result"))
RULES = {"near": "", "least": "≥ ", "most": "≤ "}


def expected_figure(check: Check) -> str:
    """What it must be, with the sign of its rule and its unit."""
    return f"{RULES[check.rule]}{_figure(check.expected, check.unit)}"


def got_figure(check: Check) -> str:
    """What came out, with its unit."""
    return _figure(check.got, check.unit)


def tolerance_figure(check: Check) -> str:
    """How far it may be off; "" where nothing may, or anything on one side."""
    if check.rule != "near" or not check.tolerance:
        return ""
    return f"± {significant(check.tolerance, 1)}"


def result_words(check: Check) -> Prose:
    """Whether it passed, and what else there is to say."""
    result = Text("pass") if check.passed else Text("FAIL")
    return Text("{result}  {note}", result=result, note=check.note) if check.note else result


def verdict(found: Verified) -> Text:
    """All of it in one sentence."""
    failed, n = len(found.failed), len(found.checks)
    if not failed:
        return Text("All {n} checks passed: this installation computes what it should", n=n)
    return Text(
        "{failed} of {n} checks FAILED: do not use this installation; save this table, report it",
        failed=failed,
        n=n,
    )


def verified_csv(found: Verified, lang: Lang, now: datetime) -> bytes:
    """The table as a file that a spreadsheet opens, with the sentence, version and time on top."""
    into = io.StringIO(newline="")
    write = csv.writer(into).writerow
    write([render(verdict(found), lang)])
    write([f"emerg {__version__}", beijing(now, year=True)])
    write([render(head, lang) for head in (Text("Part"), *HEADS)])
    for part in found.parts:
        for check in part.checks:
            cells: list[Prose] = [
                *(part.name, check.name, expected_figure(check), got_figure(check)),
                *(tolerance_figure(check), result_words(check)),
            ]
            write([render(cell, lang) for cell in cells])
    return into.getvalue().encode("utf-8-sig")


def _figure(value: float, unit: str) -> str:
    """Counts as they are, all else to four figures."""
    text = f"{value:.0f}" if isinstance(value, int) else significant(value, 4)
    return f"{text} {unit}".rstrip()
