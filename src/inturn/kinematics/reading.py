"""What the whole picture of a person on one leg says about the pelvis, learnt from rendered people.

The hip keypoints follow a tilted pelvis by a third of its tilt only, so the body model alone mistakes most of a
hitched hip for rotation. But a pelvis that tilts or turns also moves knees, ankles, trunk and shoulders; a linear map
of thirteen keypoints against the same person's quiet standing reads it. The reading enters the smoother as a belief
about `list` and `turn` with the error it showed on people it was not learnt from.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from inturn.kinematics.appearance import as_left_lifted
from inturn.kinematics.stance import (
    FEWEST_STANDING,
    KNEES,
    PARTNER,
    Stance,
    offsets,
    stance_of,
    standing_moments,
)

Floats = NDArray[np.float64]

LIFT_FROM: Final = 0.15
LIFT_FULL: Final = 0.35
"""A knee higher than the other by these shares of the trunk: the reading begins to count, counts wholly."""
TRUSTED_TURN: Final = 0.6
"""A heading (rad) at which a reading's errors are twice those of a person who faces the camera. Left-out people turned
by 15-30 degrees are read with 1.1-1.3 times the error of all."""
_MIRRORED: Final = np.array([-1.0, 1.0])
LARGEST: Final = float(np.deg2rad(20.0))
"""No reading is larger: people hardly tilt or turn their pelvis further on one leg."""


@dataclass(frozen=True, slots=True)
class PelvisMap:
    """Linear maps from `features` to list and turn away from standing (rad), left leg lifted, and their errors (rad).

    Learnt from the keypoints alone, or from the appearance as well.
    list_weights, turn_weights (F + 1,), the last one added as it is; list_sd, turn_sd of people not learnt from;
    largest: the largest change of the appearance (root mean square) that was learnt from; both (F + 1, 2): the weights.
    """

    list_weights: Floats
    turn_weights: Floats
    list_sd: float
    turn_sd: float
    largest: float = 0.0
    both: Floats = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Put the weights side by side once: the filter reads them with every picture."""
        object.__setattr__(self, "both", np.stack([self.list_weights, self.turn_weights], axis=1))


@dataclass(frozen=True, slots=True)
class PelvisReading:
    """Readings over time (T,), rad, left positive, against standing; 0 while both feet are down; their errors."""

    pelvic_list: Floats
    pelvic_turn: Floats
    list_sd: float
    turn_sd: float

    def seen_from(self, heading: float) -> "PelvisReading":
        """The same, trusted less the further the person stands turned away (rad) from facing the camera.

        The map was learnt on people turned by up to 30 degrees.
        """
        wider = 1.0 + (heading / TRUSTED_TURN) ** 2
        return PelvisReading(self.pelvic_list, self.pelvic_turn, wider * self.list_sd, wider * self.turn_sd)

    def pick(self, s: slice | NDArray[np.int64]) -> "PelvisReading":
        """Some moments, in their order."""
        return PelvisReading(self.pelvic_list[s], self.pelvic_turn[s], self.list_sd, self.turn_sd)


@cache
def load_pelvis_map(network: str, kind: Literal["pelvis", "closer"] = "pelvis") -> PelvisMap | None:
    """What was learnt for a network: from keypoints alone, or "closer", from the appearance, too; None without."""
    source = files("inturn.kinematics") / "data" / f"pelvis_{network}.toml"
    if not source.is_file():
        return None
    table = tomllib.loads(source.read_text("utf-8")).get(kind)
    if table is None:
        return None
    return PelvisMap(
        np.array(table["list_weights"], dtype=np.float64),
        np.array(table["turn_weights"], dtype=np.float64),
        float(np.deg2rad(table["list_sd_deg"])),
        float(np.deg2rad(table["turn_sd_deg"])),
        float(table.get("largest", 0.0)),
    )


def mirrored(points: Floats) -> Floats:
    """Normalised points (..., 13, 2) of the mirror image."""
    return points.take(PARTNER, axis=-2) * _MIRRORED


@dataclass(frozen=True, slots=True)
class Against:
    """Moments against the same person's standing, as if the left leg were the lifted one.

    values  (T, F) where the points are from the middle of the shoulders, and how far they have come from where they
            stood, in units of the standing trunk
    change  (T, 2 A) how the appearance has changed (`appearance.py`), where the maps shall know of it
    lifted  (T,) which leg is lifted: 1 left, -1 right, less on the way, 0 both down or unseen
    known   (T,) whether all of that is
    """

    values: Floats
    change: Floats | None
    lifted: Floats
    known: NDArray[np.bool_]


def against_standing(pixel: Floats, stance: Stance | None, change: Floats | None = None) -> Against | None:
    """Pictures (T, 33, 2) against standing; None where the person has not been seen to stand.

    change (T, 2, A): `appearance.since_standing`.
    """
    if stance is None:
        return None
    points = offsets(pixel) / stance.trunk
    both = np.empty((len(points), 2, len(PARTNER), 2))
    both[:, 0], both[:, 1] = points, points - stance.points
    higher = (pixel[:, KNEES[1], 1] - pixel[:, KNEES[0], 1]) / stance.trunk  # the left knee than the right one
    left = higher > 0.0
    if False in left.tolist():
        both = np.where(left[:, None, None, None], both, mirrored(both))
    values = both.reshape(len(points), -1)
    share = np.fmin(np.fmax((np.abs(higher) - LIFT_FROM) / (LIFT_FULL - LIFT_FROM), 0.0), 1.0)  # unseen: 0
    lifted = np.copysign(share, higher)
    known = np.isfinite(np.add.reduce(values, axis=1))
    if change is None:
        return Against(values, None, lifted, known)
    change = as_left_lifted(change, left)
    return Against(values, change, lifted, known & np.all(np.isfinite(change), axis=1))


def features(seen: Against) -> Floats:
    """What the maps of the pelvis read (T, F)."""
    return seen.values if seen.change is None else np.concatenate([seen.values, seen.change], axis=1)


def seen_standing(pixel: Floats) -> NDArray[np.bool_]:
    """Moments (T,) of standing in which all points of the stance are seen; pixel (T, 33, 2)."""
    return standing_moments(pixel) & np.all(np.isfinite(offsets(pixel)), axis=(1, 2))


def recorded_stance(pixel: Floats) -> Stance | None:
    """The stance of a span of pictures (T, 33, 2); None where the person is hardly seen to stand."""
    standing = seen_standing(pixel)
    return stance_of(pixel, standing) if standing.sum() >= FEWEST_STANDING else None


def read_pelvis(seen: Against | None, learnt: PelvisMap | None) -> PelvisReading | None:
    """Readings of a span; None without standing, without a map, or where no picture shows all points.

    Moments with a point unseen take the reading between those before and after.
    """
    known = [] if seen is None else seen.known.tolist()
    if learnt is None or seen is None or True not in known:
        return None
    if seen.change is None and not any(seen.lifted.tolist()):
        nothing = np.zeros(len(seen.lifted))
        return PelvisReading(nothing, nothing, learnt.list_sd, learnt.turn_sd)
    said = features(seen) @ learnt.both[:-1] + learnt.both[-1]
    said = (seen.lifted * np.minimum(np.maximum(said, -LARGEST), LARGEST).T).T
    if False in known:
        at = np.arange(len(said))
        shown = at[seen.known]
        said = np.column_stack([np.interp(at, shown, each[shown]) for each in said.T])
    return PelvisReading(said[:, 0], said[:, 1], learnt.list_sd, learnt.turn_sd)
