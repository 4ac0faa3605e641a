"""A playbook to Excel and back: nothing changes by itself, every bad cell is named."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from emerg.playbooks.differences import differences
from emerg.texts import render
from emerg.usecases.playbook_excel import workbook_of
from emerg.usecases.playbook_import import imported
from emerg.usecases.playbook_words import sentence, told
from tests.playbooks.test_draft import ENTRIES, draft_of


@pytest.fixture(scope="module")
def lhasa():
    return draft_of(next(entry for entry in ENTRIES if entry.id == "lhasa"))


@pytest.fixture(scope="module")
def content(lhasa):
    return workbook_of(lhasa)


@pytest.fixture
def book(content):
    return load_workbook(BytesIO(content))


def column(sheet, head):
    return next(cell.column for cell in sheet[1] if cell.value == head)


def put(book, sheet, row, head, value):
    found = book[sheet]
    found.cell(row, column(found, head)).value = value


def address(book, sheet, row, head):
    found = book[sheet]
    return f"{sheet}!{found.cell(row, column(found, head)).coordinate}"


def row_of(book, sheet, key):
    return next(cell.row for cell in book[sheet]["A"] if cell.value == key)


@pytest.fixture
def take(lhasa, book, tmp_path):
    def taken():
        path = tmp_path / "book.xlsx"
        book.save(path)
        return imported(lhasa, path)

    return taken


def changes(lhasa, made):
    found = differences("river", lhasa.tables, made.draft.tables)
    return [sentence(told(one), "en") for one in found]


@pytest.mark.parametrize("entry", ENTRIES[::3], ids=lambda entry: entry.id)
def test_what_nobody_edited_changes_nothing(entry, tmp_path):
    draft = draft_of(entry)
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook_of(draft))
    made = imported(draft, path)
    assert [render(p.what, "en") + str(p.where) for p in made.problems] == []
    assert made.step == ()


def test_edits_in_several_sheets_are_told_as_one_list_of_changes(lhasa, book, take):
    put(book, "河段", row_of(book, "河段", "LSH-0001"), "河宽(m)", 13)
    put(book, "地点", row_of(book, "地点", "TN-003"), "可信度", "低")
    put(book, "处置步骤", 2, "内容（中文）", "先救人")
    made = take()
    assert made.problems == ()
    assert changes(lhasa, made) == [
        "Places · Cola Township (TN-003): confidence medium → low",
        "Reaches · LSH-0001 (LSH-0001): width (m) 11.4 → 13",
        changes(lhasa, made)[2],
    ]
    assert changes(lhasa, made)[2].endswith("→ 先救人")


def test_every_bad_cell_is_named_by_its_address(lhasa, book, take):
    put(book, "河段", 3, "河宽(m)", "宽")
    put(book, "地点", 4, "可信度", "还行")
    put(book, "地点", 5, "坐标（经度, 纬度）", "某处")
    put(book, "联系岗位", 2, "岗位（单位）（中文）", None)
    made = take()
    cells = [str(problem.where).rpartition(", ")[2] for problem in made.problems]
    assert cells == [
        address(book, "地点", 4, "可信度"),
        address(book, "地点", 5, "坐标（经度, 纬度）"),
        address(book, "河段", 3, "河宽(m)"),
        address(book, "联系岗位", 2, "岗位（单位）（中文）"),
    ]


def test_a_word_that_is_no_choice_is_mended_in_the_words_of_the_workbook(book, take):
    put(book, "地点", 4, "可信度", "还行")
    (problem,) = take().problems
    assert render(problem.fix, "zh") == "可选：高、中、低、示例"


def test_rows_come_and_go(lhasa, book, take):
    sheet = book["采样断面"]
    first, third = sheet.cell(2, 1).value, sheet.cell(4, 1).value
    sheet.delete_rows(4)
    sheet.delete_rows(2)
    at = sheet.max_row + 1
    put(book, "采样断面", at, "地点编号", "TN-003")
    put(book, "采样断面", at, "理由（中文）", "加密")
    made = take()
    assert made.problems == ()
    rows = [row["site"] for row in made.draft.tables["plan"]["sampling"]]
    assert first not in rows
    assert third not in rows
    assert rows[-1] == "TN-003"
    assert len(rows) == len(lhasa.tables["plan"]["sampling"]) - 1


def test_a_new_row_without_what_it_needs_is_told_by_its_cells(book, take):
    sheet = book["采样断面"]
    put(book, "采样断面", sheet.max_row + 1, "垂线数", 2)
    assert len(take().problems) == 2


def test_a_place_that_moves_takes_its_km_from_the_map(lhasa, book, take):
    put(book, "地点", row_of(book, "地点", "TN-003"), "坐标（经度, 纬度）", "91.352, 30.18")
    fields = [line.split(": ")[1].split(" ")[0] for line in changes(lhasa, take())]
    assert {"km", "reach", "position"} <= set(fields)


def test_a_formula_is_not_read_as_nothing(book, take):
    put(book, "河段", 3, "河宽(m)", "=1+1")
    (problem,) = [p for p in take().problems if "formula" in render(p.what, "en")]
    assert "河段!" in str(problem.where)


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("no row", lambda book: book["地点"].cell(3, 1, "XX-1")),
        ("used twice", lambda book: book["地点"].cell(3, 1, book["地点"].cell(2, 1).value)),
        ("not known", lambda book: book["地点"].cell(1, 3, "随便")),
        ("not known", lambda book: setattr(book["地点"], "title", "别的")),
        ("is missing", lambda book: book["地点"].delete_cols(1)),
        ("not added", lambda book: book["河段"].append([None, "新河段"])),
    ],
)
def test_a_workbook_that_is_not_what_was_exported_says_where(book, take, what, change):
    change(book)
    assert any(what in render(p.what, "en") for p in take().problems)


def test_what_is_no_workbook_is_told(lhasa, tmp_path):
    path = Path(tmp_path / "no.xlsx")
    path.write_bytes(b"no")
    made = imported(lhasa, path)
    assert (made.step, len(made.problems)) == ((), 1)


def test_a_spreadsheet_offers_the_words_of_a_choice(book):
    lists = [check.formula1 for check in book["地点"].data_validations.dataValidation]
    assert '"高,中,低,示例"' in lists


def test_a_text_like_a_formula_goes_there_and_back(lhasa, book, take):
    put(book, "处置步骤", 2, "内容（中文）", "'=SUM(A1)")
    assert changes(lhasa, take())[0].endswith("→ =SUM(A1)")
