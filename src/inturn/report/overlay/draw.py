"""Drawing one moment onto one picture, with sizes that follow the picture so that a phone can show the text."""

from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import INDEX
from inturn.report.overlay.bones import BONES
from inturn.report.overlay.scene import Moment, leg
from inturn.report.words import film

Image = NDArray[np.uint8]
Colour = tuple[int, int, int]
Point = tuple[int, int]

WHITE: Final[Colour] = (245, 247, 250)
DARK: Final[Colour] = (18, 24, 32)
SIDE_COLOURS: Final[dict[str, Colour]] = {"left": (90, 180, 255), "right": (255, 165, 80)}
YELLOW: Final[Colour] = (255, 221, 90)
ALARM: Final[Colour] = (176, 32, 32)
_LEAST_VISIBILITY = 0.4


@dataclass(frozen=True, slots=True)
class Pen:
    """Sizes in pixels for one picture size, and how keypoint pixels map to its pixels."""

    scale: float
    line: int
    text: int
    font: Any


def pen(width: int, height: int, scale: float) -> Pen:
    """The pen for pictures of that size; `scale` = picture pixels per recording pixel."""
    short = min(width, height)
    return Pen(scale=scale, line=max(2, round(short / 240)), text=max(15, round(short / 23)), font=cv2.FontFace("sans"))


def draw(picture: Image, moment: Moment, tools: Pen) -> None:
    """Draw the moment onto the picture, in place."""
    points = moment.points * tools.scale
    if moment.stick_u is not None and moment.side is not None:
        _stick(picture, points, moment.stick_u * tools.scale, moment.side, tools)
    _skeleton(picture, points, moment, tools)
    if moment.side is not None and moment.degrees is not None:
        _arc(picture, moment, tools)
    _panel(picture, moment, tools)
    if moment.warning:
        _banner(picture, moment.warning, tools)


def _at(point: NDArray[np.float64]) -> Point:
    return round(float(point[0])), round(float(point[1]))


def _skeleton(picture: Image, points: NDArray[np.float64], moment: Moment, tools: Pen) -> None:
    """All bones thin and white, the leg under test thick and in its side's colour, each with a dark rim."""
    tested = {f"{moment.side}_{name}" for name in ("hip", "knee", "ankle")} if moment.side else set[str]()
    drawn: list[tuple[Point, Point, Colour, int]] = []
    for a, b in BONES:
        ends = points[[INDEX[a], INDEX[b]]]
        seen = min(moment.visible[INDEX[a]], moment.visible[INDEX[b]]) >= _LEAST_VISIBILITY
        if not seen or not np.isfinite(ends).all():
            continue
        mine = moment.side is not None and a in tested and b in tested
        colour = SIDE_COLOURS[moment.side] if mine and moment.side else WHITE
        drawn.append((_at(ends[0]), _at(ends[1]), colour, tools.line * (2 if mine else 1)))
    for a, b, _, width in drawn:
        cv2.line(picture, a, b, DARK, width + 2, cv2.LINE_AA)
    for a, b, colour, width in drawn:
        cv2.line(picture, a, b, colour, width, cv2.LINE_AA)


def _arc(picture: Image, moment: Moment, tools: Pen) -> None:
    """The measured angle at the knee: from the shank's neutral direction to the shank, and the number beside it.

    The neutral is the shank turned back by the measured angle, so that the arc shows exactly the number; seen from
    the front it lies square to the pelvis.
    """
    if moment.side is None or moment.degrees is None or (ends := leg(moment, moment.side)) is None:
        return
    knee, ankle = (end * tools.scale for end in ends)
    length = hypot(*(ankle - knee))
    shank = degrees(atan2(ankle[1] - knee[1], ankle[0] - knee[0]))
    neutral = neutral_direction(moment.side, shank, moment.degrees)
    colour = SIDE_COLOURS[moment.side]
    radius = max(round(0.62 * length), 4)
    centre = _at(knee)
    start, end = sorted((neutral, shank))
    for shade, width in ((DARK, 2 * tools.line + 2), (colour, 2 * tools.line)):
        cv2.ellipse(picture, centre, (radius, radius), 0.0, start, end, shade, width, cv2.LINE_AA)
    tip = knee + 1.05 * length * np.array([cos(radians(neutral)), sin(radians(neutral))])
    _dashed(picture, knee, tip, colour, tools)


