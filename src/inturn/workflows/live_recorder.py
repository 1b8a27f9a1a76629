"""What belongs to a guided test: the pictures' keypoints, their angles, what was found in them."""

import json
from collections import deque
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import xarray as xr

from inturn import __version__
from inturn.assess.curves import curves
from inturn.assess.error import ErrorModel
from inturn.assess.events import Event, Lifted, QuietStanding, Trial
from inturn.assess.finding import TrialFinding
from inturn.assess.live.lines import Ground, ground
from inturn.assess.side import Context, read_side
from inturn.assess.stick import Stick
from inturn.kinematics import error_of, smooth
from inturn.kinematics.angles import AngleFrame, to_dataset
from inturn.motion.recording import KeypointFrame, build
from inturn.programme.standing_test import StandingTestRules
from inturn.quantity import Method
from inturn.sources.video.remarks import live_remarks
from inturn.workflows.live_frames import TestFrames
from inturn.workflows.live_machine import TestMachine
from inturn.workflows.measure import POSITION, TEST
from inturn.workflows.options import MeasureOptions

BREAK_S: Final = 5.0
"""How long a break counts whose true length is not known, because another clock tells the time after it."""
_RECENT: Final = 300
"""Pictures that tell where the feet stood."""
_LOOKED_BACK_S: Final = 120.0
"""Angles older than that are forgotten: a trial is read against the quiet standing before it."""
_STOOD_S: Final = (2.0, 0.5)
"""Somebody who was never seen to stand quietly stood, if at all, this long before the first leg came up."""


