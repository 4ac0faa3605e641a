"""Charts made by hand: small round figures, to be drawn and told."""

from datetime import datetime, timedelta

from emerg.response.place_chart import Found, Line, Mark, PlaceChart
from emerg.response.river_chart import RiverChart, Stop
from emerg.texts import Bilingual, Text
from emerg.units import BEIJING

START = datetime(2026, 7, 15, 2, 40, tzinfo=BEIJING)
CYANIDE = Bilingual("氰化物", "cyanide")
LIMIT = Line(0.05, Text("GB 3838-2002 class {c}", c="II"))
WORKS = Bilingual("某水厂", "Some waterworks")


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def mark(key, hours: float) -> Mark:
    return Mark(key, hours, at(hours))


def place(**changes) -> PlaceChart:
    """Above the limit from hour 4.5 to 8 by the likely line."""
    found = {
        "site": "WW-1",
        "name": WORKS,
        "distance_km": 59.4,
        "species": CYANIDE,
        "per_tonne": False,
        "start": START,
        "h": (2.0, 4.0, 6.0, 8.0, 12.0),
        "low": (0.0, 0.0, 0.1, 0.02, 0.0),
        "likely": (0.0, 0.01, 0.2, 0.05, 0.0),
        "high": (0.0, 0.1, 0.4, 0.2, 0.0),
        "limit": LIMIT,
        "limit_reached_t": None,
        "peak_mg_l": (0.1, 0.2, 0.6),
        "peak_h": (5.0, 6.0, 7.0),
        "marks": (mark("close", 2.5), mark("reopen", 14.0), mark("now", 1.0)),
        "close_reason": None,
        "reopen_reason": None,
        "samples": (Found(3.0, "below", 0.004, at(3.0)), Found(6.5, "value", 0.21, at(6.5))),
        "others": 0,
        "exercise": False,
        "status": Text("draft from public data, unverified"),
    }
    return PlaceChart(**(found | changes))


def stop(number: int, km: float, now: tuple[float, float], **changes) -> Stop:
    found = {
        "site": f"S-{number}",
        "number": number,
        "name": Bilingual(f"第{number}点", f"place {number}"),
        "km": km,
        "intake": False,
        "peak_mg_l": (0.1, 0.2, 0.6),
        "limit_mg_l": 0.05,
        "now_mg_l": now,
    }
    return Stop(**(found | changes))


def river(**changes) -> RiverChart:
    """A cloud about kilometre 30."""
    found = {
        "hour": 6.0,
        "last_hour": 40.0,
        "time": at(6.0),
        "species": CYANIDE,
        "per_tonne": False,
        "km": (10.0, 20.0, 30.0, 40.0, 90.0),
        "low": (0.0, 0.0, 0.1, 0.0, 0.0),
        "likely": (0.0, 0.02, 0.2, 0.0, 0.0),
        "high": (0.0, 0.1, 0.4, 0.1, 0.0),
        "front_km": (45.2, 36.6, 31.9),
        "stops": (stop(1, 30.0, (0.2, 0.4)), stop(2, 30.0, (0.2, 0.4)), stop(3, 80.0, (0, 0))),
        "limits": (LIMIT,),
        "exercise": False,
        "status": Text("draft from public data, unverified"),
    }
    return RiverChart(**(found | changes))
