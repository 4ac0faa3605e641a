"""The tool that keeps the Chinese catalogue: what it finds, what it refuses."""

import gettext
import importlib.util
import io
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]

CODE = """
WAY = Text("above {low}") if up else Text("below {low}")
HOW = Text("swift" if fast else "slow")
LONG = Text(
    "close by {time}: "
    "{name}",
    time=1,
    name=2,
)
AGAIN = Text(WAY.msgid, low=1)
LINES = Text("one\\ntwo")
"""
SAID = ["above {low}", "below {low}", "close by {time}: {name}", "one\ntwo", "slow", "swift"]
LINES = """\
# how a helper hands sentences over
above {low} => 高于 {low}
below {low} => 低于 {low}
close by {time}: {name} => {time} 前建议关闭 {name}
one\\ntwo => 一\\n二

slow => 慢
- `swift` => `快`
"""


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "tools" / "catalogue.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = load_tool()


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "emerg"
    folder.mkdir()
    (folder / "words.py").write_text(CODE, encoding="utf-8")
    return folder


@pytest.fixture
def po(tmp_path):
    return tmp_path / "locale" / "zh_CN" / "LC_MESSAGES" / "emerg.po"


@pytest.fixture
def whole(source, po, tmp_path):
    """A catalogue with nothing wrong."""
    lines = tmp_path / "lines.txt"
    lines.write_text(LINES, encoding="utf-8")
    assert tool.main(["merge", str(lines)], source=source, po=po) == 0
    return po


def test_every_form_of_a_sentence_is_found(source):
    assert tool.read_code(source) == (SAID, [])


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Text(name)", "no literal"),
        ('Text(f"{n} km")', "no literal"),
        ('Text("a" + b)', "no literal"),
        ('Text("")', "no literal"),
        ("Text()", "no literal"),
        ('Text("{n} km", km=3)', "is not given n"),
        ('Text("{n km", n=3)', "do not match"),
    ],
)
def test_what_no_translator_could_read_is_refused_with_its_place(source, line, fault):
    (source / "bad.py").write_text(f"\n{line}\n", encoding="utf-8")
    (found,) = tool.read_code(source)[1]
    assert found.startswith("emerg/bad.py:2: ")
    assert fault in found


def test_fields_handed_on_as_a_mapping_are_not_guessed_at(source):
    (source / "more.py").write_text('Text("{n} km", **fields)', encoding="utf-8")
    assert tool.read_code(source)[1] == []


def test_a_whole_catalogue_has_no_problem_and_speaks_chinese(source, whole):
    assert tool.problems(source, whole) == []
    folder = whole.parents[2]
    chinese = gettext.translation("emerg", folder, languages=["zh_CN"])
    assert chinese.gettext("one\ntwo") == "一\n二"
    assert chinese.gettext("swift") == "快"


def test_the_file_carries_nothing_that_changes_by_itself(source, whole):
    before = whole.read_bytes(), whole.with_suffix(".mo").read_bytes()
    (source / "words.py").write_text("\n\n" + CODE, encoding="utf-8")
    assert tool.main(["update"], source=source, po=whole) == 0
    assert (whole.read_bytes(), whole.with_suffix(".mo").read_bytes()) == before
    assert b"Date" not in before[0]
    assert b"words.py" not in before[0]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("慢", "", "no Chinese for: slow"),
        ("低于 {low}", "低于 {hoch}", "other fields in braces: below {low}"),
        ("低于 {low}", "低于", "other fields in braces: below {low}"),
        ("低于 {low}", "低于 {low", "other fields in braces: below {low}"),
        ('msgid "slow"', 'msgid "late"', "no longer said: late"),
        ('msgid "slow"', 'msgid "late"', "not there: slow"),
        ('msgid "slow"', '#, fuzzy\nmsgid "slow"', "fuzzy: slow"),
        ('msgid "slow"', '# a note\nmsgid "slow"', "not as `update` writes it"),
        ("慢", "缓", "emerg.mo: not compiled"),
    ],
)
def test_each_fault_is_told(source, whole, old, new, fault, capsys):
    text = whole.read_text(encoding="utf-8")
    assert old in text
    whole.write_text(text.replace(old, new), encoding="utf-8")
    assert tool.main(["check"], source=source, po=whole) == 1
    assert fault in capsys.readouterr().err


def test_compile_mends_a_hand_edited_file(source, whole):
    text = whole.read_text(encoding="utf-8").replace("慢", "缓")
    whole.write_text(text, encoding="utf-8")
    assert tool.main(["compile"], source=source, po=whole) == 0
    assert tool.problems(source, whole) == []


def test_an_obsolete_entry_is_stale(source, whole):
    with whole.open("a", encoding="utf-8") as file:
        file.write('\n#~ msgid "gone"\n#~ msgstr "没了"\n')
    assert "emerg.po: no longer said: gone" in tool.problems(source, whole)


def test_update_keeps_what_is_translated_and_prints_what_it_drops(source, whole, capsys):
    (source / "words.py").write_text('Text("slow"), Text("new")', encoding="utf-8")
    assert tool.main(["update"], source=source, po=whole) == 0
    assert tool.read_translations(whole) == {"new": "", "slow": "慢"}
    assert "no longer said: swift => 快" in capsys.readouterr().err


def test_merge_tells_lines_it_cannot_use_and_takes_the_others(source, po, tmp_path, capsys):
    lines = tmp_path / "lines.txt"
    lines.write_text("slow => 慢\nnobody says this => 无\nnonsense\nswift =>\n", encoding="utf-8")
    assert tool.main(["merge", str(lines)], source=source, po=po) == 1
    assert tool.read_translations(po)["slow"] == "慢"
    told = capsys.readouterr().err
    assert "lines.txt:2: the code does not say: nobody says this" in told
    assert "lines.txt:3" in told
    assert "lines.txt:4" in told


def test_extract_prints_what_still_needs_chinese(source, whole, capsys):
    (source / "more.py").write_text('Text("new\\nline")', encoding="utf-8")
    assert tool.main(["extract", "--missing"], source=source, po=whole) == 0
    assert capsys.readouterr().out == "new\\nline =>\n"


def test_reading_the_file_needs_no_reader_of_ours(whole):
    assert whole.read_bytes().startswith(b'msgid ""\nmsgstr ""\n"Project-Id-Version: emerg\\n"')
    assert io.BytesIO(whole.with_suffix(".mo").read_bytes()).read(4) == b"\xde\x12\x04\x95"
