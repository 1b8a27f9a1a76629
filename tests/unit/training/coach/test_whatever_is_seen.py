"""Whatever somebody does and however badly they are seen, the coach goes on, and what it says is whole."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inturn.motion.recording import KeypointFrame, nobody
from inturn.programme.coach import SIGNALS
from inturn.programme.coach_file import load_coach
from inturn.training.coach.events import Attempt, Event, Fault, Other, Repetition
from inturn.training.coach.machine import detect
from inturn.training.coach.movement import Movement, whole
from inturn.training.coach.own import OwnRange
from inturn.training.coach.signals import Reading
from tests.unit.training.coach.figure import Film, Pose, Script, film, squat, writer

RULES = load_coach()
SQUAT = RULES.exercise("squat")

poses = st.builds(
    Pose,
    thigh=st.floats(-10, 100), shank=st.floats(-10, 50), trunk=st.floats(-10, 110), turn=st.floats(-30, 30),
    at=st.floats(-0.4, 0.4), stagger=st.sampled_from((0.0, 0.3)), heel=st.floats(0.0, 0.1), hand=st.floats(0.0, 0.9),
)  # fmt: skip
ways = st.lists(st.tuples(poses, st.floats(0.1, 3.0), st.booleans()), min_size=1, max_size=8)


def script(moves: list[tuple[Pose, float, bool]]) -> Script:
    """Two squats, then every pose in its time, with standing between where asked."""
    w = writer(squat(2)).repeat(squat(65)).repeat(squat(65))
    for pose, seconds, back in moves:
        w.go(pose, seconds)
        if back:
            w.go(squat(2), seconds).hold(0.6)
    return w.hold(1.5).script


def badly(frames: Iterator[KeypointFrame], seed: int, lost: float, wild: float) -> Iterator[KeypointFrame]:
    """The same pictures, in some of which nobody is seen, or every point somewhere else."""
    rng = np.random.default_rng(seed)
    for frame in frames:
        if rng.random() < lost:
            yield nobody(frame.time_s, 0)
        elif rng.random() < wild:
            yield replace(frame, pixel=frame.pixel + 80.0 * rng.normal(size=frame.pixel.shape))
        else:
            yield frame


def at(time_s: float, **told: float) -> Reading:
    """A moment of somebody who stands, but for some signals."""
    rest = {"height": 2.5, "upper_height": 2.4, "hand_height": 2.0}
    return Reading(time_s, tuple((rest | told).get(name, 0.0) for name in SIGNALS), 100.0, 50.0, 0.0)


def spans(events: tuple[Event, ...]) -> list[tuple[float, float]]:
    return [(e.start_s, e.end_s) for e in events if isinstance(e, Repetition | Attempt | Other)]


@settings(max_examples=40)
@given(
    moves=ways,
    turn=st.sampled_from((0.0, 15.0, -42.0, 60.0, 85.0, -90.0, 150.0)),
    fps=st.sampled_from((6.0, 10.0, 15.0)),
    seed=st.integers(0, 1000),
    lost=st.sampled_from((0.0, 0.0, 0.1)),
    wild=st.sampled_from((0.0, 0.05, 0.3)),
    exercise=st.sampled_from(("squat", "deadlift", "release")),
    side=st.sampled_from(("left", "right", None)),
)
def test_movements_follow_one_another_and_every_fault_has_its_repetition(
    moves: list[tuple[Pose, float, bool]], turn: float, fps: float, seed: int, lost: float, wild: float,
    exercise: str, side: str | None,
) -> None:  # fmt: skip
    frames = badly(film(script(moves), Film(turn=turn, fps=fps, seed=seed)), seed, lost, wild)
    events = detect(frames, RULES, exercise, side)
    told = spans(events)
    assert all(start < end for start, end in told)
    assert all(a[1] <= b[0] + 1e-9 for a, b in pairwise(told))
    reps = {e.number: e for e in events if isinstance(e, Repetition)}
    assert all(r.start_s <= r.bottom_s <= r.end_s for r in reps.values())
    assert all(e.repetition in reps for e in events if isinstance(e, Fault))


@pytest.mark.parametrize(("farthest", "moved"), [(-0.01, False), (0.0, False), (0.5, True)])
def test_what_never_left_rest_is_no_movement(farthest: float, moved: bool) -> None:
    """A short wobble of somebody whose own range is known: straighter than at rest all the while."""
    shares = np.concatenate([np.linspace(-0.1, farthest, 8), np.linspace(farthest, -0.1, 8)]).tolist()
    readings = tuple(at(0.1 * i, thigh=share) for i, share in enumerate(shares))
    move = Movement(at(0.0).values, 0.0, "closing", readings, tuple(shares), farthest, 1.0, -0.1, -0.1, began_s=0.1)
    excursion = SQUAT.excursion
    assert excursion is not None
    assert (whole(move, excursion, OwnRange(1.0, 0.3), "behind") is not None) == moved
