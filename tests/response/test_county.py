"""What counties, cities and prefectures are called."""

from emerg.response.county import county_names, division_names
from emerg.texts import Bilingual


def test_counties_have_english_names_on_a_river_of_the_playbooks_or_not(rivers):
    names = county_names(rivers)
    assert names["曲水县"] == Bilingual("曲水县", "Qüxü County")
    assert names["班戈县"] == Bilingual("班戈县", "Baingoin County")


def test_districts_and_prefectures_have_english_names_too(rivers):
    names = division_names(rivers)
    assert names["卡若区"].en == "Karub District"
    assert names["阿里地区"].en == "Ngari"
