"""The truth against the same trial's motion file, and the whole table on the real clip. Skipped where absent."""

from pathlib import Path

import numpy as np
import pytest

from validation.real_video.align import bent
from validation.real_video.bodies import read_bodies, read_motion
from validation.real_video.compare import CLIPS, compare
from validation.real_video.joints import ANGLES, FLEXIONS, cardan_zxy, joint_angles
from validation.real_video.ours import estimate, keypoints
from validation.real_video.plots import drawing
from validation.real_video.table import show

SQUAT = CLIPS[0]
SAME_TRIAL = Path("markers/subject4/IK/squats1_manual_scaling_ik.mot")
OTHER_SCALING = Path("markers/subject4/IK/squats1_ik.mot")
OPENSIM = {
    **{f"hip_{kind}_{side}": f"hip_{kind}_{side[0]}" for kind in ("flexion", "adduction", "rotation")
       for side in ("left", "right")},
    **{f"knee_flexion_{side}": f"knee_angle_{side[0]}" for side in ("left", "right")},
}  # fmt: skip


@pytest.mark.real_data
def test_angles_of_the_markers_agree_with_the_motion_file(real_data: Path) -> None:
    bodies = read_bodies(real_data / "video" / SQUAT.folder / "sample_mocap.json")
    angles, motion = joint_angles(bodies), read_motion(real_data / SAME_TRIAL)
    np.testing.assert_allclose(bodies.time_s, motion["time"], atol=1e-9)
    for name, column in OPENSIM.items():
        error = np.rad2deg(angles[name] - motion[column])
        assert np.sqrt(np.mean(error**2)) < 0.6, name
        assert np.abs(error).max() < 1.5, name
    tilt, pelvis_list, turn = cardan_zxy(bodies.rotation["pelvis"])
    for ours, column in ((tilt, "pelvis_tilt"), (pelvis_list, "pelvis_list"), (turn, "pelvis_rotation")):
        assert np.abs(np.rad2deg(ours - motion[column])).max() < 1.0, column


@pytest.mark.real_data
def test_motion_files_in_radians_and_in_degrees_read_alike(real_data: Path) -> None:
    degrees, radians = (read_motion(real_data / file)["knee_angle_r"] for file in (SAME_TRIAL, OTHER_SCALING))
    assert np.abs(np.rad2deg(degrees - radians)).max() < 8.0
    assert 1.5 < degrees.max() < 2.2


@pytest.mark.real_data
@pytest.mark.slow
def test_the_table_of_the_squat_clip(real_data: Path) -> None:
    folder = real_data / "video" / SQUAT.folder
    recording = keypoints(folder / "video.mp4", "lite", None)
    bodies, angles = estimate(recording)
    for i, side in enumerate(("left", "right")):
        stated = angles["hip_flexion"].values[:, i]
        np.testing.assert_allclose(joint_angles(bodies)[f"hip_flexion_{side}"], stated, atol=1e-9)
    found = compare(folder, SQUAT, recording)
    assert found.window == bent(found.truth, 20.0)
    ours, theirs = found.our_errors, found.their_errors
    assert [r.angle for r in ours.rows] == [r.angle for r in theirs.rows] == list(ANGLES)
    # nothing of ours enters these: the one-phone system's own result against the markers
    assert theirs.flexion_mae == pytest.approx(3.30, abs=0.02)
    assert theirs.shift_s == pytest.approx(-0.031, abs=0.005)
    assert abs(ours.shift_s) < 0.05
    assert 20.0 < ours.heading_deg < 50.0  # filmed from the person's front and side
    assert ours.rows[0].missing < 0.02 * ours.rows[0].n
    for r in ours.rows:
        if r.angle in FLEXIONS:
            assert r.correlation > 0.95, r
    assert ours.flexion_mae < 23.0
    text = show("squat", ours, theirs)
    assert text.count("\n") == len(ANGLES) + 4
    assert drawing(found, "squat").count("<polyline") == 18
