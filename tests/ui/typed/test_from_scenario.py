"""A scenario file in the form: what is read back is what the file says."""

from datetime import datetime
from pathlib import Path

import pytest

from emerg.texts import LANGS
from emerg.ui.known_ponds import known_ponds
from emerg.ui.typed.form import read_form
from emerg.ui.typed.from_scenario import typed_of
from emerg.units import BEIJING
from emerg.usecases.scenario import read_scenario, scenario

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 7, 15, 9, 0, tzinfo=BEIJING)
FLOWING = {"at": {"river": "lhasa", "km": 430.0}, "when": "unknown"}


@pytest.fixture(scope="module")
def dams(rivers):
    return known_ponds((ROOT / "playbooks",), rivers)[0]


def read(table):
    return scenario(table, "here", NOW)


@pytest.mark.parametrize("lang", LANGS)
def test_the_demo_is_read_back_as_it_is_written(rivers, lang):
    asked = read_scenario(ROOT / "examples" / "demo.toml", NOW)
    typed, left = typed_of(asked, rivers, lang)
    back = read_form(typed, rivers, NOW).scenario
    assert left == ()
    assert back is not None
    for name in ("where", "start", "reported", "duration_h", "flow", "title", "exercise"):
        assert getattr(back, name) == getattr(asked, name), name
    assert (back.amount.low, back.amount.high, back.amount.unit) == (8.0, 20.0, "t")
    assert back.amount.purity == pytest.approx(0.3)
    assert back.substance == "sodium-cyanide-solution"


@pytest.mark.parametrize(
    ("table", "field", "value"),
    [
        ({"at": {"river": "lhasa/doilung", "km": 20.5}}, "where", "堆龙曲 20.5"),
        ({"at": {"lon": 91.13, "lat": 29.65, "datum": "gcj02"}}, "where", "91.13,29.65"),
        ({"at": {"lon": 91.13, "lat": 29.65, "datum": "gcj02"}}, "datum", "gcj02"),
        ({"at": {"place": "达孜大桥"}}, "where", "达孜大桥"),
        ({"at": {"road": "G318", "stake": "K4595+300"}}, "where", "G318 K4595+300"),
        (FLOWING, "when", ""),
        (FLOWING, "what", ""),
        ({**FLOWING, "amount_kg": 20000}, "amount", "20000"),
        ({**FLOWING, "amount_kg": 20000}, "unit", "kg"),
        ({**FLOWING, "duration_h": "ongoing"}, "ongoing", True),
        ({**FLOWING, "duration_h": 2.5}, "duration", "2.5"),
        ({**FLOWING, "flow": [300, 450]}, "flow_m3_s", "300-450"),
        ({**FLOWING, "flow": "low"}, "flow", "low"),
        ({**FLOWING, "reported": "2026-07-15T03:05"}, "reported", "2026-07-15 03:05"),
    ],
)
def test_an_answer_as_it_would_be_typed(rivers, table, field, value):
    typed, left = typed_of(read(table), rivers, "zh")
    assert getattr(typed, field) == value
    assert left == ()


def test_a_pond_is_typed_by_its_name(rivers, dams):
    asked = read(
        {
            "at": {"tailings": "jiama"},
            "leak": {"mode": "well", "water_wan_m3": [10, 20], "content_mg_l": {"Cu": 3.0}},
            "exercise": True,
        }
    )
    typed, left = typed_of(asked, rivers, "zh", dams)
    back = read_form(typed, rivers, NOW, None, dams).scenario
    assert left == ()
    assert back is not None
    assert back.where.tailings == "jiama"
    assert back.leak.mode == "well"
    assert back.leak.water_m3 == (100_000.0, 200_000.0)
    assert back.leak.content == {"Cu": (3.0, 3.0)}


def test_what_the_form_has_no_room_for_is_named(rivers):
    table = {
        **FLOWING,
        "rate": [{"kg_h": 100.0, "to_h": 2.0}],
        "flow": [{"at": "拉萨水文站", "m3_s": 400.0}],
        "wind": 3.0,
        "ice": True,
        "store": [{"at": "直孔水电站", "volume_m3": 1e8}],
        "measure": [{"do": "hold", "at": "达孜大桥", "hours": 2.0}],
        "sample": [{"time": "2026-07-15T06:00", "at": "达孜断面", "state": "gone"}],
        "harm": {"deaths": 0},
        "level": {"value": "III", "reason": "r"},
        "confirmed": True,
    }
    typed, left = typed_of(read(table), rivers, "zh")
    assert (typed.duration, typed.flow_m3_s) == ("", "")
    assert left == (
        *("rate", "flow", "wind", "ice", "store", "measure", "sample"),
        *("harm", "level", "confirmed"),
    )


def test_a_km_beyond_the_river_is_left_to_be_told_in_the_form(rivers):
    typed, _left = typed_of(read({"at": {"river": "lhasa", "km": 9999.0}}), rivers, "zh")
    assert "where" in read_form(typed, rivers, NOW).mistakes
