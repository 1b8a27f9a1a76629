"""Lying on the side: the hold, its progress, slow rolls, and getting up."""

from dataclasses import replace

import numpy as np
import pytest

from inturn.body.keypoints import MIRROR
from inturn.motion.recording import KeypointFrame
from inturn.programme.coach_file import load_coach
from inturn.training.coach.events import Hold, HoldProgress, Rolled
from inturn.training.coach.machine import detect, start, step
from tests.unit.training.coach.figure import Film, film, squat, writer

RULES = load_coach()
STANDING = next(iter(film(writer(squat(2)).script, Film(noise_px=0.0))))


def lying(seconds: float, begin_s: float, roll: float = 0.0, turned: bool = False) -> list[KeypointFrame]:
    """A standing figure laid on its left side, head to the right of the picture; `roll` px to and fro in 3 s.

    The person faces the camera, so the left shoulder is the lower one; `turned` = on the right side.
    """
    rng = np.random.default_rng(3)
    found: list[KeypointFrame] = []
    for i in range(int(seconds * 15)):
        u, v = STANDING.pixel[:, 0] - 240.0, STANDING.pixel[:, 1] - 427.0
        x, y, z = STANDING.world.T
        pixel = np.column_stack([400.0 - v, 300.0 + u])
        world = np.column_stack([-y, x, z])
        if turned:
            pixel, world = pixel[list(MIRROR)], world[list(MIRROR)]
        along = roll * np.sin(2 * np.pi * i / 45.0)
        pixel = pixel + [along, 0.0] + 0.3 * rng.normal(size=pixel.shape)
        found.append(replace(STANDING, time_s=begin_s + i / 15, pixel=pixel, world=world))
    return found


@pytest.mark.parametrize("turned", [False, True])
def test_a_hold_and_slow_rolls_are_told_apart(turned: bool) -> None:
    frames = [*lying(26, 0.0, turned=turned), *lying(12, 26.0, roll=14.0, turned=turned)]
    events = detect(frames, RULES, "release")
    holds = [e for e in events if isinstance(e, Hold)]
    rolls = [e for e in events if isinstance(e, Rolled)]
    assert len(holds) == len(rolls) == 1
    assert (holds[0].end_s - holds[0].start_s) == pytest.approx(26, abs=1.5)
    assert holds[0].enough
    assert rolls[0].end_s - rolls[0].start_s == pytest.approx(12, abs=2)
    assert not rolls[0].fast
    assert {e.side for e in (*holds, *rolls)} == {"right" if turned else "left"}


def test_progress_is_told_every_five_seconds_and_getting_up_ends_the_hold() -> None:
    upright = [replace(f, time_s=12 + f.time_s) for f in film(writer(squat(2)).hold(3).script, Film())]
    events = detect([*lying(12, 0.0), *upright], RULES, "release")
    told = [e.held_s for e in events if isinstance(e, HoldProgress)]
    assert told == pytest.approx([5, 10], abs=0.5)
    holds = [e for e in events if isinstance(e, Hold)]
    assert [h.enough for h in holds] == [False]


def test_rolling_fast_is_said() -> None:
    events = detect([*lying(6, 0.0), *lying(9, 6.0, roll=60.0)], RULES, "release")
    assert [e.fast for e in events if isinstance(e, Rolled)] == [True]


def test_a_standing_person_holds_nothing() -> None:
    state = start(RULES, "release")
    for frame in film(writer(squat(2)).hold(6).script, Film()):
        state, events = step(state, frame)
        assert events == ()
    assert state.phase == "away"
