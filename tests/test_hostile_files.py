"""Playbooks, scenarios and lists from strangers: refused with what, where and fix, or harmless."""

import json
import os
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from emerg.cli.main import run
from emerg.errors import Findings, told
from emerg.playbooks.features import MOST_FEATURES
from emerg.playbooks.read import read_river
from emerg.playbooks.shelf import entries
from emerg.records import record
from emerg.resources.csvfile import guarded
from emerg.resources.grid import MOST_COLUMNS, MOST_ROWS
from emerg.resources.looked_into import MOST_CELLS, MOST_UNPACKED_BYTES
from emerg.resources.read import read_office
from emerg.resources.table_book import harmless_cell
from emerg.textfiles import FILE_LIMIT_BYTES, TOML_LIMIT_BYTES, read_json, read_toml
from emerg.usecases.tracks import Track, gpx, kml
from tests.bounded import bounded
from tests.resources.lists_by_hand import DEPOTS, STOCK_HEAD, folder
from tests.resources.lists_by_hand import told as said
from tests.resources.test_reading_lists import workbook

BOQU = Path(__file__).resolve().parents[1] / "playbooks" / "rivers" / "boqu"
MOST_MB = 700


@pytest.fixture
def book(tmp_path):
    """A copy of a playbook that ships, to be spoilt."""
    copy = tmp_path / "playbooks" / "rivers" / "boqu"
    copy.mkdir(parents=True)
    for path in BOQU.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    return copy


def problems(book: Path) -> list[str]:
    found = Findings()
    read_river(book, found)
    return [told(problem, "en") for problem in found.problems]


# --- files that are none ---


@pytest.mark.parametrize("name", ["river.toml", "plan.toml", "map.geojson"])
def test_a_folder_in_place_of_a_file_is_told(book, name):
    (book / name).unlink()
    (book / name).mkdir()
    (one,) = problems(book)
    assert "it is a folder" in one
    assert str(book / name) in one


@pytest.mark.skipif(os.name == "nt", reason="pipes and devices with a name")
@pytest.mark.parametrize("name", ["river.toml", "plan.toml", "map.geojson"])
def test_a_pipe_is_not_waited_for_and_a_device_not_read(book, name):
    (book / name).unlink()
    os.mkfifo(book / name)
    (one,) = problems(book)
    assert "pipe" in one
    (book / name).unlink()
    (book / name).symlink_to("/dev/zero")
    (one,) = problems(book)
    assert "device" in one


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_what_a_link_leads_to_is_read_as_a_playbook_or_told(book, tmp_path):
    """A link out of the folder shows nothing of what lies there but where it is no playbook."""
    secret = tmp_path / "secret.txt"
    secret.write_text("hunter2 = battery staple\n", encoding="utf-8")
    (book / "plan.toml").unlink()
    (book / "plan.toml").symlink_to(secret)
    (one,) = problems(book)
    assert "not TOML" in one
    assert "staple" not in one
    (book / "plan.toml").unlink()
    (book / "plan.toml").symlink_to(tmp_path / "nowhere")
    (one,) = problems(book)
    assert "no such file" in one


@pytest.mark.parametrize("spoil", [Path.mkdir, lambda path: path.symlink_to("nowhere")])
def test_a_playbook_whose_file_is_none_is_told_and_not_passed_over(book, spoil):
    (book / "river.toml").unlink()
    spoil(book / "river.toml")
    assert [entry.id for entry in entries([book.parents[1]], "river")] == ["boqu"]


# --- large, deep, endless ---


