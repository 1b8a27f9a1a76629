"""One lifted leg held against the other.

Build, clothes, light and camera mislead a network alike on both sides of a person, and cancel where the sides are
compared. A map of the difference between what is seen of either lifted leg, in the mean, says how differently the two
are misread, learnt from people whose both sides are known. It errs otherwise than the map of single pictures
(`remainder.py`): a share of what they disagree by is taken off one side and added to the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.kinematics.angles import AngleFrame
from inturn.kinematics.layout import SIGNS
from inturn.kinematics.reading import Against
from inturn.kinematics.remainder import RemainderMap, features_of, remainder_of, trust_in

Floats = NDArray[np.float64]

SHARE: Final = 0.5
"""Of the disagreement. Chosen on people of fit seeds left out; 0.3 to 0.7 are as good."""
LARGEST: Final = float(np.deg2rad(6.0))
"""The sides are moved apart, or together, by no more."""
LIFTED: Final = 0.5
"""A leg lifted by more than this share (`reading.Against.lifted`) is compared."""
KNOWN_S: Final = (0.5, 1.5)
"""Seconds of either leg lifted from which on the comparison begins to count, counts wholly."""
_LONGEST_S: Final = 0.5  # a moment stands for the time to the next one, but for no more


@dataclass(frozen=True, slots=True)
class Legs:
    """A stretch of a recording to compare: T moments, G features of the map between the sides.

    lifted (T,) 1 left, -1 right, less on the way; seconds (T,) that a moment stands for; features (T, G); off (T,) what
    single pictures tell to be wrong, rad; between (G,) the map; trust in it of somebody who stands as this one does.
    """

    lifted: Floats
    seconds: Floats
    features: Floats
    off: Floats
    between: Floats
    trust: float


def legs_of(
    seen: Against | None, pose: Floats, heading: float, learnt: RemainderMap | None, time_s: Floats
) -> Legs | None:
    """What there is to compare of smoothed poses (T, N) at times (T,); heading (rad) as the person stands.

    None where nothing was learnt, or the person was not seen to stand.
    """
    if seen is None or learnt is None or learnt.between is None:
        return None
    values = features_of(seen, pose)
    return Legs(
        lifted=np.where(seen.known, seen.lifted, 0.0),
        seconds=np.minimum(np.diff(time_s, append=time_s[-1]), _LONGEST_S),
        features=values[:, : learnt.between.size],
        off=remainder_of(values, heading, learnt),
        between=learnt.between,
        trust=trust_in(heading),
    )


def apart(parts: Sequence[Legs]) -> float:
    """How much too far apart (rad, left more internal than right) one person's legs are read, by all that was seen."""
    if not parts:
        return 0.0
    lifted, seconds, off = (np.concatenate([getattr(p, n) for p in parts]) for n in ("lifted", "seconds", "off"))
    told = np.concatenate([p.trust * (p.features @ p.between) for p in parts])
    left, right = lifted > LIFTED, lifted < -LIFTED
    known_s = min(float(seconds[left].sum()), float(seconds[right].sum()))
    begins, whole = KNOWN_S
    if known_s <= begins:
        return 0.0
    beyond = told - off
    found = SHARE * min((known_s - begins) / (whole - begins), 1.0) * float(beyond[left].mean() - beyond[right].mean())
    return min(max(found, -LARGEST), LARGEST)


def moved(frames: Sequence[AngleFrame], legs: Legs, by: float) -> list[AngleFrame]:
    """The moments of a stretch, a lifted left leg turned outward by half of `by` (rad), a lifted right one inward."""
    change = np.maximum(legs.lifted[:, None] * SIGNS, 0.0) * SIGNS * 0.5 * by
    return [replace(f, rotation=f.rotation - c) for f, c in zip(frames, change, strict=True)]
