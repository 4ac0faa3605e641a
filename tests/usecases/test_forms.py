"""One door to all forms: which files, what the record is told, what is the same form again."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from docx import Document

from emerg.errors import DataError, InputError, OutputError
from emerg.incident.model import Draft, Person
from emerg.response.neighbours import ABROAD
from emerg.units import BEIJING
from emerg.usecases import incident as journal
from emerg.usecases.form_story import read_story
from emerg.usecases.forms import FORM_KINDS, form_remarks, write_form
from emerg.usecases.in_record import InRecord
from emerg.usecases.incident import new_incident, read_log, strike
from tests.paper import made

NOW = datetime(2026, 7, 15, 3, 27, tzinfo=BEIJING)
PERSON = Person("扎西", "值班室")
# No map in it: quick to write.
QUICK = "public-notice"


@pytest.fixture(scope="module")
def rivers():
    return made.rivers()


@pytest.fixture
def desk(tmp_path):
    """An incident, and a clock that goes on a minute each time it is looked at."""
    id_ = new_incident(tmp_path, "x", PERSON, NOW, exercise=True)[0]
    minutes = iter(range(1, 100))

    def record():
        return InRecord(tmp_path, id_, PERSON, NOW + timedelta(minutes=next(minutes)))

    return record


def note(record, text, kind="order"):
    return journal.note(record.home, record.id, Draft(kind, text), PERSON, record.now)


def noted(record):
    found = [entry.figures() for entry in read_log(record.home, record.id)]
    return [(one["form"], one["number"], one["to"]) for one in found if "form" in one]


@pytest.mark.parametrize("kind", [k for k in FORM_KINDS if k != "neighbour-notice"])
def test_a_form_is_one_document_of_its_name(kind, rivers, tmp_path):
    (path,) = write_form(kind, made.demo(), rivers, tmp_path / "new", "zh")
    assert path == tmp_path / "new" / f"{kind}.docx"
    assert Document(path).tables


def test_each_neighbour_gets_a_document_of_its_own(rivers, tmp_path):
    kept = tmp_path / "mine.docx"
    kept.write_bytes(b"of somebody else")
    paths = write_form("neighbour-notice", made.demo(), rivers, tmp_path, "zh")
    assert {path.name for path in paths} == {
        "neighbour-notice-chengguan-district.docx",
        "neighbour-notice-doilungdeqen-district.docx",
        "neighbour-notice-quxu-county.docx",
        "neighbour-notice-shannan.docx",
        "neighbour-notice-nyingchi.docx",
        "neighbour-notice-upstream-maizhokunggar-county.docx",
    }
    assert kept.read_bytes() == b"of somebody else"
    assert form_remarks("neighbour-notice", made.demo(), rivers) == (ABROAD,)


def test_a_way_that_leaves_the_country_at_once_has_no_notice_but_is_told(rivers, tmp_path):
    answer = made.answer(at={"river": "boqu", "km": 60.0})
    assert write_form("neighbour-notice", answer, rivers, tmp_path, "zh") == ()
    assert list(tmp_path.iterdir()) == []
    assert form_remarks("neighbour-notice", answer, rivers)[0] == ABROAD
    assert form_remarks("follow-up", answer, rivers) == ()


def test_what_is_no_form_is_refused_with_those_there_are(rivers, tmp_path):
    with pytest.raises(InputError) as caught:
        write_form("last-report", made.demo(), rivers, tmp_path, "zh")
    assert "neighbour-notice" in caught.value.told("en")


def test_a_folder_that_cannot_be_written_leaves_nothing_noted(rivers, desk, tmp_path):
    record = desk()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError):
        write_form(QUICK, made.demo(), rivers, tmp_path / "file", "zh", record=record)
    assert noted(record) == []


def test_a_form_is_noted_with_its_number_and_the_next_knows_what_it_said(rivers, desk, tmp_path):
    demo = made.demo()
    write_form("first-report", demo, rivers, tmp_path, "zh", record=desk())
    note(desk(), "封锁现场")
    hits = tuple(
        replace(h, close_by=h.close_by and h.close_by - timedelta(minutes=30)) for h in demo.hits
    )
    sooner = replace(demo, hits=hits)
    write_form("follow-up", sooner, rivers, tmp_path, "zh", record=desk())
    note(desk(), "投加沙袋")
    write_form("follow-up", sooner, rivers, tmp_path, "zh", record=desk())
    assert noted(desk()) == [("first-report", 1, ""), ("follow-up", 1, ""), ("follow-up", 2, "")]
    last = read_log(desk().home, desk().id)[-1]
    assert (last.author, last.post) == ("扎西", "值班室")
    assert last.text == "已写成，待签发报送：续报第 2 期"
    note(desk(), "交班", "note")
    story, _new = read_story(desk(), sooner, "follow-up", "zh")("")
    assert story.number == 3
    assert (story.last.form, story.last.number) == ("follow-up", 2)
    assert [one.text for one in story.done] == ["封锁现场", "投加沙袋"]
    assert story.since(story.done) == ()
    assert story.exercise
    doc = Document(tmp_path / "follow-up.docx")
    assert doc.paragraphs[0].text == "突发环境事件信息报告（续报第 2 期）"
    assert "续报第 1 期" in "\n".join(p.text for p in doc.paragraphs)


def test_written_again_with_nothing_new_it_is_the_same_report(rivers, desk, tmp_path):
    demo = made.demo()
    for _ in range(2):
        write_form(QUICK, demo, rivers, tmp_path, "zh", record=desk())
    write_form(QUICK, demo, rivers, tmp_path, "en", record=desk())
    assert noted(desk()) == [(QUICK, 1, "")]
    changed = made.answer(amount_kg=100.0)
    write_form(QUICK, changed, rivers, tmp_path, "zh", record=desk())
    assert noted(desk()) == [(QUICK, 1, ""), (QUICK, 2, "")]
    note(desk(), "又一件事")
    write_form(QUICK, changed, rivers, tmp_path, "zh", record=desk())
    assert noted(desk())[-1] == (QUICK, 3, "")


def test_a_report_written_again_still_follows_the_one_before_it(rivers, desk, tmp_path):
    demo = made.demo()
    write_form("first-report", demo, rivers, tmp_path, "zh", record=desk())
    note(desk(), "封锁现场")
    for _ in range(2):
        write_form("follow-up", demo, rivers, tmp_path, "zh", record=desk())
        text = "\n".join(p.text for p in Document(tmp_path / "follow-up.docx").paragraphs)
        assert "对照：初报" in text
        assert "续报第 1 期" in text


def test_a_struck_form_was_never_written(rivers, desk, tmp_path):
    demo = made.demo()
    write_form(QUICK, demo, rivers, tmp_path, "zh", record=desk())
    record = desk()
    number = str(read_log(record.home, record.id)[-1].number)
    strike(record.home, record.id, number, "值班室", "作废", PERSON, record.now)
    write_form(QUICK, demo, rivers, tmp_path, "zh", record=desk())
    assert noted(desk()) == [(QUICK, 1, ""), (QUICK, 1, "")]


def test_what_was_amended_is_told_as_it_now_reads(rivers, desk):
    record = desk()
    entry = note(record, "停水 2 小时")
    journal.amend(
        record.home, record.id, str(entry.number), "值班室", "停水 3 小时", PERSON, desk().now
    )
    story, new = read_story(desk(), made.demo(), "follow-up", "zh")("")
    assert [one.text for one in story.done] == ["停水 3 小时"]
    assert new


def test_neighbours_are_numbered_each_for_itself(rivers, desk, tmp_path):
    demo = made.demo()
    write_form("neighbour-notice", demo, rivers, tmp_path, "zh", record=desk())
    first = noted(desk())
    assert len(first) == 6
    assert {number for _form, number, _to in first} == {1}
    story, new = read_story(desk(), demo, "neighbour-notice", "zh")("山南市")
    assert (story.number, new) == (1, False)


def test_tibetan_is_taken_from_the_home_of_the_office(rivers, tmp_path):
    home = tmp_path / "home"
    (home / "forms").mkdir(parents=True)
    (home / "forms" / "public-notice.bo.txt").write_text("\ufeffཆུ་མ་འཐུང་།", encoding="utf-8")
    (path,) = write_form(QUICK, made.demo(), rivers, tmp_path, "zh", home=home)
    assert Document(path).paragraphs[-1].text == "ཆུ་མ་འཐུང་།"


def test_a_text_that_is_none_is_told_and_nothing_is_written(rivers, tmp_path):
    home = tmp_path / "home"
    (home / "forms").mkdir(parents=True)
    (home / "forms" / "public-notice.bo.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError) as caught:
        write_form(QUICK, made.demo(), rivers, tmp_path, "zh", home=home)
    assert "UTF-8" in caught.value.told("en")
    assert not (tmp_path / f"{QUICK}.docx").exists()


def test_entries_of_a_stranger_that_look_like_forms_are_passed_over(rivers, desk):
    record = desk()
    for figures in (
        {"form": 3, "number": 1, "to": ""},
        {"form": "follow-up", "number": "x", "to": ""},
        {"form": "follow-up", "number": -1, "to": ""},
        {"form": "follow-up", "number": 10**12, "to": ""},
        {"form": "follow-up", "number": True, "to": None},
    ):
        draft = Draft("note", "x", figures)
        journal.note(record.home, record.id, draft, PERSON, desk().now)
    story, _new = read_story(desk(), made.demo(), "follow-up", "zh")("")
    assert (story.number, story.written, story.last) == (1, (), None)
