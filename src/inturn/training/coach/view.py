"""From where the camera looks at the person, and what cannot be judged from there."""

from math import pi

from inturn.body.keypoints import Side
from inturn.programme.coach import CommonRules, ExerciseRules, View

NotJudged = tuple[str, str]
"""A fault and why it is not judged: `view`, `not_shown`, `side_not_named`, or `asked_afterwards`."""


def view_of(turn: float, rules: CommonRules) -> View:
    """The view for a body turned by `turn` (rad) from facing the camera, to either side."""
    away = abs(turn)
    if away <= rules.front_up_to:
        return "front"
    if away < rules.side_from:
        return "oblique"
    return "side" if away <= min(rules.behind_from, pi) else "behind"


def farther_side(turn: float) -> Side:
    """The side of a body turned by `turn` (rad, to its own left) that is away from the camera."""
    return "left" if turn > 0.0 else "right"


def not_judged(exercise: ExerciseRules, view: View, side_known: bool) -> tuple[NotJudged, ...]:
    """Faults that this view, or a working side that was not named, leaves unjudged; in the order of the data."""
    found: list[NotJudged] = []
    for rule in (r.seen_from(view, far=False) for r in exercise.faults):  # of a far leg as much is judged
        if view not in rule.views:
            found.append((rule.id, "view"))
        elif view in rule.unshown:
            found.append((rule.id, "not_shown"))
        elif rule.names_side and not side_known:
            found.append((rule.id, "side_not_named"))
    return (*found, *((name, "asked_afterwards") for name in exercise.asked_afterwards))
