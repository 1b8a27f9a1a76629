"""Calendar of sessions: a column a week, a row a weekday; the newest weeks where there are many."""

from collections.abc import Sequence
from datetime import timedelta

from inturn.report.charts.svg import element, frame, label, rect, value
from inturn.report.days import long_day, short_day
from inturn.report.timeline import Day
from inturn.report.words.numbers import counted

_LEFT, _TOP, _CELL_MOST, _COUNT = 36.0, 34.0, 30.0, 22.0
_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def weeks_shown(width: float) -> int:
    """How many weeks have room for cells that can be told apart."""
    return int((width - _LEFT) / 22.0)


def adherence_chart(days: Sequence[Day], width: float, name: str = "adherence") -> str:
    """`days` are whole weeks, from a Monday. Filled: a session; ring: a test; dot: only pain noted; half: begun."""
    weeks = [days[i : i + 7] for i in range(0, len(days), 7)][-weeks_shown(width) :]
    cell = min((width - _LEFT) / max(len(weeks), 1), _CELL_MOST)
    parts = [label(0, _TOP + (i + 0.5) * cell + 4, _WEEKDAYS[i], "c-muted t-small") for i in range(7)]
    for i, week in enumerate(weeks):
        left = _LEFT + i * cell
        parts += [mark for j, day in enumerate(week) for mark in _cell(day, left, _TOP + j * cell, cell)]
        parts.append(
            label(left + cell / 2, _TOP + 7 * cell + 15, str(sum(d.done for d in week)), "c-ink t-small a-middle")
        )
    parts += _months(weeks, cell)
    parts.append(label(0, _TOP + 7 * cell + 15, "done", "c-muted t-small"))
    bottom = _TOP + 7 * cell + _COUNT
    legend = _legend(bottom + 16, width)
    height = bottom + 16 + 12 + (20 if width < 560 else 0)
    return frame(name, width, height, "Sessions and tests, day by day", describe(days), [*parts, *legend])


def _months(weeks: Sequence[Sequence[Day]], cell: float) -> list[str]:
    """The first day of the first week, then the first week of each month."""
    parts: list[str] = []
    free = 0.0
    for i, week in enumerate(weeks):
        left = _LEFT + i * cell
        starts = any(d.day.day == 1 for d in week)
        if (i == 0 or starts) and left >= free:
            text = short_day(week[0].day) if i == 0 else f"{week[6].day:%b}" + _year(week)
            parts.append(label(left, _TOP - 8, text, "c-muted t-small"))
            free = left + 7.0 * len(text) + 6
    return parts


def _year(week: Sequence[Day]) -> str:
    return f" {week[6].day:%Y}" if week[6].day.month == 1 else ""


def _cell(day: Day, left: float, top: float, cell: float) -> list[str]:
    marks = day_mark(left + cell / 2, top + cell / 2, cell / 2 - 1.5, done=day.done > 0, begun=day.begun > 0,
                     tested=day.tests > 0, noted=day.noted)  # fmt: skip
    what = _happened(day)
    return [value(f"{long_day(day.day)}: {what}", *marks)] if what else marks


def _happened(day: Day) -> str:
    """What a day held, in words; "" for nothing."""
    found = [
        counted(day.done, "session") if day.done else "",
        "a session begun only" if day.begun else "",
        counted(day.tests, "test") if day.tests else "",
        "pain noted" if day.noted and not (day.done or day.begun) else "",
    ]
    return ", ".join(part for part in found if part)


def day_mark(x: float, y: float, half: float, *, done: bool, begun: bool, tested: bool, noted: bool) -> list[str]:
    """One day's square with what happened on it."""
    parts = [rect(x - half, y - half, 2 * half, 2 * half, "c-calm" if done else "c-shade", rx=3.0)]
    if begun and not done:
        parts.append(rect(x - half, y, 2 * half, half, "c-calm o-3", rx=3.0))
    if tested:
        parts.append(element("circle", "s-ring-ink", cx=x, cy=y, r=max(half - 4.0, 2.5)))
    elif noted and not done and not begun:
        parts.append(element("circle", "c-pain", cx=x, cy=y, r=2.5))
    return parts


def _legend(y: float, width: float) -> list[str]:
    kinds = (
        ("session", {"done": True}),
        ("begun only", {"begun": True}),
        ("test", {"tested": True}),
        ("pain noted only", {"noted": True}),
    )
    parts: list[str] = []
    at, row = 8.0, y
    for text, what in kinds:
        if at + 20 + 6.6 * len(text) > width:
            at, row = 8.0, row + 20
        flags = {"done": False, "begun": False, "tested": False, "noted": False} | what
        parts += day_mark(at, row - 4, 7.0, **flags)
        parts.append(label(at + 13, row, text, "c-muted t-small"))
        at += 13 + 6.6 * len(text) + 20
    return parts


def describe(days: Sequence[Day]) -> str:
    """Sessions a week, in words."""
    if not days:
        return "Nothing has happened yet."
    counts = [sum(d.done for d in days[i : i + 7]) for i in range(0, len(days), 7)]
    first = days[0].day
    shown = "; ".join(
        f"week of {(first + timedelta(weeks=i)):%d %B}: {n}"
        for i, n in enumerate(counts[-12:], max(len(counts) - 12, 0))
    )
    lead = f"{counted(sum(counts), 'session')} in {counted(len(counts), 'week')}"
    return f"{lead}, {counted(sum(d.tests > 0 for d in days), 'day')} with a test. Sessions done: {shown}."
