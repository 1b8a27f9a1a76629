"""The verdicts as tables: per side, between the sides, and over all.

A side's table is read with three facts; the overall rules with the two side verdicts and the difference. Both are
data: the tests walk through every cell.
"""

from typing import Final, Literal

from inturn.assess.finding import Judgement, SideVerdict, Verdict
from inturn.programme.standing_test import DifferenceRules, VerdictRules
from inturn.quantity import Difference

StickFact = Literal["reached", "not_reached", "no_still_trial", "not_judged"]
ChanceFact = Literal["low", "middle", "high"]

# Rows: the stick over the still trials. Columns: P(rotation < target) low / middle / high.
_COLUMNS: Final[tuple[ChanceFact, ...]] = ("low", "middle", "high")
_ROWS: Final[dict[StickFact, tuple[SideVerdict, SideVerdict, SideVerdict]]] = {
    "reached": ("sufficient", "borderline", "limited"),
    "not_reached": ("limited", "limited", "limited"),
    "no_still_trial": ("borderline", "borderline", "limited"),
    "not_judged": ("borderline", "borderline", "limited"),
}
SIDE_TABLE: Final[dict[tuple[StickFact, ChanceFact], SideVerdict]] = {
    (stick, chance): verdict for stick, row in _ROWS.items() for chance, verdict in zip(_COLUMNS, row, strict=True)
}

# The first row that applies. A row applies when any of its conditions holds; no condition = always.
# "left+right": both sides have that verdict; "a side": at least one has it; "difference": what it is judged.
OVERALL_RULES: Final[tuple[tuple[Verdict, tuple[tuple[str, str], ...]], ...]] = (
    ("unreadable", (("both sides", "unreadable"),)),
    ("mobility_work", (("a side", "limited"), ("difference", "likely"))),
    ("unclear", (("a side", "borderline"), ("a side", "unreadable"), ("difference", "possible"))),
    ("likely_sufficient", ()),
)


def chance_fact(probability_below: float, rules: VerdictRules) -> ChanceFact:
    """Which column P(rotation < target) falls into; both limits belong to the outer columns."""
    if probability_below >= rules.limited_from_probability:
        return "high"
    return "low" if probability_below <= rules.sufficient_up_to_probability else "middle"


def stick_fact(reached_when_still: list[bool | None]) -> StickFact:
    """Which row: whether the stick was reached in each still, readable trial (None = could not be judged)."""
    if not reached_when_still:
        return "no_still_trial"
    if any(reached_when_still):
        return "reached"
    return "not_judged" if any(r is None for r in reached_when_still) else "not_reached"


def side_verdict(
    readable_trials: int, stick: StickFact, probability_below: float | None, rules: VerdictRules
) -> SideVerdict:
    """The verdict of one side."""
    if readable_trials < rules.fewest_readable_trials or probability_below is None:
        return "unreadable"
    return SIDE_TABLE[stick, chance_fact(probability_below, rules)]


def judge_difference(difference: Difference, rules: DifferenceRules) -> Judgement:
    """What left minus right (rad) amounts to."""
    if difference.probability_beyond(rules.small) >= rules.probability:
        return "likely"
    surely_not_large = 1.0 - difference.probability_beyond(rules.large) >= rules.probability
    return "same" if surely_not_large and abs(difference.value) < rules.small else "possible"


def overall_verdict(left: SideVerdict, right: SideVerdict, difference: Judgement | None) -> Verdict:
    """The verdict over both sides; `difference` is None when a side has no value."""

    def holds(condition: tuple[str, str]) -> bool:
        about, wanted = condition
        if about == "both sides":
            return left == right == wanted
        return wanted in (left, right) if about == "a side" else difference == wanted

    for verdict, conditions in OVERALL_RULES:
        if not conditions or any(holds(c) for c in conditions):
            return verdict
    raise AssertionError("the last rule always applies")
