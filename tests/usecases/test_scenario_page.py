"""The page on scenario files, and the examples: no key is missing there, and all are answered."""

from dataclasses import fields
from datetime import UTC, datetime

import pytest

from emerg.usecases.changes import NEEDED, MeasureTable, StepTable, StoreTable
from emerg.usecases.leaks import HoldTable, LeakTable
from emerg.usecases.samples import SampleTable
from emerg.usecases.scenario import (
    AmountTable,
    AtTable,
    BoundaryTable,
    ScenarioTable,
    WindTable,
    read_scenario,
)
from emerg.usecases.wanted import NeedTable
from tests.conftest import ROOT

NOW = datetime(2026, 7, 15, tzinfo=UTC)
TABLES = (
    ScenarioTable,
    AtTable,
    AmountTable,
    WindTable,
    BoundaryTable,
    StepTable,
    StoreTable,
    MeasureTable,
    SampleTable,
    NeedTable,
    LeakTable,
    HoldTable,
)


def test_the_page_tells_of_every_key():
    page = (ROOT / "docs" / "scenario.md").read_text(encoding="utf-8")
    for table in TABLES:
        for key in (spec.name for spec in fields(table)):
            assert f"`{key}`" in page or f"[{key}]" in page or f" {key}" in page, key
    for kind in NEEDED:
        assert f"`{kind}`" in page


@pytest.mark.parametrize("name", ["demo.toml", "what-if.toml"])
def test_every_example_is_read(name):
    assert read_scenario(ROOT / "examples" / name, NOW).exercise
