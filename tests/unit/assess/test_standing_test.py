"""The whole test: sides, stick, compensation, gates, verdicts, refusals, on scripted people."""

from dataclasses import replace

import numpy as np
import pytest

from inturn.assess.error import ErrorModel
from inturn.assess.events import Lifted
from inturn.assess.finding import Pain, StandingTest
from inturn.assess.standing_test import Asked, assess, detect
from inturn.assess.stick import Stick
from inturn.errors import NoTestError
from inturn.kinematics.angles import AngleFrame, to_dataset
from inturn.programme.standing_test import load_standing_test
from inturn.quantity import Method
from tests.unit.assess.synthetic import (
    HALF_FOOT_M,
    QUIET,
    SHANK_M,
    USUAL,
    Noise,
    Script,
    frames,
    kicks,
    marching,
    squats,
    standard,
    walking,
)

RULES = load_standing_test()
METHOD = Method("standing-hip-ir", "standing", "none", "video")
MODEL = ErrorModel(*np.radians([1.5, 1.0, 0.8]))
HEEL_M = RULES.stick.heel_half_width
RULES_LIST_DEG = float(np.degrees(RULES.stillness.pelvic_list))


def run(all_frames: list[AngleFrame], asked: Asked | None = None, rules=RULES) -> StandingTest:
    return assess(to_dataset(all_frames, {}), detect(all_frames, rules.detection), rules, METHOD, MODEL, asked)


def codes(reasons: tuple) -> list[tuple[str, str | None]]:
    return [(r.code, r.side) for r in reasons]


def test_one_limited_side() -> None:
    test = run(frames(standard((32, 31, 33), (14, 13, 15))))
    assert test.verdict == "mobility_work"
    assert codes(test.reasons) == [("side_limited", "right"), ("difference_likely", None)]
    assert (test.left.verdict, test.right.verdict) == ("sufficient", "limited")
    assert np.degrees([test.left.rotation.value, test.right.rotation.value]) == pytest.approx([32, 14], abs=0.1)
    assert np.degrees(test.left.best.value) == pytest.approx(33, abs=0.1)
    assert test.tighter_side == "right"
    assert test.first_lifted == "left"
    assert np.degrees(test.difference.difference.value) == pytest.approx(18, abs=0.2)
    assert test.difference.judgement == "likely"
    assert test.left.body_still
    assert test.left.reached_stick
    assert [t.quality for t in test.left.trials] == ["good"] * 3
    assert [t.order for t in test.left.trials] == [1, 2, 3]
    assert test.warnings == ()


def test_both_sides_likely_sufficient() -> None:
    test = run(frames(standard((35, 36, 35), (36, 35, 35)), noise=USUAL))
    assert test.verdict == "likely_sufficient"
    assert codes(test.reasons) == [("sides_sufficient", None)]
    assert test.difference.judgement == "same"
    assert test.tighter_side is None


def test_near_the_target_is_unclear() -> None:
    test = run(frames(standard((25, 24), (24, 25))))
    assert test.verdict == "unclear"
    assert codes(test.left.reasons) == [("near_target", "left")]


def test_another_target_changes_the_verdict_only() -> None:
    from dataclasses import replace

    low = replace(RULES, verdict=replace(RULES.verdict, target=np.radians(10.0)))
    test = run(frames(standard((25, 24), (24, 25))), rules=low)
    assert test.verdict == "likely_sufficient"
    assert test.target == pytest.approx(np.radians(10.0))


# --- body moved -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cheat", "name", "left_size"),
    [
        ({"list": 10.0}, "pelvic_list", 10.0),
        ({"lean": 12.0}, "trunk_lean", 12.0),
        ({"turn": 14.0}, "pelvic_turn", 14.0),
    ],
)
@pytest.mark.parametrize(("noise", "within"), [(QUIET, 0.1), (USUAL, 3.0)], ids=["exact", "noisy"])
def test_a_cheat_in_every_trial(
    cheat: dict[str, float], name: str, left_size: float, noise: Noise, within: float
) -> None:
    test = run(frames(standard((35, 36), (35, 36), **cheat), noise=noise))
    for side, sign in ((test.left, 1.0), (test.right, -1.0)):
        assert side.verdict == "borderline"
        assert codes(side.reasons) == [("body_moved", side.side)]
        assert side.body_still is False
        for trial in side.trials:
            change = getattr(trial.compensation, name)
            assert np.degrees(change.change) == pytest.approx(sign * left_size, abs=within)
            assert 0.0 <= change.onset_share <= 1.0
            assert trial.begin_s <= change.onset_s <= trial.plateau_end_s
            assert [g.name for g in trial.gates if not g.passed] == [name]
            assert trial.readable
    assert test.verdict == "unclear"
    assert ("body_moved_in_trial", "left") in codes(test.warnings)


