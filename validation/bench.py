"""A folder of rendered clips with truth, and their keypoints (cached beside them, one file per network)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

SIDES = ("left", "right")


@dataclass(frozen=True)
class Case:
    """One clip with its truth file; `sidecar` has the joints."""

    clip: Path
    truth: dict[str, Any]

    @property
    def seed(self) -> int:
        return int(self.truth["seed"])

    @property
    def negative(self) -> bool:
        return bool(self.truth.get("negative", False))


def cases(folder: Path, low: int = 0, high: int = 10**9) -> list[Case]:
    """Finished clips of a folder with seeds in [low, high), in order of seed."""
    found: list[Case] = []
    for path in sorted(folder.glob("*.json")):
        truth = json.loads(path.read_text("utf-8"))
        clip = path.with_name(truth["clip"]) if "clip" in truth else path.with_suffix(".mp4")
        if truth.get("schema") == "inturn/truth/1" and clip.exists() and low <= int(truth["seed"]) < high:
            found.append(Case(clip, truth))
    return sorted(found, key=lambda c: (c.seed, c.clip.name))


def _cache(case: Case, network: str) -> Path:
    return case.clip.parent / "keypoints" / f"{case.clip.stem}.{network}.nc"


def recording(case: Case, network: str) -> xr.Dataset:
    """Keypoints of a clip, from the cache `keypoints/NAME.NETWORK.nc` (made by `make_keypoints`)."""
    return xr.load_dataset(_cache(case, network), engine="h5netcdf")


def make_keypoints(case: Case, network: str, rate: float) -> None:
    """Put a clip's keypoints into the cache, from about `rate` pictures a second: enough for held poses, and cheap.

    Does nothing when they are newer than the clip.
    """
    cache = _cache(case, network)
    if cache.exists() and cache.stat().st_mtime > case.clip.stat().st_mtime:
        return
    from inturn.motion.recording import build
    from inturn.sources.video.decode import DecodeLog, pictures
    from inturn.sources.video.track import PoseTracker, rescaled

    every = max(1, round(float(case.truth["fps"]) / rate))
    tracker, log = PoseTracker(network, streams=1), DecodeLog()  # pyright: ignore[reportArgumentType]
    frames = []
    for frame in tracker.run(p for i, p in enumerate(pictures(case.clip, 1280, log)) if i % every == 0):
        across, down = log.upright.scale if log.upright else (1.0, 1.0)
        frames.append(rescaled(frame, across, down))
    attributes: dict[str, object] = {
        "source_kind": "video", "file": case.clip.name, "sha256": "", "width": int(case.truth["width"]),
        "height": int(case.truth["height"]), "fps": float(case.truth["fps"]) / every, "frames": len(frames),
        "duration_s": frames[-1].time_s, "mirrored": 0, "network": network,
        "network_sha256": tracker.file.sha256, "precision": "f32", "made_by": "validation.bench",
    }  # fmt: skip
    cache.parent.mkdir(exist_ok=True)
    part = cache.with_suffix(".part")
    build(frames, attributes).to_netcdf(part, engine="h5netcdf")
    part.rename(cache)


def cached(found: list[Case], network: str) -> Iterator[Case]:
    """Cases whose keypoints are there already."""
    for case in found:
        if _cache(case, network).exists():
            yield case


def sidecar(case: Case) -> tuple[dict[str, np.ndarray], np.ndarray, dict[str, Any]]:
    """Joint centres by name (T, 3), pelvis axes (T, 3, 3) as columns, and the camera, in the world frame."""
    with np.load(case.clip.with_suffix(".npz")) as data:
        names = [str(n) for n in data["names"]]
        joints = {n: data["world"][:, i].astype(float) for i, n in enumerate(names)}
        return joints, data["pelvis"].astype(float), json.loads(str(data["camera"]))
