"""A lock opens on a machine that is busy; one that asks for hours of work is told as such."""

import re

import pyrage
import pytest

from emerg.errors import InputError
from emerg.incident.address_book import FILE, read_address_book, write_address_book
from emerg.incident.contacts import Contact
from emerg.incident.passphrase import EXCESSIVE, TRIES, opened
from tests.light_lock import CHUNK, heavily_locked
from tests.light_lock import locked as lightly_locked


@pytest.fixture
def locked():
    return lightly_locked(b"110", "geheim")


def harder(content, work):
    """The same lock, as if it asked for 2 to the power of `work` rounds."""
    return re.sub(rb"(-> scrypt \S+) \d+\n", rb"\1 %d\n" % work, content)


def test_what_the_program_locks_opens():
    assert opened(heavily_locked(b"110", "geheim"), "geheim") == b"110"


@pytest.mark.parametrize("size", [0, 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_the_light_locks_of_the_tests_are_locks_of_age(size):
    content = b"x" * size
    assert opened(lightly_locked(content, "密码"), "密码") == content
    with pytest.raises(pyrage.DecryptError):
        opened(lightly_locked(content, "密码"), "别的")


def test_the_words_by_which_it_is_told_are_those_of_age(locked):
    with pytest.raises(pyrage.DecryptError, match=EXCESSIVE):
        pyrage.passphrase.decrypt(harder(locked, 30), "geheim")


def test_a_measure_that_was_wrong_is_taken_anew(locked, monkeypatch):
    real, seen = pyrage.passphrase.decrypt, []

    def busy(content, passphrase):
        seen.append(1)
        return real(harder(content, 30) if len(seen) < TRIES else content, passphrase)

    monkeypatch.setattr(pyrage.passphrase, "decrypt", busy)
    assert opened(locked, "geheim") == b"110"
    assert len(seen) == TRIES


def test_another_passphrase_is_not_tried_again(locked, monkeypatch):
    real, seen = pyrage.passphrase.decrypt, []

    def counted(content, passphrase):
        seen.append(1)
        return real(content, passphrase)

    monkeypatch.setattr(pyrage.passphrase, "decrypt", counted)
    with pytest.raises(pyrage.DecryptError):
        opened(locked, "anders")
    assert seen == [1]


def test_what_would_take_hours_is_told_as_that_and_not_as_a_wrong_passphrase(tmp_path):
    write_address_book(tmp_path, (Contact("duty", "110"),), "geheim")
    path = tmp_path / FILE
    path.write_bytes(harder(path.read_bytes(), 30))
    with pytest.raises(InputError, match="far too long"):
        read_address_book(tmp_path, "geheim")
