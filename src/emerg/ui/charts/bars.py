"""Draws slack as bars: what each is stands above it, and what it means at its side."""

from PySide6.QtCore import QRectF

from emerg.paper.chart_words import SLACK, bar_name, bar_words
from emerg.response.slack_chart import SlackBar, SlackChart
from emerg.ui.charts import ticks
from emerg.ui.charts.canvas import Axis, Canvas
from emerg.ui.charts.views import Drawn

# Of a row: where its words stand, where its bar lies, and how high that is.
WORDS_AT, BAR_AT, BAR_HIGH = 0.26, 0.74, 0.4
# Slack beyond these hours says no more than "plenty" or "long gone" [h].
LEAST_H, MOST_H = -12.0, 24.0
NARROWEST_H = 2.0


def draw_slack(canvas: Canvas, chart: SlackChart, how: Drawn) -> None:
    """One row for every bar, the first on top."""
    canvas.begin(how.theme, how.text_px)
    canvas.freeze()
    low, high = _span(chart)
    canvas.rule(0.0)
    rows = max(len(chart.bars), 1)
    canvas.set_home(QRectF(low, 0.0, high - low, rows), 0)
    for number, bar in enumerate(chart.bars):
        top = rows - number
        end = slack_end(bar)
        if end is not None:
            canvas.bar(0.0, min(max(end, low), high), top - BAR_AT, BAR_HIGH, bar.state)
        name, words = how.say(bar_name(bar)), how.say(bar_words(bar))
        canvas.row(top - WORDS_AT, name, words, strong=bar.state == "in_time")
    canvas.set_axes({"bottom": Axis(how.say(SLACK), ticks.hours)})
    canvas.end(keep=False)


def slack_end(bar: SlackBar) -> float | None:
    """Where a bar ends: its slack; where nobody is known who could come, the most there can be."""
    return bar.most_h if bar.slack_h is None else bar.slack_h


def _span(chart: SlackChart) -> tuple[float, float]:
    ends = [end for bar in chart.bars if (end := slack_end(bar)) is not None]
    low = max(min([-1.0, *ends]), LEAST_H)
    high = min(max([low + NARROWEST_H, *ends]), MOST_H)
    return low - 0.02 * (high - low), high + 0.02 * (high - low)
