"""What the three kinds of playbook share: small ones to begin with, and how they are changed."""

import json
import shutil
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from emerg.errors import Findings
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.roads import RoadMap, load_roads
from emerg.usecases.load import load_rivers
from fuzz import bundle
from fuzz.mutate import Blunt, Random, json_member, toml, toml_member
from fuzz.rule import refusing, room, tell

PLAYBOOKS = Path(__file__).resolve().parents[2] / "playbooks"
NAMES = ("plan.toml", "map.geojson")


@cache
def real_rivers() -> Rivers:
    return load_rivers(PLAYBOOKS, {}, Path("no-home"))


@cache
def real_roads() -> RoadMap:
    return load_roads([PLAYBOOKS])


def seed(folder: Path, about: str) -> bytes:
    """The playbook in `folder`, its long lists cut short."""
    files = [(about, 40), (NAMES[0], 2)]
    members = [
        (name, toml(short(tomllib.loads((folder / name).read_text(encoding="utf-8")), most)))
        for name, most in files
    ]
    content = json.loads((folder / NAMES[1]).read_text(encoding="utf-8"))
    drawn = json.dumps(_few_places(content), ensure_ascii=False).encode()
    return bundle.packed([*members, (NAMES[1], drawn)])


def short(value: Any, most: int) -> Any:
    """`value` with at most so many tables in a list."""
    if isinstance(value, dict):
        return {key: short(item, most) for key, item in value.items()}
    if isinstance(value, list):
        tables = any(isinstance(item, dict) for item in value)
        return [short(item, most) for item in (value[:most] if tables else value)]
    return value


def _few_places(collection: dict[str, Any]) -> dict[str, Any]:
    """A map with every reach or path, and the first few of everything else."""
    features = collection["features"]
    drawn = [f for f in features if f["properties"].get("layer") in ("reach", "path")]
    rest = [f for f in features if f not in drawn]
    return {**collection, "features": [*drawn, *rest[:12]]}


def feed(data: bytes, id_: str, check: Callable[[Path, Findings], None]) -> None:
    """Lay the members of `data` into a folder `id_` and `check` it."""
    with room() as folder:
        book = folder / id_
        shutil.rmtree(book, ignore_errors=True)
        book.mkdir()
        for name, content in bundle.unpacked(data):
            if name in ("river.toml", "road.toml", "dam.toml", *NAMES):
                (book / name).write_bytes(content)
        findings = Findings()
        with refusing():
            check(book, findings)
        tell(findings.problems)


def mutate(data: bytes, rng: Random, blunt: Blunt) -> bytes:
    members = bundle.unpacked(data)
    if not members or rng.random() < 0.15:
        return bundle.packed(bundle.mutated(members, rng, blunt))
    at = rng.randrange(len(members))
    name, content = members[at]
    changed = (json_member if name.endswith("json") else toml_member)(content, rng)
    return bundle.packed([*members[:at], (name, changed), *members[at + 1 :]])
