"""The angles of one moment, as the filter gives them to the step machine, and of a whole recording.

Frames and signs (`docs/conventions.md`): the lab frame stands still with the camera: x from the person to the
camera along the ground, y to the right of the picture (the left of a person who faces the camera), z up. Per-side
arrays have the order of `inturn.body.keypoints.SIDES`: left, right. Whole-body angles are left positive; `assess`
turns them towards the tested side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inturn.body.keypoints import SIDES

Floats = NDArray[np.float64]

SCHEMA: Final = "inturn/angles/1"


@dataclass(frozen=True, slots=True)
class AngleFrame:
    """Angles in radians and positions in metres at one moment; NaN where they cannot be said.

    time_s            seconds from the first picture
    tracked           a person was tracked and the model explains the picture
    rotation          (2,) hip internal rotation, internal positive on both sides; NaN outside 45-135 deg knee flexion
    rotation_sd       (2,) its standard deviation from this picture's evidence (not reduced by averaging over frames)
    shank_to_vertical (2,) tilt of the shank from vertical in the plane across the thigh, heel outward positive
    thigh_elevation   (2,) thigh from hanging straight down: 0 hanging, pi/2 level
    hip_flexion       (2,) Grood-Suntay, flexion positive
    hip_abduction     (2,) Grood-Suntay, abduction positive
    knee_flexion      (2,) 0 straight, pi/2 bent square
    seen              (2,) least visibility of hip, knee and ankle, 0..1
    knee              (2, 3) knee position, lab frame
    heel              (2, 3) heel position, lab frame
    foot_edge         (2, 3) outer edge of the foot (fifth metatarsal), lab frame
    pelvic_list       pelvis tilted in the frontal plane, left hip higher positive, against gravity
    pelvic_list_sd
    pelvic_turn       pelvis turned about the vertical away from facing the camera, to the person's own left positive;
                      its size is the facing angle, about pi when filmed from behind
    pelvic_turn_sd
    trunk_lean        trunk to vertical in the person's frontal plane, towards the person's left positive
    trunk_lean_sd
    """

    time_s: float
    tracked: bool
    rotation: Floats
    rotation_sd: Floats
    shank_to_vertical: Floats
    thigh_elevation: Floats
    hip_flexion: Floats
    hip_abduction: Floats
    knee_flexion: Floats
    seen: Floats
    knee: Floats
    heel: Floats
    foot_edge: Floats
    pelvic_list: float
    pelvic_list_sd: float
    pelvic_turn: float
    pelvic_turn_sd: float
    trunk_lean: float
    trunk_lean_sd: float


PER_SIDE: Final[tuple[str, ...]] = (
    "rotation", "rotation_sd", "shank_to_vertical", "thigh_elevation", "hip_flexion", "hip_abduction",
    "knee_flexion", "seen",
)  # fmt: skip
POINTS: Final[tuple[str, ...]] = ("knee", "heel", "foot_edge")
WHOLE_BODY: Final[tuple[str, ...]] = tuple(
    f.name for f in fields(AngleFrame) if f.name not in {*PER_SIDE, *POINTS, "time_s", "tracked"}
)


def lost(time_s: float) -> AngleFrame:
    """The frame of a moment at which nothing can be said."""
    two, points = np.full(2, np.nan), np.full((2, 3), np.nan)
    values: dict[str, Floats | float] = {name: two for name in PER_SIDE}
    values |= {name: points for name in POINTS} | {name: float("nan") for name in WHOLE_BODY} | {"seen": np.zeros(2)}
    return AngleFrame(time_s=time_s, tracked=False, **values)  # pyright: ignore[reportArgumentType]


def to_dataset(frames: Sequence[AngleFrame], attributes: dict[str, object]) -> xr.Dataset:
    """Angles over time: dimensions `time`, `side`, `space`; radians and metres; `attributes` say what made them."""
    data: dict[str, tuple[tuple[str, ...], NDArray[np.generic], dict[str, str]]] = {
        "tracked": (("time",), np.array([f.tracked for f in frames], dtype=bool), {"units": "1"})
    }
    layout = dict.fromkeys(WHOLE_BODY, ("time",)) | dict.fromkeys(PER_SIDE, ("time", "side"))
    layout |= dict.fromkeys(POINTS, ("time", "side", "space"))
    for name, dims in layout.items():
        values = np.array([getattr(f, name) for f in frames], dtype=np.float64)
        data[name] = (dims, values, {"units": "m" if name in POINTS else "1" if name == "seen" else "rad"})
    coords = {
        "time": ("time", np.array([f.time_s for f in frames]), {"units": "s"}),
        "side": list(SIDES),
        "space": ["x", "y", "z"],
    }
    return xr.Dataset(data, coords=coords, attrs={"schema": SCHEMA, **attributes})  # pyright: ignore[reportArgumentType]


def from_dataset(angles: xr.Dataset) -> Iterator[AngleFrame]:
    """The frames of `to_dataset`, one by one."""
    values = {name: np.asarray(angles[name].values, dtype=np.float64) for name in (*PER_SIDE, *POINTS)}
    scalars = {name: np.asarray(angles[name].values, dtype=np.float64) for name in WHOLE_BODY}
    time = np.asarray(angles.coords["time"].values, dtype=np.float64)
    tracked = np.asarray(angles["tracked"].values, dtype=bool)
    for i in range(time.size):
        yield AngleFrame(
            time_s=float(time[i]),
            tracked=bool(tracked[i]),
            **{k: v[i].copy() for k, v in values.items()},  # pyright: ignore[reportArgumentType]
            **{k: float(v[i]) for k, v in scalars.items()},  # pyright: ignore[reportArgumentType]
        )
