"""From script to posed skeleton: where every segment of a body is at every moment.

A planted leg is bent so that its ankle stays where it stands; a lifted leg is set by its angles; in between the two
are blended. Everything is vectorised over time.
"""

from dataclasses import dataclass, replace

import numpy as np

from validation.people.body import BodyShape
from validation.people.rotations import (
    Array,
    about_axis,
    about_x,
    about_y,
    about_z,
    basis,
    dot,
    off,
    part_way,
    shortest,
    turn,
    unit,
)
from validation.people.script import ArmScript, LegScript, MotionScript
from validation.people.truth import SIDES, Skeleton, outward

LEFT = np.array([0.0, 1.0, 0.0])
DOWN = np.array([0.0, 0.0, -1.0])
# Share of the thigh's own twist that the skin near the groin follows.
GROIN_TWIST = 0.45


@dataclass(frozen=True)
class PosedBody:
    """Segment poses: a rest point p of segment k goes to `rotations[k] @ (p - heads[k]) + origins[k]`."""

    rotations: dict[str, Array]
    origins: dict[str, Array]
    skeleton: Skeleton


@dataclass(frozen=True)
class _LegRest:
    """One leg of the rest shape: lengths, and the bases (along, left, across) of thigh and shank."""

    thigh_m: float
    shank_m: float
    thigh_basis: Array
    shank_basis: Array
    ankle_height_m: float
    toe_to_ankle: Array


def _leg_rest(body: BodyShape, side: str) -> _LegRest:
    hip, knee, ankle = (body.heads[f"{side}_{s}"] for s in ("thigh", "shank", "foot"))
    return _LegRest(
        thigh_m=float(np.linalg.norm(knee - hip)),
        shank_m=float(np.linalg.norm(ankle - knee)),
        thigh_basis=basis(knee - hip, LEFT),
        shank_basis=basis(ankle - knee, LEFT),
        ankle_height_m=float(ankle[2]),
        toe_to_ankle=ankle - body.points[f"{side}_foot_index"] * [1.0, 1.0, 0.0],
    )


def _planted_ankle(leg: LegScript, rest: _LegRest) -> Array:
    """Where the ankle of a planted foot is (time, 3): over its place, or tipped up and forward over the toes."""
    frame = about_z(leg.foot_yaw)
    tipped = turn(frame @ about_y(leg.heel_up + np.zeros(len(leg.lift))), rest.toe_to_ankle)
    flat = np.column_stack([leg.ankle_xy, np.full(len(leg.lift), rest.ankle_height_m)])
    return flat + tipped - turn(frame, rest.toe_to_ankle)


def _reach(rest: _LegRest, knee: Array) -> Array:
    """Distance hip -> ankle of a leg whose knee is bent by `knee`."""
    a, b = rest.thigh_m, rest.shank_m
    return np.sqrt(a * a + b * b + 2 * a * b * np.cos(knee))


def _two_link(start: Array, end: Array, pole: Array, upper: float, lower: float) -> tuple[Array, Array]:
    """Directions of two links that lead from `start` towards `end`, the joint between them pushed towards `pole`."""
    line = end - start
    far = np.linalg.norm(line, axis=-1, keepdims=True)
    reach = np.clip(far, abs(upper - lower) + 1e-4, (upper + lower) * 0.9995)
    along = line / far
    aside = off(pole, along)
    cosine = np.clip((upper**2 + reach**2 - lower**2) / (2 * upper * reach), -1.0, 1.0)
    middle = upper * (cosine * along + np.sqrt(1 - cosine**2) * aside)
    return unit(middle), unit(reach * along - middle)


def _pelvis(script: MotionScript, body: BodyShape, rest: dict[str, _LegRest]) -> tuple[Array, Array]:
    """Rotation and origin of the pelvis: as high as the carrying leg's bend allows."""
    rotation = about_z(script.heading + script.turn) @ about_x(script.list_left) @ about_y(script.tilt_forward)
    heights = []
    for side in SIDES:
        leg = script.legs[side]
        hip = turn(rotation, body.heads[f"{side}_thigh"] - body.heads["pelvis"])
        ankle = _planted_ankle(leg, rest[side])
        aside = script.pelvis_xy + hip[:, :2] - ankle[:, :2]
        reach = _reach(rest[side], leg.stance_knee)
        up = np.sqrt(np.maximum(reach**2 - np.sum(aside**2, axis=1), 0.01))
        heights.append(ankle[:, 2] + up - hip[:, 2])
    height = script.on_left * heights[0] + (1 - script.on_left) * heights[1]
    return rotation, np.column_stack([script.pelvis_xy, height])


