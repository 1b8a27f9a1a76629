"""What the filter remembers beside its belief: the last pictures' keypoints, and how the person stands."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.kinematics.layout import P
from inturn.kinematics.model import Camera
from inturn.kinematics.observation import in_picture
from inturn.kinematics.priors import PosePrior, closely_read
from inturn.kinematics.reading import PelvisMap, read_pelvis
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
    time_s  when the last pictures were taken (n,), newest last
    recent  their keypoints (n, 33, 2), px
    calm    their mean (1, 33, 2), px, NaN where the newest does not show them
    memory  how the person stands
    """

    person: int
    time_s: Floats
    recent: Floats
    calm: Floats
    memory: StanceMemory


def beside(before: Beside | None, pixel: Floats, frame: KeypointFrame, camera: Camera) -> Beside:
    """What is known after a picture's keypoints (33, 2), px: of this person, without a long gap."""
    pixel = np.where(in_picture(pixel, camera)[:, None], pixel, np.nan)
    now = frame.time_s
    if before is not None and (frame.person != before.person or now - before.time_s[-1] > LONGEST_GAP_S):
        before = None
    memory = (StanceMemory(now) if before is None else before.memory).after(pixel, now)
    recent, times = pixel[None], np.array([now])
    if before is not None:
        kept = before.time_s > now - RECENT_S
        recent = np.concatenate([before.recent[kept], recent])[-RECENT:]
        times = np.concatenate([before.time_s[kept], times])[-RECENT:]
    seen = np.isfinite(recent)
    mean = np.where(seen, recent, 0.0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    return Beside(frame.person, times, recent, np.where(seen[-1], mean, np.nan)[None], memory)


def posture(seen: Beside, learnt: PelvisMap | None, heading: float | None, usual: PosePrior) -> PosePrior:
    """Beliefs about this moment's posture: what the pelvis is read to do, once the person has stood.

    heading (rad): how the person was last thought to stand, None when nobody was believed in. `usual` where nothing
    can be read.
    """
    reading = read_pelvis(seen.calm, seen.memory.stance, learnt)
    if reading is None or heading is None:
        return usual
    reading = reading.seen_from(heading)
    prior = closely_read(reading.list_sd, reading.turn_sd)
    mean = prior.mean.copy()
    mean[P["list"]], mean[P["turn"]] = reading.pelvic_list[0], reading.pelvic_turn[0]
    return replace(prior, mean=mean)
