"""The landmark network: 39 points of one person in a square region, refined by their heatmaps.

Points 0-32 are `inturn.body.keypoints.KEYPOINTS`, 33 and 34 describe the next region (middle between the hips, and a
point on the circle around the body), 35-38 are not used. Reference: MediaPipe `pose_landmark` graph.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inturn.sources.video.models import Network, model_file
from inturn.sources.video.network import CompiledNetwork, Running, Tensor
from inturn.sources.video.region import Image, Region

Floats = NDArray[np.float64]

INPUT: Final = 256
POINTS: Final = 39
HEAT: Final = 64
WINDOW: Final = 7
MIN_CONFIDENCE: Final = 0.5
CELL: Final = INPUT / HEAT
_REACH: Final = WINDOW // 2
_HEATMAP: Final = (1, HEAT, HEAT, POINTS)
_OUTPUTS: Final = ((1, POINTS * 5), (1, 1), _HEATMAP, (1, POINTS * 3))
_MASK: Final = (1, INPUT, INPUT, 1)

FLOOR: Final = 0.25
"""Least variance of a point, px^2 of the region: half a pixel, finer than the network was ever taught."""
UNSURE: Final = (2 * CELL) ** 2
"""Variance where the heatmap saw nothing in its window: that of an even window of 7 cells, in px^2 of the region."""
OUTSIDE: Final = (4 * CELL) ** 2
"""Variance of a point that lies outside the region, where there is no heatmap, in px^2 of the region."""


@dataclass(frozen=True, slots=True)
class Landmarks:
    """The network's answer for one region. Arrays of 39: `points` (39, 2) and `covariance` (39, 3: xx, xy, yy) in
    region pixels (0-256), `visibility`, `presence`, `world` (39, 3) in m, axes of the region; `score` 0-1; `mask`
    (256, 256), the probability that a pixel of the region shows the person, when it was asked for; `seen`
    (channels, 64, 64), what the heatmaps are made from, when it was asked for."""

    points: Floats
    covariance: Floats
    visibility: Floats
    presence: Floats
    world: Floats
    score: float
    mask: Floats | None = None
    seen: Tensor | None = None


def sigmoid(x: Floats) -> Floats:
    """1 / (1 + exp(-x)), without overflow."""
    return np.exp(-np.logaddexp(0, -x))


def refine(points: Floats, heat: NDArray[np.floating[Any]]) -> tuple[Floats, Floats]:
    """Points (n, 2) moved to the centre of mass of their heatmap around them, and its spread (n, 3).

    heat (64, 64, n): logits, rows = y. Within 7 x 7 cells around a point, cut at the border, the confidences are
    averaged. A point whose best confidence is under 0.5 stays, with the variance `UNSURE`; one outside the region
    stays, with `OUTSIDE`. Units: region pixels.
    """
    n = len(points)
    cell = np.trunc(points / CELL).astype(np.int64)
    inside = np.all((points > -CELL) & (cell >= 0) & (cell < HEAT), axis=1)
    offsets = np.arange(-_REACH, _REACH + 1)
    columns, rows = cell[:, 0, None] + offsets, cell[:, 1, None] + offsets  # (n, 7) each
    valid = ((rows >= 0) & (rows < HEAT))[:, :, None] & ((columns >= 0) & (columns < HEAT))[:, None, :]
    r, c = np.clip(rows, 0, HEAT - 1), np.clip(columns, 0, HEAT - 1)
    window = heat[r[:, :, None], c[:, None, :], np.arange(n)[:, None, None]].astype(np.float64)
    confidence = sigmoid(window) * valid
    sure = inside & (confidence.max(axis=(1, 2)) >= MIN_CONFIDENCE)

    weight = np.where(sure, confidence.sum(axis=(1, 2)), 1.0)
    x = (confidence * columns[:, None, :]).sum(axis=(1, 2)) / weight
    y = (confidence * rows[:, :, None]).sum(axis=(1, 2)) / weight
    dx, dy = columns[:, None, :] - x[:, None, None], rows[:, :, None] - y[:, None, None]
    spread = np.stack([dx * dx * confidence, dx * dy * confidence, dy * dy * confidence])
    covariance = spread.sum(axis=(2, 3)).T / weight[:, None] * CELL**2 + [FLOOR, 0, FLOOR]

    refined = np.where(sure[:, None], np.stack([x, y], axis=1) * CELL, points)
    blind = np.where(inside, UNSURE, OUTSIDE)[:, None] * [1.0, 0.0, 1.0]
    return refined, np.where(sure[:, None], covariance, blind)


def decode(outputs: list[Tensor]) -> Landmarks:
    """Landmarks from the network's outputs: points, score, heatmap, world, and what else was asked for."""
    raw, score, world = (outputs[i][0].astype(np.float64) for i in (0, 1, 3))
    table = raw.reshape(POINTS, 5)  # x, y, z, visibility, presence
    points, covariance = refine(table[:, :2], outputs[2][0])
    mask = next((more for more in outputs[4:] if more.shape == _MASK), None)
    seen = next((more for more in outputs[4:] if more.shape != _MASK), None)
    return Landmarks(
        points,
        covariance,
        sigmoid(table[:, 3]),
        sigmoid(table[:, 4]),
        world.reshape(POINTS, 3),
        float(score[0]),
        None if mask is None else sigmoid(mask[0, :, :, 0].astype(np.float64)),
        None if seen is None else seen[0],
    )


class LandmarkNetwork:
    """Places landmarks; runs up to `streams` pictures side by side. With `mask` it outlines the person, too, which
    costs a tenth to a quarter more time; with `seen` it gives what the heatmaps are made from, at next to no cost."""

    def __init__(self, network: Network, streams: int = 1, *, mask: bool = False, seen: bool = False) -> None:
        self.file = model_file(network)
        outputs = (*_OUTPUTS, _MASK) if mask else _OUTPUTS
        self._network = CompiledNetwork(self.file.path, outputs, streams, beneath=(_HEATMAP,) if seen else ())

    def start(self, image: Image, region: Region) -> Running:
        """Begin with one region of an upright RGB picture; `decode` its result."""
        cut = region.cut(image, INPUT, repeat_edge=True)
        return self._network.start(cut[None].astype(np.float32) / np.float32(255))
