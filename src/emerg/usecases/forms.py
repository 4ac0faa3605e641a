"""Documents for Word and WPS that an answer fills in."""

from pathlib import Path

from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.texts import Lang
from emerg.usecases.files import write_files

FIRST_REPORT = "first-report.docx"


def write_first_report(answer: Answer, rivers: Rivers, out: Path, lang: Lang) -> Path:
    """The first report of `answer` as ``first-report.docx`` in the folder `out`.

    Raises
    ------
    OutputError
        It cannot be written; what stood there before still does.
    """
    from emerg.paper.report_form import first_report_docx

    return write_files(out, {FIRST_REPORT: first_report_docx(answer, rivers, lang)})[0]
