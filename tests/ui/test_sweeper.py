"""Cyclic garbage is collected on the UI thread alone: on a worker it can freeze the window."""

import gc
from threading import Thread, current_thread, main_thread

from emerg.ui.sweeper import Sweeper


class Cycle:
    """Garbage that only the collector finds, and that says where it was found."""

    def __init__(self, found):
        self.found = found
        self.itself = self

    def __del__(self):
        self.found.append(current_thread())


def litter(found, number=5000):
    for _ in range(number):
        Cycle(found)


def test_a_worker_that_makes_garbage_never_collects_it(prepared, qapp, qtbot):
    assert not gc.isenabled()
    found = []
    worker = Thread(target=litter, args=(found,))
    worker.start()
    worker.join()
    assert found == []
    sweeper = qapp.findChild(Sweeper, "sweeper")
    sweeper.sweep()
    assert len(found) == 5000
    assert set(found) == {main_thread()}


def test_it_sweeps_by_itself(prepared, qtbot):
    found = []

    def swept():
        litter(found, 1000)  # what older windows let go meanwhile is taken off the count
        return len(found) >= 5000

    qtbot.waitUntil(swept, timeout=20_000)


def test_there_is_one_for_the_whole_program(prepared, qapp):
    assert len(qapp.findChildren(Sweeper)) == 1
