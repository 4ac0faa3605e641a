"""emerg settings: what can be set, and how it stands."""

from typing import Any

import click

from emerg.cli.beside import tell_beside
from emerg.cli.columns import table
from emerg.cli.record_call import Call, heard
from emerg.cli.speech import Said, SaidGroup
from emerg.texts import Text
from emerg.usecases.settings import FILE, SETTINGS, Setting, by_key, typed
from emerg.usecases.settings_file import Values, read_settings, write_settings

HEADS = (Text("Key"), Text("Value"), Text("As it was shipped"), Text("What it does"))
LIST, GET, SET, RESET = (f"emerg settings {name}" for name in ("list", "get", "set", "reset"))


@click.group(
    "settings",
    cls=SaidGroup,
    about=Text("What can be set at this computer, and how it stands."),
    examples=(LIST, f"{GET} theme", f"{SET} post 前方1", f"{RESET} theme"),
)
def command() -> None:
    """What can be set at this computer, and how it stands."""


@command.command(
    "list", cls=Said, about=Text("Every setting, its value and what it does."), examples=(LIST,)
)
@heard
def list_(call: Call) -> int:
    """Print every setting."""
    values, problems = read_settings(call.home)
    tell_beside(call.settings, problems)
    say = call.settings.say
    rows = [
        [one.key, say(one.said(values[one])), say(one.said(one.default)), say(one.about)]
        for one in SETTINGS
    ]
    told = table([say(head) for head in HEADS], rows, right=())
    machine = [
        {**_machine(one, values), "default": one.default, "about": say(one.about)}
        for one in SETTINGS
    ]
    return call.answer(machine, f"{told}\n\n{call.home / FILE}")


@command.command("get", cls=Said, about=Text("One setting."), examples=(f"{GET} theme",))
@click.argument("key", metavar="KEY")
@heard
def get(call: Call, key: str) -> int:
    """Print the value of a setting."""
    setting = by_key(key, GET)
    values, problems = read_settings(call.home)
    tell_beside(call.settings, problems)
    return call.answer(_machine(setting, values), _plain(values[setting]))


@command.command(
    "set", cls=Said, about=Text("Change one setting."), examples=(f"{SET} lock_after_min 10",)
)
@click.argument("key", metavar="KEY")
@click.argument("value", metavar="VALUE")
@heard
def set_(call: Call, key: str, value: str) -> int:
    """Keep a value, and print it."""
    setting = by_key(key, SET)
    return _kept(call, setting, typed(setting, value, f"{SET} {key}"))


@command.command(
    "reset", cls=Said, about=Text("One setting as it was shipped."), examples=(f"{RESET} theme",)
)
@click.argument("key", metavar="KEY")
@heard
def reset(call: Call, key: str) -> int:
    """Forget the value of a setting, and print what holds now."""
    return _kept(call, by_key(key, RESET), None)


def _kept(call: Call, setting: Setting[Any], value: object) -> int:
    write_settings(call.home, {setting: value})
    values, problems = read_settings(call.home)
    tell_beside(call.settings, problems)
    words = Text("{name}: {value}", name=setting.title, value=setting.said(values[setting]))
    return call.answer(_machine(setting, values), words)


def _machine(setting: Setting[Any], values: Values) -> dict[str, object]:
    return {"key": setting.key, "value": values[setting]}


def _plain(value: object) -> str:
    """A value as `set` takes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(value) if isinstance(value, tuple) else str(value)
