"""Documents for Word and WPS that an answer fills in, one door to all of them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from emerg.errors import Findings, InputError
from emerg.paper.report_story import FINAL, FIRST, FOLLOW_UP, NEIGHBOUR, NO_STORY, Story
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.containment import Containment
from emerg.response.neighbours import ABROAD, goes_abroad, neighbours
from emerg.textfiles import read_content
from emerg.texts import Lang, Prose, Text
from emerg.usecases.files import write_files
from emerg.usecases.in_record import InRecord

FormKind: TypeAlias = Literal[
    "first-report", "follow-up", "final-report", "neighbour-notice", "public-notice"
]
FORM_KINDS: tuple[FormKind, ...] = get_args(FormKind)
# The notice to the public in Tibetan, as an office wrote it.
FOLDER, TIBETAN = "forms", "public-notice.bo.txt"
TIBETAN_LIMIT_BYTES = 256 * 1024
# Those that say what is intended: where to hold it too.
TELL_HOLDING = (FIRST, FOLLOW_UP, NEIGHBOUR)
NOBODY = ""  # whom a form is for that is no notice to a neighbour


def write_form(
    kind: str,
    answer: Answer,
    rivers: Rivers,
    folder: Path,
    lang: Lang,
    *,
    record: InRecord | None = None,
    home: Path | None = None,
    held: Containment | None = None,
) -> tuple[Path, ...]:
    """Write a form, one of `FORM_KINDS`, whole or not at all; then note it in the `record`.

    Parameters
    ----------
    record : InRecord or None
        What was reported and done, and told of this form; without one these are lines to fill in.
    home : Path or None
        Where the office keeps its Tibetan text; without it that of the `record`.
    held : Containment or None
        Where the spill can be held, for what is intended; without it the nearest place.

    Returns
    -------
    tuple of Path
        One notice for each neighbour, none where there is none; of other forms one document.

    Raises
    ------
    InputError, DataError
        There is no such form or incident; the record or the text in Tibetan cannot be read.
    OutputError
        It cannot be written; what stood there before still does. Or it was written and not noted.
    """
    from emerg.usecases.form_story import note_form, read_story

    form = _kind(kind)
    stories = None if record is None else read_story(record, answer, form, lang)
    told: dict[str, tuple[Story, bool]] = {}

    def story(to: str) -> Story:
        told[to] = (NO_STORY, False) if stories is None else stories(to)
        return replace(told[to][0], held=held)

    files = _files(form, answer, rivers, lang, story, _home_of(record, home))
    paths = write_files(folder, files) if files else []
    for to, (one, is_new) in told.items():
        if record is not None and is_new:
            note_form(record, answer, form, one, to, lang)
    return tuple(paths)


def _home_of(record: InRecord | None, home: Path | None) -> Path | None:
    """The home that is named; else that of the record."""
    return record.home if home is None and record is not None else home


def form_remarks(kind: str, answer: Answer, rivers: Rivers) -> tuple[Prose, ...]:
    """What to tell beside a form: where the way leaves the country, and that nobody is notified."""
    if kind != NEIGHBOUR:
        return ()
    found: list[Prose] = []
    if goes_abroad(answer, rivers):
        found.append(ABROAD)
    if not neighbours(answer, rivers):
        found.append(Text("by the playbooks the way enters no other county: no notice to write"))
    return tuple(found)


def _kind(word: str) -> FormKind:
    kind = next((one for one in FORM_KINDS if one == word), None)
    if kind is not None:
        return kind
    raise InputError(
        Text("there is no form '{kind}'", kind=word),
        where="KIND",
        fix=Text("use one of: {known}", known=", ".join(FORM_KINDS)),
    )


def _files(
    form: FormKind,
    answer: Answer,
    rivers: Rivers,
    lang: Lang,
    story: Callable[[str], Story],
    home: Path | None,
) -> dict[str, bytes]:
    """The documents of a form by their names; `story` tells the record for an addressee."""
    if form == NEIGHBOUR:
        return _notices(answer, rivers, lang, story)
    return {f"{form}.docx": _content(form, answer, rivers, lang, story(NOBODY), home)}


def _notices(
    answer: Answer, rivers: Rivers, lang: Lang, story: Callable[[str], Story]
) -> dict[str, bytes]:
    """A notice for each neighbour, by the name of its file."""
    from emerg.paper.form_parts import Sketches
    from emerg.paper.neighbour_notice import neighbour_notice_docx

    sketches = Sketches(answer, rivers, lang)
    return {
        f"{NEIGHBOUR}-{one.id}.docx": neighbour_notice_docx(
            answer, lang, story(one.name.zh), one, sketches
        )
        for one in neighbours(answer, rivers)
    }


def _content(
    form: FormKind, answer: Answer, rivers: Rivers, lang: Lang, story: Story, home: Path | None
) -> bytes:
    if form == FIRST:
        from emerg.paper.report_form import first_report_docx

        return first_report_docx(answer, rivers, lang, story)
    if form == FOLLOW_UP:
        from emerg.paper.follow_up import follow_up_docx

        return follow_up_docx(answer, rivers, lang, story, neighbours(answer, rivers))
    if form == FINAL:
        from emerg.paper.final_report import final_report_docx

        return final_report_docx(answer, rivers, lang, story)
    from emerg.paper.public_notice import public_notice_docx

    return public_notice_docx(answer, rivers, lang, story, _tibetan(home))


def _tibetan(home: Path | None) -> str:
    """The office's own words; empty where it supplies none.

    Raises
    ------
    DataError
        There is such a file, and it is no text.
    """
    path = None if home is None else home / FOLDER / TIBETAN
    if path is None or not path.exists():
        return ""
    findings = Findings()
    content = read_content(path, TIBETAN_LIMIT_BYTES, Text("a notice is one page"), findings)
    try:
        text = "" if content is None else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
        findings.add(
            Text("the file is not UTF-8 text"),
            str(path),
            Text("save it again with the encoding UTF-8"),
        )
    findings.raise_any()
    return text
