"""Things drawn or worked out for one sheet, kept for the next sheet of the same incident."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
MOST = 3  # the maps of a set, near and far; those of sets before are held for nobody


def kept(make: Callable[P, T]) -> Callable[P, T]:
    """`make`, its last results kept for the very same arguments.

    Answers and rivers hold arrays and tables and have no hash worth its time: they are told apart
    by identity, and held on to, so that no other object can take their place in memory.
    """
    found: OrderedDict[tuple[object, ...], tuple[object, T]] = OrderedDict()
    lock = Lock()

    @wraps(make)
    def ask(*args: P.args, **kwargs: P.kwargs) -> T:
        given = (*args, *sorted(kwargs.items()))
        key = tuple(one if isinstance(one, str) else id(one) for one in given)
        with lock:
            if key in found:
                found.move_to_end(key)
                return found[key][1]
        made = make(*args, **kwargs)
        with lock:
            found[key] = given, made
            while len(found) > MOST:
                found.popitem(last=False)
        return made

    return ask
