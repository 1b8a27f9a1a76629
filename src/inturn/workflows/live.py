"""A guided test under way: camera pictures in, an answer for each, the keypoints kept.

Live and offline are one: what is kept is exactly what the filter and the step machine were fed, in the precision of the
file, so that reading the kept recording finds the very same events. Pictures before the test (finding one's place) and
during a break are looked at, but are no part of it.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any, Final

import xarray as xr
from numpy.linalg import LinAlgError

from inturn.assess import steps
from inturn.assess.error import ErrorModel
from inturn.assess.events import Event
from inturn.assess.finding import Pain, TrialFinding
from inturn.assess.live import guide as guiding
from inturn.assess.live.guide import Guide
from inturn.assess.live.lines import Ground
from inturn.assess.live.positioning import Check, Picture, positioning
from inturn.assess.live.watch import Cue, Watch, watch
from inturn.body.keypoints import Side
from inturn.errors import InturnError
from inturn.kinematics import error_of
from inturn.kinematics.angles import AngleFrame
from inturn.motion.recording import KeypointFrame
from inturn.programme.standing_test import load_standing_test
from inturn.workflows.live_machine import TestMachine, Tracker, single
from inturn.workflows.live_recorder import Recorder
from inturn.workflows.options import MeasureOptions, Network

LONGEST_GAP_S: Final = 3.0
"""Without a picture for longer, the person finds their place again before the test goes on."""
PACE_S: Final = (1.0, 3.0)
"""How many pictures a second are answered is told after the first of these, and from the pictures of the last."""
LATELY_S: Final = 0.5
"""For so long a picture that tells no angles is answered by those of the picture before it."""
LONGEST_S: Final = 1800.0
"""A test that is recorded for longer is none: the page was forgotten."""


@dataclass(frozen=True, slots=True)
class LiveSetup:
    """What a guided test begins with: the sides to test in their order, and what is chosen about the measurement."""

    sides: tuple[Side, ...]
    options: MeasureOptions
    network: Network
    network_sha256: str
    precision: str = "f32"


@dataclass(frozen=True, slots=True)
class Seen:
    """One picture answered.

    angles     of this moment, or of just before where it tells none; `phase` and `lifted` what the person does
    checks     what must be in place before the test; () while it is under way
    cues       what to say at this very moment, the most important first
    events     what has just become known of the test
    found      trials just read, as the filter saw them
    network_s, rest_s   time spent on finding the keypoints (cutting the person out, the network, reading what it says),
                        and on everything after it
    """

    frame: KeypointFrame
    angles: AngleFrame
    guide: Guide
    phase: steps.Phase
    lifted: Side | None
    checks: tuple[Check, ...]
    cues: tuple[Cue, ...]
    events: tuple[Event, ...]
    found: tuple[TrialFinding, ...]
    ground: Ground | None
    network_s: float = 0.0
    rest_s: float = 0.0


class LiveTest:
    """One guided test under way; `recorder` holds what belongs to it. Not for two threads at once."""

    def __init__(self, setup: LiveSetup, tracker: Tracker) -> None:
        self.setup = setup
        self.rules = load_standing_test()
        self.guide = guiding.begin(self.rules.guide, setup.sides)
        self.now_s: float | None = None
        self._tracker = tracker
        self._model = ErrorModel(*error_of(setup.network))
        self._size: tuple[int, int] | None = None
        self._beside: TestMachine | None = None
        self.recorder: Recorder | None = None
        self._watch = Watch()
        self._times: tuple[float, ...] = ()
        self._newest: AngleFrame | None = None

    @property
    def events(self) -> tuple[Event, ...]:
        """What has become known of the test so far, in the recording's time."""
        return () if self.recorder is None else tuple(self.recorder.events)

    @property
    def found(self) -> tuple[TrialFinding, ...]:
        """The trials so far: as the filter read them, and read again by the smoother once a side is over."""
        return () if self.recorder is None else self.recorder.found

    def see(self, rgb: Any, time_s: float, light: float) -> Seen | None:
        """Answer one upright RGB picture (height, width, 3) taken at `time_s` on a clock that only rises.

        None for a picture that comes too late to count: older than the last one, or during a break.
        """
        if self.guide.stage in ("pain", "done") or (self.now_s is not None and time_s <= self.now_s):
            return None
        self._notice(time_s, (int(rgb.shape[1]), int(rgb.shape[0])))
        began = perf_counter()
        try:
            frame = self._tracker.step(rgb, time_s)
        except Exception:
            self._tracker.restart()  # what it holds of this picture would spoil the next one, too
            raise
        looked = perf_counter()
        answer = self.take(single(frame), light)
        return replace(answer, network_s=looked - began, rest_s=perf_counter() - looked)

    def take(self, frame: KeypointFrame, light: float) -> Seen:
        """Answer one picture's keypoints; `see` without the network. Their size must be known (`begin`)."""
        if self._size is None:
            raise ValueError("the size of the pictures is not known: call begin first")
        if self.guide.stage in guiding.RECORDED:
            seen = self._recorded(frame, self._size)
        else:
            seen = self._looked_at(frame, Picture(*self._size, light, self._rate(frame.time_s)), self._size)
        in_place = bool(seen.checks) and all(c.passed for c in seen.checks)
        standing = seen.phase == "standing"
        self._go_on(guiding.look(self.guide, frame.time_s, in_place, standing, seen.events, seen.found))
        return replace(seen, guide=self.guide)

    def begin(self, size: tuple[int, int]) -> None:
        """Pictures of this size (width, height in px) follow."""
        self._size = size

    def seconds_left(self) -> float | None:
        """Until the stage ends by itself; None where it does not."""
        return None if self.now_s is None else guiding.seconds_left(self.guide, self.now_s)

    def confirm(self, right: bool) -> None:
        """Whether the leg that was seen is the one that was lifted; if not, the pictures are mirrored from now on."""
        before = self.guide.mirrored
        self.guide = guiding.confirmed(self.guide, right)
        if self.guide.mirrored != before:
            self._forget_place()

    def tell_pain(self, score: int, where: str | None = None) -> None:
        """Pain (0-10) after the side under way, and where."""
        self.guide = guiding.tell_pain(self.guide, Pain(score, where))
        self._forget_place()

    def enough(self) -> None:
        """End the side under way with the trials it has."""
        self._go_on(guiding.enough(self.guide))

    def anyway(self) -> None:
        """Go on although not all is in place."""
        self.guide = guiding.anyway(self.guide)

    def again(self, side: Side) -> None:
        """Take a side again."""
        self.guide = guiding.again(self.guide, side)
        self._forget_place()

    def reconnected(self) -> None:
        """Another page sends the pictures now, by another clock: all must be in place again."""
        self.now_s = None
        if self.recorder is not None:
            self.recorder.another_clock()
        self.guide = guiding.interrupted(self.guide)
        self._forget_place()

    def recording(self) -> xr.Dataset | None:
        """The recording so far; None where hardly anything was recorded yet."""
        if self.recorder is None:
            return None
        return self.recorder.recording(self.guide.mirrored, self.setup.network_sha256, self.setup.precision)

    def restore(self, frames: Iterable[KeypointFrame], size: tuple[int, int], guide: Guide) -> None:
        """Take up a test from what was recorded of it: all is found anew, picture by picture."""
        self._size = size
        recorder = self._recorder_for(size)
        for frame in frames:
            recorder.again(frame)
        self._read_again()
        self.guide = guide
        self.reconnected()

    def _go_on(self, guide: Guide) -> None:
        """Go on to where the guide leads. A side that is over is read again first, which takes a second or two."""
        over = guide.stage == "pain" and self.guide.stage != "pain"
        self.guide = guide
        if over:
            self._read_again()

    def _read_again(self) -> None:
        """What cannot be read again stays as the filter read it; that a test cannot be kept is told when it ends."""
        if self.recorder is not None:
            with suppress(InturnError, LinAlgError):
                self.recorder.read_again()

    def _lately(self, frame: KeypointFrame, angles: AngleFrame) -> AngleFrame:
        """The angles; of a picture that shows somebody and yet tells nothing, those of just before, if there are any.

        A picture in which a front is taken for a back must not make the person seem to have turned away.
        """
        if angles.tracked or frame.person < 0:
            self._newest = angles if angles.tracked else None
        before = self._newest
        return angles if before is None or frame.time_s - before.time_s > LATELY_S else before

    def _recorded(self, frame: KeypointFrame, size: tuple[int, int]) -> Seen:
        """A picture that belongs to the test."""
        recorder = self._recorder_for(size)
        angles, events, found = recorder.take(frame)
        shown = self._lately(frame, angles)
        machine = recorder.machine
        self._watch, cues = watch(self._watch, angles, machine.phase, machine.lifted, self.rules, self._model)
        return Seen(
            frame, shown, self.guide, machine.phase, machine.lifted, (), cues, events, found, recorder.ground
        )  # fmt: skip

    def _looked_at(self, frame: KeypointFrame, picture: Picture, size: tuple[int, int]) -> Seen:
        """A picture before or between: is everything in place, which leg is lifted?"""
        if self._beside is None:
            self._beside = TestMachine(size, self.setup.network, self.setup.options.height_m, self.rules)
        angles, events = self._beside.feed(frame)
        angles = self._lately(frame, angles)
        checks = positioning(frame, angles, picture, self.rules.positioning)
        return Seen(frame, angles, self.guide, self._beside.phase, self._beside.lifted, checks, (), events, (), None)

    def _rate(self, time_s: float) -> float | None:
        """Pictures answered a second while the person finds their place; None while it is too early to tell."""
        self._times = (*(t for t in self._times if t > time_s - PACE_S[1]), time_s)
        span = time_s - self._times[0]
        return None if span < PACE_S[0] else (len(self._times) - 1) / span

    def _recorder_for(self, size: tuple[int, int]) -> Recorder:
        if self.recorder is None:
            self.recorder = Recorder(size, self.setup.network, self.setup.options, self.rules)
        return self.recorder

    def _notice(self, time_s: float, size: tuple[int, int]) -> None:
        """A long silence, or pictures of another size (a phone turned): the person must find their place again."""
        turned = self._size is not None and size != self._size
        silent = self.now_s is not None and time_s - self.now_s > LONGEST_GAP_S
        if turned:  # keypoints of pictures of different size do not go together
            self.recorder = None
            fresh = guiding.begin(self.rules.guide, self.setup.sides)
            self.guide = replace(fresh, mirrored=self.guide.mirrored)
        if turned or silent:
            self.guide = guiding.interrupted(self.guide)
            self._forget_place()
        if self.recorder is not None and self.recorder.length_s > LONGEST_S:
            self._go_on(guiding.enough(self.guide))
        self._size, self.now_s = size, time_s

    def _forget_place(self) -> None:
        self._tracker.restart()
        self._beside = None
        self._times = ()
        self._watch = Watch()
        self._newest = None
