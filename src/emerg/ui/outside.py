"""The window's surroundings as a machine has them: its folders, its clock, its threads."""

import os
from collections.abc import Mapping

from PySide6.QtCore import QThreadPool

from emerg.geodata.gazetteer import find
from emerg.hazards.substances import load_substances
from emerg.playbooks.shelf import roots
from emerg.ui.app import AppOptions
from emerg.ui.clock import Clock
from emerg.ui.lists import Lists, known_lists
from emerg.ui.loaded import Loaded, loaded
from emerg.ui.surroundings import Surroundings
from emerg.usecases.load import load_rivers
from emerg.usecases.playbook_versions import playbook_versions

LEAST_THREADS = 12


def surroundings(options: AppOptions, clock: Clock | None = None) -> Surroundings:
    """What the window needs from outside."""

    def lists() -> Lists:
        return known_lists(options.playbooks, os.environ, options.home)

    def load() -> Loaded:
        found = load_rivers(options.playbooks, os.environ, options.home)
        # Read now, off the UI thread, what the first letter typed would otherwise wait for.
        load_substances()
        find("拉萨", 1)
        folders = roots(options.playbooks, os.environ, options.home)
        return loaded(found, folders, lists())

    def versions() -> Mapping[str, str]:
        return playbook_versions(options.playbooks, os.environ, options.home)

    pool = QThreadPool()
    # A note waits for no forecast and no print: threads that wait for the disk cost nothing.
    pool.setMaxThreadCount(max(pool.maxThreadCount(), LEAST_THREADS))
    return Surroundings(
        load,
        options.home,
        clock or Clock(),
        pool,
        lists,
        versions,
        playbooks=options.playbooks,
        environ=os.environ,
        tour=not options.exits,
    )
