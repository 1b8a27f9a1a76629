"""A recording of an exercise as a whole: what the step machine reported, put in order."""

from collections.abc import Iterable
from dataclasses import dataclass

from inturn.body.keypoints import Side
from inturn.programme.coach import CoachRules, View
from inturn.training.coach import events as e
from inturn.training.coach.advice import Advice, advise
from inturn.training.coach.machine import State, finish, start, step
from inturn.training.coach.points import Keypoints
from inturn.training.coach.quality import Quality, quality
from inturn.training.coach.signals import Reading
from inturn.training.coach.view import NotJudged, not_judged, view_of

_ADVISED_S = 2.0


@dataclass(frozen=True, slots=True)
class SetFinding:
    """All of it; spans in seconds, angles in radians.

    view, turn   of the repetitions (of the person, where there were none); None when nobody stood before the camera
    readings     the signals over time, for drawing
    advice       what to change about the camera, from the first moments in which somebody was seen
    """

    exercise: str
    side: Side | None
    view: View | None
    turn: float | None
    repetitions: tuple[e.Repetition, ...]
    attempts: tuple[e.Attempt, ...]
    others: tuple[e.Other, ...]
    holds: tuple[e.Hold, ...]
    rolls: tuple[e.Rolled, ...]
    faults: tuple[e.Fault, ...]
    not_judged: tuple[NotJudged, ...]
    quality: Quality | None
    advice: tuple[Advice, ...]
    readings: tuple[Reading, ...]
    seen: bool


def assess_set(
    frames: Iterable[Keypoints], rules: CoachRules, exercise: str, side: Side | None, size: tuple[float, float]
) -> SetFinding:
    """What a recording of an exercise shows. size: width, height of the picture, px. Raises KeyError."""
    state = start(rules, exercise, side)
    found, readings, turns, early = list[e.Event](), list[Reading](), list[float](), list[Keypoints]()
    for frame in frames:
        state, events = step(state, frame)
        found.extend(events)
        turns += [state.ground.stance.turn for x in events if isinstance(x, e.Repetition) and state.ground.stance]
        if frame.score > 0 and (not early or frame.time_s - early[0].time_s < _ADVISED_S):
            early.append(frame)
        if state.reading is not None and (not readings or state.reading.time_s > readings[-1].time_s):
            readings.append(state.reading)
    found.extend(finish(state))
    return _put(state, found, tuple(readings), turns, advise(early, state.exercise, rules.common, size, side=side))


def _put(
    state: State, found: list[e.Event], readings: tuple[Reading, ...], turns: list[float], advice: tuple[Advice, ...]
) -> SetFinding:
    repetitions = tuple(x for x in found if isinstance(x, e.Repetition))
    faults = tuple(sorted((x for x in found if isinstance(x, e.Fault)), key=lambda x: (x.repetition, x.start_s)))
    turn = sorted(turns)[len(turns) // 2] if turns else None
    if turn is None and state.ground.stance is not None:
        turn = state.ground.stance.turn
    view = None if turn is None else view_of(turn, state.rules)
    unjudged = not_judged(state.exercise, view or "behind", state.side is not None)
    all_, left = len(state.exercise.faults), len({name for name, _ in unjudged} & {f.id for f in state.exercise.faults})
    return SetFinding(
        exercise=state.exercise.id,
        side=state.side,
        view=view,
        turn=turn,
        repetitions=repetitions,
        attempts=tuple(x for x in found if isinstance(x, e.Attempt)),
        others=tuple(x for x in found if isinstance(x, e.Other)),
        holds=tuple(x for x in found if isinstance(x, e.Hold)),
        rolls=tuple(x for x in found if isinstance(x, e.Rolled)),
        faults=faults,
        not_judged=unjudged,
        quality=quality(repetitions, frozenset(f.repetition for f in faults), (all_ - left, all_)),
        advice=advice,
        readings=readings,
        seen=bool(readings),
    )
