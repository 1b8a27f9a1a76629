"""What a network shows wrongly of hidden feet, of knees, and of who bends to the camera, and what is counted."""

from collections.abc import Iterator
from dataclasses import replace
from math import cos, degrees, radians, sin

import numpy as np
import pytest

from inturn.body.keypoints import INDEX
from inturn.motion.recording import KeypointFrame
from inturn.programme.coach import CoachRules
from inturn.programme.coach_file import load_coach
from inturn.training.coach.events import Attempt, Event, Fault, Other, Repetition
from inturn.training.coach.machine import detect, start, step
from inturn.training.coach.own import OwnRange
from inturn.training.coach.signals import _from_upright
from tests.unit.training.coach.figure import Film, Pose, Writer, film, hinge, squat, writer

RULES = load_coach()
FAR_FOOT = ("right_ankle", "right_heel", "right_foot_index")
Frames = Iterator[KeypointFrame]


def of(events: tuple[Event, ...], kind: type) -> list[Event]:
    return [e for e in events if isinstance(e, kind)]


def displaced(frames: Frames, names: tuple[str, ...], by: tuple[float, float], begin: float, end: float) -> Frames:
    """The same pictures, some points moved by so many pixels for a while."""
    for frame in frames:
        pixel = frame.pixel.copy()
        if begin <= frame.time_s < end:
            pixel[[INDEX[name] for name in names]] += by
        yield replace(frame, pixel=pixel)


def four(bottom: Pose, rest: Pose) -> Writer:
    w = writer(rest)
    for _ in range(4):
        w.repeat(bottom)
    return w.hold(1.0)


@pytest.mark.parametrize("by", [(20.0, -42.0), (0.0, -46.0)])
def test_an_ankle_that_lifts_while_the_toes_stay_has_not_stepped(by: tuple[float, float]) -> None:
    """A shank is 92 pixels: with a heel that lifts, the hidden ankle is seen to move by half of one."""
    w = four(squat(68), squat(2))
    begin, middle, end = w.repetitions[2]
    frames = displaced(film(w.script, Film(turn=85)), ("right_ankle", "right_heel"), by, middle - 1.0, middle + 1.0)
    assert len(of(detect(frames, RULES, "squat", "left"), Repetition)) == 4
    frames = displaced(film(w.script, Film(turn=85)), FAR_FOOT, (60.0, 0.0), begin + 0.8, end - 0.8)
    events = detect(frames, RULES, "squat", "left")
    assert len(of(events, Repetition)) == 3
    assert [e.why for e in events if isinstance(e, Other)] == ["stepped"]


@pytest.mark.parametrize(("seconds", "counted"), [(0.6, 4), (2.4, 3)])
def test_a_foot_that_is_elsewhere_for_a_moment_of_a_hinge_has_not_stepped(seconds: float, counted: int) -> None:
    w = four(hinge(60), replace(hinge(60), thigh=4, shank=2, trunk=2))
    _, middle, _ = w.repetitions[2]
    frames = displaced(
        film(w.script, Film(turn=85)), FAR_FOOT, (80.0, -120.0), middle - seconds / 2, middle + seconds / 2
    )
    assert len(of(detect(frames, RULES, "deadlift", "left"), Repetition)) == counted


def test_knees_that_wander_while_somebody_stands_are_no_movement() -> None:
    """Something between the knees draws them up by an eighth of the thighs, from before the first squat to the last."""
    w = writer(squat(2), 6.0)
    for depth in (60, 60, 38, 60):
        w.repeat(squat(depth))
    script = w.hold(1.0).script

    def seen() -> Frames:
        return displaced(film(script), ("left_knee", "right_knee"), (0.0, -11.0), 3.0, 60.0)

    found = [e for e in detect(seen(), RULES, "squat", "left") if isinstance(e, Repetition)]
    assert [r.bottom_s for r in found] == pytest.approx([middle for _, middle, _ in w.repetitions], abs=0.3)


