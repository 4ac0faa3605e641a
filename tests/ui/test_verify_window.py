"""Help → Check this installation: its progress, table, sentence, cancel, and what is saved."""

import threading

import pytest

from emerg.ui.main_window import MainWindow
from emerg.ui.verify_presenter import VerifyPresenter
from emerg.usecases.run import Cancelled
from emerg.usecases.verify import Check, Part, Verified

GOOD = Verified((Part("Fonts", (Check("glyphs", 0, 0),)), Part("Peak", (Check("h", 2, 2.0),))))
BAD = Verified((Part("Fonts", (Check("glyphs", 0, 3),)),))
LONG_MS = 60_000


@pytest.fixture
def main(prepared, qtbot):
    window = MainWindow("en")
    window.furnish()
    qtbot.addWidget(window)
    return window


def opened(main, given, check=None):
    return VerifyPresenter(main, given, "en", check)


def test_all_of_it_passes_here(main, given, qtbot):
    found = opened(main, given)
    with qtbot.waitSignal(found.shown, timeout=LONG_MS) as shown:
        found.commands()["verify"]()
    assert not shown.args[0].failed
    assert found.window.verdict.property("role") == "ok"
    assert found.window.table.rowCount() == len(shown.args[0].checks) + len(shown.args[0].parts)
    found.close()


def test_what_failed_is_loud_and_can_be_saved(main, given, qtbot, home):
    found = opened(main, given, lambda _progress, _stop: BAD)
    with qtbot.waitSignal(found.shown):
        found.show()
    assert "1 of 1 checks FAILED" in found.window.verdict.text()
    assert found.window.verdict.property("role") == "danger"
    with qtbot.waitSignal(found.said) as said:
        found.window.asked.emit("save")
    (file,) = (home / "checks").iterdir()
    assert said.args[0].file == str(file)
    assert "FAIL" in file.read_text(encoding="utf-8-sig")
    found.close()


def test_a_table_that_cannot_be_written_says_so(main, given, qtbot, home):
    found = opened(main, given, lambda _progress, _stop: GOOD)
    with qtbot.waitSignal(found.shown):
        found.show()
    home.mkdir(parents=True)
    (home / "checks").write_text("in the way", encoding="utf-8")
    found.window.asked.emit("save")
    assert "cannot be written" in found.window.note.text()
    found.close()


def test_escape_cancels_what_runs_and_then_closes(main, given, qtbot):
    begun, go_on = threading.Event(), threading.Event()

    def check(progress, stop):
        progress(1, 3)
        begun.set()
        go_on.wait(20)
        if stop():
            raise Cancelled
        return GOOD

    found = opened(main, given, check)
    found.show()
    assert begun.wait(20)
    qtbot.waitUntil(lambda: found.window.bar.value() == 1)
    assert not found.window.buttons["save"].isEnabled()
    found.window.asked.emit("cancel")
    go_on.set()
    qtbot.waitUntil(lambda: "Cancelled" in found.window.verdict.text())
    assert found.window.bar.isHidden()
    found.window.asked.emit("save")  # there is nothing to save
    found.window.asked.emit("cancel")
    assert not found.window.isVisible()


def test_it_speaks_the_other_language_with_the_window(main, given, qtbot):
    found = opened(main, given, lambda _progress, _stop: GOOD)
    with qtbot.waitSignal(found.shown):
        found.show()
    found.set_language("zh")
    assert found.window.verdict.text() == "2 项全部通过：本机安装计算正确"
    assert found.window.table.item(1, 4).text() == "通过"
    found.close()
