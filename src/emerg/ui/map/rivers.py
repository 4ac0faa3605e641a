"""The rivers as the map needs them, made once and off the UI thread."""

from collections.abc import Mapping
from dataclasses import dataclass

from emerg.playbooks.rivers import Rivers
from emerg.ui.map import base
from emerg.ui.map.features import Course, named_courses
from emerg.ui.map.paths import Drawing
from emerg.ui.map.steps import Steps, steps


@dataclass(frozen=True, slots=True)
class RiverMap:
    """All loaded rivers, what is drawn and named of them, what the cursor is measured against."""

    rivers: Rivers
    drawings: Mapping[base.RiverLook, Drawing]
    lakes: Drawing
    courses: Steps
    named: tuple[Course, ...]


def river_map(rivers: Rivers) -> RiverMap:
    """`rivers` ready to be shown; some tenths of a second."""
    return RiverMap(
        rivers,
        base.river_drawings(rivers),
        base.lake_drawing(),
        steps(rivers.flat),
        named_courses(rivers),
    )
