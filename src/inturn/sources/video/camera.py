"""Pictures of a live camera: JPEG to upright RGB, how bright they are; which network this machine keeps up with."""

from typing import Final, NamedTuple

import cv2
import numpy as np

from inturn.errors import InputError
from inturn.sources.video.models import Network
from inturn.sources.video.region import Image
from inturn.sources.video.timing import milliseconds_a_picture

LONG_SIDE: Final = 640
"""Longest side of a camera picture, px; a larger one is made smaller."""
LARGEST_BYTES: Final = 1_500_000
"""A JPEG of that size is thirty times what a picture of this kind needs."""
_LARGEST_SIDE: Final = 8192
BUDGET_MS: Final = 45.0
"""What the landmark network may take of one picture, so that 15 pictures a second are read with time to spare."""
_WARM_UPS: Final = 5


class CameraPicture(NamedTuple):
    """RGB (height, width, 3), and its mean brightness, 0 black to 1 white."""

    rgb: Image
    light: float


def picture_of(jpeg: bytes, mirrored: bool = False) -> CameraPicture:
    """A camera's picture. `mirrored`: it shows left and right exchanged; they are put right.

    Raises InputError where the bytes are no picture, or one far larger than a camera page sends.
    """
    if not 0 < len(jpeg) <= LARGEST_BYTES:
        raise InputError("The camera picture is empty or far too large. Reload the page.")
    found = cv2.imdecode(np.frombuffer(jpeg, dtype=np.uint8), cv2.IMREAD_COLOR_RGB)
    if found is None or max(found.shape[:2]) > _LARGEST_SIDE:
        raise InputError("A camera picture came in damaged. Reload the page.")
    share = LONG_SIDE / max(found.shape[:2])
    if share < 1.0:
        size = max(1, round(found.shape[1] * share)), max(1, round(found.shape[0] * share))
        found = cv2.resize(found, size, interpolation=cv2.INTER_AREA)
    if mirrored:
        found = cv2.flip(found, 1)
    rgb = np.ascontiguousarray(found, dtype=np.uint8)
    return CameraPicture(rgb, _brightness(rgb))


def _brightness(rgb: Image) -> float:
    """The mean of every eighth pixel of every eighth row, 0 black to 1 white."""
    height, width = rgb.shape[:2]
    few = cv2.resize(rgb, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_NEAREST)
    return sum(cv2.mean(few)[:3]) / (3.0 * 255.0)


def quickest_fit(budget_ms: float = BUDGET_MS) -> tuple[Network, float]:
    """The better network of full and lite that this machine keeps up with, and how long it takes a picture, ms.

    Measured, so it takes a second or two. Raises SetupError where the networks are not there.
    """
    full = milliseconds_a_picture("full", _WARM_UPS)
    return ("full", full) if full <= budget_ms else ("lite", milliseconds_a_picture("lite", _WARM_UPS))
