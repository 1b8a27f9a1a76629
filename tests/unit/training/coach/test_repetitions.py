"""Counting on a stick figure with known truth: every view, attempts, negatives, and the laws of the step machine."""

from dataclasses import replace
from math import degrees
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inturn.programme.coach_file import load_coach
from inturn.training.coach.events import Attempt, Event, Other, Repetition, SetDone, SetStarted
from inturn.training.coach.machine import detect, finish, start, step
from tests.unit.training.coach.figure import (
    Film,
    Pose,
    Writer,
    film,
    hinge,
    moved,
    squat,
    stretched,
    writer,
)

RULES = load_coach()
TURNS = (0.0, 12.0, 40.0, -50.0, 85.0, -90.0)


def squats(count: int = 4, depth: float = 68.0) -> Writer:
    w = writer(squat(2))
    for i in range(count):
        w.repeat(squat(depth - 2 * (i % 2)))
    return w.hold(1.0)


def repetitions(events: tuple[Event, ...]) -> list[Repetition]:
    return [e for e in events if isinstance(e, Repetition)]


def of_kind(events: tuple[Event, ...], kind: type) -> list[Event]:
    return [e for e in events if isinstance(e, kind)]


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize(("exercise", "bottom"), [("squat", squat(68)), ("deadlift", hinge(62))])
def test_repetitions_are_found_from_every_side(exercise: str, bottom: Pose, turn: float) -> None:
    rest = replace(bottom, thigh=4, shank=2, trunk=2) if exercise == "deadlift" else squat(2)
    w = writer(rest)
    for _ in range(4):
        w.repeat(bottom)
    found = repetitions(detect(film(w.hold(1.0).script, Film(turn=turn)), RULES, exercise, "left"))
    assert len(found) == 4
    for seen, (begin, middle, end) in zip(found, w.repetitions, strict=True):
        assert seen.bottom_s == pytest.approx(middle, abs=0.2)
        assert seen.start_s == pytest.approx(begin + 0.4, abs=0.25)  # 5 % of the way
        assert seen.end_s == pytest.approx(end - 0.3, abs=0.25)


def test_depth_is_the_angle_of_the_exercise() -> None:
    found = repetitions(detect(film(squats(3).script, Film(turn=85)), RULES, "squat", "left"))
    assert [degrees(r.depth) for r in found] == pytest.approx([68, 66, 68], abs=4)


def test_tempo_has_its_three_parts() -> None:
    w = writer(squat(2)).repeat(squat(68), down=2.4, pause=1.0, up=1.4).repeat(squat(68), 2.4, 1.0, 1.4).hold(1.0)
    tempo = repetitions(detect(film(w.script, Film(turn=80)), RULES, "squat", "left"))[0].tempo
    assert tempo.lowering_s == pytest.approx(2.4, abs=0.55)
    assert tempo.pause_s == pytest.approx(1.0, abs=0.6)
    assert tempo.rising_s == pytest.approx(1.4, abs=0.4)
    assert tempo.lowering_s + tempo.pause_s + tempo.rising_s == pytest.approx(4.8, abs=0.5)


def test_a_short_one_is_an_attempt_and_a_last_half_does_not_count() -> None:
    w = squats(3).repeat(squat(27), 0.9, 0.1, 0.9).hold(0.5).go(squat(60), 2.0)
    events = detect(film(w.script, Film(turn=80)), RULES, "squat", "left")
    assert len(repetitions(events)) == 3
    assert [a.reason for a in events if isinstance(a, Attempt)] == ["short", "unfinished"]
    assert len(of_kind(events, SetStarted)) == 1
    assert [e for e in events if isinstance(e, SetDone)][-1].repetitions == 3


def test_a_pause_at_the_bottom_is_one_repetition_and_hovering_is_none() -> None:
    w = writer(squat(2)).repeat(squat(68)).repeat(squat(68), pause=4.0)
    for _ in range(6):
        w.repeat(squat(17), 0.5, 0.1, 0.5)
    assert len(repetitions(detect(film(w.hold(1).script, Film(turn=40)), RULES, "squat", "left"))) == 2


def test_half_the_own_range_is_an_attempt_however_deep_that_is() -> None:
    w = writer(squat(2)).repeat(squat(95)).repeat(squat(95)).repeat(squat(40)).repeat(squat(95)).hold(1)
    events = detect(film(w.script, Film(turn=80)), RULES, "squat", "left")
    assert (len(repetitions(events)), len(of_kind(events, Attempt))) == (3, 1)


