"""What cannot be about the moments of an incident: told beside its answer, never refused."""

from datetime import datetime, timedelta

from emerg.response.incident import Start
from emerg.texts import Text
from emerg.units import beijing

# Clocks of two offices may differ by this much before a moment is taken to lie ahead.
CLOCKS_APART = timedelta(minutes=5)


def when_doubt(
    start: Start | None, reported: datetime | None, now: datetime, *, exercise: bool
) -> Text | None:
    """What cannot be about these moments; a warning only, for the clock may be what is wrong."""
    latest = start.latest if start is not None else None
    moments = [moment for moment in (latest, reported) if moment is not None]
    if not exercise and any(moment > now + CLOCKS_APART for moment in moments):
        return Text(
            "Ahead of the clock ({now}): check the date, and the clock of this machine",
            now=beijing(now, year=True),
        )
    if start is not None and reported is not None and reported < start.earliest:
        return Text("Known before it began: check both times")
    return None
