"""Both sides against the target: value, 95 % interval, and the interval with the real-person term, lighter."""

from collections.abc import Sequence

from inturn.report.charts.svg import Scale, frame, label, line, marker, path, rect
from inturn.report.document import Result, SideName, SideOut, Value
from inturn.report.words.numbers import span, whole
from inturn.report.words.safety import SIDES, VERY_HIGH_DEG, VERY_LOW_DEG
from inturn.report.words.verdict import side_sentence
from inturn.report.words.worth import interval_with_real_person

_ROW, _TOP, _BOTTOM, _PAD = 86.0, 34.0, 42.0, 14.0


def sides_chart(result: Result, width: float, name: str = "sides") -> str:
    """Two rows, left and right, on one scale in degrees; `name` makes the ids of the drawing unique."""
    x = Scale(*_range(result), _PAD, width - _PAD)
    height = _TOP + 2 * _ROW + _BOTTOM
    parts = [*_ground(x, height, result.target_deg)]
    for i, side in enumerate(SIDES):
        parts += _row(side, result.side(side), result, x, _TOP + i * _ROW)
    description = " ".join([*(side_sentence(s, result.side(s)) for s in SIDES), f"Target {whole(result.target_deg)}."])
    return frame(name, width, height, "Inward rotation of both hips against the target", description, parts)


def _range(result: Result) -> tuple[float, float]:
    """Zero to sixty degrees, widened in tens where a value or its widest interval needs it."""
    ends = [end for s in SIDES if (v := result.side(s).rotation) for end in interval_with_real_person(v)]
    low, high = min([0.0, *ends]), max([60.0, *ends])
    return 10.0 * (low // 10.0), -10.0 * (-high // 10.0)


def _ground(x: Scale, height: float, target_deg: float) -> list[str]:
    bottom = height - _BOTTOM
    parts = [
        rect(x(x.low), _TOP, x(VERY_LOW_DEG) - x(x.low), bottom - _TOP, "c-shade"),
        rect(x(VERY_HIGH_DEG), _TOP, x(x.high) - x(VERY_HIGH_DEG), bottom - _TOP, "c-shade"),
    ]
    for tick in x.ticks(10.0):
        parts.append(line(x(tick), _TOP, x(tick), bottom, "s-line"))
        anchor = "" if tick == x.low else " a-end" if tick == x.high else " a-middle"
        parts.append(label(x(tick), bottom + 17, whole(tick), f"c-muted t-small{anchor}"))
    parts.append(label(x(x.low) + 4, bottom + 35, f"under {VERY_LOW_DEG:.0f}°: have it looked at"))
    high = f"over {VERY_HIGH_DEG:.0f}°: strengthen"
    parts.append(label(x(x.high) - 2, bottom + 35, high, "c-muted t-small a-end"))
    parts.append(line(x(target_deg), _TOP - 8, x(target_deg), bottom, "s-target"))
    parts.append(label(x(target_deg), _TOP - 14, f"target {whole(target_deg)}", "c-target t-text a-middle"))
    return parts


def _row(side: SideName, finding: SideOut, result: Result, x: Scale, top: float) -> list[str]:
    middle = top + 46.0
    name = f"{side.capitalize()} "
    parts = [line(x(x.low), top + _ROW, x(x.high), top + _ROW, "s-line")]
    value = finding.rotation
    if value is None:
        return [*parts, label(x(x.low) + 6, top + 21, f"{name} no value", f"c-{side} t-big t-halo")]
    text = f"{name} {whole(value.degrees)}  ({span(*value.interval95)})"
    parts.append(label(x(x.low) + 6, top + 21, text, f"c-{side} t-big t-halo"))
    parts += _bands(side, value, x, middle)
    parts += _tries(side, _trial_values(finding), x, middle + 16)
    parts += _stick(side, result, x, top + _ROW)
    parts.append(marker(side, x(value.degrees), middle, 7.5, f"c-{side}"))
    return parts


def _bands(side: str, value: Value, x: Scale, middle: float) -> list[str]:
    bands: list[str] = []
    for (low, high), half, tone in ((interval_with_real_person(value), 9, "o-1"), (value.interval95, 9, "o-2")):
        bands.append(rect(x(low), middle - half, x(high) - x(low), 2 * half, f"c-{side} {tone}", rx=4.0))
    low, high = value.interval95
    bands.append(line(x(low), middle, x(high), middle, f"s-{side} w-2"))
    return bands


def _tries(side: str, values: Sequence[float], x: Scale, y: float) -> list[str]:
    return [line(x(v), y - 2, x(v), y + 5, f"s-{side} w-2 o-3") for v in values]


def _trial_values(finding: SideOut) -> list[float]:
    return [t.rotation.degrees for t in finding.trials if t.rotation and t.included]


def _stick(side: str, result: Result, x: Scale, bottom: float) -> list[str]:
    """A small triangle on the row's floor where the stick stood for this person."""
    asks = result.stick.asks_deg.left if side == "left" else result.stick.asks_deg.right
    if asks is None:
        return []
    at = x(asks)
    corners = [(at - 5.0, bottom - 1), (at + 5.0, bottom - 1), (at, bottom - 10.0)]
    return [path(corners, "c-ink", closed=True), label(at + 8, bottom - 3, "stick", "c-muted t-small")]
