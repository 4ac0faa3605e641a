"""The console script: the one place that joins command line and window."""

import sys

import click

from emerg.cli.main import Settings, cli, run


@click.command("app", help="Open the window.")
@click.option("--exit-when-shown", is_flag=True, help="Close as soon as the window is usable.")
@click.pass_obj
def app(settings: Settings, exit_when_shown: bool) -> int:
    """Open the window."""
    from emerg.ui.app import AppOptions
    from emerg.ui.app import run as run_app

    return run_app(
        AppOptions(
            playbooks=settings.playbooks,
            lang=settings.lang,
            home=settings.home,
            exit_when_shown=exit_when_shown,
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
