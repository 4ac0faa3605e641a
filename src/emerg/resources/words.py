"""The words of classes, ways of keeping and the like.

Files are written with the Chinese word; the key and the English word are read as well.
"""

from collections.abc import Mapping
from typing import Any

from emerg.resources.schema import Confidence, Group, Kind, Mode, Skill
from emerg.texts import Bilingual

GROUP_NAMES: Mapping[Group, Bilingual] = {
    "cut_off": Bilingual("污染源切断", "source cut-off"),
    "control": Bilingual("污染物控制", "containment"),
    "collect": Bilingual("污染物收集", "collection"),
    "treat": Bilingual("污染物降解", "treatment"),
    "protect": Bilingual("安全防护", "protection"),
    "command": Bilingual("应急通信和指挥", "communication and command"),
    "monitor": Bilingual("环境监测", "monitoring"),
}
MODE_NAMES: Mapping[Mode, Bilingual] = {
    "own": Bilingual("自储", "own stock"),
    "kept_for": Bilingual("代储", "kept for the office"),
    "agreement": Bilingual("协议", "by agreement"),
}
KIND_NAMES: Mapping[Kind, Bilingual] = {
    "team": Bilingual("队伍", "team"),
    "machine": Bilingual("机械", "machine"),
    "vehicle": Bilingual("车辆", "vehicle"),
}
SKILL_NAMES: Mapping[Skill, Bilingual] = {
    "hold": Bilingual("拦截筑坝", "dams and barriers"),
    "boom": Bilingual("布设围油栏", "booms"),
    "dose": Bilingual("投药", "dosing"),
    "plug": Bilingual("封堵", "plugging"),
    "transfer": Bilingual("抽排转输", "pumping"),
    "sample": Bilingual("采样监测", "sampling"),
    "earthwork": Bilingual("土方", "earthwork"),
    "rescue": Bilingual("救援", "rescue"),
    "command": Bilingual("指挥", "command"),
}
CONFIDENCE_NAMES: Mapping[Confidence, Bilingual] = {
    "high": Bilingual("高", "high"),
    "medium": Bilingual("中", "medium"),
    "low": Bilingual("低", "low"),
    "example": Bilingual("示例", "example"),
}
YES_NO: Mapping[str, Bilingual] = {"yes": Bilingual("是", "true"), "no": Bilingual("否", "false")}

# Which words a column takes, in whatever sheet it stands.
WORDS: Mapping[str, Mapping[Any, Bilingual]] = {
    "group": GROUP_NAMES,
    "mode": MODE_NAMES,
    "kind": KIND_NAMES,
    "skills": SKILL_NAMES,
    "confidence": CONFIDENCE_NAMES,
    "example": YES_NO,
}
