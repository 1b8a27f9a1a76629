"""Where a network puts its keypoints beside the joint centres, and how far it scatters: learnt on rendered people.

A keypoint is a point fixed on one or two segments. The hip keypoint, for one, moves partly with the pelvis and partly
with the thigh: that is why it rides up when the thigh lifts. Offsets are metres of a person of reference height, in
segment axes (x forward, y outward, z up along the segment); the other side is the mirror image.
"""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.errors import SetupError

Floats = NDArray[np.float64]

NETWORKS: Final[tuple[str, ...]] = ("lite", "full", "heavy")
KINDS: Final[tuple[str, ...]] = ("shoulder", "hip", "knee", "ankle", "heel")


@dataclass(frozen=True, slots=True)
class Offsets:
    """Offsets of the keypoints, (3,) each, and their errors per kind of keypoint in the order of `KINDS`, (5,) each.

    floor_m        scatter from picture to picture at the person's depth, beyond what the heatmap spreads
    bias_m         error that stays for as long as a pose is held
    depth_sd_m     error of the network's own depth, relative to the hips
    """

    shoulder_in_trunk: Floats
    hip_in_pelvis: Floats
    hip_in_femur: Floats
    knee_in_femur: Floats
    knee_in_shank: Floats
    ankle_in_shank: Floats
    heel_in_shank: Floats
    floor_m: Floats
    bias_m: Floats
    depth_sd_m: Floats


@cache
def load_offsets(network: str) -> Offsets:
    """The learnt offsets of a network ("lite", "full", "heavy").

    Raises SetupError for a network without offsets.
    """
    if network not in NETWORKS:
        raise SetupError(
            f"Nothing was learnt about the keypoints of a network called {network!r}: use one of {', '.join(NETWORKS)}."
        )
    text = (files("inturn.kinematics") / "data" / f"offsets_{network}.toml").read_text("utf-8")
    table = tomllib.loads(text)["offsets"]
    return Offsets(**{f.name: np.array(table[f.name], dtype=np.float64) for f in fields(Offsets)})
