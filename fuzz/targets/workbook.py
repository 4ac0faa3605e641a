"""An office's lists as a workbook: the members are those of the zip, or one ``raw`` file."""

import io
import re
import warnings
import zipfile
from functools import cache

from emerg.resources.read import read_office
from emerg.resources.write import office_files, office_workbook
from fuzz import bundle
from fuzz.bundle import Members
from fuzz.mutate import TEXTS, Blunt, Random
from fuzz.rule import bench, room, tell
from tests.resources.lists_by_hand import full_office

RAW = "raw"
VALUE = re.compile(rb'(?<==")[^"]*(?=")|(?<=>)[^<>]+(?=<)')
ELEMENT = re.compile(rb"<[^/?][^<>]*/>|<(\w+)[^<>]*>[^<>]*</\1>")
VALUES = (
    "1", "0", "-1", "s", "b", "d", "e", "n", "str", "inlineStr", "999999999", "A1:XFD1048576",
    "XFD1048576", "A0", "A", "1E999", "&#1;", "&amp;", "&x;", "yyyy-mm-dd", "rId1", "2147483648",
)  # fmt: skip


@cache
def seeds() -> list[bytes]:
    content = office_workbook(full_office(bench()))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        members = [(name, book.read(name)) for name in book.namelist()]
    # The guide explains the columns and is never read.
    small = [(name, _shorter(part)) for name, part in members]
    return [bundle.packed(small), bundle.packed([(RAW, content)])]


def _shorter(part: bytes) -> bytes:
    return re.sub(rb"<dataValidations.*</dataValidations>", b"", part, flags=re.DOTALL)


def feed(data: bytes) -> None:
    members = bundle.unpacked(data)
    raw = bundle.first(members, RAW)
    with room() as folder:
        file = folder / "x.xlsx"
        file.write_bytes(zipped(members) if raw is None else raw)
        read = read_office(file)
        tell(read.problems)
        if read.office is not None:
            office_files(read.office)


def zipped(members: Members) -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w") as book:
        warnings.simplefilter("ignore")  # of a name that comes twice
        for name, content in members:
            book.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


def mutate(data: bytes, rng: Random, blunt: Blunt) -> bytes:
    members = bundle.unpacked(data)
    if not members or rng.random() < 0.1:
        return bundle.packed(bundle.mutated(members, rng, blunt))
    at = rng.randrange(len(members))
    name, content = members[at]
    return bundle.packed([*members[:at], (name, _marked(content, rng)), *members[at + 1 :]])


def _marked(content: bytes, rng: Random) -> bytes:
    """XML with a value or an element of it changed."""
    changed = content
    for _ in range(rng.choice((1, 1, 2, 4))):
        kind = rng.choice((VALUE, VALUE, ELEMENT))
        found = list(kind.finditer(changed))
        if not found:
            return changed
        spot, other = rng.choice(found), rng.choice(found)
        word = rng.choice((*VALUES, *TEXTS)).encode(errors="replace")
        choices = (b"", other[0], spot[0] * 2) if kind is ELEMENT else (word, word, other[0])
        changed = changed[: spot.start()] + rng.choice(choices) + changed[spot.end() :]
    return changed
