"""Where each repetition turned round, as stick figures: drawn from keypoints, no picture of anybody."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import INDEX
from inturn.report.charts.svg import element, frame, label, line

Floats = NDArray[np.float64]
BONES: tuple[tuple[str, str], ...] = (
    ("left_shoulder", "right_shoulder"), ("left_hip", "right_hip"),
    *((f"{s}_{a}", f"{s}_{b}") for s in ("left", "right") for a, b in (
        ("shoulder", "elbow"), ("elbow", "wrist"), ("shoulder", "hip"), ("hip", "knee"), ("knee", "ankle"),
        ("heel", "foot_index"), ("ankle", "heel"))),
)  # fmt: skip
_NARROWEST, _WIDEST, _TALL, _HEAD, _GAP = 84.0, 150.0, 1.3, 20.0, 14.0
_SKULL = 0.055  # of a figure's size: the head stands out above the nose by so much


def skeleton_chart(bottoms: Sequence[tuple[int, bool, Floats]], width: float, name: str = "bottoms") -> str:
    """One figure a repetition: (number, whether it has a fault, keypoints (33, 2) px). As large as the width allows."""
    fit = max(1, int(width // _NARROWEST))
    rows = max(1, -(-len(bottoms) // fit))
    columns = max(1, -(-len(bottoms) // rows))
    cell = min(width / columns, _WIDEST)
    high = cell * _TALL + _HEAD + _GAP
    parts: list[str] = []
    for i, (number, faulty, points) in enumerate(bottoms):
        left, top = (i % columns) * cell, (i // columns) * high
        colour = "c-pain" if faulty else "c-ink"
        parts.append(label(left + cell / 2, top + 13, str(number), f"{colour} t-small a-middle"))
        parts += _figure(points, left + 4, top + _HEAD, cell - 8, cell * _TALL)
    said = f"Stick figures of {len(bottoms)} repetitions at the point where they turned round."
    return frame(name, width, rows * high, "Where each repetition turned round", said, parts)


def _figure(points: Floats, left: float, top: float, wide: float, tall: float) -> list[str]:
    """A figure in the middle of a box, its head within it."""
    names = sorted({n for bone in BONES for n in bone} | {"nose"})
    used = points[[INDEX[n] for n in names]]
    used = used[np.isfinite(used).all(axis=1)]
    if len(used) < 2:
        return []
    low, high = used.min(axis=0), used.max(axis=0)
    skull = _SKULL * tall
    room = np.array([wide - 2.0 * skull, tall - 2.0 * skull])
    scale = float((room / np.maximum(high - low, 1.0)).min())
    shift = np.array([left, top]) + skull + 0.5 * (room - scale * (high - low))
    placed = (points - low) * scale + shift
    parts: list[str] = []
    for a, b in BONES:
        (x1, y1), (x2, y2) = placed[INDEX[a]], placed[INDEX[b]]
        if np.isfinite([x1, y1, x2, y2]).all():
            side = "s-right" if "right" in a and "right" in b else "s-left" if "left" in a and "left" in b else "s-ink"
            parts.append(line(float(x1), float(y1), float(x2), float(y2), f"{side} w-2"))
    x, y = placed[INDEX["nose"]]
    if np.isfinite([x, y]).all():
        neck = 0.5 * (placed[INDEX["left_shoulder"]] + placed[INDEX["right_shoulder"]])
        away = float(np.hypot(neck[0] - x, neck[1] - y))
        if away > skull:
            end = placed[INDEX["nose"]] + (neck - placed[INDEX["nose"]]) * skull / away
            parts.append(line(float(neck[0]), float(neck[1]), float(end[0]), float(end[1]), "s-ink w-2"))
        parts.append(element("circle", "s-ink w-2", cx=float(x), cy=float(y), r=skull))
    return parts
