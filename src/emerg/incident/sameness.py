"""What is the same in other words: questions in Chinese and English, grades and figures.

Posts note in their own spelling; "死亡人数 = 2" and "deaths = 2" must count as one answer, and
"死亡 = 1" beside them as another. What the program has no name for is the same only where it is
written the same.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

LEVEL = "level"
# The name that stands for all, and the others: of a scenario, of the level form, as people say it.
QUESTIONS: Mapping[str, str] = {
    LEVEL: "grade, level of the incident, 级别, 等级, 事件级别, 事件等级",
    "deaths": "death, dead, number of dead, death toll, 死亡, 死亡人数, 死者, 遇难, 遇难人数",
    "injured": "injuries, number of injured, 受伤, 受伤人数, 伤者, 伤员, 伤员人数",
    "missing": "number of missing, 失踪, 失踪人数, 失联, 失联人数",
    "evacuated": "number of evacuated, 疏散, 疏散人数, 转移, 转移人数, 疏散转移人数",
    "loss": "loss yuan, direct loss, 损失, 经济损失, 直接经济损失",
    "water cut": "停水, 断水, 供水中断",
    "flow": "discharge, 流量, 河流流量, 河道流量",
    "wind": "wind speed, 风, 风速",
    "amount": "quantity, 数量, 泄漏量, 泄漏数量",
    "substance": "product, 物质, 污染物, 泄漏物质",
    "purity": "含量, 纯度",
    "place": "where, location, 地点, 事发地点, 位置",
    "km": "chainage, 里程",
    "start": "when, 起始, 起始时间, 发生时间, 事发时间",
    "known since": "reported, known at, 得知, 得知时间, 接报时间",
    "duration": "duration h, 持续时间, 泄漏时长",
}
# Worst first, as they are written and said.
GRADES: tuple[tuple[str, ...], ...] = (
    ("i", "1", "一", "特别重大"),
    ("ii", "2", "二", "重大"),
    ("iii", "3", "三", "较大"),
    ("iv", "4", "四", "一般"),
)
NONE = ("none", "no", "nobody", "nil", "zero", "无", "没有", "〇", "零")
COUNTED = ("deaths", "injured", "missing", "evacuated")
_TASK = re.compile(r"(?:task|任务) ?(?:no\.?)? ?([0-9]{1,9})")
_FIGURE = re.compile(r"([0-9]+(?:\.[0-9]+)?)(.*)")
_PEOPLE = re.compile(r" ?(?:人|名|people|persons?)$")


def question(about: str) -> str:
    """The question in the words that stand for all its spellings.

    >>> question("死亡人数") == question("Dead") == question("deaths")
    True
    >>> question("任务3"), question("水库 闸门")
    ('task 3', '水库 闸门')
    """
    words = _plain(about)
    if task := _TASK.fullmatch(words):
        return f"task {task[1]}"
    return _names().get(words, words)


def answer_to(about: str, value: str) -> str:
    """The answer in one spelling for all that mean the same.

    >>> answer_to("级别", "Ⅲ") == answer_to("level", "3级") == answer_to("level", "较大")
    True
    >>> answer_to("死亡", "2人"), answer_to("deaths", "2.0"), answer_to("flow", "12 m³/s")
    ('2', '2', '12m3/s')
    """
    asked, words = question(about), _plain(value)
    if asked == LEVEL:
        return _grades().get(_bare_grade(words), words)
    if asked in COUNTED:
        words = _PEOPLE.sub("", words)
        words = "0" if words in NONE else words
    if len(words) == 1 and unicodedata.numeric(words, -1.0) >= 0.0:
        return f"{unicodedata.numeric(words):g}"
    if figure := _FIGURE.fullmatch(words.replace(" ", "")):
        return f"{float(figure[1]):.12g}{figure[2]}"
    return words


def _plain(text: str) -> str:
    """Full width and Roman signs as letters, in small letters, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("_", " ").split())


@cache
def _names() -> Mapping[str, str]:
    return {name: key for key, others in QUESTIONS.items() for name in (key, *others.split(", "))}


@cache
def _grades() -> Mapping[str, str]:
    return {words: grade[0] for grade in GRADES for words in _spellings(grade)}


def _spellings(grade: tuple[str, ...]) -> Iterator[str]:
    """As "III" and "较大", and both together in either order."""
    *signs, name = grade
    yield from grade
    for sign in signs:
        yield from (f"{name}{sign}", f"{sign}{name}")


def _bare_grade(words: str) -> str:
    return re.sub(r"level|grade|class|事件|[级()\s]", "", words)
