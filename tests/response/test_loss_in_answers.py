"""Reopening with loss stands beside the one without: never later, and never for closing."""

from dataclasses import replace

from emerg.usecases.respond import respond
from tests.response.test_decisions import NOW, START, TANKER


def test_reopening_with_loss_is_no_later_and_no_earlier_than_the_peak(rivers):
    found = respond(rivers, replace(TANKER, flow="low"), now=NOW)
    both = [h for h in found.hits if h.reopen_with_loss and h.reopen_not_before]
    assert both
    for hit in both:
        assert hit.reopen_with_loss <= hit.reopen_not_before
        assert (hit.reopen_with_loss - START).total_seconds() / 3600 >= hit.peak_h[1]


def test_without_a_known_loss_there_is_no_such_figure(rivers):
    found = respond(rivers, replace(TANKER, substance="unknown", amount=None), now=NOW)
    assert all(hit.reopen_with_loss is None for hit in found.hits)
    assert not any("Loss on the way" in getattr(line, "msgid", "") for line in found.assumptions)


def test_the_half_life_is_said_with_its_source(rivers):
    found = respond(rivers, TANKER, now=NOW)
    lines = [line for line in found.assumptions if "Half-life of" in getattr(line, "msgid", "")]
    assert len(lines) == 1
    assert lines[0].fields["source"]
