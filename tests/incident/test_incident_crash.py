"""Power cuts, kills and full disks: what was reported as noted is there, and nothing is half."""

import json
import os
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from emerg.incident.reader import read_entries
from emerg.incident.store import FILES, JOURNAL, Journal
from emerg.incident.verify import verify
from tests.incident import crashing, failing, protected
from tests.incident.journals_by_hand import copied, opened, say

ROOT = Path(__file__).resolve().parents[2]
KILLS = 200
A_JOURNAL = 20  # kills in one incident before the next is opened
LONGEST_S = 0.03

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of Unix")


def environ() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


class Victims:
    """Writers that are killed, one after the other."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.stdin, self.pipe, self.kept = process.stdin, process.stdout.fileno(), b""

    def killed_after(self, delay_s: float, start: str, folder: Path, seed: int) -> set[str]:
        """Hashes that one writer reported, killed `delay_s` after it said `start`."""
        order = [str(folder), seed, str(folder.parent / "photo")]
        self.stdin.write(json.dumps(order).encode() + b"\n")
        self.stdin.flush()
        lines = [self.line()]
        while not lines[-1].startswith(start):
            lines.append(self.line())
        end = time.monotonic() + delay_s
        while (left := end - time.monotonic()) > 0:
            if select.select([self.pipe], [], [], left)[0]:
                self.kept += os.read(self.pipe, 65536)
        os.kill(int(lines[0].split()[1]), signal.SIGKILL)
        while lines[-1] != "dead":
            lines.append(self.line())
        return {line.split()[2] for line in lines if line.startswith("noted ")}

    def line(self) -> str:
        while b"\n" not in self.kept:
            piece = os.read(self.pipe, 65536)
            assert piece, "the writer ended by itself"
            self.kept += piece
        first, _, self.kept = self.kept.partition(b"\n")
        return first.decode()


@contextmanager
def victims() -> Iterator[Victims]:
    with subprocess.Popen(
        [sys.executable, crashing.__file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environ(),
    ) as process:
        yield Victims(process)
        assert process.stdin is not None
        process.stdin.close()


def test_nothing_noted_is_lost_by_two_hundred_kills(tmp_path):
    rng = random.Random(20261125)
    reported = kills = open_logs = 0
    with victims() as writers:
        for journal in range(KILLS // A_JOURNAL):
            folder = opened(tmp_path / str(journal))
            noted: set[str] = set()
            for kill in range(A_JOURNAL):
                start = rng.choice(("pid", "ready", "ready", "noted"))
                delay_s = rng.uniform(0, LONGEST_S)
                noted |= writers.killed_after(delay_s, start, folder, rng.randrange(2**32))
                kills += 1
                # Looked at in a copy: the next writer is to find the log as the kill left it.
                path = copied(folder, tmp_path / f"{journal} {kill}")
                open_logs += path.with_name(f"{JOURNAL}-wal").is_file()
                found = {entry.hash for entry in read_entries(path)}
                assert noted <= found
                # Of each kill at most the one entry that was on its way may be there unreported.
                assert len(found) <= 1 + len(noted) + kill + 1
            verdict = verify(folder / JOURNAL)
            assert not verdict.problems, verdict.problems
            assert not list((folder / FILES).glob("[!0-9a-f.]*"))
            reported += len(noted)
    assert kills == KILLS
    assert open_logs > KILLS / 4
    # One at least of each that was killed only after it had reported one.
    assert reported > KILLS / 8


def test_a_log_cut_anywhere_gives_the_entries_before_the_cut(tmp_path):
    """What a power cut leaves: the log up to some byte, or with rubbish after it."""
    folder = opened(tmp_path)
    sizes = []
    with Journal(folder) as journal:
        log = folder / f"{JOURNAL}-wal"
        for n in range(12):
            say(journal, f"{n} " + "水" * (5000 * (n % 3)))
            sizes.append(log.stat().st_size)
        crashed = copied(folder, tmp_path / "crashed")
    whole = (crashed.with_name(log.name)).read_bytes()
    assert len(whole) == sizes[-1]
    rng = random.Random(3)
    cuts = {*sizes, *(size - 1 for size in sizes), *rng.sample(range(len(whole)), 60), 0, 31, 32}
    for cut in cuts:
        path = copied(folder, tmp_path / f"cut {cut}")
        path.write_bytes(crashed.read_bytes())
        rubbish = rng.randbytes(rng.choice((0, 5000)))
        path.with_name(log.name).write_bytes(whole[:cut] + rubbish)
        with Journal(path.parent) as journal:
            (entry,) = say(journal, "after the cut")
        expected = sum(size <= cut for size in sizes)
        assert entry.number == 1 + expected + 1
        assert not verify(path).problems


def failed(folder: Path, *words: str) -> dict[str, str]:
    photo = folder.parent / "photo"
    photo.write_bytes(b"x" * 200_000)
    run = subprocess.run(
        [sys.executable, failing.__file__, str(folder), str(photo), *words],
        capture_output=True,
        text=True,
        env=environ(),
        check=True,
    )
    found: dict[str, str] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize(
    ("calls", "error", "reason"),
    [
        ("sync", "EIO", "it is not sure that this was noted"),
        ("write", "ENOSPC", "the disk is full"),
        ("write", "EIO", "the disk does not take it"),
        ("write", "EROFS", "the disk does not take it"),
        ("limit", "", "this was not noted"),
    ],
)
def test_a_disk_that_gives_out_is_told_and_nothing_is_half(tmp_path, need, calls, error, reason):
    need(calls == "limit" or failing.can_fail(), "Linux, whose kernel can be told to refuse")
    folder = opened(tmp_path)
    found = failed(folder, calls, error)
    assert reason in found["note"]
    for told in (found["note"], found["again"], found["attach"]):
        assert re.search("not noted|not sure|cannot be read|cannot be written", told), told
        assert "where: " in told
        assert str(folder) in told
        assert "fix:   make room" in told
    entries = read_entries(folder / JOURNAL)[1:]
    noted, unsure = entries[: len(found["noted"])], entries[len(found["noted"]) :]
    assert [entry.hash for entry in noted] == found["noted"]
    # Only where the disk took the bytes and would not confirm them can there be more.
    assert not unsure or calls == "sync"
    assert {entry.text for entry in unsure} <= {"x" * 200_000}
    assert list((folder / FILES).iterdir()) == []
    assert not verify(folder / JOURNAL).problems
    with Journal(folder) as journal:
        assert say(journal, "and on it goes")[0].number == len(entries) + 2


@pytest.mark.parametrize("crashed", [False, True])
def test_a_write_protected_record_is_read_with_all_that_is_in_its_log(tmp_path, crashed):
    """As on a stick with its switch set; whoever runs the tests, the reader may not write there."""
    folder = opened(tmp_path)
    with Journal(folder) as journal:
        say(journal, "one", "two")
        left = copied(folder, tmp_path / "left").parent
    log = f"{JOURNAL}-wal"
    assert (left / log).stat().st_size > 0
    with tempfile.TemporaryDirectory() as outside:  # pytest's own folder is closed to others
        Path(outside).chmod(0o755)
        stick = shutil.copytree(left if crashed else folder, Path(outside) / "stick")
        for path in stick.iterdir():
            path.chmod(0o755 if path.is_dir() else 0o444)
        stick.chmod(0o555)
        before = sorted(path.name for path in stick.iterdir())
        run = subprocess.run(
            [sys.executable, protected.__file__, str(stick / JOURNAL)],
            capture_output=True,
            text=True,
            env=environ(),
            check=True,
        )
        assert json.loads(run.stdout) == {"texts": ["one", "two"], "problems": 0}
        assert sorted(path.name for path in stick.iterdir()) == before
        stick.chmod(0o755)
