"""The record on paper, and the sheet that a shift hands over."""

import hashlib
import re

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.errors import Problem
from emerg.incident.model import AMEND, SETTLE, STRIKE, Person
from emerg.incident.reader import read_entries
from emerg.incident.verify import verify
from emerg.paper.content import Blank, Column, Form, Heading, Points, Sheet, Strong, Table
from emerg.paper.handover_sheet import handover_sheet
from emerg.paper.page import CELL
from emerg.paper.pdf import pdf
from emerg.paper.record_sheet import TEXT_MOST, pieces, record_sheet
from emerg.paper.record_words import Record, Trail, ends, figures_words
from emerg.texts import Text, render
from tests.incident.journals_by_hand import talked
from tests.paper.record_by_hand import ID, REAR, START, Talk, at
from tests.paper.sheets import page_texts, sheet
from tests.paper.telling import cells, tables, told

FOOT = "SHA-256 of the entries on this page: "


def timeline_of(record: Record) -> list[list[str]]:
    return cells(tables(record_sheet(record, at(600)))[0], "en")


def table_called(made: Sheet, head: str) -> list[list[str]]:
    """The rows of the table below the heading `head`."""
    parts = iter(made.parts)
    for part in parts:
        if isinstance(part, Heading) and render(part.text, "en").startswith(head):
            return cells(next(p for p in parts if isinstance(p, Table)), "en")
    return []


def handed_over(talk: Talk, since: float = 0, until: float = 600) -> Sheet:
    return handover_sheet(talk.record(), at(since), at(until), at(601))


def busy(entries: int = 60) -> Talk:
    talk = Talk()
    for n in range(entries):
        kind = ("fact", "sample", "call", "order", "note", "decision")[n % 6]
        person = REAR if n % 2 else Person("扎西", "前方")
        talk.say(f"第 {n + 1} 号：聂当大桥断面 苯 0.0{n % 9 + 1} mg/L，水温 3.2 ℃。", kind, person)
    return talk


def test_every_entry_stands_in_the_timeline_with_time_place_and_hash():
    talk = Talk()
    call = talk.say("曲水县来电", "call", REAR)
    first, second = timeline_of(talk.record())
    assert first == [
        "19:05:12 / 2026-11-24",
        f"前方 1 / {talk.entries[0].hash[:12]}",
        "扎西",
        "opened",
        "苯泄漏，曲水",
    ]
    assert second == [
        "19:06:12 / 2026-11-24",
        f"后方 1 / {call.hash[:12]}",
        "Li",
        "call",
        "曲水县来电",
    ]


def test_nobody_reads_a_corrected_entry_unwarned():
    talk = Talk()
    wrong = talk.say("0.8 mg/L", "sample")
    moot = talk.say("另一条河", "fact")
    talk.say("0.08 mg/L", AMEND, REAR, to=wrong)
    talk.say("记错", STRIKE, REAR, to=moot)
    _, amended, struck, amends, strikes = timeline_of(talk.record())
    assert amended[-1] == "**amended by 后方 1** / 0.8 mg/L"
    assert struck[-1] == "**struck by 后方 2** / 另一条河"
    assert (amends[3], amends[-1]) == ("**amends 前方 2**", "0.08 mg/L")
    assert (strikes[3], strikes[-1]) == ("**strikes 前方 3**", "记错")


def test_a_long_text_goes_on_under_its_own_name_and_mark():
    talk = Talk()
    long = "".join(f"第 {n} 句话。" for n in range(200))
    entry = talk.say(long)
    talk.say("重复", STRIKE, to=entry)
    _, *rows, _ = timeline_of(talk.record())
    assert len(rows) > 2
    marks, texts = zip(*(row[-1].split(" / ") for row in rows), strict=True)
    assert set(marks) == {"**struck by 前方 3**"}
    assert "".join(texts) == long
    assert {row[1] for row in rows[1:]} == {" / 前方 2 (continued)"}


@given(st.text(alphabet="曲水 a。，\n", max_size=300), st.integers(1, 40))
def test_pieces_lose_nothing_and_keep_to_their_length(text, most):
    found = pieces(text, most)
    assert "".join(found) == text
    assert all(len(piece) <= most for piece in found)


def test_of_a_text_that_no_paper_should_hold_the_rest_is_counted():
    talk = Talk()
    talk.say("曲" * (TEXT_MOST + 5))
    last = timeline_of(talk.record())[-1][-1]
    assert last.endswith("… and 5 more characters in the record")


