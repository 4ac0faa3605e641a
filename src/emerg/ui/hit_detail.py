"""Everything about the place selected, the closing first."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from emerg.paper.words import CONFIDENCES, NONE, worded
from emerg.response.hits import Hit
from emerg.texts import Bilingual, Lang, Prose, Text
from emerg.ui.said import clock_text, close_text, front_text, peak_text, reopen_text
from emerg.ui.tibetan import draws_tibetan
from emerg.ui.widgets import ElidedLabel, button, card_layout, label
from emerg.ui.words import Words
from emerg.units import significant

LINES: dict[str, Text] = {
    "close": Text("Close by"),
    "reopen": Text("Reopen not before"),
    "front": Text("Front h"),
    "peak": Text("Peak mg/L"),
}


class HitDetail(QFrame):
    """One hit; hidden while none is selected."""

    close_requested = Signal()

    def __init__(
        self,
        lang: Lang,
        parent: QWidget | None = None,
        draws: Callable[[], bool] = draws_tibetan,
    ) -> None:
        super().__init__(parent)
        self._draws = draws
        self._tibetan: Mapping[str, str] = {}
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._hit: Hit | None = None
        self._counties: Mapping[str, Bilingual] = {}
        self._now: datetime | None = None
        self.name = ElidedLabel("heading", name="detail_name")
        self.close_button = button("quiet", name="detail_close")
        self.basis = label("caption", wrap=True, name="detail_basis")
        self.tibetan = label("quiet", wrap=True, name="detail_tibetan")
        self.lines: dict[str, QLabel] = {}
        self.words.say(self.close_button.setText, Text("Close"))
        self.close_button.clicked.connect(self.close_requested)
        self._lay_out()
        self.hide()

    def show_hit(self, hit: Hit | None, now: datetime) -> None:
        """Draw `hit` as seen at `now`."""
        self._hit = hit
        self._now = now
        self.setVisible(hit is not None)
        if hit is None:
            return
        self.words.say(self.name.setText, hit.title)
        county = self._counties.get(hit.county, hit.county or NONE)
        self.words.say(self.basis.setText, _basis(hit, county))
        self._show_tibetan(hit)
        for key, text in _lines(hit, now).items():
            self.words.say(self.lines[key].setText, text)

    def set_counties(self, names: Mapping[str, Bilingual]) -> None:
        """The counties in both languages, by their Chinese name."""
        self._counties = names

    def set_tibetan(self, names: Mapping[str, str]) -> None:
        """Names in Tibetan letters, by the id of a site or a river."""
        self._tibetan = names

    def set_now(self, now: datetime) -> None:
        self.show_hit(self._hit, now)

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def _show_tibetan(self, hit: Hit) -> None:
        """The names of the place and its river, where there are any, and a font that draws them."""
        found = [self._tibetan.get(key) for key in (hit.site, hit.river.split("/")[0])]
        names = tuple(dict.fromkeys(filter(None, found)))
        there = bool(names) and self._draws()
        self.tibetan.setVisible(there)
        told = Text("In Tibetan: {names}", names=" · ".join(names)) if there else ""
        self.words.say(self.tibetan.setText, told)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (key, text) in enumerate(LINES.items()):
            head, line = label("caption"), label("strong", wrap=True, name=f"detail_{key}")
            self.words.say(head.setText, text)
            grid.addWidget(head, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(line, row, 1, Qt.AlignmentFlag.AlignTop)
            self.lines[key] = line
        top = QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.close_button)
        column_of_all: QVBoxLayout = card_layout(self)
        column_of_all.addLayout(top)
        column_of_all.addLayout(grid)
        column_of_all.addWidget(self.basis)
        column_of_all.addWidget(self.tibetan)


def _lines(hit: Hit, now: datetime) -> dict[str, Prose]:
    return {
        "close": _closing(hit, now),
        "front": Text("{front}; {basis}", front=front_text(hit), basis=hit.front_basis),
        "peak": _peak(hit),
        "reopen": _reopening(hit, now),
    }


def _closing(hit: Hit, now: datetime) -> Prose:
    """By when to close, or why not, and from when to watch."""
    if hit.close_by is not None and hit.close_by <= now:
        return Text("at once: was due {time}", time=clock_text(hit.close_by, now))
    if hit.close_by is not None:
        return close_text(hit, now)
    reason = hit.close_reason or NONE
    if hit.watch_from is None:
        return reason
    return Text("{reason}; watch from {time}", reason=reason, time=clock_text(hit.watch_from, now))


def _reopening(hit: Hit, now: datetime) -> Prose:
    """Before when not to think of reopening, which no model decides; or why no time is given."""
    if hit.reopen_not_before is None:
        return reopen_text(hit, now)
    time = reopen_text(hit, now)
    if hit.reopen_with_loss is None:
        return Text("{time}; monitoring and the authority decide", time=time)
    return Text(
        "{time}, with loss {loss}; monitoring and the authority decide",
        time=time,
        loss=clock_text(hit.reopen_with_loss, now),
    )


def _peak(hit: Hit) -> Prose:
    if hit.peak_mg_l is None:
        if hit.mg_l_per_tonne is None:
            return NONE
        return Text("{figure} per tonne", figure=significant(hit.mg_l_per_tonne))
    if hit.limit_mg_l is None or hit.limit_basis is None:
        return peak_text(hit)
    return Text(
        "{peak}; limit {limit} ({basis})",
        peak=peak_text(hit),
        limit=f"{hit.limit_mg_l:g}",
        basis=hit.limit_basis,
    )


def _basis(hit: Hit, county: Prose) -> Text:
    return Text(
        "km {km}, {distance} km down the river, {county}; {flow} m³/s, {speed} m/s; "
        "data confidence {confidence}",
        km=f"{hit.km:.1f}",
        distance=f"{hit.distance_m / 1000:.1f}",
        county=county,
        flow=significant(hit.discharge_m3_s),
        speed=significant(hit.velocity_m_s),
        confidence=worded(CONFIDENCES, hit.confidence),
    )
