"""Commands that explain themselves, and refuse, in the language asked for."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

import click

from emerg.errors import InputError
from emerg.texts import Lang, Prose, Text, render

F = TypeVar("F", bound=Callable[..., Any])
LANG = "emerg.lang"


def language(ctx: click.Context) -> Lang:
    """The language of this call, known before its options are read."""
    found: Lang = ctx.meta.get(LANG, "zh")
    return found


class SaidOption(click.Option):
    """An option that a `Text` explains."""

    def __init__(self, *args: Any, about: Text, **attrs: Any) -> None:
        super().__init__(*args, **attrs)
        self.about = about

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = render(self.about, language(ctx))
        return super().get_help_record(ctx)


def option(*names: str, about: Text, **attrs: Any) -> Callable[[F], F]:
    """`click.option`, explained by `about`."""
    return click.option(*names, cls=SaidOption, about=about, **attrs)


class Said(click.Command):
    """A command that a `Text` explains, with lines to try below it."""

    def __init__(self, *args: Any, about: Text, examples: Sequence[str] = (), **attrs: Any) -> None:
        super().__init__(*args, **attrs)
        self.about = about
        self.examples = tuple(examples)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        head = render(Text("Usage:"), language(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{head} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(render(self.about, language(ctx)))
        if self.examples:
            formatter.write_paragraph()
            formatter.write("".join(f"    {line}\n" for line in self.examples))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [
            record
            for parameter in self.get_params(ctx)
            if isinstance(parameter, click.Option) and (record := parameter.get_help_record(ctx))
        ]
        with formatter.section(render(Text("Options"), language(ctx))):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = render(Text("Show this message and exit."), language(ctx))
        return found


class SaidGroup(Said, click.Group):
    """A group of such commands."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        rows = [
            (name, render(command.about, language(ctx)))
            for name, command in found
            if isinstance(command, Said)
        ]
        with formatter.section(render(Text("Commands"), language(ctx))):
            formatter.write_dl(rows)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:
            raise self._which(ctx, Text("no command was given"))
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise self._which(ctx, Text("no command '{name}'", name=args[0]), args[0])
        return super().resolve_command(ctx, args)

    def _which(self, ctx: click.Context, what: Prose, word: str = "") -> InputError:
        known = self.list_commands(ctx)
        near = get_close_matches(word, known, n=1)
        fix = Text(
            "use one of: {known}; {command} --help explains them",
            known=", ".join(known),
            command=ctx.command_path,
        )
        return InputError(
            what,
            where=ctx.command_path,
            fix=Text("did you mean '{near}'?", near=near[0]) if near else fix,
        )
