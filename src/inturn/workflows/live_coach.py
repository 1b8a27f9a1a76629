"""A set before the camera: pictures in, what to show now out; and what the set was worth so far.

Only keypoints are looked at, and none are kept: a set's record takes its count and its share of clean repetitions.
"""

from dataclasses import replace
from math import isfinite
from time import perf_counter
from typing import Final

from inturn.body.keypoints import Side
from inturn.motion.recording import KeypointFrame
from inturn.report.words.coach import fault_name
from inturn.sources.video import camera
from inturn.training.coach import events as e
from inturn.training.coach.quality import Quality, quality
from inturn.training.coach.view import not_judged
from inturn.workflows import coach_live
from inturn.workflows.coach import exercise_rules
from inturn.workflows.coach_live import LiveSet, Shown
from inturn.workflows.live_answer import Plain
from inturn.workflows.live_machine import Tracker, single
from inturn.workflows.options import Network

_MS: Final = 1000.0
_BRIGHTEST: Final = 255.0
_SHOWN_FROM: Final = 0.3
"""A point less visible than this is not drawn."""


class LiveCoach:
    """One set under way before a camera. Not for two threads at once."""

    def __init__(self, exercise: str, side: Side | None, tracker: Tracker, network: Network) -> None:
        """Raises InputError for an exercise that the coach does not know."""
        _, self.rules = exercise_rules(exercise, network)
        self.exercise, self.network = exercise, network
        self.side: Side | None = side
        self.repetitions: tuple[e.Repetition, ...] = ()
        self.faults: tuple[e.Fault, ...] = ()
        self.now_s: float | None = None
        self._tracker = tracker
        self._live: LiveSet | None = None
        self._before = 0

    @property
    def count(self) -> int:
        """Repetitions seen so far."""
        return len(self.repetitions)

    def see_jpeg(self, jpeg: bytes, time_s: float) -> Plain:
        """Answer one picture taken at `time_s` on a clock that only rises. Raises InputError for what is no picture."""
        began = perf_counter()
        told = self.see(camera.picture_of(jpeg), time_s)
        return told | {"took_ms": round(_MS * (perf_counter() - began), 1)}

    def see(self, picture: camera.CameraPicture, time_s: float) -> Plain:
        """Answer one picture that is decoded; one that is not later than the last answers where the set stands."""
        if self.now_s is not None and time_s <= self.now_s:
            return self.standing()
        try:
            frame = single(self._tracker.step(picture.rgb, time_s))
        except Exception:
            self._tracker.restart()  # what it holds of this picture would spoil the next one, too
            raise
        size = int(picture.rgb.shape[1]), int(picture.rgb.shape[0])
        return self.take(frame, size, _BRIGHTEST * picture.light)

    def take(self, frame: KeypointFrame, size: tuple[int, int], brightness: float | None = None) -> Plain:
        """Answer one picture's keypoints; `see_jpeg` without the network. `brightness` 0-255."""
        self.now_s = frame.time_s
        if self._live is None or self._live.size != size:  # keypoints of a turned phone do not go with those before
            self._live = coach_live.begin(self.exercise, self.side, (float(size[0]), float(size[1])), self.network)
            self._before = self.count
        counted = self.count
        self._live, shown = coach_live.take(self._live, frame, brightness)
        self._note(shown.events)
        return self.standing() | _moment(shown) | {"points": _points(frame), "faulty": self._faulty_of(counted)}

    def standing(self) -> Plain:
        """Where the set stands: how many, how clean, and what this view cannot judge."""
        unjudged = () if self._live is None else coach_live.unjudged(self._live)
        return {"count": self.count, "unjudged": list(unjudged), "quality": _plain(self.quality())}

    def reconnected(self) -> None:
        """The pictures come by another clock from now on: what was counted stays, a movement under way is forgotten."""
        self._tracker.restart()
        self._live, self.now_s = None, None

    def quality(self) -> Quality | None:
        """What the set was worth so far; None before the first repetition."""
        if not self.repetitions:
            return None
        view = self.repetitions[-1].view
        all_ = {f.id for f in self.rules.faults}
        left = {name for name, _ in not_judged(self.rules, view, self.side is not None)} & all_
        faulty = frozenset(f.repetition for f in self.faults)
        return quality(self.repetitions, faulty, (len(all_) - len(left), len(all_)))

    def _note(self, events: tuple[e.Event, ...]) -> None:
        first = self._before  # repetitions of before the phone was turned: numbers go on
        ended = (x for x in events if isinstance(x, e.Repetition))
        seen = (x for x in events if isinstance(x, e.Fault))
        self.repetitions += tuple(replace(r, number=first + r.number) for r in ended)
        self.faults += tuple(replace(f, repetition=first + f.repetition) for f in seen)

    def _faulty_of(self, before: int) -> list[str]:
        """Names of the faults of the repetitions that have just ended."""
        new = {r.number for r in self.repetitions[before:]}
        return [fault_name(f.name) for f in self.faults if f.repetition in new]


def _moment(shown: Shown) -> Plain:
    """What is true of this picture alone."""
    return {
        "phase": shown.phase,
        "excursion": round(shown.excursion, 3),
        "tempo": None if shown.tempo_s is None else [round(s, 1) for s in shown.tempo_s],
        "cue": shown.cue,
        "held_s": None if shown.held_s is None else round(shown.held_s, 1),
        "view": shown.view,
        "camera": list(shown.camera),
        "attempt": any(isinstance(x, e.Attempt) for x in shown.events),
    }


def _points(frame: KeypointFrame) -> list[list[float] | None]:
    """u, v of each of the 33 keypoints, px; None where it is not seen."""
    sure = zip(frame.pixel.tolist(), frame.visibility.tolist(), strict=True)
    return [[round(u, 1), round(v, 1)] if v_ >= _SHOWN_FROM and isfinite(u + v) else None for (u, v), v_ in sure]


def _plain(found: Quality | None) -> Plain | None:
    """The share of clean repetitions with its 95 % interval, how even the tempo was, how many faults were judged."""
    if found is None:
        return None
    low, high = found.clean_interval95
    return {
        "n": found.n,
        "clean": round(found.n * found.clean_share),
        "share": round(found.clean_share, 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "tempo_variation": None if found.tempo_variation is None else round(found.tempo_variation, 3),
        "judged": list(found.judged),
    }
