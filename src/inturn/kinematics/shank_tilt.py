"""The shank's tilt from vertical, by gravity, from a sensor strapped to the shin.

In the test position the shank hangs from a level thigh. When the hip turns inward the heel swings outward, and gravity
in the sensor shows by how much the shank left the vertical across the thigh. This is `shank_to_vertical`, what an
inclinometer on the shin reads; it counts a tilted pelvis as rotation, and is a method of its own.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import Side
from inturn.errors import NoTestError
from inturn.kinematics.closed_form import outward
from inturn.kinematics.rotations import dot, from_axis_angle, unit
from inturn.motion.shin_sensor import ShinRecording

Floats = NDArray[np.float64]

AXES: Final[dict[str, tuple[float, float, float]]] = {
    "+x": (1, 0, 0), "-x": (-1, 0, 0), "+y": (0, 1, 0), "-y": (0, -1, 0), "+z": (0, 0, 1), "-z": (0, 0, -1),
}  # fmt: skip
"""Directions in the sensor by name."""

CORRECTION_S: Final = 1.0
"""Time in which the accelerometer pulls the gyroscope's gravity back to its own."""
LONGEST_GAP_S: Final = 0.2
_ONE_G: Final = (8.8, 10.8)  # m/s2: gravity and a cheap sensor's offset
_ALONE_S: Final = 0.3
"""Without a gyroscope: gravity is the acceleration's mean over so long."""
_LEAST_ASIDE: Final = 0.5


def up_in_sensor(recording: ShinRecording) -> Floats:
    """Unit vector (T, 3) that points up, in the sensor's axes.

    Values that are missing for at most 0.2 s are bridged. Raises NoTestError where they are missing for longer.
    """
    time = recording.time_s
    if recording.quaternion is not None:
        return unit(_bridged(recording, _from_quaternion(recording.quaternion, recording.ground_up)))
    if recording.acceleration is None:
        raise NoTestError(f"{recording.file} holds neither acceleration nor orientation.")
    acceleration = _bridged(recording, recording.acceleration)
    if recording.turning is None:
        return unit(_running_mean(time, acceleration, _ALONE_S))
    return _complementary(time, acceleration, _bridged(recording, recording.turning))


def require_gravity(recording: ShinRecording, quiet: NDArray[np.bool_]) -> None:
    """Raise NoTestError where a sensor that stands still does not read one g: a wrong unit, or gravity taken off.

    quiet (T,): the moments of quiet standing.
    """
    if recording.acceleration is None:
        return
    reads = float(np.nanmedian(np.linalg.norm(recording.acceleration[quiet], axis=1)))
    if not _ONE_G[0] <= reads <= _ONE_G[1]:
        raise NoTestError(
            f"{recording.file}: the sensor reads {reads:.3g} m/s2 in quiet standing, where gravity alone is 9.8. Check "
            "the unit in its header, and export the acceleration with gravity in it."
        )


def _bridged(recording: ShinRecording, values: Floats) -> Floats:
    """Values (T, n) with short gaps filled in straight lines. Raises NoTestError where a gap is too long."""
    seen: NDArray[np.bool_] = np.all(np.isfinite(values), axis=1)
    if seen.all():
        return values
    time = recording.time_s
    known = time[seen]
    if not known.size:
        raise NoTestError(f"{recording.file} holds no values of the sensor.")
    edges = np.concatenate([time[:1], known, time[-1:]])
    widest = int(np.argmax(np.diff(edges)))
    if edges[widest + 1] - edges[widest] > LONGEST_GAP_S + 2 * float(np.median(np.diff(time))):
        raise NoTestError(
            f"{recording.file}: the sensor's values are missing from {edges[widest]:.2f} to {edges[widest + 1]:.2f} s. "
            "Record it again, or export it without the gap."
        )
    return np.stack([np.interp(time, known, column[seen]) for column in values.T], axis=1)


def tilt_outward(up: Floats, quiet: NDArray[np.bool_], forward: str, side: Side) -> Floats:
    """Tilt of the shank (T,), heel outward positive, zero in quiet standing; radians.

    up       (T, 3) from `up_in_sensor`
    quiet    (T,) the moments of quiet standing, where the shank counts as vertical
    forward  which of the sensor's axes points to the person's front when standing, such as "+z"
    """
    zero = unit(np.median(up[quiet], axis=0))
    ahead = np.array(AXES[forward], dtype=np.float64)
    ahead = ahead - float(dot(ahead, zero)) * zero
    if np.linalg.norm(ahead) < _LEAST_ASIDE:
        raise NoTestError(
            f"The sensor's {forward} axis points up or down in quiet standing, not forward: say with --forward-axis "
            "which axis points to the front."
        )
    left = np.cross(zero, unit(ahead))
    return outward(side) * np.arctan2(up @ left, up @ zero)


def _from_quaternion(q: Floats, ground_up: int) -> Floats:
    """The ground's up axis seen from the sensor: that row of the rotation matrix."""
    w, x, y, z = q.T
    rows = {
        1: (2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)),
        2: (2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)),
    }
    return np.stack(rows[ground_up], axis=-1)


def _complementary(time_s: Floats, acceleration: Floats, turning: Floats) -> Floats:
    """Gravity carried along by the gyroscope and pulled towards the accelerometer: right in quick and slow moments."""
    measured = unit(acceleration)
    up = np.empty_like(measured)
    up[0] = unit(_running_mean(time_s, measured, _ALONE_S)[0])  # one moment's noise would tilt the first second
    steps = np.diff(time_s)
    back = from_axis_angle(-0.5 * (turning[1:] + turning[:-1]) * steps[:, None])
    for i, step in enumerate(steps):
        moved = back[i] @ up[i]
        share = min(1.0, step / CORRECTION_S)
        mixed = moved + share * (measured[i + 1] - moved) if np.isfinite(measured[i + 1]).all() else moved
        up[i + 1] = mixed / np.linalg.norm(mixed)
    return up


def _running_mean(time_s: Floats, values: Floats, width_s: float) -> Floats:
    first = np.searchsorted(time_s, time_s - width_s / 2, side="left")
    last = np.searchsorted(time_s, time_s + width_s / 2, side="right")
    total = np.concatenate([np.zeros((1, 3)), np.cumsum(values, axis=0)])
    return (total[last] - total[first]) / (last - first)[:, None]
