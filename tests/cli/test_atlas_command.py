"""emerg atlas: one book of the playbooks that are named, as a file or into a folder."""

import json

import pypdfium2
import pytest

from emerg.cli.main import run


@pytest.mark.parametrize("out", ["atlas-2026.pdf", "folder"])
def test_it_writes_the_file_or_into_the_folder_that_is_named(tmp_path, capsys, out):
    assert run(["atlas", "boqu", "jiama", "-o", str(tmp_path / out), "--json"]) == 0
    (name,) = json.loads(capsys.readouterr().out)["files"]
    assert name == str(tmp_path / (out if out.endswith(".pdf") else "folder/atlas.pdf"))
    titles = [
        entry.get_title() for entry in pypdfium2.PdfDocument(name).get_toc() if entry.level == 0
    ]
    assert titles[2] == "波曲"
    assert len(titles) == 5


def test_a_playbook_nobody_knows_is_named_with_those_that_are_known(tmp_path, capsys):
    assert run(["atlas", "lhassa", "-o", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "lhassa" in said
    assert "g318-lhasa" in said
    assert not list(tmp_path.iterdir())


def test_without_a_place_to_write_to_it_says_so(capsys):
    assert run(["atlas", "boqu"]) == 1
    assert "--out" in capsys.readouterr().err