def test_knees_that_wander_in_the_middle_of_a_set_make_no_squat_shallow() -> None:
    w = writer(squat(2))
    for _ in range(5):
        w.repeat(squat(60)).hold(2.5)

    def seen() -> Frames:
        return displaced(film(w.script), ("left_knee", "right_knee"), (0.0, -11.0), 8.0, 13.0)

    events = detect(seen(), RULES, "squat", "left")
    assert len(of(events, Repetition)) == 5
    assert not [e for e in events if isinstance(e, Fault) and e.name == "too_shallow"]


def test_a_shallow_hinge_towards_the_camera_is_counted_by_the_height() -> None:
    """A trunk that bends to a camera lower than the shoulders is seen taller than standing: its angle tells nothing."""
    rest = replace(hinge(60), thigh=4, shank=2, trunk=2)
    w = writer(rest)
    for depth in (64, 64, 42, 64):
        w.repeat(hinge(depth))
    w.repeat(hinge(16), 0.8, 0.1, 0.8)

    def taller() -> Frames:
        for frame in film(w.hold(1.0).script, Film(noise_px=0.4)):
            hips, shoulders = (frame.pixel[[INDEX[f"left_{n}"], INDEX[f"right_{n}"]]] for n in ("hip", "shoulder"))
            pixel, height = frame.pixel.copy(), float(np.mean(hips[:, 1]) - np.mean(shoulders[:, 1]))
            apart = 45.0 * float(np.sqrt(max(1.0 - (height / 107.0) ** 2, 0.0)))  # bent by 42 degrees: 2 % taller
            for side in ("left", "right"):
                pixel[INDEX[f"{side}_hip"], 1] += 0.5 * apart
                pixel[INDEX[f"{side}_shoulder"], 1] -= 0.5 * apart
            yield replace(frame, pixel=pixel)

    events = detect(taller(), RULES, "deadlift", "left")
    found = [e for e in events if isinstance(e, Repetition)]
    assert len(found) == 4
    assert len(of(events, Attempt)) <= 1
    assert [e.repetition for e in events if isinstance(e, Fault) and e.name == "too_shallow"] == [3]
    assert min(degrees(r.depth) for r in found) > 0.0


def test_what_is_seen_taller_than_standing_is_told_by_the_height_and_nothing_else_is() -> None:
    own = OwnRange(radians(60), 1.0 - cos(radians(60)))
    drop = 1.0 - cos(radians(36))
    assert own.shown(radians(20), drop) == radians(20)
    assert own.shown(0.0, drop) == 0.0
    assert degrees(own.shown(radians(-10), drop)) == pytest.approx(60 * (drop / own.drop) ** 0.5)
    assert own.shown(radians(-30), drop) == own.shown(radians(-10), drop)
    assert own.shown(radians(-10), 0.0) == 0.0
    assert OwnRange(1.0, 0.02).shown(-0.3, 0.1) == -0.3  # an exercise that lowers nobody


@pytest.mark.parametrize("degrees_", [60.0, 89.0, 91.0, 120.0, 150.0])
@pytest.mark.parametrize("aside", [0.5, 1.0, -1.0])
def test_a_part_that_hangs_upside_down_came_there_forwards(degrees_: float, aside: float) -> None:
    angle = radians(degrees_)
    seen = _from_upright(cos(angle) * 90.0, 90.0, aside * np.sin(angle) * 90.0, 0.0, aside)
    assert degrees(seen) == pytest.approx(degrees_)
    behind = _from_upright(cos(angle) * 90.0, 90.0, -aside * 1e-3, 0.0, aside)
    assert degrees_ < 90.0 or behind > 0.0


