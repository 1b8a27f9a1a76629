"""Before a guided test: does the camera see one whole person, near enough, square on, in enough light, often enough?"""

from dataclasses import dataclass
from math import isfinite
from typing import Final, Literal

import numpy as np

from inturn.body.keypoints import INDEX
from inturn.kinematics.angles import AngleFrame
from inturn.motion.recording import KeypointFrame
from inturn.programme.standing_test import PositioningRules

CheckName = Literal["seen", "alone", "whole", "distance", "middle", "facing", "light", "pace"]
Trouble = Literal[
    "nobody", "several", "head_cut", "feet_cut", "too_near", "too_far", "go_left", "go_right", "turned", "behind",
    "dark", "bright", "slow",
]  # fmt: skip
CHECKS: Final[tuple[CheckName, ...]] = ("seen", "alone", "whole", "distance", "middle", "facing", "light", "pace")

_SEEN: Final = 0.5
_HEAD: Final = [INDEX["nose"], INDEX["left_ear"], INDEX["right_ear"]]
_FEET: Final = [INDEX[f"{s}_{p}"] for s in ("left", "right") for p in ("ankle", "heel", "foot_index")]
_HIPS: Final = [INDEX["left_hip"], INDEX["right_hip"]]


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of a picture beside its keypoints: size in px, mean brightness 0 (black) to 1 (white), and how many
    pictures a second were answered lately; None while that is not known."""

    width: int
    height: int
    light: float
    rate: float | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One condition: `trouble` says what stands in its way, None when it is met."""

    name: CheckName
    trouble: Trouble | None

    @property
    def passed(self) -> bool:
        """Whether it is met."""
        return self.trouble is None


def positioning(
    frame: KeypointFrame, angles: AngleFrame, picture: Picture, rules: PositioningRules
) -> tuple[Check, ...]:
    """Every check of one picture, in the order of `CHECKS`; where nobody is seen, those of the person fail with it."""
    light: Trouble | None = "dark" if picture.light < rules.dark else "bright" if picture.light > rules.bright else None
    pace: Trouble | None = "slow" if picture.rate is not None and picture.rate < rules.slowest else None
    if frame.score < _SEEN:
        return (*(Check(name, "nobody") for name in CHECKS[:-2]), Check("light", light), Check("pace", pace))
    found: dict[CheckName, Trouble | None] = {
        "seen": None,
        "alone": "several" if frame.persons_seen > 1 else None,
        "whole": _whole(frame, picture),
        "distance": _distance(frame, picture, rules),
        "middle": _middle(frame, picture, rules),
        "facing": _facing(angles, rules),
        "light": light,
        "pace": pace,
    }
    return tuple(Check(name, found[name]) for name in CHECKS)


def _whole(frame: KeypointFrame, picture: Picture) -> Trouble | None:
    """The network guesses points beyond the picture's edge: there they tell that the edge cuts them off."""
    if np.min(frame.pixel[_HEAD, 1]) < 0.0:
        return "head_cut"
    return "feet_cut" if np.max(frame.pixel[_FEET, 1]) > picture.height else None


def _distance(frame: KeypointFrame, picture: Picture, rules: PositioningRules) -> Trouble | None:
    share = float(np.max(frame.pixel[_FEET, 1]) - np.min(frame.pixel[_HEAD, 1])) / picture.height
    return "too_far" if share < rules.smallest else "too_near" if share > rules.largest else None


def _middle(frame: KeypointFrame, picture: Picture, rules: PositioningRules) -> Trouble | None:
    """A person who faces the camera and stands right in the picture goes to their own right to come to its middle."""
    at = float(np.mean(frame.pixel[_HIPS, 0])) / picture.width - 0.5
    return None if abs(at) <= rules.off_middle else "go_right" if at > 0 else "go_left"


def _facing(angles: AngleFrame, rules: PositioningRules) -> Trouble | None:
    """An angle that cannot be said yet is no fault of how the person stands, but nothing to begin with either."""
    if not angles.tracked or not isfinite(angles.pelvic_turn):
        return "turned"
    turn = abs(angles.pelvic_turn)
    return "behind" if turn > rules.behind else "turned" if turn > rules.facing else None
