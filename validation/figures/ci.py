"""The committed few: keypoints of some report people, small enough for the tests, and what they must keep.

    python -m validation.figures.ci make BENCH --seeds 20002 20003 ...   # tests/bench/ from a bench (heavy keypoints)
    python -m validation.figures.ci freeze                               # validation/results/ci.json from tests/bench/
    python -m validation.figures.ci check                                # does any figure worsen beyond its noise?

Keypoints are kept as float32 of fewer binary digits (`DIGITS`), so that they compress: pixels to 0.03 at least.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from inturn.programme.standing_test import load_standing_test
from inturn.sources.recordings import APPEARANCE_BYTES
from validation.figures import columns as c
from validation.figures.films import films
from validation.figures.freeze import RESULTS, frozen, read, write
from validation.figures.measure import measure_film
from validation.figures.rows import FilmRow
from validation.figures.statistics import REPEATS, Floats, Statistic, bias, covered, mae, p95, share
from validation.figures.truth import Reduced, read_truth

FOLDER = Path(__file__).parents[2] / "tests" / "bench"
NETWORK = "heavy"
DIGITS = {"pixel": 15, "pixel_variance": 8, "world": 11, "visibility": 7, "presence": 7, "score": 8}
"""Binary digits kept of each variable."""
LARGEST_BYTES = 4_500_000
GRAIN = 0.1
"""Degrees or percent that nobody minds."""


def rounded(recording: xr.Dataset) -> xr.Dataset:
    """The recording with its floats rounded to `DIGITS` binary digits."""
    out = recording.copy(deep=True)
    for name, digits in DIGITS.items():
        fraction, exponent = np.frexp(recording[name].values.astype(np.float64))
        steps = np.ldexp(np.round(np.ldexp(fraction, digits)), -digits)
        out[name].values = np.ldexp(steps, exponent).astype(np.float32)
    return out


def make(bench: Path, seeds: Sequence[int], folder: Path = FOLDER) -> int:
    """Write the subset anew; bytes of all of it. Raises SystemExit when a film is missing or it grows too large."""
    rules = load_standing_test()
    sources = {f"person_{seed:06d}": bench / "keypoints" / f"person_{seed:06d}.{NETWORK}.nc" for seed in seeds}
    if missing := [source.name for source in sources.values() if not source.exists()]:
        raise SystemExit(f"Missing: {', '.join(missing)}. Run python -m validation.figures.keypoints {bench}.")
    (folder / "keypoints").mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("*.json"), *(folder / "keypoints").glob("*.nc")):
        old.unlink()
    for name, source in sources.items():
        recording = rounded(xr.load_dataset(source, engine="h5netcdf"))
        packed: dict[str, Any] = {v: {"zlib": True, "complevel": 9, "shuffle": True} for v in DIGITS}
        if "appearance" in recording:
            packed["appearance"] = APPEARANCE_BYTES | {"zlib": True, "complevel": 9}
        recording.to_netcdf(folder / "keypoints" / source.name, engine="h5netcdf", encoding=packed)
        reduced = Reduced(truth=read_truth(bench / f"{name}.json", rules))
        (folder / f"{name}.json").write_text(reduced.model_dump_json(by_alias=False) + "\n", "utf-8")
    size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
    if size > LARGEST_BYTES:
        raise SystemExit(f"{size} bytes are more than {LARGEST_BYTES}: choose fewer or shorter films.")
    return size


def measure(folder: Path = FOLDER) -> list[FilmRow]:
    """Rows of the subset."""
    rules = load_standing_test()
    return [measure_film(f.truth, f.recording(), rules) for f in films(folder, NETWORK, rules)]


def figures(rows: Sequence[FilmRow]) -> dict[str, c.Column]:
    """What must not worsen, as values and people."""
    error = c.trial_errors(rows)
    cover = covered(error.array, c.per_trial(rows, lambda t: t.sd).array, 0.95)
    return {
        "trial_mae": error,
        "trial_bias": error,
        "trial_p95": error,
        "person_median": per_person(error),
        "pelvic_list_mae": c.change_errors(rows, "pelvic_list"),
        "coverage95_share": c.Column([float(v) for v in cover], error.people),
        "trials_found_share": c.found_and_sided(rows),
        "trials_read_share": c.column((float(t.counts), r.person) for r, t in c.asked_for(rows)),
    }


def per_person(error: c.Column) -> c.Column:
    """The mean error of each person's trials: its median is not swayed by one person who is read very badly."""
    people = sorted(set(error.people))
    return c.column((mae(np.array(held)), p) for p in people if (held := _of(error, p)))


