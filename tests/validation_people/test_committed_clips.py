"""The clips in the tree are what their names say, agree with their truth files and stay small."""

import json
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
CLIPS = ROOT / "tests" / "clips"
SAMPLE = ROOT / "src" / "inturn" / "data" / "sample" / "standing-test.mp4"
NAMES = (
    "clean",
    "asymmetric",
    "pelvic_list",
    "trunk_lean",
    "turned",
    "feet_cut",
    "marching",
    "squats",
    "one_side",
    "from_behind",
    "from_side",
    "two_people",
)
NEGATIVE = {"marching", "squats"}


def truth_of(name: str) -> dict[str, Any]:
    path = SAMPLE.with_suffix(".truth.json") if name == "sample" else CLIPS / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def video_of(name: str) -> Path:
    return SAMPLE if name == "sample" else CLIPS / f"{name}.mp4"


def body_in_hold(truth: dict[str, Any], trial: dict[str, Any], angle: str) -> float:
    time_s = np.array(truth["frames"]["time_s"])
    held = (time_s >= trial["hold_start_s"]) & (time_s < trial["hold_end_s"])
    return float(np.median(np.array(truth["frames"][angle])[held]))


def test_every_clip_has_its_truth_and_nothing_is_left_over() -> None:
    assert {p.stem for p in CLIPS.glob("*.mp4")} == set(NAMES)
    assert {p.stem for p in CLIPS.glob("*.json")} == set(NAMES)


def test_clips_are_small() -> None:
    assert sum(p.stat().st_size for p in CLIPS.iterdir()) < 6e6
    assert sum(p.stat().st_size for p in SAMPLE.parent.iterdir()) < 2e6


@pytest.mark.parametrize("name", ["sample", *NAMES])
def test_video_and_truth_agree(name: str) -> None:
    truth = truth_of(name)
    with av.open(str(video_of(name))) as container:
        stream = container.streams.video[0]
        assert stream.codec_context.name == "h264"
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert (stream.width, stream.height) == (truth["width"], truth["height"])
        assert stream.average_rate == truth["fps"]
        assert stream.frames == len(truth["frames"]["time_s"])
    assert truth["schema"] == "inturn/truth/1"
    assert truth["clip"] == video_of(name).name
    for side in ("left", "right"):
        assert {len(v) for v in truth["frames"][side].values()} == {stream.frames}


@pytest.mark.parametrize("name", ["sample", *NAMES])
def test_trials_are_there_and_can_be_measured(name: str) -> None:
    truth = truth_of(name)
    assert truth["negative"] is (name in NEGATIVE)
    assert (truth["trials"] == []) is (name in NEGATIVE)
    for trial in truth["trials"]:
        assert trial["start_s"] < trial["hold_start_s"] < trial["hold_end_s"] < trial["end_s"]
        assert trial["hold_end_s"] - trial["hold_start_s"] >= 0.5
        time_s = np.array(truth["frames"]["time_s"])
        held = (time_s >= trial["hold_start_s"]) & (time_s < trial["hold_end_s"])
        leg = {k: np.array(v)[held] for k, v in truth["frames"][trial["side"]].items()}
        assert np.ptp(leg["rotation_deg"]) < 3.0
        assert abs(np.median(leg["rotation_deg"]) - trial["rotation_deg"]) < 0.011  # the file is rounded to 0.01
        assert 78 < np.median(leg["thigh_elevation_deg"]) < 96
        assert 80 < np.median(leg["knee_flexion_deg"]) < 100


def rotations(truth: dict[str, Any], side: str) -> list[float]:
    return [t["rotation_deg"] for t in truth["trials"] if t["side"] == side]


def test_the_sample_is_limited_on_one_side() -> None:
    truth = truth_of("sample")
    assert len(rotations(truth, "left")) == len(rotations(truth, "right")) == 3
    assert np.mean(rotations(truth, "right")) == pytest.approx(14, abs=1.5)
    assert np.mean(rotations(truth, "left")) == pytest.approx(32, abs=1.5)


@pytest.mark.parametrize(
    ("name", "told", "least"), [("pelvic_list", "pelvic_list_deg", 8.0), ("trunk_lean", "trunk_lean_deg", 10.0)]
)
def test_cheats_are_plain_and_alone(name: str, told: str, least: float) -> None:
    for trial in truth_of(name)["trials"]:
        assert trial[told] > least
        assert trial["cheats"] == [name]


@pytest.mark.parametrize("name", ["sample", "clean", "asymmetric", "turned", "one_side", "two_people", "from_behind"])
def test_the_others_hold_still(name: str) -> None:
    for trial in truth_of(name)["trials"]:
        assert abs(trial["pelvic_list_deg"]) < 3
        assert abs(trial["pelvic_turn_deg"]) < 4
        assert abs(trial["trunk_lean_deg"]) < 3
        assert trial["cheats"] == []


@pytest.mark.parametrize(("name", "heading"), [("turned", 25.0), ("from_side", 88.0), ("clean", 0.0)])
def test_people_face_where_the_name_says(name: str, heading: float) -> None:
    truth = truth_of(name)
    for trial in truth["trials"]:
        assert body_in_hold(truth, trial, "pelvic_turn_left_deg") == pytest.approx(heading, abs=4)


def test_from_behind_shows_the_back() -> None:
    truth = truth_of("from_behind")
    assert min(abs(v) for v in truth["frames"]["pelvic_turn_left_deg"]) > 170


def test_one_side_is_the_left() -> None:
    assert {t["side"] for t in truth_of("one_side")["trials"]} == {"left"}
