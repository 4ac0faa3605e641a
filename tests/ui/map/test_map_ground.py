"""The ground of the map: the same picture whichever way the view came to be, drawn in pieces."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF, QTransform
from pytestqt.qtbot import QtBot

from emerg.ui.map.ground import bared
from emerg.ui.map.halo import dilated
from emerg.ui.map.paths import line_drawing, polygon, stroke
from emerg.ui.spread import Spread
from tests.ui.drawing import drawn_in_full


def at_rest(view, qtbot):
    """The picture once nothing is left to be drawn."""
    qtbot.waitUntil(lambda: not view._drawing.busy and not view._naming.busy)
    qtbot.waitUntil(lambda: not view._rest.isActive())
    qtbot.waitUntil(lambda: not view._naming.busy)
    return drawn_in_full(view)


def from_nothing(view, qtbot):
    """What the view shows where all of the ground is drawn at once."""
    view._redraw()
    return at_rest(view, qtbot)


def alike(one, other):
    """Whether two pictures look the same.

    Clipped elsewhere a line is rounded elsewhere; the first outlines of a letter are a shade off.
    """
    dots = [np.frombuffer(picture.constBits(), np.uint8).astype(int) for picture in (one, other)]
    return np.abs(dots[0] - dots[1]).max() <= 8


@pytest.mark.parametrize("steps", [(1,), (-2,), (1, 1, -1), (3, -3)])
def test_what_a_hand_zoomed_to_is_in_the_end_what_is_drawn_at_once(river_map, qtbot, steps):
    river_map.go_to(91.1, 29.65, 300_000.0)
    river_map.grab()
    for step in steps:
        river_map.zoom(step)
    assert alike(at_rest(river_map, qtbot), from_nothing(river_map, qtbot))


def test_while_a_hand_zooms_the_last_picture_stands_in_at_once(river_map, qtbot):
    river_map.go_to(91.1, 29.65, 300_000.0)
    river_map.grab()
    drawn = []
    river_map._ground._draw = lambda painter, area: drawn.append(area) or iter(())
    river_map.zoom(1)
    river_map.grab()
    assert drawn == []
    qtbot.waitUntil(lambda: drawn != [])


@pytest.mark.parametrize("by", [(17, 8), (-17, 0), (0, 40), (2000, -3), (-5, -2000)])
def test_a_pan_draws_its_edges_as_the_whole_is_drawn(river_map, qtbot, by):
    river_map.go_to(91.1, 29.65, 300_000.0)
    river_map.grab()
    river_map._shift(*by)
    river_map.moved_by_hand.emit()
    moved = at_rest(river_map, qtbot)
    assert alike(moved, from_nothing(river_map, qtbot))


def test_a_pan_while_the_new_scale_is_drawn_ends_right(river_map, qtbot):
    river_map.go_to(91.1, 29.65, 300_000.0)
    river_map.grab()
    river_map.zoom(1)
    river_map._shift(35, -12)
    assert alike(at_rest(river_map, qtbot), from_nothing(river_map, qtbot))


def test_a_jump_while_the_new_scale_is_drawn_shows_where_it_leads(river_map, qtbot):
    river_map.go_to(91.1, 29.65, 300_000.0)
    river_map.grab()
    river_map.zoom(1)
    river_map.go_to(88.9, 29.3, 100_000.0)
    shown = river_map.grab().toImage()
    assert at_rest(river_map, qtbot).size() == shown.size()
    assert not river_map._drawing.busy
    assert shown.pixelColor(400, 300) == river_map.grab().toImage().pixelColor(400, 300)


def test_the_bared_edges_are_all_that_a_moved_picture_does_not_cover():
    whole, gone = QRect(0, 0, 100, 60), 0
    for across, down in ((10, 5), (-10, 5), (10, -5), (-3, -60), (250, 0)):
        edges = list(bared(100, 60, across, down))
        still = whole.translated(across, down).intersected(whole)
        assert all(whole.contains(edge) and not edge.intersects(still) for edge in edges)
        gone = sum(edge.width() * edge.height() for edge in edges)
        assert gone == 100 * 60 - still.width() * still.height()


def test_a_polygon_has_the_points_it_was_made_of():
    points = np.array([[1.5, -2.0], [3.0, 4.25], [1e7, -1e-7]])
    assert polygon(points) == QPolygonF([QPointF(x, y) for x, y in points.tolist()])
    assert polygon(np.empty((0, 2))).isEmpty()


def test_a_broken_line_cut_at_the_view_goes_on_as_if_it_were_whole(river_map):
    x = np.linspace(0.0, 40_000.0, 400)
    drawing = line_drawing([np.column_stack([x, 3000.0 * np.sin(x / 3000.0)])])

    def picture(view):
        image = QImage(300, 200, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setWorldTransform(QTransform(0.03, 0, 0, 0.03, -600, 100))
        pen = QPen(QColor("black"), 2.0)
        pen.setCosmetic(True)
        pen.setDashPattern([4.0, 3.0])
        stroke(painter, drawing, view, pen)
        painter.end()
        return image

    whole = picture(QRectF(-1e6, -1e6, 2e6, 2e6))
    cut = picture(QRectF(20_000.0, -3400.0, 10_000.0, 6800.0))
    differs = [
        QPoint(px, py)
        for px in range(300)
        for py in range(200)
        if abs(whole.pixelColor(px, py).lightness() - cut.pixelColor(px, py).lightness()) > 40
    ]
    assert differs == []


def test_a_halo_is_as_wide_all_round():
    cover = np.zeros((9, 9), np.uint8)
    cover[4, 4] = 255
    wider = dilated(cover, 2.0)
    assert (wider == wider.T).all()
    assert (wider[4] == [0, 0, 255, 255, 255, 255, 255, 0, 0]).all()
    assert wider[2, 2] < 255
    assert wider[1].max() == 0


class TestSpread:
    def test_it_does_all_steps_in_order_then_says_so(self, qapp, qtbot: QtBot):
        spread, done = Spread(qapp), []
        spread.start((done.append(n) for n in range(5)), lambda: done.append("done"))
        assert spread.busy
        assert done == []
        qtbot.waitUntil(lambda: not spread.busy)
        assert done == [0, 1, 2, 3, 4, "done"]

    def test_between_long_steps_the_event_loop_turns(self, qapp, qtbot, monkeypatch):
        monkeypatch.setattr("emerg.ui.spread.SLICE_S", 0.0)
        spread, done, turns = Spread(qapp), [], []
        spread.start((done.append(n) for n in range(3)), lambda: done.append("done"))
        while spread.busy:
            turns.append(len(done))
            qapp.processEvents()
        assert turns == [0, 1, 2, 3]

    def test_what_was_under_way_is_given_up(self, qapp, qtbot):
        spread, done = Spread(qapp), []
        spread.start(iter([None]), lambda: done.append("old"))
        spread.start(iter([None]), lambda: done.append("new"))
        qtbot.waitUntil(lambda: not spread.busy)
        assert done == ["new"]
        spread.start(iter([None]), lambda: done.append("stopped"))
        spread.stop()
        qapp.processEvents()
        assert done == ["new"]
        assert not spread.busy
