"""plan.toml"""
from typing import Any
def plan_table(river, facts, sites, sources) -> dict[str, Any]:
    src = sources.add("facts-lakes", {"title": "x", "licence": "x", "as_of": "2026"})
    return {"format":1,"version":"2026.11-draft","generic": not river["key"],
     "termination":{"text":{"zh":"x","en":"x"},"source":src,"confidence":"low"},
     "steps":[{"hazard":"any","phase":"stop","order":1,"text":{"zh":"先断源；人员在上风向，不下水","en":"Stop the leak first; stay upwind and off the water"},"source":src,"confidence":"medium"}],
     "roles":[{"order":1,"level":"county","who":{"zh":"事发地县级人民政府","en":"County government"},"task":{"zh":"先期处置","en":"First response"}}]}
