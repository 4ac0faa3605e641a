"""The committed playbooks: byte for byte what the facts give, with plans that can be used."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from emerg.fonts import missing
from emerg.playbooks.schema import HazardClass, Phase
from emerg.playbooks.shelf import load_rivers

ROOT = Path(__file__).resolve().parents[1]
RIVERS = ROOT / "playbooks" / "rivers"
CLASSES, PHASES = get_args(HazardClass), get_args(Phase)
CHINESE = re.compile(r"[\u3400-\u9fff]")


def run(out, shared):
    return subprocess.run(
        [sys.executable, str(ROOT / "tools" / "build_playbooks.py"), str(out)],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"EMERG_SHARED": str(shared), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_facts_give_the_playbooks_that_are_committed(shared, tmp_path):
    done = run(tmp_path / "rivers", shared)
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "rivers") == contents(RIVERS)


def test_without_facts_nothing_is_written_and_the_way_is_told(tmp_path):
    done = run(tmp_path / "rivers", tmp_path / "nowhere")
    assert done.returncode == 1
    assert "EMERG_SHARED" in done.stderr
    assert not (tmp_path / "rivers").exists()


@pytest.fixture(scope="module")
def books():
    return load_rivers([ROOT / "playbooks"]).rivers


def prose(book):
    """Every bilingual text of the plan."""
    plan = book.plan
    yield plan.termination.text
    yield from (step.text for step in plan.steps)
    yield from (text for role in plan.roles for text in (role.who, role.task))
    yield from (point.why for point in plan.sampling)
    for row in plan.water_supply:
        yield from (row.town, row.supply, row.alternative)


def test_every_class_of_hazard_has_steps_in_every_phase(books):
    for book in books.values():
        for hazard in CLASSES:
            own = {step.phase for step in book.plan.steps if step.hazard == hazard}
            assert own == set(PHASES), (book.river.id, hazard)


def test_steps_that_are_read_together_have_one_order(books):
    for book in books.values():
        for hazard in CLASSES:
            shown = [s for s in book.plan.steps if s.hazard in ("any", hazard)]
            places = [(step.phase, step.order) for step in shown]
            assert len(places) == len(set(places)), (book.river.id, hazard)


def test_people_come_before_everything_and_a_jar_test_before_any_dose(books):
    for book in books.values():
        for hazard in CLASSES:
            shown = [s for s in book.plan.steps if s.hazard in ("any", hazard)]
            first = {
                phase: min((s for s in shown if s.phase == phase), key=lambda s: s.order)
                for phase in PHASES
            }
            assert "先保人" in first["stop"].text.zh
            assert "烧杯试验" in first["treat"].text.zh


def test_cyanide_is_not_chlorinated_in_the_open_river(books):
    for book in books.values():
        said = [s.text.zh for s in book.plan.steps if s.hazard == "cyanide"]
        assert any("不得" in text and "氯化氰" in text for text in said)


def test_both_languages_are_there_and_can_be_printed(books):
    for book in books.values():
        for text in prose(book):
            assert CHINESE.search(text.zh), text
            assert text.en, text
            assert not CHINESE.search(text.en), text
            assert not missing(text.zh + text.en), text


def test_nothing_invented_looks_real(books):
    for book in books.values():
        assert not [role for role in book.plan.roles if role.phone or role.verified_on]
        examples = {site.id for site in book.sites if site.confidence == "example"}
        assert not examples & {point.site for point in book.plan.sampling}
        for site in book.sites:
            marked = site.name.zh.startswith("示例") and site.name.en.startswith("Example")
            assert marked == (site.id in examples), site.id
        for text in prose(book):
            assert "示例" not in text.zh
            assert "12369" not in text.zh
            assert not re.search(r"\bPAC\b|\d{7,}", text.zh + text.en), text


def test_nobody_abroad_is_named(books):
    abroad = r"印度|尼泊尔|缅甸|不丹|老挝|越南|India|Nepal|Myanmar|Bhutan|Laos"
    for book in books.values():
        assert not [text for text in prose(book) if re.search(abroad, text.zh + text.en)]


def test_every_county_of_a_river_has_its_government_and_environment_office(books):
    for book in books.values():
        offices = [a.name.zh for a in book.river.authorities if a.level == "county"]
        there = {site.county for site in book.sites} | {o.split("人民政府")[0] for o in offices}
        for county in there - {""}:
            own = [r for r in book.plan.roles if r.level == "county" and r.county == county]
            assert [county + "人民政府总值班室" in r.who.zh for r in own] == [True, False]
            assert own[1].who.zh.endswith(f"生态环境局{county}分局")


def test_offices_are_called_from_the_county_up(books):
    levels = ["county", "prefecture", "region", "operator", "neighbour"]
    for book in books.values():
        roles = sorted(book.plan.roles, key=lambda role: role.order)
        assert [r.order for r in roles] == list(range(1, len(roles) + 1))
        assert [levels.index(r.level) for r in roles] == sorted(
            levels.index(r.level) for r in roles
        )


def test_every_work_on_a_key_river_has_a_step_and_an_operator(books):
    for book in books.values():
        for dam in (site for site in book.sites if site.layer == "dam"):
            name = dam.name.zh.split("（")[0]
            assert any(name in r.who.zh for r in book.plan.roles if r.level == "operator")
            if book.river.key:
                assert any(name in s.text.zh for s in book.plan.steps if s.phase == "hold"), name


def test_an_empty_reservoir_is_not_said_to_hold_longer_than_it_can(books):
    """满拉: 0.83e8 m³ at 15.1 m³/s is 63.6 days; 藏木: 0.13e8 at about 1,000 is under 4 hours."""
    held = [s.text.zh for b in books.values() for s in b.plan.steps if "空库约可拦" in s.text.zh]
    told = dict(re.search(r"请(..).*可拦 (\d+ .*?)。", text).groups() for text in held)
    assert told == {"满拉": "63 天", "藏木": "3 小时"}


def test_the_dose_for_the_whole_river_follows_its_flow(books):
    """At the mouth of the Lhasa River 335 m³/s x 50 mg/L x 3.6 x 24 / 1000 = 1,447 t a day."""
    said = next(s for s in books["lhasa"].plan.steps if "多年平均流量" in s.text.zh)
    assert "335 m³/s" in said.text.zh
    assert "1,450 t" in said.text.zh
    assert "不现实" in said.text.zh


def test_verticals_follow_the_width(books):
    for book in books.values():
        sites = {site.id: site for site in book.sites}
        widths = {reach.id: reach.width_m for reach in book.reaches}
        for point in book.plan.sampling:
            site = sites[point.site]
            assert site.km is not None
            width = widths[site.reach]
            if point.verticals is not None:
                assert point.verticals == 1 + (width > 50) + (width > 100)


def test_every_intake_and_every_seat_is_asked_for_its_stand_in(books):
    for book in books.values():
        asked = {row.site for row in book.plan.water_supply}
        towns = {row.town.zh for row in book.plan.water_supply}
        for site in book.sites:
            if site.kind in ("waterworks", "source_area"):
                assert site.id in asked
            if site.kind == "county_seat":
                assert site.county in towns


def test_a_river_without_key_says_that_its_plan_is_general(books):
    for book in books.values():
        assert book.plan.generic != book.river.key
        assert any("待踏勘" in step.text.zh for step in book.plan.steps)


def test_reserves_are_no_place_to_store_pollution(books):
    for book in books.values():
        guarded = [s for s in book.sites if s.kind in ("wetland", "reserve")]
        assert not [site.id for site in guarded if site.space_class is not None]
