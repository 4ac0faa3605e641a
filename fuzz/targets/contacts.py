"""The table of contacts that an office fills in: one CSV file."""

from datetime import date
from functools import cache

from emerg.incident.contact_table import contact_table, read_contact_table
from fuzz.mutate import Blunt, Random
from fuzz.rule import refusing, room
from fuzz.targets.csv_lists import celled

TODAY = date(2026, 11, 25)
TABLE = (
    "预案,岗位,单位,姓名,电话,核实日期,备注\n"
    "lhasa,值班,市局,甲,0891-0000000,2026-11-01,夜间\n,化验,,乙,12345,2026/3/9,\n"
)


@cache
def seeds() -> list[bytes]:
    return [TABLE.encode(), TABLE.encode("gbk"), contact_table([("", "值班室"), ("lhasa", "=1+1")])]


def feed(data: bytes) -> None:
    with room() as folder:
        (folder / "x.csv").write_bytes(data)
        with refusing():
            read_contact_table(folder / "x.csv", TODAY)


def mutate(data: bytes, rng: Random, blunt: Blunt) -> bytes:
    return blunt(data) if rng.random() < 0.3 else celled(data, rng)
