"""A folder of rendered sets (`validation.people.sets`) with truth, and their keypoints, found once, kept beside."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import xarray as xr

from inturn.motion.recording import KeypointFrame, build, frames
from validation.people.exercise_truth import ExerciseTruth, read

NETWORK = "full"
KEYPOINTS = "keypoints"


@dataclass(frozen=True)
class RenderedSet:
    """One film's truth and where its files are."""

    folder: Path
    truth: ExerciseTruth

    @property
    def name(self) -> str:
        """`set_020000`."""
        return Path(self.truth.clip).stem

    @property
    def recording_path(self) -> Path:
        """Its keypoints."""
        return self.folder / KEYPOINTS / f"{self.name}.{NETWORK}.nc"

    def recording(self) -> xr.Dataset:
        """Its keypoints as a recording."""
        return xr.load_dataset(self.recording_path, engine="h5netcdf")

    def frames(self) -> Iterator[KeypointFrame]:
        """Its keypoints picture by picture."""
        return frames(self.recording())


def rendered_sets(folder: Path, seeds: range) -> list[RenderedSet]:
    """Finished sets of a folder, in order of seed."""
    found = [RenderedSet(folder, read(path)) for path in sorted(folder.glob("set_*.json"))]
    return sorted((s for s in found if s.truth.seed in seeds), key=lambda s: s.truth.seed)


def find_keypoints(one: RenderedSet) -> bool:
    """Find the keypoints of a film that has none yet; whether there was anything to do."""
    film = one.folder / one.truth.clip
    if one.recording_path.exists() or not film.exists():
        return False
    from inturn.sources.video.decode import DecodeLog, pictures
    from inturn.sources.video.track import PoseTracker, rescaled

    tracker, log = PoseTracker(NETWORK, streams=1), DecodeLog()
    found = []
    for frame in tracker.run(pictures(film, 1280, log)):
        across, down = log.upright.scale if log.upright else (1.0, 1.0)
        found.append(rescaled(frame, across, down))
    attributes: dict[str, object] = {
        "source_kind": "video", "file": one.truth.clip, "sha256": "", "width": one.truth.width,
        "height": one.truth.height, "fps": one.truth.fps, "frames": len(found), "duration_s": found[-1].time_s,
        "mirrored": 0, "network": NETWORK, "network_sha256": tracker.file.sha256, "precision": "f32",
        "made_by": "validation.coach",
    }  # fmt: skip
    one.recording_path.parent.mkdir(exist_ok=True)
    part = one.recording_path.with_suffix(".part")
    build(found, attributes).to_netcdf(part, engine="h5netcdf")
    part.rename(one.recording_path)
    return True
