"""Words of an answer that the form has before anything that works with them is imported."""

from typing import Literal, TypeAlias

FlowWord: TypeAlias = Literal["low", "mean", "high", "unknown"]
Grade: TypeAlias = Literal["I", "II", "III", "IV"]
