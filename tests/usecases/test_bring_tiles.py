"""Map tiles are copied whole or not at all."""

import pytest

from emerg.errors import DataError, InputError, OutputError
from emerg.usecases import bring_tiles as module
from emerg.usecases.bring_tiles import bring_tiles
from emerg.usecases.dropped import recognise
from emerg.usecases.run import Cancelled
from tests.tiles_by_hand import write_tiles

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "影像.mbtiles"
    write_tiles(path, {(5, 24, 13): PNG}, name="影像", format="png")
    return path


def test_they_are_recognised_and_copied(source, home):
    assert recognise(source).what == "tiles"
    seen = []
    found = bring_tiles(source, home, progress=lambda done, total: seen.append((done, total)))
    assert found.file == home / "maps" / source.name
    assert found.file.read_bytes() == source.read_bytes()
    assert seen[-1][0] == seen[-1][1]
    assert [path.name for path in (home / "maps").iterdir()] == [source.name]


def test_one_of_that_name_is_never_written_over(source, home):
    bring_tiles(source, home)
    with pytest.raises(InputError, match="there already"):
        bring_tiles(source, home)


def test_what_is_stopped_leaves_nothing(source, home, monkeypatch):
    monkeypatch.setattr(module, "PIECE_BYTES", 64)
    asked = iter([False, True])
    with pytest.raises(Cancelled):
        bring_tiles(source, home, stop=lambda: next(asked))
    assert list((home / "maps").iterdir()) == []


def test_what_is_no_map_and_a_home_that_cannot_be_written_are_told(tmp_path, source, home):
    bad = tmp_path / "bad.mbtiles"
    bad.write_bytes(b"nothing")
    with pytest.raises(DataError):
        bring_tiles(bad, home)
    home.mkdir(parents=True)
    (home / "maps").write_bytes(b"in the way")
    with pytest.raises(OutputError):
        bring_tiles(source, home)
