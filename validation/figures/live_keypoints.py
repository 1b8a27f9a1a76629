"""Keypoints as the live page would get them: each picture 640 pixels long, JPEG of quality 80, network full.

    python -m validation.figures.live_keypoints BENCH [--seeds 20000-20999] [--rate 15]

Kept as `keypoints/NAME.full-live.nc`; films that have theirs already are skipped.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import xarray as xr

from validation.bench import Case, cases
from validation.figures.films import seed_range
from validation.people.seeds import REPORT

LONG_SIDE = 640
QUALITY = 80
TAG = "full-live"


def through_jpeg(rgb: np.ndarray) -> np.ndarray:
    """A picture (height, width, 3) made `LONG_SIDE` long at most, encoded as JPEG and decoded again; RGB."""
    scale = min(1.0, LONG_SIDE / max(rgb.shape[:2]))
    size = (round(rgb.shape[1] * scale), round(rgb.shape[0] * scale))
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA) if scale < 1.0 else rgb
    ok, coded = cv2.imencode(".jpg", cv2.cvtColor(small, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if not ok:
        raise RuntimeError("the picture could not be encoded as JPEG")
    seen = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    if seen is None:
        raise RuntimeError("the JPEG picture could not be decoded")
    return cv2.cvtColor(seen, cv2.COLOR_BGR2RGB)


def live_recording(clip: Path, fps: float, rate: float) -> xr.Dataset:
    """A film's recording as the live page would make it, `rate` pictures a second of its `fps`."""
    from inturn.motion.recording import build
    from inturn.sources.video.decode import DecodeLog, pictures
    from inturn.sources.video.track import PoseTracker

    every = max(1, round(fps / rate))
    tracker, size = PoseTracker("full", streams=1), (0, 0)

    def live() -> Iterator[tuple[float, np.ndarray]]:
        nonlocal size
        for i, picture in enumerate(pictures(clip, None, DecodeLog())):
            if i % every == 0:
                rgb = through_jpeg(picture.rgb)
                size = (rgb.shape[1], rgb.shape[0])
                yield picture.time_s, rgb

    frames = list(tracker.run(live()))
    attributes: dict[str, object] = {
        "source_kind": "video", "file": clip.name, "sha256": "", "width": size[0], "height": size[1],
        "fps": fps / every, "frames": len(frames), "duration_s": frames[-1].time_s, "mirrored": 0,
        "network": "full", "network_sha256": tracker.file.sha256, "precision": "f32", "made_by": __name__,
    }  # fmt: skip
    return build(frames, attributes)


def make(case: Case, rate: float) -> bool:
    """Put a film's live keypoints into the cache; False when they were there already."""
    target = case.clip.parent / "keypoints" / f"{case.clip.stem}.{TAG}.nc"
    if target.exists() and target.stat().st_mtime > case.clip.stat().st_mtime:
        return False
    recording = live_recording(case.clip, float(case.truth["fps"]), rate)
    target.parent.mkdir(exist_ok=True)
    part = target.with_suffix(".part")
    recording.to_netcdf(part, engine="h5netcdf")
    part.rename(target)
    return True


def main() -> None:
    """Every film of the bench."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--seeds", type=seed_range, default=REPORT)
    parser.add_argument("--rate", type=float, default=15.0, help="pictures a second (default 15)")
    args = parser.parse_args()
    found = [c for c in cases(args.bench) if c.seed in args.seeds and not c.negative]
    for i, case in enumerate(found, start=1):
        made = make(case, args.rate)
        print(f"{i}/{len(found)} {case.clip.name}{'' if made else ' (there already)'}", flush=True)


if __name__ == "__main__":
    main()
