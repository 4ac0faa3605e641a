"""Scenario files and hindcast cases, which are TOML both: the member's name says which."""

from functools import cache
from pathlib import Path

from emerg.usecases.case_file import read_case
from emerg.usecases.scenario import read_scenario
from fuzz import bundle
from fuzz.mutate import Blunt, Random, toml_member
from fuzz.rule import refusing, room
from tests.incident.journals_by_hand import NOW

ROOT = Path(__file__).resolve().parents[2]


@cache
def seeds() -> list[bytes]:
    scenarios = sorted((ROOT / "examples").glob("*.toml"))
    cases = sorted((ROOT / "tests" / "cases").glob("*.toml"))
    return [bundle.packed([("scenario", path.read_bytes())]) for path in scenarios] + [
        bundle.packed([("case", path.read_bytes())]) for path in cases
    ]


def feed(data: bytes) -> None:
    with room() as folder:
        file = folder / "x.toml"
        for name, content in bundle.unpacked(data):
            file.write_bytes(content)
            with refusing():
                read_case(file) if name == "case" else read_scenario(file, NOW)


def mutate(data: bytes, rng: Random, blunt: Blunt) -> bytes:
    members = bundle.unpacked(data)
    if not members or rng.random() < 0.15:
        return bundle.packed(bundle.mutated(members, rng, blunt))
    return bundle.packed([(name, toml_member(content, rng)) for name, content in members])
