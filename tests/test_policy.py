"""House rules that a machine can check."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

import emerg.errors

ROOT = Path(__file__).resolve().parents[1]
MODULE_LINES = 300
FUNCTION_LINES = 50
TEXT_SUFFIXES = {"", ".cfg", ".csv", ".geojson", ".json", ".md", ".po", ".py", ".toml", ".txt"}
# Names no folder of ours has: what tools leave behind, and what git ignores.
NOT_OURS = {"out", "dist", "build", "node_modules", "__pycache__"}


def ours(folder: Path = ROOT) -> Iterator[Path]:
    """Every file of the project, whether git is here or not."""
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name not in (".ci", ".gitignore")
        if hidden or path.name in NOT_OURS or path.is_symlink():
            continue
        if path.is_file():
            yield path
        elif not (path / "pyvenv.cfg").exists():
            yield from ours(path)


@cache
def texts() -> dict[str, str]:
    """Name and content of every text file of the project."""
    paths = [p for p in ours() if p.suffix in TEXT_SUFFIXES]
    return {p.relative_to(ROOT).as_posix(): p.read_text(encoding="utf-8") for p in paths}


@cache
def modules() -> dict[str, ast.Module]:
    """Name and syntax tree of every Python file of the project."""
    return {name: ast.parse(text) for name, text in texts().items() if name.endswith(".py")}


def in_source() -> dict[str, ast.Module]:
    return {name: tree for name, tree in modules().items() if name.startswith("src/")}


def nodes(kind: type[ast.AST], *folders: str) -> Iterator[tuple[str, ast.AST]]:
    for name, tree in modules().items():
        if name.split("/")[0] in folders:
            yield from ((f"{name}:{n.lineno}", n) for n in ast.walk(tree) if isinstance(n, kind))


def lines_with(pattern: str, *suffixes: str) -> list[str]:
    """``file:line: text`` wherever `pattern` stands in a text file (of `suffixes`, if given)."""
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts().items()
        if not suffixes or name.endswith(suffixes)
        for number, line in enumerate(text.splitlines(), start=1)
        if re.search(pattern, line)
    ]


def test_the_policy_sees_the_project():
    assert {"pyproject.toml", "Makefile", ".ci/run", "src/emerg/errors.py"} <= texts().keys()
    assert not [name for name in texts() if name.startswith((".venv", "out/"))]


def test_modules_are_short():
    long = {name: texts()[name].count("\n") for name in in_source()}
    assert not {name: lines for name, lines in long.items() if lines > MODULE_LINES}


def test_functions_are_short():
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    sizes = {
        f"{name}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name, tree in in_source().items()
        for node in ast.walk(tree)
        if isinstance(node, kinds)
    }
    assert not {name: lines for name, lines in sizes.items() if lines > FUNCTION_LINES}


def test_nothing_is_left_for_later():
    assert not lines_with(r"\bTO[D]O\b|\bFIX[M]E\b|\bX[X]X\b", ".py", ".toml", ".md")
    assert not [
        where
        for where, node in nodes(ast.Raise, "src", "tools")
        if "NotImplementedError" in ast.unparse(node)
    ]


def test_no_test_waits_for_the_clock():
    """A fixed wait is too long on a fast machine and too short on a slow one."""
    waits = ("qtbot.wait", "time.sleep", "sleep", "QTest.qWait", "QTest.qSleep")
    found = [
        where
        for where, node in nodes(ast.Call, "src", "tests")
        if isinstance(node, ast.Call) and ast.unparse(node.func) in waits
    ]
    # Between two tries at a lock of another process, which says nothing when it lets go.
    assert [where.partition(":")[0] for where in found] == ["src/emerg/usecases/case.py"]


def test_no_test_replaces_the_code_by_a_mock():
    imports = [*nodes(ast.Import, "tests"), *nodes(ast.ImportFrom, "tests")]
    assert not [where for where, node in imports if "unittest.mock" in ast.unparse(node)]


def test_the_program_knows_no_network():
    """No telemetry, no port that listens: nothing that could open a connection is imported."""
    network = {"socket", "socketserver", "http", "urllib", "ssl", "ftplib", "smtplib", "xmlrpc"}
    named = [
        (where, name)
        for where, node in (*nodes(ast.Import, "src"), *nodes(ast.ImportFrom, "src"))
        for name in _imported(node)
    ]
    assert not [
        where for where, name in named if name.split(".")[0] in network or "QtNetwork" in name
    ]
    assert len(named) > 1000


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    assert isinstance(node, ast.Import)
    return [alias.name for alias in node.names]


def test_no_path_of_a_machine():
    homes = r"/hom[e]/\w+/|/User[s]/\w+/|/roo[t]/|/tm[p]/\w|[A-Z]:\\\\?User[s]\\"
    here = [ROOT.as_posix(), (ROOT.parent / "shared").as_posix()] if len(ROOT.parts) > 2 else []
    pattern = "|".join([homes, *(rf"{re.escape(path)}(?!\w)" for path in here)])
    assert not lines_with(pattern)


def test_no_address_of_a_registry():
    assert not lines_with(r"index[-_]url|find[-]links|pypi[.]org|pythonhosted[.]|deb[.]debian[.]")


def test_constraints_are_names_and_versions_only():
    lines = texts()["constraints.txt"].splitlines()
    assert not [line for line in lines if not re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][\w.]*", line)]


def test_constraints_cover_what_the_project_asks_for():
    project = tomllib.loads(texts()["pyproject.toml"])
    asked = project["project"]["dependencies"] + project["build-system"]["requires"]
    asked += [
        need for extra in project["project"]["optional-dependencies"].values() for need in extra
    ]
    pinned = {_plain(line.split("==")[0]) for line in texts()["constraints.txt"].splitlines()}
    assert not {_plain(re.split(r"[^\w.-]", need)[0]) for need in asked} - pinned


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_demo_installs_no_qt():
    project = tomllib.loads(texts()["pyproject.toml"])["project"]
    assert not [
        need for need in project["dependencies"] if re.match("(?i)pyside|pyqt|shiboken", need)
    ]


QT = {"PySide6", "shiboken6"}
LATER = {"reportlab", "scipy", "sqlite_utils", "cryptography", "openpyxl", "pyqtgraph", "tomlkit"}


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [("emerg.cli", QT | LATER), ("emerg.__main__", QT | LATER), ("emerg.ui.app", LATER)],
)
def test_nothing_is_loaded_before_it_is_needed(module, unwanted):
    code = f"import sys, {module}; print(*sys.modules)"
    environ = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environ, check=True
    )
    loaded = {name.split(".")[0] for name in run.stdout.split()}
    assert not loaded & unwanted


def test_what_stands_outside_the_tests_takes_only_what_the_program_has():
    """Benchmarks and tools are not run here, some not even imported: their names are looked up."""
    for where, node in nodes(ast.ImportFrom, "benchmarks", "tools"):
        if node.module is not None and node.module.split(".")[0] in ("emerg", "tests"):
            module = import_module(node.module)
            names = {name.name for name in node.names if not hasattr(module, name.name)}
            if hasattr(module, "__path__"):  # of a package its modules may be meant
                names = {name for name in names if not find_spec(f"{node.module}.{name}")}
            assert not names, f"{where}: {node.module} has no {', '.join(sorted(names))}"


def test_the_catalogue_is_whole():
    run = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "catalogue.py"), "check"],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert run.returncode == 0, run.stderr


def _errors() -> dict[str, tuple[str, ast.ClassDef]]:
    """Every class under `src` that descends from `EmergError`, by name."""
    classes = {
        node.name: (where, node)
        for where, node in nodes(ast.ClassDef, "src")
        if isinstance(node, ast.ClassDef)
    }
    found = {"EmergError": classes["EmergError"]}
    while True:
        more = {
            name: entry
            for name, entry in classes.items()
            if name not in found
            and any(ast.unparse(base).split(".")[-1] in found for base in entry[1].bases)
        }
        if not more:
            return found
        found |= more


def test_every_error_is_documented_and_stands_in_the_tree():
    """One sentence each, and a place in the tree that opens `emerg.errors`."""
    undocumented = {
        n: where for n, (where, node) in _errors().items() if not ast.get_docstring(node)
    }
    tree = emerg.errors.__doc__ or ""
    missing = {n: where for n, (where, _) in _errors().items() if not re.search(rf"\b{n}\b", tree)}
    assert not undocumented
    assert not missing


def test_every_error_says_where_and_how_to_mend_it():
    names = _errors().keys() - {"DataError"}
    empty = []
    for where, node in nodes(ast.Call, "src"):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in names:
            given = {k.arg: ast.unparse(k.value) for k in node.keywords}
            if not {"where", "fix"} <= given.keys() or {"''", "Text('')"} & set(given.values()):
                empty.append(where)
    assert not empty


def test_no_exception_is_swallowed():
    """A bare `except`, or one whose body does nothing, hides the cause from the reader."""
    silent = [
        where
        for where, node in nodes(ast.ExceptHandler, "src", "tools")
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or all(isinstance(line, ast.Pass) for line in node.body))
    ]
    assert not silent


def test_file_names_can_stand_on_every_system():
    bad = re.compile(r'[:*?"<>|\\]')
    assert not [str(p.relative_to(ROOT)) for p in ours() if bad.search(p.name)]


def test_every_decision_is_numbered_once():
    names = sorted(p.name for p in (ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
