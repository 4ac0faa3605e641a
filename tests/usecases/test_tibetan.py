"""Tibetan names: of rivers and sites whose playbook gives them."""

from dataclasses import replace

from emerg.usecases.tibetan import tibetan_names


def test_rivers_have_theirs_and_what_has_none_is_left_out(rivers):
    names = tibetan_names(rivers)
    assert names["yarlung-tsangpo"] == "ཡར་ཀླུངས་གཙང་པོ"
    assert "parlung" not in names
    assert all(names.values())


def test_a_site_may_carry_one(rivers):
    reach, (first, *others) = next(iter(rivers.sites.items()))
    given = replace(first, attributes={**(first.attributes or {}), "bo": "ཆུ"})
    more = replace(rivers, sites={**rivers.sites, reach: (given, *others)})
    assert tibetan_names(more)[first.id] == "ཆུ"
