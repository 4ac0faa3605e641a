"""What positions are given in."""

from typing import Literal, TypeAlias, get_args

Datum: TypeAlias = Literal["wgs84", "cgcs2000", "gcj02", "bd09"]
DATUMS: tuple[Datum, ...] = get_args(Datum)
