"""The golden set: it passes here, and every one of its figures can fail."""

import shutil
from dataclasses import replace
from math import inf, nan
from pathlib import Path

import pytest

from emerg.transport.dispersion import FORMULAS
from emerg.usecases import verify_here, verify_science
from emerg.usecases.run import Cancelled
from emerg.usecases.verify import Check, run_checks, verified_json
from emerg.usecases.verify_here import cases, cases_folder, difference, playbooks, printable, same
from emerg.usecases.verify_science import WORK

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
SCIENCE = [check for _name, checks in WORK for check in checks()]


def failing(checks):
    return [check for check in checks if not check.passed]


@pytest.fixture
def nowhere(tmp_path):
    return tmp_path / "no-home"


@pytest.fixture
def broken(tmp_path):
    """A shelf whose one playbook lost a quotation mark."""
    shutil.copytree(ROOT / "playbooks" / "rivers" / "boqu", tmp_path / "shelf" / "rivers" / "boqu")
    file = tmp_path / "shelf" / "rivers" / "boqu" / "river.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"', "", 1), encoding="utf-8")
    return tmp_path / "shelf"


# One check ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("check", "passed"),
    [
        (Check("x", 10.0, 10.4, 0.5), True),
        (Check("x", 10.0, 10.6, 0.5), False),
        (Check("x", 10.0, 9.4, 0.5), False),
        (Check("x", 10.0, 10.0), True),
        (Check("x", 0.85, 0.86, rule="least"), True),
        (Check("x", 0.85, 0.84, rule="least"), False),
        (Check("x", 0.10, 0.09, rule="most"), True),
        (Check("x", 0.10, 0.11, rule="most"), False),
        (Check("x", 10.0, nan, 100.0), False),
        (Check("x", 10.0, inf, rule="least"), False),
        (Check("x", 10.0, -inf, rule="most"), False),
    ],
)
def test_a_figure_passes_within_its_rule_only(check, passed):
    assert check.passed is passed


def test_what_failed_is_counted_and_named():
    good, bad = Check("good", 1.0, 1.0), Check("bad", 1.0, nan, note="why")
    found = run_checks((("one", lambda: [good]), ("two", lambda: [bad])))
    assert found.failed == (bad,)
    told = verified_json(found, "en")
    assert (told["passed"], told["failed"]) == (1, 1)
    assert [one["part"] for one in told["checks"]] == ["one", "two"]
    assert told["checks"][1]["got"] is None
    assert told["checks"][1]["note"] == "why"


def test_it_tells_how_far_it_is_and_can_be_stopped_between_parts():
    done = []
    work = (("one", lambda: []), ("two", lambda: []))
    run_checks(work, progress=lambda *steps: done.append(steps))
    assert done == [(1, 2), (2, 2)]
    with pytest.raises(Cancelled):
        run_checks((("one", lambda: []),), stop=lambda: True)


# The science --------------------------------------------------------------------------------------


@pytest.mark.parametrize("check", SCIENCE, ids=lambda check: str(check.name))
def test_every_figure_passes_and_a_nearby_one_would_not(check):
    """A tolerance that lets everything through would check nothing."""
    assert check.passed
    assert check.tolerance <= 0.02 * max(abs(check.expected), 1e-2)
    for off in (1 + 0.05, 1 - 0.05):
        wrong = check.expected * off if check.expected else 1e-3 * off
        assert not replace(check, got=wrong).passed


def test_a_coefficient_mistyped_elsewhere_would_be_found(monkeypatch):
    """5.195 for Seo and Cheong's 5.915, as one public library has it."""
    wrong = dict(FORMULAS)
    right = wrong["Seo & Cheong 1998"]
    wrong["Seo & Cheong 1998"] = lambda *given: right(*given) * 5.195 / 5.915
    monkeypatch.setattr(verify_science, "FORMULAS", wrong)
    (found,) = failing(verify_science.by_hand())
    assert found.name == "Seo & Cheong 1998"


def test_a_factor_applied_twice_would_be_found(monkeypatch):
    """0.89 twice, as one public service has it: 12.5 h for 14.0 h."""
    monkeypatch.setattr(verify_science, "LEADING_EDGE", 0.89**2)
    assert len(failing(verify_science.published())) == 2


def test_a_wrong_expectation_would_be_found(monkeypatch):
    monkeypatch.setattr(verify_science, "ROUNDED_DOWN_H", ((3.99, 4.0),))
    assert len(failing(verify_science.rounding())) == 1


# This installation --------------------------------------------------------------------------------


def test_the_parts_that_depend_on_this_machine_are_all_there(nowhere):
    parts = verify_here.work_here(None, {}, nowhere)
    assert [name.msgid for name, _ in parts][-2:] == ["Playbooks", "Fonts"]
    assert len(parts) == 4
    assert failing(check for name, part in parts[2:] for check in part()) == []


def test_the_cases_are_those_of_the_checkout():
    assert cases_folder() == CASES


def test_an_accident_told_otherwise_would_be_found(tmp_path):
    folder = Path(shutil.copytree(CASES, tmp_path / "cases"))
    file = folder / "gold-king-2015.toml"
    text = file.read_text(encoding="utf-8")
    for before, after in (
        ("66.0", "466.0"),
        ("73.0", "473.0"),
        ("76.0", "476.0"),
        ("79.0", "479.0"),
    ):
        text = text.replace(f"_h = {before}", f"_h = {after}")
    file.write_text(text, encoding="utf-8")
    found = failing(cases(folder))
    assert "share of observations inside their band" in [check.name.msgid for check in found]


def test_an_example_told_otherwise_would_be_found(tmp_path):
    folder = Path(shutil.copytree(CASES, tmp_path / "cases"))
    file = folder / "jobson-1996-example-1.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("3.35", "3.65"), encoding="utf-8")
    assert len(failing(cases(folder))) == 3


def test_missing_cases_are_found_missing(tmp_path):
    (found,) = cases(tmp_path / "none")
    assert found.got == 0
    assert not found.passed


def test_a_broken_playbook_is_found_and_the_rest_goes_on(broken, nowhere):
    errors = next(iter(playbooks(broken, {}, nowhere)))
    assert not errors.passed
    assert "boqu" in errors.note
    (twice,) = same(broken, {}, nowhere)
    assert not twice.passed
    assert twice.note


def test_no_playbooks_at_all_are_found_missing(tmp_path, nowhere):
    (found,) = playbooks(tmp_path / "none", {}, nowhere)
    assert not found.passed
    assert found.note


def test_answers_that_differ_differ(rivers):
    hits = verify_here.answered(rivers)
    assert difference(hits, hits) == 0.0
    later = [replace(hits[0], peak_h=(*hits[0].peak_h[:2], hits[0].peak_h[2] + 0.5)), *hits[1:]]
    assert difference(hits, later) == pytest.approx(0.5)
    assert difference(hits, hits[1:]) == inf
    assert difference(hits, [replace(hits[0], close_by=None, mixed=False), *hits[1:]]) == inf


def test_a_character_without_a_glyph_is_found(tmp_path, monkeypatch):
    (tmp_path / "emerg.po").write_text('msgstr "拉萨🚒"', encoding="utf-8")
    monkeypatch.setattr(verify_here, "LOCALE_DIR", tmp_path)
    (found,) = failing(printable())
    assert (found.got, found.note) == (1, "🚒")