def test_a_moved_trial_does_not_enter_the_side_value() -> None:
    script = Script()
    script.wait(2.0)
    script.lift("left")
    script.wait(0.5)
    script.trial("left", 30.0)
    script.wait(0.6)
    script.trial("left", 40.0, list=12.0)
    script.wait(0.6)
    script.trial("left", 32.0)
    script.wait(0.6)
    script.lower("left")
    script.side("right", (31, 31))
    test = run(frames(script))
    assert [t.body_still for t in test.left.trials] == [True, False, True]
    assert np.degrees(test.left.rotation.value) == pytest.approx(31.0, abs=0.1)
    assert np.degrees(test.left.best.value) == pytest.approx(32.0, abs=0.1)
    assert test.left.rotation.n == 2


def test_below_target_although_the_body_moved_is_limited() -> None:
    test = run(frames(standard((12, 13), (12, 13), list=10.0)))
    assert test.left.verdict == "limited"


def test_what_lifting_alone_did_stands_apart() -> None:
    script = Script()
    script.wait(2.0)
    script.lift("left", list=6.0)
    script.wait(0.6)
    for _ in range(2):
        script.trial("left", 30.0)
        script.wait(0.6)
    script.move(0.9, left_thigh=0.0, left_knee=0.0, list=0.0)
    script.wait(1.0)
    test = run(frames(script))
    trial = test.left.trials[0]
    assert np.degrees(dict(trial.compensation.lift_alone)["pelvic_list"]) == pytest.approx(6.0, abs=0.1)
    assert np.degrees(trial.compensation.pelvic_list.change) == pytest.approx(0.0, abs=0.1)
    assert trial.body_still


def test_thigh_drop_and_knee_drift() -> None:
    test = run(frames(standard((30, 30), (30, 30), left_thigh=78.0)))
    # the script's cheat channel falls back to 0 after a trial, so only the first trial starts at hip height
    drop = test.left.trials[0].compensation.thigh_drop
    assert np.degrees(drop.change) == pytest.approx(10.0, abs=0.5)
    assert drop.onset_s is not None
    turned = run(frames(standard((30, 30), (30, 30), turn=8.0)))
    drift = turned.left.trials[0].compensation.knee_drift
    assert drift.change == pytest.approx(0.42 * np.sin(np.radians(8.0)), abs=0.005)


# --- gates ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("thigh", "knee", "facing", "failed"),
    [(58.0, 90.0, 0.0, "thigh_elevation"), (116.0, 90.0, 0.0, "thigh_elevation"), (88.0, 54.0, 0.0, "knee_flexion"),
     (88.0, 130.0, 0.0, "knee_flexion"), (88.0, 90.0, 36.0, "facing"), (88.0, 90.0, -36.0, "facing")],
)  # fmt: skip
def test_outside_a_gate_the_trial_is_unreadable_with_value_limit_and_mend(
    thigh: float, knee: float, facing: float, failed: str
) -> None:
    script = Script()
    script.wait(2.0)
    for side in ("left", "right"):
        script.lift(side, thigh=thigh, knee=knee)
        script.wait(0.6)
        for _ in range(2):
            script.trial(side, 30.0)
            script.wait(0.6)
        script.lower(side)
        script.wait(0.8)
    test = run(frames(script, facing_deg=facing))
    assert test.verdict == "unreadable"
    assert codes(test.reasons) == [("side_unreadable", "left"), ("side_unreadable", "right")]
    assert test.difference is None
    for trial in (*test.left.trials, *test.right.trials):
        assert trial.quality == "unreadable"
        (gate,) = [g for g in trial.gates if not g.passed]
        assert gate.name == failed
        assert gate.advice
        expected = {"thigh_elevation": thigh, "knee_flexion": knee, "facing": abs(facing)}[failed]
        assert np.degrees(gate.value) == pytest.approx(expected, abs=0.5)
        assert gate.highest is not None


