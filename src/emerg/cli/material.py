"""What the sheets of an incident are made of, as the command line finds it."""

import os
from dataclasses import replace
from pathlib import Path

from emerg.cli.beside import tell_beside
from emerg.cli.main import Settings
from emerg.incident.contacts import Contacts
from emerg.network.road import OPEN
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.road_books import load_road_books
from emerg.playbooks.shelf import roots
from emerg.response.answer import Answer
from emerg.response.drives import dispatched
from emerg.response.pond import PondAnswer
from emerg.usecases.dispatch import ground
from emerg.usecases.paper_kinds import PHOTOS, Given
from emerg.usecases.resources import offices
from emerg.usecases.site_cards import roads_if_any


def material(
    settings: Settings,
    answer: Answer,
    rivers: Rivers,
    pond: PondAnswer | None,
    contacts: Contacts,
    resources: Path | None = None,
) -> Given:
    """The answer with the roads, what offices have to hand, and their photographs.

    Who goes where is planned on open roads and as of the answer; where no office has told what it
    has, or nothing can be driven, the sheets leave lines for it.
    """
    folders = roots(settings.playbooks, os.environ, settings.home)
    roads, problems = roads_if_any(folders)
    tell_beside(settings, problems)
    have, problems = offices(
        resources,
        os.environ,
        settings.home,
        exercise=answer.exercise,
        playbooks=settings.playbooks,
    )
    tell_beside(settings, problems)
    photos = settings.home / PHOTOS
    given = Given(
        answer, rivers, settings.lang, pond, contacts, roads, photos=photos, home=settings.home
    )
    if roads is None:
        return given
    if not have:
        return given
    laid = ground(rivers, roads, answer, have, load_road_books(folders, roads))
    return replace(given, found=dispatched(laid, roads, have, OPEN, answer.incident.now))
