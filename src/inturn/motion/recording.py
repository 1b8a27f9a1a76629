"""The recording: keypoints of one person over time, as every source delivers it and every file keeps it.

A recording is an `xarray.Dataset`. This module is its written contract (`docs/conventions.md` says the same in
prose), its validator, and the plain view of one frame that the filter and the network exchange.

Dimensions: `time`, `keypoint` (names of `inturn.body.keypoints`), `image` ("u", "v"), `moment` ("uu", "uv", "vv"),
`space` ("x", "y", "z"); with `appearance` also `view` ("plain", "mirrored") and `component`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inturn.body.keypoints import KEYPOINTS, MIRROR
from inturn.errors import ContractError

Floats = NDArray[np.float64]

SCHEMA: Final = "inturn/recording/1"

VARIABLES: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "pixel": (("time", "image", "keypoint"), "px"),
    "pixel_variance": (("time", "moment", "keypoint"), "px2"),
    "world": (("time", "space", "keypoint"), "m"),
    "visibility": (("time", "keypoint"), "1"),
    "presence": (("time", "keypoint"), "1"),
    "score": (("time",), "1"),
    "person": (("time",), "1"),
    "persons_seen": (("time",), "1"),
}
"""Required variables with their dimensions and units.

pixel           image position, u to the right, v down, origin at the top left corner of the upright picture
pixel_variance  covariance of `pixel` as the network's heatmap spreads it: uu, uv, vv
world           the network's own metric guess, origin between the hips, x to the right of the picture, y down,
                z away from the camera