def large(path: Path, size: int) -> None:
    """A file of that size that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(size)


@pytest.mark.parametrize(
    ("name", "limit"), [("map.geojson", FILE_LIMIT_BYTES), ("plan.toml", TOML_LIMIT_BYTES)]
)
def test_a_file_beyond_its_limit_is_refused_unread(book, name, limit):
    large(book / name, 200 * 1024**2)
    (one,) = problems(book)
    assert f"larger than {limit >> 20} MB" in one
    assert str(book / name) in one


READ = """
import sys
from pathlib import Path
from emerg.errors import Findings, told
from emerg.playbooks.read import read_river
found = Findings()
read_river(Path(sys.argv[1]), found)
print(len(found.problems))
print(told(found.problems[0], "en").splitlines()[0])
"""


@pytest.mark.parametrize(
    ("piece", "what"),
    [
        ("[],", f"more than {MOST_FEATURES} features"),
        ("[90.1,29.1],", f"more than {MOST_FEATURES} features"),
        ('{"a":{}},', f"more than {MOST_FEATURES} features"),
    ],
)
def test_a_map_just_below_its_limit_takes_bounded_memory(book, piece, what):
    text = '{"features":[' + piece * ((FILE_LIMIT_BYTES - 100) // len(piece)) + "[]]}"
    (book / "map.geojson").write_text(text, encoding="utf-8")
    (_count, first), most_mb = bounded(READ, book)
    assert what in first
    assert most_mb < 2 * MOST_MB


@pytest.mark.parametrize("line", ["k{n}=1\n", '"a.{n}".b.c={{}}\n', "[t{n}]\n"])
def test_megabytes_of_keys_take_bounded_memory(book, line):
    size = 0
    with (book / "plan.toml").open("w", encoding="utf-8") as file:
        number = 0
        while size < TOML_LIMIT_BYTES - 100:
            size += file.write(line.format(n=number))
            number += 1
    (_count, first), most_mb = bounded(READ, book)
    assert "is not known here" in first
    assert most_mb < MOST_MB


@pytest.mark.parametrize("depth", [70, 900, 980, 100_000])
@pytest.mark.parametrize("at", ["the file", "coordinates", "a value", "an unknown key"])
def test_lists_in_lists_are_told_however_deep(book, depth, at):
    deep = "[" * depth + "]" * depth
    content = json.loads((book / "map.geojson").read_text(encoding="utf-8"))
    feature = content["features"][0]
    match at:
        case "coordinates":
            feature["geometry"]["coordinates"] = "DEEP"
        case "a value":
            feature["properties"]["confidence"] = "DEEP"
        case "an unknown key":
            feature["properties"]["id"] = feature["properties"]["hmm"] = "DEEP"
    text = deep if at == "the file" else json.dumps(content).replace('"DEEP"', deep)
    (book / "map.geojson").write_text(text, encoding="utf-8")
    found = problems(book)
    assert found
    assert all(len(one) < 4000 for one in found)


@pytest.mark.parametrize("text", ["x = {}", "x = {{a = {}}}"])
def test_toml_in_depth_is_told(tmp_path, text):
    path = tmp_path / "x.toml"
    path.write_text(text.format("[" * 50_000 + "]" * 50_000), encoding="utf-8")
    found = Findings()
    assert read_toml(path, found) is None
    assert "nested too deeply" in told(found.problems[0], "en")


@pytest.mark.parametrize("key", ["a.", '"a b" . ', "'a'."])
def test_a_key_of_thousands_of_parts_is_told_before_it_fills_the_machine(tmp_path, key):
    path = tmp_path / "x.toml"
    path.write_text(f"t = 1\n{key * 2000}b = 1\n", encoding="utf-8")
    found = Findings()
    assert read_toml(path, found) is None
    assert "nested too deeply" in told(found.problems[0], "en")


@pytest.mark.parametrize("figure", ["NaN", "Infinity", "-Infinity", "1e999", "1" + "0" * 10_000])
def test_no_figure_of_a_map_is_endless(book, figure):
    text = (book / "map.geojson").read_text(encoding="utf-8")
    content = json.loads(text)
    content["features"][0]["geometry"]["coordinates"][0] = ["FIGURE", 28.0]
    (book / "map.geojson").write_text(
        json.dumps(content).replace('"FIGURE"', figure), encoding="utf-8"
    )
    assert problems(book)


@pytest.mark.parametrize("digits", [30, 400, 10_000])
def test_whole_numbers_of_many_digits_are_told(book, digits):
    number = "1" + "0" * digits
    for name in ("river.toml", "plan.toml"):
        with (book / name).open("a", encoding="utf-8") as file:
            file.write(f"\nhmm = {number}\n")
    about = (book / "river.toml").read_text(encoding="utf-8")
    (book / "river.toml").write_text(about.replace("low = [", f"low = [{number}, ", 1), "utf-8")
    assert problems(book)


def test_a_half_character_is_told_and_the_telling_can_be_printed(tmp_path):
    """JSON can name halves of characters, which no terminal takes."""
    path = tmp_path / "x.json"
    path.write_text('{"\\ud800": "\\udfff"}', encoding="utf-8")
    found = Findings()
    record(Track, read_json(path, found), where="x", findings=found)
    assert "\\ud800" in told(found.problems[0], "zh").encode().decode()


# --- names ---

HOSTILE = '<b onload="x">&amp;甲</b>'


@pytest.mark.parametrize("letter", ["\u202e", "\u2066", "\x1b", "\x00", "\x9b", "\u200f"])
def test_no_name_of_a_playbook_orders_a_terminal_or_turns_its_direction(book, letter):
    text = (book / "river.toml").read_text(encoding="utf-8")
    assert 'zh = "' in text
    hidden = f"\\u{ord(letter):04x}"
    (book / "river.toml").write_text(text.replace('zh = "', f'zh = "{hidden}', 1), "utf-8")
    (one,) = problems(book)
    assert f"U+{ord(letter):04X}" in one
    assert letter not in one


def test_no_message_hands_on_an_order_to_the_terminal(capsys, tmp_path):
    path = tmp_path / "x\x1b[2J\u202e.toml"
    path.write_text('"\\u001b[31m" = "a\\u202eb"\n"n\\n  where: forged" = 1\n', encoding="utf-8")
    assert run(["respond", str(path)]) == 1
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert "\u202e" not in err
    assert not [line for line in err.splitlines() if line.strip() == "where: forged"]


def test_no_folder_or_key_of_a_playbook_orders_the_terminal(book, capsys):
    """Listed by the name of its folder, checked with the keys that stand in it."""
    folder = book.rename(book.with_name("bo\x1b[2Jqu"))
    (folder / "river.toml").write_text('"\\u001b[31m" = 1\n', encoding="utf-8")
    root = str(folder.parents[1])
    assert run(["--playbooks", root, "playbooks", "list"]) == 0
    run(["--playbooks", root, "playbooks", "check", folder.name])
    out, err = capsys.readouterr()
    assert "bo\\x1b[2Jqu" in out
    assert "\\x1b[31m" in err
    assert "\x1b" not in out + err


def test_a_key_of_a_megabyte_is_told_in_a_few_lines(capsys, tmp_path):
    path = tmp_path / "x.toml"
    path.write_text(f"{'k' * 1_000_000} = 1\n", encoding="utf-8")
    assert run(["respond", str(path)]) == 1
    assert len(capsys.readouterr().err) < 5000


def test_markup_in_a_name_stays_text_for_a_phone():
    track = Track(f"{HOSTILE}]]>", np.array([[91.0, 29.0], [91.1, 29.1]]))
    for made in (gpx([track], "zh"), kml([track], "zh")):
        names = [e.text for e in ElementTree.fromstring(made).iter() if e.tag.endswith("}name")]
        assert names == [f"{HOSTILE}]]>"]


@pytest.mark.parametrize("first", "=+-@\t\r＝＋－＠")
def test_no_cell_of_ours_is_a_formula(first):
    text = f"{first}HYPERLINK(1)"
    assert guarded(text).startswith("'")
    assert harmless_cell(text).startswith("'")


@pytest.mark.parametrize("letter", ["\x00", "\x0b", "\x1b", "\ufffe"])
def test_what_no_workbook_holds_is_named(letter):
    assert harmless_cell(f"a{letter}b") == f"a‹U+{ord(letter):04X}›b"


# --- lists ---


def test_marks_that_turn_the_direction_do_not_come_in_with_a_list(tmp_path):
    read = read_office(folder(tmp_path, depots=DEPOTS.replace("一号库", "一\u202e号\x00库")))
    assert read.office.depots["A"].name.zh == "一号库"


LISTS = """
import sys
from pathlib import Path
from emerg.errors import told
from emerg.resources.read import read_office
read = read_office(Path(sys.argv[1]))
print(read.office is not None and len(read.office.lots))
for problem in read.problems[:3]:
    print(told(problem, "en").replace("\\n", " "))
