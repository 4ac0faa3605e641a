"""Cut Noto Sans SC, Regular and Bold, to the characters the project may print.

    python tools/build_fonts.py [OUT]

Writes src/emerg/fonts, or OUT: both cuts, their licence, and coverage.txt, which says which
characters they hold. Needs fonttools, justmytype-intl-cjk (the variable font, SIL OFL 1.1) and
pypinyin-dict (its table of the 8,105 characters of 通用规范汉字表, from Unihan's kTGHZ2013).
Twice the same packages give twice the same bytes.
"""

import importlib.util
import runpy
import shutil
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src" / "emerg" / "fonts"
CUTS = {"Regular": 400, "Bold": 700}

# Latin with the marks of pinyin and Tibetan names, Greek, punctuation, numerals and symbols: of
# each block what the font has.
BLOCKS = (
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x02B0, 0x036F), (0x0370, 0x03FF), (0x1E00, 0x1EFF),
    (0x2000, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x218F), (0x2190, 0x23FF), (0x2460, 0x27BF),
    (0x3000, 0x303F), (0x3380, 0x33DF), (0xFF00, 0xFF5E), (0xFFE0, 0xFFE6),
)  # fmt: skip
FEATURES = ["kern", "mark", "mkmk", "ccmp"]
DROPPED = ["BASE", "VORG", "vhea", "vmtx"]

# Characters the font lacks and chemistry and forms need, made of glyphs it has: each a list of
# (source, scale, right, up), in units of a thousandth of the em.
LOWER, RAISED = (0.62, 0, -140), (0.62, 0, 330)
MADE = {
    **{chr(0x2080 + n): [(str(n), *LOWER)] for n in range(10)},
    **{chr(code): [(str(n), *RAISED)] for n, code in zip((0, 4, 5, 6, 7, 8, 9),
       (0x2070, 0x2074, 0x2075, 0x2076, 0x2077, 0x2078, 0x2079), strict=True)},
    "⁺": [("+", *RAISED)], "⁻": [("−", *RAISED)], "₊": [("+", *LOWER)], "₋": [("−", *LOWER)],
    "▸": [("▶", 0.6, 0, 130)], "►": [("▶", 1, 0, 0)], "✗": [("×", 1, 0, 0)],
    "☐": [("□", 1, 0, 0)], "☑": [("□", 1, 0, 0), ("✓", 0.8, 100, 60)],
}  # fmt: skip


class AbsentError(Exception):
    """One sentence for whoever typed the command."""


def package(name: str, pip: str) -> Path:
    """The folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise AbsentError(f"{pip} is missing: pip install {pip}")
    return Path(spec.origin).parent


def gb2312() -> Iterator[int]:
    """Every character of GB 2312, by Python's codec."""
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            yield from map(ord, bytes([row, cell]).decode("gb2312", errors="ignore"))


def general_use() -> set[int]:
    """The 8,105 characters of the table of general-use characters (2013)."""
    folder = package("pypinyin_dict", "pypinyin-dict") / "pinyin_data"
    codes = set(runpy.run_path(str(folder / "ktghz2013.py"))["pinyin_dict"])
    if len(codes) != 8105:
        raise AbsentError(f"the table of general-use characters has {len(codes)} entries, not 8105")
    return codes


def wanted() -> set[int]:
    """Every character to keep, so far as the font has it."""
    blocks = {code for first, last in BLOCKS for code in range(first, last + 1)}
    return blocks | set(gb2312()) | general_use()


def cut(source: Path, weight: int) -> bytes:
    """A static TrueType font of `weight`, its names set so that every cut has its own."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    options = Options()
    options.layout_features = FEATURES
    options.drop_tables += DROPPED
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.hinting = False
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"wght": weight}, updateFontNames=True)
    for character, parts in MADE.items():
        if ord(character) not in font.getBestCmap():
            _add(font, character, parts)
    buffer = BytesIO()
    font.save(buffer, reorderTables=True)
    return buffer.getvalue()


def _add(font: Any, character: str, parts: list[tuple[str, float, int, int]]) -> None:
    """Give `font` a glyph for `character`, drawn from the glyphs of other characters."""
    from fontTools.pens.transformPen import TransformPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    glyphs, cmap = font.getGlyphSet(), font.getBestCmap()
    unit = font["head"].unitsPerEm / 1000
    pen = TTGlyphPen(None)
    for source, scale, right, up in parts:
        glyphs[cmap[ord(source)]].draw(
            TransformPen(pen, (scale, 0, 0, scale, right * unit, up * unit))
        )
    source, scale, *_ = parts[0]
    width = round(font["hmtx"][cmap[ord(source)]][0] * scale)
    glyph, name = pen.glyph(), f"uni{ord(character):04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, glyph.xMin)
    for part in font["cmap"].tables:
        if part.isUnicode():
            part.cmap[ord(character)] = name


def ranges(codes: Iterable[int]) -> Iterator[str]:
    """Runs of codes as ``20-7E``, single ones as ``D7``."""
    first = last = -2
    for code in [*sorted(codes), -1]:
        if code == last + 1:
            last = code
            continue
        if first >= 0:
            yield f"{first:X}" if first == last else f"{first:X}-{last:X}"
        first = last = code


def build(out: Path) -> None:
    """Both cuts, coverage and licence into `out`."""
    from fontTools.ttLib import TTFont

    folder = package("justmytype_intl_cjk", "justmytype-intl-cjk") / "fonts" / "ofl" / "notosanssc"
    out.mkdir(parents=True, exist_ok=True)
    held = set()
    for style, weight in CUTS.items():
        data = cut(folder / "NotoSansSC[wght].ttf", weight)
        (out / f"NotoSansSC-{style}.ttf").write_bytes(data)
        held.add(frozenset(TTFont(BytesIO(data)).getBestCmap()))
    (codes,) = held
    text = " ".join(ranges(codes))
    (out / "coverage.txt").write_text(text.replace(" ", "\n") + "\n", encoding="ascii")
    shutil.copyfile(folder / "OFL.txt", out / "OFL.txt")


def main(arguments: list[str]) -> int:
    out = Path(arguments[0]) if arguments else OUT
    try:
        build(out)
    except (AbsentError, ImportError) as error:
        print(f"build_fonts: {error}", file=sys.stderr)
        return 1
    for path in sorted(out.glob("*.t*")):
        print(f"{path.stat().st_size:>10,}  {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
