"""An error in a method of ours that Qt calls is told in the log, and the window goes on.

Under Python 3.11 PySide ends the process where such an error was raised by C (``1 / 0``, a call
with wrong arguments, an object of Qt that is gone): it takes what is not yet an exception for one.
Raised once more by Python it is one: see docs/decisions/0002-pyside-below-6.12.md.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from types import FunctionType
from typing import ParamSpec, TypeVar

from shiboken6 import Shiboken

P = ParamSpec("P")
T = TypeVar("T")
OURS = "emerg.ui"
_guarded: set[type] = set()


def guard() -> None:
    """Guard every override there is by now; a module imported later asks again."""
    for kind in tuple(_kinds(Shiboken.Object)):
        if kind.__module__.startswith(OURS) and kind not in _guarded:
            _guarded.add(kind)
            _guard(kind)


def _kinds(above: type) -> Iterator[type]:
    below: list[type] = type.__subclasses__(above)
    for kind in below:
        yield kind
        yield from _kinds(kind)


def _guard(kind: type) -> None:
    qts = [base for base in kind.__mro__ if not base.__module__.startswith(OURS)]
    for name, method in list(vars(kind).items()):
        overrides = any(name in vars(base) for base in qts) and not name.startswith("__")
        if overrides and isinstance(method, FunctionType):
            setattr(kind, name, _raised_by_python(method))


def _raised_by_python(method: Callable[P, T]) -> Callable[P, T]:
    @wraps(method)
    def called(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return method(*args, **kwargs)
        except Exception:  # noqa: TRY203 - once more, and by Python
            raise

    return called