def test_a_leg_out_of_sight_is_unreadable() -> None:
    from dataclasses import replace

    hidden = [replace(f, seen=np.array([0.3, 1.0])) for f in frames(standard())]
    test = run(hidden)
    assert test.left.verdict == "unreadable"
    assert codes(test.left.reasons) == [("few_readable_trials", "left")]
    assert {g.name for t in test.left.trials for g in t.gates if not g.passed} == {"seen"}
    assert test.right.verdict == "limited"
    assert test.verdict == "mobility_work"


def test_a_rough_trial_is_told() -> None:
    script = Script()
    script.wait(2.0)
    script.lift("left")
    script.wait(0.6)
    for _ in range(2):
        script.trial("left", 32.0, hold=0.0, rise=0.55, fall=0.55)
        script.wait(0.8)
    script.lower("left")
    test = run(frames(script, 60))
    assert [t.quality for t in test.left.trials] == ["rough", "rough"]
    assert ("rough_trial", "left") in codes(test.warnings)


# --- stick ----------------------------------------------------------------------------------------------------------


def test_what_the_stick_at_the_foot_asks() -> None:
    test = run(frames(standard((30, 30), (30, 30))))
    expected = np.degrees(np.arcsin((HALF_FOOT_M - HEEL_M) / SHANK_M))
    assert np.degrees(test.stick.asks) == pytest.approx([expected, expected], abs=0.2)
    assert test.stick.kind == "foot_edge"


@pytest.mark.parametrize("facing", [-25.0, 0.0, 25.0])
def test_a_given_stick_asks_more_and_is_reached_or_not(facing: float) -> None:
    offset = 0.14
    needed = float(np.degrees(np.arcsin((HALF_FOOT_M + offset - HEEL_M) / SHANK_M)))
    asked = Asked(stick=Stick(left=offset, right=offset))
    test = run(frames(standard((needed + 2,) * 2, (needed - 2,) * 2), facing_deg=facing), asked)
    assert test.stick.kind == "given"
    assert np.degrees(test.stick.asks) == pytest.approx([needed, needed], abs=0.5)
    assert test.left.reached_stick is True
    assert test.right.reached_stick is False
    assert ("stick_not_reached", "right") in codes(test.right.reasons)
    assert test.right.verdict == "limited"


def test_without_quiet_standing_the_stick_cannot_be_judged() -> None:
    script = Script()
    for side in ("left", "right"):
        script.lift(side, 0.5)
        script.wait(0.4)
        for _ in range(2):
            script.trial(side, 36.0)
            script.wait(0.4)
        script.lower(side, 0.5)
    test = run(frames(script))
    assert codes(test.warnings)[0] == ("no_quiet_standing", None)
    assert test.left.reached_stick is None
    assert test.stick.asks == (None, None)
    assert codes(test.left.reasons) == [("stick_not_judged", "left")]
    assert test.verdict == "unclear"


# --- fewer trials, exclusion, pain -----------------------------------------------------------------------------------


def test_one_side_only() -> None:
    test = run(frames(standard((32, 31, 33), ())))
    assert test.right.verdict == "unreadable"
    assert test.right.trials == ()
    assert test.right.rotation is None
    assert test.difference is None
    assert test.verdict == "unclear"
    assert ("one_side_only", "right") in codes(test.warnings)


def test_a_single_trial_is_too_few() -> None:
    test = run(frames(standard((32,), (31, 32))))
    assert test.left.verdict == "unreadable"
    assert test.left.reasons[0].value == 1.0
    assert test.difference is None


def test_excluded_trials_are_kept_but_not_counted() -> None:
    all_frames = frames(standard((32, 20, 34), (31, 32)))
    test = run(all_frames, Asked(excluded=frozenset({("left", 2)})))
    assert [t.included for t in test.left.trials] == [True, False, True]
    assert np.degrees(test.left.rotation.value) == pytest.approx(33.0, abs=0.1)
    assert ("trials_excluded", "left") in codes(test.warnings)
    two_out = run(all_frames, Asked(excluded=frozenset({("left", 1), ("left", 2)})))
    assert two_out.left.verdict == "unreadable"


def test_pain_is_kept() -> None:
    test = run(frames(standard()), Asked(pain_right=Pain(4, "groin")))
    assert (test.left.pain, test.right.pain) == (Pain(), Pain(4, "groin"))


# --- refusals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (marching(), "left knee was lifted 6 times, for about"),
        (squats(3), "the person squatted 3 times"),
        (walking(), "the person moved about, but no knee was lifted"),
        (kicks(6), "right knee was lifted 3 times"),
    ],
    ids=["marching", "squats", "walking", "kicks"],
)
def test_no_standing_test_says_what_was_seen(script: Script, said: str) -> None:
    with pytest.raises(NoTestError, match="No standing test found; what was seen: ") as refusal:
        run(frames(script, noise=USUAL))
    assert said in str(refusal.value)
    assert "Film yourself from the front" in str(refusal.value)


