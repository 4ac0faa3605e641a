"""The pages beside the map: one in front, each by its name."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QSizePolicy, QTabWidget, QWidget

from emerg.texts import Text
from emerg.ui.keys import keys_of
from emerg.ui.tab_rows import TabRows
from emerg.ui.words import Words

PAGE_KEYS = {"closures": "close_roads"}  # a page that comes with the key of another thing


class Tabs(QTabWidget):
    """Pages by name; only the one in front asks for height."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._pages: dict[str, QWidget] = {}
        self._put: dict[str, Callable[[str], None]] = {}
        self.setObjectName("tabs")
        rows = TabRows(self)
        rows.setObjectName("tab_rows")
        self.setTabBar(rows)
        self.setDocumentMode(True)
        self.tabBar().setExpanding(False)
        self.tabBar().setDrawBase(False)
        self.currentChanged.connect(self._room_for)

    def add(self, name: str, page: QWidget, text: Text) -> None:
        """One more page, the last of them; its keys are told by its tab."""
        self._pages[name] = page
        number = self.addTab(page, "")
        self._put[name] = partial(self.setTabText, number)
        self.setTabToolTip(number, " · ".join(keys_of(PAGE_KEYS.get(name, name))))
        self.say(name, text)
        self._room_for(self.currentIndex())

    def names(self) -> tuple[str, ...]:
        """Every page, first to last."""
        return tuple(self._pages)

    def say(self, name: str, text: Text) -> None:
        """What stands on the tab of a page."""
        self._words.say(self._put[name], text)

    @property
    def current(self) -> str:
        """The name of the page in front."""
        shown = self.currentWidget()
        return next((name for name, page in self._pages.items() if page is shown), "")

    def bring(self, name: str) -> None:
        """Have a page in front."""
        self.setCurrentWidget(self._pages[name])

    def has(self, name: str) -> bool:
        """Whether a page can be brought to the front."""
        return self.isTabVisible(self.indexOf(self._pages[name]))

    def allow(self, name: str, there: bool) -> None:
        """Have a page, or no longer; in its place comes the first."""
        page = self._pages[name]
        if not there and self.currentWidget() is page:
            self.setCurrentIndex(0)
        self.setTabVisible(self.indexOf(page), there)

    def _room_for(self, shown: int) -> None:
        """What stands above scrolls for no page but the one in front."""
        policy = QSizePolicy.Policy
        for number, page in enumerate(self._pages.values()):
            page.setSizePolicy(
                policy.Preferred, policy.Preferred if number == shown else policy.Ignored
            )
        self.updateGeometry()
