"""About: what is installed here, told as it is."""

import shutil
from email.message import Message
from pathlib import Path

import pytest

from emerg import __version__
from emerg.playbooks.shelf import KINDS
from emerg.texts import LANGS
from emerg.ui.about_words import about_markdown
from emerg.usecases.about import about, libraries, licence_of
from emerg.usecases.run import Cancelled

ROOT = Path(__file__).resolve().parents[2]


def test_every_playbook_is_named_with_its_version(home):
    found = about(None, {}, home)
    assert {one.kind for one in found.editions} == set(KINDS)
    assert all(one.version and not one.own for one in found.editions)
    lhasa = next(one for one in found.editions if one.id == "lhasa")
    assert (lhasa.name.zh, lhasa.approved_by) == ("拉萨河", "")


def test_an_offices_own_is_marked_and_a_broken_one_says_so(home):
    own = home / "playbooks" / "rivers"
    shutil.copytree(ROOT / "playbooks" / "rivers" / "lhasa", own / "lhasa")
    (own / "broken").mkdir()
    (own / "broken" / "river.toml").write_text("format = ", encoding="utf-8")
    found = {one.id: one for one in about(None, {}, home).editions}
    assert found["lhasa"].own
    assert (found["broken"].version, found["broken"].name.zh) == ("", "broken")
    text = about_markdown(about(None, {}, home), "en")
    assert "| Lhasa River (own) | river |" in text
    assert "| broken (own) | river | cannot be read |" in text


def test_libraries_are_those_of_the_program_and_its_window():
    found = {one.name.casefold().replace("_", "-") for one in libraries()}
    assert {"click", "networkx", "pyside6-essentials", "reportlab"} <= found
    assert not found & {"pytest", "mypy", "ruff", "matplotlib"}


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ([("License-Expression", "MIT")], "MIT"),
        (
            [("Classifier", "License :: OSI Approved :: MIT License"), ("License", "x")],
            "MIT License",
        ),
        ([("License", "LGPL-3.0-only OR GPL-2.0-only")], "LGPL-3.0-only OR GPL-2.0-only"),
        ([("License", f"{'Copyright' * 20}\nmore")], f"{('Copyright' * 20)[:60]}…"),
        ([], ""),
    ],
)
def test_a_licence_is_what_the_package_states(fields, licence):
    package = Message()
    for name, value in fields:
        package[name] = value
    assert licence_of(package) == licence


@pytest.mark.parametrize("lang", LANGS)
def test_all_of_it_is_told_in_both_languages(home, lang):
    text = about_markdown(about(None, {}, home), lang)
    assert text.startswith(f"# emerg {__version__}\n")
    for word in (
        str(home).replace("_", "\\_"),
        "Apache-2.0",
        "ODbL",
        "LGPL",
        "Open Font License" if lang == "en" else "开放字体许可",
    ):
        assert word in text
    assert ("从不联网" if lang == "zh" else "No network, ever") in text
    assert "MERIT Hydro" in text


def test_it_stops_when_asked(home):
    with pytest.raises(Cancelled):
        about(None, {}, home, stop=lambda: True)