def test_what_the_fonts_lack_is_named_and_keeps_no_page_from_being_printed():
    talk = Talk()
    talk.say("电话 😀 ལ\t\x1b[2J\r\n第二行", person=Person("\u202e颠倒", ""))
    last = timeline_of(talk.record())[-1]
    assert last[-1] == "电话 ‹U+1F600› ‹U+0F63›    ‹U+001B›[2J\n第二行"
    assert last[2] == "‹U+202E›颠倒"
    assert last[1].startswith("1 / ")
    assert "‹U+1F600›" in page_texts(pdf(record_sheet(talk.record(), START), "en"))[0]


def test_a_file_is_told_with_its_size_and_hash():
    talk = Talk()
    sha = hashlib.sha256(b"x").hexdigest()
    talk.say("photo.jpg", "file", data={"sha256": sha, "size": 345678})
    assert timeline_of(talk.record())[-1][-1] == (f"photo.jpg / 345,678 bytes, SHA-256 {sha[:24]}…")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"about": "level", "value": "II", "after": []}, "level = II"),
        ({"value": 0.8, "unit": "mg/L"}, "unit mg/L, value 0.8"),
        ({"about": "level", "value": "II", "by": "厅"}, "level = II / by 厅"),
    ],
)
def test_figures_are_printed(data, said):
    talk = Talk()
    talk.say("定级", "decision", data=data)
    assert timeline_of(talk.record())[-1][-1] == f"定级 / {said}"


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        ("decision", {"about": "level", "value": "II", "after": []}, "级别 = II"),
        ("note", {"value": 0.8, "unit": "mg/L"}, "单位 mg/L、数值 0.8"),
        ("sample", {"sample": {"value_mg_l": 0.4}}, ""),  # the text of these entries says it
        ("note", {"task": "堵漏", "done": True}, ""),
        ("fact", {"form": "first", "number": 1, "to": "", "said": {}}, ""),
        (
            "run",
            {
                "command": "respond",
                "hits": [{"site": "x"}],
                "asked": {
                    "closed": ["G318", "S5"],
                    "form": {
                        **{"amount": "8-20 t", "where": "拉萨河 430", "what": "", "unit": "t"},
                        **{"exercise": True, "ongoing": False, "flow": "unknown"},
                        "level": {"deaths": "3"},
                        "leak": {"mode": None, "content": "尾水", "water_unit": "wan"},
                    },
                    "measured": [],
                },
            },
            "所问：地点 拉萨河 430、数量 8-20 t、单位 t、演练 ✓、库水中 尾水、封闭道路 G318, S5",
        ),
        ("run", {"asked": "title = 'a'\nwhere = 1"}, "所问：情景文件 title = 'a' where = 1"),
    ],
)
def test_figures_are_told_in_chinese_by_their_names(kind, data, said):
    talk = Talk()
    talk.say("话", kind, data=data)
    told = figures_words(talk.record().entries[-1])
    assert " / ".join(render(one, "zh") for one in told) == said


def test_more_figures_than_there_is_room_for_are_cut():
    talk = Talk()
    talk.say("话", "run", data={"asked": {f"key{n}": "长" * 90 for n in range(9)}})
    (told,) = figures_words(talk.record().entries[-1])
    words = render(told, "zh")
    assert words.endswith("、…")
    assert words.count("长") == 300


def test_the_foot_of_each_page_proves_its_entries():
    """As a person would check it: the hashes that the page shows, made whole from the record."""
    record = busy().record()
    full = {entry.hash[:12]: entry.hash for entry in record.entries}
    texts = page_texts(pdf(record_sheet(record, at(600)), "en"))
    seen: list[str] = []
    for text in texts:
        shown = [full[short] for short in re.findall(r"\b[0-9a-f]{12}\b", text) if short in full]
        expected = hashlib.sha256("\n".join(shown).encode()).hexdigest()
        assert f"{FOOT}{expected}" in text
        seen += shown
    assert len(texts) > 3
    assert seen == [entry.hash for entry in record.entries]


