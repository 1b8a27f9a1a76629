"""Coordinates on a body by which clothes are cut, and straight hems."""

from dataclasses import dataclass

import numpy as np

from validation.people.body import BodyShape
from validation.people.rotations import Array, dot, unit


@dataclass(frozen=True)
class Regions:
    """Coordinates and summed weights of a body's vertices, (V,) each."""

    leg: Array  # 0 at the height of the hip, 1 knee, 2 ankle; negative above the hip
    arm: Array  # 0 shoulder, 1 elbow, 2 wrist
    collar: Array  # height above the collar's plane in tenths of a metre
    lower: Array  # pelvis and legs without feet
    trunk: Array
    arms: Array
    head: Array
    foot: Array


def _heights(body: BodyShape) -> tuple[float, float, float]:
    hip, knee, ankle = (float(body.heads[f"left_{s}"][2]) for s in ("thigh", "shank", "foot"))
    return hip, knee, ankle


def _arm_coordinate(body: BodyShape) -> Array:
    arm = np.zeros(len(body.vertices))
    for side in ("left", "right"):
        shoulder, elbow, wrist = (body.heads[f"{side}_{s}"] for s in ("upper_arm", "forearm", "hand"))
        near, far = np.linalg.norm(elbow - shoulder), np.linalg.norm(wrist - elbow)
        upper = dot(body.vertices - shoulder, unit(elbow - shoulder))[:, 0] / near
        lower = 1 + dot(body.vertices - elbow, unit(wrist - elbow))[:, 0] / far
        fore = body.column(f"{side}_forearm", f"{side}_hand") > body.column(f"{side}_upper_arm")
        mine = body.vertices[:, 1] * (1 if side == "left" else -1) > 0
        arm = np.where(mine, np.where(fore, lower, upper), arm)
    return arm


def body_regions(body: BodyShape) -> Regions:
    """The coordinates of every vertex of a body."""
    x, z = body.vertices[:, 0], body.vertices[:, 2]
    hip, knee, ankle = _heights(body)
    return Regions(
        leg=np.where(z > knee, (hip - z) / (hip - knee), 1 + (knee - z) / (knee - ankle)),
        arm=_arm_coordinate(body),
        collar=10 * (z - _collar_height(body, x)),
        lower=body.column("pelvis", "thigh_upper", "thigh", "shank"),
        trunk=body.column("pelvis", "lumbar", "abdomen", "ribs", "thorax", "thigh_upper", "thigh", "neck"),
        arms=body.column("upper_arm", "forearm", "hand"),
        head=body.column("head"),
        foot=body.column("foot"),
    )


def _collar_height(body: BodyShape, x: Array) -> Array:
    """Height of the collar's plane (lower in front) over forward positions `x`."""
    neck = body.heads["neck"]
    return neck[2] + 0.012 * body.height_m - 0.45 * (x - neck[0])


def cut_legs(body: BodyShape, region: Regions, vertices: Array, used: np.ndarray, hem: float) -> Array:
    """`vertices` of a shell (of the body's vertices `used`) with what hangs below the hem lifted to a straight edge."""
    hip, knee, ankle = _heights(body)
    level = hip - hem * (hip - knee) if hem < 1 else knee - (hem - 1) * (knee - ankle)
    out = vertices.copy()
    trunk = region.arms[used] < 0.5
    out[trunk, 2] = np.maximum(out[trunk, 2], level)
    return out


def cut_arms(body: BodyShape, region: Regions, vertices: Array, used: np.ndarray, sleeve: float) -> Array:
    """`vertices` with what reaches beyond the sleeve's end drawn back along the arm."""
    out = vertices.copy()
    for side in ("left", "right"):
        shoulder, elbow, wrist = (body.heads[f"{side}_{s}"] for s in ("upper_arm", "forearm", "hand"))
        mine = (region.arms[used] > 0.5) & (out[:, 1] * (1 if side == "left" else -1) > 0)
        start, end, share = (shoulder, elbow, sleeve) if sleeve < 1 else (elbow, wrist, sleeve - 1)
        along, length = unit(end - start), float(np.linalg.norm(end - start))
        beyond = np.maximum(dot(out - start, along)[:, 0] - share * length, 0.0)
        out -= np.where(mine, beyond, 0.0)[:, None] * along
    return out


def cut_collar(body: BodyShape, region: Regions, vertices: Array, used: np.ndarray) -> Array:
    """`vertices` with what stands above the collar's plane lowered to it."""
    out = vertices.copy()
    trunk = region.arms[used] < 0.5
    out[trunk, 2] = np.minimum(out[trunk, 2], _collar_height(body, out[trunk, 0]))
    return out
