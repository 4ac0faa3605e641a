"""TOML and JSON as bytes, as preferences and known keys are: members ``toml`` and ``json``."""

from functools import cache

from emerg.errors import Findings
from emerg.incident.seal import KEYS, KNOWN, known_signers
from emerg.textfiles import read_json, read_toml
from emerg.usecases.settings import FILE
from emerg.usecases.settings_file import read_settings
from fuzz import bundle
from fuzz.mutate import Blunt, Random, json_member, toml_member
from fuzz.rule import refusing, room, tell

TOML = 'a = 1\nb = [1.5, "x\\u00e9"]\n[c]\nd = 2026-11-29T01:02:03+08:00\ne = {f = true}\n[[g]]\n'
PREFERENCES = 'lang = "zh"\ntheme = "night"\ntext_px = 13\nauthor = "扎西"\n'
JSON = '{"type": "x", "list": [1, 2.5e3, null, true, "\\ud83d\\ude00"]}'
KNOWN_KEYS = '{"前方": "6668 7aad f862 bd77 6c8f c18b 8e9f 8e20"}'


@cache
def seeds() -> list[bytes]:
    return [
        bundle.packed([("toml", TOML.encode()), ("json", JSON.encode())]),
        bundle.packed([("toml", PREFERENCES.encode()), ("json", KNOWN_KEYS.encode())]),
    ]


def feed(data: bytes) -> None:
    members = dict(bundle.unpacked(data))
    with room() as folder:
        findings = Findings()
        (folder / FILE).write_bytes(members.get("toml", b""))
        read_toml(folder / FILE, findings)
        tell(read_settings(folder)[1])
        keys = folder / KEYS / KNOWN
        keys.parent.mkdir()
        keys.write_bytes(members.get("json", b"{}"))
        read_json(keys, findings)
        tell(findings.problems)
        with refusing():
            known_signers(folder)


def mutate(data: bytes, rng: Random, blunt: Blunt) -> bytes:
    members = bundle.unpacked(data)
    if not members or rng.random() < 0.6:
        return bundle.packed(bundle.mutated(members, rng, blunt))
    return bundle.packed(
        [
            (name, (json_member if name == "json" else toml_member)(content, rng))
            for name, content in members
        ]
    )
