"""What follows a person live: fed keypoint frames one by one, it tells events."""

from dataclasses import replace
from typing import Any, Final, Protocol

import numpy as np

from inturn.assess import steps
from inturn.assess.events import Event
from inturn.body.keypoints import Side
from inturn.kinematics import FilterState, filter_start, filter_step
from inturn.kinematics.angles import AngleFrame
from inturn.motion.recording import KeypointFrame
from inturn.programme.standing_test import StandingTestRules

_IN_SINGLE: Final = ("pixel", "variance", "visibility", "presence", "world")


class Tracker(Protocol):
    """What finds the keypoints of a picture (`inturn.sources.video.PoseTracker`)."""

    def step(self, image: Any, time_s: float) -> KeypointFrame:
        """Keypoints of an upright RGB picture (height, width, 3) at a time that rises from call to call."""
        ...

    def restart(self) -> None:
        """Forget everything seen so far."""
        ...


class StepMachine(Protocol):
    """The one place in the live pipeline where a movement is understood: the standing test here, a coach likewise."""

    def feed(self, frame: KeypointFrame) -> tuple[AngleFrame, tuple[Event, ...]]:
        """Take in one picture's keypoints: the angles of that moment, and what has just become known."""
        ...


class TestMachine:
    """The step machine of the standing test: filter, then steps. The same two that read a recording."""

    __test__ = False  # not a test class, whatever its name says

    def __init__(self, size: tuple[int, int], network: str, height_m: float | None, rules: StandingTestRules) -> None:
        self._filter: FilterState = filter_start(float(size[0]), float(size[1]), network, height_m)
        self._steps = steps.start(rules.detection)

    @property
    def phase(self) -> steps.Phase:
        """What the person is doing."""
        return self._steps.phase

    @property
    def lifted(self) -> Side | None:
        """The leg that is lifted."""
        return None if self._steps.lift is None else self._steps.lift.side

    def feed(self, frame: KeypointFrame) -> tuple[AngleFrame, tuple[Event, ...]]:
        """See `StepMachine`."""
        self._filter, angles = filter_step(self._filter, frame)
        self._steps, events = steps.step(self._steps, angles)
        return angles, events


def single(frame: KeypointFrame) -> KeypointFrame:
    """The frame as the recording's file will give it back: in single precision."""
    values = {name: getattr(frame, name).astype(np.float32).astype(np.float64) for name in _IN_SINGLE}
    return replace(frame, score=float(np.float32(frame.score)), **values)
