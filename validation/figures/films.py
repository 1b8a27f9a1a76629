"""The films of a bench: truth files with the keypoints beside them; the film itself need not be there."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import xarray as xr

from inturn.programme.standing_test import StandingTestRules
from validation.figures.truth import Truth, read_truth
from validation.people.seeds import REPORT


@dataclass(frozen=True)
class Film:
    """One film of a bench with the keypoints of one network (`keypoints/NAME.TAG.nc`)."""

    truth: Truth
    keypoints: Path

    def recording(self) -> xr.Dataset:
        """The keypoints."""
        return xr.load_dataset(self.keypoints, engine="h5netcdf")


def films(
    bench: Path, tag: str, rules: StandingTestRules, seeds: range = REPORT, limit: int | None = None
) -> Iterator[Film]:
    """Films of a bench with keypoints under `tag` (a network, or another name), in order of their names."""
    given = 0
    for keypoints in sorted((bench / "keypoints").glob(f"*.{tag}.nc")):
        path = bench / f"{keypoints.name.removesuffix(f'.{tag}.nc')}.json"
        if not path.exists() or given == limit:
            continue
        truth = read_truth(path, rules)
        if truth.seed in seeds:
            given += 1
            yield Film(truth, keypoints)


def seed_range(text: str) -> range:
    """ "A-B", both included."""
    low, high = (int(part) for part in text.split("-"))
    return range(low, high + 1)
