"""Which county a point of a river lies in, by the nearest place of the playbook: a hint."""

from emerg.network.river import Place
from emerg.playbooks.rivers import Rivers


def county_at(rivers: Rivers, place: Place) -> tuple[str, str]:
    """County and prefecture of the nearest listed place on the same river; "" if none."""
    river, km = place.reach.river, place.chainage_m / 1000
    book = rivers.playbook_of(river)
    near = sorted(
        (abs((site.km or 0.0) - km), site.county, site.prefecture)
        for site in book.sites
        if site.river == river and site.km is not None and site.county and _side(site.kind)
    )
    if not near:
        return "", ""
    prefecture = next((p for _d, c, p in near if c == near[0][1] and p), "")
    return near[0][1], prefecture


def _side(kind: str) -> bool:
    """County lines name two counties; every other place names its own."""
    return kind not in ("county", "prefecture", "exit", "entry", "confluence")
