"""Write the river playbooks from the shared facts and the tables in tools/playbook_build.

    python tools/build_playbooks.py [OUT]

Reads ../shared/geodata (or EMERG_SHARED) and writes playbooks/rivers, or OUT. Twice the same input
gives twice the same bytes. What a person decided stands in the TOML tables beside the modules, so
a better source may replace the facts without losing it.
"""

import os
import sys
from pathlib import Path

from playbook_build.facts import read_facts, table
from playbook_build.plans import plan_table
from playbook_build.river_file import river_table
from playbook_build.rivers import layout, reach_features
from playbook_build.sites import site_features
from playbook_build.sources import Sources
from playbook_build.writing import geojson, toml

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "playbooks" / "rivers"


def build(shared: Path, out: Path) -> int:
    """Write every river playbook into `out`; the number of reaches written.

    Parameters
    ----------
    shared : Path
        The folder of shared facts, which holds ``geodata``.
    """
    facts = read_facts(shared / "geodata")
    plan = layout(facts)
    written = 0
    for river in table("rivers")["rivers"]:
        sources = Sources()
        reaches = reach_features(facts, plan, river["code"], sources)
        sites = site_features(facts, plan, river["code"], sources)
        planned = plan_table(river, facts, plan, reaches, sites, sources)
        about = river_table(river, facts, plan, sites, sources)
        folder = out / river["id"]
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in (
            ("river.toml", toml(about)),
            ("plan.toml", toml(planned)),
            ("map.geojson", geojson([*reaches, *sites])),
        ):
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        written += len(reaches)
    return written


def main() -> int:
    shared = Path(os.environ.get("EMERG_SHARED", ROOT.parent / "shared"))
    if not (shared / "geodata" / "key_rivers.geojson").is_file():
        print(
            f"No shared facts at {shared}. Put them beside the checkout or name their folder in "
            "EMERG_SHARED; the playbooks that are there stay as they are.",
            file=sys.stderr,
        )
        return 1
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    print(f"{build(shared, out)} reaches written to {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
