"""emerg resources: list, check, import, export, template."""

import json

import pytest

from emerg.cli.main import home_folder, run
from emerg.resources.read import read_office
from tests.resources.lists_by_hand import folder, line


def printed(capsys, *words, code=0):
    assert run(["resources", *map(str, words), "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_list_names_the_examples_and_what_they_hold(capsys):
    found = {office["id"]: office for office in printed(capsys, "list")}
    assert {"example-shigatse", "example-lhasa"} <= found.keys()
    shigatse = found["example-shigatse"]
    assert (shigatse["example"], shigatse["depots"]) == (True, 7)
    assert (shigatse["teams"], shigatse["lots"], shigatse["as_of"]) == (12, 40, "2026-11-01")
    assert run(["resources", "list"]) == 0
    assert "示例单位（日喀则）" in capsys.readouterr().out


def test_check_of_the_examples_finds_no_error_but_the_expired_lot(capsys):
    found = printed(capsys, "check", "example-shigatse")
    assert found["errors"] == 0
    (office,) = found["offices"]
    assert any("2024-06-30" in remark for remark in office["remarks"])


def test_check_of_a_bad_list_tells_the_cell_and_exits_1(capsys, tmp_path):
    path = folder(tmp_path, stock=line(name="PAC", unit="t"))
    found = printed(capsys, "check", "mine", "--resources", path, code=1)
    (error,) = found["offices"][0]["errors"]
    assert "stock.csv" in error["where"]
    assert "聚合氯化铝" in error["fix"]
    assert run(["resources", "check", "mine", "--resources", str(path)]) == 1
    streams = capsys.readouterr()
    assert "stock.csv" in streams.err
    assert "stock.csv" not in streams.out


def test_a_list_that_cannot_be_read_is_still_listed(capsys, tmp_path):
    folder(tmp_path / "resources" / "mine", office="format = 1\n")
    found = {o["id"]: o for o in printed(capsys, "list", "--resources", tmp_path)}
    assert found["mine"]["name"] is None
    assert printed(capsys, "check", "mine", "--resources", tmp_path, code=1)["errors"] == 2
    assert run(["resources", "list", "--resources", str(tmp_path)]) == 0


def test_out_as_a_workbook_and_in_again_under_another_id(capsys, tmp_path):
    book = tmp_path / "out" / "lhasa.xlsx"
    assert printed(capsys, "export", "example-lhasa", "-o", book)["files"] == [str(book)]
    kept = printed(capsys, "import", book, "--id", "drill")
    assert kept == {"id": "drill", "path": str(home_folder() / "resources" / "drill")}
    assert printed(capsys, "list")[0]["id"] == "drill"
    files = printed(capsys, "export", "drill", "-o", tmp_path / "csv")["files"]
    assert len(files) == 4
    assert read_office(tmp_path / "csv").office.lots == read_office(book).office.lots


def test_an_import_with_a_problem_keeps_nothing(capsys, tmp_path):
    path = folder(tmp_path, stock=line(quantity="-1"))
    assert run(["resources", "import", str(path)]) == 1
    streams = capsys.readouterr()
    assert streams.out == ""
    assert "stock.csv" in streams.err
    assert not (home_folder() / "resources").exists()


def test_the_template_is_written_and_is_no_office_yet(capsys, tmp_path):
    path = tmp_path / "new" / "t.xlsx"
    assert printed(capsys, "template", "-o", path)["files"] == [str(path)]
    assert read_office(path).office is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "nobody", "-o", "x.xlsx"), "nobody"),
        (("export", "example-lhasa"), "-o/--out"),
        (("template",), "-o/--out"),
        (("template", "-o", "x.csv"), "x.csv"),
        (("check", "nobody"), "nobody"),
        (("list", "--resources", "nowhere"), "nowhere"),
        (("import", "nowhere.xlsx"), "nowhere.xlsx"),
        (("import", "nowhere"), "nowhere"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(capsys, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    assert run(["resources", *words]) == 1
    streams = capsys.readouterr()
    assert streams.out == ""
    assert said in streams.err
    assert list(tmp_path.iterdir()) == []
