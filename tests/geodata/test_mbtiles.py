"""Files of map tiles: what they say of themselves, and what is refused."""

import os
import sqlite3
from contextlib import closing

import pytest

from emerg.errors import DataError
from emerg.geodata.mbtiles import Tile, read_tile_set, read_tiles, tile_files
from emerg.texts import LANGS, render
from tests.tiles_by_hand import write_tiles

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20


@pytest.fixture
def path(tmp_path):
    return tmp_path / "office.mbtiles"


def test_it_says_its_name_whose_it_is_and_its_levels(path):
    told = {"name": "影像", "attribution": '<a href="x">© 测绘院</a>\n 2023', "format": "png"}
    write_tiles(path, {(5, 24, 13): PNG, (7, 96, 53): PNG}, **told)
    found = read_tile_set(path)
    assert (found.name, found.attribution) == ("影像", "© 测绘院 2023")
    assert (found.furthest, found.nearest) == (5, 7)
    assert found.approval == ""


def test_without_a_name_it_goes_by_that_of_the_file(path):
    write_tiles(path, {(5, 24, 13): PNG})
    assert read_tile_set(path).name == "office"


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ({"审图号": "GS(2019)1652号"}, "GS(2019)1652号"),
        ({"approval": "审图号：GS（2022）4309号"}, "GS（2022）4309号"),
        ({"approval_number": "X-17"}, "X-17"),
        ({"attribution": "© 天地图 审图号：GS京(2023)0123号"}, "GS京(2023)0123号"),
        ({"description": "藏S(2021)012号"}, "藏S(2021)012号"),
        ({"attribution": "© 2023 somebody (1990)"}, ""),
    ],
)
def test_the_number_of_its_approval_is_found(path, told, number):
    write_tiles(path, {(5, 24, 13): PNG}, **told)
    assert read_tile_set(path).approval == number


def test_rows_are_counted_from_the_north(path):
    write_tiles(path, {(5, 24, 13): PNG + b"a", (5, 24, 14): PNG + b"b"})
    wanted = [Tile(5, 24, 13), Tile(5, 24, 14), Tile(5, 24, 15)]
    assert dict(read_tiles(path, wanted)) == {
        wanted[0]: PNG + b"a",
        wanted[1]: PNG + b"b",
        wanted[2]: None,
    }


def test_nothing_is_written_and_a_write_protected_file_is_read(path):
    write_tiles(path, {(5, 24, 13): PNG})
    path.chmod(0o444)
    before = path.read_bytes()
    list(read_tiles(path, [Tile(5, 24, 13)]))
    read_tile_set(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_name_with_signs_of_an_address_is_opened(tmp_path):
    path = write_tiles(tmp_path / "影像 50%?a#1.mbtiles", {(5, 24, 13): PNG})
    assert read_tile_set(path).nearest == 5


def test_what_a_file_says_is_shown_without_markup_and_hidden_letters(path):
    name = "<b>bold</b>\x1b[2J\u202e" + "长" * 500
    write_tiles(path, {(5, 24, 13): PNG}, name=name)
    found = read_tile_set(path).name
    assert "<" not in found
    assert "\x1b" not in found
    assert "\u202e" not in found
    assert len(found) <= 201


def no_sqlite(path):
    path.write_text("not a map")


def cut_off(path):
    write_tiles(path, {(5, x, 13): PNG * 200 for x in range(30)})
    path.write_bytes(path.read_bytes()[:5000])


def no_tables(path):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE other (a)")


def no_tiles(path):
    write_tiles(path, {}, format="png")


def vectors(path):
    write_tiles(path, {(5, 24, 13): b"\x1f\x8b"}, format="pbf")


def no_pictures(path):
    write_tiles(path, {(5, 24, 13): b"plain words"}, format="png")


def no_levels(path):
    write_tiles(path, {(5, 24, 13): PNG})
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE tiles SET zoom_level = 'deep'")


def a_pipe(path):
    os.mkfifo(path)


def a_folder(path):
    path.mkdir()


@pytest.mark.parametrize(
    "spoil",
    [no_sqlite, cut_off, no_tables, no_tiles, vectors, no_pictures, no_levels, a_pipe, a_folder],
)
def test_what_is_no_map_is_refused_with_what_where_and_how_to_mend_it(path, spoil):
    spoil(path)
    with pytest.raises(DataError) as refused:
        read_tile_set(path)
    (problem,) = refused.value.problems
    for lang in LANGS:
        assert "office.mbtiles" in render(problem.what, lang)
        assert "MBTiles" in render(problem.fix, lang)
    assert problem.where == str(path)


def test_a_file_that_is_gone_is_told(path):
    with pytest.raises(DataError):
        list(read_tiles(path, [Tile(5, 24, 13)]))


def test_a_tile_that_is_far_too_large_is_none(path):
    write_tiles(path, {(5, 24, 13): PNG * 200_000})
    assert dict(read_tiles(path, [Tile(5, 24, 13)])) == {Tile(5, 24, 13): None}


def test_files_are_found_by_their_ending(tmp_path):
    assert tile_files(tmp_path / "maps") == []
    for name in ("b.mbtiles", "a.MBTILES", "notes.txt"):
        (tmp_path / name).write_text("")
    assert [path.name for path in tile_files(tmp_path)] == ["a.MBTILES", "b.mbtiles"]
