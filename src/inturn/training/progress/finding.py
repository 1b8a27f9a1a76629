"""What progress found: values, intervals and codes. No sentences; rad, points, days, kilograms."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from inturn.body.keypoints import Side
from inturn.quantity import Method, Quantity
from inturn.training.records import Decision, MeasureId, Reached

RangeCode = Literal["improved", "worse", "no_detectable_change", "too_few_tests", "no_baseline"]
ScoreCode = Literal["better", "worse", "no_important_change", "awaiting_confirmation", "too_few_values", "no_baseline"]
SpreadSource = Literal["method", "own_and_method"]


@dataclass(frozen=True, slots=True)
class TestPoint:
    """One test of one side as it stands in a series; the newest reading of it where it was measured again."""

    __test__ = False  # not a test class, whatever its name says

    test_id: str
    at: datetime
    day: date
    rotation: Quantity | None
    reached: Reached
    body_moved: bool | None
    pain: int | None


@dataclass(frozen=True, slots=True)
class Trend:
    """Theil-Sen slope in units a week, its 95 % interval (None when too few values), number of values."""

    per_week: float
    interval95: tuple[float, float] | None
    n: int


@dataclass(frozen=True, slots=True)
class RangeChange:
    """Change of one side's rotation within the running period of twelve weeks, one method only (rad).

    code         what may be said, all looks of the period counted; "improved" is only ever said here
    period       1, 2, ... ; period_start its first day
    baseline, current   the values compared: mean of the baseline tests, median of the newest; None = not yet
    change, sd, interval95   current minus baseline, its error and 95 % interval (one look)
    detectable   what the change must reach to be called one at this look: the larger of `mdc95` (two single tests)
                 and the limit that keeps all looks of a period within the programme's overall error
    spread       standard deviation of one test between days; spread_source: where it comes from
    looks        tests so far that could have been called a change
    trend        over the period's tests
    """

    side: Side
    method: Method
    code: RangeCode
    period: int
    period_start: date
    baseline: float | None
    current: float | None
    change: float | None
    sd: float | None
    interval95: tuple[float, float] | None
    detectable: float | None
    mdc95: float
    spread: float
    spread_source: SpreadSource
    looks: int
    trend: Trend | None


@dataclass(frozen=True, slots=True)
class Series:
    """All tests of one side by one method, in the order of time, and their change. `change` is None without angles."""

    side: Side
    method: Method
    points: tuple[TestPoint, ...]
    change: RangeChange | None


@dataclass(frozen=True, slots=True)
class PainChange:
    """Pain before sessions and on other days, 0-10: then and now, each the mean of several entries."""

    code: ScoreCode
    baseline: float | None
    current: float | None
    change: float | None
    trend: Trend | None
    n: int


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """Change of a questionnaire score (RMDQ 0-24, lower is better; PSFS 0-10, mean of the activities, higher is)."""

    measure: MeasureId
    code: ScoreCode
    baseline: float | None
    current: float | None
    change: float | None
    values: tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True)
class WeekDone:
    """One week since the baseline (1, 2, ...): sessions done and planned, heaviest load (kg), mean pain before."""

    week: int
    start: date
    done: int
    planned: int
    load_kg: float
    pain: float | None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where somebody stands at a moment.

    week       weeks since the first test, from 1; 0 before it
    series     per side and method
    advice     decisions that ask for something (see someone, anatomy), the most urgent first
    """

    day: date
    week: int
    series: tuple[Series, ...]
    pain: PainChange
    scores: tuple[ScoreChange, ...]
    weeks: tuple[WeekDone, ...]
    advice: tuple[Decision, ...]

    @property
    def improved(self) -> tuple[Side, ...]:
        """The sides whose range reads "improved"."""
        changes = [s.change for s in self.series if s.change is not None]
        return tuple(c.side for c in changes if c.code == "improved")
