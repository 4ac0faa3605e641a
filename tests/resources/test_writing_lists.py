"""What is written is read again as the same; texts stay texts."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from emerg.resources.cells import plain
from emerg.resources.columns import SHEETS
from emerg.resources.read import read_office
from emerg.resources.schema import GROUPS, MODES, Lot, Office
from emerg.resources.write import office_files, office_workbook
from emerg.texts import Bilingual
from tests.resources.lists_by_hand import full_office, told

CALC = shutil.which("localc")  # `soffice` may be there without it
ESCAPES = ["_x000D_", "_x0041_", "#N/A", "&lt;", "TRUE", "2027-03-01", "00123"]
FORMULAS = ["=1+1", "+86 892", "-5°C", "@a", '=HYPERLINK("x")', "'=1", "＝1+1"]


def through_csv(office: Office, path: Path) -> Office:
    path.mkdir(exist_ok=True)
    for name, content in office_files(office).items():
        (path / name).write_bytes(content)
    read = read_office(path)
    assert told(read) == []
    return read.office


def through_workbook(office: Office, path: Path) -> Office:
    (path / "a.xlsx").write_bytes(office_workbook(office))
    read = read_office(path / "a.xlsx")
    assert told(read) == []
    return read.office


@pytest.mark.parametrize("through", [through_csv, through_workbook])
@pytest.mark.parametrize("example", [False, True])
def test_an_office_comes_back_as_it_was(tmp_path, through, example):
    office = full_office(tmp_path)
    if example:
        name = Bilingual('示例"局\\')
        office = through(replace(office, example=True, as_of=None, name=name), tmp_path)
        assert {lot.confidence for lot in office.lots} == {"example"}
    assert through(office, tmp_path) == office


def test_csv_has_the_mark_by_which_excel_knows_utf8(tmp_path):
    files = office_files(full_office(tmp_path))
    assert set(files) == {"office.toml", "depots.csv", "teams.csv", "stock.csv"}
    assert all(files[n].startswith(b"\xef\xbb\xbf") for n in files if n.endswith(".csv"))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(tmp_path, text):
    office = full_office(tmp_path)
    lot = replace(office.lots[2], name=text, spec=text, owner=text)
    office = replace(office, lots=(lot,))
    book = load_workbook(BytesIO(office_workbook(office)))
    cells = [
        cell for row in book["物资"].iter_rows(min_row=2) for cell in row if cell.value == text
    ]
    assert [cell.data_type for cell in cells] == ["s", "s", "s"]
    assert all(cell.quotePrefix for cell in cells)
    raw = office_files(office)["stock.csv"].decode("utf-8-sig")
    assert f",{text}" not in raw.replace('"', "")
    assert through_workbook(office, tmp_path).lots == (lot,)
    assert through_csv(office, tmp_path).lots == (lot,)


@pytest.mark.parametrize("text", ESCAPES)
def test_a_text_that_looks_like_something_else_stays_what_it_is(tmp_path, text):
    office = full_office(tmp_path)
    office = replace(office, lots=(replace(office.lots[0], name=text, spec=text),))
    assert through_workbook(office, tmp_path) == office
    assert through_csv(office, tmp_path) == office


# Fifteen digits are what a workbook keeps of a figure.
quantities = st.decimals(0, 10**9, places=5).map(float) | st.integers(0, 10**9).map(float)
texts = st.text(st.characters(exclude_characters="\ufffd"), max_size=40).map(plain)
names = texts.filter(bool)


@st.composite
def lots(draw: st.DrawFn) -> Lot:
    return Lot(
        depot="A",
        group=draw(st.sampled_from(GROUPS)),
        item="boom",  # by its key whatever its name
        name=draw(names),
        spec=draw(texts),
        quantity=draw(quantities),
        unit="m",
        expires=draw(st.none() | st.dates(date(1900, 3, 1), date(2900, 1, 1))),
        load_min=draw(st.none() | quantities),
        owner=draw(texts),
        contact_role=draw(texts),
        mode=draw(st.sampled_from(MODES)),
    )


@given(st.lists(lots(), max_size=3).map(tuple))
def test_any_text_and_figure_comes_back(tmp_path_factory, drawn):
    path = tmp_path_factory.mktemp("lists")
    office = replace(full_office(path), lots=drawn)
    assert through_csv(office, path) == office
    assert through_workbook(office, path) == office


def test_the_template_offers_its_words_and_is_empty(tmp_path):
    path = tmp_path / "template.xlsx"
    path.write_bytes(office_workbook(None))
    book = load_workbook(path)
    assert book.sheetnames == ["说明", "单位", "仓库", "力量", "物资"]
    for sheet in SHEETS:
        worksheet = book[sheet.zh]
        assert worksheet.freeze_panes == "A2"
        assert worksheet.max_row == 1
        assert [cell.value for cell in worksheet[1]] == [column.zh for column in sheet.columns]
    offers = {
        str(check.sqref).split(":")[0]: check.formula1
        for check in book["物资"].data_validations.dataValidation
    }
    assert offers["B2"].startswith('"污染源切断,污染物控制')
    assert offers["L2"] == '"自储,代储,协议"'
    assert "kg,t" in offers["G2"]
    assert all(len(offer) <= 255 for offer in offers.values())
    guide = [row[1].value for row in book["说明"].iter_rows() if row[1].value]
    assert {column.zh for sheet in SHEETS for column in sheet.columns} <= set(guide)
    # Filled in with nothing but an office, it is a list.
    book["单位"].append(["mine", "我局"])
    book.save(path)
    read = read_office(path)
    assert told(read) == []
    assert (read.office.id, read.office.lots) == ("mine", ())


if CALC:  # a skip is not allowed where it is missing

    def test_libreoffice_opens_the_workbook(tmp_path):
        path = tmp_path / "a.xlsx"
        path.write_bytes(office_workbook(full_office(tmp_path)))
        words = [CALC, "--headless", "--convert-to", "csv", "--outdir", tmp_path, path]
        subprocess.run(words, check=True, capture_output=True, timeout=120)
        assert "列" in (tmp_path / "a.csv").read_text(encoding="utf-8", errors="replace")
