"""What a site card asks of each class of place: what it is for, and the figures a crew needs."""

from collections.abc import Mapping

from emerg.texts import Prose, Text

# What each class of space and facility serves for, after the provincial rules for drawing up
# 一河一策一图 (domain facts, chapter 1).
USES: Mapping[str, Prose] = {
    "SK": Text("hold back, intercept, dilute, shift the peak"),
    "SD": Text("hold and purify"),
    "KT": Text("store polluted water"),
    "ZB": Text("intercept, divide into stretches, hold back clean water"),
    "YD": Text("lead clean or polluted water around by canal or tunnel"),
    "BD": Text("hold polluted water in the reservoir, regulate the flow"),
    "GH": Text("lead in and hold polluted water"),
    "JX": Text("part the flow: clean water in one arm, treatment in the other"),
    "QL": Text("support for dams, dosing, sampling and booms"),
    "ZD": Text("sandbag dam, activated carbon dam, booms"),
    "QT": Text("as its description says"),
}

# Figures by attribute: label and unit. Volumes are written by size, see `emerg.paper.site_card`.
FIGURES: Mapping[str, tuple[Prose, str]] = {
    "storage_m3": (Text("storage in all"), "m³"),
    "live_storage_m3": (Text("live storage"), "m³"),
    "dead_storage_m3": (Text("dead storage"), "m³"),
    "current_storage_m3": (Text("stored now"), "m³"),
    "volume_m3": (Text("can hold"), "m³"),
    "usable_dry_m3": (Text("usable in the dry season"), "m³"),
    "usable_wet_m3": (Text("usable in the wet season"), "m³"),
    "normal_level_m": (Text("normal level"), "m"),
    "flood_limit_level_m": (Text("flood limit level"), "m"),
    "dead_level_m": (Text("dead level"), "m"),
    "outlet_capacity_m3_s": (Text("outlets"), "m³/s"),
    "min_release_m3_s": (Text("least release"), "m³/s"),
    "design_discharge_m3_s": (Text("diverted flow"), "m³/s"),
    "mean_discharge_m3_s": (Text("mean flow"), "m³/s"),
    "height_m": (Text("height"), "m"),
    "crest_length_m": (Text("crest length"), "m"),
    "length_m": (Text("length"), "m"),
    "width_m": (Text("width"), "m"),
    "depth_m": (Text("depth"), "m"),
    "clearance_m": (Text("clearance"), "m"),
    "load_t": (Text("bears"), "t"),
    "area_km2": (Text("area"), "km²"),
    "installed_mw": (Text("installed"), "MW"),
    "backwater_km": (Text("backwater"), "km"),
    "gate_min": (Text("time to work the gates"), "min"),
    "closing_min": (Text("time to close"), "min"),
}
# What a crew must know of a class: a line to write on where nobody has told.
ASKED: Mapping[str, tuple[str, ...]] = {
    "SK": ("live_storage_m3", "current_storage_m3", "outlet_capacity_m3_s", "gate_min"),
    "SD": ("volume_m3", "usable_wet_m3", "area_km2", "depth_m"),
    "KT": ("volume_m3", "usable_wet_m3", "depth_m", "length_m"),
    "ZB": ("height_m", "width_m", "volume_m3", "gate_min"),
    "YD": ("design_discharge_m3_s", "length_m", "gate_min"),
    "BD": ("live_storage_m3", "current_storage_m3", "min_release_m3_s", "gate_min"),
    "GH": ("volume_m3", "usable_wet_m3", "length_m", "width_m", "depth_m"),
    "JX": ("length_m", "width_m", "depth_m"),
    "QL": ("length_m", "width_m", "clearance_m", "load_t"),
    "ZD": ("width_m", "depth_m", "closing_min"),
    "QT": ("volume_m3",),
}
