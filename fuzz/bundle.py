"""Several files in one input: each below a line ``%%% name``, so that a person can read it."""

import re

from fuzz.mutate import Blunt, Random

HEAD = re.compile(rb"^%%% ([^\n]*)\n", re.MULTILINE)
Members = list[tuple[str, bytes]]


def packed(members: Members) -> bytes:
    """`members` as one input.

    >>> packed([("a", b"1"), ("b", b"")])
    b'%%% a\\n1\\n%%% b\\n\\n'
    """
    return b"".join(b"%%%%%% %b\n%b\n" % (name.encode(), content) for name, content in members)


def unpacked(data: bytes) -> Members:
    """The members of an input, names as often as they come; what stands before the first is lost.

    >>> unpacked(b"%%% a\\n1\\n%%% b\\n\\n")
    [('a', b'1'), ('b', b'')]
    """
    _before, *rest = HEAD.split(data)
    names, contents = rest[::2], rest[1::2]
    return [
        (name.decode("utf-8", "replace"), content.removesuffix(b"\n"))
        for name, content in zip(names, contents, strict=True)
    ]


def first(members: Members, name: str) -> bytes | None:
    """The content of the first member of that name."""
    return next((content for known, content in members if known == name), None)


def mutated(members: Members, rng: Random, blunt: Blunt) -> Members:
    """`members` with one of them changed blindly, lost, doubled or renamed."""
    if not members:
        return [("", blunt(b""))]
    at = rng.randrange(len(members))
    name, content = members[at]
    match rng.randrange(10):
        case 0:
            return members[:at] + members[at + 1 :]
        case 1:
            return [*members, members[at]]
        case 2:
            other = rng.choice(members)[0]
            return [*members[:at], (other, content), *members[at + 1 :]]
        case _:
            return [*members[:at], (name, blunt(content)), *members[at + 1 :]]
