"""Starts emerg from the folder this file lies in; nothing is installed, nothing written elsewhere.

Standard library only: it runs before anything of ours can be imported. Where the folder cannot be
written, what can be read still works.
"""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LIB, HOME, MADE_FOR = HERE / "lib", HERE / "portable", HERE / "made-for.txt"


def refuse_another_python() -> None:
    """The libraries are those of one Python and one system: say so before they crash."""
    made_for = MADE_FOR.read_text(encoding="utf-8").strip()
    system = "windows" if os.name == "nt" else sys.platform
    here = f"{sys.version_info.major}.{sys.version_info.minor} {system}"
    if made_for != here:
        sys.exit(
            f"本目录适用于 Python {made_for}，当前为 Python {here}。"
            f"请换用该版本的 Python，或将其放入 python 子目录。\n"
            f"This folder is made for Python {made_for}, and this is {here}: "
            "use that one, or put it into the folder python."
        )


def keep_within() -> None:
    """What Qt and the system would keep in the folders of the user is kept here too."""
    folders = {
        "XDG_CONFIG_HOME": HOME / "system" / "config",
        "XDG_CACHE_HOME": HOME / "system" / "cache",
        "XDG_DATA_HOME": HOME / "system" / "data",
        "TMPDIR": HOME / "system" / "tmp",
    }
    try:
        for folder in folders.values():
            folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return  # a stick that is locked: what belongs to the system stays with the system
    os.environ.update({name: str(folder) for name, folder in folders.items()})
    os.environ.update(TEMP=os.environ["TMPDIR"], TMP=os.environ["TMPDIR"])


def main() -> None:
    """Run the command that was given; without one open the window."""
    refuse_another_python()
    keep_within()
    os.environ.pop("EMERG_HOME", None)  # that of an installation on this computer
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(LIB))
    if len(sys.argv) == 1:
        sys.argv.append("app")
    from emerg.__main__ import main as run

    run()


if __name__ == "__main__":
    main()
