"""Write the base layers of map and paper: lakes, places, townships, roads, relief.

    python tools/build_base_layers.py [OUT]

Reads the shared facts (../shared/geodata, or EMERG_SHARED) and writes src/emerg/geodata/data, or
OUT. Twice the same input gives twice the same bytes. Needs rasterio and pypinyin, which nothing
else in the project does. No border of any country is read or written.
"""

import csv
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields, replace
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src" / "emerg" / "geodata" / "data"
DECIMALS = 5
# What the map shows: the bounds of the relief, west, south, east, north.
WINDOW = (78.835, 26.485, 100.015, 33.895)
LAKE_WINDOW = (78.0, 26.0, 100.0, 36.9)
KM_PER_DEGREE = 111.2

# Romanised county names in common use on maps (from the Tibetan, not from the Chinese).
COUNTY_EN = """
540102 Chengguan|540103 Doilungdêqên|540104 Dagzê|540121 Lhünzhub|540122 Damxung|540123 Nyêmo
540124 Qüxü|540127 Maizhokunggar|540202 Samzhubzê|540221 Namling|540222 Gyangzê|540223 Tingri
540224 Sa'gya|540225 Lhazê|540226 Ngamring|540227 Xaitongmoin|540228 Bainang|540229 Rinbung
540230 Kangmar|540231 Dinggyê|540232 Zhongba|540233 Yadong|540234 Gyirong|540235 Nyalam
540236 Saga|540237 Gamba|540302 Karub|540321 Jomda|540322 Gonjo|540323 Riwoqê|540324 Dêngqên
540325 Zhag'yab|540326 Baxoi|540327 Zogang|540328 Markam|540329 Lhorong|540330 Banbar
540402 Bayi|540421 Gongbo'gyamda|540423 Mêdog|540424 Bomê|540425 Zayü|540426 Nang
540481 Mainling|540502 Nêdong|540521 Zhanang|540522 Gonggar|540523 Sangri|540524 Qonggyai
540525 Qusum|540526 Comai|540527 Lhozhag|540528 Gyaca|540529 Lhünzê|540531 Nagarzê|540581 Cona
540602 Seni|540621 Lhari|540622 Biru|540623 Nyainrong|540624 Amdo|540625 Xainza|540626 Sog
540627 Baingoin|540628 Baqên|540629 Nyima|540630 Shuanghu|542521 Burang|542522 Zanda
542523 Gar|542524 Rutog|542525 Gê'gyai|542526 Gêrzê|542527 Coqên
"""
# The seat of a prefecture carries the prefecture's name on the map; Gar (噶尔) keeps its own.
SEATS = {
    "540102": ("Lhasa", ""),
    "540202": ("Xigazê", "Shigatse"),
    "540302": ("Qamdo", "Chamdo"),
    "540402": ("Nyingchi", ""),
    "540502": ("Shannan", "Lhoka"),
    "540602": ("Nagqu", ""),
    "542523": ("Gar", "Ngari|Shiquanhe"),
}
REGION_SEAT = "540102"
PROVINCES = {"06": "青海省", "13": "新疆维吾尔自治区", "29": "云南省", "32": "四川省"}
# Spellings of GeoNames that the list of 2023 writes otherwise, and readings that its pinyin misses.
SPELLINGS = {
    "菜纳": "才纳", "菜哪乡": "才纳乡", "罗布沙镇": "罗布萨镇", "林堤乡": "林提乡",
    "汪丹乡": "旺丹乡", "萨马达乡": "萨玛达乡",
}  # fmt: skip
READINGS = {"藏": "zang", "露": "lu"}
SECOND_READINGS = {"八宿县": "ba xiu"}
# GeoNames gives the Tibetan name of another place here: the village, the prefecture.
NOT_ITS_TIBETAN_NAME = {"ཞོལ", "ནག་ཆུ་ས་ཁུལ།"}

