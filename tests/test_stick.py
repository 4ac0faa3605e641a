"""A folder on a stick: its home is found beside the program, and nothing is written elsewhere."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.stick import lay_out, made_for

ROOT = Path(__file__).resolve().parents[1]
LONG_S = 300
SYSTEM = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "TMPDIR")


@pytest.fixture
def stick(tmp_path):
    """A folder as it is laid out, the checkout in place of the installed program."""
    folder = tmp_path / "U 盘 stick"
    lay_out(folder)
    (folder / "lib").symlink_to(ROOT / "src")
    (folder / "portable" / "playbooks").symlink_to(ROOT / "playbooks")
    return folder


@pytest.fixture
def elsewhere(tmp_path):
    """The folders of the user and of the system: empty, and no one may write there."""
    folders = {name: tmp_path / "computer" / name for name in SYSTEM}
    for folder in folders.values():
        folder.mkdir(parents=True)
        folder.chmod(0o555)
    return folders


@pytest.fixture
def run(stick, elsewhere):
    """Run a command from the stick, as on a computer that knows nothing of it."""

    def run(*words, start=("start.py",)):
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
        environ = {"PATH": path, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
        environ |= {name: str(folder) for name, folder in elsewhere.items()}
        environ["EMERG_HOME"] = str(elsewhere["HOME"] / "installed")
        first, *rest = start
        command = (sys.executable, "-B", str(stick / first)) if not rest else (first, *rest)
        return subprocess.run(
            (*command, *words),
            cwd=stick.parent,
            env=environ,
            capture_output=True,
            encoding="utf-8",
            timeout=LONG_S,
            check=False,
        )

    return run


def written(elsewhere):
    return [path for folder in elsewhere.values() for path in folder.rglob("*")]


def test_the_home_lies_beside_the_program_and_nothing_is_written_elsewhere(stick, run, elsewhere):
    home = stick / "portable"
    for words in (
        ("settings", "set", "theme", "night"),
        ("incident", "new", "--title", "drill", "--author", "扎西"),
        ("brief", "lhasa", "--out", str(home / "briefs")),
        ("app", "--exit-when-ready"),
    ):
        done = run(*words)
        assert done.returncode == 0, done.stderr
    assert 'theme = "night"' in (home / "settings.toml").read_text(encoding="utf-8")
    assert len(list((home / "incidents").iterdir())) >= 1
    assert list((home / "briefs").glob("*.pdf"))
    assert (home / "logs" / "emerg.log").is_file()
    assert written(elsewhere) == []
    assert not list((home / "system" / "tmp").iterdir())
    assert {path.name for path in stick.iterdir()} == {
        *("start.py", "emerg.sh", "README.txt", "made-for.txt", "lib", "portable"),
    }


@pytest.mark.skipif(os.name == "nt", reason="a launcher for the shell")
def test_the_launcher_starts_from_any_folder(stick, run):
    done = run("settings", "get", "text_px", start=("sh", str(stick / "emerg.sh")))
    assert (done.stdout.strip(), done.stderr) == ("13", "")


def test_another_python_is_told_before_anything_crashes(stick, run):
    (stick / "made-for.txt").write_text("3.99 plan9\n", encoding="utf-8")
    done = run("settings", "list")
    assert done.returncode == 1
    assert "3.99 plan9" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_home_stays_when_the_folder_is_laid_out_anew(stick):
    (stick / "portable" / "settings.toml").write_text("text_px = 15\n", encoding="utf-8")
    lay_out(stick)
    assert (stick / "portable" / "settings.toml").read_text(encoding="utf-8") == "text_px = 15\n"


def test_the_folder_for_windows_has_its_launcher_and_line_ends(tmp_path):
    lay_out(tmp_path, windows=True)
    assert {path.name for path in tmp_path.iterdir()} == {
        *("start.py", "emerg.bat", "README.txt", "made-for.txt", "portable"),
    }
    launcher = (tmp_path / "emerg.bat").read_bytes()
    assert launcher.count(b"\r\n") == launcher.count(b"\n") > 5
    assert launcher.isascii()
    assert (tmp_path / "made-for.txt").read_text(encoding="utf-8").strip() == made_for(True)
