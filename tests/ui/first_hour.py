"""The first hour of an incident by keyboard alone, step by step, each with what must come of it.

The test of the keyboard runs it, and the measurements of how long the window ever stands still.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableWidget, QWidget

from emerg.incident.model import Entry
from emerg.ui.main_window import MainWindow
from emerg.ui.window_presenter import WindowPresenter
from emerg.usecases import incident as record
from tests.ui.hand import Hand

KEY = Qt.Key
ENTER, TAB, DOWN, ESC = KEY.Key_Return, KEY.Key_Tab, KEY.Key_Down, KEY.Key_Escape


def ctrl(key: Qt.Key, *, shift: bool = False) -> QKeyCombination:
    """Control and a key, and shift if wanted."""
    mod = Qt.KeyboardModifier
    held = mod.ControlModifier | mod.ShiftModifier if shift else mod.ControlModifier
    return QKeyCombination(held, key)


class FirstHour:
    """A window that has just opened, a hand on its keyboard, and a home folder to look into."""

    def __init__(
        self, window: MainWindow, presenter: WindowPresenter, hand: Hand, home: Path
    ) -> None:
        self.window, self.presenter, self.hand, self.home = window, presenter, hand, home
        self._dispatch_planned = False
        presenter.roads.dispatch.found.connect(self._on_planned)
        self._written: list[Sequence[Path]] = []
        presenter.printing.set_written.connect(self._written.append)

    def steps(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """Every step by its name, in order."""
        for step in (
            self.the_place_brings_hits,
            self.five_answers_with_what_nobody_knows,
            self.a_hit_is_chosen,
            self.the_first_call_is_made,
            self.the_level_is_ruled,
            self.a_place_to_hold_it_is_looked_at,
            self.a_road_is_closed,
            self.the_dispatch_is_looked_at,
            self.a_sample_is_noted,
            self.it_is_answered_again,
            self.the_sheets_are_written,
            self.the_sheets_are_looked_at,
            self.the_shift_is_handed_over,
            self.the_record_is_searched,
            self.language_theme_and_size_are_changed,
            self.the_incident_is_closed,
        ):
            yield step.__name__, step

    def the_place_brings_hits(self) -> None:
        assert self.focused() == "where_text"
        self.keys("lsh430", ENTER)
        self.until(lambda: self.window.hits.model.rowCount() > 20, "hits of the place alone")
        assert self.window.next.provisional.isVisible()
        assert self.presenter.answer is None
        assert record.list_incidents(self.home) == ()

    def five_answers_with_what_nobody_knows(self) -> None:
        self.keys("qhn", ENTER)
        self.keys(KEY.Key_F4)  # how much: nobody knows
        self.keys("0240", ENTER, "0305", ENTER)
        assert self.focused() == "flow_text"
        self.keys(KEY.Key_F4)
        assert self.focused() == "respond"
        self.keys(ENTER)
        self.until(lambda: self.presenter.answer is not None, "the answer of the record")
        assert not self.window.next.provisional.isVisible()
        assert self.presenter.answer.incident.substance.id == "sodium-cyanide"
        assert self.presenter.answer.incident.amount_kg is None
        assert self.text("headline")
        assert all(self.text(f"next_{n}") for n in range(1, 6))
        self.until(lambda: self.kinds() == ["open", "run"], "the forecast in the record")

    def a_hit_is_chosen(self) -> None:
        self.keys(ctrl(KEY.Key_1), DOWN)
        first = self.text("detail_name")
        assert self.window.detail.isVisible()
        self.keys(DOWN)
        assert self.text("detail_name") != first

    def the_first_call_is_made(self) -> None:
        self.keys(ctrl(KEY.Key_4))
        assert self.text("call_script")
        self.to("call_name", TAB)
        self.keys("王主任")
        self.to("call_called", TAB)
        self.keys(ENTER)
        self.until(lambda: self.kinds()[2:] == ["call"], "the call in the record")
        assert self.focused() == "calls"
        self.to("call_name", TAB)
        self.keys("王主任", ENTER)
        self.until(lambda: self.kinds()[2:] == ["call", "call"], "that it was confirmed")
        assert "王主任" in self.entries()[-1].text

    def the_level_is_ruled(self) -> None:
        self.keys(ctrl(KEY.Key_I), "3")
        self.to("level_ruled", ENTER)
        self.keys(DOWN, DOWN, ENTER, "值班领导，会商后")
        self.to("level_note", ENTER)
        self.keys(ENTER)
        self.until(lambda: len(self.kinds()) == 5, "the level in the record")
        assert self.presenter.incident.level.standing.level.grade is not None

    def a_place_to_hold_it_is_looked_at(self) -> None:
        table = self.window.containment.table
        self.keys(ctrl(KEY.Key_2))
        self.until(lambda: table.rowCount() > 1, "where it can be held")
        self.keys(DOWN)
        assert table.currentRow() == 1
        assert self.text("containment_why")

    def a_road_is_closed(self) -> None:
        self.keys(ctrl(KEY.Key_K), "G318 K4595+300", ENTER)
        (closed,) = self.presenter.roads.state.closed
        assert self.window.closures.table.item(0, 1).text() == closed
        assert self.find("close_road_text", QLineEdit).text() == ""
        self.keys(ESC)
        assert not self.presenter.roads.state.closing
        assert self.presenter.roads.state.closed == (closed,)

    def the_dispatch_is_looked_at(self) -> None:
        self.keys(ctrl(KEY.Key_3))
        self.until(lambda: self._dispatch_planned, "who is sent where")
        table = self.find("dispatch_places", QTableWidget)
        assert table.rowCount() > 1
        self.keys(DOWN, ENTER)  # and the ways to that place
        assert self.window.dispatch.ways_button.isChecked()

    def a_sample_is_noted(self) -> None:
        before = len(self.kinds())
        self.keys(ctrl(KEY.Key_J), "达孜大桥 03:40 氰化物 0.35 mg/L", ENTER)
        self.until(lambda: len(self.kinds()) == before + 1, "the sample in the record")
        assert self.entries()[-1].text.endswith("0.35 mg/L")
        self.until(lambda: self.window.note.text() == "", "an empty line for the next note")

    def it_is_answered_again(self) -> None:
        before = self.presenter.answer
        self.keys(QKeyCombination(Qt.KeyboardModifier.AltModifier, KEY.Key_3), "8-20")
        self.until(self.window.next.provisional.isVisible, "a provisional answer")
        assert self.presenter.answer is before
        self.keys(KEY.Key_F5)
        self.until(lambda: self.presenter.answer is not before, "another answer of the record")
        assert self.presenter.answer.incident.amount_kg == (8000.0, 20000.0)
        self.until(lambda: self.kinds().count("run") == 2, "that in the record too")

    def the_sheets_are_written(self) -> None:
        self.keys(KEY.Key_F9)
        self.until(lambda: bool(self._written), "the sheets")
        files = self._written[-1]
        assert any(file.suffix == ".pdf" for file in files)
        assert all(file.is_relative_to(self.home / "briefs") for file in files)

    def the_sheets_are_looked_at(self) -> None:
        self.keys(ctrl(KEY.Key_6))
        self.until(lambda: self.preview() is not None, "the preview")
        self.until(lambda: self.focused() == "preview_names", "the cursor in the preview")
        self.keys(DOWN, ESC)
        self.until(lambda: self.preview() is None, "the preview closed")
        self.until(self.window.isActiveWindow, "the window in front again")

    def the_shift_is_handed_over(self) -> None:
        self.keys(ctrl(KEY.Key_H, shift=True))
        briefs = self.home / "briefs"
        self.until(lambda: any(briefs.glob("*-handover-*.pdf")), "the hand-over sheet")

    def the_record_is_searched(self) -> None:
        log = self.window.record.log
        self.keys(ctrl(KEY.Key_7))
        assert self.focused() == "record_find"
        self.until(lambda: log.filter.rowCount() == len(self.kinds()), "all entries")
        self.keys("0.35")
        assert log.filter.rowCount() == 1
        self.keys(DOWN, DOWN)
        assert log.chosen() is not None
        self.keys(ESC)
        assert self.window.questions.isAncestorOf(QApplication.focusWidget())
        assert log.seek.text() == "0.35"

    def language_theme_and_size_are_changed(self) -> None:
        look = self.presenter.look
        lang, (theme, px) = look.lang, self.window.look
        self.keys(ctrl(KEY.Key_L), ctrl(KEY.Key_T), ctrl(KEY.Key_Equal))
        assert look.lang != lang
        assert self.window.look[0] is not theme
        assert self.window.look[1] == px + 1

    def the_incident_is_closed(self) -> None:
        self.keys(ctrl(KEY.Key_W, shift=True))
        self.until(lambda: QApplication.activeModalWidget() is not None, "how did it end")
        self.keys("下游断面连续达标", ENTER)
        self.until(lambda: self.kinds()[-1] == "close", "the end in the record")
        assert self.entries()[-1].text == "下游断面连续达标"
        (one,) = record.list_incidents(self.home)
        assert one.head.closed is not None

    def keys(self, *typed: str | Qt.Key | QKeyCombination) -> None:
        self.hand.keys(*typed)

    def until(self, holds: Callable[[], bool], what: str) -> None:
        self.hand.until(holds, what)

    def to(self, name: str, key: Qt.Key) -> None:
        """Press `key` until the cursor is in the control `name`."""
        for _ in range(30):
            if self.focused() == name:
                return
            self.keys(key)
        raise AssertionError(f"{name} cannot be reached; the cursor is in {self.focused()}")

    def focused(self) -> str:
        """The name of the control that has the cursor."""
        here = QApplication.focusWidget()
        return "" if here is None else here.objectName()

    def text(self, name: str) -> str:
        """What a label says, if it is to be seen."""
        label = self.find(name, QLabel)
        return label.text() if label.isVisible() else ""

    def find(self, name: str, kind: type[QWidget]) -> QWidget:
        """A control by its name."""
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def preview(self) -> QWidget | None:
        """The preview, while it is open."""
        window = self.presenter.brief.preview.window
        return window if window is not None and window.isVisible() else None

    def entries(self) -> list[Entry]:
        """What the record has."""
        found = record.list_incidents(self.home)
        return record.read_log(self.home, found[0].id) if found else []

    def kinds(self) -> list[str]:
        """The kinds of the entries of the record."""
        return [entry.kind for entry in self.entries()]

    def _on_planned(self, plan: object) -> None:
        self._dispatch_planned = plan is not None
