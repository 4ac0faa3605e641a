"""Which page of the window a widget is on: what help is asked for there."""

from PySide6.QtWidgets import QWidget

from emerg.ui.tabs import Tabs


def page_name(widget: QWidget | None) -> str:
    """The name of the page around `widget`: its property ``page``, or that of a tab; "": none.

    A panel or window of its own is named by ``setProperty("page", name)``.
    """
    while widget is not None:
        if name := widget.property("page"):
            return str(name)
        if isinstance(widget, Tabs):
            return widget.current
        widget = widget.parentWidget()
    return ""