visibility      probability that the keypoint is in the picture and not hidden
presence        probability that the keypoint is in the picture
score           probability that a person is in the tracked region; 0 where nobody was tracked (then NaN elsewhere)
person          number of the person tracked, from 0; it rises when another person was picked up; -1 = nobody
persons_seen    how many people the detector last saw
"""

APPEARANCE: Final[tuple[tuple[str, ...], str]] = (("time", "view", "component"), "1")
"""Dimensions and units of the variable `appearance`, which only some networks give: what is seen around the keypoints,
in whole numbers (`inturn.sources.video.appearance`), by the view in which the person was shown to the network. NaN for
the view that was not."""
LARGEST_APPEARANCE: Final = 127

ATTRIBUTES: Final[tuple[str, ...]] = (
    "schema", "source_kind", "file", "sha256", "width", "height", "fps", "frames", "duration_s", "mirrored",
    "network", "network_sha256", "precision", "made_by",
)  # fmt: skip
"""Required attributes. `mirrored` is 1 when left and right were swapped on request; `frames` counts pictures."""

_LABELS: Final[dict[str, tuple[str, ...]]] = {
    "keypoint": KEYPOINTS,
    "image": ("u", "v"),
    "moment": ("uu", "uv", "vv"),
    "space": ("x", "y", "z"),
}
_VIEWS: Final = ("plain", "mirrored")


@dataclass(frozen=True, slots=True)
class KeypointFrame:
    """One picture's keypoints, K = 33. NaN and score 0 where nobody was tracked.

    time_s      seconds from the first picture
    pixel       (K, 2) image position in px, u right, v down
    variance    (K, 3) covariance uu, uv, vv in px^2
    visibility  (K,) 0..1
    presence    (K,) 0..1
    world       (K, 3) network's metric guess in m, x right, y down, z away from the camera
    score       0..1
    person      number of the tracked person, -1 = nobody
    persons_seen  people the detector last saw
    appearance  (2, A) whole numbers, rows "plain" and "mirrored", NaN in the view not shown; None: not looked at
                (half precision holds them exactly, and a live test keeps every picture's)
    """

    time_s: float
    pixel: Floats
    variance: Floats
    visibility: Floats
    presence: Floats
    world: Floats
    score: float
    person: int
    persons_seen: int
    appearance: NDArray[np.float16] | None = None


def nobody(time_s: float, persons_seen: int = 0) -> KeypointFrame:
    """The frame of a picture in which nobody was tracked."""
    k = len(KEYPOINTS)
    nan = np.full((k, 3), np.nan)
    return KeypointFrame(time_s, nan[:, :2], nan, np.zeros(k), np.zeros(k), nan, 0.0, -1, persons_seen)


def build(frames: list[KeypointFrame], attributes: dict[str, object]) -> xr.Dataset:
    """Put frames into a recording. Values are kept as float32, times as float64 seconds.

    `attributes` must hold all of `ATTRIBUTES` but `schema`. Raises ContractError like `validate`.
    """

    def stack(name: str) -> NDArray[np.float32]:
        values = np.array([getattr(f, name) for f in frames], dtype=np.float32)
        return values.transpose(0, 2, 1) if values.ndim == 3 else values

    data = {
        "pixel": stack("pixel"),
        "pixel_variance": stack("variance"),
        "world": stack("world"),
        "visibility": stack("visibility"),
        "presence": stack("presence"),
        "score": stack("score"),
        "person": np.array([f.person for f in frames], dtype=np.int32),
        "persons_seen": np.array([f.persons_seen for f in frames], dtype=np.int32),
    }
    variables = {name: (VARIABLES[name][0], v, {"units": VARIABLES[name][1]}) for name, v in data.items()}
    seen = _appearances(frames)
    if seen is not None:
        variables["appearance"] = (APPEARANCE[0], seen, {"units": APPEARANCE[1]})
    times = np.array([f.time_s for f in frames], dtype=np.float64)
    labels = _LABELS if seen is None else {**_LABELS, "view": _VIEWS}
    coords = {"time": ("time", times, {"units": "s"}), **{k: list(v) for k, v in labels.items()}}
    recording = xr.Dataset(variables, coords=coords, attrs={"schema": SCHEMA, **attributes})  # pyright: ignore[reportArgumentType]
    validate(recording)
    return recording


def _appearances(frames: list[KeypointFrame]) -> NDArray[np.float32] | None:
    """The appearances of all frames (T, 2, A), None where no frame has one."""
    known = next((f.appearance for f in frames if f.appearance is not None), None)
    if known is None:
        return None
    unknown = np.full(known.shape, np.nan)
    return np.array([unknown if f.appearance is None else f.appearance for f in frames], dtype=np.float32)


def breaches(recording: xr.Dataset) -> list[str]:
    """Everything in which a dataset breaks the contract, one sentence each; empty when it keeps it."""
    found: list[str] = []
    if recording.attrs.get("schema") != SCHEMA:
        found.append(f"schema is {recording.attrs.get('schema')!r}, should be {SCHEMA!r}")
    found += [f"attribute {name!r} is missing" for name in ATTRIBUTES if name not in recording.attrs]
    for name, (dims, _) in VARIABLES.items():
        if name not in recording:
            found.append(f"variable {name!r} is missing")
        elif recording[name].dims != dims:
            found.append(f"variable {name!r} has dimensions {recording[name].dims}, should be {dims}")
    seen = "appearance" in recording
    if seen and recording["appearance"].dims != APPEARANCE[0]:
        found.append(f"variable 'appearance' has dimensions {recording['appearance'].dims}, should be {APPEARANCE[0]}")
    for dim, labels in ({**_LABELS, "view": _VIEWS} if seen else _LABELS).items():
        if dim not in recording.coords or tuple(recording.coords[dim].values.tolist()) != labels:
            found.append(f"coordinate {dim!r} should be {', '.join(labels[:3])}{' ...' if len(labels) > 3 else ''}")
    if "time" not in recording.coords:
        found.append("coordinate 'time' is missing")
    else:
        time = np.asarray(recording.coords["time"].values, dtype=np.float64)
        if not np.all(np.isfinite(time)) or np.any(np.diff(time) <= 0):
            found.append("times must be finite and strictly increasing")
    return found


def validate(recording: xr.Dataset) -> None:
    """Raise ContractError listing every breach of the recording contract at once."""
    found = breaches(recording)
    if found:
        raise ContractError("This is not a recording of Inturn: " + "; ".join(found) + ".")


def frames(recording: xr.Dataset) -> Iterator[KeypointFrame]:
    """The recording picture by picture, as plain arrays (views are not shared with the dataset)."""
    values = {name: np.asarray(recording[name].values, dtype=np.float64) for name in VARIABLES}
    seen = recording["appearance"].values.astype(np.float16) if "appearance" in recording else None
    time = np.asarray(recording.coords["time"].values, dtype=np.float64)
    for i in range(time.size):
        yield KeypointFrame(
            float(time[i]),
            values["pixel"][i].T.copy(),
            values["pixel_variance"][i].T.copy(),
            values["visibility"][i].copy(),
            values["presence"][i].copy(),
            values["world"][i].T.copy(),
            float(values["score"][i]),
            int(values["person"][i]),
            int(values["persons_seen"][i]),
            None if seen is None or np.all(np.isnan(seen[i])) else seen[i].copy(),
        )


def mirror(recording: xr.Dataset) -> xr.Dataset:
    """The same recording with left and right swapped, for a camera that mirrors its picture.

    The picture is flipped about its vertical middle and every keypoint takes its partner's name. Twice = unchanged.
    """
    order = list(MIRROR)
    swapped = recording.copy(deep=True)
    for name in ("pixel", "pixel_variance", "world", "visibility", "presence"):
        swapped[name].values = recording[name].isel(keypoint=order).values
    swapped["pixel"].loc[{"image": "u"}] = float(recording.attrs["width"]) - swapped["pixel"].sel(image="u")
    swapped["pixel_variance"].loc[{"moment": "uv"}] = -swapped["pixel_variance"].sel(moment="uv")
    swapped["world"].loc[{"space": "x"}] = -swapped["world"].sel(space="x")
    if "appearance" in recording:  # what was shown plainly is a mirror image of what we now take it for
        swapped["appearance"].values = recording["appearance"].values[:, ::-1]
    return swapped.assign_attrs(mirrored=1 - int(recording.attrs["mirrored"]))
