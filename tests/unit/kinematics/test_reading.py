"""The reading of the pelvis from the whole body: its symmetry, its silence in standing, its trust."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.body.keypoints import INDEX, MIRROR
from inturn.kinematics.reading import (
    TRUSTED_TURN,
    PelvisMap,
    PelvisReading,
    against_standing,
    features,
    load_pelvis_map,
    read_pelvis,
    recorded_stance,
)
from inturn.kinematics.stance import stance_of, standing_moments

WIDTH = 720.0
STAND = {
    "nose": (0, -170), "shoulder": (45, -120), "hip": (25, 0), "knee": (27, 105), "ankle": (28, 205), "heel": (26, 215),
    "foot_index": (35, 225),
}  # fmt: skip


def person(lift_left: float, swing: float, seed: int) -> np.ndarray:
    """Keypoints (33, 2) in px of a person of 400 px: left knee lifted by 0..1, left heel swung out by `swing` px."""
    rng = np.random.default_rng(seed)
    points = rng.normal(0, 0.5, (33, 2)) + np.array([WIDTH / 2, 400.0])
    for name, (across, down) in STAND.items():
        for side, sign in (("left", 1.0), ("right", -1.0)):
            key = name if name == "nose" else f"{side}_{name}"
            points[INDEX[key]] += [0.0 if name == "nose" else sign * across, down]
    points[INDEX["left_knee"], 1] -= 90.0 * lift_left
    for name in ("left_ankle", "left_heel", "left_foot_index"):
        points[INDEX[name]] += [swing, -85.0 * lift_left]
    return points


def recording(seed: int, swing: float) -> np.ndarray:
    return np.array(
        [person(0.0, 0.0, seed + i) for i in range(6)] + [person(1.0, swing, seed + 9 + i) for i in range(4)]
    )


def read(pixel: np.ndarray, learnt: PelvisMap | None) -> PelvisReading | None:
    return read_pelvis(against_standing(pixel, recorded_stance(pixel)), learnt)


@pytest.mark.parametrize("network", ["full", "heavy", "lite"])
@given(st.integers(0, 100), st.floats(-10, 60))
def test_the_mirror_image_reads_the_other_way_round(network: str, seed: int, swing: float) -> None:
    learnt = load_pelvis_map(network)
    pixel = recording(seed, swing)
    mirrored = pixel[:, list(MIRROR)] * [-1.0, 1.0] + [WIDTH, 0.0]
    one, other = read(pixel, learnt), read(mirrored, learnt)
    assert one is not None
    assert other is not None
    np.testing.assert_allclose(other.pelvic_list, -one.pelvic_list, atol=1e-9)
    np.testing.assert_allclose(other.pelvic_turn, -one.pelvic_turn, atol=1e-9)


@given(st.floats(0.3, 4.0), st.floats(-300, 300), st.floats(-300, 300))
def test_size_and_place_in_the_picture_do_not_matter(scale: float, across: float, down: float) -> None:
    learnt = load_pelvis_map("heavy")
    pixel = recording(3, 30.0)
    one, other = read(pixel, learnt), read(pixel * scale + [across, down], learnt)
    assert one is not None
    assert other is not None
    np.testing.assert_allclose(other.pelvic_list, one.pelvic_list, atol=1e-9)


def test_nothing_is_said_while_both_feet_are_down_and_something_when_a_knee_is_up() -> None:
    reading = read(recording(1, 30.0), load_pelvis_map("heavy"))
    assert reading is not None
    assert np.all(reading.pelvic_list[:6] == 0.0)
    assert np.all(reading.pelvic_list[6:] != 0.0)


def test_no_quiet_standing_or_no_map_no_reading() -> None:
    lifted = recording(1, 30.0)[6:]
    assert not standing_moments(lifted).any()
    assert read(lifted, load_pelvis_map("heavy")) is None
    assert read(recording(1, 30.0), None) is None


def test_a_missing_point_is_bridged_and_spoils_nothing() -> None:
    pixel = recording(2, 30.0)
    pixel[7, INDEX["left_knee"]] = np.nan
    whole, holed = (read(p, load_pelvis_map("heavy")) for p in (recording(2, 30.0), pixel))
    assert whole is not None
    assert holed is not None
    assert holed.pelvic_list[7] == pytest.approx(0.5 * (whole.pelvic_list[6] + whole.pelvic_list[8]))
    np.testing.assert_allclose(np.delete(holed.pelvic_list, 7), np.delete(whole.pelvic_list, 7))


def test_a_person_turned_away_is_trusted_less() -> None:
    reading = PelvisReading(np.zeros(1), np.zeros(1), 0.05, 0.05)
    assert reading.seen_from(0.0).list_sd == 0.05
    assert reading.seen_from(-TRUSTED_TURN).list_sd == pytest.approx(0.10)


def test_features_have_the_length_of_the_learnt_maps() -> None:
    pixel = recording(0, 0.0)
    against = against_standing(pixel, stance_of(pixel, standing_moments(pixel)))
    assert against is not None
    assert np.all(against.lifted[6:] == 1.0)
    for network in ("full", "heavy"):
        learnt = load_pelvis_map(network)
        assert learnt is not None
        assert learnt.list_weights.size == learnt.turn_weights.size == features(against).shape[1] + 1


def test_an_unseen_heel_while_standing_does_not_silence_the_reading() -> None:
    pixel = recording(4, 30.0)
    whole = read(pixel, load_pelvis_map("heavy"))
    pixel[2, INDEX["right_heel"]] = np.nan
    holed = read(pixel, load_pelvis_map("heavy"))
    assert whole is not None
    assert holed is not None
    np.testing.assert_allclose(holed.pelvic_list[6:], whole.pelvic_list[6:], atol=0.02)
