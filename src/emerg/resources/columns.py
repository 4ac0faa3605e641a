"""The tables of an office's list: their columns and words, for reading, writing and the template.

单位 office    of a workbook; a folder has office.toml instead
仓库 depots    depots.csv
力量 teams     teams.csv
物资 stock     stock.csv
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from emerg.texts import Text

Holds: TypeAlias = Literal["text", "number", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes
    ----------
    key : str
        Its English head.
    zh : str
        Its Chinese head, the one that is written.
    also : tuple of str
        Other heads that are read.
    compulsory : bool
        The table must have it, and every row must fill it.
    width : int
        In a workbook, in characters.
    """

    key: str
    zh: str
    about: Text
    also: tuple[str, ...] = ()
    compulsory: bool = False
    holds: Holds = "text"
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table; `key` is also the name of its CSV file, `template` what writes it empty."""

    key: str
    zh: str
    columns: tuple[Column, ...]
    template: str = "emerg resources template"

    @property
    def file(self) -> str:
        return f"{self.key}.csv"


_NAME_EN = Column("name_en", "英文名称", Text("its name in English, if it has one"), width=24)
_OWNER = Column(
    "owner",
    "管理单位",
    Text("the office or company that it belongs to"),
    ("责任单位", "所属单位", "主管单位", "储备单位"),
    width=20,
)
_CONTACT = Column(
    "contact_role",
    "联系岗位",
    Text("whom to ask for: a post rather than a person, for people change"),
    ("联系人岗位", "联系人", "contact"),
    width=16,
)
_PHONE = Column(
    "phone",
    "电话",
    Text("best left empty: numbers belong in the address book, see emerg contacts"),
    ("联系电话", "手机", "值班电话", "telephone"),
    width=16,
)
_CONFIDENCE = Column(
    "confidence",
    "可信度",
    Text("high where somebody has counted and looked, low where it is hearsay; empty is medium"),
    ("可靠程度",),
    width=8,
)
_LOAD = Column(
    "load_min",
    "装车时间(分钟)",
    Text("minutes to load all of it; empty if not known"),
    ("装车时间", "装载时间"),
    holds="number",
)

OFFICE = Sheet(
    "office",
    "单位",
    (
        Column(
            "id",
            "编号",
            Text("small Latin letters, digits and hyphens, as shigatse-city"),
            ("单位编号",),
            True,
        ),
        Column(
            "name", "名称", Text("the office that keeps this list"), ("单位名称",), True, width=30
        ),
        _NAME_EN,
        Column(
            "as_of",
            "数据日期",
            Text("the day on which the list was last checked"),
            ("更新日期", "核查日期"),
            holds="date",
        ),
        Column(
            "example",
            "示例",
            Text("yes for an invented list: it is read in exercises only"),
            ("是否示例",),
            width=8,
        ),
    ),
)
DEPOTS = Sheet(
    "depots",
    "仓库",
    (
        Column("id", "编号", Text("short and unique"), ("仓库编号", "储备库编号"), True, width=10),
        Column(
            "name",
            "名称",
            Text("the name of the depot"),
            ("仓库名称", "储备库名称", "仓库", "储备库"),
            True,
            width=26,
        ),
        _NAME_EN,
        Column(
            "lon",
            "经度",
            Text("decimal degrees east, WGS 84 or CGCS2000; not from an online map (GCJ-02)"),
            ("东经", "longitude"),
            True,
            "number",
            width=10,
        ),
        Column(
            "lat", "纬度", Text("decimal degrees north"), ("北纬", "latitude"), True, "number", 10
        ),
        Column("county", "县区", Text("county or district"), ("县", "区县", "县区市"), width=12),
        _OWNER,
        _CONTACT,
        _PHONE,
        _CONFIDENCE,
        Column("source", "来源", Text("where these facts come from"), width=24),
    ),
)
TEAMS = Sheet(
    "teams",
    "力量",
    (
        Column("id", "编号", Text("short and unique"), ("队伍编号", "力量编号"), True, width=10),
        Column(
            "name",
            "名称",
            Text("the name of the team, machine or vehicle"),
            ("队伍名称", "力量名称"),
            True,
            width=26,
        ),
        _NAME_EN,
        Column(
            "depot",
            "仓库",
            Text("number of the depot where it stands"),
            ("仓库编号", "储备库", "储备库编号", "驻地"),
            True,
            width=10,
        ),
        Column("kind", "类型", Text("team, machine or vehicle"), ("类别",), True, width=8),
        Column(
            "skills",
            "能力",
            Text("what it can do; several are parted by 、"),
            ("技能", "专长"),
            width=30,
        ),
        Column(
            "count",
            "数量",
            Text("people of a team; number of machines or vehicles"),
            ("人数", "台数"),
            True,
            "number",
            8,
        ),
        Column(
            "alert_min",
            "集结时间(分钟)",
            Text("minutes from the call until it is ready; empty if not known"),
            ("集结时间", "响应时间", "出动时间"),
            holds="number",
        ),
        _LOAD,
        Column(
            "gross_t",
            "总质量(吨)",
            Text("gross mass of one vehicle in tonnes, or of a machine on its carrier"),
            ("总质量", "总重", "车货总质量"),
            holds="number",
            width=12,
        ),
        _OWNER,
        _CONTACT,
        _PHONE,
        _CONFIDENCE,
    ),
)
STOCK = Sheet(
    "stock",
    "物资",
    (
        Column(
            "depot",
            "仓库",
            Text("number of the depot where it is kept"),
            ("仓库编号", "储备库", "储备库编号", "存放地点"),
            True,
            width=10,
        ),
        Column(
            "group",
            "类别",
            Text("one of the 7 classes; empty: the class of the thing itself"),
            ("作业方式", "物资类别", "class"),
            width=18,
        ),
        Column(
            "item",
            "物资代码",
            Text("key in the program's table of things; empty: it is found by the name"),
            ("代码",),
            width=22,
        ),
        Column(
            "name",
            "名称",
            Text("what it is; never PAC alone, which means two things"),
            ("物资名称", "装备名称"),
            True,
            width=22,
        ),
        Column(
            "spec", "规格", Text("size, grade, content"), ("规格型号", "型号规格", "型号"), width=22
        ),
        Column(
            "quantity",
            "数量",
            Text("the figure alone"),
            ("储备数量", "库存数量", "现有数量", "库存", "amount"),
            True,
            "number",
            10,
        ),
        Column(
            "unit",
            "单位",
            Text("kg or t, m, m2, m3; pieces only where pieces say how much there is"),
            ("计量单位",),
            True,
            width=8,
        ),
        Column(
            "expires",
            "有效期",
            Text("the last day on which it may be used; empty if it keeps"),
            ("有效期至", "失效日期", "到期日期", "保质期至", "expiry"),
            holds="date",
            width=12,
        ),
        _LOAD,
        _OWNER,
        _CONTACT,
        Column(
            "mode",
            "储备方式",
            Text("own stock, kept by somebody for the office, or by agreement; empty is own stock"),
            width=10,
        ),
        _CONFIDENCE,
    ),
)
SHEETS: tuple[Sheet, ...] = (OFFICE, DEPOTS, TEAMS, STOCK)
