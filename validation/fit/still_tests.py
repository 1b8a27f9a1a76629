"""Single pictures of one person's test (`validation.people.stills`) as a recording, with what is true in each.

Keypoints are the mean of all views, and so is the appearance, plain and mirrored ones apart: what a film's smoother
makes of views that follow each other.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import xarray as xr

from inturn.motion.recording import KeypointFrame, build
from inturn.motion.reversals import MOSTLY, SURE, breadth, share_behind
from validation.fit.stills import written
from validation.people import truth
from validation.people.seeds import purpose

STANDING = 3
APART_S = 0.5
LEAST_SCORE = 0.5


@dataclass(frozen=True)
class StillTest:
    """A person's pictures as a recording of two a second, and the truth in radians.

    pixel (T, 33, 2); rotation (T, 2) left, right; list, turn, lean (T,) left positive, turn against the world's x;
    side (T,) the leg under test: 0 left, 1 right, -1 none; held (T,); before (T,) the picture before the rotation.
    other_look: whether the pictures were changed before they were looked at (`validation.fit.looks`).
    """

    seed: int
    recording: xr.Dataset
    pixel: np.ndarray
    rotation: np.ndarray
    list: np.ndarray
    turn: np.ndarray
    lean: np.ndarray
    side: np.ndarray
    held: np.ndarray
    before: np.ndarray
    other_look: bool = False


def _recording(seen: dict[str, np.ndarray], width: int, height: int, network: str) -> xr.Dataset:
    """The keypoints as a recording in which the pictures follow each other at a steady pace."""
    frames = [
        KeypointFrame(
            APART_S * i, seen["pixel"][i], seen["variance"][i], seen["visibility"][i], seen["presence"][i],
            seen["world"][i], float(seen["score"][i]), 0, 1, seen["appearance"][i] if "appearance" in seen else None,
        )
        for i in range(len(seen["score"]))
    ]  # fmt: skip
    attributes: dict[str, object] = {
        "source_kind": "video", "file": "stills", "sha256": "", "width": width, "height": height, "fps": 1 / APART_S,
        "frames": len(frames), "duration_s": APART_S * len(frames), "mirrored": 0, "network": network,
        "network_sha256": "", "precision": "f32", "made_by": "validation.fit.still_tests",
    }  # fmt: skip
    return build(frames, attributes)


def mean_of_views(arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Each picture's mean over the views in turn, but for views in which front is taken for back.

    arrays (picture, view, ...). Views in which shoulders or hips are not seen do not count either. NaN where no view of
    a picture is left, as a film leaves somebody out for a moment.
    """
    broad = breadth(arrays["pixel"].astype(float))
    use = broad > -SURE
    out: dict[str, np.ndarray] = {}
    for name, values in arrays.items():
        shown = use.reshape(*use.shape, *[1] * (values.ndim - 2)) & np.isfinite(values)
        total = np.where(shown, values.astype(float), 0.0).sum(axis=1)
        count = shown.sum(axis=1)
        out[name] = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    out["score"] = arrays["score"].astype(float).mean(axis=1)
    return out


def test_of(stills: Path, arrays: dict[str, np.ndarray], network: str) -> StillTest | None:
    """The test of one file, seen so (`validation.fit.stills.as_arrays`); None where somebody is hardly seen,
    or mostly taken for a back."""
    seen = mean_of_views(arrays)
    behind = share_behind(breadth(arrays["pixel"].astype(float)).ravel())
    if seen["score"].min() < LEAST_SCORE or behind > MOSTLY:
        return None
    with np.load(stills) as file:
        data = {name: file[name] for name in file.files if name != "pictures"}
    camera, time_s = json.loads(str(data["camera"])), data["time_s"]
    joints = {str(n): data["world"][:, i].astype(float) for i, n in enumerate(data["names"])}
    body = truth.Skeleton(joints, data["pelvis"].astype(float))
    whole = truth.body_angles(body, camera_yaw=0.0)
    side, held = np.full(len(time_s), -1), np.zeros(len(time_s), dtype=bool)
    before = np.zeros(len(time_s), dtype=int)
    for trial in json.loads(str(data["trials"])):
        here = (time_s >= trial["start_s"] - 0.2) & (time_s <= trial["hold_end_s"])
        side[here] = truth.SIDES.index(trial["side"])
        held |= here & (time_s >= trial["hold_start_s"])
        before[here] = np.argmin(np.abs(time_s - (trial["start_s"] - 0.1)))
    return StillTest(
        int(data["seed"]),
        _recording(seen, camera["width"], camera["height"], network),
        seen["pixel"].astype(float),
        np.stack([truth.leg_angles(body, s)["rotation"] for s in truth.SIDES], axis=1),
        whole["pelvic_list_left"],
        whole["pelvic_turn_left"],
        whole["trunk_lean_left"],
        side,
        held,
        before,
    )


def still_tests(folder: Path, network: str, kind: str = "fit", *, other_look: bool = False) -> Iterator[StillTest]:
    """Every person of a folder with keypoints, of seeds for `kind` only; of pictures as drawn, or in another look."""
    for stills in sorted(folder.glob("stills_??????.npz")):
        found = written(stills, network, other_look=other_look)
        if purpose(int(stills.stem[-6:])) == kind and found.exists():
            with np.load(found) as file:
                arrays = {name: file[name] for name in file.files}
            test = test_of(stills, arrays, network)
            if test is not None:
                yield replace(test, other_look=other_look)
