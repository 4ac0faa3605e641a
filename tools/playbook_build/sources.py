"""The sources of one playbook, each under a short id, in the order of first use."""

import re
from dataclasses import dataclass, field
from typing import Any

COMPILED = "2026-11"
UNDATED = "资料自身日期不明；2026-11 汇编"
FACTS_ONLY = "公开事实，仅引用事实"
LICENCES = (
    # what stands in the text, licence
    ("OSM", "ODbL 1.0"),
    ("示意路", "ODbL 1.0"),
    ("Zheng et al.", "ODbL 1.0（MERIT Hydro 派生；数据本身条款待核）"),
    ("由河网求得", "ODbL 1.0"),
    ("GeoNames", "CC BY 4.0"),
    ("GloHydroRes", "GloHydroRes 许可待核；WRI CC BY 4.0"),
    ("WRI", "CC BY 4.0"),
    ("GSHHG", "LGPL（WDB-II 为公有领域）"),
    ("3 km DEM", "公有领域（USGS GMTED2010）"),
    ("Natural Earth", "公有领域"),
)
# Parts of titles that say less than we know, or more than belongs on an office's paper.
TITLES = {
    "TCHRD 报道": "境外机构公开报道",
    "Tibetan Plateau 博客电站清单 2010/2013": "境外博客电站清单 2010/2013",
    "key_rivers 说明": "河网资料说明",
    "常识坐标": "常识坐标（未核实）",
    "3 km DEM 谷线（D8，平滑）": "由 3 km DEM（高程模型）提取的谷线",
    "集水面积由 3 km DEM": "集水面积由 3 km DEM（高程模型）推算",
}


@dataclass
class Sources:
    """Registers texts; the same text always has the same id within a playbook."""

    table: dict[str, dict[str, str]] = field(default_factory=dict)
    _ids: dict[str, str] = field(default_factory=dict)

    def register(self, text: str, prefix: str) -> str:
        """The id of the source `text`, made from `prefix` and a number at first sight."""
        text = "；".join(dict.fromkeys(TITLES.get(part, part) for part in text.split("；")))
        if text not in self._ids:
            taken = sum(1 for key in self.table if key.startswith(prefix))
            self._ids[text] = f"{prefix}{taken + 1:02d}"
            self.table[self._ids[text]] = _source(text)
        return self._ids[text]

    def add(self, id_: str, entry: dict[str, str]) -> str:
        """Enter a curated source under its own id."""
        self.table.setdefault(id_, entry)
        return id_

    def sorted(self) -> dict[str, dict[str, str]]:
        """All sources by id."""
        return dict(sorted(self.table.items()))


def _source(text: str) -> dict[str, str]:
    when = date_in(text)
    licence = next((lic for mark, lic in LICENCES if mark in text), FACTS_ONLY)
    found: dict[str, Any] = {"title": text, "licence": licence, "as_of": when or COMPILED}
    if not when:
        found["note"] = UNDATED
    return found


def date_in(text: str) -> str:
    """The latest year, month or day named in `text`; "" if none."""
    found = re.findall(r"(?<!\d)((?:19|20)\d\d(?:-[01]\d(?:-[0-3]\d)?)?)(?=\D|$)", text)
    return max(found, default="")