def _lifted(leg: LegScript, side: str, frame: Array, pelvis: Array) -> tuple[Array, Array, Array]:
    """Thigh direction, shank direction and knee axis of a leg set by its angles."""
    out = outward(side)
    t = turn(
        frame,
        np.stack(
            [
                np.cos(leg.abduction) * np.sin(leg.elevation),
                out * np.sin(leg.abduction),
                -np.cos(leg.abduction) * np.cos(leg.elevation),
            ],
            axis=-1,
        ),
    )
    f = turn(about_axis(t, out * leg.rotation), off(pelvis[..., :, 1], t))
    s = np.cos(leg.knee)[:, None] * t + np.sin(leg.knee)[:, None] * np.cross(f, t)
    return t, s, f


def _blend_leg(
    leg: LegScript, side: str, planted: tuple[Array, Array, Array], frame: Array, pelvis: Array
) -> LegScript:
    """`leg` with its angles blended from those of the planted pose (at lift 0) to the scripted ones (at lift 1)."""
    t, s, f = planted
    local = np.einsum("...ji,...j->...i", frame, t)
    out = outward(side)
    across = off(pelvis[..., :, 1], t)
    rotation = out * np.arctan2(dot(np.cross(across, f), t)[:, 0], dot(across, f)[:, 0])
    u = leg.lift

    def mix(a: Array, b: Array) -> Array:
        return (1 - u) * a + u * b

    return replace(
        leg,
        elevation=mix(np.arctan2(local[:, 0], -local[:, 2]), leg.elevation),
        abduction=mix(np.arcsin(np.clip(out * local[:, 1], -1, 1)), leg.abduction),
        rotation=mix(rotation, leg.rotation),
        knee=mix(np.arccos(np.clip(dot(t, s)[:, 0], -1, 1)), leg.knee),
    )


class _Poser:
    """Gathers segment poses of one body while they are worked out from the pelvis outwards."""

    def __init__(self, body: BodyShape) -> None:
        self.body = body
        self.rotations: dict[str, Array] = {}
        self.origins: dict[str, Array] = {}

    def place(self, segment: str, rotation: Array, parent: str | None = None, origin: Array | None = None) -> None:
        """Set a segment's rotation; its joint rides on `parent` unless `origin` says where it is."""
        heads = self.body.heads
        if origin is None:
            assert parent is not None
            origin = self.at(parent, heads[segment])
        self.rotations[segment], self.origins[segment] = rotation, origin

    def at(self, segment: str, point: Array) -> Array:
        """Where a rest point that rides on `segment` is."""
        return turn(self.rotations[segment], point - self.body.heads[segment]) + self.origins[segment]


def _place_leg(poser: _Poser, script: MotionScript, side: str, rest: _LegRest) -> None:
    leg, pelvis = script.legs[side], poser.rotations["pelvis"]
    hip = poser.at("pelvis", poser.body.heads[f"{side}_thigh"])
    knee_frame = about_z(leg.foot_yaw - outward(side) * (leg.knee_in + np.zeros(len(leg.lift))))
    t, s = _two_link(hip, _planted_ankle(leg, rest), knee_frame[..., :, 0], rest.thigh_m, rest.shank_m)
    planted = (t, s, unit(np.cross(knee_frame[..., :, 0], t)))
    planted = (t, s, off(planted[2], t))
    # The lifted thigh keeps its own direction in space, but for the share it takes in the pelvis' list and turn.
    frame = about_z(script.heading + script.follow * script.turn) @ about_x(script.follow * script.list_left)
    t, s, f = _lifted(_blend_leg(leg, side, planted, frame, pelvis), side, frame, pelvis)
    thigh = np.stack([t, off(f, t), np.cross(t, off(f, t))], axis=-1) @ rest.thigh_basis.T
    shank = np.stack([s, off(f, s), np.cross(s, off(f, s))], axis=-1) @ rest.shank_basis.T
    # Near the groin the skin takes part of the twist only.
    swing = shortest(turn(pelvis, rest.thigh_basis[:, 0]), t) @ pelvis
    twist = thigh @ np.swapaxes(swing, -1, -2)
    poser.place(f"{side}_thigh_upper", part_way(twist, GROIN_TWIST) @ swing, origin=hip)
    poser.place(f"{side}_thigh", thigh, origin=hip)
    poser.place(f"{side}_shank", shank, f"{side}_thigh")
    free = shank @ about_y(-leg.ankle)
    planted_foot = about_z(leg.foot_yaw) @ about_y(leg.heel_up + np.zeros(len(leg.lift)))
    share = np.clip(1 - leg.lift / 0.25, 0, 1)
    share = share * share * (3 - 2 * share)
    delta = planted_foot @ np.swapaxes(free, -1, -2)
    foot = np.stack([part_way(delta[i], float(share[i])) for i in range(len(share))]) @ free
    poser.place(f"{side}_foot", foot, f"{side}_shank")


