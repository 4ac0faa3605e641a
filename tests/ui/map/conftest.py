"""A map with every river of the playbooks, and the answer to a tanker in the Lhasa River."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase

from emerg import fonts
from emerg.response.incident import Amount, Scenario, Start, Where
from emerg.ui.known_roads import known_roads
from emerg.ui.map import MapView
from emerg.ui.map.rivers import river_map as river_map_of
from emerg.ui.map.roads import road_layer
from emerg.usecases.load import load_rivers
from emerg.usecases.respond import respond

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def rivers(tmp_path_factory):
    return load_rivers(None, {}, tmp_path_factory.getbasetemp() / "no-home")


@pytest.fixture(scope="session")
def ready(rivers):
    return river_map_of(rivers)


@pytest.fixture(scope="session")
def answer(rivers):
    at = datetime(2026, 7, 14, 18, 40, tzinfo=UTC)
    scenario = Scenario(
        where=Where(river="lhasa", km=430.0),
        substance="苯",
        title="罐车侧翻",
        amount=Amount(8.0, 20.0, "t"),
        start=Start(at, at),
        duration_h=1.0,
        flow="high",
    )
    return respond(rivers, scenario, now=at)


@pytest.fixture(scope="session")
def family(qapp):
    """The window's font, as the program registers it."""
    ids = [QFontDatabase.addApplicationFont(str(path)) for path in (fonts.REGULAR, fonts.BOLD)]
    return QFontDatabase.applicationFontFamilies(ids[0])[0]


@pytest.fixture
def empty_map(qtbot, family):
    view = MapView()
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def river_map(empty_map, ready):
    empty_map.show_rivers(ready)
    return empty_map


@pytest.fixture(scope="session")
def roads():
    """The road network as the map draws it."""
    known, problems = known_roads((ROOT / "playbooks",))
    assert problems == ()
    return road_layer(known)


@pytest.fixture
def road_map(river_map, roads):
    river_map.show_roads(roads)
    return river_map
