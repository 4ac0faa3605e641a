"""Small lists of an office, written as people write them."""

from datetime import date
from pathlib import Path

from emerg.resources.read import Read, read_office
from emerg.resources.schema import Depot, Lot, Office, Team
from emerg.texts import Bilingual, render

OFFICE = 'format = 1\nid = "mine"\nname = "我局"\nas_of = 2026-11-01\n'
DEPOTS = "编号,名称,经度,纬度\nA,一号库,88.885,29.268\nB,二号库,87.637,29.088\n"
TEAMS = "编号,名称,仓库,类型,能力,数量\nT1,一队,A,队伍,拦截筑坝、投药,12\n"
STOCK_HEAD = "仓库,类别,物资代码,名称,规格,数量,单位,有效期,装车时间(分钟)"
STOCK = (
    f"{STOCK_HEAD}\n"
    "A,污染源切断,,沙袋,50×80,1200,条,,60\n"
    "A,污染物控制,,PVC围油栏,,0.3,公里,2029/3/1,\n"
    "B,污染物降解,,聚合氯化铝(PAC),28%,1.5,吨,,\n"
)


def folder(
    path: Path,
    *,
    office: str = OFFICE,
    depots: str = DEPOTS,
    teams: str = TEAMS,
    stock: str | bytes = STOCK,
    encoding: str = "utf-8",
) -> Path:
    """A folder of an office, made at `path`."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "office.toml").write_text(office, encoding="utf-8")
    (path / "depots.csv").write_bytes(depots.encode(encoding))
    (path / "teams.csv").write_bytes(teams.encode(encoding))
    content = stock if isinstance(stock, bytes) else stock.encode(encoding)
    (path / "stock.csv").write_bytes(content)
    return path


def line(**cells: str) -> str:
    """A table of stock with one line, good unless `cells` say otherwise; heads in English."""
    good = {"depot": "A", "group": "", "name": "沙袋", "spec": "", "quantity": "5", "unit": "条"}
    row = {**good, "expires": "", **cells}
    quoted = ['"' + value.replace('"', '""') + '"' for value in row.values()]
    return ",".join(row) + "\n" + ",".join(quoted) + "\n"


def read_stock(path: Path, stock: str | bytes, **other: str) -> Read:
    return read_office(folder(path, stock=stock, **other))


def told(read: Read) -> list[tuple[str, str, str]]:
    """What, where and fix of every problem, in English; where without the folder."""
    prefix = f"{read.path}/"
    return [
        (render(p.what, "en"), render(p.where, "en").removeprefix(prefix), render(p.fix, "en"))
        for p in read.problems
    ]


def full_office(path: Path) -> Office:
    """An office in which every field of every record says something."""
    depot = Depot(
        "A", Bilingual("一号库", "First"), 88.885, 29.268, "桑珠孜区", "市局", "值班岗",
        "0892-0000000", "high", "现场核查",
    )  # fmt: skip
    bare = Depot("B", Bilingual("二号库"), 87.637, 29.088)
    team = Team(
        "T1", Bilingual("一队", "Team 1"), "A", "machine", ("hold", "earthwork"), 3, 30.0, 20.5,
        45.0, "公司", "调度岗", "+86 892 000", "low",
    )  # fmt: skip
    lots = (
        Lot("A", "control", "boom", "PVC围油栏", "60 cm", 312.5, "m", date(2029, 3, 1), 40.0,
            "市局", "库管岗", "agreement", "high"),
        Lot("A", "treat", "polyaluminium_chloride", "聚合氯化铝", "28%", 1500.0, "kg"),
        Lot("B", "protect", "", "防寒大衣", "", 0.0, "捆", mode="kept_for"),
    )  # fmt: skip
    return Office(
        "mine", Bilingual("我局", "Ours"), path, False, date(2026, 11, 1),
        {"A": depot, "B": bare}, (team, Team("T2", Bilingual("二队"), "B", "team", (), 1)), lots,
    )  # fmt: skip
