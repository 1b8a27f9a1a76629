"""A person's shape: Anny's rest mesh cut into the rigid segments we move.

Frame of the rest shape: x forward, y to the person's left, z up, the floor at z = 0; metres.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from validation.people.rotations import Array

CENTRE_BONES: dict[str, tuple[str, ...]] = {
    "pelvis": ("root",),
    "lumbar": ("spine05",),
    "abdomen": ("spine04",),
    "ribs": ("spine03",),
    "thorax": ("spine02", "spine01"),
    "neck": ("neck01", "neck02", "neck03"),
    "head": ("head",),
}
SIDE_BONES: dict[str, tuple[str, ...]] = {
    "upper_arm": ("upperarm01", "upperarm02"),
    "forearm": ("lowerarm01", "lowerarm02"),
    "hand": ("wrist",),
    "thigh_upper": ("upperleg01",),
    "thigh": ("upperleg02",),
    "shank": ("lowerleg01", "lowerleg02"),
    "foot": ("foot",),
}
# Bones that move with a segment although they do not name it.
PASSENGERS = {"pelvis.": "pelvis", "clavicle": "thorax", "shoulder": "thorax", "eye": "head"}
SIDED_PASSENGERS = {"finger": "hand", "metacarpal": "hand", "toe": "foot"}
SECTION_M = 0.012
"""Skin this near a joint's height is its cross-section."""
HIP_SHARE = 0.5
"""Where between the middle and the skin a hip joint lies."""
LEG_SEGMENTS = ("thigh_upper", "thigh", "shank", "foot")
TORSO_SEGMENTS = ("pelvis", "lumbar", "abdomen")


@dataclass(frozen=True)
class Phenotype:
    """Anny's shape parameters, each 0..1; `age` 0.67 is a young adult, 1.0 an old one; `gender` 0 male, 1 female."""

    gender: float
    age: float
    muscle: float
    weight: float
    height: float
    proportions: float


@dataclass(frozen=True)
class BodyShape:
    """Rest mesh and skeleton of one person.

    `vertices` and `normals` (V, 3), `faces` (F, 3), `weights` (V, S) in the order of `segments`; `heads` maps a
    segment to the joint it turns about; `points` are landmarks by name (heel, toe, eye); `eyeballs` (V,) marks them.
    `centres` are the anatomical joint centres of both legs (`left_hip` ...), which are not quite where the rig turns.
    """

    vertices: Array
    normals: Array
    faces: np.ndarray
    weights: Array
    segments: tuple[str, ...]
    heads: dict[str, Array]
    points: dict[str, Array]
    centres: dict[str, Array]
    eyeballs: np.ndarray
    height_m: float

    def column(self, *names: str) -> Array:
        """Summed weight (V,) of the named segments; a name without a side means both."""
        hits = [i for i, s in enumerate(self.segments) if s in names or s.split("_", 1)[-1] in names]
        return self.weights[:, hits].sum(axis=1)


def segment_of(bone: str) -> str:
    """The segment an Anny bone moves with."""
    stem, _, suffix = bone.partition(".")
    for segment, bones in CENTRE_BONES.items():
        if bone in bones:
            return segment
    for start, segment in PASSENGERS.items():
        if bone.startswith(start):
            return segment
    side = {"L": "left", "R": "right"}[suffix]
    for segment, bones in SIDE_BONES.items():
        if stem in bones:
            return f"{side}_{segment}"
    for start, segment in SIDED_PASSENGERS.items():
        if stem.startswith(start):
            return f"{side}_{segment}"
    message = f"Anny's bone '{bone}' belongs to no segment: add it to validation/people/body.py"
    raise ValueError(message)


def vertex_normals(vertices: Array, faces: np.ndarray) -> Array:
    """Area-weighted unit normals (V, 3)."""
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    face = np.cross(b - a, c - a)
    out = np.zeros_like(vertices)
    for i in range(3):
        np.add.at(out, faces[:, i], face)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)


@cache
def _model() -> Any:
    import warp  # silent, or it reports on itself with every run

    warp.config.log_level = warp.LOG_ERROR
    import anny  # takes seconds and pulls in torch

    return anny.Anny()


def _to_ours(points: Array) -> Array:
    """From Anny's axes (x left, y back, z up) to ours (x forward, y left, z up)."""
    return np.stack([-points[..., 1], points[..., 0], points[..., 2]], axis=-1)


def _foot_points(vertices: Array, weights: Array, segments: tuple[str, ...]) -> dict[str, Array]:
    """Heel and big-toe tip of both feet: the backmost and foremost low skin of the foot."""
    points: dict[str, Array] = {}
    for side in ("left", "right"):
        skin = vertices[weights[:, segments.index(f"{side}_foot")] > 0.6]
        low = skin[skin[:, 2] < 0.05]
        points[f"{side}_heel"] = low[low[:, 0].argmin()].copy()
        points[f"{side}_foot_index"] = low[low[:, 0].argmax()].copy()
    return points


