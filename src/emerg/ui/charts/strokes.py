"""How the things on a chart are drawn: told apart without colour, in every theme."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from emerg.ui.map.palette import mixed
from emerg.ui.theme import Theme

Dash = Qt.PenStyle
Hatch = Qt.BrushStyle
Thing: TypeAlias = Literal[
    "likely",
    "band",
    "edge",
    "peak",
    "limit",
    "now",
    "hour",
    "close",
    "watch",
    "reopen",
    "front",
    "sample",
    "below",
    "in_time",
    "unknown",
    "short",
    "too_late",
    "passed",
]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line and a filling; the colour is a token of the theme.

    Attributes
    ----------
    share : float
        How much of the colour there is in the filling, over the surface.
    """

    token: str
    width: float = 1.0
    dash: Dash = Dash.SolidLine
    hatch: Hatch = Hatch.NoBrush
    share: float = 1.0

    def colour(self, theme: Theme) -> str:
        return str(getattr(theme, self.token))

    def pen(self, theme: Theme) -> QPen:
        pen = QPen(QColor(self.colour(theme)), self.width, self.dash)
        pen.setCosmetic(True)
        return pen

    def brush(self, theme: Theme) -> QBrush:
        return QBrush(QColor(mixed(self.colour(theme), theme.surface, self.share)), self.hatch)


STROKES: Mapping[Thing, Stroke] = {
    "likely": Stroke("accent", 2.5),
    "band": Stroke("accent", 1.0, Dash.NoPen, Hatch.BDiagPattern, 0.6),
    "edge": Stroke("accent", 1.0),
    "peak": Stroke("text", 1.4),
    "limit": Stroke("danger", 1.6, Dash.DashLine),
    "now": Stroke("text", 1.6),
    "hour": Stroke("accent", 1.4, Dash.DashDotDotLine),
    "close": Stroke("danger", 1.6, Dash.DotLine),
    "watch": Stroke("warn", 1.6, Dash.DotLine),
    "reopen": Stroke("ok", 1.6, Dash.DashDotLine),
    "front": Stroke("text", 1.4, Dash.DashDotDotLine),
    "sample": Stroke("text", 1.2, hatch=Hatch.SolidPattern),
    "below": Stroke("text", 1.6),
    "in_time": Stroke("ok", 1.2, hatch=Hatch.SolidPattern),
    "short": Stroke("warn", 1.2, hatch=Hatch.Dense4Pattern),
    "unknown": Stroke("quiet", 1.4, Dash.DashLine),
    "too_late": Stroke("danger", 1.2, hatch=Hatch.FDiagPattern),
    "passed": Stroke("quiet", 1.2, hatch=Hatch.DiagCrossPattern),
}
