"""Many points a few at a time: each block stays near the processor, and every core has its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass, replace
from functools import cache
from os import cpu_count
from typing import Any, TypeVar, cast

import numpy as np

from emerg.geodesy import FloatArray

# Points in a block: of a thousand members that is a few hundred kilobytes an array.
WIDTH = 24

T = TypeVar("T")


def in_blocks(find: Callable[[slice], T], points: int) -> list[T]:
    """`find` of every block of `points` points, in order; what it raises is raised here."""
    starts = range(0, max(points, 1), WIDTH)
    blocks = [slice(start, min(start + WIDTH, points)) for start in starts]
    if len(blocks) < 2:
        return [find(block) for block in blocks]
    return list(_pool().map(find, blocks))


def joined(blocks: Sequence[T]) -> T:
    """The blocks side by side: arrays along their last axis, dataclasses field by field."""
    first: Any = blocks[0]
    if isinstance(first, np.ndarray):
        found: Any = np.concatenate(cast(Sequence[FloatArray], blocks), axis=-1)
    elif is_dataclass(first):
        names = [spec.name for spec in fields(first)]
        found = replace(first, **{n: joined([getattr(b, n) for b in blocks]) for n in names})  # type: ignore[type-var]
    else:
        found = first
    return cast(T, found)


@cache
def _pool() -> ThreadPoolExecutor:
    """NumPy lets go of the interpreter while it reckons, so threads are enough."""
    return ThreadPoolExecutor(cpu_count() or 1, thread_name_prefix="emerg-points")