# Chinese names by Natural Earth's name, or by the middle of the outline where it gives none.
# From general knowledge: to be checked against a map of the survey.
LAKE_ZH = {
    "Nam Co": "纳木错", "Siling Co": "色林错", "Ngoring Hu": "鄂陵湖", "Gyaring Hu": "扎陵湖",
    "Langa Co": "拉昂错", "Mapam Yumco": "玛旁雍错", "Ngangla Ringeo": "昂拉仁错",
    "Tangra Yumco": "当惹雍错", "Yamzho Yumco": "羊卓雍错", "Hoh Xil Hu": "可可西里湖",
    "Banggong Co": "班公错", "Hoh Sai Hu": "库赛湖", "Lumajangdong Co": "鲁玛江冬错",
    "Gozha Co": "郭扎错", "Gyaring Co": "格仁错", "Ngangz Co": "昂孜错", "Puma Yumco": "普莫雍错",
    "Alesayqin Ha": "阿克赛钦湖",
}  # fmt: skip
LAKE_EN = {
    "Ngangla Ringeo": "Ngangla Ringco",
    "Ngangz Co": "Ngangzê Co",
    "Alesayqin Ha": "Aksayqin Hu",
}
UNNAMED_LAKES = {
    (85.68, 30.92): ("扎日南木错", "Zhari Namco"), (84.13, 31.13): ("塔若错", "Taro Co"),
    (90.24, 33.47): ("赤布张错", "Chibzhang Co"), (91.48, 32.03): ("错那湖", "Cona Lake"),
    (87.54, 31.91): ("达则错", "Dagze Co"), (85.70, 29.87): ("打加错", "Tagyel Co"),
    (90.58, 31.26): ("巴木错", "Bam Co"), (84.02, 31.36): ("扎布耶茶卡", "Zabuye Caka"),
    (90.86, 32.09): ("兹格塘错", "Zige Tangco"), (89.97, 32.46): ("其香错", "Qixiang Co"),
    (86.40, 30.29): ("许如错", "Xuru Co"), (83.44, 31.27): ("仁青休布错", "Rinqin Xubco"),
}  # fmt: skip


class AbsentError(Exception):
    """One sentence for whoever typed the command."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row of places.csv; `basis` says where the position comes from."""

    code: str
    zh: str
    en: str
    bo: str
    lon: float
    lat: float
    rank: int
    county: str
    prefecture: str
    pinyin: str
    initials: str
    aliases: str
    basis: str


@dataclass(frozen=True, slots=True)
class Township:
    """A row of townships.csv: known by name and code, without a position."""

    code: str
    zh: str
    county: str
    prefecture: str
    pinyin: str
    initials: str


@dataclass(frozen=True, slots=True)
class Geoname:
    """A row of the GeoNames extract."""

    en: str
    zh: tuple[str, ...]
    bo: str
    province: str
    lon: float
    lat: float


def facts() -> Path:
    """The folder of shared facts."""
    folder = Path(os.environ.get("EMERG_SHARED", ROOT.parent / "shared")) / "geodata"
    if not folder.is_dir():
        raise AbsentError(f"the shared facts are not at {folder}: set EMERG_SHARED to their folder")
    return folder


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_table(path: Path, rows: Iterable[Any], kind: type) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field.name for field in fields(kind)])
        writer.writerows(astuple(row) for row in rows)


def write_features(path: Path, features: Iterable[Mapping[str, Any]]) -> None:
    """GeoJSON, one feature a line, so that a change shows as a change of lines."""
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features
    )
    path.write_text(
        f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8", newline="\n"
    )


def feature(shape: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": shape, "coordinates": coordinates},
    }


def rounded(points: Iterable[Iterable[float]]) -> list[list[float]]:
    """Coordinates to five decimals (1 m), without points that repeat the one before."""
    kept: list[list[float]] = []
    for point in points:
        pair = [round(value, DECIMALS) for value in point]
        if not kept or pair != kept[-1]:
            kept.append(pair)
    return kept


def km(a: Place | Geoname, b: Place | Geoname) -> float:
    east = (a.lon - b.lon) * cos(radians((a.lat + b.lat) / 2))
    return hypot(east, a.lat - b.lat) * KM_PER_DEGREE


def inside(lon: float, lat: float, window: tuple[float, float, float, float]) -> bool:
    return window[0] <= lon <= window[2] and window[1] <= lat <= window[3]


def stem(name: str) -> str:
    """`name` without what it is: 曲水县 → 曲水; one-character names keep it (朗县, 联乡)."""
    short = re.sub(r"(自治区|地区|街道|镇|乡|县|区|市)$", "", name)
    return short if len(short) > 1 else name


