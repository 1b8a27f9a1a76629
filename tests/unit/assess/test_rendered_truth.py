"""The step machine on the true angles of the rendered clips, with noise and bias as an estimator would add them."""

import json
from pathlib import Path

import numpy as np
import pytest

from inturn.assess.curves import curves
from inturn.assess.events import Trial
from inturn.assess.steps import detect
from inturn.assess.trials import read_trial
from inturn.kinematics.angles import AngleFrame, to_dataset
from inturn.programme.standing_test import load_standing_test
from tests.unit.assess.synthetic import Noise, build

RULES = load_standing_test()
TRUTHS = sorted(Path(__file__).parents[2].joinpath("clips").glob("*.json"))
NOISES = [Noise()] + [
    Noise(white=1.2, drift=0.8, lift_bias=bias, place_m=0.005, thigh=3.0, seed=seed)
    for seed, bias in ((1, 4.0), (2, -4.0), (3, 8.0))
]


BODY = {"list": "pelvic_list_left_deg", "lean": "trunk_lean_left_deg", "turn": "pelvic_turn_left_deg"}
LEG = {"rotation": "rotation_deg", "thigh": "thigh_elevation_deg", "knee": "knee_flexion_deg"}


def truth_frames(truth: dict, noise: Noise) -> list[AngleFrame]:
    told = truth["frames"]
    channels = {ours: np.array(told[theirs], dtype=float) for ours, theirs in BODY.items()}
    for side in ("left", "right"):
        channels |= {f"{side}_{ours}": np.array(told[side][theirs], dtype=float) for ours, theirs in LEG.items()}
    return list(build(np.array(told["time_s"], dtype=float), channels, noise, 0.0))


def test_there_are_clips() -> None:
    assert TRUTHS, "tests/clips holds the truth of the rendered clips"


@pytest.mark.parametrize("noise", NOISES, ids=lambda n: f"bias {n.lift_bias:g}")
@pytest.mark.parametrize("path", TRUTHS, ids=lambda p: p.stem)
def test_every_trial_is_found_and_sided_and_there_are_no_others(path: Path, noise: Noise) -> None:
    truth = json.loads(path.read_text(encoding="utf-8"))
    seen = truth_frames(truth, noise)
    angles = to_dataset(seen, {})
    sides = {side: curves(angles, side) for side in ("left", "right")}
    found = [e for e in detect(seen, RULES.detection) if isinstance(e, Trial)]
    peaks = [(t.side, read_trial(sides[t.side], t, RULES.plateau)) for t in found]
    assert [side for side, _ in peaks] == [t["side"] for t in truth["trials"]]
    for (_, reading), true in zip(peaks, truth["trials"], strict=True):
        assert true["hold_start_s"] - 0.3 <= reading.plateau.middle_s <= true["hold_end_s"] + 0.3
        if noise == NOISES[0]:
            assert np.degrees(reading.rotation) == pytest.approx(true["rotation_deg"], abs=0.5)
