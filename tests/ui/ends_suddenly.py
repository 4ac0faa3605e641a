"""A window that is used and then killed, as a power cut would: run as ``python -m … HOME``."""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from emerg.ui.app import AppOptions, prepare
from emerg.ui.main_window import MainWindow
from emerg.ui.outside import surroundings
from emerg.ui.window_presenter import WindowPresenter


def wait_for(signal_, act):
    loop = QEventLoop()
    signal_.connect(loop.quit)
    act()
    loop.exec()


def main(home):
    app = QApplication([])
    prepare(app)
    window = MainWindow("en")
    presenter = WindowPresenter(window, surroundings(AppOptions(None, "en", Path(home))), "en")
    window.show()
    wait_for(presenter.ready, presenter.start)
    questions = window.questions
    questions.fill_where("lhasa km 430")
    questions.what.substance.setText("benzene")
    questions.when.start.setText("40 min ago")
    desk = presenter.incident.desk
    wait_for(desk.noted, lambda: presenter.do("respond"))
    window.note.fill("rang the waterworks")
    wait_for(desk.noted, window.note.button.click)
    questions.amount.amount.setText("8-20")
    window.note.fill("half a sen")
    pause = QEventLoop()
    QTimer.singleShot(2500, pause.quit)  # it is kept once nothing more is typed for a moment
    pause.exec()
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1])
