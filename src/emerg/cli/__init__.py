"""The command line: one module per command, loaded when it is called."""

from emerg.cli.main import cli

__all__ = ["cli"]
