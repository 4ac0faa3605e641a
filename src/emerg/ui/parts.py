"""What a furnished window is made of, by name; `emerg.ui.rooms` puts it there."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow, QVBoxLayout

if TYPE_CHECKING:  # what comes later is imported later: nobody waits for it with a call on the line
    from emerg.ui.calls_panel import CallsPanel
    from emerg.ui.charts.panel import ChartsPanel
    from emerg.ui.closures_panel import ClosuresPanel
    from emerg.ui.containment_panel import ContainmentPanel
    from emerg.ui.dispatch_panel import DispatchPanel
    from emerg.ui.header import Header
    from emerg.ui.hit_detail import HitDetail
    from emerg.ui.hits_panel import HitsPanel
    from emerg.ui.intakes_panel import IntakesPanel
    from emerg.ui.level_panel import LevelPanel
    from emerg.ui.lock_screen import LockScreen
    from emerg.ui.map.view import MapView
    from emerg.ui.next_panel import NextPanel
    from emerg.ui.note_bar import NoteBar
    from emerg.ui.pond_panel import PondPanel
    from emerg.ui.record_panel import RecordPanel
    from emerg.ui.route_panel import RoutePanel
    from emerg.ui.samples_panel import SamplesPanel
    from emerg.ui.start_card import StartCard
    from emerg.ui.tabs import Tabs
    from emerg.ui.tasks_panel import TasksPanel


class Parts(QMainWindow):
    """A window whose parts are not there before it is furnished."""

    header: "Header"
    map: "MapView"
    detail: "HitDetail"
    next: "NextPanel"
    hits: "HitsPanel"
    pond: "PondPanel"
    dispatch: "DispatchPanel"
    route: "RoutePanel"
    closures: "ClosuresPanel"
    record: "RecordPanel"
    calls: "CallsPanel"
    containment: "ContainmentPanel"
    intakes: "IntakesPanel"
    tasks: "TasksPanel"
    samples: "SamplesPanel"
    level: "LevelPanel"
    charts: "ChartsPanel"
    start: "StartCard"
    note: "NoteBar"
    lock: "LockScreen"
    tabs: "Tabs"
    middle: QVBoxLayout  # the map and what stands below it
