"""Write the table of keys in the manual anew, from the keys that the window has.

    python tools/manual_keys.py

It stands in the chapter of keys of both languages, between two comments; a test compares it.
"""

from pathlib import Path

from emerg.texts import LANGS
from emerg.ui.key_table import with_key_table

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """The chapter in each language."""
    for lang in LANGS:
        path = ROOT / "docs" / "manual" / lang / "19-keys.md"
        text = path.read_text(encoding="utf-8")
        path.write_text(with_key_table(text, lang), encoding="utf-8", newline="\n")
        print(path.relative_to(ROOT).as_posix())


if __name__ == "__main__":
    main()
