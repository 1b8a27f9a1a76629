"""The coach's bench says what happened: matching, verdicts, shares; and sets by bones alone come through the coach."""

from dataclasses import replace

import pytest

from inturn.programme.coach_file import load_coach
from inturn.training.coach.events import Fault, Repetition, Tempo
from inturn.training.coach.finding import SetFinding
from validation.coach_parts.figures import counts, errors, faults, report, share, wilson
from validation.coach_parts.posed import posed_set
from validation.coach_parts.rows import TABLE, matched, negative_row, rows_of, set_row
from validation.people.exercise_truth import FAULTS, ExerciseTruth, TrueRepetition, TrueSpan, TrueTempo

STARTS = (3.0, 8.0, 13.0)
TOLD = {1: 7.1, 2: 12.3}
"""When repetitions are told; the third only after the last picture."""


def true_set() -> ExerciseTruth:
    """Three squats from the front; the other knee of the second drops in, that of the third is in doubt."""
    tempo = TrueTempo(1.5, 1.0, 1.5)
    planned = ((), ("other_knee_in",), ())
    return ExerciseTruth(
        clip="set_000000.mp4", seed=0, exercise="squat", side="left", view="front", azimuth_deg=3.0, fps=12.0,
        width=360, height=640, body_height_m=1.7,
        repetitions=tuple(
            TrueRepetition(s, s + 2, s + 4, 60.0, tempo, f) for s, f in zip(STARTS, planned, strict=True)
        ),
        attempts=(TrueSpan(18.0, 20.0, "short", 20.0),),
        notes={"doubtful": [[], [], ["other_knee_in"]]},
    )  # fmt: skip


def finding(starts: tuple[float, ...], said: tuple[tuple[int, str], ...] = ()) -> SetFinding:
    """What a coach might have said."""
    tempo = Tempo(1.5, 1.0, 1.5)
    repetitions = tuple(
        Repetition(i, s, s + 2.0, s + 4.0, 1.0, 0.9, tempo, "front") for i, s in enumerate(starts, start=1)
    )
    named = tuple(Fault(name, n, 0.0, 1.0, None, 1.0, 0.5, 1.0) for n, name in said)
    return SetFinding("squat", "left", "front", 0.0, repetitions, (), (), (), (), named, (), None, (), (), True)


def test_pairs_are_the_nearest_and_nobody_is_paired_twice() -> None:
    assert matched([1.0, 5.0], [1.2, 1.4, 9.0]) == {0: 0}
    assert matched([], [1.0]) == {}


def test_a_perfect_coach_has_no_error() -> None:
    row = set_row(true_set(), finding(STARTS, ((2, "other_knee_in"),)), TOLD)
    told = report([row])
    assert told["counts"]["squat"]["mae_share"] == 0
    assert told["counts"]["squat"]["within_one"]["share"] == 1
    assert told["times"]["start"]["mae"] == 0
    assert (told["told_after_s"]["n"], told["told_after_s"]["bias"]) == (2, pytest.approx(0.2))
    assert all(
        f["sensitivity"]["share"] in (1.0, None) and f["specificity"]["share"] in (1.0, None) for f in faults([row])
    )


def test_a_missed_repetition_an_extra_one_and_a_wrong_fault_are_counted() -> None:
    row = set_row(true_set(), finding((3.0, 13.0, 17.0), ((1, "other_knee_in"), (1, "heel_lifts"))), {})
    assert row.missed == [10.0]
    assert row.extra == [(19.0, "short")]
    knee = next(f for f in faults([row]) if f["fault"] == "other_knee_in" and f["view"] == "front")
    assert (knee["sensitivity"]["hits"], knee["sensitivity"]["of"]) == (0, 1)
    assert (knee["specificity"]["hits"], knee["specificity"]["of"]) == (0, 1)
    assert row.guessed == ["heel_lifts"]


def test_a_fault_in_doubt_is_nobodys_error() -> None:
    said = set_row(true_set(), finding(STARTS, ((3, "other_knee_in"),)), {})
    assert [v for v in said.verdicts if v.fault == "other_knee_in" and v.there is False and v.said] == []


def test_repetitions_in_a_film_of_something_else_are_all_extra() -> None:
    walking = replace(true_set(), exercise=None, repetitions=(), negatives=(TrueSpan(0.0, 30.0, "walking"),))
    told = report([negative_row(walking, finding((3.0,)), "squat")])
    assert told["negatives"] == {"films": 1, "watched": 1, "repetitions": 1, "during": ["walking"]}


def test_shares_have_an_interval_that_holds_them() -> None:
    low, high = wilson(9, 10)
    assert 0.5 < low < 0.9 < high < 1.0
    assert share(0, 0)["share"] is None
    assert counts([]) == {"sets": 0}
    assert errors([0.1, -0.3])["within"] == pytest.approx(0.5)


def test_the_table_names_faults_that_the_truth_and_the_coach_know() -> None:
    rules = load_coach()
    for exercise, fault in TABLE:
        assert fault in FAULTS
        known = {f.id: f.views for f in rules.exercise(exercise).faults}
        assert set(known[fault]) == set(TABLE[(exercise, fault)])


@pytest.mark.parametrize(
    "seed", [0, 4, 27, 10_227], ids=["squat", "hinge", "other", "a trunk that wanders while somebody stands"]
)
def test_sets_by_bones_alone_are_counted(seed: int) -> None:
    truth, frames = posed_set(seed)
    rows = rows_of(truth, frames, load_coach())
    assert all(abs(r.found_count - r.true_count) <= 1 for r in rows)
    assert all(r.found_count == 0 for r in rows if r.negative)