def test_standing_only_and_nobody() -> None:
    script = Script()
    script.wait(4.0)
    with pytest.raises(NoTestError, match="the person stood, but no knee was lifted to hip height"):
        run(frames(script))
    from inturn.kinematics.angles import lost

    with pytest.raises(NoTestError, match="a person in 0 % of the recording only"):
        run([lost(i / 30) for i in range(60)])


@pytest.mark.parametrize("facing", [165.0, -175.0])
def test_from_behind_is_refused(facing: float) -> None:
    with pytest.raises(NoTestError, match="from behind"):
        run(frames(standard(), facing_deg=facing))


def test_sideways_without_a_trial_says_so() -> None:
    with pytest.raises(NoTestError, match="stood sideways, about 85° away"):
        run(frames(marching(), facing_deg=85.0))


def test_a_calibrated_error_of_changes_is_taken_before_the_judged_one() -> None:
    from dataclasses import replace

    all_frames = frames(standard((35, 36), (35, 36), list=7.0))
    angles, events = to_dataset(all_frames, {}), detect(all_frames, RULES.detection)
    judged = assess(angles, events, RULES, METHOD, MODEL)
    vague = assess(angles, events, RULES, METHOD, replace(MODEL, sd_list_change=np.radians(6.0)))
    assert judged.left.body_still is False
    assert vague.left.body_still is True
    assert np.degrees(vague.left.trials[0].compensation.pelvic_list.sd) == pytest.approx(6.0)


def test_a_change_of_turn_is_told_as_the_likeliest_true_one() -> None:
    from dataclasses import replace

    all_frames = frames(standard((35, 36), (35, 36), turn=6.0), noise=QUIET)
    angles, events = to_dataset(all_frames, {}), detect(all_frames, RULES.detection)
    known = replace(MODEL, sd_list_change=np.radians(1.0), sd_turn_change=np.radians(1.0))
    plain, scaled = (
        assess(angles, events, RULES, METHOD, replace(known, turn_gain=gain)).left.trials[0].compensation
        for gain in (1.0, 1.5)
    )
    assert np.degrees(scaled.pelvic_turn.change) == pytest.approx(1.5 * np.degrees(plain.pelvic_turn.change))
    assert abs(np.degrees(plain.pelvic_turn.change)) == pytest.approx(6.0, abs=0.5)
    assert np.degrees(scaled.pelvic_turn.sd) == pytest.approx(1.0)  # the error is that of what is told
    assert scaled.pelvic_list == plain.pelvic_list


def test_a_change_just_beyond_its_limit_is_named_but_counts_as_still() -> None:
    test = run(frames(standard((35, 36), (35, 36), list=RULES_LIST_DEG + 0.7), noise=QUIET))
    for side in (test.left, test.right):
        assert side.body_still
        assert all(t.may_have_moved and t.body_still for t in side.trials)
        assert [g.name for g in side.trials[0].gates if g.doubtful] == ["pelvic_list"]
        assert ("body_may_have_moved_in_trial", side.side) in codes(test.warnings)
        assert ("body_moved_in_trial", side.side) not in codes(test.warnings)


@pytest.mark.parametrize("size", [RULES_LIST_DEG - 1.0, RULES_LIST_DEG + 6.0])
def test_well_within_or_well_beyond_the_limit_leaves_no_doubt(size: float) -> None:
    test = run(frames(standard((35, 36), (35, 36), list=size), noise=QUIET))
    assert not any(g.doubtful for s in (test.left, test.right) for t in s.trials for g in t.gates)
    assert not any(w.code == "body_may_have_moved_in_trial" for w in test.warnings)


def test_a_leg_swung_back_is_no_lifted_knee() -> None:
    people = frames(standard((35, 36), (35, 36)), noise=QUIET)
    assert any(isinstance(e, Lifted) for e in detect(people, RULES.detection))
    back = [replace(f, hip_flexion=np.minimum(f.hip_flexion, np.radians(10.0))) for f in people]
    assert not any(isinstance(e, Lifted) for e in detect(back, RULES.detection))
    unseen = [replace(f, hip_flexion=np.full(2, np.nan)) for f in people]
    assert detect(unseen, RULES.detection) == detect(people, RULES.detection)
