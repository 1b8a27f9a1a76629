"""Small words of the page: numbers, tables, and the sentence for what has not been measured."""

from collections.abc import Sequence
from typing import Any

from validation.figures.targets import TARGETS, Target, TargetRow

Json = dict[str, Any]
BY_KEY = {t.key: t for t in TARGETS}


def number(value: float | None, unit: str = "°", *, signed: bool = False) -> str:
    """A figure with one decimal for degrees and none or one for percent; "–" where there is none."""
    if value is None:
        return "–"
    if unit == "%":
        return f"{value:.0f} %" if abs(value - round(value)) < 0.05 else f"{value:.1f} %"
    return f"{value:+.1f}{unit}" if signed else f"{value:.1f}{unit}"


def limit(target: Target, values: tuple[float, ...]) -> str:
    """A bar or an aim in words."""
    unit = "°" if target.unit == "°" else " %"
    if target.unit == "%" and values in ((0.0,), (100.0,)):
        return "none" if values == (0.0,) else "all"
    if target.kind == "within":
        return f"{values[0]:g}-{values[1]:g}{unit}"
    sign = {"at most": "≤", "at least": "≥", "size at most": "≤ ±"}[target.kind]
    return f"{sign} {values[0]:g}{unit}".replace("± ", "±")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(r) + " |" for r in rows])


def confusion_table(found: dict[str, dict[str, int]], true: str = "true") -> str:
    """A confusion table: rows true, columns said."""
    if not found:
        return "None."
    said = list(next(iter(found.values())))
    rows = [[_words(t), *(str(counts[s]) for s in said)] for t, counts in found.items()]
    return table([f"{true} ↓ said →", *(_words(s) for s in said)], rows)


def _words(text: str) -> str:
    return text.replace("_", " ")


def state(row: TargetRow) -> str:
    """Held or missed, and how surely."""
    if row.state == "not measured" or row.value is None:
        return "not yet measured"
    if row.state == "missed":
        sure = "" if row.sure else " (interval reaches the bar)"
        return f"**missed** by {missed_by(row)}{sure}"
    sure = "" if row.sure else ", interval reaches beyond the bar"
    return f"{'held, aim met' if row.state == 'aim met' else 'held'}{sure}"


def missed_by(row: TargetRow) -> str:
    """How far the value lies beyond its bar."""
    target = BY_KEY[row.key]
    value = row.value or 0.0
    if target.kind == "within":
        gap = max(target.bar[0] - value, value - target.bar[1])
    elif target.kind == "at least":
        gap = target.bar[0] - value
    else:
        gap = (abs(value) if target.kind == "size at most" else value) - target.bar[0]
    return f"{gap:.2f}°" if target.unit == "°" else f"{gap:.1f} points"


def origin(result: Json) -> str:
    """What made a result, and when."""
    return (
        f"`{result['command']}` · Inturn {result['inturn']}, {result['estimator']}, network {result['network']}, "
        f"{result['date']}"
    )


def not_measured(command: str) -> str:
    """The sentence in the place of a result."""
    return f"Not yet measured: `{command}`."
