"""The stance as a filter learns it: the same as from the whole recording, and not spoilt by what is no standing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.body.keypoints import INDEX, MIRROR
from inturn.kinematics.stance import (
    AT_EASE_ANKLES,
    AT_EASE_THIGH,
    FEWEST_STANDING,
    STANCES,
    StanceMemory,
    stance_of,
    stances,
    standing_moments,
)
from tests.unit.kinematics.test_reading import WIDTH, person

AT_EASE = STANCES.index("at ease")


def watched(pixel: np.ndarray, step_s: float = 1 / 15) -> StanceMemory:
    memory = StanceMemory(0.0)
    for i, points in enumerate(pixel):
        memory = memory.after(points, step_s * i)
    return memory


def standing(seed: int, count: int = 30) -> np.ndarray:
    return np.array([person(0.0, 0.0, seed + i) for i in range(count)])


@given(st.integers(0, 500), st.sampled_from([1 / 5, 1 / 15, 1 / 30, 1 / 60]))
def test_picture_by_picture_is_the_stance_of_the_whole(seed: int, step_s: float) -> None:
    pixel = standing(seed)
    whole, learnt = stance_of(pixel, standing_moments(pixel)), watched(pixel, step_s).stance
    assert learnt is not None
    assert learnt.trunk == pytest.approx(whole.trunk, rel=0.005)
    np.testing.assert_allclose(learnt.points, whole.points, atol=0.01)


def test_a_lifted_knee_is_no_standing_and_leaves_the_stance_as_it_was() -> None:
    stood = watched(standing(1))
    lifted = stood
    for i in range(40):
        lifted = lifted.after(person(1.0, 30.0, i), 2.0 + i / 15)
        assert lifted.stance_seen != AT_EASE
    assert stood.stance is not None
    assert lifted.stance is not None
    np.testing.assert_array_equal(lifted.stance.points, stood.stance.points)


def test_a_bow_of_the_knees_is_not_at_ease() -> None:
    stood = watched(standing(2))
    assert stood.stance_seen == AT_EASE
    bent = person(0.0, 0.0, 3)
    for side in ("left", "right"):
        bent[INDEX[f"{side}_hip"], 1] += 105.0 * (1 - AT_EASE_THIGH) + 3.0
    assert stood.after(bent, 2.1).stance_seen is None


def test_nothing_is_said_before_enough_was_seen_nor_of_points_that_are_missing() -> None:
    pixel = standing(4)
    assert watched(pixel[: FEWEST_STANDING - 1]).stance is None
    pixel[:, INDEX["left_knee"]] = np.nan
    memory = watched(pixel)
    assert memory.stance is None
    assert memory.stance_seen is None


def further(pixel: np.ndarray, share: float) -> np.ndarray:
    """The same person seen smaller by `share`, about the picture's middle."""
    return (pixel - [360.0, 400.0]) * share + [360.0, 400.0]


@pytest.mark.parametrize("share", [0.9, 0.75, 0.5, 1.3])
def test_who_steps_back_or_forward_is_learnt_anew(share: float) -> None:
    near, far = standing(5), further(standing(6), share)
    memory = watched(near)
    for i, points in enumerate(far):
        memory = memory.after(points, 2.0 + i / 15)
    whole = stance_of(far, standing_moments(far))
    assert memory.stance is not None
    assert memory.stance.trunk == pytest.approx(whole.trunk, rel=0.06)


def test_who_rises_from_a_crouch_stands_only_then() -> None:
    crouched = standing(7)
    for side in ("left", "right"):
        crouched[:, INDEX[f"{side}_hip"], 1] += 70.0
        crouched[:, INDEX[f"{side}_shoulder"], 1] += 70.0
    memory = watched(crouched)
    for i, points in enumerate(standing(8)[:10]):
        memory = memory.after(points, 2.0 + i / 15)
    up = stance_of(standing(8)[:10], np.ones(10, dtype=bool))
    assert memory.stance is not None
    np.testing.assert_allclose(memory.stance.points, up.points, atol=0.02)


@pytest.mark.parametrize("carrier", ["on the right leg", "on the left leg"])
def test_the_leg_under_a_lifted_other_one_carries(carrier: str) -> None:
    lifted = np.array([person(1.0, 20.0, i) for i in range(20)])
    if carrier == "on the left leg":
        lifted = lifted[:, list(MIRROR)] * [-1.0, 1.0] + [WIDTH, 0.0]
    pixel = np.concatenate([standing(9), lifted])
    shown, memory = stances(pixel), watched(standing(9))
    for i, points in enumerate(lifted):
        memory = memory.after(points, 2.0 + i / 15)
        assert memory.stance_seen == STANCES.index(carrier)
    np.testing.assert_array_equal(shown[-20:, STANCES.index(carrier)], True)
    assert shown[-20:].sum() == 20
    assert shown[:30, AT_EASE].mean() > 0.9


def test_a_bent_leg_under_a_lifted_other_one_is_not_said_to_carry() -> None:
    lunge = np.array([person(1.0, 20.0, i) for i in range(10)])
    lunge[:, INDEX["right_hip"], 1] += 60.0  # the hip sinks towards the knee that stays
    pixel = np.concatenate([standing(10), lunge])
    assert not stances(pixel)[-10:].any()


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_leg_that_swings_past_the_other_in_a_step_is_not_at_ease(side: str) -> None:
    stood = watched(standing(11))
    assert stood.stance_seen == AT_EASE
    step = person(0.0, 0.0, 12)
    step[INDEX[f"{side}_ankle"], 1] -= 2.0 * AT_EASE_ANKLES * stood.trunk
    assert stood.after(step, 2.1).stance_seen is None
    shown = stances(np.concatenate([standing(11), step[None]]))
    assert shown[:-1, AT_EASE].mean() > 0.9
    assert not shown[-1].any()
