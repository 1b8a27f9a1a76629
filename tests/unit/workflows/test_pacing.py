"""A set in phases that add up to its time; each test is shown once, by its newest reading."""

from dataclasses import replace

import pytest

from inturn.errors import InputError, NotKeptError
from inturn.training.dose import set_seconds
from inturn.training.records import History, PlannedSet
from inturn.workflows.pacing import set_pace
from inturn.workflows.tests_kept import recording_file, shown_tests
from tests.unit.workflows.made import PROGRAMME, person, with_baseline


def planned(exercise: str, repetitions: int | None, hold_s: float | None) -> PlannedSet:
    return PlannedSet(
        exercise, "left", 1, None if repetitions is None else (repetitions, repetitions),
        None if hold_s is None else (hold_s, hold_s), 0.0, 0.0,
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, 10, 12])
def test_repetitions_take_the_time_that_the_plan_counts_with(count: int) -> None:
    for name in ("squat", "deadlift"):
        exercise = PROGRAMME.exercise(name)
        one = planned(name, count, None)
        pace = set_pace(one, exercise)
        assert [p.name for p in pace.phases] == ["down", "pause", "up"]
        assert (pace.times, pace.counts) == (count, True)
        assert pace.seconds == pytest.approx(set_seconds(one, exercise.dose))


def test_a_hold_is_held_and_then_rolled() -> None:
    exercise = PROGRAMME.exercise("release")
    one = planned("release", None, 30.0)
    pace = set_pace(one, exercise)
    assert [(p.name, p.seconds) for p in pace.phases] == [("hold", 30.0), ("roll", exercise.dose.roll_s)]
    assert pace.seconds == pytest.approx(set_seconds(one, exercise.dose) - exercise.dose.change_s)
    unrolled = set_pace(one, replace(exercise, dose=replace(exercise.dose, roll_s=None)))
    assert [p.name for p in unrolled.phases] == ["hold"]


def test_a_set_without_a_dose_is_refused() -> None:
    with pytest.raises(InputError, match="neither a hold nor repetitions"):
        set_pace(planned("squat", None, None), PROGRAMME.exercise("squat"))


def test_a_test_that_was_read_again_is_shown_once() -> None:
    history: History = with_baseline(person())
    first = history.tests[0]
    again = replace(first, id="again", remeasured_from=first.id, estimator="99")
    shown = shown_tests(replace(history, tests=(*history.tests, again)))
    assert [t.id for t in shown] == ["again", history.tests[1].id]
    with pytest.raises(NotKeptError, match="No recording"):
        recording_file(first)
