"""Joint centres of a body of round columns whose rig turns beside the middle of them."""

import numpy as np
import pytest

from validation.people.body import HIP_SHARE, joint_centres

LEG_Y, LEG_RADIUS, HALF_HIPS = 0.11, 0.06, 0.18


def column(middle_y: float, radius: float, low: float, high: float) -> np.ndarray:
    around = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    z, a = np.meshgrid(np.arange(low, high, 0.01), around)
    return np.stack([radius * np.cos(a).ravel(), middle_y + radius * np.sin(a).ravel(), z.ravel()], axis=1)


@pytest.mark.parametrize("beside", [-0.01, 0.0, 0.015])
def test_knees_and_ankles_lie_midway_whatever_the_rig_says(beside: float) -> None:
    legs = np.concatenate([column(sign * LEG_Y, LEG_RADIUS, 0.0, 0.85) for sign in (1, -1)])
    trunk = column(0.0, HALF_HIPS, 0.85, 1.2)
    vertices = np.concatenate([legs, trunk])
    leg = np.concatenate([np.ones(len(legs)), np.zeros(len(trunk))])
    heads = {
        f"{side}_{name}": np.array([0.02, sign * (y + beside), z])
        for side, sign in (("left", 1), ("right", -1))
        for name, y, z in (("thigh", 0.12, 0.9), ("shank", LEG_Y, 0.5), ("foot", LEG_Y, 0.08))
    }
    centres = joint_centres(vertices, leg, 1 - leg, heads)
    for side, sign in (("left", 1), ("right", -1)):
        for joint, z in (("knee", 0.5), ("ankle", 0.08)):
            assert centres[f"{side}_{joint}"] == pytest.approx([0.02, sign * LEG_Y, z], abs=2e-3)
        assert centres[f"{side}_hip"] == pytest.approx([0.02, sign * HIP_SHARE * HALF_HIPS, 0.9], abs=2e-3)
