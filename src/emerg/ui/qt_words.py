"""The words that Qt itself brings: the menu of a line, dialogs for files, buttons to scroll."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from emerg.texts import Lang

NAME = "words of Qt"


def speak_qt(app: QApplication, lang: Lang) -> None:
    """Have Qt say in `lang` what we do not; English is what it says by itself."""
    words = app.findChild(QTranslator, NAME)
    if words is not None and lang == "en":
        app.removeTranslator(words)
        words.setParent(None)
        words.deleteLater()
    if words is None and lang == "zh":
        words = QTranslator(app)
        words.setObjectName(NAME)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if words.load("qtbase_zh_CN", folder):
            app.installTranslator(words)
