"""Names in Tibetan letters, where a playbook has them."""

from collections.abc import Mapping

from emerg.playbooks.rivers import Rivers


def tibetan_names(rivers: Rivers) -> Mapping[str, str]:
    """By the id of a river or a site.

    Not those of the gazetteer: they are of towns, and a county may be called otherwise.
    """
    names = {id_: book.river.bo for id_, book in rivers.playbooks.items()}
    for sites in rivers.sites.values():
        names |= {site.id: (site.attributes or {}).get("bo", "") for site in sites}
    return {key: name for key, name in names.items() if name}
