"""Answers made from the real playbooks, for the tests of sheets."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.units import BEIJING
from emerg.usecases.load import load_rivers
from emerg.usecases.respond import respond
from emerg.usecases.scenario import read_scenario, scenario

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "examples" / "demo.toml"
NOW = datetime(2026, 7, 15, 3, 27, tzinfo=BEIJING)


@cache
def rivers() -> Rivers:
    return load_rivers(ROOT / "playbooks", {}, ROOT / "no-home")


@cache
def demo() -> Answer:
    return respond(rivers(), read_scenario(DEMO, NOW), now=NOW)


def answer(**keys: Any) -> Answer:
    """The answer to a scenario: cyanide into the Lhasa River, with `keys` on top."""
    table = {
        "at": {"river": "lhasa", "km": 430.0},
        "substance": "氰化钠",
        "amount_kg": 20000.0,
        "when": "2026-07-15T02:40+08:00",
        "reported": "2026-07-15T03:05+08:00",
        "flow": "high",
    } | keys
    given = {key: value for key, value in table.items() if value is not None}
    return respond(rivers(), scenario(given, "test", NOW), now=NOW)
