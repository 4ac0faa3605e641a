"""Results of samples in the record: noted with their figures, and read again as a scenario's."""

from datetime import datetime, timedelta

import pytest

from emerg.incident.model import Draft, Person
from emerg.response.incident import FieldSample
from emerg.units import BEIJING
from emerg.usecases import incident as record
from emerg.usecases.incident import amend, new_incident, read_log, strike
from emerg.usecases.noted_samples import SAMPLE, noted_samples, sample_draft
from emerg.usecases.samples import SampleTable, field_sample
from emerg.usecases.times import Times

NOW = datetime(2026, 7, 15, 3, 27, tzinfo=BEIJING)
LI = Person("李", "监测组")
BELOW = SampleTable("2026-07-15 03:10", "达孜断面", state="below", detection_mg_l=0.05)
ZERO = SampleTable("2026-07-15 03:20", "拉萨河 430.5 km", value_mg_l=0.0, species="cn")


@pytest.fixture
def id_(tmp_path):
    return new_incident(tmp_path, "x", LI, NOW)[0]


def said(home, id_, table: SampleTable):
    found = field_sample(table, "x", Times("x", NOW))
    return record.note(home, id_, sample_draft(str(table.at), table, found, "zh"), LI, NOW)


def read(home, id_, now=NOW):
    return [one.sample for one in noted_samples(read_log(home, id_), now)]


def test_a_result_is_read_as_it_was_said(tmp_path, id_):
    entry = said(tmp_path, id_, BELOW)
    said(tmp_path, id_, ZERO)
    assert entry.kind == SAMPLE
    assert entry.text == "达孜断面：低于 0.05 mg/L，07-15 03:10 采样"
    at = datetime(2026, 7, 15, 3, 10, tzinfo=BEIJING)
    assert read(tmp_path, id_) == [
        FieldSample(at, "below", station="达孜断面", detection_mg_l=0.05),
        FieldSample(
            at + timedelta(minutes=10),
            "value",
            station="拉萨河 430.5 km",
            value_mg_l=0.0,
            species="cn",
        ),
    ]


def test_what_was_struck_or_amended_counts_no_longer(tmp_path, id_):
    first, second = said(tmp_path, id_, BELOW), said(tmp_path, id_, ZERO)
    strike(tmp_path, id_, str(first.number), LI.post, "错站", LI, NOW)
    assert len(read(tmp_path, id_)) == 1
    amend(tmp_path, id_, str(second.number), LI.post, "0.2 mg/L", LI, NOW)
    assert read(tmp_path, id_) == []


@pytest.mark.parametrize(
    "data",
    [
        {},
        {SAMPLE: "0.12"},
        {SAMPLE: {"time": "2026-07-15 03:10", "at": "x"}},  # neither a value nor a word
        {SAMPLE: {"time": "2026-07-15 03:10", "at": "x", "value_mg_l": -1}},
        {SAMPLE: {"time": "2026-07-15 03:10", "at": "x", "value_mg_l": 1, "more": 2}},
        {SAMPLE: {"time": "2026-07-15 09:10", "at": "x", "value_mg_l": 1}},  # still to come
        {SAMPLE: {"time": "soon", "at": "x", "value_mg_l": 1}},
    ],
)
def test_what_cannot_be_a_result_is_a_line_of_the_record_and_no_more(tmp_path, id_, data):
    record.note(tmp_path, id_, Draft(SAMPLE, "told by telephone", data), LI, NOW)
    assert read(tmp_path, id_) == []
