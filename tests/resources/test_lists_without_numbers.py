"""Telephone numbers in an office's lists: counted, told without a digit of them, taken out."""

import re
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from emerg.errors import Findings, discreet
from emerg.resources.emptied import emptied_list
from emerg.resources.read import read_office
from emerg.resources.unlocked import without_numbers
from emerg.resources.write import office_workbook
from emerg.texts import render
from tests.resources.lists_by_hand import DEPOTS, STOCK, TEAMS, folder, full_office, told

MOBILE, LANDLINE = "18999990001", "0891-6999902"
NUMBERED = (
    "编号,名称,经度,纬度,电话,手机,管理单位\r\n"
    f'A,"一号库, ""东""",88.885,29.268,{LANDLINE},{MOBILE},市局\r\n'
    "B,二号库,87.637,29.088,无,,\r\n"
)
EMPTIED = NUMBERED.replace(LANDLINE, "").replace(MOBILE, "")


def emptied(path):
    found = Findings()
    return emptied_list(path, found), [render(p.what, "en") for p in found.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_file_is_the_same_but_for_its_numbers(tmp_path, encoding):
    path = folder(tmp_path, depots=NUMBERED, encoding=encoding)
    (file,), problems = emptied(path)
    assert problems == []
    assert file.path == path / "depots.csv"
    assert file.before == NUMBERED.encode(encoding)
    assert file.after == EMPTIED.encode(encoding)
    (row,) = file.listed
    assert (row.id, row.name, row.owner) == ("A", '一号库, "东"', "市局")
    assert row.phones == (LANDLINE, MOBILE)
    assert file.left == ()


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_blanks_and_rows_of_several_lines_stay(tmp_path, separator):
    text = "清单\n\n编号,名称,经度,纬度,来源,电话\n"
    text += f'A,一号库, 88.885 ,29.268,"查\n看","{LANDLINE}"\nB,二号库,87.637,29.088,,\n'
    text = text.replace(",", separator)
    (file,), problems = emptied(folder(tmp_path, depots=text))
    assert problems == []
    assert file.after.decode() == text.replace(f'"{LANDLINE}"', "")


def test_numbers_are_counted_by_table_and_a_bad_row_hides_none(tmp_path):
    teams = TEAMS.replace("数量\n", "数量,电话\n").replace("12\n", f"zwölf,{MOBILE}\n")
    read = read_office(folder(tmp_path, depots=NUMBERED, teams=teams))
    assert read.office.teams == ()
    assert "6999902" not in repr(read.office)
    counts = {name.rpartition("/")[2]: n for name, n in read.unlocked.items()}
    assert counts == {"depots.csv": 2, "teams.csv": 1}
    files, _problems = emptied(tmp_path)
    assert [file.path.name for file in files] == ["depots.csv", "teams.csv"]
    assert read_office(folder(tmp_path / "none")).unlocked == {}


def test_a_number_in_another_column_is_told_struck_out_and_its_row_stays(tmp_path):
    depots = DEPOTS.replace("纬度\n", "纬度,联系人,备注\n")
    depots = depots.replace("29.268\n", f"29.268,扎西 {MOBILE},\n")
    depots = depots.replace("29.088\n", f"29.088,,夜班 {LANDLINE}\n")
    read = read_office(folder(tmp_path, depots=depots))
    assert told(read) == [
        (
            "a telephone number stands in a column that is not for one",
            "depots.csv, row 2, column E (联系人)",
            "move it to the column '电话'",
        )
    ]
    assert read.office.depots["A"].contact_role == "扎西 …"
    assert set(read.office.depots) == {"A", "B"}
    assert list(read.unlocked.values()) == [2]
    (file,), problems = emptied(tmp_path)
    assert (problems, file.listed, file.after) == ([], (), file.before)
    assert [render(place, "en").rpartition("/")[2] for place in file.left] == [
        "depots.csv, row 2, column E (联系人)",
        "depots.csv, row 3, column F (备注)",
    ]


@pytest.mark.parametrize(
    "stock",
    [
        STOCK.replace(",1200,", f",{MOBILE} 条,"),
        STOCK.replace("2029/3/1", MOBILE[:3] + " 9999 0001"),
        STOCK.replace("A,污染源切断", f"{LANDLINE},污染源切断"),
        STOCK.replace("污染源切断", f"(0891){LANDLINE[5:]}"),
        STOCK.replace("A,污染源切断,,沙袋", f"A,污染源切断,{'x' * 33}{MOBILE},沙袋"),
    ],
)
def test_what_is_told_of_a_bad_cell_repeats_no_number(tmp_path, stock):
    read = read_office(folder(tmp_path, stock=stock))
    assert read.problems
    shown = "".join(" ".join(line) for line in told(read))
    assert "…" in shown
    for digits in ("1899999", "9999 0001", "6999902"):
        assert digits not in shown


def test_figures_that_are_no_telephone_numbers_are_let_be():
    for text in ("91.18999990001", "20261129", "COMID 41000123", "189999900011", "12000000000"):
        assert discreet(text) == text


def test_a_row_of_numbers_without_a_name_is_told(tmp_path):
    _files, problems = emptied(
        folder(tmp_path, depots=NUMBERED.replace("二号库", "").replace("无", "110"))
    )
    assert problems == ["the cell is empty"]


@pytest.mark.parametrize(
    "spoilt",
    [
        NUMBERED.encode() + "C,三号".encode("gb18030") + "库,87,29,,,\r\n".encode(),
        NUMBERED.replace("市局", '"市局').encode(),
    ],
)
def test_a_file_that_cannot_be_read_whole_is_not_taken_apart(tmp_path, spoilt):
    path = folder(tmp_path)
    (path / "depots.csv").write_bytes(spoilt)
    files, problems = emptied(path)
    assert problems
    assert "depots.csv" not in [file.path.name for file in files if file.listed]


@pytest.fixture
def workbook(tmp_path):
    """A workbook of an office, its numbers in bold, saved as `change` leaves it."""

    def write(change=lambda _workbook: None):
        made = load_workbook(BytesIO(office_workbook(full_office(tmp_path))))
        for cell in made["仓库"]["I"]:
            cell.font = Font(bold=True, color="FFFF0000")
        change(made)
        made.save(tmp_path / "list.xlsx")
        return tmp_path / "list.xlsx"

    return write


def test_a_workbook_keeps_its_looks_and_everything_but_the_numbers(workbook, tmp_path):
    path = workbook()
    (file,), problems = emptied(path)
    assert problems == []
    assert [(row.name, row.phones) for row in file.listed] == [
        ("一号库", ("0892-0000000",)),
        ("一队", ("+86 892 000",)),
    ]
    assert file.left == ()
    (tmp_path / "after.xlsx").write_bytes(file.after)
    before, after = read_office(path), read_office(tmp_path / "after.xlsx")
    assert before.office != after.office == without_numbers(before.office)
    assert after.unlocked == {}
    sheet = load_workbook(tmp_path / "after.xlsx")["仓库"]
    assert sheet["I2"].value is None
    assert sheet["I2"].font.color.rgb == "FFFF0000"
    assert sheet.freeze_panes == "A2"
    assert (
        sheet.column_dimensions["B"].width
        == load_workbook(path)["仓库"].column_dimensions["B"].width
    )


def test_numbers_on_other_worksheets_and_in_comments_are_told(workbook):
    def change(made):
        made.create_sheet("通讯")["B3"] = f"扎西 {MOBILE}"
        made["仓库"]["A2"].comment = Comment(LANDLINE, "x")

    (file,), problems = emptied(workbook(change))
    assert problems == []
    assert [render(one, "en").rpartition(", ")[2] for one in file.left] == ["仓库!A2", "通讯!B3"]


def repacked(path, change):
    """The workbook at `path` with its members as `change` makes them."""
    with zipfile.ZipFile(path) as old:
        members = change({name: old.read(name) for name in old.namelist()})
    with zipfile.ZipFile(path, "w") as new:
        for name, content in members.items():
            new.writestr(name, content)
    return path


def with_value(members):
    """What Excel saves: a formula, and beside it what it came to."""
    return {
        name: re.sub(rb"<f>100\+200</f><v ?(/>|></v>)", b"<f>100+200</f><v>300</v>", content)
        for name, content in members.items()
    }


def with_picture(members):
    return members | {"xl/media/image1.png": b"x"}


@pytest.mark.parametrize("change", [with_value, with_picture])
def test_a_workbook_that_would_lose_something_is_left_alone(workbook, change):
    def formula(made):
        made["物资"]["F2"] = "=100+200"

    path = workbook(formula)
    assert emptied(path)[1] == []
    before = path.read_bytes()
    files, problems = emptied(repacked(path, change))
    assert files == ()
    assert problems == [
        "the numbers cannot be taken out of this file with everything else left as it is"
    ]
    assert path.read_bytes() != before


@pytest.mark.parametrize("content", [b"PK", None])
def test_no_workbook_of_an_office_is_told(tmp_path, content):
    path = tmp_path / "list.xlsx"
    Workbook().save(path)
    if content is not None:
        path.write_bytes(content)
    files, problems = emptied(path)
    assert files == ()
    assert problems
