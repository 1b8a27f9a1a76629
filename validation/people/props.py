"""Things that move with a person: a foam roller and a stick. Each is a rigid mesh with a place of its own over time."""

from dataclasses import dataclass

import numpy as np

from validation.people.body import BodyShape
from validation.people.mesh import Mesh, joined, rod
from validation.people.pose import PosedBody
from validation.people.rotations import Array, off, turn, unit

ROLLER_RADIUS_M = 0.07
ROLLER_LENGTH_M = 0.32
STICK_RADIUS_M = 0.013
CLOTH_M = 0.015
ROLLER_COLOUR = (0.05, 0.22, 0.30)
CAP_COLOUR = (0.02, 0.09, 0.12)
STICK_COLOUR = (0.55, 0.36, 0.17)


@dataclass(frozen=True)
class Prop:
    """A mesh whose point p is at `rotations[t] @ p + origins[t]` in picture t; (time, 3, 3) and (time, 3) metres."""

    mesh: Mesh
    rotations: Array
    origins: Array

    def at(self, i: int) -> np.ndarray:
        """Positions and normals (V, 6) in picture `i`, float32."""
        place = turn(self.rotations[i], self.mesh.vertices) + self.origins[i]
        return np.concatenate([place, turn(self.rotations[i], self.mesh.normals)], axis=1).astype(np.float32)


def _disc(z: float, radius: float, up: float) -> Mesh:
    n = 28
    angle = np.linspace(0, 2 * np.pi, n, endpoint=False)
    ring = np.stack([radius * np.cos(angle), radius * np.sin(angle), np.full(n, z)], 1)
    fan = np.stack([np.zeros(n - 2, int), np.arange(1, n - 1), np.arange(2, n)], 1)
    faces = (fan if up > 0 else fan[:, ::-1]).astype(np.int32)
    normals = np.tile([0.0, 0.0, up], (n, 1))
    return Mesh(ring, normals, faces, np.tile(CAP_COLOUR, (n, 1)).astype(float), np.zeros(n))


def _tube(radius: float, length: float, colour: tuple[float, float, float]) -> Mesh:
    """A round rod around the z axis, its middle at the origin."""
    return rod((0.0, 0.0, -0.5 * length), length, radius, colour)


def _frames(axis: Array, near: Array) -> Array:
    """Rotations (time, 3, 3) whose z column is `axis` and whose x column is close to `near`."""
    z = unit(axis)
    x = off(near, z)
    return np.stack([x, np.cross(z, x), z], axis=-1)


def roller_mesh() -> Mesh:
    """A foam roller around the z axis."""
    half = 0.5 * ROLLER_LENGTH_M
    return joined(
        [
            _tube(ROLLER_RADIUS_M, ROLLER_LENGTH_M, ROLLER_COLOUR),
            _disc(half, ROLLER_RADIUS_M, 1.0),
            _disc(-half, ROLLER_RADIUS_M, -1.0),
        ]
    )


def roller_between_thighs(posed: PosedBody) -> Prop:
    """Held just above the knees, lying from front to back across both thighs."""
    joints = posed.skeleton.joints
    spots = [0.28 * joints[f"{s}_hip"] + 0.72 * joints[f"{s}_knee"] for s in ("left", "right")]
    across = unit(spots[0] - spots[1])
    thigh = unit(sum(joints[f"{s}_knee"] - joints[f"{s}_hip"] for s in ("left", "right")))
    axis = unit(np.cross(thigh, across))
    middle = 0.5 * (spots[0] + spots[1])
    return Prop(roller_mesh(), _frames(axis, thigh), middle)


def _back_skin(body: BodyShape, segment: str, up: float) -> Array:
    """The hindmost skin of the trunk's middle, `up` metres above a segment's joint, from that joint (rest shape)."""
    joint, v = body.heads[segment], body.vertices
    trunk = body.column("arms", "upper_arm", "forearm", "hand", "head") < 0.1
    near = (np.abs(v[:, 1]) < 0.05) & (np.abs(v[:, 2] - joint[2] - up) < 0.03) & trunk
    return np.array([float(v[near, 0].min()) - joint[0], 0.0, up])


def stick_along_back(body: BodyShape, posed: PosedBody, length_m: float = 1.25) -> Prop:
    """From the sacrum past the shoulder blades to the back of the head; it lies on the sacrum and the upper back."""
    h = body.height_m

    def rides(segment: str, up: float) -> Array:
        skin = _back_skin(body, segment, up) - [STICK_RADIUS_M + CLOTH_M, 0.0, 0.0]
        return turn(posed.rotations[segment], skin) + posed.origins[segment]

    low, high = rides("pelvis", 0.0), rides("thorax", 0.12 * h)
    axis = unit(high - low)
    middle = low + axis * (0.5 * length_m - 0.12)
    side = posed.rotations["pelvis"][..., :, 1]
    return Prop(_tube(STICK_RADIUS_M, length_m, STICK_COLOUR), _frames(axis, side), middle)


def resting_on_floor(prop: Prop, first: int, last: int, spot: tuple[float, float] = (-0.25, 0.75)) -> Prop:
    """The prop in use in pictures [first, last); before and after it lies on the floor at `spot` (xy, metres)."""
    rotations, origins = prop.rotations.copy(), prop.origins.copy()
    away = np.ones(len(origins), dtype=bool)
    away[first:last] = False
    rotations[away] = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    origins[away] = [*spot, float(np.abs(prop.mesh.vertices[:, 0]).max())]
    return Prop(prop.mesh, rotations, origins)
