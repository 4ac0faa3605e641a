"""How long an answer takes, next to what it must not exceed; reported, never asserted as seconds.

Run with `make bench`. The longest path starts at the head of the Yarlung Tsangpo: 2,100 km.
"""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from emerg.response.incident import Amount, Scenario, Start, Where
from emerg.usecases.load import load_rivers
from emerg.usecases.respond import respond

NOW = datetime(2026, 7, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def rivers(tmp_path_factory):
    return load_rivers(None, {}, tmp_path_factory.mktemp("home"))


def longest(duration_h):
    return Scenario(
        Where(river="yarlung-tsangpo", km=50.0),
        "benzene",
        amount=Amount(20_000, 20_000),
        start=Start(NOW, NOW),
        duration_h=duration_h,
        flow="high",
    )


@pytest.mark.parametrize("duration_h", [0.0, 2.0])
def test_incident_to_hits_on_the_longest_path(benchmark, rivers, duration_h):
    answer = benchmark(respond, rivers, longest(duration_h), now=NOW)
    assert answer.hits[-1].distance_m > 1_500_000


def test_load_all_rivers(benchmark, tmp_path):
    found = benchmark(load_rivers, None, {}, tmp_path)
    assert len(found.playbooks) == 18


def seconds(code):
    script = "import time; t = time.perf_counter(); " + code + "; print(time.perf_counter() - t)"
    runs = [
        float(
            subprocess.run(
                [sys.executable, "-c", script],
                check=True,
                capture_output=True,
                text=True,
                env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1] / "src")},
            ).stdout
        )
        for _ in range(7)
    ]
    return min(runs)


def test_import_of_the_command_line_as_a_ratio():
    ours = seconds("import emerg.cli")
    base = seconds("import networkx, shapely, numpy")
    print(
        f"\nimport emerg.cli {ours:.3f} s, networkx + shapely + numpy {base:.3f} s, "
        f"ratio {ours / base:.2f}"
    )