def neutral_direction(side: str, shank_deg: float, rotation_deg: float) -> float:
    """Direction of the shank without its rotation, in picture degrees (clockwise from the right, 90 = down).

    A heel that swings outward goes to the picture's right for the left leg of a person who faces the camera.
    """
    return shank_deg + (rotation_deg if side == "left" else -rotation_deg)


def _dashed(picture: Image, a: NDArray[np.float64], b: NDArray[np.float64], colour: Colour, tools: Pen) -> None:
    pieces = max(2, round(hypot(*(b - a)) / (7 * tools.line)))
    for i in range(0, pieces, 2):
        start, end = a + (b - a) * i / pieces, a + (b - a) * (i + 1) / pieces
        cv2.line(picture, _at(start), _at(end), DARK, tools.line + 2, cv2.LINE_AA)
        cv2.line(picture, _at(start), _at(end), colour, tools.line, cv2.LINE_AA)


def _stick(picture: Image, points: NDArray[np.float64], u: float, side: str, tools: Pen) -> None:
    """An upright line from the floor to the hip of the standing leg, named at its top."""
    other = "right" if side == "left" else "left"
    floor, top = points[INDEX[f"{other}_heel"]][1], points[INDEX[f"{other}_hip"]][1]
    if not np.isfinite([floor, top, u]).all():
        return
    x, low, high = round(u), round(float(floor) + 3 * tools.line), round(float(top))
    cv2.line(picture, (x, low), (x, high), DARK, tools.line + 4, cv2.LINE_AA)
    cv2.line(picture, (x, low), (x, high), YELLOW, tools.line + 1, cv2.LINE_AA)
    size = round(0.72 * tools.text)
    width = _width(film.STICK, size, tools)
    left = x + 2 * tools.line if side == "left" else x - width - 2 * tools.line
    _rimmed(picture, film.STICK, (left, high + size), YELLOW, size, tools)


def _panel(picture: Image, moment: Moment, tools: Pen) -> None:
    """Phase, number and the trial's value on a darkened corner, top left."""
    rows: list[tuple[str, int, Colour, int]] = [
        (moment.headline[:1].upper() + moment.headline[1:], tools.text, WHITE, 500)
    ]
    colour = SIDE_COLOURS[moment.side] if moment.side else WHITE
    if moment.number:
        rows.append((moment.number, round(2.1 * tools.text), colour, 650))
    if moment.detail:
        rows.append((moment.detail, round(0.92 * tools.text), WHITE, 500))
    pad = round(0.6 * tools.text)
    widest = max(_width(text, size, tools, weight) for text, size, _, weight in rows)
    height = pad + sum(round(1.28 * size) for _, size, _, _ in rows) + pad // 2
    _darken(picture, 0, 0, widest + 2 * pad, height)
    y = pad
    for text, size, shade, weight in rows:
        cv2.putText(picture, text, (pad, y + size), shade, tools.font, size, weight)
        y += round(1.28 * size)


def _banner(picture: Image, text: str, tools: Pen) -> None:
    """A red band along the bottom with the warning, wrapped to the width."""
    height, width = picture.shape[:2]
    pad = round(0.6 * tools.text)
    size = round(0.95 * tools.text)
    lines = _wrap(text, width - 2 * pad, size, tools)
    top = height - pad - round(1.3 * size) * len(lines) - pad // 2
    picture[max(top, 0) :] = ALARM
    for i, line in enumerate(lines):
        y = max(top, 0) + pad // 2 + size + round(1.3 * size) * i
        cv2.putText(picture, line, (pad, y), WHITE, tools.font, size, 500)


def _wrap(text: str, room: int, size: int, tools: Pen) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _width(longer, size, tools) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines[:3]


def _width(text: str, size: int, tools: Pen, weight: int = 500) -> int:
    box = cv2.getTextSize((0, 0), text, (0, 0), tools.font, size, weight)
    return int(box[0] + box[2])


def _rimmed(picture: Image, text: str, origin: Point, colour: Colour, size: int, tools: Pen) -> None:
    for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        cv2.putText(picture, text, (origin[0] + dx, origin[1] + dy), DARK, tools.font, size, 600)
    cv2.putText(picture, text, origin, colour, tools.font, size, 600)


def _darken(picture: Image, left: int, top: int, width: int, height: int) -> None:
    corner = picture[top : top + height, left : left + width]
    picture[top : top + height, left : left + width] = cv2.convertScaleAbs(corner, alpha=0.35)
