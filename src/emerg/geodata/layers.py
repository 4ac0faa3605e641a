"""The base layers that lie under every map: lakes, places, roads, relief. WGS84 lon, lat.

Written by ``tools/build_base_layers.py``; sources and licences in ``data/SOURCES.md``. No border
of any country is among them. Each loader reads its file once.
"""

import csv
import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np

from emerg.geodesy import FloatArray
from emerg.texts import Bilingual

DATA = Path(__file__).parent / "data"

# 0 seat of the region, 1 of a prefecture, 2 of a county, 3 township, village or smaller.
Rank: TypeAlias = Literal[0, 1, 2, 3]
RoadKind: TypeAlias = Literal["national expressway", "national", "provincial", "county"]


@dataclass(frozen=True, slots=True)
class Lake:
    """A lake's outline.

    Attributes
    ----------
    name : Bilingual
        Empty where no name is known.
    rank : int
        Natural Earth's scale rank: 4 the largest, 9 the smallest.
    rings : tuple of array, shape (n, 2)
        Lon, lat; the shore first, islands after it; each ring closed.
    """

    name: Bilingual
    rank: int
    rings: tuple[FloatArray, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A town or village with a position.

    Attributes
    ----------
    code : str
        Administrative division code (6 digits a county, 9 a township); empty where none matched.
    bo : str
        Tibetan name of the town, where GeoNames gives one.
    county, prefecture : str
        Empty where not known; for towns of the neighbours `prefecture` is the province.
    pinyin, initials : tuple of str
        Readings of the name without its 县, 镇 or 乡: syllables parted by blanks; first letters.
    aliases : tuple of str
        Other names, older spellings and the short form among them.
    """

    code: str
    name: Bilingual
    bo: str
    lon: float
    lat: float
    rank: Rank
    county: str
    prefecture: str
    pinyin: tuple[str, ...]
    initials: tuple[str, ...]
    aliases: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Township:
    """A township known by name and code; where it lies is not among our facts."""

    code: str
    zh: str
    county: str
    prefecture: str
    pinyin: tuple[str, ...]
    initials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Road:
    """A stretch of road, for orientation only.

    Attributes
    ----------
    refs : tuple of str
        National and provincial numbers, ``G318``; `ref_confidence` says how sure they are.
    accuracy : {"C", "D"}
        C generalised from OpenStreetMap, mostly within 0.4 km; D schematic, 1 to 10 km off.
    lonlat : array, shape (n, 2)
    """

    refs: tuple[str, ...]
    ref_confidence: Literal["high", "low", "none"]
    kind: RoadKind
    accuracy: Literal["C", "D"]
    lonlat: FloatArray


class Relief(NamedTuple):
    """A grey hill shade, white where there is no data, in even steps of lon and lat.

    `bounds` are west, south, east, north [degrees] of the outer edges of the picture.
    """

    png: Path
    bounds: tuple[float, float, float, float]


@cache
def lakes() -> tuple[Lake, ...]:
    """Every lake, largest rank first as Natural Earth orders them."""
    return tuple(
        Lake(
            Bilingual(properties["zh"], properties["en"]),
            properties["rank"],
            tuple(_lonlat(ring) for ring in coordinates),
        )
        for properties, coordinates in _features("lakes.geojson")
    )


@cache
def places() -> tuple[Place, ...]:
    """Every place with a position, by rank: the seat of the region first."""
    return tuple(
        Place(
            code=row["code"],
            name=Bilingual(row["zh"], row["en"]),
            bo=row["bo"],
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            rank=_rank(row["rank"]),
            county=row["county"],
            prefecture=row["prefecture"],
            pinyin=_words(row["pinyin"]),
            initials=_words(row["initials"]),
            aliases=_words(row["aliases"]),
            basis=row["basis"],
        )
        for row in _table("places.csv")
    )


@cache
def townships() -> tuple[Township, ...]:
    """Every township of Tibet (2023), by code."""
    return tuple(
        Township(
            row["code"],
            row["zh"],
            row["county"],
            row["prefecture"],
            _words(row["pinyin"]),
            _words(row["initials"]),
        )
        for row in _table("townships.csv")
    )


@cache
def roads() -> tuple[Road, ...]:
    """Every stretch of road."""
    return tuple(
        Road(
            tuple(properties["refs"]),
            properties["ref_confidence"],
            properties["kind"],
            properties["accuracy"],
            _lonlat(coordinates),
        )
        for properties, coordinates in _features("roads.geojson")
    )


@cache
def relief() -> Relief:
    """The shaded relief: a picture and its bounds."""
    bounds = tomllib.loads((DATA / "relief.toml").read_text(encoding="utf-8"))
    west, south, east, north = (bounds[key] for key in ("west", "south", "east", "north"))
    return Relief(DATA / "relief.png", (west, south, east, north))


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _features(name: str) -> list[tuple[dict[str, Any], Any]]:
    collection = json.loads((DATA / name).read_text(encoding="utf-8"))
    return [(f["properties"], f["geometry"]["coordinates"]) for f in collection["features"]]


def _lonlat(points: list[list[float]]) -> FloatArray:
    lonlat = np.array(points, dtype=np.float64)
    lonlat.setflags(write=False)
    return lonlat


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.split("|") if word)


def _rank(text: str) -> Rank:
    ranks: dict[str, Rank] = {"0": 0, "1": 1, "2": 2, "3": 3}
    return ranks[text]
