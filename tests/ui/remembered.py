"""What windows of many tests work out alike is worked out once a process.

Most windows are asked the same question at the same minute: who is hit, which places lie on the
roads, where it can be held. All of it follows from what it is given and nothing else. That it is
right is tested where it is called by itself; that the window asks, waits and shows, here as ever.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from inspect import signature
from typing import Any

import pytest

from emerg.ui import containment_presenter, dispatch_presenter, respond_presenter
from emerg.ui.find import presenter as find_presenter
from emerg.ui.find.exact import Known
from emerg.ui.find.lists import name_lists
from emerg.usecases.run import Cancelled

MOST = 24
ASIDE = ("progress", "stop")  # who watches, and may stop it
Given = Mapping[str, Any]


class Remembered:
    """A function and its last results, for the very same things; for equal ones of `by_value`."""

    def __init__(self, work: Callable[..., Any], *by_value: str) -> None:
        self._work, self._by_value = work, by_value
        self._signature = signature(work)
        self._kept: list[tuple[Given, Any]] = []

    def __call__(self, *args: Any, **rest: Any) -> Any:
        given = self._signature.bind(*args, **rest).arguments
        found = next((one for one in reversed(self._kept) if self._same(one[0], given)), None)
        if found is None:
            found = given, self._work(*args, **rest)
            self._kept = [*self._kept[1 - MOST :], found]
        elif "stop" in given and given["stop"]():
            raise Cancelled
        return found[1]

    def _same(self, known: Given, given: Given) -> bool:
        return known.keys() == given.keys() and all(
            known[name] == one if name in self._by_value else known[name] is one
            for name, one in given.items()
            if name not in ASIDE
        )


@contextmanager
def remembering() -> Iterator[None]:
    """What windows have worked out is kept, within."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name, by_value in (
            (respond_presenter, "respond", ("scenario", "now", "rules")),
            (respond_presenter, "respond_pond", ("dams", "scenario", "now", "rules")),
            (dispatch_presenter, "ground", ("offices",)),
            (containment_presenter, "contained", ("now", "ready")),
        ):
            patch.setattr(module, name, Remembered(getattr(module, name), *by_value))
        names = Remembered(lambda rivers, roads, dams: name_lists(Known(rivers, roads, dams)))
        patch.setattr(
            find_presenter, "name_lists", lambda all_: names(all_.rivers, all_.roads, all_.dams)
        )
        yield
