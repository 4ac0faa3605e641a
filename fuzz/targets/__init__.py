"""What is fuzzed, by name; the longest share of the time goes to those that come first."""

from typing import Protocol

from fuzz.mutate import Blunt, Random


class Target(Protocol):
    """A reader, and inputs for it."""

    def seeds(self) -> list[bytes]:
        """Good inputs to begin with."""

    def feed(self, data: bytes) -> None:
        """Give `data` to the reader; `AssertionError` or whatever it raises is a fault."""

    def mutate(self, data: bytes, rng: Random, blunt: Blunt) -> bytes:
        """A neighbour of `data` that gets past the outer parsers."""


NAMES = (
    "package",
    "river",
    "road",
    "dam",
    "scenario",
    "typed",
    "csv_lists",
    "workbook",
    "contacts",
    "journal",
    "text_files",
)


def target(name: str) -> Target:
    """The target called `name`."""
    from importlib import import_module

    return import_module(f"fuzz.targets.{name}")  # type: ignore[return-value]
