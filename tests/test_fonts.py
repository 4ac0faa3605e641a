"""The two cuts: told apart by name, whole, and enough for every word we print."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest
from fontTools.ttLib import TTFont

from emerg import fonts

ROOT = Path(__file__).resolve().parents[1]
CUTS = {"Regular": fonts.REGULAR, "Bold": fonts.BOLD}
# Words that only a reader of Tibetan prints; they need shaping and a font of their own.
TIBETAN = re.compile("[\u0f00-\u0fff]")


@pytest.fixture(scope="module")
def opened():
    return {style: TTFont(path) for style, path in CUTS.items()}


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_fonts", ROOT / "tools" / "build_fonts.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("style", CUTS)
def test_coverage_is_what_the_font_holds(opened, style):
    assert fonts.covered() == opened[style].getBestCmap().keys()


def test_both_cuts_have_one_family_and_names_of_their_own(opened):
    names = {style: font["name"] for style, font in opened.items()}
    assert {name.getDebugName(1) for name in names.values()} == {fonts.FAMILY}
    for number in (2, 4, 6):
        assert len({name.getDebugName(number) for name in names.values()}) == 2
    assert {style: font["OS/2"].usWeightClass for style, font in opened.items()} == {
        "Regular": 400,
        "Bold": 700,
    }


def test_paper_takes_them_for_two_fonts():
    from reportlab.pdfbase.ttfonts import TTFont as Embedded

    faces = {style: Embedded(style, str(path)).face for style, path in CUTS.items()}
    assert len({face.name for face in faces.values()}) == 2
    assert faces["Bold"].charWidths[ord("W")] > faces["Regular"].charWidths[ord("W")]


def test_the_window_finds_both_under_their_family(qapp):
    from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

    for path in CUTS.values():
        number = QFontDatabase.addApplicationFont(str(path))
        assert QFontDatabase.applicationFontFamilies(number) == [fonts.FAMILY]
    bold = QFont(fonts.FAMILY, 13, QFont.Weight.Bold)
    assert QFontInfo(bold).family() == fonts.FAMILY
    assert QFontInfo(bold).styleName() == "Bold"


@pytest.mark.parametrize("style", CUTS)
def test_they_are_static_truetype_and_free(opened, style):
    font = opened[style]
    assert "glyf" in font
    assert "fvar" not in font
    assert font["OS/2"].fsType == 0
    assert "SIL Open Font License" in font["name"].getDebugName(13)
    assert "SIL OPEN FONT LICENSE" in (fonts.REGULAR.parent / "OFL.txt").read_text("utf-8").upper()


@pytest.mark.parametrize("style", CUTS)
def test_no_character_we_made_is_empty(opened, style, tool):
    glyphs, cmap = opened[style].getGlyphSet(), opened[style].getBestCmap()
    for character in tool.MADE:
        name = cmap[ord(character)]
        assert glyphs[name].width > 0
        assert opened[style]["glyf"][name].numberOfContours > 0


def test_gb2312_and_the_symbols_of_our_sheets_are_covered(tool):
    assert set(tool.gb2312()) <= fonts.covered()
    signs = "≤≥×÷±³²°→←↑↓▲△▼▽◆◇●○◎■□☐☑✓✗★①②⑩⑳ⅠⅩ·…—–‰℃㎡μΩ§№〇“”‘’《》〔〕₀₉⁰⁹⁺⁻₊₋▸▶"
    assert fonts.missing(signs + "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňḿ") == ""


def test_all_general_use_characters_are_covered():
    """8,105 characters; those beyond GB 2312 by sample, the whole table is the tool's."""
    assert fonts.missing("镕喆堃犇媵鿍鿎鿏𬭊𬬭𬭛𬭶旸炜玥珺昇淼") == ""


def test_missing_names_each_character_once():
    assert fonts.missing("拉萨\n\t🚒拉🚒ཀ") == "🚒ཀ"


def test_the_catalogue_can_be_printed():
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "src" / "emerg").rglob("*.po")]
    assert texts
    assert fonts.missing("".join(texts)) == ""


def test_the_playbooks_can_be_printed():
    """Every text of every playbook and data table, Tibetan names aside."""
    folders = (ROOT / "playbooks", ROOT / "src" / "emerg")
    paths = [
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".toml", ".geojson", ".csv")
    ]
    assert paths
    lacking = {}
    for path in paths:
        # Lists for Excel begin with a byte order mark, which nobody prints.
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix == ".geojson":
            text = json.dumps(json.loads(text), ensure_ascii=False)
        if gone := TIBETAN.sub("", fonts.missing(text)):
            lacking[path.relative_to(ROOT).as_posix()] = gone
    assert not lacking


def test_runs_of_codes_are_written_and_read_alike(tool):
    assert list(tool.ranges([65, 66, 67, 215, 8804, 8805])) == ["41-43", "D7", "2264-2265"]
    assert list(tool.ranges([])) == []
