"""Tabs in as many rows as they need: none is scrolled out of sight, in whatever language."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QStyle,
    QStyleOptionTab,
    QStylePainter,
    QTabBar,
    QToolTip,
    QWidget,
)

from emerg.ui.widgets import plain_tip


class TabRows(QTabBar):
    """Draws its tabs row by row; keys, colours and what is current are those of any tab bar."""

    def __init__(self, whole: QWidget) -> None:
        super().__init__(whole)
        self._whole = whole
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        self._over = -1

    def rects(self, width: int) -> dict[int, QRect]:
        """Where each tab lies, by its number, in so wide a bar."""
        found: dict[int, QRect] = {}
        x = y = 0
        for number in range(self.count()):
            if not self.isTabVisible(number):
                continue
            size = self.tabSizeHint(number)
            if x and x + size.width() > width:
                x, y = 0, y + size.height()
            found[number] = QRect(QPoint(x, y), size)
            x += size.width()
        return found

    def tabRect(self, number: int) -> QRect:
        return self.rects(self.width()).get(number, QRect())

    def tabAt(self, place: QPoint) -> int:
        shown = self.rects(self.width()).items()
        return next((number for number, rect in shown if rect.contains(place)), -1)

    def sizeHint(self) -> QSize:
        width = self._whole.width()
        rects = self.rects(width).values()
        return QSize(width, max((rect.bottom() + 1 for rect in rects), default=0))

    def minimumSizeHint(self) -> QSize:
        sizes = (self.tabSizeHint(number) for number in range(self.count()))
        return QSize(max((size.width() for size in sizes), default=0), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        for number, rect in self.rects(self.width()).items():
            option = QStyleOptionTab()
            self.initStyleOption(option, number)
            painter.resetTransform()  # the style goes by where the tab would lie in one row
            painter.translate(rect.topLeft() - option.rect.topLeft())
            if number == self._over:
                option.state |= QStyle.StateFlag.State_MouseOver
            painter.drawControl(QStyle.ControlElement.CE_TabBarTab, option)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def tabLayoutChange(self) -> None:
        super().tabLayoutChange()
        self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self.setCurrentIndex(number)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._show_over(self.tabAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_over(-1)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self.tabAt(event.pos())
            tip = self.tabToolTip(number) if number >= 0 else ""
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().event(event)

    def _show_over(self, number: int) -> None:
        if number != self._over:
            self._over = number
            self.update()
