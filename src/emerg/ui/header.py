"""The line above everything: real or drill, the incident, the report clock, the time, the flow."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from emerg.response.answer import ReportClock
from emerg.response.report_clocks import soonest
from emerg.texts import Lang, Prose, Text
from emerg.ui.header_state import HeaderState
from emerg.ui.level_rows import short_words
from emerg.ui.mirror import Mirrored
from emerg.ui.said import clock_text, left_text
from emerg.ui.widgets import ElidedLabel, label, restyle
from emerg.ui.words import Words
from emerg.units import BEIJING

# Where not everything fits the level and the flow stay; how the data stand gives way first.
TITLE_PX, LEVEL_PX, FLOW_PX, DATA_PX = 64, 150, 240, 30


class Header(Mirrored, QFrame):
    """Draws the state of the incident; a drill says so across the whole width."""

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._state = HeaderState()
        self._now: datetime | None = None
        self._of_drill = False
        self.mode = label("strong", name="mode")
        self.mode.setMargin(4)
        self.title = ElidedLabel("heading", name="incident_title", least_px=TITLE_PX)
        self.level = ElidedLabel("quiet", name="level_now", least_px=LEVEL_PX)
        self.after_level = _bar()
        self.report = label("strong", name="report_clock")
        self.time = label("strong", name="beijing_time")
        self.zone = label("caption", name="time_zone")
        self.flow = ElidedLabel("strong", name="flow_now", least_px=FLOW_PX)
        self.before_data = _bar()
        self.data = ElidedLabel("quiet", name="data_status", least_px=DATA_PX)
        self.banner = label("drill", name="drill_banner")
        self.words.say(
            self.banner.setText, Text("DRILL - not a real incident - every sheet says so")
        )
        self._lay_out()
        self.show_state(self._state)

    def show_state(self, state: HeaderState) -> None:
        """Draw `state`."""
        self._state = state
        self.banner.setVisible(state.exercise)
        restyle(self.mode, "role", "drill" if state.exercise else "strong")
        self.words.say(self.mode.setText, Text("◆ DRILL") if state.exercise else Text("● REAL"))
        self.words.say(self.title.setText, state.title or Text("New incident"))
        self.words.say(self.level.setText, state.level)
        self.after_level.setVisible(bool(state.level))
        self.words.say(self.flow.setText, state.flow)
        self.flow.setVisible(bool(state.flow))
        self.before_data.setVisible(bool(state.flow))
        self.words.say(self.data.setText, state.data_status)
        if self._now is not None:
            self.set_now(self._now, of_drill=self._of_drill)

    def set_now(self, now: datetime, *, of_drill: bool = False) -> None:
        """Draw the time, that of a drill of another day with its date; count the report down."""
        self._now, self._of_drill = now, of_drill
        there = now.astimezone(BEIJING)
        self.time.setText(f"{there:%m-%d %H:%M:%S}" if of_drill else f"{there:%H:%M:%S}")
        self.words.say(self.zone.setText, Text("drill time") if of_drill else Text("Beijing time"))
        text, tone = _report(self._state, now)
        restyle(self.report, "tone", tone)
        self.words.say(self.report.setText, text)

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.mode)
        # No shares: where there is room for both, both are whole.
        line.addWidget(self.title)
        line.addStretch(1)
        line.addWidget(self.level)
        line.addWidget(self.after_level)
        line.addWidget(self.report)
        for widget in (
            _bar(),
            self.time,
            self.zone,
            _bar(),
            self.flow,
            self.before_data,
            self.data,
        ):
            line.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 4)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.banner)


def _bar() -> QLabel:
    bar = label("quiet")
    bar.setText("│")
    return bar


def _report(state: HeaderState, now: datetime) -> tuple[Prose, str]:
    """The report clock that runs out first, and how pressing it is."""
    clock = soonest(state.clocks)
    if clock is None:
        return _at_rest(state.clocks, now)
    if clock.again:
        return Text("{report}: the level is graver now, report again", report=clock.name), "danger"
    assert clock.due is not None
    fields = {"left": left_text(clock.due, now), "due": clock_text(clock.due, now)}
    if clock.due <= now:
        over = Text("{report} overdue by {left} (was due {due})", report=clock.name, **fields)
        return over, "danger"
    return Text("{report}: {left} left (by {due})", report=clock.name, **fields), "warn"


def _at_rest(clocks: Sequence[ReportClock], now: datetime) -> tuple[Prose, str]:
    """No clock runs: everything was sent, or nobody knows since when."""
    if not clocks:
        return "", ""
    first = clocks[0]
    if first.sent is None:
        hours = f"{first.minutes / 60:g}"
        return Text("First report within {hours} h: note when it became known", hours=hours), "warn"
    return Text("{report}: {state}", report=first.name, state=short_words(first, now)), ""
