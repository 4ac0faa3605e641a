"""How long the whole set of sheets takes, next to what it must not exceed; never asserted.

Run with `make bench`. The longest river, from km 100 of the Yarlung Tsangpo down, by the example
lists: every kind there is, fonts and base maps read before. What a fresh process takes more, for
libraries, is measured beside it.
"""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from emerg.network.road import OPEN
from emerg.playbooks.roads import load_roads
from emerg.playbooks.shelf import roots
from emerg.response.drives import dispatched
from emerg.response.incident import Amount, Scenario, Start, Where
from emerg.usecases.dispatch import ground
from emerg.usecases.load import load_rivers
from emerg.usecases.paper_kinds import PAPERS, Given
from emerg.usecases.papers import write_set
from emerg.usecases.resources import offices
from emerg.usecases.respond import respond
from emerg.usecases.spot import NO_BOOKS

NOW = datetime(2026, 7, 15, tzinfo=UTC)
HITS_S, SET_S = 0.3, 5.0
SCENARIO = Scenario(
    Where(river="yarlung-tsangpo", km=100.0),
    "benzene",
    amount=Amount(20_000, 20_000),
    start=Start(NOW, NOW),
    duration_h=1.0,
    flow="high",
    exercise=True,
)


@pytest.fixture(scope="module")
def rivers(tmp_path_factory):
    return load_rivers(None, {}, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def given(rivers, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    roads = load_roads(roots(None, {}, home))
    have, problems = offices(None, {}, home, exercise=True)
    assert have
    assert not problems
    answer = respond(rivers, SCENARIO, now=NOW)
    found = dispatched(ground(rivers, roads, answer, have, NO_BOOKS), roads, have, OPEN, NOW)
    return Given(answer, rivers, "zh", roads=roads, found=found)


def test_from_the_five_answers_to_the_first_hits(benchmark, rivers):
    answer = benchmark(respond, rivers, SCENARIO, now=NOW)
    assert len(answer.hits) > 50
    told(benchmark, "hit list", HITS_S)


def test_from_an_answer_to_every_sheet_on_disk(benchmark, given, tmp_path):
    written = benchmark.pedantic(write_set, (given, tmp_path), warmup_rounds=1, rounds=5)
    assert len(written) > len(PAPERS)
    told(benchmark, f"{len(written)} files", SET_S)
    begun = time.process_time()
    write_set(given, tmp_path)
    print(f"of one processor, whatever else the machine does: {time.process_time() - begun:.2f} s")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.kind)
def test_each_kind_of_sheet(benchmark, given, tmp_path, paper):
    files = benchmark.pedantic(paper.write, (given, tmp_path), warmup_rounds=1, rounds=3)
    assert files


def test_a_fresh_process_from_the_scenario_to_the_set(tmp_path):
    """Start of Python, rivers, roads and libraries included."""
    root = Path(__file__).parents[1]
    words = [sys.executable, "-c", _WHOLE, str(root / "examples" / "demo.toml"), str(tmp_path)]
    environ = os.environ | {"PYTHONPATH": str(root / "src"), "EMERG_HOME": str(tmp_path / "home")}
    done = subprocess.run(words, check=True, capture_output=True, text=True, env=environ)
    print(f"\nemerg respond --out, a process of its own: {done.stdout.splitlines()[-1]} s")


_WHOLE = """
import sys, time
begun = time.perf_counter()
from emerg.cli.main import run
assert run(["respond", sys.argv[1], "--out", sys.argv[2]]) == 0
print(f"{time.perf_counter() - begun:.2f}")
"""


def told(benchmark, what, asked_s):
    """Print the median beside what is asked for."""
    if benchmark.stats is not None:  # as with --benchmark-disable
        median = benchmark.stats.stats.median
        print(f"\n{what}: {median:.2f} s in the median; asked for: {asked_s:g} s at most")
