"""English names: the row's own, a curated one, or one made from the kind and the county."""

from collections.abc import Mapping

from build_base_layers import COUNTY_EN

from playbook_build.facts import table

PREFECTURES = {
    "拉萨市": "Lhasa",
    "日喀则市": "Xigazê",
    "昌都市": "Qamdo",
    "林芝市": "Nyingchi",
    "山南市": "Shannan",
    "那曲市": "Nagqu",
    "阿里地区": "Ngari",
}
PROVINCES = {"青海省": "Qinghai", "云南省": "Yunnan", "四川省": "Sichuan"}
RANKS = {"县": "County", "区": "District", "市": "City"}
TOWNS = {"镇": "Town", "乡": "Township", "街道": "Subdistrict"}


def county_en(county: str, codes: Mapping[str, str], *, rank: bool = True) -> str:
    """`曲水县` as ``Qüxü County``, or ``Qüxü`` without its rank."""
    if county in PROVINCES:
        return PROVINCES[county]
    if county in PREFECTURES:
        return PREFECTURES[county]
    name = _counties()[codes[county]]
    return f"{name} {RANKS[county[-1]]}" if rank else name


def _counties() -> dict[str, str]:
    pairs = (entry.split(maxsplit=1) for entry in COUNTY_EN.replace("\n", "|").split("|"))
    return {pair[0]: pair[1].strip() for pair in pairs if len(pair) == 2}


def site_en(id_: str, kind: str, row: Mapping[str, str], codes: Mapping[str, str]) -> str:
    """The English name of a row that is neither a section line nor a confluence."""
    curated: Mapping[str, str] = table("sites")["english"]
    name = curated.get(id_) or row["name_en"]
    if kind == "county_seat":
        return f"{county_en(row['county_zh'], codes)} seat"
    if kind == "town" and name:
        zh = table("sites")["rename"].get(id_, [row["name_zh"]])[0]
        rank = next((en for mark, en in TOWNS.items() if zh.endswith(mark)), "")
        return f"{name} {rank}".strip()
    if not name:
        raise SystemExit(f"{id_} has no English name in sites.toml")
    return name
