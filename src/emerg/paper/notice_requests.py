"""What a neighbour is asked to do: whoever lies below to close and sample, above to hold water."""

from emerg.paper.words import before
from emerg.response.answer import Answer
from emerg.response.neighbours import Neighbour
from emerg.response.sampling import begin_sampling
from emerg.texts import Prose, Text
from emerg.units import beijing


def asked_of(answer: Answer, neighbour: Neighbour) -> list[Prose]:
    """The requests, in the order to do them."""
    if neighbour.side == "above":
        return _asked_above(neighbour)
    return [
        _ask_to_close(answer, neighbour),
        _ask_to_sample(answer, neighbour),
        Text(
            "Tell townships, villages and monasteries by the river not to drink, fish, irrigate or "
            "water animals from it until the government says otherwise."
        ),
        Text(
            "Make the facilities ready that can hold, part or treat the water, and tell us what "
            "you do before you release or hold water."
        ),
        Text("Share monitoring data with us, and fill in the slip and send it back on receipt."),
    ]


def _ask_to_close(answer: Answer, neighbour: Neighbour) -> Prose:
    if answer.incident.scenario.start is None:
        return Text(
            "Check every intake by the river at once, listed or not, and close it: when it began "
            "is not known."
        )
    closing = [hit.close_by for hit in neighbour.hits if hit.close_by is not None]
    if not closing:
        return Text(
            "By the forecast no limit is passed with you: check every intake by the river, listed "
            "or not, and keep ready to close it."
        )
    return Text(
        "Check every intake by the river, listed or not, and close it by the times above, the "
        "first {by}; reopen only on results of monitoring.",
        by=before(min(closing), answer.incident.now),
    )


def _ask_to_sample(answer: Answer, neighbour: Neighbour) -> Prose:
    hit = neighbour.hits[0] if neighbour.hits else None
    if hit is None:
        return Text("Sample where the river comes to you, at once, every 1-2 h.")
    begin = begin_sampling(answer.incident, hit, crew=False)
    if begin <= answer.incident.now:
        return Text("Sample at {place} at once, every 1-2 h; and at every intake.", place=hit.title)
    return Text(
        "Sample at {place} from {time} on: before the front comes, then every 1-2 h while it "
        "passes; and at every intake.",
        place=hit.title,
        time=beijing(begin),
    )


def _asked_above(neighbour: Neighbour) -> list[Prose]:
    hold: Prose = Text(
        "On our request only, hold back clean water where there is a gate, by hours."
    )
    if neighbour.dam is not None:
        hold = Text(
            "On our request only, hold back clean water at {dam} and wherever there is a gate, by "
            "hours.",
            dam=neighbour.dam,
        )
    return [
        hold,
        Text("Do not let out more to dilute: that brings the front sooner to whoever lies below."),
        Text("Tell us inflow, outflow and level every hour, and any change an hour before."),
        Text("Sample above the incident, as a background, and help to find the source."),
        Text("Share monitoring data with us, and fill in the slip and send it back on receipt."),
    ]
