"""Every word that a window says, wherever it stands."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QListWidget, QTableView, QTabWidget, QWidget

# What a widget says, by the names of Qt.
SAID = (
    *("text", "title", "placeholderText", "toolTip", "statusTip", "whatsThis"),
    *("accessibleName", "accessibleDescription", "windowTitle", "format"),
)
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


def said_by(root: QWidget) -> dict[str, str]:
    """What is said, by the place it stands in."""
    found: dict[str, str] = {}
    for widget in [root, *root.findChildren(QWidget)]:
        for where, text in (*_of_itself(widget), *_of_its_items(widget)):
            key = f"{_path(widget, root)}: {where}"
            while key in found:
                key += "'"
            if text:
                found[key] = text
    for action in root.findChildren(QAction):
        if action.objectName():
            found[f"action {action.objectName()}"] = f"{action.text()} {action.toolTip()}"
    return found


def _path(widget: QWidget, root: QWidget) -> str:
    names = []
    at: QWidget | None = widget
    while at is not None and at is not root:
        names.append(at.objectName() or type(at).__name__)
        at = at.parentWidget()
    return "/".join(reversed(names[:4]))


def _of_itself(widget: QWidget) -> Iterator[tuple[str, str]]:
    for name in SAID:
        read = getattr(widget, name, None)
        if callable(read) and isinstance(text := read(), str):
            yield name, text


def _of_its_items(widget: QWidget) -> Iterator[tuple[str, str]]:
    if isinstance(widget, QTabWidget):
        yield from ((f"tab {n}", widget.tabText(n)) for n in range(widget.count()))
    elif isinstance(widget, QComboBox):
        yield from ((f"choice {n}", widget.itemText(n)) for n in range(widget.count()))
    elif isinstance(widget, QListWidget):
        yield from ((f"row {n}", widget.item(n).text()) for n in range(widget.count()))
    elif isinstance(widget, QTableView):
        yield from _of_table(widget)


def _of_table(table: QTableView) -> Iterator[tuple[str, str]]:
    model, way = table.model(), Qt.Orientation.Horizontal
    for column in range(model.columnCount()):
        for role in ROLES:
            yield f"head {column}", str(model.headerData(column, way, role) or "")
            for row in range(model.rowCount()):
                text = str(model.data(model.index(row, column), role) or "")
                yield f"cell {row} {column}", text
