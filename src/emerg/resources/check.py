"""What an office should look at in its list, though nothing in it is wrong."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from emerg.resources.items import unit_name
from emerg.resources.schema import Depot, Lot, Office, Team, expired
from emerg.texts import Prose, Text

SOON = timedelta(days=90)
OLD_DAYS = 180
MOST_NAMES = 8


def in_list(one: Depot | Team) -> bool:
    """Whether the list itself has a number for a depot or team."""
    return bool(one.phone)


def remarks(
    office: Office, today: date, answers: Callable[[Depot | Team], bool] = in_list
) -> tuple[Prose, ...]:
    """Age of the list, what is out of date or soon will be, and what is missing.

    `answers`: whether a number is known for a depot or team.
    """
    return (*_age(office, today), *_dates(office, today), *_gaps(office, answers))


def _age(office: Office, today: date) -> Iterator[Prose]:
    if office.as_of is None:
        yield Text("no date says when this list was last checked")
    elif (days := (today - office.as_of).days) > OLD_DAYS:
        yield Text("last checked on {day}, {days} days ago", day=office.as_of, days=days)
    elif days < 0:
        yield Text("last checked on {day}, which is still to come", day=office.as_of)


def _dates(office: Office, today: date) -> Iterator[Prose]:
    for lot in office.lots:
        if expired(lot, today):
            yield _dated(Text("{what} expired on {day} ({where})"), lot)
        elif lot.expires is not None and lot.expires - today <= SOON:
            yield _dated(Text("{what} expires on {day} ({where})"), lot)


def _dated(sentence: Text, lot: Lot) -> Text:
    what = Text(
        "{name} {quantity} {unit}",
        name=lot.name,
        quantity=f"{lot.quantity:g}",
        unit=unit_name(lot.unit),
    )
    return Text(sentence.msgid, what=what, day=lot.expires, where=lot.where or lot.depot)


def _gaps(office: Office, answers: Callable[[Depot | Team], bool]) -> Iterator[Prose]:
    silent: list[Prose] = [depot.name for depot in office.depots.values() if not answers(depot)]
    silent += [team.name for team in office.teams if not answers(team)]
    if silent:
        yield Text(
            "{n} depots and teams have no phone: {names}", n=len(silent), names=_some(silent)
        )
    unlisted: list[Prose] = [*dict.fromkeys(lot.name for lot in office.lots if not lot.item)]
    if unlisted:
        yield Text(
            "{n} things are not in the program's table, so that no plan counts on them: {names}",
            n=len(unlisted),
            names=_some(unlisted),
        )


def _some(names: list[Prose]) -> tuple[Prose, ...]:
    more = ("…",) if len(names) > MOST_NAMES else ()
    return (*names[:MOST_NAMES], *more)
