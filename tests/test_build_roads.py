"""The committed roads: byte for byte what the facts and the river playbooks give."""

import os
import re
import subprocess
import sys

from emerg.fonts import missing
from emerg.playbooks.road_books import load_road_books
from emerg.playbooks.roads import load_roads
from tests.conftest import ROOT

ROADS = ROOT / "playbooks" / "roads"


def run(out, shared):
    return subprocess.run(
        [sys.executable, str(ROOT / "tools" / "build_roads.py"), str(out)],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"EMERG_SHARED": str(shared), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def written(folder):
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != "README.md")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_facts_give_the_roads_that_are_committed(shared, tmp_path):
    done = run(tmp_path / "roads", shared)
    assert done.returncode == 0, done.stderr
    assert written(tmp_path / "roads") == written(ROADS)


def test_without_facts_nothing_is_written_and_the_way_is_told(tmp_path):
    done = run(tmp_path / "roads", tmp_path / "nowhere")
    assert done.returncode == 1
    assert "EMERG_SHARED" in done.stderr
    assert not (tmp_path / "roads").exists()


def test_nothing_invented_looks_real_and_everything_can_be_printed():
    for book in load_road_books([ROOT / "playbooks"], load_roads([ROOT / "playbooks"])).values():
        plan = book.playbook.plan
        assert not [role for role in plan.roles if role.phone or role.verified_on]
        texts = [step.text for step in plan.steps]
        texts += [text for role in plan.roles for text in (role.who, role.task)]
        for text in (*texts, book.playbook.road.name):
            assert text.en
            assert not missing(text.zh + text.en), text
            assert "12369" not in text.zh
            assert not re.search(r"\bPAC\b|\d{7,}", text.zh + text.en), text
        for site in book.playbook.sites:
            assert not missing(site.name.zh + site.note.zh), site.id
