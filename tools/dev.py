"""Set up and run the project: ``python3 tools/dev.py demo|test|app|lint|…``.

Standard library only, for it runs before anything is installed. `.venv` beside this checkout is
made on first use; a stamp in it makes the next run skip pip. Exit 0 done, 1 refused or failed,
130 interrupted.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file meets whatever `python3` is
    sys.exit(
        f"emerg needs Python 3.11 or newer and this is {sys.version.split()[0]}: "
        "run tools/dev.py with a newer one (make PYTHON=python3.12 …)."
    )

import argparse
import ctypes
import hashlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "emerg-stamp.json"
CONSTRAINTS = ROOT / "constraints.txt"
OUT = ROOT / "out"
WINDOWS = os.name == "nt"

# What Qt opens at run time, and the Debian package that holds it.
SYSTEM_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
GUIDED = 0.8  # of the minutes of `fuzz`; the property tests take about the rest
EXAMPLES_A_MINUTE = 50
CACHES = (".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache")
CHECKS: Mapping[str, tuple[str, ...]] = {
    "ruff check": ("ruff", "check", "--output-format=concise", "."),
    "ruff format": ("ruff", "format", "--check", "."),
    "mypy": ("mypy",),
    "lint-imports": ("lint-imports",),
}
SLOWEST = "mypy"  # a minute of one processor: beside the tests


class DevError(Exception):
    """One sentence for whoever typed the command."""


def tool(name: str) -> str:
    """The path of a command installed in the environment."""
    return str(VENV / ("Scripts" if WINDOWS else "bin") / (f"{name}.exe" if WINDOWS else name))


def environment() -> dict[str, str]:
    """The variables every child gets: pinned versions, UTF-8 on the way out."""
    # An address, not a path: pip splits this variable at blanks. Newer pip reads the second
    # name for isolated builds.
    pinned = CONSTRAINTS.as_uri()
    # The tests start some hundred programs: each would compile all it imports once more.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {
        "PIP_CONSTRAINT": pinned,
        "PIP_BUILD_CONSTRAINT": pinned,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PYTHONIOENCODING": "utf-8",
    }


def run(*command: str, extra: Mapping[str, str] | None = None) -> int:
    """Run `command` in the checkout; its exit code."""
    sys.stdout.flush()
    found = subprocess.run(command, cwd=ROOT, env=environment() | dict(extra or {}), check=False)
    return found.returncode


def must(what: str, *command: str) -> None:
    """Run `command`; `DevError` saying that `what` failed where it does."""
    code = run(*command)
    if code:
        raise DevError(f"{what} failed (exit {code}); its own words stand above.")


def fingerprint() -> str:
    """Changes whenever what is installed in the environment may no longer fit."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project["tool"] = project.get("tool", {}).get("hatch", {})  # how a tool checks installs nothing
    parts = (
        json.dumps(project, sort_keys=True).encode(),
        CONSTRAINTS.read_bytes(),
        sys.version.encode(),
        str(ROOT).encode(),  # the environment's scripts hold its path
    )
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def stamped() -> tuple[str, frozenset[str]]:
    """Fingerprint and extras of the environment as it stands; empty where there is none."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        return stamp["fingerprint"], frozenset(stamp["extras"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", frozenset()


def prepare(extras: Iterable[str] = ()) -> None:
    """Make `.venv` hold the project with `extras`; nothing to do where the stamp says it does."""
    wanted = frozenset(extras)
    was, held = stamped()
    mark = fingerprint()
    if was == mark and wanted <= held and Path(tool("python")).exists():
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise DevError(
            "This Python cannot make a virtual environment: "
            "install its venv module (Debian: python3-venv) and run again."
        )
    if was != mark and VENV.exists():
        shutil.rmtree(VENV)
    STAMP.unlink(missing_ok=True)
    if not Path(tool("python")).exists():
        say("making .venv")
        # Not the environment's own Python: it may have been removed a moment ago.
        base = getattr(sys, "_base_executable", sys.executable)
        must("Making .venv", base, "-m", "venv", str(VENV))
    wanted |= held
    names = f"[{','.join(sorted(wanted))}]" if wanted else ""
    say(f"installing emerg{names} into .venv (only when something has changed)")
    must("Installing", tool("python"), "-m", "pip", "install", "--quiet", "-e", f".{names}")
    stamp = {"fingerprint": mark, "extras": sorted(wanted)}
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")


def missing_libraries(libraries: Mapping[str, str] = SYSTEM_LIBRARIES) -> list[str]:
    """The Debian packages of those `libraries` that this Linux cannot open."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for name, package in libraries.items() if not _opens(name)]


