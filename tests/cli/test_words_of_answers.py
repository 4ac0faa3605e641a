"""Small words of the answers: no dash for a county, one figure for one, no foreign note."""

from dataclasses import replace

import pytest

from emerg.cli.main import run
from emerg.errors import InputError
from emerg.hazards.tailings import estimate
from emerg.paper.incident_front import spot_words
from emerg.response.call_script import call_script
from emerg.response.grading import grading
from emerg.response.harm import Harm
from emerg.response.level import judged
from emerg.response.said import known
from emerg.texts import Text, render
from emerg.ui.typed.figures import read_amount
from emerg.usecases.judging import NOWHERE
from tests.paper import made


def test_where_no_county_is_known_none_is_told():
    answer = made.demo()
    incident = replace(answer.incident, county="", county_name="—")
    nowhere = replace(answer, incident=incident)
    told = [known(incident)[0], spot_words(incident, "")]
    told += list(call_script(nowhere, answer.calls[0]))
    assert not any("—" in render(line, "en") for line in told)
    assert "km" in render(told[0], "en")


def test_a_leak_of_one_amount_is_one_figure(capsys, tmp_path):
    leak = tmp_path / "leak.toml"
    leak.write_text(
        'exercise = true\nflow = "mean"\n[at]\ntailings = "jiama"\n[leak]\nmode = "well"\n',
        encoding="utf-8",
    )
    assert run(["--lang", "en", "respond", str(leak)]) == 0
    out = capsys.readouterr().out
    assert "copper: 3.0 mg/L, 600 kg" in out
    assert "Leaves: 200000 m³, of it 200000 m³ water" in out
    assert "Place: Jiama Qu km 15.0\n" in out


def test_where_a_model_is_from_is_said_in_either_language():
    sources = [model.source for model in estimate(40.0, 5e6).models]
    assert [type(one) for one in sources].count(Text) == len(sources)
    assert "系数为二手转引" in render(sources[1], "zh")
    assert "coefficients second hand" in render(sources[1], "en")


def test_where_no_intake_is_listed_none_is_said_to_be_out_of_reach():
    hits = made.demo().hits
    (dry,) = (
        judged(grading(), Harm(), None, some, NOWHERE)
        for some in [tuple(hit for hit in hits if not hit.is_intake)]
    )
    water = next(one for one in dry.criteria if one.key == "water_cut")
    assert "no intake is listed" in render(water.why, "en")


@pytest.mark.parametrize("said", ["-5", "−5 t", "- 5"])
def test_a_negative_amount_is_called_so(said):
    with pytest.raises(InputError) as refused:
        read_amount(said, "t", "")
    assert "below 0" in render(refused.value.what, "en")
