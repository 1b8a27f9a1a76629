"""What is believed of who stands: laws of the beliefs themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.body.keypoints import SIDES
from inturn.kinematics.layout import POSE, N, P
from inturn.kinematics.priors import CARRYING, STANDING, pose_prior
from inturn.kinematics.stance import STANCES

AT_EASE, ON_LEFT, ON_RIGHT = range(len(STANCES))


def cost(stance: int, **degrees: float) -> float:
    """Half the squared distance of a pose from a stance, in standard deviations."""
    prior, pose = pose_prior(), np.zeros(N)
    for name, value in degrees.items():
        pose[P[name]] = np.deg2rad(value)
    off = pose - prior.stance_mean[stance]
    return float(0.5 * off @ prior.stance_information[stance] @ off)


def test_a_stance_costs_nothing_where_it_is_expected() -> None:
    for stance, believed, sides in ((AT_EASE, STANDING, SIDES), (ON_LEFT, CARRYING, SIDES[:1])):
        pose = {f"{side}_{name}": middle for side in sides for name, (middle, _) in believed.items()}
        assert cost(stance, **pose) == pytest.approx(0.0, abs=1e-12)


@given(st.floats(-10.0, 30.0), st.floats(60.0, 110.0))
def test_a_lower_leg_that_hangs_costs_nothing_however_the_pelvis_tips(tilt: float, up: float) -> None:
    carrying = {"right_knee": CARRYING["knee"][0], "right_flexion": tilt}
    hanging = cost(ON_RIGHT, tilt=tilt, left_flexion=up + tilt, left_knee=up, **carrying)
    assert hanging == pytest.approx(0.0, abs=1e-9)
    assert cost(ON_RIGHT, tilt=tilt, left_flexion=up + tilt, left_knee=up - 50.0, **carrying) > 10.0


@given(st.floats(0.0, 90.0), st.floats(0.0, 90.0), st.floats(-10.0, 20.0))
def test_left_and_right_are_mirrored(flexion: float, knee: float, tilt: float) -> None:
    one = {"left_flexion": flexion, "right_knee": knee, "tilt": tilt}
    other = {"right_flexion": flexion, "left_knee": knee, "tilt": tilt}
    assert cost(ON_LEFT, **one) == pytest.approx(cost(ON_RIGHT, **other))
    assert cost(AT_EASE, **one) == pytest.approx(cost(AT_EASE, **other))


def test_rotation_is_left_to_the_picture() -> None:
    information = pose_prior().stance_information
    for name in POSE:
        if name.endswith("rotation") or name in ("list", "turn", "lean"):
            assert not np.any(information[:, P[name]])
