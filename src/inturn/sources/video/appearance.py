"""What the landmark network sees around a person's points, beyond where it puts them.

The keypoints are a summary: each is where one heatmap peaks. The heatmaps are made by one convolution from a map of
48 numbers a cell, and that map, read at the keypoints and between them, tells more about how the pelvis tilts and how a
thigh turns. It is brought down to a few hundred whole numbers a picture by a fixed projection (principal components of
how it changes within one person, learnt from rendered people: `validation.fit.appearance`), which recordings keep as
`appearance` (`inturn.motion.recording`).
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import INDEX, KEYPOINTS
from inturn.motion.recording import LARGEST_APPEARANCE
from inturn.sources.video.landmarks import INPUT

Floats = NDArray[np.float64]

_BETWEEN: Final[tuple[tuple[str, str, float], ...]] = (
    ("left_hip", "right_hip", 0.5),
    ("left_hip", "left_knee", 0.5), ("right_hip", "right_knee", 0.5),
    ("left_knee", "left_ankle", 0.5), ("right_knee", "right_ankle", 0.5),
    ("left_shoulder", "left_hip", 0.5), ("right_shoulder", "right_hip", 0.5),
    ("left_shoulder", "left_hip", 0.75), ("right_shoulder", "right_hip", 0.75),
    ("left_shoulder", "right_shoulder", 0.5),
    ("right_hip", "left_hip", 1.25), ("left_hip", "right_hip", 1.25),
    ("right_hip", "left_hip", 1.5), ("left_hip", "right_hip", 1.5),
)  # fmt: skip
"""Further places: from the first point this share of the way to the second; beyond it for the hips' outer sides."""
_FROM: Final = [INDEX[a] for a, _, _ in _BETWEEN]
_TO: Final = [INDEX[b] for _, b, _ in _BETWEEN]
_SHARE: Final = np.array([share for _, _, share in _BETWEEN])[:, None]
PLACES: Final = len(KEYPOINTS) + len(_BETWEEN)


@dataclass(frozen=True, slots=True)
class Projection:
    """appearance = round((what is seen - `middle` (F,)) @ `matrix` (F, A)); F = places times numbers a cell."""

    middle: Floats
    matrix: NDArray[np.float32]


@cache
def load_projection(network: str) -> Projection | None:
    """What was learnt for a network; None where nothing was."""
    source = files("inturn.sources.video") / "data" / f"appearance_{network}.npz"
    if not source.is_file():
        return None
    with source.open("rb") as file, np.load(file) as data:
        matrix = np.asfortranarray(data["matrix"].astype(np.float32))
        return Projection(data["middle"].astype(np.float64), matrix)


def places(points: Floats) -> Floats:
    """Where to look (PLACES, 2), of keypoints (33 or more, 2), in the same pixels."""
    between = points[_FROM] + _SHARE * (points[_TO] - points[_FROM])
    return np.concatenate([points[: len(KEYPOINTS)], between])


def around_points(seen: NDArray[np.floating[Any]], points: Floats) -> Floats:
    """What the map `seen` (channels, rows, columns) holds at the places of keypoints in region pixels, (F,).

    Between cells it is interpolated; places outside take the nearest cell.
    """
    rows, columns = seen.shape[1:]
    at = places(points) * np.array([columns, rows]) / INPUT - 0.5
    at = np.clip(at, 0.0, np.array([columns, rows]) - 1.001)
    low = np.floor(at).astype(np.int64)
    right, down = (at - low).T
    x, y = low.T
    values = (
        seen[:, y, x] * ((1 - right) * (1 - down))
        + seen[:, y, x + 1] * (right * (1 - down))
        + seen[:, y + 1, x] * ((1 - right) * down)
        + seen[:, y + 1, x + 1] * (right * down)
    )
    return np.asarray(values.T, dtype=np.float64).ravel()


def appearance(seen: NDArray[np.floating[Any]], points: Floats, projection: Projection) -> Floats:
    """Whole numbers (A,), at most `LARGEST_APPEARANCE` in size, of one picture's map and keypoints (region pixels)."""
    off = (around_points(seen, points) - projection.middle).astype(np.float32)
    # not by BLAS, whose threads would wait for those of the network
    values = np.einsum("f,fa->a", off, projection.matrix).astype(np.float64)
    return np.clip(np.round(values), -LARGEST_APPEARANCE, LARGEST_APPEARANCE)
