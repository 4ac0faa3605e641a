"""Locks of a passphrase that cost no second each: the same format, a hundredth of the work.

`pyrage` makes a lock take a second on the machine it is made on, and so does opening it; hundreds
of tests lock and open. The format is that of age (age-encryption.org/v1), opened by `pyrage`
itself: only how often scrypt stirs is another, which stands in the file.
"""

import os
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import scrypt

import pyrage
import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

heavily_locked = pyrage.passphrase.encrypt  # as the program locks
STIRRED = 10  # times doubled; by itself age takes 18 and more
CHUNK = 64 * 1024


def locked(content: bytes, passphrase: str) -> bytes:
    """`content` as age locks it under `passphrase`."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapped = ChaCha20Poly1305(_stirred(passphrase, salt)).encrypt(bytes(12), file_key, None)
    header = (
        f"age-encryption.org/v1\n-> scrypt {_base64(salt)} {STIRRED}\n{_base64(wrapped)}\n---"
    ).encode()
    mac = HMAC(_derived(file_key, b"", b"header"), SHA256())
    mac.update(header)
    body = b"".join(_chunks(content, _derived(file_key, nonce, b"payload")))
    return header + f" {_base64(mac.finalize())}\n".encode() + nonce + body


def _chunks(content: bytes, key: bytes) -> Iterator[bytes]:
    cipher = ChaCha20Poly1305(key)
    starts = range(0, len(content), CHUNK) or [0]
    for number, start in enumerate(starts):
        last = start + CHUNK >= len(content)
        nonce = number.to_bytes(11, "big") + bytes([last])
        yield cipher.encrypt(nonce, content[start : start + CHUNK], None)


def _stirred(passphrase: str, salt: bytes) -> bytes:
    words = b"age-encryption.org/v1/scrypt" + salt
    return scrypt(passphrase.encode(), salt=words, n=2**STIRRED, r=8, p=1, dklen=32)


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def _base64(content: bytes) -> str:
    return b64encode(content).decode().rstrip("=")


@contextmanager
def light_locks() -> Iterator[None]:
    """Whatever is locked under a passphrase is locked lightly, within."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pyrage.passphrase, "encrypt", locked)
        yield
