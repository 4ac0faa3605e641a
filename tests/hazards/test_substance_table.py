"""The table itself: fractions by stoichiometry, numbers with their check digits, no gaps."""

import re
from collections import Counter
from dataclasses import fields

import pytest

from emerg.hazards.limits import load_limits
from emerg.hazards.substance import SOLUBILITY_WORDS, STATE_WORDS, Substance
from emerg.hazards.substances import load_substances
from emerg.texts import Bilingual

SUBSTANCES = load_substances()
LIMITS = load_limits()
IDS = [row.id for row in SUBSTANCES]

# IUPAC, abridged.
ATOMS = {
    "H": 1.008, "Li": 6.94, "B": 10.81, "C": 12.011, "N": 14.007, "O": 15.999, "Na": 22.990,
    "P": 30.974, "S": 32.06, "Cl": 35.45, "K": 39.098, "Ca": 40.078, "Cr": 51.996, "Mn": 54.938,
    "Fe": 55.845, "Ni": 58.693, "Cu": 63.546, "Zn": 65.38, "As": 74.922, "Mo": 95.95,
    "Cd": 112.414, "Sb": 121.760, "Hg": 200.592, "Tl": 204.38, "Pb": 207.2,
}  # fmt: skip
# What is weighed as the species; itself, as a formula, where it is an element.
WEIGHED = {
    "CN-": "CN", "NH3-N": "N", "NO3-N": "N", "TP": "P", "sulfide": "S", "Cr(VI)": "Cr",
    "active-chlorine": "Cl2", "butyl-xanthate": "C5H10OS2",
}  # fmt: skip
# Of what compound the fraction is, and how many of the species one unit of it gives.
MADE_OF = {
    ("emulsion-explosive", "NH3-N"): ("NH4NO3", 1),
    ("emulsion-explosive", "NO3-N"): ("NH4NO3", 1),
    ("anfo", "NH3-N"): ("NH4NO3", 1),
    ("anfo", "NO3-N"): ("NH4NO3", 1),
    ("ammonium-nitrate", "NH3-N"): ("NH4NO3", 1),
    ("ammonium-nitrate", "NO3-N"): ("NH4NO3", 1),
    ("ammonium-nitrate-emulsion", "NH3-N"): ("NH4NO3", 1),
    ("ammonium-nitrate-emulsion", "NO3-N"): ("NH4NO3", 1),
    ("potassium-permanganate", "Mn"): ("KMnO4", 1),
    ("calcium-hypochlorite", "active-chlorine"): ("Ca(ClO)2", 2),
    ("sodium-hypochlorite", "active-chlorine"): ("NaClO", 1),
    ("chlorine", "active-chlorine"): ("Cl2", 1),
    ("phosphoric-acid", "TP"): ("H3PO4", 1),
    ("ammonia", "NH3-N"): ("NH3", 1),
    ("ammonia-water", "NH3-N"): ("NH3", 1),
    ("ferric-chloride", "Fe"): ("FeCl3", 1),
    ("lithium-carbonate", "Li"): ("Li2CO3", 2),
    ("sodium-cyanide", "CN-"): ("NaCN", 1),
    ("sodium-cyanide-solution", "CN-"): ("NaCN", 1),
    ("potassium-cyanide", "CN-"): ("KCN", 1),
    ("urea", "NH3-N"): ("CO(NH2)2", 2),
    ("diammonium-phosphate", "NH3-N"): ("(NH4)2HPO4", 2),
    ("diammonium-phosphate", "TP"): ("(NH4)2HPO4", 1),
    ("sodium-butyl-xanthate", "butyl-xanthate"): ("C5H9NaOS2", 1),
    ("sodium-isobutyl-xanthate", "butyl-xanthate"): ("C5H9NaOS2", 1),
    ("sodium-sulfide", "sulfide"): ("Na2S", 1),
    ("sodium-hydrosulfide", "sulfide"): ("NaHS", 1),
    ("copper-sulfate", "Cu"): ("CuSO4·5H2O", 1),
    ("zinc-sulfate", "Zn"): ("ZnSO4·H2O", 1),
    ("lead-nitrate", "Pb"): ("Pb(NO3)2", 1),
    ("lead-nitrate", "NO3-N"): ("Pb(NO3)2", 2),
    ("arsenic-trioxide", "As"): ("As2O3", 2),
    ("potassium-dichromate", "Cr(VI)"): ("K2Cr2O7", 2),
    ("chromium-trioxide", "Cr(VI)"): ("CrO3", 1),
    ("borax", "B"): ("Na2B4O7·10H2O", 4),
    ("boric-acid", "B"): ("H3BO3", 1),
}
# The amount is the species itself: oils as petroleum, organics, metals already in solution.
ITSELF = {
    "petroleum", "benzene", "toluene", "xylene", "styrene", "phenols", "formaldehyde", "aniline",
    "nitrobenzene", "hydrazine-hydrate", "glyphosate", "chlorpyrifos", "CN-", "Cd", "Tl", "Sb",
    "As", "Mo", "Pb", "Zn", "Cu", "Ni", "Cr(VI)", "Hg",
}  # fmt: skip


