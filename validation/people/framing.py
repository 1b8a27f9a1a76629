"""Where the camera must stand so that the whole person stays in the picture."""

from dataclasses import dataclass, replace

import numpy as np

from validation.people.body import BodyShape
from validation.people.camera import Camera
from validation.people.pose import PosedBody
from validation.people.rotations import Array, turn


@dataclass(frozen=True)
class View:
    """How a clip is to be filmed. Angles are radians.

    `azimuth` is how far round the person the camera stands, towards +y; `fill` the share of the picture's height the
    standing person takes; `tilt` is pitch on top of looking at the person's middle (given up where it would cut the
    person off); `aside` shifts the person in the picture (share of the
    width).
    """

    width: int
    height: int
    vertical_fov: float
    azimuth: float
    camera_height_m: float
    fill: float
    roll: float
    tilt: float
    aside: float


def outline(body: BodyShape, posed: PosedBody) -> Array:
    """Points (time, n, 3) that bound the person: every joint, the crown, the toes and a margin for the hands."""
    joints = posed.skeleton.joints
    crown = np.array([0.0, 0.0, body.height_m]) - body.heads["head"] * [0.0, 0.0, 1.0]
    top = joints["head"] + turn(posed.rotations["head"], crown)
    finger = [joints[f"{s}_wrist"] + 0.45 * (joints[f"{s}_wrist"] - joints[f"{s}_elbow"]) for s in ("left", "right")]
    return np.stack([*joints.values(), top, *finger], axis=1)


def _aimed(view: View, f_px: float, distance: float, target: Array) -> Camera:
    flat = np.array([np.cos(view.azimuth), np.sin(view.azimuth)])
    x, y = target[:2] + distance * flat
    pitch = np.arctan2(view.camera_height_m - target[2], distance) + view.tilt
    yaw = -view.azimuth + np.arctan2(view.aside * view.width, f_px)
    position = (float(x), float(y), view.camera_height_m)
    return Camera(position, float(yaw), float(pitch), view.roll, f_px, view.width, view.height)


def frame_person(view: View, points: Array, margin: float = 0.03) -> Camera:
    """A camera that has all `points` (time, n, 3) in view, stepping back from the wished distance where it must."""
    f_px = 0.5 * view.height / np.tan(0.5 * view.vertical_fov)
    flat = points.reshape(-1, 3)
    target = 0.5 * (flat.min(axis=0) + flat.max(axis=0))
    tall = points[0, :, 2].max()
    distance = f_px * tall / (view.fill * view.height)
    low = np.array([margin * view.width, margin * view.height])
    high = np.array([view.width, view.height]) - low
    for attempt in range(60):
        # Tilt and shift give way little by little when stepping back alone does not help.
        eased = replace(view, tilt=view.tilt * 0.93**attempt, aside=view.aside * 0.93**attempt)
        camera = _aimed(eased, f_px, distance, target)
        pixels = camera.project(flat)
        if (pixels >= low).all() and (pixels <= high).all() and camera.to_camera(flat)[:, 2].min() > 0.3:
            return camera
        distance *= 1.03
    message = "no camera position shows the whole person: widen the view or lower `fill`"
    raise ValueError(message)
