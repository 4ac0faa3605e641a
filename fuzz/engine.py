"""One target under libFuzzer (atheris): ``python -m fuzz.engine TARGET [libFuzzer's words]``."""

import os
import sys
import warnings

import atheris

from fuzz.mutate import MOST_BYTES, Random


def main(arguments: list[str]) -> None:
    """Fuzz until libFuzzer's own words say stop."""
    name = arguments[1]
    with atheris.instrument_imports(include=["emerg", "zipfile", "tomllib", "openpyxl"]):
        from fuzz.targets import target

        wanted = target(name)
        wanted.seeds()
    warnings.simplefilter("ignore")  # of the libraries, about what is wrong with the input

    def mutated(data: bytes, most: int, seed: int) -> bytes:
        return wanted.mutate(data, Random(seed), lambda part: atheris.Mutate(part, most))[:most]

    words = [arguments[0], f"-max_len={MOST_BYTES}", *arguments[2:]]
    atheris.Setup(words, wanted.feed, custom_mutator=mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    main(sys.argv)
