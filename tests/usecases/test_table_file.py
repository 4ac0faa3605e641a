"""A table of the window as a file: whole, and no cell of it a formula."""

import csv
from io import BytesIO

import pytest
from openpyxl import load_workbook

from emerg.errors import InputError, OutputError
from emerg.usecases.table_file import write_table

HEADS = ("地点", "余量 h", "备注")
ROWS = (("纳金水厂", "+1.2", "=HYPERLINK(1)"), ("曲水", "-0.4", "@x\n第二行"), ("0891", "12", "—"))


def test_a_csv_opens_in_excel_and_runs_nothing(tmp_path):
    file = write_table(tmp_path / "新" / "表.csv", "影响清单", HEADS, ROWS)
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(keepends=True)))
    assert rows == [
        list(HEADS),
        ["纳金水厂", "+1.2", "'=HYPERLINK(1)"],
        ["曲水", "-0.4", "'@x\n第二行"],
        ["0891", "12", "—"],
    ]


def test_a_workbook_has_figures_as_figures_and_texts_as_texts(tmp_path):
    file = write_table(tmp_path / "表.XLSX", "调度/物资", HEADS, ROWS)
    sheet = load_workbook(BytesIO(file.read_bytes())).active
    assert sheet.title == "调度 物资"
    assert [cell.value for cell in sheet[1]] == list(HEADS)
    assert [cell.value for cell in sheet[2]] == ["纳金水厂", 1.2, "'=HYPERLINK(1)"]
    assert [cell.value for cell in sheet[3]] == ["曲水", -0.4, "'@x\n第二行"]
    assert [cell.value for cell in sheet[4]] == ["0891", 12, "—"]
    assert all(cell.data_type != "f" for row in sheet for cell in row)


def test_a_table_without_rows_is_written_too(tmp_path):
    for name in ("a.csv", "a.xlsx"):
        assert write_table(tmp_path / name, "", HEADS, ()).stat().st_size > 0


def test_another_ending_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(InputError) as refused:
        write_table(tmp_path / "表.ods", "表", HEADS, ROWS)
    assert ".xlsx" in str(refused.value)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_says_what_to_do(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError) as refused:
        write_table(tmp_path / "file" / "表.csv", "表", HEADS, ROWS)
    assert "--out" not in str(refused.value)
