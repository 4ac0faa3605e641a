"""Draw every screen of the window: both languages, every theme, small and large, into a folder.

    python tools/screens.py [FOLDER] [--lang zh] [--theme night] [--size 1366x768] [--only hits]
    python tools/screens.py --docs

One picture a screen, named ``zh-day-1366x768-hits.png``, and under ``sheets`` several on one, to be
looked at. The clock stands where the demo has just been reported, so that nothing changes by
itself. With ``--docs``: the few pictures that the pages of this project show.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from screen_walk import walk
from screen_walk.demo import ROOT, Desk, answer, answer_pond, opened
from screen_walk.sheets import contact_sheet, save_small

from emerg.ui.app import prepare
from emerg.ui.theme import THEMES

LANGS = ("zh", "en")
SIZES = ("1366x768", "1920x1080")
A_SHEET = 4
# What README shows: language, theme, screen, and the name it has there.
DOCS = (
    ("zh", "day", "hits", "answer.zh"),
    ("en", "day", "hits", "answer.en"),
    ("zh", "night-red", "intakes", "night-red"),
    ("zh", "night", "containment", "containment"),
    ("zh", "day", "big_screen", "big-screen"),
)
DOCS_FOLDER, DOCS_BYTES = ROOT / "docs" / "pictures", 200_000


def main() -> None:
    given = read_words()
    prepare(QApplication([]))
    if given.docs:
        sys.exit(draw_docs())
    drawn = [file for lang in given.lang or LANGS for file in draw(lang, given)]
    print(f"{len(drawn)} pictures in {given.folder}")


def read_words() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "out" / "screens")
    parser.add_argument("--lang", action="append", choices=LANGS)
    parser.add_argument("--theme", action="append", choices=tuple(THEMES))
    parser.add_argument("--size", action="append", choices=SIZES)
    parser.add_argument("--only", action="append", help="begin of the name of a screen")
    parser.add_argument("--docs", action="store_true")
    return parser.parse_args()


def draw(lang: str, given: argparse.Namespace) -> list[Path]:
    """Every screen in one language; the looks in turn, for answering takes longest."""
    looks = list(product(given.theme or tuple(THEMES), given.size or SIZES))
    wanted = tuple(given.only or ("",))
    given.folder.mkdir(parents=True, exist_ok=True)
    drawn: dict[str, list[tuple[str, Path]]] = {f"{lang}-{a}-{b}": [] for a, b in looks}
    with tempfile.TemporaryDirectory() as home, opened(lang, Path(home)) as desk:
        for theme, size, name, shown in screens(desk, looks):
            if name.startswith(wanted):
                look = f"{lang}-{theme}-{size}"
                file = given.folder / f"{look}-{name}.png"
                shown.grab().save(str(file))
                drawn[look].append((name, file))
    for look, files in drawn.items():
        lay_sheets(look, files, given.folder / "sheets")
    return [file for files in drawn.values() for _, file in files]


def screens(desk: Desk, looks: Sequence[tuple[str, str]]) -> Iterator[tuple]:
    """Theme, size, name and what to draw: the empty window, the demo, a pond that leaks."""
    for look in looks:
        desk.dress(*look)
        yield *look, "start", desk.window
    answer(desk)
    for look in looks:
        desk.dress(*look)
        every = (walk.pages(desk), walk.over_the_map(desk), walk.over_the_window(desk))
        for part in (*every, walk.beside_the_window(desk, look[1])):
            yield from ((*look, *one) for one in part)
    answer_pond(desk)
    for look in looks:
        desk.dress(*look)
        desk.window.show_tab("pond")
        desk.settle()
        yield *look, "pond", desk.window


def lay_sheets(look: str, files: Sequence[tuple[str, Path]], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, first in enumerate(range(0, len(files), A_SHEET), start=1):
        contact_sheet(files[first : first + A_SHEET], folder / f"{look}-{number:02}.png")


def draw_docs() -> int:
    """Draw what the pages of the project show; 1 where one comes out too large."""
    DOCS_FOLDER.mkdir(parents=True, exist_ok=True)
    sizes = []
    for lang in LANGS:
        with tempfile.TemporaryDirectory() as home, opened(lang, Path(home)) as desk:
            answer(desk)
            for theme, screen, name in (one[1:] for one in DOCS if one[0] == lang):
                desk.dress(theme, SIZES[0])
                file = DOCS_FOLDER / f"{name}.png"
                for _, shown in walk.one_screen(desk, screen, SIZES[0]):
                    shown.grab().save(str(file))
                save_small(file)
                sizes.append(file.stat().st_size)
                print(f"{file.name}: {sizes[-1] / 1000:.0f} kB")
    return int(max(sizes) > DOCS_BYTES)


if __name__ == "__main__":
    main()
