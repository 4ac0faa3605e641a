"""Give kept inputs to their target once: ``python -m fuzz.replay TARGET [FILE…]``; no atheris."""

import sys
from collections.abc import Iterator
from pathlib import Path

from fuzz.targets import target

CORPUS = Path(__file__).parent / "corpus"


def kept(name: str) -> Iterator[tuple[str, bytes]]:
    """The inputs that are committed for the target `name`, and its seeds."""
    for path in sorted((CORPUS / name).glob("*.in")):
        yield path.name, path.read_bytes()
    for number, seed in enumerate(target(name).seeds()):
        yield f"seed {number}", seed


def main(arguments: list[str]) -> None:
    """Replay; whatever a target raises is shown as it is."""
    name, *files = arguments
    inputs = [(file, Path(file).read_bytes()) for file in files] or list(kept(name))
    for told, data in inputs:
        print(f"{name}: {told} ({len(data)} bytes)", flush=True)
        target(name).feed(data)


if __name__ == "__main__":
    main(sys.argv[1:])
