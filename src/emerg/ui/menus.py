"""The menus of the window: every key that holds everywhere stands in one."""

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar

from emerg.ui.keys import KEYS, MENUS
from emerg.ui.words import Words


def make_menus(bar: QMenuBar, words: Words, asked: SignalInstance) -> dict[str, QAction]:
    """Fill `bar`; `asked` is emitted with the name of a key that was pressed. Actions by name."""
    by_name = {key.name: key for key in KEYS}
    actions: dict[str, QAction] = {}
    for title, names in MENUS:
        menu = bar.addMenu("")
        menu.setObjectName(title.msgid)
        words.say(menu.setTitle, title)
        for name in names:
            action = menu.addAction("")
            action.setShortcuts([QKeySequence(keys) for keys in by_name[name].keys])
            action.setObjectName(name)
            action.setCheckable(by_name[name].switch)
            action.triggered.connect(lambda _checked=False, n=name: asked.emit(n))
            words.say(action.setText, by_name[name].text)
            actions[name] = action
    return actions
