"""The words of places on a road."""

from collections.abc import Mapping

from emerg.texts import Prose, Text

ROAD_SITES: Mapping[str, Prose] = {
    "pass": Text("mountain pass"),
    "descent": Text("long descent"),
    "riverside": Text("beside a river"),
    "bridge": Text("bridge"),
    "crossing": Text("crosses a river"),
    "tunnel": Text("tunnel"),
    "source_zone": Text("drinking-water source"),
    "town": Text("town"),
    "service": Text("service area"),
    "parking": Text("parking and turning place"),
    "fuel": Text("filling station"),
    "check": Text("checkpoint"),
    "weigh": Text("weigh station"),
    "school": Text("school"),
    "port": Text("port of entry"),
}
SKETCH = Text("Road network: a sketch from public data (class C and D), not for navigation")
KM_NOTE = Text(
    "Kilometres count as driven from the beginning of the playbook's road: no stake numbers"
)
