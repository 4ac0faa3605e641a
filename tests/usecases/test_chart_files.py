"""The figures of a chart as CSV: what is drawn, what it is of, and nothing that reckons."""

import csv
from dataclasses import replace

import pytest

from emerg.errors import OutputError
from emerg.response.slack_chart import slack_chart
from emerg.texts import Bilingual
from emerg.usecases.chart_files import csv_bytes, table_of, write_chart
from tests.charts_by_hand import place, river
from tests.held_by_hand import held


def rows_of(chart, tmp_path, lang="en"):
    path = write_chart(chart, tmp_path, lang)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return path.name, list(csv.reader(file))


def below_head(rows):
    head = next(n for n, row in enumerate(rows) if not row)
    return rows[head + 1], rows[head + 2 :]


def test_a_place_has_its_curve_and_its_samples_in_the_order_of_time(tmp_path):
    name, rows = rows_of(place(), tmp_path)
    head, figures = below_head(rows)
    assert name == "curve-WW-1.csv"
    assert head[:5] == ["h", "Beijing time", "Low 5 %", "Likely 50 %", "High 95 %"]
    assert [row[0] for row in figures] == ["2", "3", "4", "6", "6.5", "8", "12"]
    assert figures[3][1:5] == ["2026-07-15T08:40+08:00", "0.1", "0.2", "0.4"]
    assert figures[1][2:] == ["", "", "", "0.004", "07-15 05:40 below 0.004 mg/L"]
    notes = [row[0] for row in rows if row and row not in figures]
    assert any("Some waterworks" in note for note in notes)
    assert any("unverified" in note for note in notes)


def test_the_river_and_the_bars(tmp_path):
    name, rows = rows_of(river(), tmp_path)
    assert name == "river-6h.csv"
    assert below_head(rows)[1][2] == ["30", "0.1", "0.2", "0.4"]
    name, rows = rows_of(slack_chart(held([(3.0, 1.0), (5.0, None)])), tmp_path)
    assert name == "slack.csv"
    assert below_head(rows)[1] == [
        ["place 1 · earth dam", "2", "2", "in time +2.0 h"],
        ["place 2 · earth dam", "", "4", "with a crew there now +4.0 h"],
    ]


@pytest.mark.parametrize(
    "chart", [place(exercise=True), river(exercise=True), slack_chart(held([(3, 1)], drill=True))]
)
def test_a_drill_says_so_first(chart, tmp_path):
    assert rows_of(chart, tmp_path)[1][0] == ["DRILL - this is an exercise"]


def test_no_cell_is_a_formula_and_no_name_a_path(tmp_path):
    hostile = replace(place(), site="../=x", name=Bilingual("=cmd|' /C calc'!A0"))
    name, rows = rows_of(hostile, tmp_path, "zh")
    assert name == "curve-.._=x.csv".replace("=", "_")
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "+"))]


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        write_chart(place(), tmp_path / "file" / "below", "en")


def test_both_languages_have_the_same_figures():
    table = table_of(place())
    zh, en = (csv_bytes(table, lang).decode("utf-8-sig") for lang in ("zh", "en"))
    assert zh != en
    assert [line.split(",")[2:5] for line in zh.splitlines()[-7:]] == [
        line.split(",")[2:5] for line in en.splitlines()[-7:]
    ]
