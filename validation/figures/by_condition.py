"""Error of trials by the condition they were filmed in."""

from collections.abc import Callable, Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict

from validation.figures import columns as c
from validation.figures.rows import FilmRow, TrialRow
from validation.figures.statistics import bias, covered, estimate, mae, p95, share

Value = float | str | None
Take = Callable[[FilmRow, TrialRow], Value]


class BinRow(BaseModel):
    """One bin of one condition; degrees, percent. `low`, `high`: 95 % interval of the mean error over people."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    condition: str
    bin: str
    trials: int
    people: int
    mae: float
    low: float
    high: float
    bias: float
    p95: float
    covered: float


def _film(key: str) -> Take:
    return lambda r, _: r.conditions.get(key)


def _cheat(_: FilmRow, t: TrialRow) -> Value:
    names = [n.replace("_", " ") for n in t.cheats]
    return "none" if not names else names[0] if len(names) == 1 else "two or more"


def _movement(limit: str) -> Take:
    return lambda _, t: getattr(t, limit)


# Text of the condition, what it is, and inner edges of its bins (None: the value is a word).
CONDITIONS: tuple[tuple[str, Take, tuple[float, ...] | None, str], ...] = (
    ("true rotation", _movement("true"), (10.0, 20.0, 30.0, 40.0), "°"),
    ("turned from the camera", _film("turned_deg"), (5.0, 10.0, 15.0), "°"),
    ("distance", _film("distance_m"), (2.5, 3.5, 4.5), " m"),
    ("angle of view, long side", _film("view_deg"), (50.0, 60.0, 70.0), "°"),
    ("camera roll", _film("camera_roll_deg"), (1.0, 2.0), "°"),
    ("picture", _film("picture"), None, ""),
    ("short side of the picture", _film("short_side_px"), (500.0, 800.0), " px"),
    ("pictures a second", _film("fps"), (14.0, 20.0), ""),
    ("legs", _film("legs"), None, ""),
    ("hips", _film("hips"), None, ""),
    ("feet", _film("feet"), None, ""),
    ("hip flexion at the hold", _movement("hip_flexion"), (75.0, 82.0, 89.0), "°"),
    ("thigh elevation at the hold", _movement("thigh_elevation"), (75.0, 82.0, 89.0), "°"),
    ("stature", _film("height_m"), (1.6, 1.7, 1.8), " m"),
    ("weight (0.5 = average)", _film("weight"), (0.4, 0.55, 0.7), ""),
    ("sex", _film("sex"), None, ""),
    ("cheat", _cheat, None, ""),
)


def label(value: float, edges: Sequence[float], unit: str) -> str:
    """Name of the bin [a, b) that a value falls into."""
    at = int(np.searchsorted(edges, value, side="right"))
    if at == 0:
        return f"under {edges[0]:g}{unit}"
    if at == len(edges):
        return f"{edges[-1]:g}{unit} and more"
    return f"{edges[at - 1]:g} to {edges[at]:g}{unit}"


def bins(rows: Sequence[FilmRow]) -> list[BinRow]:
    """Every bin that holds a trial, in order of conditions and then of size (words by number of trials)."""
    out: list[BinRow] = []
    kept = list(c.readable(rows))
    for text, take, edges, unit in CONDITIONS:
        by: dict[tuple[float, str], list[tuple[FilmRow, TrialRow]]] = {}
        for r, t in kept:
            value = take(r, t)
            if value is None:
                continue
            if edges is None or isinstance(value, str):
                key = (0.0, str(value))
            else:
                key = (float(np.searchsorted(edges, value, side="right")), label(value, edges, unit))
            by.setdefault(key, []).append((r, t))
        order = sorted(by, key=lambda k: (k[0], -len(by[k]), k[1]))
        out += [_bin(text, key[1], by[key]) for key in order]
    return out


def _bin(condition: str, name: str, held: list[tuple[FilmRow, TrialRow]]) -> BinRow:
    people = [r.person for r, _ in held]
    error = np.array([t.error for _, t in held])
    sd = np.array([np.nan if t.sd is None else t.sd for _, t in held])
    found = estimate(list(error), people, mae)
    cover = covered(error, sd, 0.95)
    return BinRow(
        condition=condition,
        bin=name,
        trials=found.n,
        people=found.people,
        mae=found.value,
        low=found.low,
        high=found.high,
        bias=bias(error),
        p95=p95(error),
        covered=share(cover[np.isfinite(cover)]) if np.isfinite(cover).any() else float("nan"),
    )
