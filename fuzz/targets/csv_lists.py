"""An office's lists as a folder: ``office.toml``, ``depots.csv``, ``teams.csv``, ``stock.csv``."""

from functools import cache

from emerg.resources.read import read_office
from emerg.resources.write import office_files
from fuzz import bundle
from fuzz.mutate import TEXTS, Blunt, Random, toml_member
from fuzz.rule import room, tell
from tests.resources.lists_by_hand import DEPOTS, OFFICE, STOCK, TEAMS

TABLES = {"depots.csv": DEPOTS, "teams.csv": TEAMS, "stock.csv": STOCK}
ENCODINGS = ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16")


@cache
def seeds() -> list[bytes]:
    return [
        bundle.packed(
            [("office.toml", OFFICE.encode())]
            + [(name, text.encode(encoding)) for name, text in TABLES.items()]
        )
        for encoding in ENCODINGS
    ]


def feed(data: bytes) -> None:
    with room() as folder:
        for name, content in bundle.unpacked(data):
            if name == "office.toml" or name in TABLES:
                (folder / name).write_bytes(content)
        read = read_office(folder)
        tell(read.problems)
        if read.office is not None:
            office_files(read.office)


def mutate(data: bytes, rng: Random, blunt: Blunt) -> bytes:
    members = bundle.unpacked(data)
    if not members or rng.random() < 0.3:
        return bundle.packed(bundle.mutated(members, rng, blunt))
    at = rng.randrange(len(members))
    name, content = members[at]
    changed = toml_member(content, rng) if name.endswith("toml") else celled(content, rng)
    return bundle.packed([*members[:at], (name, changed), *members[at + 1 :]])


def celled(content: bytes, rng: Random) -> bytes:
    """A table with cells and lines of it changed, in an encoding of its own."""
    lines = [line.split(",") for line in content.decode("utf-8", "replace").split("\n")]
    for _ in range(rng.choice((1, 2, 4))):
        line = rng.choice(lines)
        at = rng.randrange(len(line))
        match rng.randrange(7):
            case 0:
                del line[at:]
                line.append("")
            case 1:
                line.insert(at, rng.choice(TEXTS))
            case 2:
                line[at] = f'"{line[at]}' + rng.choice(("", '"', '""', "\n"))
            case 3:
                lines.append(list(rng.choice(lines)))
            case 4:
                line[:] = line * rng.choice((1, 2, 50))
            case _:
                line[at] = rng.choice(TEXTS)
    text = "\n".join(map(",".join, lines))
    return text.encode(rng.choice(("utf-8", "utf-8", *ENCODINGS)), errors="replace")
