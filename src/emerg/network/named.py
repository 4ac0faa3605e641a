"""Rivers and playbooks by what people call them: a name is as good as the id."""

from collections.abc import Mapping
from difflib import get_close_matches

from emerg.texts import Bilingual, Text

MOST_NEAR = 5


def called(name: str, known: Mapping[str, Bilingual]) -> str | None:
    """The one id that is called so, by its own or by either name; None: none, or several.

    >>> rivers = {"lhasa": Bilingual("拉萨河", "Lhasa River")}
    >>> called("lhasa", rivers), called("拉萨河", rivers), called("lhasa river", rivers)
    ('lhasa', 'lhasa', 'lhasa')
    """
    if name in known:
        return name
    wanted = name.strip().casefold()
    found = [id_ for id_, names in known.items() if wanted in _words(names)]
    return found[0] if len(found) == 1 else None


def nearest(name: str, known: Mapping[str, Bilingual]) -> tuple[str, ...]:
    """The ids whose id or name is most like what was said, the likeliest first."""
    words = {word: id_ for id_, names in known.items() for word in (id_, *_words(names))}
    near = get_close_matches(name.strip().casefold(), words, n=MOST_NEAR, cutoff=0.5)
    return tuple(dict.fromkeys(words[word] for word in near))


def with_ids(ids: tuple[str, ...], known: Mapping[str, Bilingual]) -> tuple[Text, ...]:
    """Names with their ids, as an error lists them."""
    return tuple(Text("{name} ({id})", name=known[id_], id=id_) for id_ in ids)


def _words(names: Bilingual) -> tuple[str, ...]:
    return names.zh.casefold(), names.en.casefold()
