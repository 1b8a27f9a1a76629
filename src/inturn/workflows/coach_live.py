"""The coach live: (set so far, picture's keypoints) -> (set so far, what to show now). Plain values for a page.

The same step machine as offline, so a recording of the set gives the same counts.
"""

from dataclasses import dataclass, replace

from inturn.body.keypoints import Side
from inturn.motion.recording import KeypointFrame
from inturn.programme.coach import View
from inturn.report.words import coach as words
from inturn.training.coach import events as e
from inturn.training.coach.advice import advise
from inturn.training.coach.machine import Phase, State, finish, start, step
from inturn.training.coach.view import not_judged
from inturn.workflows.coach import exercise_rules

_ADVISED_S = 1.0


@dataclass(frozen=True, slots=True)
class LiveSet:
    """A set under way. Make it with `begin`; treat it as its own business. `size` = width, height of the pictures."""

    state: State
    size: tuple[float, float]
    early: tuple[KeypointFrame, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """What to show after a picture.

    count      repetitions so far; attempts are not counted
    tempo_s    (down, pause, up) of the repetition that has just ended, None otherwise
    cue        what to say now, "" = nothing new; camera: what to change about it before the set begins
    held_s     of the hold under way, None without one
    excursion  0 at rest, 1 at the farthest point so far: for a moving bar
    """

    count: int
    phase: Phase
    excursion: float
    tempo_s: tuple[float, float, float] | None
    cue: str
    held_s: float | None
    view: View | None
    camera: tuple[str, ...]
    events: tuple[e.Event, ...]


def begin(exercise: str, side: Side | None, size: tuple[float, float], network: str) -> LiveSet:
    """A set before its first picture, as the `network` will see it ("lite", "full", "heavy").

    Raises InputError for an exercise that is not known.
    """
    rules, _ = exercise_rules(exercise, network)
    return LiveSet(start(rules, exercise, side), size)


def take(live: LiveSet, frame: KeypointFrame, brightness: float | None = None) -> tuple[LiveSet, Shown]:
    """Take in a picture's keypoints; `brightness` = the picture's mean, 0-255, where it is known."""
    state, events = step(live.state, frame)
    early = tuple(f for f in (*live.early, frame) if frame.time_s - f.time_s <= _ADVISED_S)
    waiting = state.count == 0 and not state.work.under_way
    live = replace(live, state=state, early=early if waiting else ())
    camera: tuple[str, ...] = ()
    if waiting:
        rules, chosen = exercise_rules(state.exercise.id)
        found = advise(early, chosen, rules.common, live.size, brightness, state.side)
        camera = tuple(words.advice_text(a.code, a.value, chosen.views[0]) for a in found)
    return live, _shown(state, events, camera)


def end(live: LiveSet) -> tuple[e.Event, ...]:
    """What was still under way."""
    return finish(live.state)


def unjudged(live: LiveSet) -> tuple[str, ...]:
    """What this view cannot judge, in words; empty until somebody has stood before the camera."""
    view = live.state.view
    if view is None:
        return ()
    found = not_judged(live.state.exercise, view, live.state.side is not None)
    return tuple(words.not_judged_text(name, why, view) for name, why in found)


def _shown(state: State, events: tuple[e.Event, ...], camera: tuple[str, ...]) -> Shown:
    ended = [x for x in events if isinstance(x, e.Repetition)]
    tempo = ended[-1].tempo if ended else None
    cue = next((state.exercise.fault(x.fault).cue for x in events if isinstance(x, e.Cue)), "")
    rule = state.exercise.hold
    if rule is not None and any(isinstance(x, e.Rolled) and x.fast for x in events):
        cue = rule.cue_fast
    held = state.holding.last_s - state.holding.part_since_s
    return Shown(
        count=state.count,
        phase=state.phase,
        excursion=max(0.0, min(1.0, state.excursion)),
        tempo_s=None if tempo is None else (tempo.lowering_s, tempo.pause_s, tempo.rising_s),
        cue=words.fill(cue, state.side),
        held_s=held if state.phase == "holding" else None,
        view=state.view,
        camera=camera,
        events=events,
    )
