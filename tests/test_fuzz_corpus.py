"""Every input that once broke a reader, and the seeds of `make fuzz`: none may break it again."""

import warnings
from random import Random

import pytest

from fuzz import bundle
from fuzz.mutate import havoc
from fuzz.replay import CORPUS, kept
from fuzz.rule import refusing, room, tell
from fuzz.targets import NAMES, target

NEIGHBOURS = 12


@pytest.mark.parametrize("name", NAMES)
def test_what_once_broke_it_breaks_it_no_more(name):
    for told, data in kept(name):
        try:
            target(name).feed(data)
        except Exception as error:
            error.add_note(f"python -m fuzz.replay {name} {CORPUS / name / told}")
            raise


@pytest.mark.parametrize("name", NAMES)
def test_neighbours_of_the_seeds_are_read_or_refused(name):
    """The mutators themselves: what they make is not merely what the outer parsers refuse."""
    wanted = target(name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries, about what is wrong with the input
        for number in range(NEIGHBOURS):
            rng = Random(f"{name} {number}")
            seed = rng.choice(wanted.seeds())
            changed = wanted.mutate(seed, rng, havoc(rng))
            wanted.feed(changed)


def test_every_folder_of_the_corpus_has_its_target():
    assert {path.name for path in CORPUS.iterdir()} <= set(NAMES)
    assert not [path for path in CORPUS.rglob("*") if path.is_file() and path.suffix != ".in"]


def test_a_bundle_comes_back_as_it_was():
    members = [("a b", b"1\n%% no head\n"), ("", b""), ("a b", b"\x00\xff\r\n")]
    assert bundle.unpacked(bundle.packed(members)) == members


def test_the_rule_finds_what_it_is_for():
    def written_outside():
        with room() as folder:
            (folder.parent / "evil").touch()

    def unsaid():
        with refusing():
            raise ValueError("of a library")

    with pytest.raises(AssertionError, match="evil"):
        written_outside()
    with pytest.raises(ValueError, match="library"):
        unsaid()
    with room() as folder:
        assert list(folder.iterdir()) == []
    tell(())
