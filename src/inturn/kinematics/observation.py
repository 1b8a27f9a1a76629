"""Keypoints as observations of the body model: the ten points it explains, with their errors."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inturn.kinematics.layout import HIPS, POINT_INDEX, K
from inturn.kinematics.model import Body, Camera
from inturn.motion.recording import KeypointFrame

Floats = NDArray[np.float64]

FOCAL_SHARE: Final = 1.0
"""Prior of the focal length as a share of the longer side of the picture: phones lie near 0.75-1.1, zoomed above."""
LEAST_VISIBILITY: Final = 0.05
HEAT_SHARE: Final = 0.02
"""The heatmap spreads much wider than the keypoint errs: this share of its variance is taken for error."""
MARGIN: Final = 0.02
"""A keypoint further than this share of the longer side outside the picture was guessed, not seen."""
SCORE_SEEN: Final = 0.5


@dataclass(frozen=True, slots=True)
class Observations:
    """T moments of K points, arrays over time.

    time_s (T,), seen (T, K, 3) u, v in px and depth relative to the hips in m (NaN where missing), heat (T, K)
    variance that the heatmap spreads in px^2, visibility (T, K), present (T,) whether anybody was tracked.
    """

    time_s: Floats
    seen: Floats
    heat: Floats
    visibility: Floats
    present: NDArray[np.bool_]

    def part(self, start: int, stop: int) -> "Observations":
        """The moments [start, stop)."""
        return self.pick(slice(start, stop))

    def pick(self, s: slice | NDArray[np.int64] | NDArray[np.bool_]) -> "Observations":
        """Some moments, in their order."""
        return Observations(self.time_s[s], self.seen[s], self.heat[s], self.visibility[s], self.present[s])


def camera_of(width: float, height: float) -> Camera:
    """The camera that took pictures of this size, as far as one can know beforehand."""
    return Camera(width, height, FOCAL_SHARE * max(width, height))


def in_picture(points: Floats, camera: Camera) -> NDArray[np.bool_]:
    """Which points (..., 2), px, lie in the picture or hardly out of it: the others were guessed."""
    inside = np.abs(points - camera.middle) < camera.middle + MARGIN * max(camera.width, camera.height)
    return inside[..., 0] & inside[..., 1]


def shown(points: Floats, camera: Camera) -> Floats:
    """Points (..., 2), px, NaN where they are not `in_picture`."""
    return np.where(in_picture(points, camera)[..., None], points, np.nan)


def _observations(
    time_s: Floats, pixel: Floats, variance: Floats, visibility: Floats, world: Floats, score: Floats
) -> Observations:
    """All arrays start with time; pixel (T, 33, 2) as `shown`, variance (T, 33, 3), world (T, 33, 3)."""
    seen = np.empty((time_s.size, K, 3))
    seen[..., :2] = pixel.take(POINT_INDEX, axis=1)
    inside = np.isfinite(seen[..., 0])
    depth = world[..., 2].take(POINT_INDEX, axis=1)
    depth -= 0.5 * (depth[:, HIPS[0]] + depth[:, HIPS[1]])[:, None]
    seen[..., 2] = np.where(inside, depth, np.nan)
    spread = variance.take(POINT_INDEX, axis=1)
    heat = (0.5 * HEAT_SHARE) * (spread[..., 0] + spread[..., 2])
    heat = np.where(np.isfinite(heat), np.maximum(heat, 0.0), 0.0)
    present = (score >= SCORE_SEEN) & (np.add.reduce(inside, axis=1) >= K // 2)
    # a network may be sure of an ankle that it only guesses below the picture
    sure = np.where(inside, np.minimum(np.maximum(visibility.take(POINT_INDEX, axis=1), 0.0), 1.0), 0.0)
    return Observations(time_s, seen, heat, sure, present)


def observe_frame(frame: KeypointFrame, pixel: Floats) -> Observations:
    """One frame as observations, T = 1; pixel (33, 2): its keypoints as `shown`."""
    return _observations(
        np.array([frame.time_s]), pixel[None], frame.variance[None], frame.visibility[None], frame.world[None],
        np.array([frame.score]),
    )  # fmt: skip


def observe(recording: xr.Dataset, camera: Camera) -> Observations:
    """A whole recording as observations."""

    def values(name: str) -> Floats:
        array = np.asarray(recording[name].values, dtype=np.float64)
        return array.transpose(0, 2, 1) if array.ndim == 3 else array

    time = np.asarray(recording.coords["time"].values, dtype=np.float64)
    pixel = shown(values("pixel"), camera)
    return _observations(time, pixel, values("pixel_variance"), values("visibility"), values("world"), values("score"))


@dataclass(frozen=True, slots=True)
class Noise:
    """Errors of observations as far as they do not depend on where the person is; infinite where nothing was seen.

    floor, held (T, K) m^2 at the person, from picture to picture and of a held pose; heat (T, K) px^2; depth (T, K) m^2
    """

    floor: Floats
    held: Floats
    heat: Floats
    depth: Floats

    def picture(self, larger: Floats, *, bias: bool) -> Floats:
        """Variance (T, K) of u and of v, px^2, where a metre is seen so large (T, K), px.

        The scatter, or with `bias` the whole.
        """
        return (self.held if bias else self.floor) * (larger * larger) + self.heat


def noise_of(observed: Observations, body: Body) -> Noise:
    """The errors of these observations on such a body."""
    doubt = 1.0 / np.maximum(observed.visibility, LEAST_VISIBILITY) ** 2
    seen = np.isfinite(observed.seen)
    heat = np.where(seen[..., 0], observed.heat * doubt, np.inf)
    depth = np.where(seen[..., 2], body.depth_variance * doubt, np.inf)
    return Noise(body.floor_variance * doubt, body.held_variance * doubt, heat, depth)


def variances(observed: Observations, depth: Floats, focal_px: float, body: Body, *, bias: bool) -> Floats:
    """Variance of every observation (T, K, 3), infinite where nothing was seen.

    The scatter from picture to picture, or with `bias` the whole error of a held pose. depth (T, K) in m.
    """
    noise = noise_of(observed, body)
    picture = noise.picture(focal_px / depth, bias=bias)
    return np.stack([picture, picture, noise.depth], axis=-1)
