"""The body model against finite differences and against joint chains put together without it."""

from dataclasses import fields, replace

import numpy as np
import pytest

from inturn.errors import SetupError
from inturn.kinematics.layout import CONSTANTS, POINTS, C, M, N, P
from inturn.kinematics.model import Camera, build_body, predict
from inturn.kinematics.offsets import NETWORKS, load_offsets
from tests.unit.kinematics.people import HIP, SHANK, THIGH, World, record, standing_test

CAMERA = Camera(720.0, 1280.0, 1100.0)


def test_jacobian_equals_finite_differences() -> None:
    rng = np.random.default_rng(3)
    offsets = load_offsets("full")
    offsets = replace(offsets, **{f.name: rng.normal(0.0, 0.03, 3) for f in fields(offsets) if "_in_" in f.name})
    body = build_body(1.83, offsets)
    pose = rng.normal(0.0, 0.6, (5, N))
    pose[:, 0] -= 4.0
    constants = rng.normal(0.0, 0.1, M)
    exact = predict(pose, constants, CAMERA, body).jacobian
    step = 1e-6
    for i in range(N + M):
        ahead, behind, by = pose.copy(), pose.copy(), np.zeros(M)
        if i < N:
            ahead[:, i] += step
            behind[:, i] -= step
        else:
            by[i - N] = step
        seen = [predict(p, c, CAMERA, body).seen for p, c in ((ahead, constants + by), (behind, constants - by))]
        np.testing.assert_allclose((seen[0] - seen[1]) / (2 * step), exact[..., i], atol=2e-6 * 1100)


def test_the_model_puts_keypoints_where_an_independent_chain_puts_them() -> None:
    motion = standing_test(fps=4.0, list_deg=6.0, turn_deg=5.0, lean_deg=7.0, facing=12.0)
    world = World(roll_deg=1.2)
    body = build_body(1.70, load_offsets(world.network))
    seen = record(motion, world)["pixel"].sel(keypoint=list(POINTS)).transpose("time", "keypoint", "image").values
    pose = np.zeros((motion.time_s.size, N))
    pose[:, :3] = [-world.distance, 0.0, THIGH + SHANK + 0.09 - world.camera_height]
    for name in ("turn", "list", "lean"):
        pose[:, P[name]] = np.deg2rad(getattr(motion, name))
    pose[:, P["trunk_tilt"]] = np.deg2rad(3.0)
    for i, side in enumerate(("left", "right")):
        for name in ("flexion", "abduction", "rotation", "knee"):
            pose[:, P[f"{side}_{name}"]] = np.deg2rad(getattr(motion, name)[:, i])
    constants = np.zeros(M)
    constants[C["pitch"]], constants[C["roll"]] = np.deg2rad(3.0), np.deg2rad(1.2)
    constants[C["half_hips"]] = np.log(HIP / 0.085)
    constants[C["thigh"]] = np.log(THIGH / (0.245 * 1.70))
    constants[C["shank"]] = np.log(SHANK / (0.246 * 1.70))
    model = predict(pose, constants, Camera(720.0, 1280.0, world.focal), body)
    np.testing.assert_allclose(model.seen[..., :2], seen, atol=0.05)


def test_one_moment_is_predicted_as_it_is_among_many() -> None:
    """The filter asks for one moment, the smoother for many: different formulas fill the arrays."""
    rng = np.random.default_rng(5)
    body = build_body(1.62, load_offsets("heavy"))
    poses, constants = rng.normal(0.0, 0.6, (4, N)), rng.normal(0.0, 0.1, M)
    poses[:, 0] -= 4.0
    together = predict(poses, constants, CAMERA, body)
    for i in range(len(poses)):
        alone = predict(poses[i : i + 1], constants, CAMERA, body)
        for name in ("seen", "jacobian", "depth", "larger", "points"):
            np.testing.assert_allclose(getattr(alone, name)[0], getattr(together, name)[i], rtol=1e-10, atol=1e-10)


def test_depth_is_counted_from_the_middle_of_the_hips() -> None:
    pose = np.zeros((1, N))
    pose[0, 0] = -3.0
    body = build_body(1.70, load_offsets("full"))
    seen = predict(pose, np.zeros(M), CAMERA, body).seen[0]
    hips = [POINTS.index("left_hip"), POINTS.index("right_hip")]
    assert seen[hips, 2].mean() == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize("network", NETWORKS)
def test_learnt_offsets_are_plausible(network: str) -> None:
    offsets = load_offsets(network)
    for f in fields(offsets):
        values = getattr(offsets, f.name)
        assert np.all(np.isfinite(values))
        assert np.all(np.abs(values) < 0.2)
    assert np.all(offsets.floor_m > 0.0)


def test_a_network_nothing_was_learnt_about_is_refused() -> None:
    with pytest.raises(SetupError, match="use one of lite, full, heavy"):
        load_offsets("huge")


def test_every_constant_has_one_place() -> None:
    assert len(set(CONSTANTS)) == M
    assert len(set(POINTS)) == len(POINTS)