def mass(formula: str) -> float:
    """Molar mass [g/mol]: brackets, and water of crystallisation after a dot."""
    return sum(_part(part) for part in formula.split("·"))


def _part(formula: str) -> float:
    times, rest = re.fullmatch(r"(\d*)(.*)", formula).groups()
    while found := re.search(r"\(([^()]*)\)(\d*)", rest):
        rest = rest[: found.start()] + found[1] * int(found[2] or 1) + rest[found.end() :]
    atoms = re.findall(r"([A-Z][a-z]?)(\d*)", rest)
    assert "".join(symbol + number for symbol, number in atoms) == rest
    return int(times or 1) * sum(ATOMS[symbol] * int(number or 1) for symbol, number in atoms)


@pytest.mark.parametrize(
    ("formula", "g_mol"),
    [("H2O", 18.015), ("CO(NH2)2", 60.056), ("CuSO4·5H2O", 249.68), ("Ca(OH)2", 74.09)],
)
def test_the_test_can_weigh_a_formula(formula, g_mol):
    assert mass(formula) == pytest.approx(g_mol, abs=0.01)


def parts() -> list[tuple[str, str, float]]:
    return [(row.id, p.species, p.mass_fraction) for row in SUBSTANCES for p in row.regulated]


@pytest.mark.parametrize(("name", "species", "fraction"), parts())
def test_mass_fractions_follow_from_the_formula(name, species, fraction):
    if (name, species) not in MADE_OF:
        assert species in ITSELF
        assert fraction == 1.0
        return
    compound, count = MADE_OF[name, species]
    weighed = mass(WEIGHED.get(species, species))
    assert fraction == pytest.approx(count * weighed / mass(compound), rel=0.005)


@pytest.mark.parametrize(
    ("name", "compound"), sorted({(n, c) for (n, _), (c, _) in MADE_OF.items()})
)
def test_the_formula_printed_is_the_one_weighed(name, compound):
    assert SUBSTANCES.get(name).formula in (compound, "")


def test_every_formula_is_made_of_atoms():
    for row in SUBSTANCES:
        if row.formula:
            assert mass(row.formula.rstrip("-")) > 0, row.id


def test_at_least_forty_of_all_kinds():
    assert len(SUBSTANCES) >= 40
    kinds = Counter(row.hazard for row in SUBSTANCES)
    assert {"oil", "heavy_metal", "cyanide", "acid_alkali", "organic", "flammable"} < kinds.keys()
    assert kinds["unknown"] == 1


def test_ids_are_plain_and_unique():
    assert len(IDS) == len(set(IDS))
    assert not [name for name in IDS if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)]


def test_no_name_means_two_things():
    assert not {
        key: [r.id for r in rows] for key, rows in SUBSTANCES.names.items() if len(rows) > 1
    }


def test_no_number_or_formula_is_another_things_name():
    clash = [
        (key, row.id)
        for key, rows in SUBSTANCES.names.items()
        for row in rows
        if key in SUBSTANCES.codes and row not in SUBSTANCES.codes[key]
    ]
    assert not clash


