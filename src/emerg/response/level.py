"""How grave an incident is, as far as is known: a first judgement, to be confirmed.

Every criterion of the table says one of three things: what is known to be reached, what may be
reached by the forecast, or that nobody has said. What nobody has said is never filled in.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from emerg.response.grading import GRADES, CountRule, Grading, StateRule, StateWord, gravest
from emerg.response.harm import Harm, Ruled
from emerg.response.hits import Hit
from emerg.response.said_words import Grade
from emerg.texts import Prose, Text

GRADE_NAMES: Mapping[Grade, Text] = {
    "I": Text("I, exceptionally grave"),
    "II": Text("II, grave"),
    "III": Text("III, considerable"),
    "IV": Text("IV, ordinary"),
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One row of the table as this incident has it.

    Attributes
    ----------
    reached : Grade or None
        Known to be reached.
    may_be : Grade or None
        The gravest that is not excluded by what is known, where that is graver.
    said : bool
        Somebody has said it; otherwise `why` tells what the forecast makes of it.
    seldom : bool
        Concerns few incidents: that nobody has said it leaves nothing open.
    """

    key: str
    text: Prose
    reached: Grade | None
    may_be: Grade | None
    said: bool
    why: Prose
    seldom: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """The level of an incident.

    Attributes
    ----------
    grade : Grade or None
        What to go by: as ruled by an officer, else the gravest reached; None: cannot be told.
    may_be : Grade or None
        A graver one that the forecast does not exclude.
    ruled : Ruled or None
        The officer's word, with its reason.
    """

    grade: Grade | None
    may_be: Grade | None
    criteria: tuple[Criterion, ...]
    ruled: Ruled | None
    lead: Prose
    source: Prose
    note: Prose

    @property
    def reached(self) -> Grade | None:
        """The gravest that is known to be reached, whatever an officer says."""
        return gravest([one.reached for one in self.criteria if one.reached])

    @property
    def clash(self) -> Grade | None:
        """The grade that is reached, where an officer set a lighter one."""
        reached = self.reached
        if self.ruled is None or reached is None or not _graver(reached, self.ruled.grade):
            return None
        return reached

    @property
    def unsaid(self) -> tuple[Prose, ...]:
        """The criteria of which nobody has said anything."""
        return tuple(one.text for one in self.criteria if not (one.said or one.seldom))

    @property
    def words(self) -> Prose:
        """The judgement in a few words."""
        if self.clash is not None and self.ruled is not None:
            return Text(
                "Level {grade}, as ruled by the officer: lighter than {reached}, which is reached",
                grade=GRADE_NAMES[self.ruled.grade],
                reached=GRADE_NAMES[self.clash],
            )
        if self.ruled is not None:
            return Text(
                "Level {grade}, as ruled by the officer", grade=GRADE_NAMES[self.ruled.grade]
            )
        grade, may_be = (g and GRADE_NAMES[g] for g in (self.grade, self.may_be))
        if self.grade is None and self.may_be is None:
            return Text("Level not to be told yet")
        if self.grade is None:
            return Text("Level not known yet; possibly {may_be}", may_be=may_be)
        if self.may_be is None:
            return Text("First judgement: level {grade}, to be confirmed", grade=grade)
        return Text(
            "First judgement: at least level {grade}, {may_be} is possible; to be confirmed",
            grade=grade,
            may_be=may_be,
        )

    @property
    def short(self) -> Prose:
        """The judgement by the numbers of the grades alone, for a line with little room."""
        ruled = self.ruled and self.ruled.grade
        if ruled is not None and self.clash is not None:
            return Text(
                "Level {grade} as ruled, {reached} reached", grade=ruled, reached=self.clash
            )
        if ruled is not None:
            return Text("Level {grade} as ruled", grade=ruled)
        if self.grade is None and self.may_be is None:
            return Text("Level not to be told yet")
        if self.grade is None:
            return Text("Level open, possibly {may_be}", may_be=self.may_be)
        if self.may_be is None:
            return Text("First judgement: {grade}", grade=self.grade)
        fields = {"grade": self.grade, "may_be": self.may_be}
        return Text("First judgement: {grade}, may be {may_be}", **fields)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What the forecast says of borders: whether a hit lies beyond one, by the name of the state.

    Attributes
    ----------
    prefecture_of : callable
        The prefecture of a county, "" where no playbook tells.
    leaves_country : callable
        Whether an exit section is one of the country.
    """

    county: str
    prefecture: str
    prefecture_of: Callable[[str], str]
    leaves_country: Callable[[Hit], bool]


def judged(
    table: Grading, harm: Harm, ruled: Ruled | None, hits: Sequence[Hit], ahead: Ahead
) -> Judged:
    """Every criterion of `table`, and the level that they come to."""
    criteria = [_counted(rule, getattr(harm, rule.key)) for rule in table.count]
    criteria += [_stated(rule, getattr(harm, rule.key), hits, ahead) for rule in table.state]
    reached = gravest([one.reached for one in criteria if one.reached])
    may_be = gravest([one.may_be for one in criteria if one.may_be])
    if may_be is not None and reached is not None and not _graver(may_be, reached):
        may_be = None
    grade = ruled.grade if ruled is not None else reached
    lead = _lead(table, grade, None if ruled is not None else may_be)
    return Judged(grade, may_be, tuple(criteria), ruled, lead, table.source, table.note)


def _lead(table: Grading, grade: Grade | None, may_be: Grade | None) -> Prose:
    """Who leads; and who would, were it as grave as it may be."""
    leads = [table.leads(one) for one in (grade, may_be) if one is not None]
    known = [one for one in dict.fromkeys(leads) if one is not None]
    if len(known) == 2 and may_be is not None:
        name = GRADE_NAMES[may_be]
        return Text(
            "{lead}; if it proves {grade}: {other}", lead=known[0], grade=name, other=known[1]
        )
    if grade is None and known:
        return Text(
            "if it proves {grade}: {other}", grade=GRADE_NAMES[may_be or "IV"], other=known[0]
        )
    return known[0] if known else ""


def _graver(one: Grade, other: Grade) -> bool:
    return GRADES.index(one) < GRADES.index(other)


def _counted(rule: CountRule, told: tuple[float, float] | None) -> Criterion:
    if told is None:
        return Criterion(rule.key, rule.text, None, None, False, Text("nobody has said"))
    low, high = told
    reached, may_be = rule.grade(low), rule.grade(high)
    figure = f"{low:,g}" if low == high else f"{low:,g}–{high:,g}"
    why = Text("{figure} {unit}", figure=figure, unit=rule.unit)
    return Criterion(rule.key, rule.text, reached, None if may_be == reached else may_be, True, why)


def _stated(rule: StateRule, told: str | None, hits: Sequence[Hit], ahead: Ahead) -> Criterion:
    if told is not None:
        word = rule.named(told)
        if word is None:
            return Criterion(rule.key, rule.text, None, None, True, Text("none"))
        return Criterion(rule.key, rule.text, word.grade, None, True, word.text)
    may_be, why = _FORESEEN[rule.key](rule, hits, ahead)
    return Criterion(rule.key, rule.text, None, may_be, False, why, rule.seldom)


Foreseen = tuple[Grade | None, Prose]


def _water(rule: StateRule, hits: Sequence[Hit], _ahead: Ahead) -> Foreseen:
    """Which intakes may have to close; whose water it is says the officer."""
    names = tuple(hit.title for hit in hits if hit.is_intake and hit.exceeds != "no")
    if not any(hit.is_intake for hit in hits):
        return None, Text("no intake is listed on the way: that does not mean there is none")
    if not names:
        return None, Text("no listed intake is reached; the list is not verified")
    grades = tuple(GRADE_NAMES[word.grade] for word in rule.word)
    return (
        gravest([word.grade for word in rule.word]),
        Text(
            "may have to close: {names}; {grades} by whose water it is",
            names=names[:3],
            grades=grades,
        ),
    )


def _border(rule: StateRule, hits: Sequence[Hit], ahead: Ahead) -> Foreseen:
    """The gravest border that what is above its limit may cross."""
    over = [hit for hit in hits if hit.exceeds != "no"]
    found: dict[str, Prose] = {}
    for hit in over:
        state = _crossed(hit, ahead)
        if state is not None:
            found.setdefault(state, hit.title)
    for word in rule.word:
        if word.key in found:
            return word.grade, _crossing(word, found[word.key])
    return None, Text("by the forecast no border is crossed above the limit")


def _crossing(word: StateWord, first: Prose) -> Prose:
    return Text("may come: {what}, first at {place}", what=word.text, place=first)


def _crossed(hit: Hit, ahead: Ahead) -> str | None:
    """The gravest border between the incident and `hit`."""
    if hit.kind == "exit":
        return "country" if ahead.leaves_country(hit) else "province"
    if not hit.county or not ahead.county or hit.county == ahead.county:
        return None
    there = ahead.prefecture_of(hit.county)
    if there and ahead.prefecture and there != ahead.prefecture:
        return "prefecture"
    return "county"


def _nothing(_rule: StateRule, _hits: Sequence[Hit], _ahead: Ahead) -> Foreseen:
    return None, Text("nobody has said")


_FORESEEN: dict[str, Callable[[StateRule, Sequence[Hit], Ahead], Foreseen]] = {
    "water_cut": _water,
    "border": _border,
    "ecology": _nothing,
    "radiation": _nothing,
}