def _opens(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def demo(_args: Sequence[str]) -> int:
    """Answer examples/demo.toml: print the hit list, write out/demo/brief.pdf. Loads no Qt."""
    prepare()
    brief = OUT / "demo" / "brief.pdf"
    brief.unlink(missing_ok=True)  # an old brief must not pass for today's
    scenario = str(Path("examples", "demo.toml"))
    must("The demo", tool("emerg"), "respond", scenario, "--out", str(Path("out", "demo")))
    if not (brief.is_file() and brief.read_bytes().startswith(b"%PDF")):
        raise DevError(f"The demo ended well but wrote no {brief.relative_to(ROOT)}.")
    say(f"the brief is {brief.relative_to(ROOT)}")
    return 0


def test(args: Sequence[str]) -> int:
    """All checks, then all tests, headless; with arguments, only pytest with these."""
    missing = missing_libraries()
    if missing:
        raise DevError(
            f"The tests need system libraries that are not here: install {' '.join(missing)} "
            "(Debian package names), then run again."
        )
    prepare(("app", "test"))
    if args:
        return _verdict(["pytest"] if _pytest(*args) else [])
    with _beside(*CHECKS[SLOWEST]) as slowest:
        failed = _failing_checks([name for name in CHECKS if name != SLOWEST])
        # Who has nothing left to do takes over tests of another; most modules stay whole.
        if _pytest("-n", "auto", "--dist", "worksteal"):
            failed.append("pytest")
        say(SLOWEST)
        print(slowest.communicate()[0], end="", flush=True)
    return _verdict([*failed, SLOWEST] if slowest.returncode else failed)


def _pytest(*words: str) -> int:
    headless = {"QT_QPA_PLATFORM": "offscreen"}
    return run(tool("python"), "-m", "pytest", "-rs", *words, extra=headless)


def lint(_args: Sequence[str]) -> int:
    """ruff, mypy, import contracts and the Chinese catalogue."""
    prepare(("app", "test"))
    return _verdict(_failing_checks(CHECKS))


def _beside(program: str, *words: str) -> subprocess.Popen[str]:
    """Run a tool while something else goes on; what it says is heard at its end."""
    return subprocess.Popen(
        (tool(program), *words),
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def _failing_checks(names: Iterable[str]) -> list[str]:
    failed = []
    for name in names:
        say(name)
        program, *words = CHECKS[name]
        if run(tool(program), *words):
            failed.append(name)
    say("catalogue check")
    if catalogue(("check",)):
        failed.append("catalogue check")
    return failed


def _verdict(failed: Sequence[str]) -> int:
    if failed:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def fuzz(args: Sequence[str]) -> int:
    """Hostile input and property tests, ten minutes (--minutes N); with targets, only these."""
    parser = argparse.ArgumentParser(prog="dev.py fuzz")
    parser.add_argument("--minutes", type=float, default=10.0)
    asked, targets = parser.parse_known_args(args)
    prepare(("app", "test", "fuzz"))
    failed = []
    if not targets:
        pytest = (tool("python"), "-m", "pytest", "-m", "hypothesis", "-n", "auto")
        examples = {"EMERG_EXAMPLES": str(round(EXAMPLES_A_MINUTE * asked.minutes) or 1)}
        if run(*pytest, "--hypothesis-profile=fuzz", extra=examples):
            failed.append("property tests")
    minutes = asked.minutes if targets else asked.minutes * GUIDED
    if run(tool("python"), "-m", "fuzz.run", "--minutes", f"{minutes:g}", *targets):
        failed.append("hostile input")
    return _verdict(failed)


def bench(args: Sequence[str]) -> int:
    """The measurements in benchmarks/."""
    prepare(("app", "test", "bench"))
    # `make test` switches pytest-benchmark off, for it slows every run.
    options = ("-o", "addopts=--strict-markers --strict-config", "-s", "-rs")
    code = run(tool("python"), "-m", "pytest", "benchmarks", *options, *args)
    return _verdict(["benchmarks"] if code else [])


def figures(args: Sequence[str]) -> int:
    """Draw the figures of docs/method.md anew from the open measurements."""
    prepare(("test", "figures"))
    return run(tool("python"), str(ROOT / "tools" / "draw_method.py"), *args)


def app(args: Sequence[str]) -> int:
    """Open the window."""
    prepare(("app",))
    return run(tool("emerg"), "app", *args)


def catalogue(args: Sequence[str]) -> int:
    """The Chinese catalogue: extract, update, compile, check or merge FILE…"""
    prepare(("app", "test"))
    return run(tool("python"), str(ROOT / "tools" / "catalogue.py"), *args)


def wheel(_args: Sequence[str]) -> int:
    """Build the wheel, install it in an environment of its own, and ask it for its playbooks."""
    prepare()
    folder = OUT / "wheel"
    shutil.rmtree(folder, ignore_errors=True)
    python = tool("python")
    must("Building", python, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(ROOT))
    (built,) = folder.glob("emerg-*.whl")
    own = folder / "venv"
    must("Making an environment", sys.executable, "-m", "venv", str(own))
    scripts = own / Path(tool("python")).parent.name
    must("Installing", str(scripts / Path(python).name), "-m", "pip", "install", "-q", str(built))
    emerg = str(scripts / Path(tool("emerg")).name)
    must("The wheel's demo", emerg, "respond", "examples/demo.toml", "--out", str(folder / "demo"))
    listed = subprocess.run(
        (emerg, "playbooks", "list", "--kind", "river", "--json"),
        cwd=folder,  # away from the checkout's own playbooks
        env=environment(),
        stdout=subprocess.PIPE,
        check=True,
    )
    rivers = [book for book in json.loads(listed.stdout) if book.get("key")]
    if len(rivers) != 12:
        raise DevError(f"The wheel {built.name} lists {len(rivers)} key rivers, not 12.")
    say(f"{built.name} lists the 12 key rivers and answers")
    return 0


def stick(args: Sequence[str]) -> int:
    """Lay out out/stick: the program, its libraries and a home, to carry on a stick."""
    prepare()
    return run(tool("python"), str(ROOT / "tools" / "stick.py"), *args)


def clean(_args: Sequence[str]) -> int:
    """Remove .venv, out and every cache."""
    for name in (".venv", "out", "dist", "build", *CACHES):
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for folder in ("src", "tests", "tools", "benchmarks", "fuzz"):
        for cache in list((ROOT / folder).rglob("__pycache__")):
            shutil.rmtree(cache, ignore_errors=True)
    return 0


COMMANDS = (demo, test, app, lint, catalogue, bench, figures, fuzz, wheel, stick, clean)
TAKE_WORDS = (test, app, catalogue, bench, figures, fuzz, stick)


def say(words: str) -> None:
    """A line about the work itself; standard output belongs to the answer."""
    print(f"· {words}", file=sys.stderr, flush=True)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="dev.py", description=(__doc__ or "").splitlines()[0])
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for work in COMMANDS:
        words = work.__doc__ or ""
        commands.add_parser(work.__name__, help=words, description=words).set_defaults(work=work)
    return top


def main(argv: Sequence[str]) -> int:
    """Run one subcommand; words after it that are not ours go on to the tool it runs."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    args, rest = parser().parse_known_args(argv)
    if rest and args.work not in TAKE_WORDS:
        print(f"dev.py {args.command} takes no further words: {' '.join(rest)}", file=sys.stderr)
        return 1
    try:
        return int(args.work(rest))
    except DevError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
