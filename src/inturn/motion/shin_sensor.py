"""What a sensor strapped to one shin recorded: the contract between its readers and what computes from them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ShinRecording:
    """T moments, in the sensor's own axes.

    time_s        (T,) seconds, strictly rising
    acceleration  (T, 3) m/s^2 as a still sensor reads it: one g upward; None where there are quaternions
    turning       (T, 3) rad/s; None where there is no gyroscope
    quaternion    (T, 4) w x y z, sensor to a ground frame; None where there is an accelerometer
    ground_up     which axis of the ground frame is up: 1 = y (OpenSim), 2 = z
    """

    file: str
    sha256: str
    time_s: Floats
    acceleration: Floats | None = None
    turning: Floats | None = None
    quaternion: Floats | None = None
    ground_up: int = 2
