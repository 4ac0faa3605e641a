"""The attributes a site may carry: key, type and unit; anything else is refused."""

from datetime import date
from typing import Any

_NUMBERS = (
    # the keys of numbers end in their unit
    "storage_m3 live_storage_m3 dead_storage_m3 current_storage_m3 volume_m3 capacity_m3_d "
    "intake_m3_d annual_m3 planned_capacity_m3_d installed_mw height_m crest_length_m crest_m "
    "normal_level_m dead_level_m flood_limit_level_m altitude_m mean_discharge_m3_s "
    "design_discharge_m3_s outlet_capacity_m3_s min_release_m3_s q100_m3_s q2000_m3_s "
    "area_km2 surface_km2 irrigation_ha length_m width_m depth_m clearance_m load_t "
    "backwater_km population closing_min gate_min alternative_h storage_h from_km to_km "
    "celerity_m_s usable_dry_m3 usable_wet_m3 official_area_km2 tanks turnover_t_a length_km "
    "capacity_t_a capacity_t_d pipeline_km enterprises geonameid population_year annual_gwh "
    "tributary_discharge_m3_s tributary_area_km2 n_sources"
).split()
_TEXTS = (
    "status operator regulation outlets dam_type built road road_id water intake_type bank "
    "station_code target_class level_of_section protection_level process standard receiving "
    "hazard products products_from season use species site_in_words note datum_note conflict "
    "official_notice change_from change_to tributary check alternative order_by how_to_use owner "
    "access materials zones route year serves intake "
    # its name in Tibetan letters
    "bo"
).split()
_FLAGS = "in_channel is_store source_of_water fishway official planned abroad".split()

TYPES: dict[str, Any] = {
    **dict.fromkeys(_NUMBERS, float),
    **dict.fromkeys(_TEXTS, str),
    **dict.fromkeys(_FLAGS, bool),
    # when somebody last looked at the place, and its figures
    "checked_on": date,
}
