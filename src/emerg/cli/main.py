"""The group of commands and what they share."""

import os
import re
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import click

from emerg import __version__
from emerg.cli.options import OneOf
from emerg.cli.speech import LANG, SaidGroup, SaidOption, option
from emerg.errors import EmergError, Problem, told
from emerg.texts import Lang, Prose, Text, chosen_language, render

COMMANDS = (
    "respond", "level", "calls", "containment", "dispatch", "intakes", "sampling", "dosing",
    "tailings", "curve", "route", "reach", "road", "brief", "paper", "form", "atlas", "playbooks",
    "resources", "incident", "contacts", "hindcast", "settings", "verify", "help", "app",
)  # fmt: skip
EXIT_REFUSED = 1
EXIT_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Settings:
    """What every command knows of its surroundings."""

    lang: Lang
    playbooks: Path | None
    home: Path

    def say(self, text: Prose) -> str:
        return render(text, self.lang)


class LazyGroup(SaidGroup):
    """Loads a command's module only when the command is called or its help is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in COMMANDS if name != "app" or "app" in self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.commands:
            return self.commands[cmd_name]
        if cmd_name not in COMMANDS or cmd_name == "app":
            return None
        command: click.Command = import_module(f"emerg.cli.{cmd_name}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[LANG] = spoken(args)
        return super().parse_args(ctx, args)


@click.group(
    cls=LazyGroup,
    about=Text("Offline playbooks, forecasts and briefs for environmental emergencies."),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(
    __version__, prog_name="emerg", cls=SaidOption, about=Text("Show the version and exit.")
)
@option("--lang", type=OneOf("zh", "en"), about=Text("Language of the answer."))
@option(
    "--playbooks",
    type=click.Path(path_type=Path),
    about=Text("Folder with playbooks, searched before all others."),
)
@click.pass_context
def cli(ctx: click.Context, lang: str | None, playbooks: Path | None) -> None:
    """Offline playbooks, forecasts and briefs for environmental emergencies."""
    ctx.obj = settings(lang, playbooks)


def settings(lang: str | None, playbooks: Path | None) -> Settings:
    """Settings from the options and the environment."""
    home = home_folder()
    return Settings(_language(lang, home), playbooks, home)


def _language(flag: str | None, home: Path) -> Lang:
    """The language to speak; a window's choice is kept in ``settings.toml``."""
    kept = None
    if (home / "settings.toml").exists():
        from emerg.usecases.settings import LANG as KEPT_LANG
        from emerg.usecases.settings_file import read_settings

        kept = read_settings(home)[0][KEPT_LANG]
    return chosen_language(flag=flag, setting=kept, environ=os.environ)


def spoken(words: list[str]) -> Lang:
    """The language of a call, read before its options are: help and errors need it too."""
    return _language(_flag(words, "--lang"), home_folder())


def home_folder() -> Path:
    """Where incidents, own playbooks and settings live."""
    if os.environ.get("EMERG_HOME"):
        return Path(os.environ["EMERG_HOME"])
    portable = Path(sys.argv[0]).resolve().parent / "portable"
    if portable.is_dir():
        return portable
    from platformdirs import user_data_path

    return user_data_path("emerg", appauthor=False)


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code.

    0 an answer, 1 any refusal, 130 interrupted; stdout carries only the answer.
    """
    click.UsageError.exit_code = EXIT_REFUSED
    words = sys.argv[1:] if arguments is None else arguments
    lang = spoken(words)
    try:
        code = cli.main(args=words, prog_name="emerg", standalone_mode=False)
    except click.exceptions.Abort:
        return EXIT_INTERRUPTED
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        click.echo(_usage(error, lang), err=True)
        return EXIT_REFUSED
    except EmergError as error:
        click.echo(error.told(lang), err=True)
        return EXIT_REFUSED
    except BrokenPipeError:
        return EXIT_REFUSED
    return int(code) if isinstance(code, int) else 0


def _flag(words: list[str], name: str) -> str | None:
    """The value of an option among `words`."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word == name:
            return following
        if word.startswith(f"{name}="):
            return word.partition("=")[2]
    return None


def _usage(error: click.ClickException, lang: Lang) -> str:
    """A wrong call as what, where and fix."""
    ctx = getattr(error, "ctx", None)
    command = ctx.command_path if ctx is not None else "emerg"
    return told(
        Problem(_wrong(error), command, Text("see {command} --help", command=command)), lang
    )


def _wrong(error: click.ClickException) -> Prose:
    if isinstance(error, click.NoSuchOption):
        near = ", ".join(error.possibilities or ())
        return (
            Text("no option {name}; did you mean {near}?", name=error.option_name, near=near)
            if near
            else Text("no option {name}", name=error.option_name)
        )
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return Text("{name} is missing", name=_name(error.param))
    if isinstance(error, click.BadOptionUsage):
        return Text("{name} is given without a value, or with one too many", name=error.option_name)
    if isinstance(error, click.BadParameter) and error.param is not None:
        return Text("{name} is not right: {reason}", name=_name(error.param), reason=error.message)
    if error.message == "Missing command.":
        return Text("no command was given")
    if extra := re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", error.message):
        return Text("'{words}' is too many here", words=extra[1])
    return error.format_message()


def _name(param: click.Parameter) -> str:
    if isinstance(param, click.Argument):
        return (param.metavar or param.human_readable_name).strip("[].")
    return "/".join(param.opts)


def merged(given: Settings, lang: str | None, playbooks: Path | None) -> Settings:
    """Settings with what was said after the command; that wins."""
    if lang is None and playbooks is None:
        return given
    own = settings(lang, playbooks)
    return Settings(own.lang if lang else given.lang, playbooks or given.playbooks, given.home)
