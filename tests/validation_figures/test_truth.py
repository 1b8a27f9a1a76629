"""Truth files to true trials, sticks and the verdict that the truth itself would give."""

import json
from pathlib import Path

import numpy as np
import pytest

from inturn.programme.standing_test import load_standing_test
from validation.figures.films import films, seed_range
from validation.figures.judge import true_side, true_value, true_verdict
from validation.figures.truth import Reduced, TrueTrial, Truth, reached_stick, read_truth

RULES = load_standing_test()
CLIPS = Path(__file__).parents[1] / "clips"


def true_trial(side: str, degrees: float, **other: object) -> TrueTrial:
    given = {
        "side": side, "start_s": 1.0, "hold_start_s": 2.0, "hold_end_s": 3.0, "end_s": 4.0, "rotation_deg": degrees,
        "pelvic_list_deg": 0.0, "pelvic_turn_deg": 0.0, "trunk_lean_deg": 0.0, "thigh_drop_deg": 0.0,
        "thigh_elevation_deg": 85.0, "hip_flexion_deg": 80.0, "knee_flexion_deg": 90.0, "facing_deg": 5.0,
        "reached_stick": True, "cheats": (),
    }  # fmt: skip
    return TrueTrial.model_validate(given | other)


def both(left: float, right: float, **other: object) -> list[TrueTrial]:
    return [true_trial(s, d, **other) for s, d in (("left", left), ("right", right)) for _ in range(2)]


@pytest.mark.parametrize(
    ("trials", "verdict"),
    [
        (both(30, 31), "likely_sufficient"),
        (both(23.9, 30), "mobility_work"),
        (both(30, 31, reached_stick=False), "mobility_work"),
        (both(30, 35.1), "mobility_work"),
        (both(30, 34.9), "likely_sufficient"),
        (both(30, 31, pelvic_list_deg=5.1), "unclear"),
        (both(20, 31, pelvic_list_deg=5.1), "mobility_work"),
        (both(30, 31)[:2], "unclear"),
        (both(30, 31, thigh_elevation_deg=60.0), "unreadable"),
        ([], "unreadable"),
    ],
)
def test_verdict_of_the_truth(trials: list[TrueTrial], verdict: str) -> None:
    assert true_verdict(trials, RULES) == verdict


def test_value_of_a_side_leaves_cheated_trials_out_unless_there_are_no_others() -> None:
    cheated = true_trial("left", 40, trunk_lean_deg=-8.0)
    assert true_value([cheated, true_trial("left", 20)], RULES) == 20
    assert true_value([cheated], RULES) == 40
    assert true_side([cheated, cheated], RULES) == "borderline"


def test_a_committed_truth_file_is_read_and_survives_being_reduced(tmp_path: Path) -> None:
    whole = read_truth(CLIPS / "pelvic_list.json", RULES)
    told = json.loads((CLIPS / "pelvic_list.json").read_text("utf-8"))
    assert [t.rotation_deg for t in whole.trials] == [t["rotation_deg"] for t in told["trials"]]
    assert all("pelvic_list" in t.cheats and abs(t.thigh_drop_deg) < 8 for t in whole.trials)
    assert whole.conditions["fps"] == told["fps"]
    (tmp_path / "x.json").write_text(Reduced(truth=whole).model_dump_json())
    assert read_truth(tmp_path / "x.json", RULES) == whole


@pytest.mark.parametrize(("swing", "reached"), [(0.10, True), (0.03, True), (0.005, False), (-0.05, False)])
@pytest.mark.parametrize("side", ["left", "right"])
def test_the_heel_comes_to_the_edge_of_its_own_foot(side: str, swing: float, reached: bool) -> None:
    """Toes 10 cm beside the middle; the edge 5 cm further (1.79 m tall); the heel's half width is 3 cm."""
    out = 1.0 if side == "left" else -1.0
    time = np.arange(0.0, 4.0, 0.1)
    heel = np.zeros((time.size, 3))
    heel[:, 1] = out * (0.10 + np.where(time >= 2.0, swing, 0.0))
    toes = np.tile([0.2, out * 0.10, 0.0], (time.size, 1))
    joints = {f"{side}_heel": heel, f"{side}_foot_index": toes, "pelvis": np.tile(np.eye(3), (time.size, 1, 1))}
    trial = {"side": side, "hold_start_s": 2.5, "hold_end_s": 3.5}
    assert reached_stick(trial, joints | {"time": time}, 0.05 / 0.028, RULES) is reached


def test_films_of_other_seeds_and_without_truth_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "keypoints").mkdir()
    for name in ("a", "b"):
        (tmp_path / "keypoints" / f"{name}.heavy.nc").touch()
    truth = Truth(
        name="a", seed=20001, person="1", motion=None, movement="test", negative=False, conditions={}, trials=()
    )  # fmt: skip
    (tmp_path / "a.json").write_text(Reduced(truth=truth).model_dump_json())
    assert [f.truth.name for f in films(tmp_path, "heavy", RULES)] == ["a"]
    assert not list(films(tmp_path, "heavy", RULES, seed_range("0-20000")))
    assert not list(films(tmp_path, "full", RULES))
