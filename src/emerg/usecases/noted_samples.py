"""Results of samples as the record keeps them: noted with their figures, and read from it again."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from emerg.errors import EmergError, Findings
from emerg.incident.model import AMEND, STRIKE, Draft, Entry
from emerg.records import record
from emerg.response.incident import FieldSample
from emerg.response.sampling_results import result_words
from emerg.texts import Lang, Prose, Text, render
from emerg.units import beijing
from emerg.usecases.samples import SampleTable, field_sample
from emerg.usecases.times import Times

SAMPLE = "sample"  # the kind of such an entry, and where its figures stand


@dataclass(frozen=True, slots=True)
class NotedSample:
    """A result, and the entry that says it."""

    entry: Entry
    sample: FieldSample


def sample_draft(place: Prose, table: SampleTable, found: FieldSample, lang: Lang) -> Draft:
    """What is noted of a result: a sentence for people, and the table of a scenario for machines.

    Parameters
    ----------
    found : FieldSample
        The same result, read and checked.
    """
    words = Text(
        "{place}: {found}, taken {time}",
        place=place,
        found=result_words(found),
        time=beijing(found.time),
    )
    return Draft(SAMPLE, render(words, lang), {SAMPLE: figures(table)})


def figures(table: SampleTable) -> Mapping[str, Any]:
    """A result as `[[sample]]` of a scenario has it; what is not said is left out."""
    said = {key: value for key, value in asdict(table).items() if value not in (None, "", 0.0)}
    said["time"] = table.time if isinstance(table.time, str) else table.time.isoformat()
    if table.value_mg_l is not None:
        said["value_mg_l"] = table.value_mg_l
    return said


def noted_samples(entries: Iterable[Entry], now: datetime) -> tuple[NotedSample, ...]:
    """Every result that stands in the record, in its order.

    What was struck or amended counts no longer: its figures are not what is meant now. So with
    what another version wrote, or what is still to come.
    """
    said = tuple(entries)
    gone = {entry.refers_to for entry in said if entry.kind in (STRIKE, AMEND)}
    found = ((entry, _read(entry, now)) for entry in said if entry.hash not in gone)
    return tuple(NotedSample(entry, sample) for entry, sample in found if sample is not None)


def _read(entry: Entry, now: datetime) -> FieldSample | None:
    if entry.kind != SAMPLE or entry.data == "{}":
        return None
    told, findings = entry.figures().get(SAMPLE), Findings()
    table = record(SampleTable, told, where=SAMPLE, findings=findings)
    if table is None or findings.problems:
        return None
    try:
        return field_sample(table, SAMPLE, Times(SAMPLE, now))
    except EmergError:
        return None
