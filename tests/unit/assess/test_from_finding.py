"""From finding to result file: degrees, every code has its sentence, nothing lost, the schema kept."""

from typing import get_args

import numpy as np
import pytest

from inturn.assess.error import ErrorModel
from inturn.assess.finding import Pain, Reason, ReasonCode
from inturn.assess.standing_test import Asked, assess, detect
from inturn.assess.stick import Stick
from inturn.kinematics.angles import to_dataset
from inturn.programme.standing_test import load_standing_test
from inturn.quantity import Method
from inturn.report.document import Note, from_json, to_json
from inturn.report.from_finding import note, to_result
from tests.unit.assess.synthetic import Noise, frames, standard

RULES = load_standing_test()
SOURCE = {"file": "clip.mp4", "sha256": "0" * 64, "fps": 30.0, "frames": 700, "duration_s": 23.3, "mirrored": False}
MADE_BY = {
    "inturn": "0.1.0", "estimator": "1", "network": "heavy", "network_sha256": "1" * 64, "precision": "f32",
    "at": "2026-01-01T00:00:00Z",
}  # fmt: skip


def result(asked: Asked | None = None, **kwargs):
    all_frames = frames(standard((32, 31), (14, 13)), noise=Noise(white=1.0, seed=3))
    test = assess(
        to_dataset(all_frames, {}), detect(all_frames, RULES.detection), RULES,
        Method("standing-hip-ir", "standing", "wall", "video"), ErrorModel(*np.radians([1.5, 1.0, 0.8])), asked,
    )  # fmt: skip
    return test, to_result(test, SOURCE, MADE_BY, **kwargs)


def test_degrees_and_round_trip() -> None:
    test, out = result()
    assert out.target_deg == pytest.approx(24.0)
    assert out.verdict == "mobility_work"
    left = out.sides.left
    assert left.rotation.degrees == pytest.approx(np.degrees(test.left.rotation.value))
    assert left.rotation.interval95 == pytest.approx(np.degrees(test.left.rotation.interval95))
    assert left.rotation.real_person_sd == pytest.approx(3.0)
    assert out.difference.degrees == pytest.approx(np.degrees(test.difference.difference.value))
    assert out.method.support == "wall"
    trial = left.trials[0]
    assert trial.thigh_elevation_deg == pytest.approx(88.0, abs=2.0)
    assert set(trial.compensation.lift_alone_deg) == {"pelvic_list", "pelvic_turn", "trunk_lean"}
    assert trial.compensation.knee_drift_cm.change_cm == pytest.approx(
        100.0 * test.left.trials[0].compensation.knee_drift.change
    )
    assert from_json(to_json(out)) == out


def test_limits_in_words() -> None:
    _, out = result()
    limits = {g.name: g.limit for g in out.sides.left.trials[0].gates}
    assert limits == {
        "rotation": "readable", "thigh_elevation": "65 to 110°", "knee_flexion": "60 to 125°",
        "facing": "at most 30°", "seen": "at least 0.5", "pelvic_list": "at most 5°", "trunk_lean": "at most 7°",
        "pelvic_turn": "at most 8°", "plateau": "at least 0.3 s",
    }  # fmt: skip


def test_given_stick_in_centimetres_pain_and_foreign_warnings() -> None:
    warning = Note(code="persons", text="Two people were seen.")
    asked = Asked(stick=Stick(left=0.1, right=0.12), pain_left=Pain(3, "groin"))
    _, out = result(asked, warnings=(warning,), live=True)
    assert out.stick.kind == "given"
    assert (out.stick.offset_cm.left, out.stick.offset_cm.right) == pytest.approx((10.0, 12.0))
    assert (out.sides.left.pain.score, out.sides.left.pain.where) == (3, "groin")
    assert out.warnings[0] == warning
    assert out.method.live


@pytest.mark.parametrize("code", get_args(ReasonCode))
@pytest.mark.parametrize("value", [None, 0.0, 0.2, 1.0, 3.0])
def test_every_code_has_a_sentence(code: str, value: float | None) -> None:
    text = note(Reason(code, "left", value)).text
    assert text[0].isupper()
    assert text.endswith(".")
    assert "{" not in text
    assert "None" not in text


def test_sentences_count_and_name() -> None:
    assert note(Reason("few_readable_trials", "left", 1.0)).text.startswith("One trial of the left side could be read")
    assert "no trial" in note(Reason("few_readable_trials", "right", 0.0)).text.lower()
    assert "9° less on the right" in note(Reason("difference_likely", None, np.radians(9.0))).text
    assert "9° less on the left" in note(Reason("difference_likely", None, np.radians(-9.0))).text


@pytest.mark.parametrize(("swings", "words"), [(1.0, "One swing of"), (2.0, "Two swings of"), (6.0, "6 swings of")])
def test_how_many_swings_did_not_count_is_said(swings: float, words: str) -> None:
    assert note(Reason("rotation_in_passing", "left", swings)).text.startswith(f"{words} the left heel")
