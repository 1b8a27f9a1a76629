"""What belongs to a guided test: the pictures' keypoints, their angles, what was found in them."""

import json
from dataclasses import replace
from itertools import pairwise
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
from inturn.kinematics import error_of
from inturn.kinematics.angles import AngleFrame, to_dataset
from inturn.motion.recording import KeypointFrame, build
from inturn.programme.standing_test import StandingTestRules
from inturn.quantity import Method
from inturn.sources.video.remarks import live_remarks
from inturn.workflows.live_machine import TestMachine
from inturn.workflows.measure import POSITION, TEST
from inturn.workflows.options import MeasureOptions

BREAK_S: Final = 5.0
"""How long a break counts whose true length is not known, because another clock tells the time after it."""
_RECENT: Final = 300
_STOOD_S: Final = (2.0, 0.5)
"""Somebody who was never seen to stand quietly stood, if at all, this long before the first leg came up."""


class Recorder:
    """Feeds a step machine and remembers. Times are those of the recording: 0 at its first picture."""

    def __init__(self, size: tuple[int, int], network: str, options: MeasureOptions, rules: StandingTestRules) -> None:
        self.size = size
        self.frames: list[KeypointFrame] = []
        self.events: list[Event] = []
        self.found: list[TrialFinding] = []
        self.ground: Ground | None = None
        self.machine = TestMachine(size, network, options.height_m, rules)
        self._network, self._options, self._rules = network, options, rules
        self._model = ErrorModel(*error_of(network))
        self._angles: list[AngleFrame] = []
        self._origin_s: float | None = None

    @property
    def length_s(self) -> float:
        """Seconds from the first picture to the last."""
        return self.frames[-1].time_s if self.frames else 0.0

    def another_clock(self) -> None:
        """The times of the pictures to come have nothing to do with those before."""
        self._origin_s = None

    def take(self, frame: KeypointFrame) -> tuple[AngleFrame, tuple[Event, ...], tuple[TrialFinding, ...]]:
        """Take in a picture's keypoints: its angles, what became known, and the trials just read."""
        if self._origin_s is None:
            self._origin_s = frame.time_s - (self.length_s + BREAK_S if self.frames else 0.0)
        return self.again(replace(frame, time_s=frame.time_s - self._origin_s))

    def again(self, frame: KeypointFrame) -> tuple[AngleFrame, tuple[Event, ...], tuple[TrialFinding, ...]]:
        """`take` for a frame that was recorded before, in the recording's own time."""
        angles, events = self.machine.feed(frame)
        self.frames.append(frame)
        self._angles.append(angles)
        self.events.extend(events)
        for event in events:
            if isinstance(event, QuietStanding):
                self.ground = self._grounded(event) or self.ground
            if isinstance(event, Lifted) and self.ground is None:
                self.ground = self._grounded(QuietStanding(event.at_s - _STOOD_S[0], event.at_s - _STOOD_S[1]))
        found = tuple(self._read(e) for e in events if isinstance(e, Trial))
        self.found.extend(found)
        return angles, events, found

    def recording(self, mirrored: bool, network_sha256: str, precision: str) -> xr.Dataset | None:
        """The recording so far (`inturn.motion.recording`); None while it is too short to be one."""
        if len(self.frames) < 2:
            return None
        steps = [b.time_s - a.time_s for a, b in pairwise(self.frames)]
        step = float(np.median(steps))
        attributes: dict[str, object] = {
            "source_kind": "video", "live": 1, "file": "live", "sha256": "", "width": self.size[0],
            "height": self.size[1], "fps": 1.0 / step, "frames": len(self.frames),
            "duration_s": self.length_s + step, "mirrored": int(mirrored), "network": self._network,
            "network_sha256": network_sha256, "precision": precision, "made_by": f"inturn {__version__}",
            "breaks": json.dumps(self._breaks()),
            "warnings": json.dumps(live_remarks(self.frames, 1.0 / step, self._rules.positioning.slowest)),
        }  # fmt: skip
        return build(self.frames, attributes)

    def _breaks(self) -> list[tuple[float, float]]:
        """Spans without pictures: a break on purpose, or a connection that was lost; nobody left the picture."""
        lost = self._rules.detection.lost_after
        return [(a.time_s, b.time_s) for a, b in pairwise(self.frames) if b.time_s - a.time_s > lost]

    def _grounded(self, standing: QuietStanding) -> Ground | None:
        offsets = (self._options.stick_left_m or 0.0, self._options.stick_right_m or 0.0)
        return ground(standing, self.frames[-_RECENT:], self._angles[-_RECENT:], offsets)

    def _read(self, trial: Trial) -> TrialFinding:
        """A trial as the filter read it, judged like any other; its order counts the side's trials."""
        standings = [e for e in self.events if isinstance(e, QuietStanding)]
        before = [s.start_s for s in standings if s.end_s <= trial.begin_s][-1:]
        since = min([trial.start_s - 1.0, *before])
        angles = to_dataset([a for a in self._angles if a.time_s >= since], {})
        options = self._options
        method = Method(TEST, POSITION, options.support, "video")
        context = Context(self._rules, method, self._model, Stick(options.stick_left_m, options.stick_right_m))
        (found,), _ = read_side(curves(angles, trial.side), [trial], standings, context, frozenset())
        return replace(found, order=1 + sum(t.side == trial.side for t in self.found))
