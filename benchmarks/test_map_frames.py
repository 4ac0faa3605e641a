"""How long a frame of the map takes, next to what it must not exceed; never asserted.

Run with `make bench`. Every layer of Tibet, 200,000 vertices and 20,000 points more than there
are, 1600 × 1000 pixels, drawn in software: the map is dragged and zoomed by events as a hand
gives them. A frame is whatever keeps the window from hearing the next event. Names move with the
map and are placed anew once the hand rests: that is a frame too. Counted is the time of the
processor, so that it does not matter what else the machine does.
"""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from emerg.response.incident import Amount, Scenario, Start, Where
from emerg.ui.app import prepare
from emerg.ui.known_roads import known_roads
from emerg.ui.lists import known_lists
from emerg.ui.map import MapView
from emerg.ui.map.base import RiverLook
from emerg.ui.map.mercator import plane
from emerg.ui.map.paths import line_drawing
from emerg.ui.map.rivers import RiverMap, river_map
from emerg.ui.map.roads import road_layer
from emerg.ui.map.samples import sample_places
from emerg.ui.map.steps import Steps
from emerg.ui.map.view import REST_MS
from emerg.ui.map.zones import isolated
from emerg.usecases.load import load_rivers
from emerg.usecases.respond import respond

ROOT = Path(__file__).resolve().parents[1]
WIDE, HIGH = 1600, 1000
FRAME_MS, SLIDER_MS = 33.0, 1000 / 15
NOTHING_MS = 1.0  # a turn of the event loop in which nothing is drawn
LINES, VERTICES_A_LINE, POINTS = 200, 1000, 20_000
DRAGS, DRAG_PX, HOURS = 40, 17, 80
NOW = datetime(2026, 7, 14, 18, 40, tzinfo=UTC)
SPILL = Scenario(
    where=Where(river="lhasa", km=430.0),
    substance="液氯",
    amount=Amount(8.0, 20.0, "t"),
    start=Start(NOW, NOW),
    duration_h=1.0,
    flow="high",
)
# Where, and how many metres across: the whole country, a river, a county, a town.
VIEWS = {
    "whole map": (91.0, 30.5, 2_400_000.0),
    "river": (91.1, 29.8, 400_000.0),
    "county": (91.1, 29.65, 80_000.0),
    "town": (91.1, 29.65, 16_000.0),
}


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    app = QApplication.instance() or QApplication([])
    prepare(app)
    rivers = load_rivers(None, {}, tmp_path_factory.mktemp("no-home"))
    shown = MapView()
    shown.resize(WIDE, HIGH)
    shown.show()
    shown.show_rivers(crowded(river_map(rivers)))
    known, problems = known_roads((ROOT / "playbooks",))
    assert problems == ()
    shown.show_roads(road_layer(known))
    answer = respond(rivers, SPILL, now=NOW)
    shown.show_answer(answer)
    shown.show_samples(sample_places(answer, rivers))
    place = (answer.incident.lon, answer.incident.lat)
    shown.show_zones(isolated(answer.incident.substance, place, 270.0))
    shown.show_supplies(known_lists(None, {}, tmp_path_factory.mktemp("none")).every)
    app.processEvents()
    yield shown
    shown.close()
    shown.deleteLater()
    app.processEvents()


def crowded(ready: RiverMap) -> RiverMap:
    """The rivers with 200,000 vertices and 20,000 sites more, spread as theirs are."""
    drawn = np.random.default_rng(7)
    rivers = ready.rivers
    middles = np.array([line.mean(axis=0) for line in rivers.lines.values()])
    starts = middles[drawn.integers(len(middles), size=LINES)]
    steps = drawn.normal(0, 0.002, (LINES, VERTICES_A_LINE, 2)).cumsum(axis=1)
    lines = [plane(start + walk) for start, walk in zip(starts, steps, strict=True)]
    book = rivers.playbook_of("lhasa")
    site = next(one for one in book.sites if one.kind not in ("county_seat", "town"))
    sites = tuple(replace(site, id=f"more-{n}", confidence="high") for n in range(POINTS))
    at = middles[drawn.integers(len(middles), size=POINTS)] + drawn.normal(0, 0.1, (POINTS, 2))
    positions = {one.id: (lon, lat) for one, (lon, lat) in zip(sites, at.tolist(), strict=True)}
    more = replace(
        rivers,
        playbooks={**rivers.playbooks, "lhasa": replace(book, sites=(*book.sites, *sites))},
        positions={**rivers.positions, **positions},
    )
    drawings = {**ready.drawings, RiverLook(1.0, False, False): line_drawing(lines).prepared()}
    courses: Steps = ready.courses
    return RiverMap(more, drawings, ready.lakes, courses, ready.named)


