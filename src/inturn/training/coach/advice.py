"""Whether the camera stands well for an exercise, before the set: the right view, whole body, light, distance."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import degrees
from statistics import fmean, median
from typing import Final, Literal

import numpy as np

from inturn.body.keypoints import INDEX, Side
from inturn.programme.coach import CommonRules, ExerciseRules, View
from inturn.training.coach.points import Keypoints, Window, keep, seen, steady
from inturn.training.coach.stance import turn_of
from inturn.training.coach.view import farther_side, view_of

AdviceCode = Literal[
    "nobody", "turn_to_best_view", "from_behind", "front_leg_hidden", "feet_cut_off", "head_cut_off", "side_cut_off",
    "too_far", "too_near", "too_dark", "hardly_seen",
]  # fmt: skip

_SHARE_SEEN: Final = 0.5  # of the pictures
_SMALL, _LARGE = 0.4, 0.9  # height of the body as a share of the picture's
_EDGE = 0.02
_DARK: Final = 40.0  # mean brightness 0-255 under which networks see badly
_DIM_VISIBILITY: Final = 0.5
_LOWEST = ("left_heel", "right_heel", "left_foot_index", "right_foot_index")


@dataclass(frozen=True, slots=True)
class Advice:
    """What to change, with the value that says so (degrees, share of the picture, brightness), None without one."""

    code: AdviceCode
    value: float | None = None


def advise(
    frames: Sequence[Keypoints],
    exercise: ExerciseRules,
    rules: CommonRules,
    size: tuple[float, float],
    brightness: float | None = None,
    side: Side | None = None,
) -> tuple[Advice, ...]:
    """What to change about the camera, the most important first; empty when it stands well.

    frames: about a second of somebody standing ready; size: width, height of the picture in px; brightness: mean of
    the picture, 0-255, where it is known; side: the working one, where it is named.
    """
    found: list[Advice] = []
    dark = brightness is not None and brightness < _DARK
    people = [f for f in frames if seen(f)]
    if dark:
        found.append(Advice("too_dark", brightness))
    if len(people) < max(1, _SHARE_SEEN * len(frames)):
        return (*found, Advice("nobody"))
    found += _framing(people, size)
    view, turn = _view(people, rules)
    if view == "behind":
        found.append(Advice("from_behind", degrees(turn)))
    elif view is not None and view != exercise.views[0] and exercise.kind == "repetitions":
        found.append(Advice("turn_to_best_view", degrees(turn)))
    elif view == "side" and exercise.working_side == "front_leg" and side is not None:
        found += [Advice("front_leg_hidden")] if side == farther_side(turn) else []
    visible = fmean(float(np.mean(f.visibility[[INDEX[n] for n in _LOWEST]])) for f in people)
    if not dark and visible < _DIM_VISIBILITY:
        found.append(Advice("hardly_seen", visible))
    return tuple(found)


def _framing(people: list[Keypoints], size: tuple[float, float]) -> list[Advice]:
    """Whether the whole body is in the picture, at a fitting size."""
    width, height = size
    head = median(float(f.pixel[INDEX["nose"], 1]) for f in people)
    foot = median(float(max(f.pixel[INDEX[n], 1] for n in _LOWEST)) for f in people)
    left = median(float(np.nanmin(f.pixel[:, 0])) for f in people)
    right = median(float(np.nanmax(f.pixel[:, 0])) for f in people)
    tall = (foot - head) / height
    found: list[Advice] = []
    if foot > (1 - _EDGE) * height:
        found.append(Advice("feet_cut_off", foot / height))
    if head < 2 * _EDGE * height:
        found.append(Advice("head_cut_off", head / height))
    if left < 0 or right > width:
        found.append(Advice("side_cut_off"))
    if not found and tall > _LARGE:
        found.append(Advice("too_near", tall))
    if tall < _SMALL:
        found.append(Advice("too_far", tall))
    return found


def _view(people: list[Keypoints], rules: CommonRules) -> tuple[View | None, float]:
    window = Window()
    for frame in people:
        window = keep(window, frame, 10.0)
    body = steady(window)
    if body is None:
        return None, 0.0
    turn = turn_of(body)
    return view_of(turn, rules), turn