@pytest.mark.parametrize("row", SUBSTANCES.rows, ids=IDS)
def test_every_row_is_whole(row: Substance):
    for field in fields(row):
        value = getattr(row, field.name)
        if isinstance(value, Bilingual) and (value.zh or field.name != "note"):
            assert value.zh, field.name
            assert value.en, field.name
    assert row.source
    assert row.as_of
    assert row.state in STATE_WORDS
    assert row.solubility in SOLUBILITY_WORDS
    gas_that_leaves = row.state in ("gas", "liquefied") and not row.mixes
    assert bool(row.to_sample) != gas_that_leaves


@pytest.mark.parametrize("row", SUBSTANCES.rows, ids=IDS)
def test_un_numbers_and_classes(row: Substance):
    assert all(re.fullmatch(r"\d{4}", number) for number in row.un)
    assert bool(row.un) == bool(row.un_class)
    assert re.fullmatch(
        r"(|[1-9](\.[1-6][A-S]?)?( \([1-9](\.\d)?(, [1-9](\.\d)?)*\))?)", row.un_class
    )
    assert row.erg is None or (111 <= row.erg <= 175 and row.un)


@pytest.mark.parametrize("row", [r for r in SUBSTANCES if r.cas], ids=lambda r: r.id)
def test_cas_numbers_bear_their_check_digit(row: Substance):
    first, second, check = re.fullmatch(r"(\d{2,7})-(\d{2})-(\d)", row.cas).groups()
    digits = [int(digit) for digit in reversed(first + second)]
    assert sum(place * digit for place, digit in enumerate(digits, 1)) % 10 == int(check)


def characters(word: str) -> int:
    return len(re.findall(r"[一-鿿]", word))


@pytest.mark.parametrize("row", SUBSTANCES.rows, ids=IDS)
def test_pinyin_has_a_syllable_for_every_character(row: Substance):
    first, *others = [len(reading.split()) for reading in row.pinyin]
    assert first == characters(row.name.zh)
    assert set(others) <= {characters(word) for word in (row.name.zh, *row.aliases)}
    assert all(re.fullmatch(r"[a-z]+( [a-z]+)*", reading) for reading in row.pinyin)


@pytest.mark.parametrize("row", SUBSTANCES.rows, ids=IDS)
def test_what_is_sampled_or_regulated_is_named_in_the_limits(row: Substance):
    assert not set(row.to_sample) - LIMITS.rows.keys()
    for part in row.regulated:
        has_limit = LIMITS.intake(part.species) is not None
        assert has_limit or LIMITS.why_none(part.species) is not None


def test_only_lithium_is_regulated_without_a_limit():
    assert {s for _, s, _ in parts() if LIMITS.intake(s) is None} == {"Li"}


@pytest.mark.parametrize("row", SUBSTANCES.rows, ids=IDS)
def test_solids_slicks_and_gases_are_not_given_as_dissolved(row: Substance):
    if row.floats:
        assert row.hazard == "oil"
        assert not row.mixes
        assert row.may_remain
    elif not row.mixes:
        assert not row.regulated
    if row.state == "slurry" or "concentrate" in row.id:
        assert not row.mixes
        assert row.may_remain


@pytest.mark.parametrize(
    "name", ["硫酸", "盐酸", "硝酸", "烧碱", "液碱", "生石灰", "熟石灰", "纯碱", "水泥"]
)
def test_an_acid_is_not_judged_by_its_sulfate(name):
    row = SUBSTANCES.get(name)
    assert row.regulated == ()
    assert "pH" in row.to_sample


@pytest.mark.parametrize("row", SUBSTANCES.rows, ids=IDS)
def test_liquids_have_a_density_and_solids_none(row: Substance):
    if row.density_kg_m3 is not None:
        assert row.state != "solid"
        assert 400 <= row.density_kg_m3 <= 14_000
    if row.floats:
        assert row.density_kg_m3 is not None
        assert row.density_kg_m3 < 1000


def test_cyanide_is_kept_from_acid_and_from_chlorine_in_the_river():
    for row in SUBSTANCES:
        if row.hazard == "cyanide":
            assert "HCN" in row.responder_note.en
            assert "do not chlorinate the river" in row.responder_note.en
            assert "严禁接触酸" in row.responder_note.zh


def test_nothing_printed_names_the_closed_hotline_or_the_bare_abbreviation():
    for row in SUBSTANCES:
        words = " ".join(str(getattr(row, field.name)) for field in fields(row))
        assert "12369" not in words
        assert not re.search(r"\bPAC\b", words)
