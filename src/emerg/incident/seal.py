"""Who sealed a package, and who may open it: Ed25519 signatures, age encryption.

The keys of this computer stand in ``<home>/keys``: ``sign.pem`` (Ed25519, PKCS #8) seals,
``open.age`` (X25519, as age writes it) opens what was locked for it. `known.json` names the keys
that packages of each post came with before. Nothing here is cryptography of our own: see
age-encryption.org/v1 and RFC 8032.
"""

import base64
import binascii
import hashlib
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from emerg.errors import InputError, OutputError, why
from emerg.incident.disk import unwritten, write_durably
from emerg.incident.passphrase import TooSlowError, opened, too_slow
from emerg.texts import Text

KEYS = "keys"
SIGN = "sign.pem"
OPEN = "open.age"
KNOWN = "known.json"
LOCKED = b"age-encryption.org/"
# age works on a passphrase in memory, a package of this size with it.
PASSPHRASE_LIMIT_BYTES = 1024**3
FINGERPRINT = re.compile(r"([0-9a-f]{4} ){7}[0-9a-f]{4}")


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of this computer.

    Attributes
    ----------
    fingerprint : str
        Of the key that seals: eight groups to read out over the telephone.
    recipient : str
        What others lock a package for.
    """

    fingerprint: str
    recipient: str
    signer: Ed25519PrivateKey
    opener: pyrage.x25519.Identity


def own_keys(home: Path) -> Keys:
    """The keys of this computer, made when they are first asked for.

    Raises
    ------
    InputError
        They are damaged.
    OutputError
        They cannot be kept.
    """
    signing = _kept(home / KEYS / SIGN, _new_signer)
    opening = _kept(home / KEYS / OPEN, lambda: str(pyrage.x25519.Identity.generate()).encode())
    try:
        signer = cast("Ed25519PrivateKey", load_pem_private_key(signing, password=None))
        opener = pyrage.x25519.Identity.from_str(opening.decode().strip())
        public = signer.public_key().public_bytes_raw()
    except (ValueError, TypeError, AttributeError, pyrage.IdentityError) as error:
        raise InputError(
            Text("the keys of this computer are damaged"),
            where=str(home / KEYS),
            fix=Text("put them back from a copy, or move the folder away: new ones are made"),
        ) from error
    return Keys(fingerprint(public), str(opener.to_public()), signer, opener)


def _new_signer() -> bytes:
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _kept(path: Path, make: Callable[[], bytes]) -> bytes:
    try:
        if path.is_file():
            return path.read_bytes()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(".part")
        # Readable by its owner alone from the first moment on.
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content := make())
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise OutputError(
            Text("the keys of this computer cannot be kept ({reason})", reason=why(error)),
            where=str(path),
            fix=Text("make room and allow writing there, or set EMERG_HOME to another folder"),
        ) from error
    return content


def fingerprint(public: bytes) -> str:
    """The first half of the SHA-256 of a public key, in groups of four.

    >>> fingerprint(bytes(32))
    '6668 7aad f862 bd77 6c8f c18b 8e9f 8e20'
    """
    word = hashlib.sha256(public).hexdigest()[:32]
    return " ".join(word[n : n + 4] for n in range(0, 32, 4))


def signature(keys: Keys, content: bytes) -> bytes:
    """The member of a package that seals `content`."""
    told = {
        "key": _text(keys.signer.public_key().public_bytes_raw()),
        "signature": _text(keys.signer.sign(content)),
    }
    return json.dumps(told).encode()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def signer_of(member: bytes, content: bytes) -> str | None:
    """Fingerprint of the key that sealed `content`; None where the seal is not one of it."""
    try:
        told = json.loads(member)
        public = base64.b64decode(told["key"], validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(
            base64.b64decode(told["signature"], validate=True), content
        )
    except (
        ValueError,
        TypeError,
        KeyError,
        RecursionError,
        InvalidSignature,
        binascii.Error,
    ):
        return None
    return fingerprint(public)


def known_signers(home: Path) -> dict[str, str]:
    """Fingerprint of the key that each post's packages came with before.

    Raises
    ------
    InputError
        The list cannot be read: a stranger's key must not pass for a first one.
    """
    path = home / KEYS / KNOWN
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise _unreadable(path) from error
    sound = isinstance(found, dict) and all(
        isinstance(print_, str) and FINGERPRINT.fullmatch(print_) for print_ in found.values()
    )
    if not sound:
        raise _unreadable(path)
    return cast("dict[str, str]", found)


def _unreadable(path: Path) -> InputError:
    return InputError(
        Text("the list of known keys cannot be read"),
        where=str(path),
        fix=Text("put it back from a copy, or delete it and compare every key anew by telephone"),
    )


def know_signer(home: Path, post: str, print_: str) -> None:
    """Keep the key that the packages of `post` come with.

    Raises
    ------
    InputError, OutputError
        The list cannot be read or kept.
    """
    known = {**known_signers(home), post: print_}
    content = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True)
    write_durably(home / KEYS / KNOWN, [content.encode()])


def recipient_of(word: str) -> pyrage.x25519.Recipient:
    """The public key in `word`.

    Raises
    ------
    InputError
        It is none.
    """
    try:
        return pyrage.x25519.Recipient.from_str(word.strip())
    except pyrage.RecipientError as error:
        raise InputError(
            Text("'{word}' is no key to lock a package for", word=word[:80]),
            where="--to",
            fix=Text("take the one that emerg incident key prints at that post (age1…)"),
        ) from error


def locked_for(source: Path, target: Path, recipients: list[pyrage.x25519.Recipient]) -> None:
    """Write `source` to `target` so that the `recipients` alone can open it."""
    with source.open("rb") as reading, target.open("wb") as writing:
        pyrage.encrypt_io(reading, writing, recipients)


def locked_by(source: Path, target: Path, passphrase: str) -> None:
    """Write `source` to `target` so that who knows `passphrase` can open it.

    Raises
    ------
    InputError
        It is too long for that.
    """
    if source.stat().st_size > PASSPHRASE_LIMIT_BYTES:
        raise InputError(
            Text("this is too much for a passphrase: over {n} MB", n=PASSPHRASE_LIMIT_BYTES >> 20),
            where="--passphrase-file",
            fix=Text("lock it for the key of the post instead (--to)"),
        )
    target.write_bytes(pyrage.passphrase.encrypt(source.read_bytes(), passphrase))


def is_locked(path: Path) -> bool:
    """Whether the file at `path` is locked."""
    with path.open("rb") as file:
        return file.read(len(LOCKED)) == LOCKED


def unlocked(source: Path, target: Path, home: Path, passphrase: str | None) -> None:
    """Write what the locked file `source` holds to `target`.

    Keys are not made for it: nothing can be locked for those of a computer that has none.

    Raises
    ------
    InputError
        It is not locked for this computer, the passphrase is another, or the file is damaged.
    """
    try:
        if passphrase is None:
            openers = [own_keys(home).opener] if (home / KEYS / OPEN).exists() else []
            with source.open("rb") as reading, target.open("wb") as writing:
                pyrage.decrypt_io(reading, writing, openers)
        else:
            with source.open("rb") as reading:
                content = reading.read(2 * PASSPHRASE_LIMIT_BYTES)
            target.write_bytes(opened(content, passphrase))
    except TooSlowError as error:
        raise too_slow(source) from error
    except (pyrage.DecryptError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise unwritten(target, error) from error
        raise InputError(
            Text("the package cannot be opened here: it is locked for others, or damaged")
            if passphrase is None
            else Text("the package cannot be opened: another passphrase, or damaged"),
            where=str(source),
            fix=Text("give --passphrase-file, or have it locked for the key of emerg incident key")
            if passphrase is None
            else Text("check the passphrase and copy the package once more"),
        ) from error
