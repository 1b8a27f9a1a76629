"""What each number of the programme may be: its units, and limits in radians, seconds, metres, kilograms and days.

The limits are there to catch slips (a pain of 11, a load of -4 kg, a session of 12 hours), not to set a dose.
"""

from dataclasses import dataclass
from math import radians
from typing import Final

_TIME: Final = ("s", "min")
_DAYS: Final = ("d", "wk")
_ANGLE: Final = ("deg",)
_LENGTH: Final = ("cm", "m")


@dataclass(frozen=True, slots=True)
class Bound:
    """Allowed units, lowest and highest internal value, and whether only whole numbers are allowed."""

    units: tuple[str, ...]
    lowest: float
    highest: float
    whole: bool = False


def _count(lowest: int, highest: int, *units: str) -> Bound:
    return Bound(units or ("1",), lowest, highest, whole=True)


def _points(lowest: float = 0, highest: float = 10, *, whole: bool = True) -> Bound:
    return Bound(("points",), lowest, highest, whole)


BOUNDS: Final[dict[str, dict[str, Bound]]] = {
    "plan": {
        "baseline_tests": _count(1, 5),
        "retest_every": _count(1, 60, *_DAYS),
        "days_a_week": _count(1, 7, "1/wk"),
        "rest_days": _count(0, 6, *_DAYS),
        "session_time": Bound(_TIME, 120, 3600),
        "time_over": Bound(_TIME, 0, 1800),
        "retest_time": Bound(_TIME, 0, 600),
        "low_range": Bound(_ANGLE, 0, radians(40)),
        "high_range": Bound(_ANGLE, radians(30), radians(90)),
        "painful_from": _points(1, 10),
    },
    "pain": {
        "safe_most": _points(),
        "acceptable_most": _points(),
        "stop_rise": _points(1, 10),
        "settle_within": _points(),
        "failures_to_pause": _count(1, 5),
        "pause_days": _count(1, 90, *_DAYS),
        "week_rise": _points(whole=False),
    },
    "load": {
        "sessions": _count(1, 20),
        "effort_most": _points(),
        "clean_least": Bound(("1",), 0, 1),
        "first": Bound(("kg",), 0.5, 40),
        "step": Bound(("kg",), 0.25, 20),
        "step_share": Bound(("1",), 0, 0.5),
        "most": Bound(("kg",), 0.5, 200),
        "smaller": Bound(("1",), 0, 0.9),
        "unfinished_sessions": _count(1, 10),
    },
    "break": {
        "after": _count(3, 90, *_DAYS),
        "sessions": _count(1, 10),
        "load_share": Bound(("1",), 0, 1),
    },
    "refer": {
        "look_after": _count(7, 182, *_DAYS),
        "see_after": _count(7, 182, *_DAYS),
        "anatomy_after": _count(7, 364, *_DAYS),
    },
    "change": {
        "overall_error": Bound(("1",), 0.001, 0.05),
        "period": _count(28, 364, *_DAYS),
        "spending_power": Bound(("1",), 1, 6),
        "recent_tests": _count(1, 9),
        "method_weight": Bound(("1",), 0.5, 50),
        "least_detectable": Bound(_ANGLE, radians(1), radians(30)),
        "pain_entries": _count(1, 50),
        "pain_entries_least": _count(1, 50),
        "pain_window": _count(7, 90, *_DAYS),
        "score_recent": _count(1, 9),
        "trend_least": _count(3, 20),
    },
    "self_test": {"gap_difference": Bound(_LENGTH, 0.005, 0.2)},
}
"""By section and name; a section of the file has exactly these rows."""

DOSE_BOUNDS: Final[dict[str, Bound]] = {
    "sets": _count(1, 6),
    "repetitions_low": _count(1, 50),
    "repetitions_high": _count(1, 50),
    "hold_low": Bound(_TIME, 1, 300),
    "hold_high": Bound(_TIME, 1, 300),
    "roll": Bound(_TIME, 0, 300),
    "rest": Bound(_TIME, 0, 600),
    "change": Bound(_TIME, 0, 600),
    "down": Bound(_TIME, 0.5, 30),
    "pause": Bound(_TIME, 0, 30),
    "up": Bound(_TIME, 0.5, 30),
    "discomfort_most": _points(),
}
"""What a dose may hold: `sets`, `rest`, `change`, and either both repetitions with their tempo or both holds."""

FULL_EVERY: Final = _count(1, 31, *_DAYS)
MEASURE_BOUNDS: Final[dict[str, Bound]] = {
    "highest": _points(1, 100),
    "better_points": _points(0.5, 100, whole=False),
    "better_share": Bound(("1",), 0.01, 1),
    "better_one_points": _points(0.5, 100, whole=False),
    "every": _count(0, 364, *_DAYS),
    "weeks": _count(0, 520, "wk"),
}
