"""Readers measured from outside: that a process came back, and what it took of memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HANGS_S = 240  # a net, not a measure: nothing here takes a tenth of it
MEASURED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
sys.argv = sys.argv[1:]
exec(sys.argv[0])
with open("/proc/self/status") as status:  # ru_maxrss would count the process it was forked from
    print(next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM")))
"""


def bounded(code: str, *words: str | Path) -> tuple[list[str], int]:
    """What `code` prints, line by line, and the most memory it held [MB]; `words` are its argv."""
    if not sys.platform.startswith("linux"):
        pytest.skip("measured where /proc is")
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, code, *map(str, words)],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        timeout=HANGS_S,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()[-2000:]
    *lines, most_mb = run.stdout.decode().splitlines()
    return lines, int(most_mb)
