"""The filter over a stored recording, exactly as it runs live."""

import xarray as xr

from inturn.kinematics.angles import AngleFrame
from inturn.kinematics.filter import filter_start, filter_step
from inturn.kinematics.learnt import Learnt
from inturn.motion.recording import frames, validate


def filter_recording(
    recording: xr.Dataset, height_m: float | None = None, learnt: Learnt | None = None
) -> list[AngleFrame]:
    """One AngleFrame per picture, from the filter fed picture by picture. Raises like `offline.smooth`."""
    validate(recording)
    attributes = recording.attrs
    width, height, network = float(attributes["width"]), float(attributes["height"]), str(attributes["network"])
    state = filter_start(width, height, network, height_m, learnt)
    angles: list[AngleFrame] = []
    for frame in frames(recording):
        state, angle = filter_step(state, frame)
        angles.append(angle)
    return angles
