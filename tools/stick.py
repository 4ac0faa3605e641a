"""Lay out a folder that runs from a stick: ``python tools/dev.py stick [--for windows]``.

Program and libraries by ``pip install --target``, launchers, and an empty ``portable/`` as home.
"""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PARTS = Path(__file__).resolve().parent / "stick"
WINDOWS_PYTHON = "3.11"
# pip asks for what this system needs, not for what Windows does.
WINDOWS_TOO = ("colorama", "tzdata")
# Published as source alone; pure Python, so that a wheel made here is one for everywhere.
SOURCE_ALONE = ("simplekml",)
WINDOWS_WHEELS = (
    *("--platform", "win_amd64", "--python-version", WINDOWS_PYTHON),
    *("--implementation", "cp", "--only-binary", ":all:"),
)


def made_for(windows: bool) -> str:
    """The Python and the system whose libraries lie in the folder."""
    if windows:
        return f"{WINDOWS_PYTHON} windows"
    return f"{sys.version_info.major}.{sys.version_info.minor} {sys.platform}"


def lay_out(folder: Path, *, windows: bool = False) -> None:
    """Everything but the libraries into `folder`; what is in its home stays."""
    (folder / "portable").mkdir(parents=True, exist_ok=True)
    for part in ("start.py", "README.txt", "emerg.bat" if windows else "emerg.sh"):
        text = (PARTS / part).read_text(encoding="utf-8")
        ends = "\r\n" if windows else "\n"
        # Notepad of old takes a file without a mark for one of the code page.
        mark = "utf-8-sig" if windows and part == "README.txt" else "utf-8"
        (folder / part).write_text(text, encoding=mark, newline=ends)
    (folder / "made-for.txt").write_text(made_for(windows) + "\n", encoding="utf-8")


def fill(lib: Path, built: Path, *, windows: bool) -> None:
    """The program and all it needs into `lib`, in place of what was there."""
    shutil.rmtree(lib, ignore_errors=True)
    shutil.rmtree(built, ignore_errors=True)
    _pip("wheel", "--no-deps", "--wheel-dir", str(built), str(ROOT), *SOURCE_ALONE)
    (ours,) = built.glob("emerg-*.whl")
    made = [str(wheel) for wheel in built.glob("*.whl") if wheel != ours]
    wanted = (f"{ours}[app]", *made, *(WINDOWS_TOO if windows else ()))
    _pip("install", "--target", str(lib), *(WINDOWS_WHEELS if windows else ()), *wanted)
    shutil.rmtree(lib / "bin", ignore_errors=True)  # commands that hold the path of this Python
    shutil.rmtree(built)


def _pip(*words: str) -> None:
    subprocess.run((sys.executable, "-m", "pip", "-q", *words), check=True)


def main(argv: Sequence[str]) -> int:
    """Lay the folder out anew; its home stays as it is."""
    parser = argparse.ArgumentParser(prog="dev.py stick")
    parser.add_argument("--for", dest="system", choices=("here", "windows"), default="here")
    windows = parser.parse_args(argv).system == "windows"
    folder = ROOT / "out" / ("stick-windows" if windows else "stick")
    lay_out(folder, windows=windows)
    fill(folder / "lib", folder.with_name(folder.name + "-wheel"), windows=windows)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{folder.relative_to(ROOT)}: {size / 1e6:.0f} MB, for Python {made_for(windows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
