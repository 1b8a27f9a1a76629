"""Numbers in words: degrees, intervals, probabilities, times. Whole degrees in sentences, one decimal in tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # only named in annotations; not loading the result file's models keeps `progress` quick
    from inturn.report.document import Value


_MINUS = "\N{MINUS SIGN}"
PERCENT = "\N{NO-BREAK SPACE}%"
NONE = "\N{EN DASH}"
"""What a table shows where there is no number."""


def whole(degrees: float) -> str:
    """Whole degrees with the sign: '18°', '−3°'."""
    return f"{_signed(degrees, 0)}°"


def one(number: float | None, unit: str = "°") -> str:
    """One decimal and the unit, for tables; a dash where there is no number."""
    return NONE if number is None else f"{_signed(number, 1)}{unit}"


def span(low: float, high: float, decimals: int = 0) -> str:
    """An interval: '13 to 19°'."""
    return f"{_signed(low, decimals)} to {_signed(high, decimals)}°"


def with_interval(value: Value) -> str:
    """A value and its interval for a sentence: '16° (95 % interval 12 to 19°)'."""
    return f"{whole(value.degrees)} (95{PERCENT} interval {span(*value.interval95)})"


def with_interval_table(value: Value | None) -> str:
    """A value and its interval for a table: '15.6° (12.1 to 19.0)'."""
    if value is None:
        return NONE
    low, high = value.interval95
    return f"{one(value.degrees)} ({_signed(low, 1)} to {_signed(high, 1)})"


def plus_minus(number: float | None, sd: float | None, unit: str = "°") -> str:
    """A number and the half width of its 95 % interval, for tables: '0.8 ± 1.8°'."""
    if number is None or sd is None:
        return one(number, unit)
    return f"{_signed(number, 1)} ± {1.96 * sd:.1f}{unit}"


def percent(probability: float) -> str:
    """A probability in whole percent, never a false 0 or 100."""
    if probability > 0.99:
        return f"more than 99{PERCENT}"
    if probability < 0.01:
        return f"less than 1{PERCENT}"
    return f"{round(100 * probability)}{PERCENT}"


def seconds(time_s: float) -> str:
    """A moment of the clip: '12.4 s'."""
    return f"{time_s:.1f}\N{NO-BREAK SPACE}s"


def counted(n: int, one_thing: str, things: str | None = None) -> str:
    """'1 trial', '3 trials'."""
    return f"{n} {one_thing if n == 1 else things or one_thing + 's'}"


def listed(parts: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def yes_no(answer: bool | None) -> str:
    """'yes', 'no', or a dash where nobody can say."""
    return NONE if answer is None else "yes" if answer else "no"


def _signed(number: float, decimals: int) -> str:
    text = f"{abs(number):.{decimals}f}"
    negative = number < 0 and float(text) != 0.0
    return f"{_MINUS if negative else ''}{text}"
