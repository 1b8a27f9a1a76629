"""Pictures in which somebody who faces the camera is taken for somebody seen from behind.

Where a face is hardly seen a network takes it for the back of a head, in one view of the person and not in the next.
Shoulders and hips then change places from one picture to the other, which nobody can do, and the legs are mixed up.
Such pictures say nothing and are left out. Whoever is seen from behind all the time is filmed from
behind.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inturn.body.keypoints import INDEX
from inturn.motion.recording import VARIABLES, KeypointFrame, nobody

Floats = NDArray[np.float64]

SURE: Final = 0.15
"""A `breadth` from which somebody is seen from the front, below minus which from behind. Of 70 000 views of rendered
people who face the camera, turned by up to 30 degrees, all but six in a thousand have more than 0.4."""
LOOKED_BACK_S: Final = 1.5
FEWEST: Final = 4
"""Pictures, as many as views are taken in turn, before which nobody is believed to have turned round."""
STILL_FRONT: Final = 0.05
"""Who faces the camera is believed to do so until they are seen from the front in fewer of the last pictures."""
FRONT_AGAIN: Final = 0.4
"""Who is seen from behind is believed to face the camera once they are seen so in as many."""
MOSTLY: Final = 0.5
"""Who is taken for a back in more of a whole recording than this cannot be measured, whichever way they stand."""
_CORNERS: Final = [INDEX[n] for n in ("left_shoulder", "right_shoulder", "left_hip", "right_hip")]
_ACROSS: Final = np.array([0.5, -0.5, 0.5, -0.5])
_DOWN: Final = np.array([0.5, 0.5, -0.5, -0.5])


def breadth(pixel: Floats) -> Floats:
    """How broad the trunk is seen, as a share of its length, negative from behind; keypoints (..., 33, 2), px.

    The mean of shoulders and hips. NaN where one of them is not seen.
    """
    corners = pixel.take(_CORNERS, axis=-2)
    across, down = _ACROSS @ corners[..., 0, None], _DOWN @ corners
    return across[..., 0] / np.maximum(np.hypot(down[..., 0], down[..., 1]), 1e-9)


@dataclass(frozen=True, slots=True)
class FacingMemory:
    """Who is watched, the last pictures (when, and whether seen from the front), and whether the person is believed
    to be seen from behind."""

    person: int
    recent: tuple[tuple[float, bool], ...] = ()
    behind: bool = False


def watch(memory: FacingMemory | None, person: int, time_s: float, broad: float) -> tuple[FacingMemory | None, bool]:
    """Judge one picture of somebody seen so broad: the new memory, and whether it is to be left out.

    person: -1 where nobody is seen. A breadth that is NaN, or of somebody seen from the side, says nothing.
    """
    if person < 0 or not abs(broad) >= SURE:
        return memory, False
    front = broad > 0.0
    if memory is None or person != memory.person:
        memory = FacingMemory(person, behind=not front)
    recent = (*(m for m in memory.recent if m[0] > time_s - LOOKED_BACK_S), (time_s, front))
    behind, share = memory.behind, sum(seen for _, seen in recent) / len(recent)
    if len(recent) >= FEWEST:
        behind = share < FRONT_AGAIN if behind else share < STILL_FRONT
    return FacingMemory(person, recent, behind), front == behind


def share_behind(broad: Floats) -> float:
    """The share of breadths (T,), NaN where no trunk is seen, that are seen from behind; 0 without any."""
    seen = broad[np.isfinite(broad)]
    return float(np.mean(seen <= -SURE)) if seen.size else 0.0


def share_reversed(recording: xr.Dataset) -> float:
    """`share_behind` of a recording."""
    return share_behind(_breadths(recording))


def without_reversal(memory: FacingMemory | None, frame: KeypointFrame) -> tuple[FacingMemory | None, KeypointFrame]:
    """The new memory, and the frame, or one with nobody where it is to be left out."""
    memory, out = watch(memory, frame.person, frame.time_s, float(breadth(frame.pixel)))
    return memory, nobody(frame.time_s, frame.persons_seen) if out else frame


def without_reversals(recording: xr.Dataset) -> xr.Dataset:
    """The recording with nobody in the pictures to be left out, the same that are left out one by one."""
    broad = _breadths(recording)
    if not np.any(broad <= -SURE):
        return recording
    memory: FacingMemory | None = None
    keep = np.ones(broad.size, dtype=bool)
    seen = zip(recording["person"].values.tolist(), recording["time"].values.tolist(), broad.tolist(), strict=True)
    for i, (person, time_s, broad_now) in enumerate(seen):
        memory, out = watch(memory, person, time_s, broad_now)
        keep[i] = not out
    kept = xr.DataArray(keep, dims="time")
    empty = {"visibility": 0.0, "presence": 0.0, "score": 0.0, "person": -1}
    names = [n for n in (*VARIABLES, "appearance") if n in recording and n != "persons_seen"]
    return recording.assign(
        {n: recording[n].where(kept, empty.get(n, np.nan)).astype(recording[n].dtype) for n in names}
    )


def _breadths(recording: xr.Dataset) -> Floats:
    return breadth(np.asarray(recording["pixel"].values, dtype=np.float64).transpose(0, 2, 1))
