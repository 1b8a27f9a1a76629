"""The coach's data: every number says where it comes from; a file that cannot be used is refused with the reasons."""

import re
from dataclasses import replace
from importlib.resources import files

import pytest

from inturn.errors import InputError
from inturn.programme.coach import SIGNALS
from inturn.programme.coach_file import load_coach, parse_coach, shipped_rows
from inturn.programme.coach_units import SIGNAL_UNITS
from inturn.programme.hip_internal_rotation import load_shipped_programme
from inturn.programme.rows import load_references

TEXT = files("inturn.programme").joinpath("data", "coach.toml").read_text(encoding="utf-8")

OWN = 'source = "inturn-noise", basis = "judgement", reviewed_by = ""'
TWO_LIMITS = f'above = {{ value = 9, unit = "deg", {OWN} }}\nbelow = {{ value = -6, unit = "deg", source = "inturn'

INSTEAD = 'signal = "squat_lean"\nduring = "bottom"\nviews = ["oblique"]'
NINE_DEG = f'{{ value = 9, unit = "deg", {OWN} }}'
FAR = 'signal = "front_knee"\nduring = "deep"\nviews = ["side"]\nnetworks = ["full"]'
OTHER_KNEE = 'cue = "{Other} knee over the second toe."\n'
FAR_FROM_THE_FRONT = f"""
[[exercise.squat.fault.instead]]
measure = "change"
signal = "other_knee_in"
during = "bottom"
views = ["front"]
far_leg = true
above = {NINE_DEG}
lasting = {{ value = 0.3, unit = "s", {OWN} }}
"""
STRAIGHT = 'id = "knees_straight"'
SHINS = f'shins = {{ value = 1, unit = "1", {OWN} }}'


def test_every_number_cites_a_known_source_and_nothing_remembered_poses_as_read() -> None:
    references = load_references()
    for name, row in shipped_rows().items():
        assert row.source in references, name
        assert row.basis != "read" or references[row.source].read in {"full", "abstract"}, name
        assert row.reviewed_by == "", name


def test_the_exercises_are_those_of_the_programme() -> None:
    assert [e.id for e in load_coach().exercises] == ["squat", "deadlift", "release"]
    assert {e.id for e in load_coach().exercises} == {e.id for e in load_shipped_programme().exercises}


def test_every_signal_has_a_unit() -> None:
    assert set(SIGNAL_UNITS) == set(SIGNALS)


def test_angles_arrive_in_radians() -> None:
    rule = load_coach().exercise("squat").fault("trunk_forward")
    assert rule.above == pytest.approx(0.2618, abs=1e-4)


def test_what_is_told_otherwise_from_a_view_is_one_fault_with_one_cue_and_its_numbers_are_shown() -> None:
    rule = load_coach().exercise("squat").fault("heel_lifts")
    obliquely = rule.seen_from("oblique", far=False)
    assert (obliquely.id, obliquely.cue, obliquely.see) == (rule.id, rule.cue, rule.see)
    assert (obliquely.signal, rule.signal) == ("squat_heel", "heel_rise")
    assert rule.seen_from("side", far=True) is rule
    assert "squat.heel_lifts.oblique.own_above" in shipped_rows()


def test_a_hidden_leg_has_a_rule_of_its_own_from_the_side_alone() -> None:
    rule = load_coach().exercise("deadlift").fault("knees_straight")
    hidden = rule.seen_from("side", far=True)
    assert hidden is not rule
    assert hidden.own_below < rule.own_below
    assert replace(hidden, **{name: getattr(rule, name) for name in ("own_below", "own_at_most", "views")}) == replace(
        rule, instead=(), far_leg=True
    )
    assert rule.seen_from("side", far=False) is rule
    assert rule.seen_from("oblique", far=True) is rule
    assert "deadlift.knees_straight.side.far_leg.own_below" in shipped_rows()


@pytest.mark.parametrize("network", ["lite", "heavy", "bones"])
def test_on_points_it_was_not_learnt_from_the_fault_is_told_as_from_elsewhere(network: str) -> None:
    rule = load_coach().by(network).exercise("squat").fault("trunk_forward")
    assert rule.seen_from("oblique", far=False) is rule
    assert rule.judged_from("oblique")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('signal = "thigh"', 'signal = "elbow"', "no signal 'elbow'"),
        ("[signal.stagger]", "[signal.elbow]", "no signal 'elbow'"),
        ("[signal.stagger]\n", '[signal.stagger]\nruns = "height"\n', "stagger is no height"),
        ('trajectories = "squat"', 'trajectories = "lunge"', "there are deadlift, squat"),
        ('timed_by = ["thigh_lean"', 'timed_by = ["stagger"', "give its noise in [signal.stagger]"),
        ("nearer =", f"{SHINS}\nnearer =", "belongs to the signal thigh"),
        ("nearer_sd =", "nearer_by =", "nearer_by"),
        ('source = "lorenzetti-2018"', 'source = "somebody-2030"', "somebody-2030"),
        ("below = { value = -6, unit = \"deg\", source = \"inturn", TWO_LIMITS, "exactly one of above and below"),
        ("lost_after =", "lost_later =", "lost_later"),
        ('unit = "deg", source = "squat-technique"', 'unit = "s", source = "squat-technique"', "the unit is"),
        ('schema = "inturn/coach/1"', 'schema = "inturn/coach/9"', "schema"),
        ("[common]", "[common", "not valid TOML"),
        ('kind = "hold"', 'kind = "repetitions"', "excursion"),
        ('deepened_by = ["trunk_forward"]', 'deepened_by = ["trunk_foward"]', "faults of the exercise"),
        ('spoilt_by = ["heel_lifts", "knees_bend",', 'spoilt_by = ["elbows",', "other faults of the exercise"),
        ('cue = "Slower', 'spoilt_by = ["heel_lifts"]\ncue = "Slower', "spoilt_by says nothing"),
        ("own_at_least =", "own_at_most =", "own_at_most says nothing"),
        (INSTEAD, INSTEAD.replace("oblique", "front"), "views that it is judged from"),
        (INSTEAD, f'{INSTEAD}\nunshown = ["oblique"]', "no instead or unshown"),
        (INSTEAD, f'{INSTEAD}\nown_above = {NINE_DEG}\nspoilt_by = ["elbows"]', "other faults of the exercise"),
        ("far_leg = true", "far_leg = 3", "valid boolean"),
        (FAR, FAR.replace("front_knee", "turn"), "far_leg has other limits"),
        (FAR, FAR.replace('["full"]', '["heavy"]'), "far_leg has other limits"),
        (OTHER_KNEE, OTHER_KNEE + FAR_FROM_THE_FRONT, "says nothing from the front"),
        (STRAIGHT, f"far_leg = true\n{STRAIGHT}", "stands instead of the fault's own"),
        (INSTEAD, INSTEAD.replace("squat_lean", "squat_heel"), "the unit is"),
        (INSTEAD, f'{INSTEAD}\ncue = "Other."', "are not said again"),
        (INSTEAD, f"{INSTEAD}\nelbow = 3", "instead.0.elbow"),
        ("[[exercise.squat.fault.instead]]", "[exercise.squat.fault.instead]", "valid list"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_says_why(old: str, new: str, said: str) -> None:
    assert old in TEXT
    with pytest.raises(InputError, match=re.escape(said)):
        parse_coach(TEXT.replace(old, new, 1), "mine.toml")