def _section_m(vertices: Array, height: float) -> tuple[float, float]:
    """Lowest and highest y of the skin around a height."""
    y = vertices[np.abs(vertices[:, 2] - height) < SECTION_M, 1]
    return float(y.min()), float(y.max())


def joint_centres(vertices: Array, leg: Array, torso: Array, heads: dict[str, Array]) -> dict[str, Array]:
    """Hip, knee and ankle centres of both legs in the rest shape, as a motion laboratory would place them.

    The rig turns about points that lie up to a centimetre beside the middle of the knee and ankle, and its hips are too
    wide. Knee and ankle centres are midway between the inner and outer skin at the joint's height (as midway between
    the epicondyles or malleoli, Wu 2002); the hip's is half way from the middle to the skin (real hip joints are
    17-18 cm apart in hips 35 cm wide; judgement). Forward and upward the rig's own places are kept. `leg`, `torso`
    (V,): the share of the skin that moves with either.
    """
    out: dict[str, Array] = {}
    for side, sign in (("left", 1.0), ("right", -1.0)):
        mine = vertices[(leg > 0.8) & (sign * vertices[:, 1] > 0)]
        for joint, segment in (("knee", "shank"), ("ankle", "foot")):
            centre = heads[f"{side}_{segment}"].copy()
            centre[1] = 0.5 * sum(_section_m(mine, centre[2]))
            out[f"{side}_{joint}"] = centre
        hip = heads[f"{side}_thigh"].copy()
        low, high = _section_m(vertices[leg + torso > 0.8], hip[2])
        hip[1] = 0.5 * (low + high) + sign * HIP_SHARE * 0.5 * (high - low)
        out[f"{side}_hip"] = hip
    return out


def build_body(phenotype: Phenotype) -> BodyShape:
    """The rest shape of a phenotype; the model's data is read on first use."""
    import torch

    model = _model()
    with torch.no_grad():
        rest = model(
            pose_parameters=torch.eye(4)[None, None].repeat(1, model.bone_count, 1, 1),
            phenotype_kwargs={k: getattr(phenotype, k) for k in model.phenotype_labels},
        )
    vertices = _to_ours(rest["rest_vertices"][0].double().numpy())
    bone_heads = _to_ours(rest["rest_bone_heads"][0].double().numpy())
    floor = vertices[:, 2].min()
    vertices[:, 2] -= floor
    bone_heads[:, 2] -= floor
    owner = [segment_of(b) for b in model.bone_labels]
    segments = tuple(dict.fromkeys(owner))
    weights = np.zeros((len(vertices), len(segments)))
    columns = np.array([segments.index(o) for o in owner])[model.vertex_bone_indices.numpy()]
    np.add.at(weights, (np.arange(len(vertices))[:, None], columns), model.vertex_bone_weights.double().numpy())
    first = {s: owner.index(s) for s in segments}
    for side in ("left", "right"):  # the first bone listed may be a passenger
        for segment, bones in SIDE_BONES.items():
            first[f"{side}_{segment}"] = model.bone_labels.index(f"{bones[0]}.{side[0].upper()}")
    faces = model.faces.numpy().astype(np.int32)
    heads = {s: bone_heads[i].copy() for s, i in first.items()} | _thigh_heads(bone_heads, model.bone_labels)
    leg, torso = (
        weights[:, [i for i, s in enumerate(segments) if s.split("_", 1)[-1] in names]].sum(axis=1)
        for names in (LEG_SEGMENTS, TORSO_SEGMENTS)
    )
    eye_bones = {side: model.bone_labels.index(f"eye.{side[0].upper()}") for side in ("left", "right")}
    moved_by = model.vertex_bone_indices.numpy()[np.arange(len(vertices)), model.vertex_bone_weights.numpy().argmax(1)]
    eyes = {f"{side}_eye": bone_heads[i].copy() for side, i in eye_bones.items()}
    return BodyShape(
        vertices=vertices,
        normals=vertex_normals(vertices, faces),
        faces=faces,
        weights=weights,
        segments=segments,
        heads=heads,
        points=_foot_points(vertices, weights, segments) | eyes,
        centres=joint_centres(vertices, leg, torso, heads),
        eyeballs=np.isin(moved_by, list(eye_bones.values())),
        height_m=float(vertices[:, 2].max()),
    )


def _thigh_heads(bone_heads: Array, labels: list[str]) -> dict[str, Array]:
    """Both parts of the thigh turn about the hip joint, so that a twist leaves the knee where it is."""
    return {
        f"{side}_{part}": bone_heads[labels.index(f"upperleg01.{side[0].upper()}")].copy()
        for side in ("left", "right")
        for part in ("thigh_upper", "thigh")
    }
