"""The roads that come with the program."""

from pathlib import Path

import pytest

from emerg.ui.known_roads import KnownRoads, known_roads

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def roads() -> KnownRoads:
    known, problems = known_roads((ROOT / "playbooks",))
    assert problems == ()
    return known
