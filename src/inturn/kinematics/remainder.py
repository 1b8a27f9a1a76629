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

from inturn.kinematics.appearance import as_left_lifted
from inturn.kinematics.layout import P, side_columns
from inturn.kinematics.reading import features as keypoint_features
from inturn.kinematics.reading import lifted_leg
from inturn.kinematics.stance import NAMES, Stance

Floats = NDArray[np.float64]

LARGEST: Final = float(np.deg2rad(10.0))
"""No correction is larger: what lies beyond was not seen in learning."""
TRUSTED_HEADING: Final = (float(np.deg2rad(22.0)), float(np.deg2rad(35.0)))
"""A person turned away by more than the first is corrected less, by more than the second not at all."""
_I: Final = {name: NAMES.index(name) for name in NAMES}


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

    def of(name: str) -> Floats:
        return points[:, _I[name]]

    def tilt(start: Floats, end: Floats) -> Floats:
        return np.arctan2(end[:, 0] - start[:, 0], end[:, 1] - start[:, 1])

    def slope(left: Floats, right: Floats) -> Floats:
        return np.arctan2(left[:, 1] - right[:, 1], left[:, 0] - right[:, 0])

    def apart(start: Floats, end: Floats) -> Floats:
        return np.hypot(end[:, 0] - start[:, 0], end[:, 1] - start[:, 1])

    hip, knee, ankle = of("left_hip"), of("left_knee"), of("left_ankle")
    other_hip, other_knee, other_ankle = of("right_hip"), of("right_knee"), of("right_ankle")
    shoulder, other_shoulder = of("left_shoulder"), of("right_shoulder")
    return np.stack(
        [
            tilt(knee, ankle), tilt(knee, of("left_heel")), tilt(other_knee, other_ankle), tilt(other_hip, other_knee),
            slope(hip, other_hip), slope(shoulder, other_shoulder),
            apart(knee, ankle), apart(hip, knee), apart(other_knee, other_ankle),
            tilt(0.5 * (shoulder + other_shoulder), 0.5 * (hip + other_hip)), tilt(hip, knee),
        ],
        axis=1,
    )  # fmt: skip


def features(
    pixel: Floats, stance: Stance, legs: Floats, pelvis: Floats, change: Floats | None = None
) -> tuple[Floats, Floats]:
    """Features (T, F) as if the left leg were the lifted one, and which leg is lifted (T,): 1 left, -1 right, or less.

    pixel (T, 33, 2); legs (T, 2, 4) smoothed rotation, flexion and abduction
    of the hip and flexion of the knee; pelvis (T, 2) smoothed list and turn, left positive. change (T, 2, A), last:
    `appearance.since_standing`.
    """
    seen, lifted = keypoint_features(pixel, stance)
    points = seen[:, : 2 * len(NAMES)].reshape(len(seen), len(NAMES), 2)
    side = (lifted < 0).astype(np.int64)
    sign = np.where(side == 0, 1.0, -1.0)
    body = [legs[np.arange(len(legs)), side], sign[:, None] * pelvis]
    plain = np.concatenate([seen, picture_angles(points), *body], axis=1)
    # of a person who stands turned away the same picture says something else
    values = [plain, plain[:, -1:] * plain]
    if change is not None:
        values.append(as_left_lifted(change, side == 0))
    return np.concatenate(values, axis=1), lifted


def corrected_rotation(
    pixel: Floats,
    stance: Stance | None,
    pose: Floats,
    heading: float,
    learnt: RemainderMap | None,
    change: Floats | None = None,
) -> Floats:
    """Rotation (T, 2) of smoothed poses (T, N), left and right, less what is known to be wrong with the lifted leg's.

    pixel (T, 33, 2); heading (rad) as the person stands; change (T, 2, A) for a map that was learnt from the
    appearance, too. Nothing changes without a map or a stance.
    """
    rotation = pose[:, side_columns("rotation")].copy()
    if learnt is None or stance is None:
        return rotation
    if not np.any(lifted_leg(pixel, stance)):
        return rotation
    legs = np.stack([pose[:, side_columns(name)] for name in ("rotation", "flexion", "abduction", "knee")], axis=-1)
    values, lifted = features(pixel, stance, legs, pose[:, [P["list"], P["turn"]]], change)
    known = np.all(np.isfinite(values), axis=1)
    off = np.where(known[:, None], values, 0.0) @ learnt.weights[:-1] + learnt.weights[-1]
    near, far = TRUSTED_HEADING
    trust = np.clip((far - abs(heading)) / (far - near), 0.0, 1.0)
    off, lifted = trust * np.clip(off, -LARGEST, LARGEST), np.where(known, lifted, 0.0)
    rotation[:, 0] -= np.maximum(lifted, 0.0) * off
    rotation[:, 1] -= np.maximum(-lifted, 0.0) * off
    return rotation
