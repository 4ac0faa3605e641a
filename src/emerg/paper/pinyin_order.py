"""Chinese names in the order of their pinyin, as an index has them.

The first level of GB 2312, 3755 characters, stands in the order of pinyin: their codes sort names
without a table of readings. What it lacks among the names of places here, or reads in another way,
sorts beside a character of the same reading.
"""

from bisect import bisect_right

# A character: one of the first level that is read alike. 藏 is cáng there, and zàng in every name.
ALIKE = {
    **{"藏": "脏", "迦": "加", "砻": "龙", "珞": "洛", "尕": "嘎", "呷": "嘎", "癿": "别"},
    **{"汊": "岔", "镉": "隔", "铊": "他", "钼": "木", "酰": "先", "锂": "里", "钰": "玉"},
    **{"壅": "拥", "萃": "脆", "鑫": "新"},
}
# Where the characters of each initial letter begin.
_STARTS = (
    *((0xB0A1, "A"), (0xB0C5, "B"), (0xB2C1, "C"), (0xB4EE, "D"), (0xB6EA, "E"), (0xB7A2, "F")),
    *((0xB8C1, "G"), (0xB9FE, "H"), (0xBBF7, "J"), (0xBFA6, "K"), (0xC0AC, "L"), (0xC2E8, "M")),
    *((0xC4C3, "N"), (0xC5B6, "O"), (0xC5BE, "P"), (0xC6DA, "Q"), (0xC8BB, "R"), (0xC8F6, "S")),
    *((0xCBFA, "T"), (0xCDDA, "W"), (0xCEF4, "X"), (0xD1B9, "Y"), (0xD4D1, "Z")),
)
_END = 0xD7FA  # behind the first level
OTHER = "#"


def name_key(name: str) -> tuple[tuple[int, str], ...]:
    """What to sort a name by: Latin letters and figures first, whatever is not known last.

    >>> sorted(["拉萨", "曲水", "藏木", "扎囊", "迦玛", "加查"], key=name_key)
    ['加查', '迦玛', '拉萨', '曲水', '藏木', '扎囊']
    """
    return tuple((_code(letter), letter) for letter in name.casefold())


def initial(name: str) -> str:
    """The letter that a name stands under; '#' for figures and for what is not known.

    >>> [initial(name) for name in ("昂仁", "藏木", "Lhasa", "318 国道", "Ü-Tsang")]
    ['A', 'Z', 'L', '#', '#']
    """
    first = name[:1].upper()
    if first.isascii() and first.isalpha():
        return first
    code = _code(name[:1])
    if not _STARTS[0][0] <= code < _END:
        return OTHER
    return _STARTS[bisect_right(_STARTS, (code, "~")) - 1][1]


def _code(letter: str) -> int:
    letter = ALIKE.get(letter, letter)
    if letter.isascii():
        return ord(letter) if letter else 0
    try:
        high, low = letter.encode("gb2312")
    except (UnicodeEncodeError, ValueError):
        return _END + 1
    code = high << 8 | low
    return code if code < _END else _END
