"""The whole set of an incident: every file and an index that opens from a stick; one kind alone."""

import hashlib
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from emerg.errors import InputError, OutputError
from emerg.incident.contacts import Contact
from emerg.network.road import OPEN
from emerg.playbooks.roads import load_roads
from emerg.resources.read import read_office
from emerg.response.drives import dispatched
from emerg.texts import Bilingual
from emerg.usecases.dispatch import ground
from emerg.usecases.own_files import HASH, stale_files
from emerg.usecases.paper_kinds import PAPERS, Given
from emerg.usecases.papers import INDEX, write_paper, write_set
from emerg.usecases.run import Cancelled
from emerg.usecases.spot import NO_BOOKS
from tests.paper.made import NOW, ROOT, answer, demo, rivers
from tests.paper.sheets import page_texts

PHONE = "18999990001"
BASIC = {
    "brief.pdf",
    "call-sheet.pdf",
    "first-report.docx",
    "intake-cards.pdf",
    "task-cards.pdf",
    "site-cards.pdf",
    "log-form.pdf",
    INDEX,
}
VOID = {"meta", "br", "link", "img", "hr", "input"}


class Page(HTMLParser):
    """Links, texts and tags of a page; refuses tags that are left open."""

    def __init__(self, path):
        super().__init__()
        self.tags, self.links, self.open, self.words = [], {}, [], []
        self.feed(path.read_text(encoding="utf-8"))
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            assert name not in ("src", "onclick", "onload"), name
            if name == "href":
                self.links[value] = dict(attrs).get(HASH)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return "".join(self.words)


@cache
def roads():
    return load_roads([ROOT / "playbooks"])


@cache
def with_dispatch():
    office = read_office(ROOT / "playbooks" / "resources" / "example-lhasa").office
    assert office is not None
    found = dispatched(
        ground(rivers(), roads(), demo(), [office], NO_BOOKS), roads(), [office], OPEN, NOW
    )
    return Given(demo(), rivers(), "zh", roads=roads(), found=found)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("set") / "neu" / "演练"
    assert {path.name for path in write_set(with_dispatch(), folder)} == names(folder)
    return folder


def names(folder):
    return {path.name for path in folder.iterdir()}


def complete(folder, *others):
    """Every file is in the index, and whatever an incident gives reason for is there."""
    assert set(Page(folder / INDEX).links) | {INDEX, *others} == names(folder)
    assert names(folder) >= BASIC


def plain(answered=None, lang="zh"):
    return Given(answered or demo(), rivers(), lang)


def test_the_set_holds_every_kind_and_nothing_half_made(folder):
    complete(folder)
    assert names(folder) >= {"dispatch.pdf", "routes.gpx", "routes.kml"}
    assert all(path.stat().st_size > 1000 for path in folder.iterdir())


def test_every_link_of_the_index_is_a_file_beside_it_with_its_hash(folder):
    page = Page(folder / INDEX)
    assert set(page.links) == names(folder) - {INDEX}
    for name, sha256 in page.links.items():
        assert "/" not in name
        assert ":" not in name
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == sha256
        assert sha256 in page.text


def test_the_index_has_no_script_and_asks_nothing_of_a_network(folder):
    page = Page(folder / INDEX)
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    source = (folder / INDEX).read_text(encoding="utf-8")
    assert not re.search(r"https?:|//|@import|url\(", source)


def test_the_index_tells_what_where_when_who_is_hit_and_that_it_is_a_drill(folder):
    text = Page(folder / INDEX).text
    for words in (
        "演 练",
        "拉萨河氰化钠溶液罐车侧翻",
        "氰化钠溶液，8–20 t",
        "430.0 km",
        "未列出不等于没有",
        "07-15 06:30 前",
        "献多水厂",
        "制作时间 2026-07-15 03:27",
        "公开资料草案",
        "每组：做什么、在哪里、到何时",
    ):
        assert words in text, words
    assert PHONE not in text


def test_a_real_incident_has_no_banner(tmp_path):
    write_set(plain(answer()), tmp_path)
    page = Page(tmp_path / INDEX)
    assert "演 练" not in page.text
    assert "氰化钠，20 t" in page.text


def test_letters_of_a_title_stay_letters(tmp_path):
    scenario = replace(demo().incident.scenario, title='<b>&"苯" <script>alert(1)</script>')
    write_set(
        plain(replace(demo(), incident=replace(demo().incident, scenario=scenario))), tmp_path
    )
    page = Page(tmp_path / INDEX)
    assert "script" not in page.tags
    assert "<script>alert(1)</script>" in page.text


def test_in_english_the_index_says_the_same_in_the_same_places(tmp_path, folder):
    write_set(replace(with_dispatch(), lang="en"), tmp_path)
    zh, en = Page(folder / INDEX), Page(tmp_path / INDEX)
    assert zh.tags == en.tags
    assert list(zh.links) == list(en.links)
    assert "close by" in en.text.lower()


