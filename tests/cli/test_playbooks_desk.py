"""emerg playbooks: diff, approve, export, import, board."""

import json

import pytest
from openpyxl import load_workbook

from emerg.cli.main import run
from tests.playbook_by_hand import books, write


@pytest.fixture
def root(tmp_path):
    return str(write(tmp_path / "books", books()))


@pytest.fixture
def call(capsys, root):
    def called(*words, code=0):
        assert run(["--lang", "en", "playbooks", *words, "--playbooks", root]) == code
        return capsys.readouterr()

    return called


def test_approve_then_edit_in_a_workbook_then_see_what_changed(call, tmp_path):
    said = call("approve", "upper", "--name", "Tsering", "--role", "duty", "--date", "2026-01-02")
    assert said.out.startswith("approved on 2026-01-02 by Tsering（duty）\n")
    file = tmp_path / "upper.xlsx"
    call("export", "upper", "-o", str(file))
    workbook = load_workbook(file)
    sheet = workbook["河段"]
    width = next(cell.column for cell in sheet[1] if cell.value == "河宽(m)")
    sheet.cell(2, width).value = 44
    workbook.save(file)
    said = call("import", "upper", str(file), "--dry-run")
    assert "30.0" in said.out
    assert said.out.endswith("1 changes\nNothing was written\n")
    assert "0 changes" in call("diff", "upper").out
    assert call("import", "upper", str(file)).out.endswith("Written\n")
    found = json.loads(call("diff", "upper", "--json").out)
    assert "changed since the approval of 2026-01-02" in found["standing"]
    assert [(c["id"], c["before"], c["now"]) for c in found["changes"]] == [("U1", "30.0", "44")]


def test_a_bad_cell_is_refused_by_its_address_and_nothing_is_written(call, tmp_path, root):
    file = tmp_path / "upper.xlsx"
    call("export", "upper", "-o", str(file))
    workbook = load_workbook(file)
    workbook["河段"].cell(2, 10).value = "?"
    address = workbook["河段"].cell(2, 10).coordinate
    workbook.save(file)
    assert f"河段!{address}" in call("import", "upper", str(file), code=1).err
    assert "1 changes" not in call("diff", "upper").out


def test_the_board_names_playbook_sentence_and_table(call):
    found = json.loads(call("board", "upper", "--json").out)
    assert {one["playbook"] for one in found["findings"]} == {"upper"}
    assert found["scores"].keys() == {"upper"}
    assert "To verify" in call("board", "upper").out


@pytest.mark.parametrize(
    "words",
    [
        ("approve", "upper", "--name", " "),
        ("approve", "upper", "--name", "a", "--date", "tomorrow"),
        ("approve", "nowhere", "--name", "a"),
        ("diff", "nowhere"),
        ("export", "nowhere"),
        ("board", "nowhere"),
        ("import", "upper", "no-such.xlsx"),
    ],
)
def test_what_cannot_be_is_refused_with_a_fix(call, words):
    assert "fix:" in call(*words, code=1).err
