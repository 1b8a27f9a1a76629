"""What the body model leaves of hip rotation unexplained, learnt from rendered people.

Keypoints do not sit on the bones as fixed offsets do: the knee's wanders outward as the shank swings, the ankle's into
the shoe. A linear map of the picture (the keypoints of `reading.py` and a few angles between them) and of the smoothed
pose itself, and of their products with the pelvis' turn, says how far the smoothed rotation is off, on average over
many people; the smoother's answer is corrected by it while one leg is lifted.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from inturn.kinematics.layout import P, side_columns
from inturn.kinematics.reading import Against
from inturn.kinematics.stance import NAMES

Floats = NDArray[np.float64]

LARGEST: Final = float(np.deg2rad(10.0))
"""No correction is larger: what lies beyond was not seen in learning."""
TRUSTED_HEADING: Final = (float(np.deg2rad(22.0)), float(np.deg2rad(35.0)))
"""A person turned away by more than the first is corrected less, by more than the second not at all."""
_LEGS: Final = np.array([side_columns(name) for name in ("rotation", "flexion", "abduction", "knee")]).T
_PELVIS: Final = np.array([P["list"], P["turn"]])


def _line(start: tuple[str, ...], end: tuple[str, ...]) -> Floats:
    """Weights (13,) of the points that make a line from the middle of some to the middle of others."""
    share = {name: -1.0 / len(start) for name in start} | {name: 1.0 / len(end) for name in end}
    return np.array([share.get(name, 0.0) for name in NAMES])


_LINES: Final = np.array(
    [
        _line(("left_knee",), ("left_ankle",)), _line(("left_knee",), ("left_heel",)),
        _line(("right_knee",), ("right_ankle",)), _line(("right_hip",), ("right_knee",)),
        _line(("right_hip",), ("left_hip",)), _line(("right_shoulder",), ("left_shoulder",)),
        _line(("left_shoulder", "right_shoulder"), ("left_hip", "right_hip")), _line(("left_hip",), ("left_knee",)),
    ]
)  # fmt: skip
"""(8, 13): lines of the body in the picture whose angles are features."""
_MEASURED: Final = np.array([0, 7, 2])
"""Those whose length is one, too: both shanks, the left thigh."""


@dataclass(frozen=True, slots=True)
class RemainderMap:
    """Weights (F + 1,) from `features` to the error of the smoothed rotation (rad), the last added as it is."""

    weights: Floats


@cache
def load_remainder_map(network: str, kind: Literal["remainder", "closer"] = "remainder") -> RemainderMap | None:
    """What was learnt for a network: from keypoints alone, or "closer", from the appearance, too; None without."""
    source = files("inturn.kinematics") / "data" / f"remainder_{network}.toml"
    if not source.is_file():
        return None
    table = tomllib.loads(source.read_text("utf-8")).get(kind)
    return None if table is None else RemainderMap(np.array(table["weights"], dtype=np.float64))


def picture_angles(points: Floats) -> Floats:
    """Angles and lengths in the picture (T, 11) of normalised points (T, 13, 2), left leg lifted."""
    lines = _LINES @ points
    across, down = lines[..., 0], lines[..., 1]
    from_vertical, size = np.arctan2(across, down), np.hypot(across, down)
    from_level = np.arctan2(down[:, 4:6], across[:, 4:6])
    return np.concatenate(
        [from_vertical[:, :4], from_level, size.take(_MEASURED, axis=1), from_vertical[:, 6:]], axis=1
    )


def features(seen: Against, legs: Floats, pelvis: Floats) -> Floats:
    """Features (T, F) as if the left leg were the lifted one.

    legs (T, 2, 4) smoothed rotation, flexion and abduction of the hip and flexion of the knee; pelvis (T, 2) smoothed
    list and turn, left positive.
    """
    points = seen.values[:, : 2 * len(NAMES)].reshape(-1, len(NAMES), 2)
    right = seen.lifted < 0
    leg = np.where(right[:, None], legs[:, 1], legs[:, 0])
    plain = np.concatenate(
        [seen.values, picture_angles(points), leg, np.where(right[:, None], -pelvis, pelvis)], axis=1
    )
    # of a person who stands turned away the same picture says something else
    values = [plain, plain[:, -1:] * plain]
    return np.concatenate(values if seen.change is None else [*values, seen.change], axis=1)


def corrected_rotation(seen: Against | None, pose: Floats, heading: float, learnt: RemainderMap | None) -> Floats:
    """Rotation (T, 2) of smoothed poses (T, N), left and right, less what is known to be wrong with the lifted leg's.

    heading (rad) as the person stands. Nothing changes without a map or standing.
    """
    rotation = pose.take(_LEGS[:, 0], axis=1)
    if learnt is None or seen is None:
        return rotation
    lifted = np.where(seen.known, seen.lifted, 0.0)
    if not lifted.any():
        return rotation
    values = features(seen, pose.take(_LEGS, axis=1), pose.take(_PELVIS, axis=1))
    off = np.where(seen.known[:, None], values, 0.0) @ learnt.weights[:-1] + learnt.weights[-1]
    near, far = TRUSTED_HEADING
    trust = min(max((far - abs(heading)) / (far - near), 0.0), 1.0)
    off = trust * np.minimum(np.maximum(off, -LARGEST), LARGEST)
    rotation[:, 0] -= np.maximum(lifted, 0.0) * off
    rotation[:, 1] -= np.maximum(-lifted, 0.0) * off
    return rotation