def hinges(turn: float, *depths: float) -> list[Repetition | Attempt]:
    """What a set of hinges of so many degrees each is told as."""
    w = writer(Pose(thigh=12, shank=5, trunk=2, stagger=0.3))
    for depth in depths:
        w.repeat(hinge(depth))
    events = detect(film(w.hold(1.0).script, Film(turn=turn, noise_px=0.0)), RULES, "deadlift", "left")
    return [e for e in events if isinstance(e, Repetition | Attempt)]


@pytest.mark.parametrize(("turn", "counts"), [(0.0, False), (85.0, True)])
def test_from_the_front_half_of_the_height_is_asked(turn: float, counts: bool) -> None:
    """A hinge of 28 of 60 degrees: 47 % of the way by its angle and its height; half of it is asked from the front."""
    last = hinges(turn, 60.0, 60.0, 60.0, 28.0)[-1]
    assert isinstance(last, Repetition) is counts


def test_beside_squats_with_the_trunk_thrown_forward_plain_ones_are_no_shallower() -> None:
    """Thrown forward it takes the shoulders down, and the thighs are seen more bent: they seem deeper than they are."""
    plain, forward = squat(54.0), replace(squat(64.0), trunk=72.0)
    for rules, said in ((RULES, set()), (_deepened_by_nothing(RULES), {1, 2})):
        w = writer(Pose())
        for pose in (plain, plain, forward, forward):
            w.repeat(pose)
        events = list(detect(film(w.hold(1.0).script, Film(turn=85.0, noise_px=0.0)), rules, "squat", "left"))
        assert {e.repetition for e in events if isinstance(e, Fault) and e.name == "trunk_forward"} == {3, 4}
        assert {e.repetition for e in events if isinstance(e, Fault) and e.name == "too_shallow"} == said


def _deepened_by_nothing(rules: CoachRules) -> CoachRules:
    return replace(
        rules,
        exercises=tuple(
            e if e.excursion is None else replace(e, excursion=replace(e.excursion, deepened_by=()))
            for e in rules.exercises
        ),
    )


Span = tuple[float, float]


def turns_of_stance(times: tuple[float, ...], turns: tuple[float, ...], wrong: Span = (9.0, 9.0)) -> list[float]:
    """How far the stance of somebody who stands is turned (degrees), picture by picture, when they stood turned by
    `turns` at `times`; what the network guesses in space is turned by 60 degrees more for a while."""
    state, back, found = start(RULES, "squat", "left"), rotation(60.0), list[float]()
    for i in range(round(15 * times[-1])):
        turn = float(np.interp(i / 15, times, turns))
        frame = next(film(writer(squat(2), 1.0).script, Film(turn=turn, seed=i)))
        world = frame.world @ back if wrong[0] <= i / 15 < wrong[1] else frame.world
        state, _ = step(state, replace(frame, time_s=i / 15, world=world))
        if state.ground.stance is not None:
            found.append(degrees(state.ground.stance.turn))
    return found


def rotation(deg: float) -> np.ndarray:
    """About what is down."""
    c, s = cos(radians(deg)), sin(radians(deg))
    return np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])


@pytest.mark.parametrize("first", [6.0, -4.0])
def test_who_turned_after_being_learnt_is_learnt_anew(first: float) -> None:
    """Somebody who walks in and is still for a moment before turning to the camera stands as seen after that."""
    assert turns_of_stance((0.0, 1.0, 1.6, 2.7), (first, first, 40.0, 40.0))[-1] == pytest.approx(40.0, abs=6.0)


def test_who_turns_a_little_is_followed_slowly() -> None:
    assert turns_of_stance((0.0, 2.0, 2.3, 3.3), (28.0, 28.0, 44.0, 44.0))[-1] == pytest.approx(34.0, abs=4.0)


def test_a_body_that_is_guessed_turned_otherwise_for_a_moment_has_not_turned() -> None:
    once = turns_of_stance((0.0, 3.0), (40.0, 40.0))
    again = turns_of_stance((0.0, 3.0), (40.0, 40.0), wrong=(2.0, 2.2))
    assert again == pytest.approx(once, abs=2.5)
