"""The script behind `make`: refusals in one sentence, and a stamp that can be trusted."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "tools" / "dev.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def dev(tmp_path, monkeypatch):
    """The script, working on a checkout of its own in a folder pip could stumble over."""
    module = load_tool()
    root = tmp_path / "应急 预案"
    root.mkdir()
    (root / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (root / "constraints.txt").write_text("click==8.5.1\n", encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", root)
    monkeypatch.setattr(module, "VENV", root / ".venv")
    monkeypatch.setattr(module, "STAMP", root / ".venv" / "emerg-stamp.json")
    monkeypatch.setattr(module, "CONSTRAINTS", root / "constraints.txt")
    return module


def stamp(dev, *extras):
    """An environment that looks made, with `extras`."""
    python = Path(dev.tool("python"))
    python.parent.mkdir(parents=True, exist_ok=True)
    python.touch()
    content = {"fingerprint": dev.fingerprint(), "extras": extras}
    dev.STAMP.write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture
def commands(dev, monkeypatch):
    """What would have been run; an environment that is made is made."""
    seen = []

    def run(*command, extra=None):
        seen.append(command[1:])
        if command[1:3] == ("-m", "venv"):
            Path(dev.tool("python")).parent.mkdir(parents=True)
            Path(dev.tool("python")).touch()
        return 0

    monkeypatch.setattr(dev, "run", run)
    return seen


def test_a_stamped_environment_is_left_alone(dev, commands):
    stamp(dev, "app", "test")
    dev.prepare(("test",))
    dev.prepare()
    assert commands == []


def test_first_run_makes_and_installs_and_the_second_does_neither(dev, commands):
    dev.prepare(("app",))
    assert [command[:2] for command in commands] == [("-m", "venv"), ("-m", "pip")]
    assert commands[1][-2:] == ("-e", ".[app]")
    dev.prepare(("app",))
    assert len(commands) == 2


def test_a_further_extra_is_added_to_those_there(dev, commands):
    stamp(dev, "app")
    dev.prepare(("test",))
    assert [command[-1] for command in commands] == [".[app,test]"]


@pytest.mark.parametrize(
    ("name", "line"),
    [("pyproject.toml", 'dependencies = ["click"]'), ("constraints.txt", "numpy==2.4.6")],
)
def test_a_changed_project_is_installed_anew(dev, commands, name, line):
    stamp(dev)
    with (dev.ROOT / name).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    dev.prepare()
    assert [command[1] for command in commands] == ["venv", "pip"]


def test_how_the_tools_check_installs_nothing(dev, commands):
    stamp(dev)
    with (dev.ROOT / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("[tool.ruff]\nline-length = 100\n")
    dev.prepare()
    assert commands == []


def test_an_interrupted_installation_is_not_taken_for_whole(dev, monkeypatch):
    stamp(dev)
    monkeypatch.setattr(dev, "run", lambda *command, extra=None: 1)
    with pytest.raises(dev.DevError, match="Installing failed"):
        dev.prepare(("app",))
    assert dev.stamped() == ("", frozenset())


def test_a_broken_stamp_is_no_stamp(dev):
    stamp(dev)
    dev.STAMP.write_text("{", encoding="utf-8")
    assert dev.stamped() == ("", frozenset())


def test_missing_libraries_are_named_as_debian_packages(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev, "missing_libraries", lambda: ["libegl1", "libgl1"])
    monkeypatch.setattr(dev, "run", lambda *command, extra=None: pytest.fail(f"ran {command}"))
    assert dev.main(["test"]) == 1
    told = capsys.readouterr().err
    assert "install libegl1 libgl1" in told
    assert told.count("\n") == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for Linux libraries")
def test_a_library_that_is_not_there_is_missed(dev):
    libraries = {"libnobody-has-this.so.7": "nobody", "libc.so.6": "libc6"}
    assert dev.missing_libraries(libraries) == ["nobody"]


def test_what_one_program_compiles_the_next_finds(dev, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in dev.environment()


def test_the_pinned_versions_reach_pip_even_through_blanks(dev):
    pinned = dev.environment()["PIP_CONSTRAINT"]
    assert pinned.startswith("file:///")
    assert " " not in pinned


def test_a_demo_that_writes_no_brief_has_failed(dev, commands, capsys):
    stamp(dev)
    old = dev.ROOT / "out" / "demo" / "brief.pdf"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"%PDF-1.4 of yesterday")
    dev.OUT = dev.ROOT / "out"
    assert dev.main(["demo"]) == 1
    assert "wrote no" in capsys.readouterr().err


@pytest.mark.parametrize(("code", "verdict"), [(0, []), (1, ["· failed: mypy"])])
def test_what_is_checked_beside_the_tests_counts_as_much(
    dev, commands, monkeypatch, capfd, code, verdict
):
    words = ("-c", f"print('its own words'); raise SystemExit({code})")
    monkeypatch.setattr(dev, "tool", lambda _name: sys.executable)
    monkeypatch.setattr(dev, "prepare", lambda _extras: None)
    monkeypatch.setattr(dev, "missing_libraries", list)
    monkeypatch.setattr(dev, "CHECKS", {"mypy": ("mypy", *words), "ruff": ("ruff", "check")})
    assert dev.test(()) == code
    said = capfd.readouterr()
    assert "its own words" in said.out
    assert [line for line in said.err.splitlines() if "failed" in line] == verdict
    assert ("check",) in commands
    assert words not in commands  # nobody waited for it


def test_with_words_only_the_tests_run(dev, commands, monkeypatch):
    monkeypatch.setattr(dev, "prepare", lambda _extras: None)
    monkeypatch.setattr(dev, "missing_libraries", list)
    assert dev.test(("tests/test_units.py",)) == 0
    assert commands == [("-m", "pytest", "-rs", "tests/test_units.py")]


def test_fuzzing_has_two_parts_and_shares_its_minutes_between_them(dev, commands):
    stamp(dev, "app", "test", "fuzz")
    assert dev.main(["fuzz", "--minutes", "20"]) == 0
    properties, hostile = commands
    assert properties[:2] == ("-m", "pytest")
    assert hostile == ("-m", "fuzz.run", "--minutes", "16")


def test_one_target_has_all_the_minutes(dev, commands):
    stamp(dev, "app", "test", "fuzz")
    assert dev.main(["fuzz", "--minutes", "5", "package"]) == 0
    assert commands == [("-m", "fuzz.run", "--minutes", "5", "package")]


def test_words_no_command_takes_are_refused(dev, capsys):
    assert dev.main(["demo", "--quick"]) == 1
    assert "--quick" in capsys.readouterr().err


def test_an_old_python_is_told_in_one_sentence():
    """Run the script's head with a version it must refuse."""
    head = (ROOT / "tools" / "dev.py").read_text(encoding="utf-8").split("\nimport argparse")[0]
    code = head.replace("import sys", "import sys\nsys.version_info = (3, 10)", 1)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr.startswith("emerg needs Python 3.11 or newer")
    assert run.stderr.count("\n") == 1
