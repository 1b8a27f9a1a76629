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

from inturn.kinematics.layout import SIGNS, P, side_columns
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


_LINES_OF_BODY: Final = np.array(
    [
        _line(("left_knee",), ("left_ankle",)), _line(("left_knee",), ("left_heel",)),
        _line(("right_knee",), ("right_ankle",)), _line(("right_hip",), ("right_knee",)),
        _line(("right_hip",), ("left_hip",)), _line(("right_shoulder",), ("left_shoulder",)),
        _line(("left_shoulder", "right_shoulder"), ("left_hip", "right_hip")), _line(("left_hip",), ("left_knee",)),
    ]
)  # fmt: skip
"""(8, 13): lines of the body in the picture whose angles are features."""
_FROM_LEVEL: Final = np.array([4, 5])
"""Those whose angle is told from level; the others' from vertical."""
_TURN: Final = 1
_MEASURED: Final = np.array([0, 7, 2])
"""Those whose length is one, too: both shanks, the left thigh."""


@dataclass(frozen=True, slots=True)
class RemainderMap:
    """Weights (F + 1,) from `features` to the error of the smoothed rotation (rad), the last added as it is.

    between (G,): weights of the first G features for how the left leg's error differs from the right one's
    (`between_sides.py`); None where that was not learnt.
    """

    weights: Floats
    between: Floats | None = None


@cache
def load_remainder_map(network: str, kind: Literal["remainder", "closer"] = "remainder") -> RemainderMap | None:
    """What was learnt for a network: from keypoints alone, or "closer", from the appearance, too; None without."""
    source = files("inturn.kinematics") / "data" / f"remainder_{network}.toml"
    if not source.is_file():
        return None
    table = tomllib.loads(source.read_text("utf-8")).get(kind)
    if table is None:
        return None
    weights, between = np.array(table["weights"], dtype=np.float64), table.get("between")
    return RemainderMap(weights, None if between is None else np.array(between, dtype=np.float64))


def _sides() -> tuple[Floats, Floats]:
    """(26, 8) each: from the points (13, 2) of a picture in a row to the two sides whose ratio is a line's angle."""
    across, down = (np.kron(_LINES_OF_BODY, axis).T for axis in np.eye(2))
    from_level = np.isin(np.arange(len(_LINES_OF_BODY)), _FROM_LEVEL)
    return np.where(from_level, down, across), np.where(from_level, across, down)


_OPPOSITE, _ADJACENT = _sides()
_PLACES: Final = 2 * len(NAMES)


def picture_angles(points: Floats) -> tuple[Floats, Floats]:
    """Angles (T, 8) and lengths (T, 3) of lines in the picture, of normalised points (T, 26), left leg lifted."""
    opposite, adjacent = points @ _OPPOSITE, points @ _ADJACENT
    size = np.hypot(opposite.take(_MEASURED, axis=1), adjacent.take(_MEASURED, axis=1))
    return np.arctan2(opposite, adjacent), size


def features(seen: Against, legs: Floats, pelvis: Floats) -> Floats:
    """Features (T, F) as if the left leg were the lifted one.

    legs (T, 2, 4) smoothed rotation, flexion and abduction of the hip and flexion of the knee; pelvis (T, 2) smoothed
    list and turn, left positive.
    """
    angles, sizes = picture_angles(seen.values[:, :_PLACES])
    left = (seen.lifted >= 0)[:, None]
    leg, turned = np.where(left, legs[:, 0], legs[:, 1]), np.where(left, pelvis, -pelvis)
    plain = np.concatenate([seen.values, angles[:, :6], sizes, angles[:, 6:], leg, turned], axis=1)
    # of a person who stands turned away the same picture says something else
    values = [plain, turned[:, _TURN:] * plain]
    return np.concatenate(values if seen.change is None else [*values, seen.change], axis=1)


def features_of(seen: Against, pose: Floats) -> Floats:
    """Features (T, F) of smoothed poses (T, N); what is not known is zero."""
    values = features(seen, pose.take(_LEGS, axis=1), pose.take(_PELVIS, axis=1))
    return np.where(seen.known[:, None], values, 0.0)


def remainder_of(values: Floats, heading: float, learnt: RemainderMap) -> Floats:
    """The error (T,) of the lifted leg's rotation, rad, of moments with such features; heading (rad) as one stands."""
    off = values @ learnt.weights[:-1] + learnt.weights[-1]
    return trust_in(heading) * np.minimum(np.maximum(off, -LARGEST), LARGEST)


def trust_in(heading: float) -> float:
    """How far what was learnt holds of somebody who stands turned away (rad), 0..1."""
    near, far = TRUSTED_HEADING
    return min(max((far - abs(heading)) / (far - near), 0.0), 1.0)


def corrected_rotation(seen: Against | None, pose: Floats, heading: float, learnt: RemainderMap | None) -> Floats:
    """Rotation (T, 2) of smoothed poses (T, N), left and right, less what is known to be wrong with the lifted leg's.

    heading (rad) as the person stands. Nothing changes without a map or standing.
    """
    rotation = pose.take(_LEGS[:, 0], axis=1)
    if learnt is None or seen is None:
        return rotation
    lifted = np.where(seen.known, seen.lifted, 0.0)
    if not any(lifted.tolist()):
        return rotation
    off = remainder_of(features_of(seen, pose), heading, learnt)
    return rotation - np.maximum(lifted[:, None] * SIGNS, 0.0) * off[:, None]
