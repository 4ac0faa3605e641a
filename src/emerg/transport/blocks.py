"""Much a little at a time: each block stays near the processor, and every core has its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass, replace
from functools import cache
from os import cpu_count
from typing import Any, TypeVar, cast

import numpy as np

from emerg.geodesy import FloatArray

T = TypeVar("T")


def in_blocks(find: Callable[[slice], T], count: int, width: int) -> list[T]:
    """`find` of every block of `width` of the `count`, in order; what it raises is raised here."""
    starts = range(0, max(count, 1), width)
    blocks = [slice(start, min(start + width, count)) for start in starts]
    if len(blocks) < 2:
        return [find(block) for block in blocks]
    return list(_pool().map(find, blocks))


def joined(blocks: Sequence[T], axis: int) -> T:
    """The blocks side by side: arrays along `axis`, dataclasses field by field.

    Along the first axis, that of the members, flat arrays are alike in every block.
    """
    first: Any = blocks[0]
    if isinstance(first, np.ndarray) and (first.ndim > 1 or axis != 0):
        found: Any = np.concatenate(cast(Sequence[FloatArray], blocks), axis=axis)
    elif is_dataclass(first):
        names = [spec.name for spec in fields(first)]
        parts = {name: joined([getattr(b, name) for b in blocks], axis) for name in names}
        found = replace(first, **parts)  # type: ignore[type-var]
    else:
        found = first
    return cast(T, found)


@cache
def _pool() -> ThreadPoolExecutor:
    """NumPy lets go of the interpreter while it reckons, so threads are enough."""
    return ThreadPoolExecutor(cpu_count() or 1, thread_name_prefix="emerg-points")
