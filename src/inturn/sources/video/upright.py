"""From a decoded picture as it is stored to an upright RGB picture with square pixels."""

import struct
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import cv2
import numpy as np

from inturn.sources.video.region import Image


@dataclass(frozen=True, slots=True)
class Upright:
    """How to turn and scale a video's pictures.

    swap, flip_x, flip_y  exchange rows and columns first, then flip left-right, then up-down
    width, height         of the upright picture with square pixels, full size
    work_width, work_height  of the pictures delivered (the same, or smaller)
    """

    swap: bool
    flip_x: bool
    flip_y: bool
    width: int
    height: int
    work_width: int
    work_height: int

    @property
    def scale(self) -> tuple[float, float]:
        """Full-size pixels per delivered pixel, across and down."""
        return self.width / self.work_width, self.height / self.work_height

    def __call__(self, frame: Any) -> Image:
        """The upright RGB picture (work_height, work_width, 3) of a PyAV frame."""
        width, height = self.work_width, self.work_height
        if self.swap:
            width, height = height, width
        picture = frame.to_ndarray(format="rgb24", width=width, height=height, interpolation="BILINEAR")
        if self.swap and self.flip_x != self.flip_y:
            turn = cv2.ROTATE_90_CLOCKWISE if self.flip_x else cv2.ROTATE_90_COUNTERCLOCKWISE
            return np.asarray(cv2.rotate(picture, turn), dtype=np.uint8)
        if self.swap:
            picture = cv2.transpose(picture)
        if self.flip_x or self.flip_y:
            picture = cv2.flip(picture, -1 if self.flip_x and self.flip_y else int(self.flip_x))
        return np.ascontiguousarray(picture, dtype=np.uint8)


def display_matrix(frame: Any) -> tuple[int, int, int, int]:
    """Signs (a, b, c, d) of the video's display matrix, rounded to quarter turns; x' = a x + c y, y' = b x + d y.

    The identity when the video has none.
    """
    for data in frame.side_data:
        if data.type.name == "DISPLAYMATRIX":
            a, b, _, c, d, *_ = struct.unpack("=9i", bytes(data)[:36])
            if abs(b) > abs(a):
                return 0, 1 if b > 0 else -1, 1 if c > 0 else -1, 0
            return 1 if a >= 0 else -1, 0, 0, 1 if d >= 0 else -1
    return 1, 0, 0, 1


def upright(frame: Any, aspect: Fraction | None, long_side: int | None) -> Upright:
    """How to bring `frame`, the video's first, upright.

    `aspect` is a stored pixel's width over its height (None or 0 = square): the narrower direction is stretched.
    `long_side` limits the delivered pictures' longer side; None keeps them full size.
    """
    a, b, c, d = display_matrix(frame)
    width, height = float(frame.width), float(frame.height)
    if aspect and aspect > 1:
        width *= float(aspect)
    elif aspect:
        height /= float(aspect)
    swap = a == 0
    if swap:
        width, height = height, width
    full = round(width), round(height)
    shrink = 1.0 if long_side is None else min(1.0, long_side / max(full))
    work = max(1, round(full[0] * shrink)), max(1, round(full[1] * shrink))
    return Upright(swap, (c if swap else a) < 0, (b if swap else d) < 0, *full, *work)
