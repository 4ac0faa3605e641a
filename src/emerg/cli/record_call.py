"""A call of one of the commands of the record: where, by whom, when, and how it is answered."""

import functools
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from emerg.cli.main import Settings, merged
from emerg.cli.options import json_option, lang_option
from emerg.cli.speech import option
from emerg.errors import InputError
from emerg.incident.model import Entry, Person
from emerg.texts import Prose, Text
from emerg.texts.letters import harmless
from emerg.units import BEIJING
from emerg.usecases.record_person import named_posts, person_of
from emerg.usecases.settings import FILE


@dataclass(frozen=True, slots=True)
class Call:
    """A call of one of these commands: where, in which language, by whom, when."""

    settings: Settings
    person: Person
    now: datetime
    as_json: bool

    @property
    def home(self) -> Path:
        return self.settings.home

    @property
    def today(self) -> date:
        """The day in Beijing."""
        return self.now.astimezone(BEIJING).date()

    def answer(self, machine: object, human: Prose) -> int:
        """Print the answer in the form asked for."""
        text = self.settings.say(human)
        if self.as_json:
            text = json.dumps(machine, ensure_ascii=False, allow_nan=False, indent=1)
        click.echo(text)
        return 0

    def noted(self, id_: str, entry: Entry) -> int:
        """Say that `entry` of an incident is on disk; and that it bears no post where others do."""
        posts = () if entry.post else named_posts(self.home, id_)
        if posts:
            words = Text(
                "Attention: no post is named, this went under none; posts so far: {posts}. "
                "Give --post, or write post into {file}",
                posts=", ".join(map(harmless, posts)),
                file=str(self.home / FILE),
            )
            click.echo(self.settings.say(words), err=True)
        machine = {"number": entry.number, "hash": entry.hash}
        words = Text("Noted as {n}.", n=entry.number)
        if not entry.author and not entry.post:
            words = Text(
                "Noted as {n}, in nobody's name: give --author and --post, or write author and "
                "post into {file}",
                n=entry.number,
                file=self.home / FILE,
            )
        return self.answer(machine, words)


def heard(function: Callable[..., int]) -> Callable[..., int]:
    """Options for language and form of the answer; `function` gets the `Call`."""
    return _called(function, speaks=False)


def spoken(function: Callable[..., int]) -> Callable[..., int]:
    """The same, and who speaks."""
    post = option("--post", about=Text("Post that speaks; without it that of the settings."))
    author = option("--author", about=Text("Who speaks; without it that of the settings."))
    return author(post(_called(function, speaks=True)))


def _called(function: Callable[..., int], *, speaks: bool) -> Callable[..., int]:
    @functools.wraps(function)
    def called(
        given: Settings,
        /,
        lang: str | None,
        as_json: bool,
        author: str | None = None,
        post: str | None = None,
        **said: Any,
    ) -> int:
        settings = merged(given, lang, None)
        person = person_of(settings.home, author, post) if speaks else Person()
        now = datetime.now(UTC).astimezone()
        return function(Call(settings, person, now, as_json), **said)

    return lang_option(json_option(click.pass_obj(called)))


def text_said(word: str) -> str:
    """The text said; `-` reads it from the standard input, which may hold more and other letters.

    Raises
    ------
    InputError
        The standard input is not UTF-8.
    """
    if word != "-":
        return word
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig").removesuffix("\n")
    except UnicodeDecodeError as error:
        raise InputError(
            Text("the text is not UTF-8"), where="-", fix=Text("save it as UTF-8")
        ) from error
