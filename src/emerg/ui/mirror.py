"""A second showing of a part of the window: what the first is told to show, it shows too.

A part that can be shown twice keeps what it was last told, by method, and passes on what it is
told from then on. It need not know who listens, and keeps no more than what it draws anyway.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, ClassVar

TELLING = ("show_", "set_")
Told = tuple[tuple[Any, ...], dict[str, Any]]


class Mirrored:
    """Every `show_…` and `set_…` of a class below is kept and passed on, and what it names itself.

    What a method tells another of the same part is not: the second part does so by itself.
    """

    MIRRORED: ClassVar[frozenset[str]] = frozenset()
    NOT_MIRRORED: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls, **rest: Any) -> None:
        super().__init_subclass__(**rest)
        for name, made in list(vars(cls).items()):
            tells = name.startswith(TELLING) and name not in cls.NOT_MIRRORED
            if callable(made) and (tells or name in cls.MIRRORED):
                setattr(cls, name, _kept(name, made))

    def mirror_in(self, other: "Mirrored") -> Iterator[None]:
        """Have `other` show what this shows, step by step, and from now on until `unmirror`."""
        self._others().append(other)
        for name in list(self._told()):
            args, rest = self._told()[name]  # as it is by then
            getattr(other, name)(*args, **rest)
            yield

    def unmirror(self, other: "Mirrored") -> None:
        """`other` follows no longer."""
        if other in self._others():
            self._others().remove(other)

    def _told(self) -> dict[str, Told]:
        """What was told last, by method, the latest at the end."""
        return self.__dict__.setdefault("_mirror_told", {})  # type: ignore[no-any-return]

    def _others(self) -> list["Mirrored"]:
        return self.__dict__.setdefault("_mirror_others", [])  # type: ignore[no-any-return]


def _kept(name: str, made: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(made)
    def told(self: Mirrored, *args: Any, **rest: Any) -> Any:
        state = self.__dict__
        if state.get("_mirror_inside"):
            return made(self, *args, **rest)
        before = self._told()
        before.pop(name, None)
        before[name] = (args, rest)
        state["_mirror_inside"] = True
        try:
            result = made(self, *args, **rest)
        finally:
            state["_mirror_inside"] = False
        for other in self._others():
            getattr(other, name)(*args, **rest)
        return result

    return told
