"""What an intake draws from, as playbooks write it, in either language."""

from collections.abc import Mapping

from emerg.texts import Bilingual, Prose

_WATERS: Mapping[str, str] = {
    "地表水": "surface water",
    "地表水（支沟）": "surface water of a side stream",
    "地表水（水库）": "surface water of a reservoir",
    "地下水": "groundwater",
    "地下水（河水补给，辐射井）": "groundwater fed by the river (radial wells)",
}


def water_words(water: str) -> Prose:
    """`water` as a playbook has it; in English too where it is one of the usual kinds.

    >>> from emerg.texts import render
    >>> render(water_words("地下水"), "en"), render(water_words("地表水（卓龙沟）"), "en")
    ('groundwater', 'surface water (卓龙沟)')
    >>> render(water_words("地下水"), "zh"), render(water_words("冰川融水"), "en")
    ('地下水', '冰川融水')
    """
    known = _WATERS.get(water)
    if known is not None:
        return Bilingual(water, known)
    kind, mark, rest = water.partition("（")
    if mark and kind in _WATERS:
        return Bilingual(water, f"{_WATERS[kind]} ({rest.removesuffix('）')})")
    return water
