"""docs/limits.md: the figures are those of the code, the sentences those that are said."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from emerg.texts import Text, render

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and "What · " not in line
]
LIMITS = {row[2].strip("`"): row for row in ROWS if len(row) == 4}
TIMES = {"": 1, "MB": 2**20, "GB": 2**30}
NAMED = re.compile(r"(MOST|LIMIT|LARGEST|LONGEST|GIVEN_UP|HEAD_WITHIN|ROW_LINES)")
# Modules that read what strangers send.
READERS = (
    "emerg.textfiles", "emerg.records", "emerg.values", "emerg.errors", "emerg.texts.letters",
    "emerg.playbooks.features", "emerg.resources.grid", "emerg.resources.csvfile",
    "emerg.resources.looked_into", "emerg.resources.table_book", "emerg.incident.model",
    "emerg.incident.reader", "emerg.incident.carve", "emerg.incident.rescue",
    "emerg.incident.manifest", "emerg.incident.seal", "emerg.geodata.mbtiles",
)  # fmt: skip


def value_of(name: str) -> int:
    """The constant of that dotted name; one of a record's fields, where the name goes on."""
    module, _, constant = name.partition(".MOST.")
    if constant:
        return getattr(import_module(module).MOST, constant)
    module, _, constant = name.rpartition(".")
    return getattr(import_module(module), constant)


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_is_what_the_page_says(name):
    figure, _, unit = LIMITS[name][1].partition(" ")
    assert int(figure.replace(",", "")) * TIMES[unit] == value_of(name)


def test_every_limit_of_a_reader_stands_on_the_page():
    found = set()
    for module in READERS:
        source = (ROOT / "src" / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
        names = re.findall(r"^([A-Z_]+(?:, [A-Z_]+)*)(?:: [\w.]+)? = ", source, re.MULTILINE)
        parted = [name for line in names for name in line.split(", ") if NAMED.search(name)]
        found |= {f"{module}.{name}" for name in parted}
    fields = {f"emerg.incident.manifest.MOST.{name}" for name in vars_of_limits()}
    assert (found - {"emerg.incident.manifest.MOST"}) | fields == set(LIMITS)


def vars_of_limits() -> set[str]:
    from emerg.incident.manifest import Limits

    return set(Limits.__dataclass_fields__)


@pytest.mark.parametrize("sentence", sorted({row[-1] for row in ROWS} - {"—", "…"}))
def test_what_is_said_is_said_in_both_languages(sentence):
    fields = dict.fromkeys(re.findall(r"{(\w+)}", sentence), "x")
    assert render(Text(sentence, **fields), "zh") != render(Text(sentence, **fields), "en")
