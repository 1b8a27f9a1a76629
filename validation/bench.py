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
    """One clip with its truth; `joints` (name -> (T, 3), world frame), `pelvis` (T, 3, 3) and `camera` from the sidecar."""

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


def recording(case: Case, network: str) -> xr.Dataset:
    """Keypoints of a clip, from the cache `keypoints/NAME.NETWORK.nc` or made now."""
    cache = case.clip.parent / "keypoints" / f"{case.clip.stem}.{network}.nc"
    if cache.exists():
        return xr.load_dataset(cache, engine="h5netcdf")
    from inturn.sources.video.reader import read_video

    cache.parent.mkdir(exist_ok=True)
    made = read_video(case.clip, network)  # pyright: ignore[reportArgumentType]
    part = cache.with_suffix(".part")
    made.to_netcdf(part, engine="h5netcdf")
    part.rename(cache)
    return made


def cached(found: list[Case], network: str) -> Iterator[Case]:
    """Cases whose keypoints are there already."""
    for case in found:
        if (case.clip.parent / "keypoints" / f"{case.clip.stem}.{network}.nc").exists():
            yield case


def sidecar(case: Case) -> tuple[dict[str, np.ndarray], np.ndarray, dict[str, Any]]:
    """Joint centres by name (T, 3), pelvis axes (T, 3, 3) as columns, and the camera, in the world frame."""
    with np.load(case.clip.with_suffix(".npz")) as data:
        names = [str(n) for n in data["names"]]
        joints = {n: data["world"][:, i].astype(float) for i, n in enumerate(names)}
        return joints, data["pelvis"].astype(float), json.loads(str(data["camera"]))