@pytest.mark.parametrize("place", VIEWS)
def test_frames_while_the_map_is_dragged_and_zoomed(view, place):
    lon, lat, wide = VIEWS[place]
    view.go_to(lon, lat, wide)
    QApplication.processEvents()
    dragged = [ms for frames in drag(view) for ms in frames]
    zoomed = [ms for frames in wheel(view) for ms in frames]
    report(f"{place}, dragged", dragged)
    report(f"{place}, zoomed", zoomed)
    assert len(dragged) >= 2 * DRAGS + 2
    assert len(zoomed) >= 12


@pytest.mark.parametrize("place", VIEWS)
def test_frames_while_the_hours_are_played(view, place):
    view.go_to(*VIEWS[place])
    rested()
    frames = []
    for hour in np.linspace(0.0, 80.0, HOURS):
        begun = time.process_time()
        view.show_hour(float(hour))
        view.viewport().repaint()
        frames.append(1000 * (time.process_time() - begun))
    view.show_hour(None)
    report(f"{place}, hours", frames, SLIDER_MS)
    assert len(frames) == HOURS


def drag(view: MapView) -> Iterator[list[float]]:
    """There and back, and what follows each release."""
    for across in (DRAG_PX, -DRAG_PX):
        here = QPoint(WIDE // 2, HIGH // 2)
        mouse(view, QEvent.Type.MouseButtonPress, here)
        for _ in range(DRAGS):
            here += QPoint(across, across // 2)
            yield frame(view, QEvent.Type.MouseMove, here)
        yield frame(view, QEvent.Type.MouseButtonRelease, here)
        yield rested()


def wheel(view: MapView) -> Iterator[list[float]]:
    """Three steps in, six out, three in; after each the hand rests."""
    at = QPointF(WIDE / 2, HIGH / 2)
    for turn in (120,) * 3 + (-120,) * 6 + (120,) * 3:
        begun = time.process_time()
        event = QWheelEvent(
            at,
            at,
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)
        yield drawn_since(begun)
        yield rested()


def frame(view: MapView, kind: QEvent.Type, here: QPoint) -> list[float]:
    begun = time.process_time()
    mouse(view, kind, here)
    return drawn_since(begun)


def mouse(view: MapView, kind: QEvent.Type, here: QPoint) -> None:
    moved = kind == QEvent.Type.MouseMove
    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        kind,
        QPointF(here),
        QPointF(here),
        Qt.MouseButton.NoButton if moved else left,
        Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else left,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view.viewport(), event)


def drawn_since(begun: float) -> list[float]:
    """Milliseconds of each turn of the event loop until nothing is left to draw."""
    frames: list[float] = []
    while not frames or frames[-1] > NOTHING_MS:
        QApplication.processEvents()
        now = time.process_time()
        frames.append(1000 * (now - begun))
        begun = now
    return frames[:-1] or frames


def rested() -> list[float]:
    """Milliseconds of each turn of the event loop in which names are placed anew, if they are."""
    frames: list[float] = []
    until = time.monotonic() + 2 * REST_MS / 1000
    while time.monotonic() < until:
        begun = time.process_time()
        QApplication.processEvents()
        frames.append(1000 * (time.process_time() - begun))
        time.sleep(0.002)
    return [ms for ms in frames if ms > NOTHING_MS]


def report(what: str, frames: list[float], asked_ms: float = FRAME_MS) -> None:
    """Print the median, the 95th percentile and the worst beside what is asked for."""
    middle, high = np.percentile(frames, (50, 95))
    print(
        f"\n{what}: {middle:.1f} ms a frame in the median, 95 % within {high:.1f} ms, "
        f"worst {max(frames):.1f} ms; asked for: 95 % within {asked_ms:.0f} ms"
    )
