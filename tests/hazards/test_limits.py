"""Limits as the standards give them: read from the tables by hand, not from our file."""

import pytest

from emerg.hazards.limits import load_limits
from emerg.texts import render

LIMITS = load_limits()
SPECIES = [row.species for row in LIMITS]


@pytest.mark.parametrize(
    ("species", "mg_l", "basis"),
    [
        ("CN-", 0.05, "GB 3838-2002 class II"),
        ("NH3-N", 0.5, "GB 3838-2002 class II"),
        ("petroleum", 0.05, "GB 3838-2002 class II"),
        ("Hg", 0.00005, "GB 3838-2002 class II"),
        ("Pb", 0.01, "GB 3838-2002 class II"),
        ("Mn", 0.1, "GB 3838-2002 table 2, source water"),
        ("NO3-N", 10, "GB 3838-2002 table 2, source water"),
        ("Sb", 0.005, "GB 3838-2002 table 3, source water"),
        ("Tl", 0.0001, "GB 3838-2002 table 3, source water"),
        ("B", 0.5, "GB 3838-2002 table 3, source water"),
        ("benzene", 0.01, "GB 3838-2002 table 3, source water"),
        ("As", 0.01, "GB 5749-2022"),
        ("CODMn", 3, "GB 5749-2022"),
        ("glyphosate", 0.7, "GB 5749-2022"),
        ("sulfide", 0.02, "GB 5749-2022 appendix A (reference)"),
        ("V", 0.01, "GB 5749-2022 appendix A (reference)"),
    ],
)
def test_an_intake_has_the_strictest_limit_and_says_whose_it_is(species, mg_l, basis):
    limit = LIMITS.intake(species)
    assert limit is not None
    assert (limit.species, limit.mg_l, render(limit.basis, "en")) == (species, mg_l, basis)


@pytest.mark.parametrize(
    ("species", "second", "third"),
    [
        ("CN-", 0.05, 0.2),
        ("NH3-N", 0.5, 1.0),
        ("As", 0.05, 0.05),
        ("Pb", 0.01, 0.05),
        ("Hg", 0.00005, 0.0001),
        ("phenols", 0.002, 0.005),
        ("TP", 0.1, 0.2),
        ("sulfide", 0.1, 0.2),
    ],
)
def test_a_section_has_the_limit_of_its_class(species, second, third):
    two, three = LIMITS.section(species, "II"), LIMITS.section(species, "III")
    assert two is not None
    assert three is not None
    assert (two.mg_l, three.mg_l) == (second, third)
    assert render(three.basis, "en") == "GB 3838-2002 class III"


@pytest.mark.parametrize("species", ["Sb", "Tl", "Mo", "benzene", "NO3-N", "Mn", "glyphosate"])
def test_source_water_limits_hold_for_no_section(species):
    assert LIMITS.section(species, "II") is None
    assert LIMITS.intake(species) is not None


@pytest.mark.parametrize("species", SPECIES)
def test_no_intake_is_judged_more_mildly_than_a_section(species):
    intake = LIMITS.intake(species)
    for target in ("II", "III"):
        section = LIMITS.section(species, target)
        assert section is None or (intake is not None and intake.mg_l <= section.mg_l)


@pytest.mark.parametrize("species", SPECIES)
def test_class_iii_is_no_stricter_than_class_ii(species):
    two, three = LIMITS.section(species, "II"), LIMITS.section(species, "III")
    assert (two is None) == (three is None)
    assert two is None or three is None or three.mg_l >= two.mg_l


@pytest.mark.parametrize("species", SPECIES)
def test_what_has_no_limit_says_why(species):
    assert (LIMITS.intake(species) is None) == (LIMITS.why_none(species) is not None)


def test_every_species_is_listed_once_and_named_in_both_languages():
    assert len(SPECIES) == len(set(SPECIES))
    assert not [row.species for row in LIMITS if not (row.name.zh and row.name.en)]
    assert render(LIMITS.name("CN-"), "zh") == "氰化物"


def test_what_is_not_listed_has_neither_limit_nor_name():
    assert LIMITS.intake("unobtainium") is None
    assert LIMITS.section("unobtainium", "II") is None
    assert LIMITS.why_none("unobtainium") is None
    assert LIMITS.name("unobtainium") == "unobtainium"


def test_figures_of_the_scan_are_surer_than_those_from_memory():
    scan, memory = LIMITS.intake("Cd"), LIMITS.intake("As")
    assert scan is not None
    assert memory is not None
    assert (scan.confidence, memory.confidence) == ("high", "medium")
    assert LIMITS.table.as_of
    assert "GB 3838-2002" in LIMITS.table.source