def test_the_proof_stands_below_the_last_row_of_a_page_however_full():
    columns = (Column("h", 12.0),)
    for lines in range(12):  # so that rows end at one height or another
        rows = tuple((f"row {n} end",) for n in range(60))
        table = Table(columns, rows, "", "t", tuple(f"{n:064x}" for n in range(60)))
        page = pypdfium2.PdfDocument(pdf(sheet(Points(("x",) * lines), table), "en"))[0]
        text = page.get_textpage()
        last = re.findall(r"row \d+ end", text.get_text_range())[-1]
        row, foot = (
            text.get_charbox(text.search(words).get_next()[0], loose=True) for words in (last, FOOT)
        )
        assert row[1] - foot[3] > CELL.line  # room for the rule, and some air


def test_a_text_over_two_pages_counts_on_both():
    talk = Talk()
    entry = talk.say("一句话。" * 1500)
    texts = page_texts(pdf(record_sheet(talk.record(), at(600)), "en"))
    alone = hashlib.sha256(entry.hash.encode()).hexdigest()
    assert [alone in text for text in texts].count(True) == len(texts) - 1 > 2


def test_sheets_without_proof_keep_their_foot():
    (text,) = page_texts(pdf(sheet(Heading("x")), "en"))
    assert FOOT not in text
    assert not [t for t in page_texts(pdf(handed_over(busy()), "en")) if FOOT in t]


def test_what_was_said_differently_stands_side_by_side_until_it_is_settled():
    talk = Talk()
    ours, theirs = talk.answer("level", "III"), talk.answer("level", "II", person=REAR)
    third = talk.answer("level", "I", person=Person("", "厅"))
    made = record_sheet(talk.record(), at(600))
    one, other = table_called(made, "Said differently")
    assert one[0] == "**level**"
    assert one[1].startswith("**III** / level: III / 前方 2 · 扎西 · 2026-11-24 19:06:12")
    assert one[2].startswith("**II** / ")
    assert other[0] == other[2] == ""
    assert other[1].startswith("**I** / ")
    data = {"about": "level", "value": "II", "after": sorted(e.hash for e in (ours, theirs, third))}
    talk.say("以厅为准", SETTLE, data=data, to=ours)
    assert table_called(record_sheet(talk.record(), at(600)), "Said differently") == []


def test_two_computers_of_one_post_are_told():
    talk, other = Talk(), Talk()
    talk.say("甲")
    other.say("乙")
    record = Record(ID, "x", (*talk.entries, other.entries[1]), 0)
    ((_, one, two),) = table_called(record_sheet(record, at(1)), "Said differently")
    assert "Two computers wrote as post '前方'" in one
    assert "甲" in one + two
    assert "乙" in one + two


def test_the_proof_is_the_last_hash_of_each_post_as_verify_says(tmp_path):
    folder = talked(tmp_path)
    verdict = verify(folder / "journal.sqlite")
    entries = read_entries(folder / "journal.sqlite")
    assert ends(entries) == verdict.last
    record = Record(ID, "x", tuple(entries), 2)
    assert table_called(record_sheet(record, at(1)), "Proof") == [
        [post, str(last.number), last.hash] for post, last in sorted(verdict.last.items())
    ]


def test_a_record_that_is_not_whole_says_so_first_and_on_every_page():
    problem = Problem(Text("the file is missing"), "files/abc", Text("bring it"))
    made = record_sheet(busy().record(problem), at(600))
    assert "[loud] the file is missing (files/abc)" in told(made, "en").splitlines()[2]
    texts = page_texts(pdf(made, "en"))
    assert all("The record is NOT whole: 1 problems" in text for text in texts)
    assert (
        "The record is whole: 61 entries, 0 files"
        in page_texts(pdf(record_sheet(busy().record(), at(600)), "en"))[0]
    )


def test_a_problem_is_printed_whatever_the_path_is_called():
    where = Text("{file}, post {post}", file="/home/ལྷ/x", post="😀")
    record = Talk().record(Problem("damaged", where, "bring it"))
    text = page_texts(pdf(record_sheet(record, START), "en"))[0]
    assert "/home/‹U+0F63›‹U+0FB7›/x, post ‹U+1F600›" in text


def test_the_same_record_makes_the_same_file():
    one, two = (pdf(record_sheet(busy().record(), at(600)), "zh") for _ in range(2))
    assert one == two


