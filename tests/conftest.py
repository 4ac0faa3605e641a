"""What every test stands on: no screen, a home of its own, no language of this machine."""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:
    from PySide6.QtCore import QThreadPool

    from emerg.playbooks.rivers import Rivers

ROOT = Path(__file__).resolve().parents[1]
IN_CI = os.environ.get("EMERG_CI") == "1"
RUNTIME = pytest.StashKey[Path]()

# No deadline: how long an example takes says more about the machine than about the code. The same
# examples on every run: `make test` says whether the code has changed, `make fuzz` goes looking.
hypothesis.settings.register_profile(
    "emerg",
    max_examples=50,
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile(
    "fuzz",
    hypothesis.settings.get_profile("emerg"),
    max_examples=int(os.environ.get("EMERG_EXAMPLES", "5000")),
    derandomize=False,
)
hypothesis.settings.load_profile("emerg")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--headed", action="store_true", help="show the windows the tests open")
    parser.addoption("--update-pictures", action="store_true", help="keep the screens as they are")


def pytest_configure(config: pytest.Config) -> None:
    """Before Qt is loaded: no screen, and a runtime folder of the kind Qt insists on."""
    if not config.getoption("--headed"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    config.stash[RUNTIME] = Path(tempfile.mkdtemp(prefix="emerg-tests-"))  # mode 0700
    os.environ["XDG_RUNTIME_DIR"] = str(config.stash[RUNTIME])
    os.environ["EMERG_HOME"] = str(config.stash[RUNTIME] / "home")
    # Qt warns of a locale that is not UTF-8; this one says nothing about the language.
    os.environ["LC_ALL"] = "C.UTF-8"


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[RUNTIME], ignore_errors=True)


@pytest.fixture(autouse=True, scope="session")
def read_once() -> Iterator[None]:
    """The playbooks of the checkout are read once a process: hundreds of tests want them there.

    How they are read is tested by those that read copies, or call the readers themselves.
    """
    from emerg.errors import Findings
    from emerg.playbooks import roads, shelf

    found: dict[Path, Any] = {}
    ours = ROOT / "playbooks"

    def read_river(folder: Path, findings: Findings) -> Any:
        if not folder.resolve().is_relative_to(ours):
            return original_river(folder, findings)
        if folder not in found:
            own = Findings()
            found[folder] = original_river(folder, own), tuple(own.problems)
        book, problems = found[folder]
        findings.problems.extend(problems)
        return book

    def read_roads(path: Path) -> Any:
        if not path.resolve().is_relative_to(ours):
            return original_roads(path)
        if path not in found:
            found[path] = original_roads(path)
        return found[path]

    original_river, original_roads = shelf.read_river, roads.read_roads
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf, "read_river", read_river)
        patch.setattr(roads, "read_roads", read_roads)
        yield


@pytest.fixture(autouse=True, scope="session")
def light() -> Iterator[None]:
    """Locks that open at once; those of a second are tested in `tests/incident/test_passphrase`."""
    from tests.light_lock import light_locks

    with light_locks():
        yield


@pytest.fixture(autouse=True, scope="module")
def swept() -> Iterator[None]:
    """A window keeps the collector to its own thread and clock; other tests have neither."""
    yield
    if not gc.isenabled():
        gc.collect()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _no_skip_in_ci(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _no_skip_in_ci(report)
    return report


def _no_skip_in_ci(report: pytest.TestReport | pytest.CollectReport) -> None:
    """In CI, where everything a test needs is installed, a skip is a failure."""
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"


_homes = count(1)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`EMERG_HOME` of this test alone, not yet there; language and playbooks as if never set."""
    folder = tmp_path_factory.getbasetemp() / f"home-{next(_homes)}"
    monkeypatch.setenv("EMERG_HOME", str(folder))
    for name in ("EMERG_LANG", "EMERG_PLAYBOOKS", "LANG", "LANGUAGE", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def need() -> Callable[[Any, str], None]:
    """``need(shutil.which("pdftotext"), "poppler-utils")``: skip aloud without it; fail in CI."""

    def need(there: Any, what: str) -> None:
        if not there:
            pytest.skip(f"needs {what}")

    return need


@pytest.fixture
def shared(need: Callable[[Any, str], None]) -> Path:
    """The folder of facts and measurements beside the checkout; `EMERG_SHARED` overrides."""
    folder = Path(os.environ.get("EMERG_SHARED", ROOT.parent / "shared"))
    need(folder.is_dir(), "the shared facts (../shared, or EMERG_SHARED)")
    return folder


@pytest.fixture(scope="session")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> "Rivers":
    """All river playbooks of the checkout."""
    from emerg.usecases.load import load_rivers

    return load_rivers(None, {}, tmp_path_factory.mktemp("no-home"))


@pytest.fixture
def pool() -> Iterator["QThreadPool"]:
    """A pool of threads; the test fails if one of its jobs outlives it."""
    from PySide6.QtCore import QThreadPool

    pool = QThreadPool()
    yield pool
    assert pool.waitForDone(5000), "a job outlived its test"