# --- lakes ---------------------------------------------------------------------------------------


def lakes(folder: Path) -> Iterator[dict[str, Any]]:
    """Outlines with zh and en names where known; rank as Natural Earth's scale rank."""
    for lake in json.loads((folder / "lakes.geojson").read_text(encoding="utf-8"))["features"]:
        rings = [rounded(ring) for ring in lake["geometry"]["coordinates"]]
        middle = np.mean(lake["geometry"]["coordinates"][0], axis=0)
        if not inside(*middle, LAKE_WINDOW):
            continue
        given = lake["properties"]["name"] or ""
        zh, en = LAKE_ZH.get(given, ""), LAKE_EN.get(given, given)
        for (lon, lat), names in UNNAMED_LAKES.items():
            if not given and hypot(lon - middle[0], lat - middle[1]) < 0.05:
                zh, en = names
        yield feature("Polygon", rings, zh=zh, en=en, rank=int(lake["properties"]["scalerank"]))


# --- places and townships ------------------------------------------------------------------------


def townships(admin: list[dict[str, str]]) -> list[Township]:
    """Every township by code, with the names of its county and prefecture."""
    name = {row["id"]: row["ext_name"] for row in admin}
    rows = [row for row in admin if row["deep"] == "3"]
    return [
        Township(
            row["id"],
            row["ext_name"],
            name[row["pid"]],
            name[row["pid"][:4]],
            reading(row["ext_name"], row["pinyin"]),
            initials(reading(row["ext_name"], row["pinyin"])),
        )
        for row in sorted(rows, key=lambda row: row["id"])
    ]


def reading(name: str, given: str) -> str:
    """Syllables of the stem of `name`: `given`, mended where the list misreads a character."""
    short = stem(name)
    pairs = zip(short, given.split(), strict=False)
    return " ".join(READINGS.get(character, syllable) for character, syllable in pairs)


def initials(spoken: str) -> str:
    return "|".join("".join(word[0] for word in one.split()) for one in spoken.split("|"))


def seats(admin: list[dict[str, str]], nodes: list[dict[str, str]]) -> list[Place]:
    """The county seats, the seat of the region first, then those of the prefectures."""
    english = dict(item.strip().split(" ", 1) for item in re.split(r"[|\n]", COUNTY_EN) if item)
    by_id = {row["id"]: row for row in admin}
    at = {row["county_zh"]: row for row in nodes if row["county_seat"] == "1"}
    counties = [row for row in admin if row["deep"] == "2"]
    found = [_seat(row, at[row["ext_name"]], by_id, english[row["id"]]) for row in counties]
    return sorted(found, key=lambda place: (place.rank, place.code))


def _seat(
    county: dict[str, str], node: dict[str, str], admin: Mapping[str, dict[str, str]], en: str
) -> Place:
    prefecture = admin[county["pid"]]
    name, town = county["ext_name"], re.search(r"\((.+)\)", node["name_zh"])
    aliases = [name, stem(name), *(town.groups() if town else ())]
    named, rank = county, 2
    if county["id"] in SEATS:
        rank = 0 if county["id"] == REGION_SEAT else 1
        aliases += [prefecture["ext_name"], stem(prefecture["ext_name"]), en]
        en, other = SEATS[county["id"]]
        aliases += [word for word in other.split("|") if word]
        named = prefecture if prefecture["ext_name"].endswith("市") else county
    zh = named["ext_name"]
    spoken = "|".join(filter(None, [reading(zh, named["pinyin"]), SECOND_READINGS.get(zh, "")]))
    return Place(
        code=county["id"],
        zh=zh,
        en=en,
        bo="",
        lon=float(node["lon"]),
        lat=float(node["lat"]),
        rank=rank,
        county=name,
        prefecture=prefecture["ext_name"],
        pinyin=spoken,
        initials=initials(spoken),
        aliases="|".join(sorted(set(aliases) - {zh, en})),
        basis="county seat, about 1 km",
    )


