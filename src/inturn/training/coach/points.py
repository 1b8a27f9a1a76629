"""From pictures to steady points: the newest pictures' medians, as plain numbers, at the time they belong to."""

from dataclasses import dataclass
from math import hypot
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import INDEX

Floats = NDArray[np.float64]
Point = tuple[float, float]
Solid = tuple[float, float, float]

TINY_S: Final = 1e-6
"""Slack for comparing times, far below any picture's duration."""
FEWEST: Final = 3
"""A median over fewer could be decided by one picture."""
_CLOSEST_S: Final = 1.0 / 45.0  # pictures that follow closer tell nothing new
_NAMES: Final = (
    "left_shoulder", "right_shoulder", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle",
    "left_heel", "right_heel", "left_foot_index", "right_foot_index", "left_wrist", "right_wrist", "nose",
)  # fmt: skip
_USED: Final = [INDEX[name] for name in _NAMES]
_SOLID: Final = 8  # the first so many are used in space, too
_PIXELS: Final = 2 * len(_NAMES)


class Keypoints(Protocol):
    """What the coach needs of one picture: `inturn.motion.recording.KeypointFrame` is one.

    time_s  seconds, rising; pixel (33, 2) px, u right, v down; world (33, 3) m, x right, y down, z away from the
    camera; visibility (33,); score 0..1, 0 = nobody; person: number of the person tracked, -1 = nobody
    """

    @property
    def time_s(self) -> float: ...
    @property
    def pixel(self) -> Floats: ...
    @property
    def world(self) -> Floats: ...
    @property
    def visibility(self) -> Floats: ...
    @property
    def score(self) -> float: ...
    @property
    def person(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Body:
    """Steady points at one moment: pairs are left, right; pixels (u, v), in space metres (x, y, z)."""

    time_s: float
    shoulder: tuple[Point, Point]
    hip: tuple[Point, Point]
    knee: tuple[Point, Point]
    ankle: tuple[Point, Point]
    heel: tuple[Point, Point]
    toe: tuple[Point, Point]
    wrist: tuple[Point, Point]
    nose: Point
    shoulder_m: tuple[Solid, Solid]
    hip_m: tuple[Solid, Solid]
    knee_m: tuple[Solid, Solid]
    ankle_m: tuple[Solid, Solid]


@dataclass(frozen=True, slots=True)
class Window:
    """The newest pictures of one person."""

    time_s: tuple[float, ...] = ()
    rows: tuple[Floats, ...] = ()


def seen(frame: Keypoints) -> bool:
    """Whether somebody is tracked in the picture, with all the points that count."""
    return frame.score > 0.0 and frame.person >= 0 and bool(np.isfinite(frame.pixel[_USED]).all())


def too_close(window: Window, time_s: float) -> bool:
    """Whether a picture follows the last one so closely that it may be left out."""
    return bool(window.time_s) and time_s - window.time_s[-1] < _CLOSEST_S - TINY_S


def keep(window: Window, frame: Keypoints, span_s: float) -> Window:
    """The window with the new picture, without those older than `span_s`, but never fewer than three."""
    row = np.concatenate([frame.pixel[_USED].ravel(), frame.world[_USED[:_SOLID]].ravel()])
    time_s, rows = (*window.time_s, frame.time_s), (*window.rows, row)
    oldest, first = frame.time_s - span_s - TINY_S, 0
    while len(time_s) - first > FEWEST and time_s[first] < oldest:
        first += 1
    return Window(time_s[first:], rows[first:])


def steady(window: Window) -> Body | None:
    """Medians of the window, at its middle; None while it holds too few pictures."""
    n = len(window.rows)
    if n < FEWEST:
        return None
    ordered = np.sort(np.array(window.rows), axis=0)
    middle = ordered[n // 2] if n % 2 else 0.5 * (ordered[n // 2 - 1] + ordered[n // 2])
    v: list[float] = middle.tolist()
    us, vs = v[0:_PIXELS:2], v[1:_PIXELS:2]
    p: list[Point] = list(zip(us, vs, strict=True))
    s: list[Solid] = list(zip(v[_PIXELS::3], v[_PIXELS + 1 :: 3], v[_PIXELS + 2 :: 3], strict=True))
    return Body(
        0.5 * (window.time_s[0] + window.time_s[-1]),
        (p[0], p[1]), (p[2], p[3]), (p[4], p[5]), (p[6], p[7]), (p[8], p[9]), (p[10], p[11]), (p[12], p[13]), p[14],
        (s[0], s[1]), (s[2], s[3]), (s[4], s[5]), (s[6], s[7]),
    )  # fmt: skip


def mid(pair: tuple[Point, Point]) -> Point:
    """The middle of left and right."""
    return 0.5 * (pair[0][0] + pair[1][0]), 0.5 * (pair[0][1] + pair[1][1])


def track_of(body: Body) -> tuple[float, ...]:
    """Of nose, shoulders, hips and knees: where they are down the picture, and across; how wide the shoulders; px."""
    (lu, lv), (ru, rv) = body.shoulder
    parts = (body.nose, mid(body.shoulder), mid(body.hip), mid(body.knee))
    return (*(v for _, v in parts), *(u for u, _ in parts), hypot(lu - ru, lv - rv))
