"""The accuracy rows of DESIGN's table of targets: bar, aim, value, interval over people, held or missed."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from pydantic import BaseModel, ConfigDict

from validation.figures import columns as c
from validation.figures.rows import CHANGES, FilmRow
from validation.figures.statistics import Estimate, bias, covered, estimate, mae, p95, share

Kind = Literal["at most", "at least", "within", "size at most"]


class Target(NamedTuple):
    """One row of the table. `within`: bar and aim are spans; "size at most": of a signed figure."""

    key: str
    text: str
    unit: str
    kind: Kind
    bar: tuple[float, ...]
    aim: tuple[float, ...]


TARGETS = (
    Target("trial_mae", "rotation of a trial, mean error", "°", "at most", (2.5,), (1.5,)),
    Target("trial_bias", "rotation of a trial, bias", "°", "size at most", (1.5,), (0.5,)),
    Target("trial_p95", "rotation of a trial, 95th percentile", "°", "at most", (6.0,), (4.0,)),
    Target("side_difference_mae", "left against right, mean error", "°", "at most", (2.5,), (1.5,)),
    Target("coverage95", "95 % interval covers", "%", "within", (90.0, 99.0), (93.0, 97.0)),
    Target("pelvic_list_mae", "change of pelvic list, mean error", "°", "at most", (3.0,), (2.0,)),
    Target("pelvic_turn_mae", "change of pelvic turn, mean error", "°", "at most", (3.0,), (2.0,)),
    Target("trunk_lean_mae", "change of trunk lean, mean error", "°", "at most", (3.0,), (2.0,)),
    Target("cheats_flagged", "tests with a cheat over 8° flagged", "%", "at least", (95.0,), (99.0,)),
    Target("clean_passed", "clean tests passed whole", "%", "at least", (90.0,), (97.0,)),
    Target("cheats_moved", 'flagged by the word "moved" alone', "%", "at least", (95.0,), (99.0,)),
    Target("clean_counted", 'passed whole by the word "moved" alone', "%", "at least", (90.0,), (97.0,)),
    Target("trials_found", "trials found and sided", "%", "at least", (99.0,), (100.0,)),
    Target("negatives", "negatives that gave a verdict", "%", "at most", (0.0,), (0.0,)),
    Target("live_mae", "live, mean error", "°", "at most", (4.0,), (2.5,)),
    Target("two_cameras", "same motion, two cameras: 95 % within", "°", "at most", (5.0,), (3.0,)),
)


class TargetRow(BaseModel):
    """A target with what was found; all None and state "not measured" where there is nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0
    people: int = 0
    state: Literal["aim met", "held", "missed", "not measured"] = "not measured"
    sure: bool = False


def allowed(kind: Kind, limit: tuple[float, ...]) -> tuple[float, float]:
    """Lowest and highest value that keep a limit."""
    if kind == "within":
        return limit[0], limit[1]
    if kind == "at least":
        return limit[0], np.inf
    return (-limit[0] if kind == "size at most" else -np.inf), limit[0]


def judged(target: Target, found: Estimate) -> TargetRow:
    """The row of a target. `sure`: the whole interval over two people or more says the same of the bar as the value."""
    if found.n == 0 or not np.isfinite(found.value):
        return TargetRow(key=target.key)
    low, high = allowed(target.kind, target.bar)
    held = low <= found.value <= high
    aim = allowed(target.kind, target.aim)
    inside, outside = low <= found.low and found.high <= high, found.high < low or found.low > high
    return TargetRow(
        key=target.key,
        value=found.value,
        low=found.low,
        high=found.high,
        n=found.n,
        people=found.people,
        state="aim met" if aim[0] <= found.value <= aim[1] else "held" if held else "missed",
        sure=found.people > 1 and (inside if held else outside),
    )


def of_column(col: c.Column, statistic: str) -> Estimate:
    """A statistic of a column by name: mae, bias, p95 or share."""
    known = {"mae": mae, "bias": bias, "p95": p95, "share": share}
    return estimate(col.values, col.people, known[statistic], rate=statistic == "share")


def estimates(rows: Sequence[FilmRow]) -> dict[str, Estimate]:
    """Every accuracy figure of the whole program, by the key of its target."""
    error = c.trial_errors(rows)
    sd = c.per_trial(rows, lambda t: t.sd)
    cover = c.Column(list(covered(error.array, sd.array, 0.95)), error.people)
    found = {
        "trial_mae": of_column(error, "mae"),
        "trial_bias": of_column(error, "bias"),
        "trial_p95": of_column(error, "p95"),
        "side_difference_mae": of_column(c.side_difference_errors(rows), "mae"),
        "coverage95": of_column(cover, "share"),
        "cheats_flagged": of_column(c.cheat_flagged(rows), "share"),
        "clean_passed": of_column(c.clean_passed(rows), "share"),
        "cheats_moved": of_column(c.cheat_flagged(rows, surely=True), "share"),
        "clean_counted": of_column(c.clean_passed(rows, surely=True), "share"),
        "trials_found": of_column(c.found_and_sided(rows), "share"),
        "negatives": of_column(c.verdict_in_negative(rows), "share"),
        "two_cameras": two_cameras(rows),
    }
    return found | {f"{name}_mae": of_column(c.change_errors(rows, name), "mae") for name in CHANGES}


def two_cameras(rows: Sequence[FilmRow]) -> Estimate:
    """95th percentile of the size of differences between two films of the same motion, trial by trial."""
    pairs: list[tuple[float, str]] = []
    by: dict[str, list[FilmRow]] = {}
    for r in c.tests(rows):
        if r.motion is not None:
            by.setdefault(r.motion, []).append(r)
    for motion, group in by.items():
        for i, first in enumerate(group):
            for second in group[i + 1 :]:
                both = zip(first.trials, second.trials, strict=True)
                pairs += [((a.error + a.true) - (b.error + b.true), motion) for a, b in both]
    return of_column(c.column(pairs), "p95")


def table(found: dict[str, Estimate]) -> list[TargetRow]:
    """Every target, judged."""
    missing = Estimate(np.nan, np.nan, np.nan, 0, 0)
    return [judged(t, found.get(t.key, missing)) for t in TARGETS]