class Recorder:
    """Feeds a step machine and remembers. Times are those of the recording: 0 at its first picture.

    Memory does not grow with the length of the test where `put_aside` is called from time to time.
    """

    def __init__(self, size: tuple[int, int], network: str, options: MeasureOptions, rules: StandingTestRules) -> None:
        self.size = size
        self.frames = TestFrames()
        self.events: list[Event] = []
        self._trials: list[tuple[Trial, TrialFinding]] = []
        self.ground: Ground | None = None
        self.machine = TestMachine(size, network, options.height_m, rules)
        self._network, self._options, self._rules = network, options, rules
        self._model = ErrorModel(*error_of(network))
        self._recent: deque[KeypointFrame] = deque(maxlen=_RECENT)
        self._angles: deque[AngleFrame] = deque()
        self._origin_s: float | None = None

    @property
    def found(self) -> tuple[TrialFinding, ...]:
        """The trials, as they were read last."""
        return tuple(found for _, found in self._trials)

    @property
    def length_s(self) -> float:
        """Seconds from the first picture to the last."""
        return self.frames.last_s

    @property
    def recorded(self) -> bool:
        """Whether there is enough to be a recording."""
        return len(self.frames) > 1

    def another_clock(self) -> None:
        """The times of the pictures to come have nothing to do with those before."""
        self._origin_s = None

    def take(self, frame: KeypointFrame) -> tuple[AngleFrame, tuple[Event, ...], tuple[TrialFinding, ...]]:
        """Take in a picture's keypoints: its angles, what became known, and the trials just read."""
        if self._origin_s is None:
            self._origin_s = frame.time_s - (self.length_s + BREAK_S if len(self.frames) else 0.0)
        return self.again(replace(frame, time_s=frame.time_s - self._origin_s))

    def again(self, frame: KeypointFrame) -> tuple[AngleFrame, tuple[Event, ...], tuple[TrialFinding, ...]]:
        """`take` for a frame that was recorded before, in the recording's own time."""
        angles, events = self.machine.feed(frame)
        self.frames.append(frame)
        self._recent.append(frame)
        self._angles.append(angles)
        while self._angles[0].time_s < frame.time_s - _LOOKED_BACK_S:
            self._angles.popleft()
        self.events.extend(events)
        for event in events:
            if isinstance(event, QuietStanding):
                self.ground = self._grounded(event) or self.ground
            if isinstance(event, Lifted) and self.ground is None:
                self.ground = self._grounded(QuietStanding(event.at_s - _STOOD_S[0], event.at_s - _STOOD_S[1]))
        found = [self._read_live(e) for e in events if isinstance(e, Trial)]
        return angles, events, tuple(found)

    def read_again(self) -> None:
        """Read the trials anew from all that was seen before and after them, as the result will be read (`smooth`).

        A filter that has hardly seen the person yet is off by several degrees, and never mends what it has said.
        Trials that began, or before which the person stood, longer ago than is looked back stay. Takes about 2 ms for
        each picture of the last two minutes. Raises InputError like `recording`.
        """
        known_s = self._angles[0].time_s if self._angles else 0.0
        again = {i for i, (trial, _) in enumerate(self._trials) if self._since(trial) >= known_s}
        frames = [f for f in self.frames if f.time_s >= known_s] if again else []
        if len(frames) < 2:
            return
        angles = smooth(build(frames, self._attributes(frames)), self._options.height_m)
        self._trials = [
            (trial, self._read(trial, angles, found.order) if i in again else found)
            for i, (trial, found) in enumerate(self._trials)
        ]

    def put_aside(self, file: Path) -> None:
        """Bring the frames into that file, out of memory. Raises OutputError; then nothing is lost."""
        self.frames.put_aside(file)

    def recording(self, mirrored: bool, network_sha256: str, precision: str) -> xr.Dataset | None:
        """The recording so far (`inturn.motion.recording`); None while it is too short to be one.

        Raises InputError where what was put aside cannot be read any more.
        """
        if not self.recorded:
            return None
        frames = list(self.frames)
        made_from = {"mirrored": int(mirrored), "network_sha256": network_sha256, "precision": precision}
        return build(frames, self._attributes(frames) | made_from)

    def _attributes(self, frames: list[KeypointFrame]) -> dict[str, object]:
        """What a recording of these frames says of itself, but for what only the whole test knows."""
        step = float(np.median(np.diff([f.time_s for f in frames])))
        return {
            "source_kind": "video", "live": 1, "file": "live", "sha256": "", "width": self.size[0],
            "height": self.size[1], "fps": 1.0 / step, "frames": len(frames),
            "duration_s": self.length_s + step, "mirrored": 0, "network": self._network,
            "network_sha256": "", "precision": "f32", "made_by": f"inturn {__version__}",
            "breaks": json.dumps(self._breaks(frames)),
            "warnings": json.dumps(live_remarks(frames, 1.0 / step, self._rules.positioning.slowest)),
        }  # fmt: skip

    def _breaks(self, frames: list[KeypointFrame]) -> list[tuple[float, float]]:
        """Spans without pictures: a break on purpose, or a connection that was lost; nobody left the picture."""
        lost = self._rules.detection.lost_after
        return [(a.time_s, b.time_s) for a, b in pairwise(frames) if b.time_s - a.time_s > lost]

    def _grounded(self, standing: QuietStanding) -> Ground | None:
        offsets = (self._options.stick_left_m or 0.0, self._options.stick_right_m or 0.0)
        known = min(len(self._recent), len(self._angles))
        return ground(standing, list(self._recent)[-known:], list(self._angles)[-known:], offsets)

    def _read_live(self, trial: Trial) -> TrialFinding:
        """A trial as the filter read it; its order counts the side's trials."""
        angles = to_dataset([a for a in self._angles if a.time_s >= self._since(trial)], {})
        found = self._read(trial, angles, 1 + sum(t.side == trial.side for t, _ in self._trials))
        self._trials.append((trial, found))
        return found

    def _since(self, trial: Trial) -> float:
        """When what a trial is read from begins: with the quiet standing before it, where there was one."""
        before = [e.start_s for e in self._standings() if e.end_s <= trial.begin_s][-1:]
        return min([trial.start_s - 1.0, *before])

    def _read(self, trial: Trial, angles: xr.Dataset, order: int) -> TrialFinding:
        """A trial as it stands in these angles, judged like any other."""
        options = self._options
        method = Method(TEST, POSITION, options.support, "video")
        context = Context(self._rules, method, self._model, Stick(options.stick_left_m, options.stick_right_m))
        (found,), _ = read_side(curves(angles, trial.side), [trial], self._standings(), context, frozenset())
        return replace(found, order=order)

    def _standings(self) -> list[QuietStanding]:
        """Quiet standing of which the angles are still known."""
        return [e for e in self.events if isinstance(e, QuietStanding) and e.end_s > self._angles[0].time_s]