@pytest.mark.parametrize(
    "keys",
    [
        {"when": "unknown"},
        {"substance": "unknown", "amount_kg": "unknown", "when": "unknown", "flow": "unknown"},
        {"at": {"river": "gyirong", "km": 20.0}},
    ],
)
def test_whatever_is_not_known_there_is_a_whole_set(tmp_path, keys):
    write_set(plain(answer(**keys)), tmp_path)
    complete(tmp_path)


def test_a_playbook_without_anybody_or_anything_still_gives_a_set(tmp_path):
    empty = replace(
        demo(), calls=(), plan=(), holding=(), hits=(), sampling=(), known=(), unknown=()
    )
    write_set(plain(empty), tmp_path)
    complete(tmp_path)
    assert "不等于没有" in Page(tmp_path / INDEX).text


def test_a_second_set_takes_the_place_of_the_first_and_leaves_what_is_not_its_own(tmp_path):
    write_set(with_dispatch(), tmp_path)
    (tmp_path / "我的笔记.txt").write_text("留着", encoding="utf-8")
    (tmp_path / "routes.kml").write_text("changed by hand", encoding="utf-8")
    before = (tmp_path / "call-sheet.pdf").read_bytes()
    write_set(plain(answer()), tmp_path)
    # What no longer belongs is gone, unless somebody has worked on it.
    complete(tmp_path, "我的笔记.txt", "routes.kml")
    assert not names(tmp_path) & {"dispatch.pdf", "routes.gpx"}
    assert (tmp_path / "routes.kml").read_text(encoding="utf-8") == "changed by hand"
    assert (tmp_path / "我的笔记.txt").read_text(encoding="utf-8") == "留着"
    assert (tmp_path / "call-sheet.pdf").read_bytes() != before


def test_a_forged_index_has_nothing_removed_elsewhere(tmp_path):
    folder, other = tmp_path / "set", tmp_path / "other.txt"
    folder.mkdir()
    other.write_text("theirs", encoding="utf-8")
    sha256 = hashlib.sha256(b"theirs").hexdigest()
    link = f'<a href="../other.txt" {HASH}="{sha256}">x</a>'
    (folder / INDEX).write_text(link, encoding="utf-8")
    assert stale_files(folder / INDEX, keep=[]) == []
    write_set(plain(), folder)
    assert other.exists()


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"<a href=", b"<a data-sha256='x' href='y'>"]
)
def test_whatever_stands_in_the_place_of_an_index_nothing_is_removed(tmp_path, content):
    (tmp_path / INDEX).write_bytes(content)
    assert stale_files(tmp_path / INDEX, keep=[]) == []
    assert stale_files(tmp_path / "nowhere" / INDEX, keep=[]) == []


def test_a_set_that_cannot_be_made_leaves_the_one_before(tmp_path):
    write_set(plain(), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    scenario = replace(demo().incident.scenario, title="\U0001f4a5")
    with pytest.raises(OutputError):
        write_set(
            plain(replace(demo(), incident=replace(demo().incident, scenario=scenario))), tmp_path
        )
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_who_stops_it_gets_nothing_and_loses_nothing(tmp_path):
    asked = iter([False, False, True])
    with pytest.raises(Cancelled):
        write_set(plain(), tmp_path, stop=lambda: next(asked))
    assert names(tmp_path) == set()


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError) as told:
        write_set(plain(), tmp_path / "file" / "below")
    assert told.value.problems[0].fix


def test_progress_is_told_after_each_kind(tmp_path):
    seen = []
    write_set(plain(), tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(n, len(PAPERS)) for n in range(1, len(PAPERS) + 1)]


def test_numbers_stand_on_the_sheets_that_need_them_and_nowhere_else(tmp_path):
    role = next(call.who.zh for call in demo().calls if isinstance(call.who, Bilingual))
    write_set(replace(plain(), contacts=(Contact(role, PHONE),)), tmp_path)
    holding = {
        path.name
        for path in tmp_path.glob("*.pdf")
        if PHONE in re.sub(r"\s", "", "".join(page_texts(path.read_bytes())))
    }
    assert holding >= {"brief.pdf", "call-sheet.pdf"}
    assert not holding & {"site-cards.pdf", "intake-cards.pdf", "log-form.pdf"}
    assert PHONE not in (tmp_path / INDEX).read_text(encoding="utf-8")


ALONE = ("call-sheet", "intake-cards", "log-form", "site-cards", "task-cards")


@pytest.mark.parametrize("kind", ALONE)
def test_one_kind_alone_is_written_without_an_index(tmp_path, kind):
    (written,) = write_paper(kind, plain(), tmp_path)
    assert names(tmp_path) == {written.name}
    assert written.name.startswith(kind)


def test_a_dispatch_is_written_only_where_somebody_goes(tmp_path):
    assert write_paper("dispatch", plain(), tmp_path) == ()
    found = write_paper("dispatch", with_dispatch(), tmp_path)
    assert {path.name for path in found} == {"dispatch.pdf", "routes.gpx", "routes.kml"}


def test_a_kind_that_is_not_there_is_told_with_those_that_are(tmp_path):
    with pytest.raises(InputError) as told:
        write_paper("poster", plain(), tmp_path)
    assert "site-cards" in str(told.value.problems[0].fix)
    assert not Path(tmp_path / INDEX).exists()
