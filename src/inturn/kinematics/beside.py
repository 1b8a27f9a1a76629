"""What the filter remembers beside its belief: the last pictures' keypoints, and how the person stands."""

from dataclasses import dataclass
from math import isfinite
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.kinematics.layout import P
from inturn.kinematics.priors import PosePrior, closely_read
from inturn.kinematics.reading import Against, PelvisMap, against_standing, read_pelvis
from inturn.kinematics.stance import StanceMemory
from inturn.motion.recording import KeypointFrame

Floats = NDArray[np.float64]

LONGEST_GAP_S: Final = 1.0
"""Somebody unseen for longer is looked for anew."""
RECENT_S: Final = 0.35
RECENT: Final = 4
"""Pictures whose keypoints are averaged before a map reads them: all views that the network takes in turn."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What was seen lately of one person.

    person  whose keypoints these are
    time_s  when the last n pictures were taken, newest last
    recent  their keypoints (n, 33, 2), px
    memory  how the person stands
    against the mean of those keypoints that the newest shows, against that standing (T = 1); None before
    """

    person: int
    time_s: tuple[float, ...]
    recent: Floats
    memory: StanceMemory
    against: Against | None


def beside(before: Beside | None, pixel: Floats, frame: KeypointFrame) -> Beside:
    """What is known after a picture's keypoints (33, 2), px, NaN out of the picture: of this person, without a gap."""
    now = frame.time_s
    if before is not None and (frame.person != before.person or now - before.time_s[-1] > LONGEST_GAP_S):
        before = None
    memory = (StanceMemory(now) if before is None else before.memory).after(pixel, now)
    recent, times = pixel[None], (now,)
    if before is not None:
        times = (*(t for t in before.time_s if t > now - RECENT_S), now)[-RECENT:]
        recent = np.concatenate([before.recent, recent])[-len(times) :]
    return Beside(frame.person, times, recent, memory, against_standing(_calm(recent), memory.stance))


def _calm(recent: Floats) -> Floats:
    """The mean (1, 33, 2) of the last keypoints (n, 33, 2), NaN where the newest does not show them."""
    total = np.add.reduce(recent)
    if isfinite(total.sum()):  # as a rule all are seen
        return (total / len(recent))[None]
    seen = np.isfinite(recent)
    mean = np.where(seen, recent, 0.0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    return np.where(seen[-1], mean, np.nan)[None]


def posture(seen: Beside, learnt: PelvisMap | None, heading: float | None, usual: PosePrior) -> PosePrior:
    """Beliefs about this moment's posture: what the pelvis is read to do, once the person has stood.

    heading (rad): how the person was last thought to stand, None when nobody was believed in. `usual` where nothing
    can be read.
    """
    reading = read_pelvis(seen.against, learnt)
    if reading is None or heading is None:
        return usual
    reading = reading.seen_from(heading)
    prior = closely_read(reading.list_sd, reading.turn_sd)
    mean = prior.mean.copy()
    mean[P["list"]], mean[P["turn"]] = reading.pelvic_list[0], reading.pelvic_turn[0]
    return prior.around(mean)
