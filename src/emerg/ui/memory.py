"""What the process holds: a window that stays open for days must give back what it used.

Of the system's C library this knows only glibc's; elsewhere nothing is done, and nothing is lost.
"""

import ctypes
import sys

# glibc gives every thread an arena of its own, and one arena cannot use what lies free in another.
_M_ARENA_MAX = -8
ARENAS = 2
# A large block has pages of its own and gives them back at once. Left alone, glibc soon takes
# pictures and arrays of megabytes from the heap, where small ones settle between them.
_M_MMAP_THRESHOLD = -3
LARGE_BYTES = 128 * 1024


def be_thrifty() -> None:
    """Once, before the window's own modules are imported and before the first thread."""
    c = _glibc()
    if c is not None:
        c.mallopt(_M_ARENA_MAX, ARENAS)
        c.mallopt(_M_MMAP_THRESHOLD, LARGE_BYTES)
    _read_no_sources()


def give_back() -> None:
    """Return to the system what lies free; some milliseconds."""
    c = _glibc()
    if c is not None:
        c.malloc_trim(0)


def _glibc() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    c = ctypes.CDLL(None)
    return c if hasattr(c, "mallopt") and hasattr(c, "malloc_trim") else None


def _read_no_sources() -> None:
    """PySide reads the source of every module imported after it, and keeps it: some 20 MB.

    It looks for modules that use its optional spellings of methods, which this program does not.
    """
    import shiboken6  # noqa: F401 - brings the module that does it

    feature = sys.modules.get("shibokensupport.feature")
    if feature is not None and hasattr(feature, "_mod_uses_pyside"):
        vars(feature)["_mod_uses_pyside"] = lambda _module: False
