"""Square, turned regions of a picture, and the way between picture and region coordinates.

Picture and region coordinates are pixels, x to the right, y down, as OpenCV counts them (integer = a pixel's
centre), which is what the reference implementation's numbers mean. `angle` turns the region's x axis towards the
picture's y axis: positive = clockwise on the screen.
"""

import math
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Image = NDArray[np.uint8]

MARGIN: Final = 1.25
"""Side of a region over the diameter of the circle that the network's two region points describe (reference)."""


@dataclass(frozen=True, slots=True)
class Region:
    """A square: centre and side in picture pixels, angle in radians; `mirrored`: left and right are exchanged in it."""

    x: float
    y: float
    side: float
    angle: float
    mirrored: bool = False

    def matrix(self, size: int) -> Floats:
        """(2, 3) affine map from the region seen as `size` x `size` pixels to the picture."""
        scale = self.side / size
        cos, sin = scale * math.cos(self.angle), scale * math.sin(self.angle)
        across = -1.0 if self.mirrored else 1.0
        half = size / 2
        return np.array(
            [
                [across * cos, -sin, self.x - half * (across * cos - sin)],
                [across * sin, cos, self.y - half * (across * sin + cos)],
            ]
        )

    def world_to_picture(self, points: Floats) -> Floats:
        """(n, 3) points in metres from the region's axes (x right, y down, z away) to the picture's."""
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        across = -1.0 if self.mirrored else 1.0
        return points @ np.array([[across * cos, across * sin, 0.0], [-sin, cos, 0.0], [0.0, 0.0, 1.0]])

    def to_picture(self, points: Floats, size: int) -> Floats:
        """(n, 2) points of the region, seen as `size` x `size` pixels, in the picture."""
        m = self.matrix(size)
        return points @ m[:, :2].T + m[:, 2]

    def to_region(self, points: Floats, size: int) -> Floats:
        """(n, 2) points of the picture in the region, seen as `size` x `size` pixels."""
        m = self.matrix(size)
        return (points - m[:, 2]) @ np.linalg.inv(m[:, :2]).T

    def covariance_to_picture(self, covariance: Floats, size: int) -> Floats:
        """(n, 3) covariances xx, xy, yy of region points, turned and scaled to the picture."""
        a = self.matrix(size)[:, :2]
        full = np.array([[covariance[:, 0], covariance[:, 1]], [covariance[:, 1], covariance[:, 2]]])
        turned = np.einsum("ij,jkn,lk->iln", a, full, a)
        return np.stack([turned[0, 0], turned[0, 1], turned[1, 1]], axis=1)

    def cut(self, image: Image, size: int, *, repeat_edge: bool) -> Image:
        """The region as a `size` x `size` picture; outside the image its edge is repeated, or all is black."""
        border = cv2.BORDER_REPLICATE if repeat_edge else cv2.BORDER_CONSTANT
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        cut = cv2.warpAffine(image, self.matrix(size), (size, size), flags=flags, borderMode=border)
        return np.asarray(cut, dtype=np.uint8)


def around(centre: Floats, rim: Floats) -> Region:
    """The region that a centre and a point on its circle ask for; `rim` lies upward in the region.

    Square on `centre`, side 2 x distance x 1.25 (reference: alignment points, then a margin of 1.25).
    """
    dx, dy = float(rim[0] - centre[0]), float(rim[1] - centre[1])
    angle = math.remainder(math.pi / 2 - math.atan2(-dy, dx), 2 * math.pi)
    return Region(float(centre[0]), float(centre[1]), 2 * MARGIN * math.hypot(dx, dy), angle)


def whole(image: Image) -> Region:
    """The smallest upright square around the whole picture."""
    height, width = image.shape[:2]
    return Region(width / 2, height / 2, float(max(width, height)), 0.0)
