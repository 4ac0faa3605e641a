"""The options that say how the roads are today."""

from collections.abc import Callable
from typing import Any, TypeVar

from emerg.cli.options import Number
from emerg.cli.speech import option
from emerg.texts import Text

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    option(
        "--close",
        "closed",
        multiple=True,
        about=Text("Id of a road or junction that nobody passes."),
    ),
    option("--works", multiple=True, about=Text("Id of a road with road works.")),
    option("--night", is_flag=True, about=Text("It is dark.")),
    option("--snow", is_flag=True, about=Text("There is snow on the road.")),
    option("--convoy", is_flag=True, about=Text("A convoy drives, not a single vehicle.")),
    option("--gross-t", type=Number(0, above=True), about=Text("Gross mass of the vehicle [t].")),
    option("--hazmat", is_flag=True, about=Text("The vehicle carries dangerous goods.")),
)


def roads_today(command: F) -> F:
    """Gives a command `closed`, `works`, `night`, `snow`, `convoy`, `gross_t` and `hazmat`."""
    for one in reversed(_OPTIONS):
        command = one(command)
    return command
