"""Where a card stands so that it hides nothing of what it tells about."""

from PySide6.QtCore import QPoint, QRect, QSize

GAP_PX = 10


def beside(card: QSize, target: QRect, within: QRect, gap: int = GAP_PX) -> QPoint:
    """The corner of a card beside `target`: right of it, else left, above, below; all `within`.

    Where no side has the room it lies over the target, in the middle.

    >>> within = QRect(0, 0, 1000, 600)
    >>> at = beside(QSize(300, 100), QRect(0, 0, 200, 600), within)
    >>> at.x(), at.y()
    (210, 250)
    >>> at = beside(QSize(300, 100), QRect(0, 560, 1000, 40), within)
    >>> at.x(), at.y()
    (350, 450)
    """
    middle = target.center() - QPoint(card.width() // 2, card.height() // 2) + QPoint(1, 1)
    corners = (
        QPoint(target.right() + 1 + gap, middle.y()),
        QPoint(target.left() - gap - card.width(), middle.y()),
        QPoint(middle.x(), target.top() - gap - card.height()),
        QPoint(middle.x(), target.bottom() + 1 + gap),
    )
    for corner in corners:
        placed = _inside(QRect(corner, card), within)
        if not placed.intersects(target):
            return placed.topLeft()
    return _inside(QRect(middle, card), within).topLeft()


def _inside(card: QRect, within: QRect) -> QRect:
    """The card, moved as far as it must to lie within."""
    x = max(within.left(), min(card.x(), within.right() + 1 - card.width()))
    y = max(within.top(), min(card.y(), within.bottom() + 1 - card.height()))
    return QRect(QPoint(x, y), card.size())