def _uncovered(hit: Floats) -> float:
    return 100.0 - share(hit)


def _size_of_bias(error: Floats) -> float:
    return abs(bias(error))


def _middle(values: Floats) -> float:
    return float(np.median(values))


_STATISTICS: dict[str, Statistic] = {
    "mae": mae, "p95": p95, "bias": _size_of_bias, "median": _middle, "share": _uncovered,
}  # fmt: skip


def _statistic(key: str) -> Statistic:
    """The figure of a key, such that more is worse."""
    return _STATISTICS[key.rsplit("_", 1)[1]]


def value(key: str, found: c.Column) -> float:
    """The figure itself, degrees or percent."""
    at = _statistic(key)(found.array[np.isfinite(found.array)])
    return 100.0 - at if key.endswith("share") else at


def change(key: str, was: c.Column, now: c.Column, seed: int = 1) -> tuple[float, float]:
    """By how much a figure worsened, and the least it did (5th percentile) when people are drawn again.

    The same people are drawn for both, so what makes one person harder than another is no noise. Of a bias, what is
    drawn again is its shift: a shift that is sure, and makes the bias larger in size, is a worsening, though on other
    people the bias might have started on the other side of zero.
    """
    statistic = _statistic(key)
    people = sorted(set(was.people) | set(now.people))
    old, new = ([np.array(_of(col, p)) for p in people] for col in (was, now))
    worse = _worse(old, new, statistic)
    rng = np.random.default_rng(seed)
    drawn = (rng.integers(len(people), size=len(people)) for _ in range(REPEATS))
    shift = _worse(old, new, bias)
    if key.endswith("bias"):
        statistic = bias if shift > 0.0 else _opposite
    again = [_worse([old[i] for i in d], [new[i] for i in d], statistic) for d in drawn]
    return worse, float(np.nanpercentile(again, 5))


def _opposite(error: Floats) -> float:
    return -bias(error)


def _of(col: c.Column, person: str) -> list[float]:
    return [v for v, p in zip(col.values, col.people, strict=True) if p == person and np.isfinite(v)]


def _worse(old: Sequence[Floats], new: Sequence[Floats], statistic: Statistic) -> float:
    before, after = np.concatenate(old), np.concatenate(new)
    return statistic(after) - statistic(before) if before.size and after.size else float("nan")


def worsened(was: dict[str, c.Column], now: dict[str, c.Column]) -> list[str]:
    """A sentence for every figure that is worse by more than `GRAIN`, and surely so, or that is gone."""
    out: list[str] = []
    for key, old in was.items():
        new = now[key]
        if not np.isfinite(new.values).any():
            out.append(f"{key} can no longer be said")
            continue
        by, least = change(key, old, new)
        if by > GRAIN and least > 0.0:
            out.append(f"{key} is worse by {by:.2f} (at least {least:.2f} whoever is drawn)")
    return out


def kept(results: Path = RESULTS) -> dict[str, c.Column]:
    """The frozen figures."""
    found = read("ci", results)
    if found is None:
        raise SystemExit("validation/results/ci.json is missing: run python -m validation.figures.ci freeze.")
    return {key: c.Column(_numbers(one["values"]), one["people"]) for key, one in found["columns"].items()}


def _numbers(values: Sequence[float | None]) -> list[float]:
    return [float("nan") if v is None else v for v in values]


def refused(rows: Sequence[FilmRow]) -> list[str]:
    """Names of the films that were refused."""
    return [r.name for r in rows if r.refused is not None]


def main() -> None:
    """Make, freeze or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("bench", type=Path)
    making.add_argument("--seeds", type=int, nargs="+", required=True)
    commands.add_parser("freeze")
    commands.add_parser("check")
    args = parser.parse_args()
    if args.command == "make":
        print(f"{make(args.bench, args.seeds)} bytes in {FOLDER}")
        return
    rows = measure()
    found = figures(rows)
    values = {k: value(k, v) for k, v in found.items()}
    print("\n".join(f"{k:20s} {v:6.2f}" for k, v in values.items()))
    if args.command == "freeze":
        body: dict[str, Any] = {"films": [r.name for r in rows], "refused": refused(rows), "figures": values}
        body["columns"] = {k: {"values": v.values, "people": v.people} for k, v in found.items()}
        write(RESULTS / "ci.json", frozen("ci", NETWORK, "python -m validation.figures.ci freeze", body))
        return
    if worse := worsened(kept(), found):
        raise SystemExit("Worse than before: " + "; ".join(worse))


if __name__ == "__main__":
    main()
