"""Segments of a body in space, as a laboratory gives them: one shape for every way of getting there.

Frames follow `docs/conventions.md`: columns forward, left, up. The room's frame has z up. Sides in the order left,
right. NaN where something was not seen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inturn.body.keypoints import SIDES
from inturn.errors import ContractError, NoTestError
from inturn.kinematics.rotations import unit

Floats = NDArray[np.float64]
Way = Literal["segment axes", "marker model"]

_LEAST_STRAIGHT: Final = float(np.cos(np.deg2rad(35.0)))


@dataclass(frozen=True, slots=True)
class BodyFrames:
    """Segment frames and joint centres over T moments.

    pelvis, trunk       (T, 3, 3); trunk is NaN where it was not marked
    thigh               (T, 2, 3, 3)
    pelvis_origin       (T, 3) metres
    knee, ankle         (T, 2, 3) joint centres
    heel, toe, foot_edge  (T, 2, 3) markers
    way                 how they were found
    """

    time_s: Floats
    pelvis: Floats
    trunk: Floats
    thigh: Floats
    pelvis_origin: Floats
    knee: Floats
    ankle: Floats
    heel: Floats
    toe: Floats
    foot_edge: Floats
    way: Way


def upright_from_room(above: Floats, below: Floats) -> Floats:
    """Rotation (3, 3) from the laboratory's axes to axes with z up: files differ in which axis is up.

    above, below (T, 3): a point of the pelvis and one of the feet or knees. The axis closest to the way from below to
    above is up. Raises NoTestError where that way is none of the axes (nobody stands in the recording).
    """
    way = unit(above - below)
    seen = way[np.all(np.isfinite(way), axis=-1)]
    if not seen.size:
        raise NoTestError("The pelvis and the legs were never seen together, so nothing can be worked out.")
    middle = np.median(seen, axis=0)
    axis = int(np.argmax(np.abs(middle)))
    if abs(middle[axis]) < _LEAST_STRAIGHT * np.linalg.norm(middle):
        raise NoTestError("Nobody stands upright in this recording: the pelvis is not above the feet.")
    sign = float(np.sign(middle[axis]))
    # the other two axes follow in cyclic order; with z pointing down one of them turns as well, to stay right-handed
    rotation = np.zeros((3, 3))
    rotation[2, axis] = sign
    rotation[0, (axis + 1) % 3] = 1.0
    rotation[1, (axis + 2) % 3] = sign
    return rotation


SCHEMA: Final = "inturn/body-frames/1"
_ROTATIONS: Final = ("pelvis", "trunk", "thigh")
_POINTS: Final = ("pelvis_origin", "knee", "ankle", "heel", "toe", "foot_edge")
_ONE: Final = ("pelvis", "trunk", "pelvis_origin")


def to_dataset(frames: BodyFrames, attributes: Mapping[str, object]) -> xr.Dataset:
    """The frames as a dataset: `time`, `side`, `space`, and `axis` for the columns of a frame."""
    data: dict[str, tuple[tuple[str, ...], Floats, dict[str, str]]] = {}
    for name in (*_ROTATIONS, *_POINTS):
        dims = ("time", *(() if name in _ONE else ("side",)), "space", *(("axis",) if name in _ROTATIONS else ()))
        data[name] = (dims, getattr(frames, name), {"units": "1" if name in _ROTATIONS else "m"})
    coords = {
        "time": ("time", frames.time_s, {"units": "s"}),
        "side": list(SIDES),
        "space": ["x", "y", "z"],
        "axis": ["forward", "left", "up"],
    }
    return xr.Dataset(data, coords=coords, attrs={"schema": SCHEMA, "way": frames.way, **attributes})  # pyright: ignore[reportArgumentType]


def from_dataset(recording: xr.Dataset) -> BodyFrames:
    """The frames of `to_dataset`. Raises ContractError listing what is missing or misshapen."""
    found = [f"variable {n!r} is missing" for n in (*_ROTATIONS, *_POINTS) if n not in recording]
    if "time" not in recording.coords:
        found.append("coordinate 'time' is missing")
    if found:
        raise ContractError("This is not a laboratory recording of Inturn: " + "; ".join(found) + ".")
    values = {n: np.asarray(recording[n].values, dtype=np.float64) for n in (*_ROTATIONS, *_POINTS)}
    time = np.asarray(recording.coords["time"].values, dtype=np.float64)
    for name, value in values.items():
        shape = (time.size, *(() if name in _ONE else (2,)), 3, *((3,) if name in _ROTATIONS else ()))
        if value.shape != shape:
            found.append(f"variable {name!r} is {value.shape}, should be {shape}")
    if time.size < 2 or not np.all(np.isfinite(time)) or np.any(np.diff(time) <= 0):
        found.append("times must be finite and strictly rising")
    if found:
        raise ContractError("This is not a laboratory recording of Inturn: " + "; ".join(found) + ".")
    way: Way = "segment axes" if recording.attrs.get("way") == "segment axes" else "marker model"
    return BodyFrames(time_s=time, way=way, **values)