def walking(speed: float) -> Writer:
    script = moved(lambda t: Pose(thigh=10, shank=-5, at=speed * t - 1.0, stagger=0.3 * ((t * 2) % 1 - 0.5)), 3.0)
    return Writer(script, now=script[-1][0])


def test_walking_in_and_out_picking_up_and_standing_are_no_repetitions() -> None:
    w = walking(0.6).go(squat(2), 0.6).hold(2.0)
    w.repeat(Pose(thigh=80, shank=35, trunk=60, hand=0.05), 1.0, 0.5, 1.0).hold(5.0)
    for exercise in ("squat", "deadlift"):
        events = detect(film(w.script, Film(turn=40)), RULES, exercise, "left")
        assert repetitions(events) == []
        assert [e.why for e in events if isinstance(e, Other)] == ["reached_down"]


@settings(max_examples=8)
@given(
    fps=st.sampled_from((5.0, 8.0, 15.0, 30.0, 60.0, 120.0)),
    drop=st.floats(0.0, 0.2),
    seed=st.integers(0, 1000),
    turn=st.sampled_from(TURNS),
)
def test_the_count_does_not_depend_on_the_picture_rate_or_on_dropped_pictures(
    fps: float, drop: float, seed: int, turn: float
) -> None:
    frames = film(squats(3).script, Film(turn=turn, fps=fps, drop=drop if fps > 6 else 0.0, seed=seed))
    assert len(repetitions(detect(frames, RULES, "squat", "left"))) == 3


@settings(max_examples=5)
@given(factor=st.floats(0.7, 1.8), seed=st.integers(0, 100))
def test_stretching_time_scales_times_and_changes_no_count(factor: float, seed: int) -> None:
    how = Film(turn=80, fps=30, seed=seed)
    plain = repetitions(detect(film(squats(3).script, how), RULES, "squat", "left"))
    slow = repetitions(detect(stretched(film(squats(3).script, how), factor), RULES, "squat", "left"))
    assert len(plain) == len(slow) == 3
    for a, b in zip(plain, slow, strict=True):
        assert b.bottom_s == pytest.approx(factor * a.bottom_s, abs=0.25)
        assert b.start_s == pytest.approx(factor * a.start_s, abs=0.35)


def test_picture_by_picture_gives_what_the_whole_gives() -> None:
    frames = list(film(squats(3).script, Film(turn=40)))
    state, found = start(RULES, "squat", "left"), list[Event]()
    for frame in frames:
        _, again = step(state, frame)
        state, events = step(state, frame)
        assert again == events  # nothing is remembered but in the state
        found.extend(events)
    assert (*found, *finish(state)) == detect(frames, RULES, "squat", "left")


def test_a_picture_costs_a_fraction_of_a_millisecond() -> None:
    frames = list(film(squats(3).script, Film(turn=40, fps=30)))
    spent: list[float] = []
    for _ in range(3):
        begin = process_time()
        detect(frames, RULES, "squat", "left")
        spent.append((process_time() - begin) / len(frames))
    assert min(spent) < 0.4e-3  # 0.15 ms on a quiet machine; loaded ones take longer


@pytest.mark.parametrize("turn", [40.0, 85.0])
@pytest.mark.parametrize("fps", [12.0, 30.0])
def test_a_step_into_the_stance_makes_it_the_new_one(turn: float, fps: float) -> None:
    level, staggered = Pose(thigh=6, shank=3, trunk=2), Pose(thigh=10, shank=4, trunk=2, stagger=0.36, at=0.1)
    bottom = replace(hinge(62), stagger=0.36, at=0.1)
    w = writer(level).hold(3.0).go(staggered, 0.5).hold(1.5)
    for _ in range(3):
        w.repeat(bottom)
    events = detect(film(w.hold(1.0).script, Film(turn=turn, fps=fps)), RULES, "deadlift", "left")
    assert of_kind(events, Other) == []
    assert len(repetitions(events)) == 3


def test_another_person_ends_the_set() -> None:
    frames = list(film(squats(4).script, Film(turn=40)))
    at = next(i for i, f in enumerate(frames) if f.time_s >= 8.5)  # at the bottom of the second
    swapped = [*frames[:at], *(replace(f, person=1) for f in frames[at:])]
    events = detect(swapped, RULES, "squat", "left")
    assert len(of_kind(events, SetDone)) == 2
    assert len(repetitions(events)) < 4


def test_nobody_and_no_picture_give_nothing() -> None:
    assert detect([], RULES, "squat") == ()
    empty = [replace(f, score=0.0, person=-1) for f in film(squats(1).script)]
    assert detect(empty, RULES, "squat") == ()
