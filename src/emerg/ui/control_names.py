"""What each control is called for those who hear the window: a screen reader, a voice command.

One table for all of them, by object name: what stands in a field, or is chosen in a box, is its
value and not its name, and a hint goes as soon as something is typed. Tables are called by their
titles, and so are the lines that filter them: `emerg.ui.tables.tools`.
"""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from emerg.texts import Lang, Text, render
from emerg.ui.level_form import STATES, TIMES
from emerg.ui.typed.level import COUNTS

WHERE, WHAT, HOW_MUCH, WHEN, FLOW = (
    Text("Where"),
    Text("What"),
    Text("How much"),
    Text("When"),
    Text("Flow"),
)
START, REPORTED = Text("Start of the release"), Text("Known since")
QUESTIONS = {
    "where": WHERE,
    "what": WHAT,
    "leak": Text("How it leaks"),
    "amount": HOW_MUCH,
    "volume": Text("How much leaves"),
    "when": WHEN,
    "flow": FLOW,
}
MOMENTS = {"when": START, "reported": REPORTED}
LEVEL = {f"level_{name}": text for part in (COUNTS, STATES, TIMES) for name, text in part.items()}

NAMES: Mapping[str, Text] = {
    "map": Text("Map"),
    "tabs": Text("Pages beside the map"),
    "tab_rows": Text("Pages beside the map"),
    "close_road_text": Text("Road to close"),
    "ScrollLeftButton": Text("Pages to the left"),
    "ScrollRightButton": Text("Pages to the right"),
    # The questions.
    "where_text": WHERE,
    "where_datum": Text("Datum of the coordinates"),
    "what_text": WHAT,
    "leak_content": Text("In the water of the pond"),
    "amount_text": HOW_MUCH,
    "amount_unit": Text("Unit of the amount"),
    "amount_purity": Text("Purity, %"),
    "volume_water": Text("Water in the pond"),
    "volume_water_unit": Text("Unit of the water in the pond"),
    "volume_released": QUESTIONS["volume"],
    "volume_released_unit": Text("Unit of what leaves"),
    "when_text": START,
    "reported_text": REPORTED,
    "duration_text": Text("How long it lasts, h"),
    "flow_text": Text("Discharge at the incident, m³/s"),
    "title": Text("Title of the incident"),
    **{
        f"{name}_unknown": Text("{question}: don't know", question=text)
        for name, text in QUESTIONS.items()
    },
    **{f"{name}_now": Text("{name}: now", name=text) for name, text in MOMENTS.items()},
    # The pages beside the map.
    "dispatch_problem_list": Text("What is wrong with the lists"),
    "sample_note": Text("Note the result"),
    "measured_copy": Text("Copy what was measured"),
    "measured_close": Text("Close what was measured"),
    "pinned_copy": Text("Copy what lies there"),
    "pinned_close": Text("Close what lies there"),
    "route_start": Text("Way from"),
    "route_goal": Text("Way to"),
    "call_name": Text("Who answered the call"),
    "pond_doses": Text("Dosing"),
    "pond_space": Text("Room measured on the spot"),
    **LEVEL,
    **{
        f"level_{name}_now": Text("{name}: now", name=text) for name, text in TIMES.items()
    },
    "level_ruled": Text("Level is set to"),
    "level_reason": Text("Who set the level, and why"),
    "level_sent_at": Text("Report was sent at"),
    # The record.
    "record_find": Text("Find in the record"),
    "record_kind": Text("Kinds of entries shown"),
    "note_text": Text("What to note"),
    "note_kind": Text("Kind of entry"),
    "who_author": Text("Your name"),
    "who_post": Text("Name of this post"),
    "who_role": Text("Role at this post"),
    # Windows of their own.
    "preview_names": Text("Sheets"),
    "preview_pages": Text("Pages of the sheet"),
}  # fmt: skip


def name_controls(root: QWidget, lang: Lang) -> None:
    """Call every control within `root` by its name in `lang`."""
    for widget in root.findChildren(QWidget):
        name = NAMES.get(widget.objectName())
        if name is not None:
            widget.setAccessibleName(render(name, lang))
