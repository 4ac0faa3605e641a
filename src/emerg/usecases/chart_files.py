"""The figures of a chart as a table, written as CSV: for Excel, and for whoever checks them."""

import csv
import io
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeAlias

from emerg.paper.chart_words import (
    CLOCK,
    KM,
    SLACK,
    bar_name,
    bar_words,
    figure_axis,
    limit_label,
    place_title,
    river_title,
    slack_title,
)
from emerg.paper.place_chart_words import place_words, sample_words
from emerg.paper.river_chart_words import river_words
from emerg.response.place_chart import PlaceChart
from emerg.response.river_chart import RiverChart
from emerg.response.slack_chart import SlackChart
from emerg.texts import Lang, Prose, Text, render
from emerg.units import iso
from emerg.usecases.files import write_files

Cell: TypeAlias = Prose | float | None
Chart: TypeAlias = PlaceChart | RiverChart | SlackChart
# What a cell may not begin with: a spreadsheet would reckon with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
DRILL = Text("DRILL - this is an exercise")
BAND = Text("Low 5 %"), Text("Likely 50 %"), Text("High 95 %")


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a chart: what stands above them, their heads, and the rows."""

    name: str
    notes: tuple[Prose, ...]
    heads: tuple[Prose, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table_of(chart: Chart) -> Table:
    """The figures that are drawn."""
    if isinstance(chart, PlaceChart):
        return _place(chart)
    return _river(chart) if isinstance(chart, RiverChart) else _slack(chart)


def write_chart(chart: Chart, folder: Path, lang: Lang) -> Path:
    """The figures of a chart as a CSV file in `folder`.

    Raises
    ------
    OutputError
        The folder cannot be written.
    """
    table = table_of(chart)
    return write_files(folder, {table.name: csv_bytes(table, lang)})[0]


def csv_bytes(table: Table, lang: Lang) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO()
    writer = csv.writer(out)
    for note in table.notes:
        writer.writerow([_cell(note, lang)])
    writer.writerow([])
    writer.writerow([_cell(head, lang) for head in table.heads])
    writer.writerows([_cell(cell, lang) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(cell: Cell, lang: Lang) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float | int):
        return f"{cell:.6g}"
    text = render(cell, lang)
    return f"'{text}" if text.startswith(FORMULA) else text


def _place(chart: PlaceChart) -> Table:
    limit = () if chart.limit is None else (limit_label(chart.limit),)
    rows: list[tuple[Cell, ...]] = [
        (h, _clock(chart.start, h), *figures, None, None)
        for h, *figures in zip(chart.h, chart.low, chart.likely, chart.high, strict=True)
    ]
    rows += [
        (one.h, iso(one.time), None, None, None, one.mg_l, sample_words(one))
        for one in chart.samples
    ]
    return Table(
        f"curve-{_plain(chart.site)}.csv",
        _notes(chart, place_title(chart), *limit, *place_words(chart)),
        (Text("h"), CLOCK, *BAND, Text("Sample mg/L"), Text("Sample")),
        tuple(sorted(rows, key=_hours)),
    )


def _river(chart: RiverChart) -> Table:
    limits = tuple(map(limit_label, chart.limits))
    figures = zip(chart.km, chart.low, chart.likely, chart.high, strict=True)
    return Table(
        f"river-{chart.hour:g}h.csv",
        _notes(chart, river_title(chart), *limits, *river_words(chart)),
        (KM, *BAND),
        tuple(figures),
    )


def _slack(chart: SlackChart) -> Table:
    return Table(
        "slack.csv",
        (*_drill(chart), slack_title(chart)),
        (Text("Place"), SLACK, Text("With a crew there now h"), Text("State")),
        tuple((bar_name(b), b.slack_h, b.most_h, bar_words(b)) for b in chart.bars),
    )


def _notes(chart: PlaceChart | RiverChart, *more: Prose) -> tuple[Prose, ...]:
    axis = figure_axis(per_tonne=chart.per_tonne)
    return (*_drill(chart), *more, axis, chart.status)


def _drill(chart: Chart) -> tuple[Prose, ...]:
    return (DRILL,) if chart.exercise else ()


def _clock(start: datetime | None, hours: float) -> Prose:
    return "" if start is None else iso(start + timedelta(hours=hours))


def _hours(row: tuple[Cell, ...]) -> float:
    assert isinstance(row[0], float)
    return row[0]


def _plain(site: str) -> str:
    """A place's id as part of a file's name, on every system."""
    return re.sub(r"[^\w.-]", "_", site)
