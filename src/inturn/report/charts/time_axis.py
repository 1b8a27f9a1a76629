"""An axis of days, its ticks, and points joined over it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from inturn.report.charts.svg import Scale, label, line
from inturn.report.days import monday, short_day

_STEPS = (7, 14, 28, 56, 91, 182, 364)
_LABEL_WIDTH = 56.0


@dataclass(frozen=True, slots=True)
class Days:
    """Linear map from the days first..last to pixels start..end; a day outside is clipped."""

    first: date
    last: date
    start: float
    end: float

    def __call__(self, day: date) -> float:
        whole = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / whole, 0.0), 1.0)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> tuple[date, ...]:
        """Mondays, as many as have room for their names."""
        room = max(int((self.end - self.start) / _LABEL_WIDTH), 1)
        days = max((self.last - self.first).days, 1)
        step = next((s for s in _STEPS if days / s <= room), 7 * -(-days // (7 * room)))
        begin = monday(self.first + timedelta(days=6))
        return tuple(begin + timedelta(days=i) for i in range(0, max((self.last - begin).days, 0) + 1, step))

    @property
    def years(self) -> bool:
        """Whether the days need their year to be told apart."""
        return (self.last - self.first).days > 330


def day_axis(x: Days, y: float) -> list[str]:
    """The axis line, its ticks and their names below `y`."""
    parts = [line(x.start, y, x.end, y, "s-axis")]
    free = x.start - 1.0
    for tick in x.ticks():
        at = x(tick)
        parts.append(line(at, y, at, y + 4, "s-axis"))
        name = f"{tick:%b %Y}" if x.years else short_day(tick)
        half = 3.3 * len(name)
        anchor, begin = ("", at) if at - half < x.start else (" a-middle", at - half)
        if begin > free and begin + 2 * half <= x.end + 6:
            parts.append(label(at, y + 18, name, f"c-muted t-small{anchor}"))
            free = begin + 2 * half + 4
    return parts


def level_lines(x: Days, y: Scale, step: float, unit: str = "") -> list[str]:
    """Thin lines across at every multiple of `step`, named at the left."""
    parts: list[str] = []
    for tick in y.ticks(step):
        parts.append(line(x.start, y(tick), x.end, y(tick), "s-line"))
        parts.append(label(x.start - 6, y(tick) + 4, f"{tick:g}{unit}", "c-muted t-small a-end"))
    return parts


def spread(days: Iterable[date]) -> tuple[date, date]:
    """First and last day with at least two weeks between them, so that a single day has an axis."""
    seen = sorted(days)
    return seen[0], max(seen[-1], seen[0] + timedelta(days=14))
