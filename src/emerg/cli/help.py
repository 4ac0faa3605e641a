"""emerg help: the manual, on the terminal."""

import click

from emerg.cli.columns import table
from emerg.cli.main import Settings, merged
from emerg.cli.manual_text import plain_text
from emerg.cli.options import lang_option
from emerg.cli.speech import Said
from emerg.texts import Text
from emerg.usecases.manual import Chapter, find_chapter, read_manual


@click.command(
    "help",
    cls=Said,
    about=Text("Print a chapter of the manual, or the list of its chapters."),
    examples=("emerg help", "emerg help first-minute", "emerg help 3 --lang en"),
)
@click.argument("chapter", required=False)
@lang_option
@click.pass_obj
def command(given: Settings, /, chapter: str | None, lang: str | None) -> None:
    """Print a chapter, or what there is."""
    settings = merged(given, lang, None)
    chapters = read_manual(settings.lang)
    if chapter is None:
        click.echo(_contents(chapters, settings))
    else:
        click.echo(plain_text(find_chapter(chapters, chapter).text))


def _contents(chapters: tuple[Chapter, ...], settings: Settings) -> str:
    heads = [settings.say(Text("No.")), settings.say(Text("Chapter")), settings.say(Text("About"))]
    rows = [[str(one.number), one.id, one.title] for one in chapters]
    how = settings.say(Text("emerg help CHAPTER prints one; in the window it is F1"))
    return "\n".join([table(heads, rows, right=(0,)), "", how])