"""


def lines_of(path: Path) -> str:
    (_office, *lines), most_mb = bounded(LISTS, path)
    assert most_mb < MOST_MB
    return "\n".join(lines)


def test_millions_of_columns_are_told(tmp_path):
    wide = STOCK_HEAD + ",x" * 7_000_000
    path = folder(tmp_path, stock=f"{wide}\n")
    assert f"keep to {MOST_COLUMNS} columns" in lines_of(path)


def test_millions_of_rows_are_told(tmp_path):
    path = folder(tmp_path, stock=STOCK_HEAD + "\n" * 8_000_000)
    assert f"{MOST_ROWS} rows" in lines_of(path)


def test_a_cell_of_a_gigabyte_is_refused_unread_and_one_of_a_megabyte_told(tmp_path):
    path = folder(tmp_path)
    large(path / "stock.csv", 1024**3)
    assert "larger than 16 MB" in lines_of(path)
    path = folder(tmp_path, stock=f"{STOCK_HEAD}\nA,,,{'x' * 1_000_000},,1,条,,\n")
    assert "row 2" in lines_of(path)


def test_quotation_marks_without_end_are_told_row_by_row(tmp_path):
    path = folder(tmp_path, stock=STOCK_HEAD + '\nA,"x' * 10_000)
    assert "quotation mark" in lines_of(path)


def test_bytes_of_zero_in_a_table_are_no_letters(tmp_path):
    path = folder(tmp_path, stock=f"{STOCK_HEAD}\nA,污染源切断,,沙\x00袋,,5,条,,\n".encode())
    read = read_office(path)
    assert said(read) == []
    assert read.office.lots[0].name == "沙袋"


# --- workbooks ---


def rewritten(path: Path, name: str, change) -> Path:
    """The workbook at `path` with one of its members as `change` leaves it."""
    with zipfile.ZipFile(path) as book:
        members = {info.filename: book.read(info) for info in book.infolist()}
    members[name] = change(members[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for member, content in members.items():
            book.writestr(member, content)
    return path


SHEET = "xl/worksheets/sheet2.xml"


def after_rows(more: str):
    return lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + more.encode(), 1)


def with_rows(more: str):
    return lambda xml: xml.replace(b"</sheetData>", more.encode() + b"</sheetData>", 1)


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + "]>"
)
TRAPS = {
    "a cell at the end of the world": (
        with_rows('<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>'),
        f"beyond row {MOST_ROWS}",
    ),
    "one without an address": (
        with_rows('<row r="1048576"><c t="n"><v>1</v></c></row>'),
        f"beyond row {MOST_ROWS}",
    ),
    "merged to the end": (
        after_rows('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        f"beyond row {MOST_ROWS}",
    ),
    "merged by columns": (
        after_rows('<mergeCells><mergeCell ref="A:XFD"/></mergeCells>'),
        "cells stand beyond",
    ),
    "merged many times": (
        after_rows("<mergeCells>" + '<mergeCell ref="A1:IV40000"/>' * 9 + "</mergeCells>"),
        f"more than {MOST_CELLS} cells",
    ),
    "a link over everything": (
        after_rows('<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'),
        f"beyond row {MOST_ROWS}",
    ),
    "a million cells": (
        with_rows('<row r="7">' + '<c r="A7"/>' * (MOST_CELLS + 1) + "</row>"),
        f"more than {MOST_CELLS} cells",
    ),
    "a billion laughs": (
        lambda xml: LAUGHS.encode() + xml.replace(b"<v>", b"<v>&h;", 1),
        "declares entities",
    ),
    "a file of the machine": (
        lambda xml: b'<!DOCTYPE x [<!ENTITY h SYSTEM "file:///etc/hostname">]>' + xml,
        "declares entities",
    ),
    "a bomb": (
        lambda xml: xml + b" " * (MOST_UNPACKED_BYTES + 1),
        f"larger than {MOST_UNPACKED_BYTES >> 20} MB",
    ),
    "formats without end": (
        after_rows("<rowBreaks>" + '<brk id="1"/>' * 400_000 + "</rowBreaks>"),
        "cells or formats",
    ),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_workbook_that_would_fill_the_memory_is_refused_unread(tmp_path, trap):
    change, what = TRAPS[trap]
    path = rewritten(workbook(tmp_path / "a.xlsx"), SHEET, change)
    assert what in lines_of(path)


def test_the_largest_workbook_that_is_read_takes_bounded_memory(tmp_path):
    rows = [["仓库", "名称", "数量", "单位"], *(["A", "沙袋", 5, "条"] for _ in range(20_000))]
    path = workbook(tmp_path / "a.xlsx", 物资=rows)
    (count, *_none), most_mb = bounded(LISTS, path)
    assert count == "20000"
    assert most_mb < MOST_MB


@pytest.mark.parametrize("number", ["9999999999", "-1", "x", "1" * 5000])
def test_a_workbook_whose_formats_cannot_be_is_damaged(tmp_path, number):
    path = workbook(tmp_path / "a.xlsx")
    wrong = f'numFmtId="{number}" fontId="{number}"'.encode()
    rewritten(path, "xl/styles.xml", lambda xml: xml.replace(b'numFmtId="0" fontId="0"', wrong))
    assert len(said(read_office(path))) <= 1


def test_a_workbook_locked_by_a_password_of_its_zip_is_told(tmp_path):
    path = workbook(tmp_path / "a.xlsx")
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\1\2")
    content[at + 8] |= 1
    path.write_bytes(content)
    ((what, _where, _fix),) = said(read_office(path))
    assert "password" in what
