"""What the brief of an incident says: the commander's page, then everything it rests on."""

from emerg.incident.contacts import Contacts, by_role
from emerg.paper.content import Heading, Part, Sheet
from emerg.paper.incident_basis import basis_parts
from emerg.paper.incident_clocks import intake_parts, other_parts
from emerg.paper.incident_dosing import dosing_parts
from emerg.paper.incident_front import front
from emerg.paper.incident_holding import holding_parts
from emerg.paper.incident_map import whole_map
from emerg.paper.incident_plan import (
    alternative_parts,
    call_parts,
    plan_parts,
    report_parts,
)
from emerg.paper.incident_sampling import sampling_parts
from emerg.paper.incident_tables import hit_parts
from emerg.paper.incident_what_if import what_if_parts
from emerg.paper.map_lines import map_part
from emerg.paper.of_incident import sheet_of
from emerg.paper.pond_parts import pond_parts
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.containment import Containment
from emerg.response.county import county_names
from emerg.response.pond import PondAnswer
from emerg.texts import Text


def incident_sheet(
    answer: Answer,
    rivers: Rivers,
    pond: PondAnswer | None = None,
    contacts: Contacts = (),
    containment: Containment | None = None,
) -> Sheet:
    """The brief of `answer`: the same decisions as on the command line."""
    counties = county_names(rivers)
    parts: list[Part] = [
        front(answer, rivers, counties, containment),
        *(() if pond is None else pond_parts(pond)),
        *intake_parts(answer, counties),
        *what_if_parts(answer, counties),
        *hit_parts(answer, counties),
        *alternative_parts(answer, counties),
        *other_parts(answer, counties),
        *holding_parts(containment),
        *plan_parts(answer),
        *dosing_parts(answer),
        *call_parts(answer, by_role(contacts, answer.incident.playbook)),
        *report_parts(answer, containment),
        *sampling_parts(answer),
        *_overview(answer, rivers),
        *basis_parts(answer),
    ]
    return sheet_of(answer, Text("Incident brief"), parts)


def _overview(answer: Answer, rivers: Rivers) -> list[Part]:
    """The whole way down as a map of its own, where page 1 shows only its beginning."""
    content = whole_map(answer, rivers)
    if content is None:
        return []
    return [
        Heading(Text("The whole way down")),
        map_part(content),
    ]
