"""What was understood of an amount and of a flow, for the line below the question."""

from emerg.response.flow_said import FLOW_WORDS
from emerg.response.incident import Amount, Reading
from emerg.response.said_words import FlowWord
from emerg.texts import Prose, Text


def amount_echo(amount: Amount | None) -> Text:
    """The amount as understood."""
    if amount is None:
        return Text("Not known: times only, and mg/L per tonne")
    figure = f"{amount.low:,.10g}"
    if amount.high != amount.low:
        figure = f"{figure}–{amount.high:,.10g}"
    unit = "m³" if amount.unit == "m3" else amount.unit
    if amount.purity is None:
        return Text("{figure} {unit} of the product", figure=figure, unit=unit)
    return Text(
        "{figure} {unit} of the product, purity {purity} %",
        figure=figure,
        unit=unit,
        purity=f"{amount.purity * 100:g}",
    )


def flow_echo(flow: FlowWord | tuple[Reading, ...] | None) -> Prose | None:
    """The flow as understood."""
    if flow is None:
        return None
    if isinstance(flow, str):
        return FLOW_WORDS[flow]
    low, high = flow[0].low_m3_s, flow[0].high_m3_s
    figure = f"{low:,.10g}" if low == high else f"{low:,.10g}–{high:,.10g}"
    return Text("{figure} m³/s at the incident", figure=figure)
