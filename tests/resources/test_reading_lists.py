"""Lists of resources as Excel, WPS and people write them: what is kept, what is told, and where."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from emerg.resources.check import remarks
from emerg.resources.read import load_offices, read_office
from emerg.resources.schema import expired
from emerg.texts import render
from tests.resources.lists_by_hand import (
    DEPOTS,
    OFFICE,
    STOCK,
    STOCK_HEAD,
    folder,
    line,
    read_stock,
    told,
)

ENCODINGS = ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_folder_is_read_in_any_encoding_that_excel_writes(tmp_path, encoding):
    read = read_office(folder(tmp_path, encoding=encoding))
    assert told(read) == []
    office = read.office
    assert (office.id, office.name.zh, office.as_of) == ("mine", "我局", date(2026, 11, 1))
    assert office.depots["B"].lon == 87.637
    (team,) = office.teams
    assert (team.skills, team.count, team.alert_min) == (("hold", "dose"), 12, None)
    sand, boom, alum = office.lots
    assert (sand.item, sand.quantity, sand.unit, sand.load_min) == ("sandbag", 1200, "条", 60)
    assert (boom.item, boom.quantity, boom.unit) == ("boom", 300, "m")
    assert boom.expires == date(2029, 3, 1)
    assert (alum.item, alum.quantity, alum.unit) == ("polyaluminium_chloride", 1500, "kg")
    assert {lot.confidence for lot in office.lots} == {"medium"}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found(tmp_path, separator):
    read = read_stock(tmp_path, STOCK.replace(",", separator))
    assert told(read) == []
    assert len(read.office.lots) == 3


def test_a_broken_row_of_excels_gbk_names_its_cell_and_the_others_stay(tmp_path):
    rows = STOCK.splitlines()
    rows.insert(3, "A,污染源切断,,沙袋")  # cut off
    rows.insert(4, "A,污染源切断,,沙袋,50×80,-5,条,,")
    read = read_stock(tmp_path, "\r\n".join(rows), encoding="gbk")
    assert [(what, where) for what, where, _fix in told(read)] == [
        ("the row has 4 cells under 9 heads", "stock.csv, row 4, column E (规格)"),
        ("-5 cannot be", "stock.csv, row 5, column F (数量)"),
    ]
    assert [lot.row for lot in read.office.lots] == [2, 3, 6]


def test_a_surplus_separator_is_a_broken_row(tmp_path):
    read = read_stock(tmp_path, f"{STOCK_HEAD}\nA,,,沙袋,50,80,1200,条,,60\n")
    assert told(read)[0][:2] == (
        "the row has 10 cells under 9 heads",
        "stock.csv, row 2, column J",
    )
    assert read.office.lots == ()


def test_an_open_quotation_mark_takes_no_other_row_with_it(tmp_path):
    rows = STOCK.splitlines()
    rows.insert(2, 'A,污染源切断,,"沙袋,50×80,1200,条,,60')
    rows.append('A,污染源切断,,沙袋",50×80,1200,条,,60')  # closes it, in a row of its own
    read = read_stock(tmp_path, "\n".join(rows))
    ((what, where, _fix),) = told(read)
    assert "quotation mark" in what
    assert where == "stock.csv, row 3"
    assert [lot.row for lot in read.office.lots] == [2, 4, 5, 6]


def test_a_cell_may_go_over_several_lines(tmp_path):
    stock = f'{STOCK_HEAD}\nA,,,沙袋,"50×80\n已装填",1200,条,,60\nA,,,沙袋,,-1,条,,\n'
    read = read_stock(tmp_path, stock)
    assert read.office.lots[0].spec == "50×80 已装填"
    # Rows count as in the spreadsheet, not lines of the file.
    assert [where for _what, where, _fix in told(read)] == ["stock.csv, row 3, column F (数量)"]


def test_one_stray_line_in_another_encoding_is_told_and_left_out(tmp_path):
    rows = [row.encode() for row in STOCK.splitlines()]
    rows[1] = STOCK.splitlines()[1].encode("gbk")
    read = read_stock(tmp_path, b"\n".join(rows))
    assert {where for _what, where, _fix in told(read)} == {
        "stock.csv, row 2, column B (类别)",
        "stock.csv, row 2, column D (名称)",
        "stock.csv, row 2, column E (规格)",
        "stock.csv, row 2, column G (单位)",
    }
    assert [lot.row for lot in read.office.lots] == [3, 4]


@pytest.mark.parametrize(
    ("cells", "column", "what", "fix"),
    [
        ({"quantity": "-3"}, "E (quantity)", "-3 cannot be", "0 or more"),
        ({"quantity": "约500"}, "E (quantity)", "'约500' is not a number", "figure alone"),
        ({"quantity": "1,5"}, "E (quantity)", "'1,5' is not a number", "point for decimals"),
        ({"quantity": "nan"}, "E (quantity)", "'nan' is not a number", "figure"),
        ({"quantity": "1e999"}, "E (quantity)", "'1e999' is not a number", "figure"),
        ({"quantity": ""}, "E (quantity)", "the cell is empty", "fill it in"),
        ({"quantity": "/"}, "E (quantity)", "the cell is empty", "fill it in"),
        ({"unit": "kg"}, "F (unit)", "'kg' does not say how much Sandbags", "条 / 个"),
        ({"name": "生石灰", "unit": "袋"}, "F (unit)", "'袋' does not say", "kg / t"),
        ({"name": "PAC", "unit": "t"}, "C (name)", "'PAC' may mean two", "Polyaluminium chloride"),
        ({"name": "固体 pac", "unit": "t"}, "C (name)", "may mean two", "Powdered activated"),
        ({"group": "治理"}, "B (group)", "'治理' is not known here", "污染源切断"),
        ({"name": "雨衣"}, "B (group)", "the cell is empty", "安全防护"),
        ({"depot": "Z"}, "A (depot)", "there is no depot 'Z'", "A, B"),
        ({"expires": "2027-02-30"}, "G (expires)", "'2027-02-30' is not a date", "2027-03-01"),
        ({"expires": "2027年3月"}, "G (expires)", "is not a date", "year, month and day"),
        ({"name": ""}, "C (name)", "the cell is empty", "fill it in"),
    ],
)
def test_a_bad_cell_is_told_with_its_address(tmp_path, cells, column, what, fix):
    read = read_stock(tmp_path, line(**cells))
    ((said, where, mend),) = told(read)
    assert what in said
    assert where == f"stock.csv, row 2, column {column}"
    assert fix in mend
    assert read.office.lots == ()


@pytest.mark.parametrize(
    ("written", "quantity"),
    [("１，２００", 1200), ("1,200.5", 1200.5), (" 7 ", 7), ("0", 0), ("1.5e3", 1500)],
)
def test_figures_as_people_write_them(tmp_path, written, quantity):
    (lot,) = read_stock(tmp_path, line(quantity=written)).office.lots
    assert lot.quantity == quantity


@pytest.mark.parametrize(
    "written",
    ["2027-03-01", "2027/3/1", "2027年3月1日", "２０２７．３．１", "20270301", "46447",
     "2027/3/1 0:00"],
)  # fmt: skip
def test_dates_as_people_write_them(tmp_path, written):
    (lot,) = read_stock(tmp_path, line(expires=written)).office.lots
    assert lot.expires == date(2027, 3, 1)


def test_an_unlisted_name_is_kept_and_only_remarked_on(tmp_path):
    read = read_stock(tmp_path, line(name="防寒大衣", group="安全防护类", unit="捆"))
    assert told(read) == []
    (lot,) = read.office.lots
    assert (lot.item, lot.group, lot.unit) == ("", "protect", "捆")
    said = [render(remark, "en") for remark in remarks(read.office, date(2026, 11, 29))]
    assert any("防寒大衣" in remark for remark in said)


@pytest.mark.parametrize(
    ("lon", "lat", "column", "what"),
    [
        ("29.268", "88.885", "C (经度)", "swapped"),
        ("188.885", "29.268", "C (经度)", "188.885 cannot be"),
        ("88.885", "9.268", "D (纬度)", "9.268 cannot be"),
        ("", "29.268", "C (经度)", "empty"),
    ],
)
def test_a_depot_must_stand_in_tibet_or_near_it(tmp_path, lon, lat, column, what):
    read = read_office(folder(tmp_path, depots=DEPOTS.replace("88.885,29.268", f"{lon},{lat}")))
    (said, where, _fix), *others = told(read)
    assert what in said
    assert where == f"depots.csv, row 2, column {column}"
    assert set(read.office.depots) == {"B"}
    # What stands in the depot goes with it, and is told once.
    assert [other[0] for other in others] == ["3 rows are left out with their depot 'A'"]
    assert [lot.depot for lot in read.office.lots] == ["B"]


def test_an_id_counts_once(tmp_path):
    depots = DEPOTS + "A,三号库,90.0,29.0\n"
    read = read_office(folder(tmp_path, depots=depots))
    ((what, where, _fix),) = told(read)
    assert "'A' stands here for the second time" in what
    assert where == "depots.csv, row 4, column A (编号)"
    assert read.office.depots["A"].name.zh == "一号库"
    assert len(read.office.lots) == 3


def test_a_depot_may_be_called_by_its_name(tmp_path):
    (lot,) = read_stock(tmp_path, line(depot="二号库")).office.lots
    assert lot.depot == "B"


def test_a_missing_column_is_told_once_and_the_other_tables_stay(tmp_path):
    read = read_stock(tmp_path, STOCK.replace("数量", "备注"))
    assert told(read)[0][:2] == ("the column '数量' (quantity) is missing", "stock.csv, row 1")
    assert len(told(read)) == 1
    assert len(read.office.teams) == 1


def test_a_head_that_is_nearly_one_is_not_passed_over(tmp_path):
    ((what, where, fix),) = told(read_stock(tmp_path, line().replace("expires", "expire")))
    assert what == "'expire' is not known here"
    assert (where, fix) == ("stock.csv, row 1, column G", "did you mean '有效期'?")


def test_titles_above_the_heads_and_notes_beside_them_do_no_harm(tmp_path):
    rows = [f"{row},旧" for row in STOCK.splitlines()]
    rows[0] = f"{STOCK_HEAD},备注"
    title = "二〇二六年应急物资台账" + "," * 9
    read = read_stock(tmp_path, "\n".join([title, *rows, "," * 9, ""]))
    assert told(read) == []
    assert [lot.row for lot in read.office.lots] == [3, 4, 5]


def test_no_heads_and_no_file_are_told(tmp_path):
    path = folder(tmp_path, stock="沙袋,5\n")
    (path / "teams.csv").unlink()
    assert [(what, where) for what, where, _fix in told(read_office(path))] == [
        ("the file cannot be read (no such file or folder)", "teams.csv"),
        ("no row with column heads was found among the first 10", "stock.csv"),
    ]


@pytest.mark.parametrize("id_", ["Mine", "a b", "../x", "", "-a"])
def test_an_id_is_fit_for_a_folder(tmp_path, id_):
    read = read_office(folder(tmp_path, office=OFFICE.replace("mine", id_)))
    assert read.office is None
    assert told(read)[0][1] == "office.toml"


def test_in_an_example_all_is_example_and_among_real_rows_none(tmp_path):
    stock = line(confidence="示例")
    ((what, where, _fix),) = told(read_stock(tmp_path, stock))
    assert "an example stands among real rows" in what
    assert where == "stock.csv, row 2, column H (confidence)"
    example = read_stock(tmp_path, line(confidence="high"), office=OFFICE + "example = true\n")
    assert told(example) == []
    records = (*example.office.depots.values(), *example.office.teams, *example.office.lots)
    assert {record.confidence for record in records} == {"example"}


def test_what_is_expired_soon_will_be_and_is_old_is_remarked_on(tmp_path):
    stock = line(expires="2026-11-28") + line(expires="2027-02-27").partition("\n")[2]
    office = read_stock(tmp_path, stock, office=OFFICE.replace("2026-11-01", "2026-06-01")).office
    today = date(2026, 11, 29)
    assert [expired(lot, today) for lot in office.lots] == [True, False]
    said = [render(remark, "en") for remark in remarks(office, today)]
    assert "last checked on 2026-06-01, 181 days ago" in said[0]
    assert "沙袋 5 pcs expired on 2026-11-28" in said[1]
    assert "stock.csv, row 2" in said[1]
    assert "expires on 2027-02-27" in said[2]
    assert "3 depots and teams have no phone" in said[3]
    # A day before: no longer 180 days, the last day of use, 91 days to go.
    said = [render(remark, "en") for remark in remarks(office, date(2026, 11, 28))]
    assert "expires on 2026-11-28" in said[0]
    assert "have no phone" in said[1]
    assert len(said) == 2


def workbook(path: Path, **tables: list[list[object]]) -> Path:
    """A workbook of an office; `tables` replace its sheets."""
    rows = {
        "单位": [["编号", "名称", "数据日期"], ["mine", "我局", datetime(2026, 11, 1)]],  # noqa: DTZ001
        "仓库": [["编号", "名称", "经度", "纬度"], ["A", "一号库", 88.885, 29.268]],
        "力量": [["编号", "名称", "仓库", "类型", "数量"], ["T1", "一队", "A", "队伍", 12]],
        "物资": [["仓库", "名称", "数量", "单位"], ["A", "沙袋", 1200, "条"]],
        **tables,
    }
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, cells in rows.items():
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_names_its_cells_as_excel_does(tmp_path):
    stock = [
        ["仓库", "类别", "物资代码", "名称", "规格", "数量", "单位", "有效期", "电话"],
        ["A", None, None, "沙袋", None, 1200, "条", datetime(2029, 3, 1), None],  # noqa: DTZ001
        [None] * 9,
        ["A", None, None, "沙袋", None, -1, "条", None, None],
        ["A", None, None, "沙袋", None, True, "条", 46447, None],
    ]
    read = read_office(workbook(tmp_path / "a.xlsx", 物资=stock))
    assert [(what, where) for what, where, _fix in told(read)] == [
        ("-1 cannot be", f"{tmp_path}/a.xlsx, 物资!F4"),
        ("'True' is not a number", f"{tmp_path}/a.xlsx, 物资!F5"),
    ]
    (lot,) = read.office.lots
    assert (lot.quantity, lot.expires) == (1200, date(2029, 3, 1))
    assert read.office.as_of == date(2026, 11, 1)


def test_a_phone_that_excel_took_for_a_figure_is_a_phone(tmp_path):
    depots = [["编号", "名称", "经度", "纬度", "电话"], ["A", "一号库", 88.9, 29.3, 13900000000.0]]
    read = read_office(workbook(tmp_path / "a.xlsx", 仓库=depots))
    assert read.office.depots["A"].phone == "13900000000"


def test_merged_cells_are_told_and_their_rows_left_out(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        物资=[["仓库", "名称", "数量", "单位"], *(["A", "沙袋", 5, "条"] for _ in range(3))],
    )
    book = load_workbook(path)
    book["物资"].merge_cells("C2:C3")
    book.save(path)
    read = read_office(path)
    ((what, where, _fix),) = told(read)
    assert "C2:C3" in what
    assert where.endswith("物资!C2")
    assert [lot.row for lot in read.office.lots] == [4]


def test_a_missing_sheet_and_a_damaged_workbook_are_told(tmp_path):
    path = workbook(tmp_path / "a.xlsx")
    book = load_workbook(path)
    book.remove(book["力量"])
    book.save(path)
    read = read_office(path)
    assert "'力量' (teams) is missing" in told(read)[0][0]
    assert len(read.office.lots) == 1
    whole = path.read_bytes()
    for content in (b"", b"PK", whole[: len(whole) // 2], "仓库,名称".encode()):
        path.write_bytes(content)
        ((what, _where, fix),) = told(read_office(path))
        assert "no workbook" in what
        assert ".xlsx" in fix


def test_a_workbook_of_the_old_kind_is_no_folder(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    assert "neither a workbook nor a folder" in told(read_office(path))[0][0]


def test_every_office_below_the_roots_is_read_and_the_first_of_an_id_counts(tmp_path):
    first, second = tmp_path / "1", tmp_path / "2"
    folder(first / "resources" / "mine")
    (first / "resources" / "~$a.xlsx").write_bytes(b"lock")
    folder(second / "resources" / "mine", office=OFFICE.replace("我局", "旧局"))
    workbook(second / "resources" / "b.xlsx")
    folder(
        second / "resources" / "other", office=OFFICE.replace("mine", "other"), stock=line(unit="t")
    )
    found, problems = load_offices([first, second, tmp_path / "none"])
    assert [(office.id, office.name.zh) for office in found] == [
        ("mine", "我局"),
        ("other", "我局"),
    ]
    assert len(problems) == 1