def _place_trunk(poser: _Poser, script: MotionScript) -> None:
    pelvis = poser.rotations["pelvis"]
    heading = script.heading + script.turn + script.trunk_turn
    thorax = about_z(heading) @ about_x(-script.lean_left) @ about_y(script.lean_forward)
    bend = thorax @ np.swapaxes(pelvis, -1, -2)
    shares = {"lumbar": 0.3, "abdomen": 0.55, "ribs": 0.8, "thorax": 1.0}
    parent = "pelvis"
    for segment, share in shares.items():
        poser.place(segment, part_way(bend, share) @ pelvis, parent)
        parent = segment
    head = about_z(heading) @ about_x(-0.35 * script.lean_left) @ about_y(script.head_down)
    neck = part_way(head @ np.swapaxes(thorax, -1, -2), 0.5) @ thorax
    poser.place("neck", neck, "thorax")
    poser.place("head", head, "neck")


def _place_arm(poser: _Poser, arm: ArmScript, side: str) -> None:
    body, thorax = poser.body, poser.rotations["thorax"]
    shoulder, elbow, wrist = (body.heads[f"{side}_{s}"] for s in ("upper_arm", "forearm", "hand"))
    out = outward(side)
    upper, lower = float(np.linalg.norm(elbow - shoulder)), float(np.linalg.norm(wrist - elbow))
    start = poser.at("thorax", shoulder)
    if arm.grasp is not None:
        held = body.heads[arm.grasp.segment] + np.asarray(arm.grasp.shift)
        pole = turn(thorax, np.asarray(arm.grasp.elbow))
        a, b = _two_link(start, poser.at(arm.grasp.segment, held), pole, upper, lower)
    elif arm.on_hip:
        hip = body.heads[f"{side}_thigh"]
        crest = np.array([0.02 * body.height_m, out * 0.012 * body.height_m, 0.055 * body.height_m])
        end = poser.at("pelvis", hip + crest + np.array([0.0, out * 0.05, 0.0]))
        pole = turn(thorax, np.array([-0.5, out, -0.2]))
        a, b = _two_link(start, end, pole, upper, lower)
    else:
        flat = np.stack(
            [np.sin(arm.flexion), out * np.sin(arm.abduction), -np.cos(arm.abduction) * np.cos(arm.flexion)], -1
        )
        a = turn(thorax, unit(flat))
        inward = turn(thorax, np.array([0.9, -0.25 * out, 0.0]))
        b = np.cos(arm.elbow)[:, None] * a + np.sin(arm.elbow)[:, None] * off(inward, a)
    upper_arm = shortest(turn(thorax, elbow - shoulder), a) @ thorax
    forearm = shortest(turn(upper_arm, wrist - elbow), b) @ upper_arm
    poser.place(f"{side}_upper_arm", upper_arm, "thorax")
    poser.place(f"{side}_forearm", forearm, f"{side}_upper_arm")
    poser.place(f"{side}_hand", forearm, f"{side}_forearm")


def _skeleton(poser: _Poser) -> Skeleton:
    """Joint centres: of the legs the anatomical ones, carried by the segment above them; of the arms the rig's own."""
    joints: dict[str, Array] = {}
    rides_on = {"hip": "pelvis", "knee": "{}_thigh", "ankle": "{}_shank"}
    names = {"shoulder": "upper_arm", "elbow": "forearm", "wrist": "hand"}
    for side in SIDES:
        for joint, segment in rides_on.items():
            joints[f"{side}_{joint}"] = poser.at(segment.format(side), poser.body.centres[f"{side}_{joint}"])
        for joint, segment in names.items():
            joints[f"{side}_{joint}"] = poser.origins[f"{side}_{segment}"]
        for point in ("heel", "foot_index"):
            joints[f"{side}_{point}"] = poser.at(f"{side}_foot", poser.body.points[f"{side}_{point}"])
    joints["head"] = poser.origins["head"]
    return Skeleton(joints=joints, pelvis=poser.rotations["pelvis"])


def pose_body(body: BodyShape, script: MotionScript) -> PosedBody:
    """Where every segment of `body` is while it follows `script`."""
    rest = {side: _leg_rest(body, side) for side in SIDES}
    poser = _Poser(body)
    rotation, origin = _pelvis(script, body, rest)
    poser.place("pelvis", rotation, origin=origin)
    for side in SIDES:
        _place_leg(poser, script, side, rest[side])
    _place_trunk(poser, script)
    for side in SIDES:
        _place_arm(poser, script.arms[side], side)
    return PosedBody(rotations=poser.rotations, origins=poser.origins, skeleton=_skeleton(poser))
