"""The flow as an officer reads it back: his own figure, or what follows from it, never a third."""

from datetime import UTC, datetime

import pytest

from emerg.response.flow_said import flow_line, flow_said
from emerg.response.incident import Reading, Scenario, Where
from emerg.texts import render
from emerg.usecases.respond import respond

NOW = datetime(2026, 11, 30, 5, 0, tzinfo=UTC)


def asked(rivers, *readings, km=430.0):
    flow = readings or "unknown"
    return respond(rivers, Scenario(Where(river="lhasa", km=km), "镉", flow=flow), now=NOW)


@pytest.mark.parametrize(("figure", "said"), [(12.0, "12"), (100.0, "100"), (1234.0, "1234")])
def test_a_reading_at_the_incident_is_told_as_it_was_entered(rivers, figure, said):
    incident = asked(rivers, Reading(figure, figure)).incident
    assert incident.discharge_m3_s[1] == pytest.approx(figure, rel=1e-4)
    low, _, high = incident.discharge_m3_s
    assert low * high == pytest.approx(figure**2, rel=1e-3)
    assert flow_said(incident).likely == said
    assert f"{said} m³/s at the incident" in render(flow_line(incident), "en")


def test_a_range_at_the_incident_is_told_as_it_was_entered(rivers):
    incident = asked(rivers, Reading(10.0, 14.0)).incident
    assert flow_said(incident).likely == "10–14"


def test_a_reading_elsewhere_is_told_beside_what_it_comes_to_at_the_incident(rivers):
    incident = asked(rivers, Reading(50.0, 50.0, river="lhasa", km=500.0)).incident
    line = render(flow_line(incident), "en")
    assert "50 m³/s at lhasa km 500" in line
    assert f"reckoned from that {flow_said(incident).likely} m³/s at the incident" in line
    assert flow_said(incident).likely != "50"


def test_a_flow_that_nobody_read_keeps_its_words(rivers):
    assert "full band" in render(flow_line(asked(rivers).incident), "en")