def geonames(folder: Path) -> list[Geoname]:
    """Rows of the extract inside the window, with the names that are Chinese."""
    found = []
    for row in table(folder / "places.csv"):
        names = [n.replace(" ", "").replace("塔欽", "塔钦") for n in row["names_zh"].split("|")]
        names = [SPELLINGS.get(name, name) for name in names]
        zh = tuple(n for n in names if re.fullmatch(r"[\u4e00-\u9fff]+", n) and "薩" not in n)
        tibetan = [n for n in row["names_bo"].split("|") if n and n not in NOT_ITS_TIBETAN_NAME]
        lon, lat = float(row["lon"]), float(row["lat"])
        if inside(lon, lat, WINDOW):
            bo = tibetan[-1].rstrip("།") if tibetan else ""
            found.append(Geoname(row["name"], zh, bo, row["admin1"], lon, lat))
    return found


def is_seat(place: Geoname, seat: Place) -> bool:
    """Whether `place` is the seat itself, often placed worse than we have it."""
    if place.province in PROVINCES or km(place, seat) > 60:
        return False
    if not place.zh or km(place, seat) < 1.5:
        return km(place, seat) < 8
    towns = [name for name in seat.aliases.split("|") if name not in (seat.county, seat.zh)]
    if len(towns) > 1:
        towns.remove(stem(seat.county))
    own = {seat.zh, seat.county, stem(seat.county), seat.county[:-1], *towns}
    if not own & {*place.zh, *(stem(name) for name in place.zh)}:
        return False
    # A township that bears the county's name (边坝镇) need not be its seat (草卡).
    apart = {name for name in place.zh if name.endswith(("镇", "乡"))}
    if len(seat.county) == 2:
        towns.append(seat.county[0])
    seats = {town + end for town in towns for end in ("镇", "乡")}
    return not apart or bool(apart & seats) or km(place, seat) < 6


def others(found: list[Geoname], seats: list[Place], known: list[Township]) -> Iterator[Place]:
    """Places that are no county seat of Tibet: townships, villages, towns of the neighbours."""
    seat_of = {seat.county: seat for seat in seats}
    rows = [p for p in found if p.zh and not any(is_seat(p, seat) for seat in seats)]
    pairs = [
        (km(place, seat_of[town.county]), n, town)
        for n, place in enumerate(rows)
        if place.province not in PROVINCES
        for town in known
        if town.zh in place.zh or stem(town.zh) in {stem(name) for name in place.zh}
    ]
    matched: dict[int, Township] = {}
    taken: set[str] = set()
    for distance, n, town in sorted(pairs, key=lambda pair: (pair[0], pair[1], pair[2].code)):
        if distance < 200 and n not in matched and town.code not in taken:
            matched[n] = town
            taken.add(town.code)
    yield from (_other(place, matched.get(n)) for n, place in enumerate(rows))


def _other(place: Geoname, town: Township | None) -> Place:
    outside = place.province in PROVINCES
    zh = town.zh if town else _best_name(place.zh)
    spoken = town.pinyin if town else pinyin(stem(zh))
    aliases = {n for n in place.zh if not n.endswith(("公社", "居委会", "区"))} | {stem(zh)}
    return Place(
        code=town.code if town else "",
        zh=zh,
        en=place.en,
        bo=place.bo,
        lon=round(place.lon, DECIMALS),
        lat=round(place.lat, DECIMALS),
        rank=2 if outside and zh.endswith(("县", "市")) else 3,
        county=town.county if town else "",
        prefecture=town.prefecture if town else PROVINCES.get(place.province, ""),
        pinyin=spoken,
        initials=initials(spoken),
        aliases="|".join(sorted(aliases - {zh})),
        basis="GeoNames",
    )


def _best_name(names: tuple[str, ...]) -> str:
    for ending in ("市", "县", "镇", "乡"):
        for name in names:
            if name.endswith(ending):
                return name
    return names[0]


def pinyin(name: str) -> str:
    """Syllables without tones, parted by blanks."""
    try:
        from pypinyin import lazy_pinyin
    except ImportError as error:
        raise AbsentError("pypinyin is missing: pip install pypinyin") from error
    return " ".join(lazy_pinyin(name))


def places(folder: Path) -> tuple[list[Place], list[Township]]:
    """County seats first, then by rank, code and name."""
    admin = table(folder / "admin_names.csv")
    known = townships(admin)
    found = geonames(folder)
    county_seats = seats(admin, table(folder / "road_nodes.csv"))
    named = [
        replace(seat, bo=next((p.bo for p in found if p.bo and is_seat(p, seat)), ""))
        for seat in county_seats
    ]
    rest = sorted(
        others(found, county_seats, known), key=lambda p: (p.rank, p.code or "9", p.zh, p.lon)
    )
    return named + rest, known