def test_amendments_that_were_struck_do_not_count():
    talk = Talk()
    first = talk.say("一")
    better = talk.say("二", AMEND, to=first)
    worse = talk.say("三", AMEND, to=better)
    assert Trail(talk.entries).words_now(first) == "三"
    talk.say("不对", STRIKE, to=worse)
    trail = Trail(talk.entries)
    assert (trail.words_now(first), trail.is_amended(first)) == ("二", True)
    talk.say("也不对", STRIKE, to=better)
    trail = Trail(talk.entries)
    assert (trail.words_now(first), trail.is_amended(first)) == ("一", False)


def test_what_is_in_force_is_the_last_word_on_each_question():
    talk = Talk()
    third = talk.answer("level", "III")
    talk.answer("task 10", "未开始")
    talk.answer("task 2", "完成")
    talk.answer("停水", "否")
    talk.answer("停水", "是", person=REAR)
    second = talk.answer("level", "II", third)
    rows = table_called(handed_over(talk), "In force at 2026-11-25 05:06")
    assert [row[0] for row in rows] == ["**level**", "**task 2**", "**task 10**", "**停水**"]
    assert rows[0][1:] == ["**II**", "11-24 19:11", "前方 6", "level: II"]
    assert rows[3][1] == "**open: see below**"
    talk.say("撤回", STRIKE, to=second)
    assert table_called(handed_over(talk), "In force")[0][1] == "**III**"


def test_the_period_holds_its_first_and_last_moment_and_nothing_else():
    talk = Talk()
    for n in range(1, 6):
        talk.say(f"命令 {n}", "order")
    rows = table_called(handed_over(talk, since=2, until=4), "What happened")
    assert [row[-1] for row in rows] == ["命令 2", "命令 3", "命令 4"]
    form = next(p for p in handed_over(talk, 2, 4).parts if isinstance(p, Form))
    assert render(form.fields[1][1], "en") == "3, 2026-11-24 19:07:12 – 2026-11-24 19:09:12"
    assert render(form.fields[0][1], "en") == ("2026-11-24 19:07 to 2026-11-24 19:10, Beijing time")


def test_what_comes_after_the_period_changes_nothing_in_it():
    talk = Talk()
    order = talk.say("关阀", "order")
    before = told(handed_over(talk, 0, 3), "en")
    talk.say("x", STRIKE, to=order)  # in the third minute
    assert told(handed_over(talk, 0, 1), "en").count("关阀") == before.count("关阀") == 1
    assert "strikes" in told(handed_over(talk, 0, 3), "en")


def test_orders_stand_before_calls_in_the_words_that_hold():
    talk = Talk()
    talk.say("曲水来电", "call")
    order = talk.say("关 1 号阀", "order")
    gone = talk.say("关 9 号阀", "order")
    talk.say("关 2 号阀", AMEND, to=order)
    talk.say("没有 9 号阀", STRIKE, to=gone)
    made = handed_over(talk)
    rows = table_called(made, "What happened")
    assert [(row[0], row[-1]) for row in rows] == [
        ("**order**", "关 2 号阀 / amended by 前方 5"),
        ("call", "曲水来电"),
    ]
    assert [row[2:] for row in table_called(made, "What was corrected")] == [
        ["**amends 前方 3**", "关 2 号阀 / before: 关 1 号阀"],
        ["**strikes 前方 4**", "没有 9 号阀 / before: 关 9 号阀"],
    ]


def test_what_the_sheet_leaves_out_is_counted():
    talk = Talk()
    for n in range(9):
        talk.say(f"命令 {n}", "order")
    talk.say("备注")
    assert "Only in the record: opened: 1, order: 3, noted: 1" in told(handed_over(talk), "en")
    for n in range(9):
        talk.say(f"更正 {n}", AMEND, to=talk.entries[1])
    assert "The last 4; 5 earlier ones stand in the record" in told(handed_over(talk), "en")


def test_there_is_room_to_sign_and_a_busy_shift_takes_two_pages():
    made = handed_over(busy())
    *_, signing = tables(made)
    assert [row[0] for row in signing.rows] == [
        Strong(Text(role)) for role in ("Handed over by", "Taken over by", "Head of the shift")
    ]
    assert all(cell == Blank() for row in signing.rows for cell in row[1:])
    assert len(page_texts(pdf(made, "zh"))) == 2


def test_an_empty_shift_is_one_page():
    made = handed_over(Talk(), since=1, until=2)
    assert len(page_texts(pdf(made, "en"))) == 1
    text = told(made, "en")
    assert "Entries of the period: none" in text
    assert "no question was answered with --about" in text
