"""How long a session takes, and how it is kept at about the time the plan allows."""

from collections.abc import Sequence
from dataclasses import replace

from inturn.body.keypoints import Side
from inturn.programme.content import Dose, Exercise, Role
from inturn.programme.hip_internal_rotation import Programme
from inturn.training.records import PlannedSet

_CUT_ORDER: tuple[Role, ...] = ("release", "integrate", "activate")


def set_seconds(planned: PlannedSet, dose: Dose) -> float:
    """What a set takes with the rest after it and the change of sides (s)."""
    if planned.hold_s is not None:
        return planned.hold_s[1] + (dose.roll_s or 0.0) + dose.change_s + planned.rest_s
    low, high = planned.repetitions or (0, 0)
    return (low + high) / 2 * dose.repetition_s + planned.rest_s


def session_seconds(sets: Sequence[PlannedSet], programme: Programme, *, retest: bool) -> float:
    """What a session takes (s), the retest after the release included."""
    doses = {e.id: e.dose for e in programme.exercises}
    time = sum(set_seconds(s, doses[s.exercise]) for s in sets)
    return time + (programme.plan.retest_time if retest else 0.0)


def sets_of(
    exercise: Exercise, sides: Sequence[Side | None], count: int, load_kg: float = 0.0, share: float = 1.0
) -> list[PlannedSet]:
    """`count` sets of an exercise on each of the sides in turn; `share` < 1 takes repetitions off."""
    dose = exercise.dose
    counts = dose.repetitions
    if counts is not None and share < 1.0:
        counts = (max(1, round(counts[0] * share)), max(1, round(counts[1] * share)))
    return [
        PlannedSet(exercise.id, side, 0, counts, dose.hold_s, load_kg, dose.rest_s)
        for _ in range(count)
        for side in sides
    ]


def fitted(
    sides: dict[Role, Sequence[Side | None]], counts: dict[Role, int], programme: Programme, *, retest: bool
) -> dict[Role, int]:
    """Sets per side of each exercise so that the session keeps its time; at least one of each."""
    kept = dict(counts)
    most = programme.plan.session_time + programme.plan.time_over

    def seconds() -> float:
        sets = [s for role in kept for s in sets_of(programme.by_role(role), sides[role], kept[role])]
        return session_seconds(sets, programme, retest=retest)

    for role in _CUT_ORDER:
        while role in kept and kept[role] > 1 and seconds() > most:
            kept[role] -= 1
    return kept


def numbered(sets: Sequence[PlannedSet]) -> tuple[PlannedSet, ...]:
    """The sets with their order in the session, from 1."""
    return tuple(replace(s, order=i) for i, s in enumerate(sets, start=1))