# --- roads ---------------------------------------------------------------------------------------


def roads(folder: Path) -> Iterator[dict[str, Any]]:
    """Lines with national and provincial numbers, kind, and class of accuracy (C or D)."""
    text = (folder / "key_roads.geojson").read_text(encoding="utf-8")
    for road in json.loads(text)["features"]:
        facts = road["properties"]
        yield feature(
            "LineString",
            rounded(road["geometry"]["coordinates"]),
            refs=[ref for ref in facts["road_refs"] if re.fullmatch(r"[GS]\d+", ref)],
            ref_confidence=facts["ref_confidence"],
            kind=facts["road_class"],
            accuracy=facts["accuracy_class"],
        )


# --- relief --------------------------------------------------------------------------------------


def relief(folder: Path, out: Path) -> None:
    """A light, grey hill shade on the lon/lat grid, twice as fine as the elevations, and bounds."""
    try:
        import rasterio
    except ImportError as error:
        raise AbsentError("rasterio is missing: pip install rasterio") from error
    from PIL import Image
    from scipy.ndimage import zoom

    with rasterio.open(folder / "relief_3km.tif") as raster:
        height = raster.read(1).astype(np.float64)
        west, south, east, north = raster.bounds
        empty = raster.read(1) == raster.nodata
    height[empty] = 0.0
    fine = zoom(height, 2, order=3, grid_mode=True, mode="nearest")
    grey = shade(fine, (west, south, east, north))
    grey[np.kron(empty, np.ones((2, 2), dtype=bool))] = 255
    Image.fromarray(grey, mode="L").save(out / "relief.png", optimize=True)
    lines = [
        f"{name} = {value:.6f}"
        for name, value in zip(
            ("west", "south", "east", "north"), (west, south, east, north), strict=True
        )
    ]
    (out / "relief.toml").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def shade(height_m: Any, bounds: tuple[float, float, float, float]) -> Any:
    """Grey values, 255 in full light; light from north-west, west and north, heights drawn 6-fold.

    One sun leaves valleys that run towards it flat; the mean of three shows them.
    """
    west, south, east, north = bounds
    rows, columns = height_m.shape
    latitude = np.radians(np.linspace(north, south, rows))[:, None]
    across_m = (east - west) / columns * KM_PER_DEGREE * 1000 * np.cos(latitude)
    along_m = (north - south) / rows * KM_PER_DEGREE * 1000
    to_east = 6 * np.gradient(height_m, axis=1) / across_m
    to_north = -6 * np.gradient(height_m, axis=0) / along_m
    upright = 1 / np.sqrt(1 + to_east**2 + to_north**2)
    light = np.zeros_like(height_m)
    for azimuth, weight in ((315.0, 0.5), (270.0, 0.25), (0.0, 0.25)):
        sun_east, sun_north = np.sin(np.radians(azimuth)), np.cos(np.radians(azimuth))
        facing = 1 - to_east * sun_east - to_north * sun_north
        light += weight * np.clip(facing * upright / np.sqrt(2), 0, 1)
    flat = 1 / np.sqrt(2)
    # Flat ground 236, full light 255, full shade 96; in steps of 4, which halves the file.
    grey = np.where(light > flat, 236 + 19 * (light - flat) / (1 - flat), 96 + 140 * light / flat)
    return (np.round(grey / 4) * 4).clip(0, 255).astype(np.uint8)


def build(out: Path) -> None:
    """All layers into `out`."""
    folder = facts()
    out.mkdir(parents=True, exist_ok=True)
    found, known = places(folder)
    write_table(out / "places.csv", found, Place)
    write_table(out / "townships.csv", known, Township)
    write_features(out / "lakes.geojson", lakes(folder))
    write_features(out / "roads.geojson", roads(folder))
    relief(folder, out)


def main(arguments: list[str]) -> int:
    out = Path(arguments[0]) if arguments else OUT
    try:
        build(out)
    except AbsentError as error:
        print(f"build_base_layers: {error}", file=sys.stderr)
        return 1
    for path in sorted(out.iterdir()):
        print(f"{path.stat().st_size:>9,}  {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
