"""All targets, each its share of the time: ``python -m fuzz.run [--minutes N] [TARGET…]``.

With atheris (Linux, extra ``fuzz``) under libFuzzer, which stops what hangs and what eats memory;
without it by hypothesis. What is found new stays under ``out/fuzz``; exit 1 where something broke.
"""

import argparse
import hashlib
import importlib.util
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from fuzz.replay import CORPUS, kept
from fuzz.targets import NAMES

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "out" / "fuzz"
HANGS_S = 20
MOST_MEMORY_MB = 1500
LEAST_S = 5


@dataclass(frozen=True, slots=True)
class Ran:
    """How a target fared."""

    name: str
    words: str
    broke: bool


def main(arguments: list[str]) -> int:
    asked = _parser().parse_args(arguments)
    names = asked.targets or list(NAMES)
    jobs = max(1, asked.jobs)
    seconds = max(LEAST_S, int(asked.minutes * 60 * min(jobs, len(names)) / len(names)))
    guided = importlib.util.find_spec("atheris") is not None
    print(
        f"{len(names)} targets, {seconds} s each, {jobs} at a time,", "atheris" * guided, flush=True
    )
    broke = False
    with ThreadPoolExecutor(jobs) as pool:
        for ran in pool.map(lambda name: _ran(name, seconds, guided=guided), names):
            print(ran.words, flush=True)
            broke = broke or ran.broke
    return int(broke)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="fuzz", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("targets", nargs="*", choices=[[], *NAMES], metavar="TARGET")
    parser.add_argument("--minutes", type=float, default=10.0, help="in all; 10")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="targets at a time")
    return parser


def _ran(name: str, seconds: int, *, guided: bool) -> Ran:
    folder = OUT / name
    found = folder / "found"
    found.mkdir(parents=True, exist_ok=True)
    for _told, data in kept(name):
        (found / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    before = {path.name for path in folder.glob("broke-*")}
    command = _guided(name, found, folder, seconds) if guided else _drawn(name, seconds)
    run = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "src")))},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    told = run.stdout.decode("utf-8", "replace")
    (folder / "log.txt").write_text(told, encoding="utf-8")
    if run.returncode == 0:
        return Ran(name, f"{name}: {_figures(told)}", broke=False)
    new = [path for path in sorted(folder.glob("broke-*")) if path.name not in before]
    lines = [f"{name} BROKE (see {folder / 'log.txt'}):", *told.splitlines()[-12:]]
    lines += [f"  again: python -m fuzz.replay {name} {path}" for path in new]
    lines.append(f"  once mended, keep it as {CORPUS / name}/WHAT-IT-WAS.in")
    return Ran(name, "\n".join(lines), broke=True)


def _guided(name: str, found: Path, folder: Path, seconds: int) -> list[str]:
    return [
        *(sys.executable, "-m", "fuzz.engine", name, str(found)),
        f"-max_total_time={seconds}",
        f"-timeout={HANGS_S}",
        f"-rss_limit_mb={MOST_MEMORY_MB}",
        f"-artifact_prefix={folder}/broke-",
        "-print_final_stats=1",
    ]


def _drawn(name: str, seconds: int) -> list[str]:
    return [sys.executable, "-m", "fuzz.drawn", name, str(seconds)]


def _figures(told: str) -> str:
    """What libFuzzer counted, in a line; the last line of anything else."""
    stats = dict(re.findall(r"^stat::(\w+):\s+(\d+)", told, re.MULTILINE))
    covered = re.findall(r"cov: (\d+)", told)
    if not stats:
        return (told.splitlines() or [""])[-1]
    return (
        f"{stats['number_of_executed_units']} inputs, {stats['average_exec_per_sec']} a second, "
        f"{stats['new_units_added']} of them new, {(covered or ['?'])[-1]} places covered, "
        f"{stats['peak_rss_mb']} MB at most"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
