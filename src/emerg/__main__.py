"""The console script: the one place that joins command line and window."""

import sys
from pathlib import Path

import click

from emerg.cli.main import Settings, cli, merged, run
from emerg.cli.options import lang_option, playbooks_option
from emerg.cli.speech import Said, option
from emerg.errors import InputError
from emerg.texts import Text


@click.command("app", cls=Said, about=Text("Open the window."))
@option(
    "--exit-when-shown",
    is_flag=True,
    about=Text("Close as soon as the window takes what is typed."),
)
@option(
    "--exit-when-ready",
    is_flag=True,
    about=Text("Close as soon as playbooks and roads are loaded."),
)
@lang_option
@playbooks_option
@click.pass_obj
def app(
    given: Settings,
    /,
    exit_when_shown: bool,
    exit_when_ready: bool,
    lang: str | None,
    playbooks: Path | None,
) -> int:
    """Open the window."""
    settings = merged(given, lang, playbooks)
    try:
        from emerg.ui.memory import be_thrifty

        be_thrifty()
        from emerg.ui.app import AppOptions
        from emerg.ui.app import run as run_app
    except ImportError as error:
        raise InputError(
            Text("the window cannot be loaded ({reason})", reason=str(error)),
            where="emerg app",
            fix=Text("install it with make app, or python tools/dev.py app"),
        ) from error

    return run_app(
        AppOptions(
            playbooks=settings.playbooks,
            lang=settings.lang,
            home=settings.home,
            exit_when_shown=exit_when_shown,
            exit_when_ready=exit_when_ready,
        )
    )


def main() -> None:
    """Run emerg."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    cli.add_command(app)
    sys.exit(run())


if __name__ == "__main__":
    main()
