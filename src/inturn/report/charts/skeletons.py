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
_CELL, _HEAD = 84.0, 18.0


def skeleton_chart(bottoms: Sequence[tuple[int, bool, Floats]], width: float, name: str = "bottoms") -> str:
    """One figure a repetition: (number, whether it has a fault, keypoints (33, 2) px)."""
    columns = max(1, int(width // _CELL))
    rows = -(-len(bottoms) // columns) if bottoms else 0
    parts: list[str] = []
    for i, (number, faulty, points) in enumerate(bottoms):
        left, top = (i % columns) * _CELL, (i // columns) * (_CELL + _HEAD)
        parts.append(
            label(
                left + _CELL / 2,
                top + 13,
                str(number),
                "c-pain t-small a-middle" if faulty else "c-ink t-small a-middle",
            )
        )
        parts += _figure(points, left + 4, top + _HEAD, _CELL - 8)
    said = f"Stick figures of {len(bottoms)} repetitions at the point where they turned round."
    return frame(name, width, max(rows, 1) * (_CELL + _HEAD), "Where each repetition turned round", said, parts)


def _figure(points: Floats, left: float, top: float, size: float) -> list[str]:
    names = sorted({n for bone in BONES for n in bone} | {"nose"})
    used = points[[INDEX[n] for n in names]]
    used = used[np.isfinite(used).all(axis=1)]
    if len(used) < 2:
        return []
    low, high = used.min(axis=0), used.max(axis=0)
    scale = size / max(float((high - low).max()), 1.0)
    shift = np.array([left, top]) + 0.5 * (size - scale * (high - low))
    placed = (points - low) * scale + shift
    parts: list[str] = []
    for a, b in BONES:
        (x1, y1), (x2, y2) = placed[INDEX[a]], placed[INDEX[b]]
        if np.isfinite([x1, y1, x2, y2]).all():
            side = "s-right" if "right" in a and "right" in b else "s-left" if "left" in a and "left" in b else "s-ink"
            parts.append(line(float(x1), float(y1), float(x2), float(y2), f"{side} w-2"))
    x, y = placed[INDEX["nose"]]
    if np.isfinite([x, y]).all():
        parts.append(element("circle", "s-ink w-2", cx=float(x), cy=float(y), r=size * 0.06))
    return parts
