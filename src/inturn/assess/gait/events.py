"""When each foot comes to the ground and leaves it, from where the feet are beside the pelvis."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks

from inturn.assess.gait.strides import Stride
from inturn.body.keypoints import SIDES, Side
from inturn.kinematics.body_angles import way_ahead
from inturn.kinematics.body_frames import BodyFrames
from inturn.motion.laboratory import EventKind, GaitEvent

Floats = NDArray[np.float64]

_SHORTEST_STRIDE_S: Final = 0.5
_LEAST_SWING_M: Final = 0.25
"""A foot that goes less far forward and back beside the pelvis is not walking."""

_EDGE_WITHIN_M: Final = 0.08


def detect_events(frames: BodyFrames) -> tuple[GaitEvent, ...]:
    """Foot strikes and foot offs of both sides in order of time (Zeni et al. 2008, Gait & Posture 27:710).

    The heel strikes when it is furthest ahead of the pelvis, and the toe leaves the ground when it is furthest behind;
    this holds on the ground and on a treadmill. Without heel or toe markers the ankle stands in for them.
    """
    ahead = way_ahead(frames)
    found: list[GaitEvent] = []
    for i, side in enumerate(SIDES):
        for kind, points, sign in (("foot_strike", frames.heel, 1.0), ("foot_off", frames.toe, -1.0)):
            path = points[:, i] if np.isfinite(points[:, i]).any() else frames.ankle[:, i]
            before = sign * ((path - frames.pelvis_origin) @ ahead)
            found += _peaks(frames.time_s, before, side, kind)  # pyright: ignore[reportArgumentType]
    return tuple(sorted(found, key=lambda e: e.time_s))


def _peaks(time_s: Floats, distance: Floats, side: Side, kind: EventKind) -> list[GaitEvent]:
    """Events at the tops of a distance (T,); moments where it is unknown are left out.

    The first and the last moment count as a top where they are as far out as the tops between them: recordings are
    often cut to the stride.
    """
    known = np.isfinite(distance)
    if known.sum() < 3:
        return []
    time, values = time_s[known], distance[known]
    apart = max(1, int(_SHORTEST_STRIDE_S / float(np.median(np.diff(time)))))
    ends = np.full(1, values.min())
    tops = find_peaks(np.concatenate([ends, values, ends]), prominence=_LEAST_SWING_M, distance=apart)[0] - 1
    inner = tops[(tops > 0) & (tops < values.size - 1)]
    if not inner.size:
        return []
    usual = float(np.median(values[inner]))
    kept = [top for top in tops if top in inner or abs(values[top] - usual) <= _EDGE_WITHIN_M]
    return [GaitEvent(side, kind, float(time[top])) for top in kept]


def feet_alternate(strides: Sequence[Stride], events: Sequence[GaitEvent]) -> bool:
    """Whether the other foot strikes within most strides, well away from their ends: walking, not squats or jumps."""
    struck = [
        any(
            e.side != s.side
            and e.kind == "foot_strike"
            and 0.2 <= (e.time_s - s.start_s) / (s.end_s - s.start_s) <= 0.8
            for e in events
        )
        for s in strides
    ]
    return 2 * sum(struck) > len(struck)
