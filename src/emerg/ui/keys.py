"""The keys that hold everywhere, what they are called, and the menus they stand in."""

from dataclasses import dataclass

from emerg.texts import Text


@dataclass(frozen=True, slots=True)
class Key:
    """A key that holds everywhere, and what it is called in the menu; a `switch` is on or off."""

    name: str
    keys: tuple[str, ...]
    text: Text
    switch: bool = False


KEYS = (
    Key("respond", ("F5",), Text("Respond")),
    Key("cancel", ("Esc", "Shift+F5"), Text("Cancel")),
    Key("print", ("F9",), Text("Print brief")),
    Key("preview", ("Ctrl+6", "Ctrl+P"), Text("Preview and print…")),
    Key("print_elsewhere", ("Shift+F9",), Text("Print brief to folder…")),
    Key("theme", ("Ctrl+T",), Text("Day, night, red, contrast")),
    Key("language", ("Ctrl+L",), Text("中文 / English")),
    Key("larger", ("Ctrl++", "Ctrl+="), Text("Larger text")),
    Key("smaller", ("Ctrl+-",), Text("Smaller text")),
    Key("everything", ("Ctrl+0",), Text("Whole map")),
    Key("relief", ("Ctrl+R",), Text("Relief"), switch=True),
    Key("layers", ("Ctrl+Shift+M",), Text("What the map shows…"), switch=True),
    Key("hours", ("Ctrl+Shift+T",), Text("Cloud hour by hour")),
    Key("find", ("Ctrl+F",), Text("Find anything")),
    Key("measure", ("Ctrl+Shift+D",), Text("Measure on the map")),
    Key("notation", ("Ctrl+Shift+G",), Text("Coordinates otherwise")),
    Key("copy_map", ("Ctrl+Shift+I",), Text("Copy the map as a picture")),
    Key("save_map", (), Text("Save the map as a picture")),
    Key("hits", ("Ctrl+1", "Ctrl+H"), Text("Who is hit")),
    Key("charts", ("Ctrl+Shift+C",), Text("Charts")),
    Key("pond", ("Ctrl+B",), Text("Tailings pond")),
    Key("containment", ("Ctrl+2",), Text("Containment")),
    Key("intakes", ("Ctrl+Shift+N",), Text("Intakes")),
    Key("tasks", ("Ctrl+Shift+K",), Text("Tasks")),
    Key("samples", ("Ctrl+5",), Text("Sampling")),
    Key("dispatch", ("Ctrl+3", "Ctrl+D"), Text("Dispatch")),
    Key("route", ("Ctrl+G",), Text("Way by road")),
    Key("close_roads", ("Ctrl+K",), Text("Close roads"), switch=True),
    Key("new", ("Ctrl+N",), Text("New incident")),
    Key("record", ("Ctrl+7", "Ctrl+E"), Text("Record, all incidents")),
    Key("level", ("Ctrl+I",), Text("Level and report clocks")),
    Key("calls", ("Ctrl+4", "Ctrl+M"), Text("Calls")),
    Key("note", ("Ctrl+J",), Text("Note something")),
    Key("who", ("Ctrl+W",), Text("Who is writing…")),
    Key("attach", ("Ctrl+Shift+J",), Text("Attach file…")),
    Key("handover", ("Ctrl+Shift+H",), Text("Hand-over sheet")),
    Key("report", ("Ctrl+Shift+R",), Text("Print record")),
    Key("export", ("Ctrl+Shift+S",), Text("Package for another post…")),
    Key("bring", ("Ctrl+O",), Text("Bring a package…")),
    Key("close_incident", ("Ctrl+Shift+W",), Text("Close the incident…")),
    Key("playbooks", ("Ctrl+8",), Text("Playbook desk…")),
    Key("big_screen", ("Ctrl+Shift+B",), Text("Big screen for the command room")),
    Key("export_table", ("Ctrl+Shift+E",), Text("Export table…")),
    Key("lock", ("Ctrl+Shift+L",), Text("Lock the window")),
    Key("numbers", ("Ctrl+Shift+P",), Text("Telephone numbers on sheets…"), switch=True),
    Key("manual", ("F1",), Text("Manual")),
    Key("key_list", ("Shift+F1",), Text("All keys")),
    Key("tour", (), Text("Tour of the window")),
    Key("verify", (), Text("Check this installation…")),
    Key("about", (), Text("About emerg")),
    Key("settings", ("Ctrl+,",), Text("Settings…")),
    Key("quit", ("Ctrl+Q",), Text("Quit")),
)


def keys_of(name: str) -> tuple[str, ...]:
    """The keys of a command; none where it has none, or there is no such command."""
    return next((key.keys for key in KEYS if key.name == name), ())


MENUS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (
        Text("Incident"),
        (
            *("new", "respond", "cancel", "print", "preview", "print_elsewhere", "numbers"),
            *("close_incident", "playbooks", "lock", "quit"),
        ),
    ),
    (
        Text("Record"),
        (
            "level",
            "note",
            "calls",
            "record",
            "who",
            "attach",
            "handover",
            "report",
            "export",
            "bring",
        ),
    ),
    (Text("Roads"), ("containment", "dispatch", "route", "close_roads")),
    (
        Text("Map"),
        (
            *("find", "everything", "relief", "layers", "hours", "measure"),
            *("copy_map", "save_map", "notation"),
        ),
    ),
    (
        Text("View"),
        (
            *("hits", "intakes", "tasks", "samples", "charts", "pond", "theme", "language"),
            *("larger", "smaller", "export_table", "big_screen", "settings"),
        ),
    ),
    (Text("Help"), ("manual", "key_list", "tour", "verify", "about")),
)
