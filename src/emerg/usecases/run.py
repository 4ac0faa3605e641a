"""What a long use case may ask of whoever runs it. Qt-free on purpose."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
Progress = Callable[[int, int], None]  # done, total
Stop = Callable[[], bool]  # True once the user has asked to stop


class Cancelled(Exception):  # noqa: N818 - not an error
    """The user asked to stop; nothing was written."""


def unwatched(_done: int, _total: int) -> None:
    """Progress for callers that show none."""


def never() -> bool:
    """Cancellation for callers that offer none."""
    return False


def steps(items: Sequence[T], progress: Progress, stop: Stop) -> Iterator[T]:
    """Yield `items`, reporting after each and stopping between two when asked."""
    for done, item in enumerate(items, start=1):
        if stop():
            raise Cancelled
        yield item
        progress(done, len(items))
