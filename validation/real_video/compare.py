"""One clip: markers, the one-phone system and us, brought together."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import xarray as xr

from validation.real_video.align import Angles, Floats, align, bent
from validation.real_video.bodies import Bodies, read_bodies
from validation.real_video.joints import SIDES, joint_angles
from validation.real_video.ours import estimate
from validation.real_video.table import Errors, errors_of


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip and how it is compared: from the first to the last moment with knees bent by `bent_deg` (None: all of
    it), clocks up to `most_shift_s` apart."""

    name: str
    folder: str
    bent_deg: float | None
    most_shift_s: float


CLIPS = (Clip("squat", "opencap-squat", 20.0, 1.0), Clip("walk", "opencap-walk", None, 0.2))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Curves on the markers' clock (radians) and the errors over `window`."""

    time_s: Floats
    window: slice
    truth: Angles
    ours: Angles
    theirs: Angles
    our_errors: Errors
    their_errors: Errors


def against_markers(folder: Path, clip: Clip, time_s: Floats, ours: Angles) -> Comparison:
    """Both estimates against the markers of a clip, each aligned by the same function over the same moments.

    time_s (T,), ours: our angles over our own clock.
    """
    markers = read_bodies(folder / "sample_mocap.json")
    other = read_bodies(folder / "sample_mono.json")
    truth = joint_angles(markers)
    window = slice(0, markers.time_s.size) if clip.bent_deg is None else bent(truth, clip.bent_deg)
    a, b = (
        align(markers.time_s, truth, when, angles, window, clip.most_shift_s)
        for when, angles in ((time_s, ours), (other.time_s, joint_angles(other)))
    )
    first, second = (errors_of(truth, e.angles, window, e.shift_s, e.heading) for e in (a, b))
    return Comparison(markers.time_s, window, truth, a.angles, b.angles, first, second)


def our_angles(bodies: Bodies, angles: xr.Dataset) -> Angles:
    """Our angles by the same functions as everybody's; hip rotation as `smooth` states it, where it does."""
    out = joint_angles(bodies)
    for side in SIDES:
        out[f"hip_rotation_{side}"] = np.asarray(angles["rotation"].sel(side=side).values, dtype=np.float64)
    return out


def compare(folder: Path, clip: Clip, recording: xr.Dataset) -> Comparison:
    """The same from our keypoints of the clip."""
    bodies, angles = estimate(recording)
    return against_markers(folder, clip, bodies.time_s, our_angles(bodies, angles))
