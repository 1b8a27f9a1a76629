"""What counts as seen."""

import numpy as np
import pytest

from inturn.body.keypoints import INDEX
from inturn.kinematics import smooth
from inturn.kinematics.layout import POINTS
from inturn.kinematics.observation import camera_of, observe
from tests.unit.kinematics.people import record, standing_test


@pytest.mark.parametrize(("share", "seen"), [(0.99, True), (1.2, False)])
def test_an_ankle_below_the_picture_is_not_seen_however_sure_the_network_is(share: float, *, seen: bool) -> None:
    recording = record(standing_test(fps=15.0)).copy(deep=True)
    camera = camera_of(float(recording.attrs["width"]), float(recording.attrs["height"]))
    before = observe(recording, camera)
    pixel = recording["pixel"].transpose("time", "keypoint", "image").values.copy()
    pixel[:, INDEX["left_ankle"], 1] = share * camera.height
    recording["pixel"] = (("time", "keypoint", "image"), pixel)
    recording["pixel"] = recording["pixel"].transpose("time", "image", "keypoint")
    observed, ankle = observe(recording, camera), POINTS.index("left_ankle")
    assert bool(np.all(observed.visibility[:, ankle] > 0.0)) == seen
    assert bool(np.all(np.isfinite(observed.seen[:, ankle, 0]))) == seen
    others = np.delete(np.arange(len(POINTS)), ankle)
    np.testing.assert_array_equal(observed.visibility[:, others], before.visibility[:, others])
    if not seen:
        angles = smooth(recording)
        assert np.all(angles["seen"].sel(side="left").values[angles["tracked"].values] == 0.0)
