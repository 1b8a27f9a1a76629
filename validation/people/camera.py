"""A pinhole camera in the world frame (x towards the camera, y to the right of the picture, z up; metres)."""

from dataclasses import dataclass

import numpy as np

from validation.people.rotations import Array, about_z, unit

UP = np.array([0.0, 0.0, 1.0])


@dataclass(frozen=True)
class Camera:
    """Where the camera is and how it looks. Angles are radians.

    `yaw` is where it looks against -x (positive: it looks towards +y, the right of the picture), `pitch` is downward,
    `roll` turns the camera clockwise as seen from behind it. `f_px` is the focal length of both axes; the principal
    point is the middle of the picture.
    """

    position: tuple[float, float, float]
    yaw: float
    pitch: float
    roll: float
    f_px: float
    width: int
    height: int

    def axes(self) -> Array:
        """Rows are the camera's x (right), y (down) and z (viewing) directions in the world."""
        flat = np.array([-np.cos(self.yaw), np.sin(self.yaw), 0.0])
        look = np.cos(self.pitch) * flat - np.sin(self.pitch) * UP
        right = unit(np.cross(look, UP))
        down = np.cross(look, right)
        return about_z(-self.roll) @ np.stack([right, down, look])

    def to_camera(self, points: Array) -> Array:
        """World points (..., 3) in the camera's frame."""
        return (points - np.array(self.position)) @ self.axes().T

    def project(self, points: Array) -> Array:
        """Pixel positions (..., 2) of world points (..., 3) that lie before the camera."""
        seen = self.to_camera(points)
        middle = np.array([0.5 * self.width, 0.5 * self.height])
        return self.f_px * seen[..., :2] / seen[..., 2:] + middle

    def clip_matrix(self, near: float = 0.05, far: float = 40.0) -> Array:
        """World to OpenGL clip space, 4 x 4."""
        view = np.eye(4)
        view[:3, :3] = np.diag([1.0, -1.0, -1.0]) @ self.axes()
        view[:3, 3] = -view[:3, :3] @ np.array(self.position)
        lens = np.zeros((4, 4))
        lens[0, 0] = 2 * self.f_px / self.width
        lens[1, 1] = 2 * self.f_px / self.height
        lens[2, 2] = -(far + near) / (far - near)
        lens[2, 3] = -2 * far * near / (far - near)
        lens[3, 2] = -1.0
        return lens @ view
