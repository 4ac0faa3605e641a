"""What the process holds, and that it gives back what it used."""

import subprocess
import sys
from pathlib import Path

import pytest

from emerg.ui.memory import be_thrifty, give_back

SOURCES_READ = """
import sys
from emerg.ui.memory import be_thrifty
{call}
import PySide6.QtCore
import linecache
import emerg.usecases.respond
print(len(linecache.cache))
"""


def sources_read(call: str) -> int:
    code = SOURCES_READ.format(call=call)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_no_source_is_read_of_what_is_imported_after_the_window_library():
    assert sources_read("pass") > 20  # else this is no longer needed
    assert sources_read("be_thrifty()") < 5  # its own


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc alone gives back")
def test_what_lies_free_goes_back_to_the_system():
    def held() -> int:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])

    give_back()
    before = held()
    scraps = [bytearray(60_000) for _ in range(2000)]  # too small to be mapped one by one
    last = bytearray(60_000)  # stands after them, so that the heap cannot shrink
    full = held()
    del scraps
    give_back()
    assert held() - before < (full - before) / 4
    assert last is not None


def test_to_be_thrifty_twice_is_no_harm():
    be_thrifty()
    be_thrifty()
