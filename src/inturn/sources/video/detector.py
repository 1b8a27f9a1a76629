"""The person detector: finds people in a whole picture, each with the two points that describe a region.

A single-shot detector on 224 x 224 pixels with 2254 anchors (reference: MediaPipe `pose_detection` graph).
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.sources.video.models import model_file
from inturn.sources.video.network import CompiledNetwork
from inturn.sources.video.region import Image, Region, around, whole

Floats = NDArray[np.float64]

INPUT: Final = 224
STRIDES: Final = (8, 16, 32, 32, 32)
ANCHORS: Final = 2254
MIN_SCORE: Final = 0.5
MAX_OVERLAP: Final = 0.3
_CLIP: Final = 100.0
_OBLONG: Final = 1.2


@dataclass(frozen=True, slots=True)
class Detection:
    """A person found. `box` = x0, y0, x1, y1 around the face, `points` (4, 2): the middle between the hips, a point
    on the circle around the whole body, and the same two for the upper body; all in picture pixels."""

    score: float
    box: Floats
    points: Floats

    def region(self) -> Region:
        """The square region for the landmark network."""
        return around(self.points[0], self.points[1])


def anchors() -> Floats:
    """(2254, 2) anchor centres as shares of the input's side, in the order of the network's outputs.

    Layers of equal stride share one grid; every layer gives two anchors to each cell.
    """
    rows: list[Floats] = []
    for stride in sorted(set(STRIDES)):
        cells = math.ceil(INPUT / stride)
        centres = (np.arange(cells) + 0.5) / cells
        grid = np.stack(np.meshgrid(centres, centres), axis=-1).reshape(-1, 2)
        rows.append(np.repeat(grid, 2 * STRIDES.count(stride), axis=0))
    return np.concatenate(rows)


def decode(raw: Floats, logits: Floats, centres: Floats) -> tuple[Floats, Floats]:
    """Scores (n,) and values (n, 12) = box x0, y0, x1, y1 and 4 points, in input pixels, of detections above 0.5.

    raw (2254, 12): box centre and size, then points, in input pixels relative to the anchor; logits (2254,).
    """
    scores = 1 / (1 + np.exp(-np.clip(logits, -_CLIP, _CLIP)))
    keep = scores >= MIN_SCORE
    values, base = raw[keep].copy(), centres[keep] * INPUT
    middle, size = values[:, 0:2] + base, values[:, 2:4]
    points = values[:, 4:].reshape(-1, 4, 2) + base[:, None, :]
    return scores[keep], np.concatenate([middle - size / 2, middle + size / 2, points.reshape(-1, 8)], axis=1)


def overlap(box: Floats, boxes: Floats) -> Floats:
    """Intersection over union of one box (4,) with many (n, 4); boxes are x0, y0, x1, y1."""
    low, high = np.maximum(box[:2], boxes[:, :2]), np.minimum(box[2:], boxes[:, 2:])
    common = np.prod(np.clip(high - low, 0, None), axis=1)
    total = np.prod(box[2:] - box[:2]) + np.prod(boxes[:, 2:] - boxes[:, :2], axis=1) - common
    return np.divide(common, total, out=np.zeros_like(common), where=total > 0)


def suppress(scores: Floats, values: Floats) -> list[tuple[float, Floats]]:
    """Weighted non-maximum suppression: each group of overlapping detections becomes its score-weighted mean.

    The group takes its best score; groups come out best first.
    """
    order = np.argsort(-scores, kind="stable")
    found: list[tuple[float, Floats]] = []
    while order.size:
        best = order[0]
        near = overlap(values[best, :4], values[order, :4]) > MAX_OVERLAP
        near[0] = True
        group = order[near]
        weights = scores[group] / scores[group].sum()
        found.append((float(scores[best]), weights @ values[group]))
        order = order[~near]
    return found


def parts(image: Image) -> list[Region]:
    """Two squares at the ends of an oblong picture, in which small people are seen better; none for a square one."""
    height, width = image.shape[:2]
    short, long = min(height, width), max(height, width)
    if long < _OBLONG * short:
        return []
    middles = (short / 2, long - short / 2)
    if width > height:
        return [Region(m, height / 2, short, 0.0) for m in middles]
    return [Region(width / 2, m, short, 0.0) for m in middles]


class Detector:
    """Finds people in pictures."""

    def __init__(self) -> None:
        outputs = ((1, ANCHORS, 12), (1, ANCHORS, 1))
        self._network = CompiledNetwork(model_file("detector").path, outputs)
        self._centres = anchors()

    def __call__(self, image: Image) -> list[Detection]:
        """People in an upright RGB picture (height, width, 3), best score first."""
        return self._within(image, whole(image))

    def closely(self, image: Image) -> list[Detection]:
        """The same, then the people seen in each part of the picture; one person may come up several times."""
        found = self(image)
        for part in parts(image):
            found += self._within(image, part)
        return found

    def _within(self, image: Image, region: Region) -> list[Detection]:
        cut = region.cut(image, INPUT, repeat_edge=False)
        tensor = cut[None].astype(np.float32) / np.float32(127.5) - np.float32(1)
        raw, logits = (t[0].astype(np.float64) for t in self._network.run(tensor))
        found: list[Detection] = []
        for score, values in suppress(*decode(raw, logits[:, 0], self._centres)):
            placed = region.to_picture(values.reshape(6, 2), INPUT)
            found.append(Detection(score, placed[:2].reshape(4), placed[2:]))
        return found
