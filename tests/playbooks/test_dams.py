"""Tailings playbooks: what the tables give, strict reading, what is overdue, what is invented."""

import os
import re
import shutil
import subprocess
import sys
from datetime import date

import pytest

from emerg.cli.main import run
from emerg.errors import DataError
from emerg.fonts import missing
from emerg.playbooks.check_dam import dam_quality
from emerg.playbooks.dam_links import figures, load_dams
from emerg.playbooks.dam_schema import Check
from emerg.playbooks.signs import last_look, load_signs, overdue
from tests.conftest import ROOT

SHIPPED = ROOT / "playbooks" / "tailings"
ASKED = {"jiama", "qulong", "dongzhongla", "yulong", "zhaxikang", "lawu"}


@pytest.fixture(scope="module")
def dams(rivers):
    return load_dams([ROOT / "playbooks"], rivers)


def test_the_tables_give_the_playbooks_that_are_committed(tmp_path):
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "build_ponds.py"), str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    kept = {
        p.relative_to(SHIPPED): p.read_bytes()
        for p in SHIPPED.rglob("*")
        if p.is_file() and p.name != "README.md"
    }
    assert made == kept


def test_the_six_ship_and_nothing_invented_looks_real(dams):
    assert set(dams) >= ASKED
    for book in dams.values():
        for pond in book.dam.ponds:
            # Not one of these is public: whoever enters one names its source.
            assert all(one.confidence == "example" for one in figures(pond))
            assert pond.lon is None
        assert book.dam.risk is None
        assert not [role for role in book.plan.roles if role.phone or role.verified_on]
        for site in book.sites:
            assert site.name.zh.startswith("示例") == (site.confidence == "example")
        for text in [step.text for step in book.plan.steps]:
            assert text.en
            assert not missing(text.zh + text.en)
            assert not re.search(r"\bPAC\b|\d{7,}|12369", text.zh + text.en)


def test_the_chain_is_told_by_its_receiving_rivers(dams, rivers):
    first = {name: book.dam.receiving[0].river for name, book in dams.items()}
    assert first["jiama"] == first["qulong"] == "lhasa/jiama"
    assert first["zhaxikang"] == "xibaxia"
    for book in dams.values():
        for one in book.dam.receiving:
            assert one.river in rivers.network.rivers
            assert one.confidence == "low"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('river = "lhasa/jiama"', 'river = "lhasa/jiamma"', "did you mean 'lhasa/jiama'"),
        ("km = 15.0", "km = 150.0", "it runs from km 0.0 to km 26.8"),
        ("value = 200000.0", "value = 9e9", "more water than the pond holds"),
        ('id = "jiama"', 'id = "jia"', "is not the folder's name"),
        ('source = "reports"\nconfidence', 'source = "report"\nconfidence', "no source 'report'"),
        ("value = 45.0", "value = 0", "0 cannot be"),
        ('method = "wet"', 'method = "wett"', "did you mean 'wet'"),
        (
            "[sources]",
            '[[checks]]\npond = "X"\nsign = "crack"\non = 2026-11-01\nresult = "good"\nby = "a"\n'
            "[sources]",
            "no pond 'X'",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(rivers, tmp_path, old, new, said):
    folder = tmp_path / "tailings"
    shutil.copytree(SHIPPED, folder)
    path = folder / "jiama" / "dam.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as refused:
        load_dams([tmp_path], rivers)
    assert said in refused.value.told("en")
    assert "dam.toml" in refused.value.told("en")


def look(sign, day, result="good"):
    return Check("P", sign, day, result, "某人")


def test_what_nobody_looked_at_in_time_is_overdue():
    today = date(2026, 7, 15)
    every = {sign.id for sign in overdue((), "P", today)}
    assert "crack" in every
    assert "flood-water" in every
    assert "ice" not in every
    assert not any(name.startswith("quake") for name in every)
    looked = (look("crack", date(2026, 7, 1)), look("flood-water", date(2026, 5, 1)))
    late = {sign.id for sign in overdue(looked, "P", today)}
    assert "crack" not in late
    assert "flood-water" in late
    assert "ice" in {sign.id for sign in overdue((), "P", date(2026, 1, 15))}
    unseen = (look("crack", date(2026, 7, 14), "not_seen"),)
    assert "crack" in {sign.id for sign in overdue(unseen, "P", today)}
    assert last_look(looked, "P", "crack").on == date(2026, 7, 1)
    assert len([sign for sign in load_signs().sign if sign.when in ("always", "winter")]) == 12


def test_the_check_names_what_is_missing(dams):
    found = dam_quality(dams["jiama"], date(2026, 7, 15))
    assert 0 <= found.score < 20
    told = " ".join(str(remark) for remark in found.remarks)
    assert "have no position" in told
    assert "examples for drills" in told
    assert "not looked at in time" in told


def test_by_command(capsys, tmp_path):
    assert run(["playbooks", "check", "jiama", "--lang", "en"]) == 0
    assert "data quality" in capsys.readouterr().out
    assert run(["playbooks", "show", "yulong", "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    assert "玉龙尾矿库" in out
    assert "示例" in out
    assert run(["playbooks", "list", "--kind", "tailings", "--lang", "zh"]) == 0
    assert "甲玛铜多金属矿" in capsys.readouterr().out
    assert run(["brief", "lawu", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "lawu.pdf").read_bytes().startswith(b"%PDF")
