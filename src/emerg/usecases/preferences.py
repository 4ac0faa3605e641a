"""How the window was left, and who sits before it; kept in ``settings.toml``."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from emerg.errors import Findings, Problem
from emerg.incident.model import Role
from emerg.records import Range, record
from emerg.textfiles import read_toml
from emerg.texts import Lang
from emerg.usecases.files import write_files

FILE = "settings.toml"
TEXT_PX = Range(11, 22)
LOCK_MIN = Range(0, 1440)


@dataclass(frozen=True, slots=True)
class Preferences:
    """settings.toml; without `lang` the surroundings decide.

    Attributes
    ----------
    author, post, role : str
        Who speaks in the record, from where, and what for.
    lock_after_min : int
        Minutes without a key or a click after which the window is locked; 0: never by itself.
    tour_seen : bool
        The tour of the window has been shown here.
    """

    lang: Lang | None = None
    theme: Literal["day", "night", "night-red"] = "day"
    text_px: Annotated[int, TEXT_PX] = 13
    author: str = ""
    post: str = ""
    role: Role = ""
    lock_after_min: Annotated[int, LOCK_MIN] = 0
    tour_seen: bool = False


def read_preferences(home: Path) -> tuple[Preferences, tuple[Problem, ...]]:
    """The preferences in `home`; defaults, with what is wrong, where they cannot be read."""
    path = home / FILE
    if not path.exists():
        return Preferences(), ()
    findings = Findings()
    table = read_toml(path, findings)
    found = None
    if table is not None:
        found = record(Preferences, table, where=str(path), findings=findings)
    return found or Preferences(), tuple(findings.problems)


def write_preferences(home: Path, preferences: Preferences) -> None:
    """Keep `preferences` in `home`, whole or not at all.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    lines = [f'theme = "{preferences.theme}"', f"text_px = {preferences.text_px}"]
    if preferences.lang is not None:
        lines.insert(0, f'lang = "{preferences.lang}"')
    # A string of JSON is one of TOML too.
    lines += [
        f"{name} = {json.dumps(word, ensure_ascii=False)}"
        for name in ("author", "post", "role")
        if (word := getattr(preferences, name))
    ]
    if preferences.lock_after_min:
        lines.append(f"lock_after_min = {preferences.lock_after_min}")
    if preferences.tour_seen:
        lines.append("tour_seen = true")
    write_files(home, {FILE: ("\n".join(lines) + "\n").encode()})
