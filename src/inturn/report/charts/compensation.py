"""What the body did in each trial: pelvic list, trunk lean and pelvic turn as small multiples with their limits."""

from dataclasses import dataclass
from math import degrees

from inturn.programme.standing_test import StillnessRules
from inturn.report.charts.svg import Scale, frame, label, line, marker, rect
from inturn.report.document import Change, Result, SideName, TrialOut
from inturn.report.words.body import body_sentences
from inturn.report.words.numbers import whole
from inturn.report.words.safety import SIDES

_Z95 = 1.959963984540054
_ROW, _HEAD, _FOOT, _GAP, _NAMES = 22.0, 50.0, 32.0, 26.0, 30.0


@dataclass(frozen=True, slots=True)
class Kind:
    """One movement of the body: its name, what either direction means, and its limit in degrees."""

    code: str
    title: str
    minus: str
    plus: str
    limit_deg: float

    def of(self, trial: TrialOut) -> Change:
        """The change of this kind in a trial."""
        change: Change = getattr(trial.compensation, self.code)
        return change


def kinds(limits: StillnessRules) -> tuple[Kind, Kind, Kind]:
    """The three movements that gates watch, with their limits."""
    return (
        Kind("pelvic_list", "Pelvis tilts", "hip drops", "hip rises", degrees(limits.pelvic_list)),
        Kind("trunk_lean", "Trunk leans", "away", "to tested side", degrees(limits.trunk_lean)),
        Kind("pelvic_turn", "Pelvis turns", "away", "to tested side", degrees(limits.pelvic_turn)),
    )


def compensation_chart(result: Result, limits: StillnessRules, width: float, name: str = "body") -> str:
    """One panel a movement, one row a trial; side by side on wide pages, one above the other on narrow ones."""
    rows: list[tuple[SideName, TrialOut]] = [(s, t) for s in SIDES for t in result.side(s).trials]
    panel_height = _HEAD + max(len(rows), 1) * _ROW + _FOOT
    beside = width >= 560
    panel_width = (width - 2 * _GAP) / 3 if beside else width
    reach = _reach(rows, limits)
    parts: list[str] = []
    for i, kind in enumerate(kinds(limits)):
        left, top = (i * (panel_width + _GAP), 0.0) if beside else (0.0, i * panel_height)
        x = Scale(-reach, reach, left + _NAMES, left + panel_width - 8)
        parts += _panel(kind, rows, x, left, top)
    height = panel_height if beside else 3 * panel_height
    words = " ".join(body_sentences(result)) or "No trial was seen."
    return frame(name, width, height, "Movement of pelvis and trunk while the hip turned", words, parts)


def _reach(rows: list[tuple[SideName, TrialOut]], limits: StillnessRules) -> float:
    """Largest angle drawn, the same in all panels so that they compare: at least 10 degrees, at most 30."""
    sizes = [abs(c.change_deg) for k in kinds(limits) for _, t in rows if (c := k.of(t)).change_deg is not None]
    return min(30.0, max([12.0, *(size + 3.0 for size in sizes)]))


def _panel(kind: Kind, rows: list[tuple[SideName, TrialOut]], x: Scale, left: float, top: float) -> list[str]:
    first, last = top + _HEAD, top + _HEAD + max(len(rows), 1) * _ROW
    parts = [label(left, top + 18, kind.title, "c-ink t-big")]
    for low, high in ((x.low, -kind.limit_deg), (kind.limit_deg, x.high)):
        parts.append(rect(x(low), first, x(high) - x(low), last - first, "c-shade"))
    parts.append(line(x(0.0), first, x(0.0), last, "s-axis"))
    for sign, classes in ((-1, "c-muted t-small a-middle"), (1, "c-muted t-small a-middle")):
        at = sign * kind.limit_deg
        parts.append(line(x(at), first - 4, x(at), last, "s-muted"))
        parts.append(label(x(at), first - 9, whole(at), classes))
    parts.append(label(x(0.0), first - 9, "0°", "c-muted t-small a-middle"))
    parts.append(label(x.start, last + 18, f"← {kind.minus}", "c-muted t-small"))
    parts.append(label(x.end, last + 18, f"{kind.plus} →", "c-muted t-small a-end"))
    for i, (side, trial) in enumerate(rows):
        parts += _row(kind, side, trial, x, left, first + (i + 0.5) * _ROW)
    return parts


def _row(kind: Kind, side: SideName, trial: TrialOut, x: Scale, left: float, y: float) -> list[str]:
    parts = [label(left, y + 4.5, f"{side[0].upper()}{trial.order}", f"c-{side} t-text")]
    change = kind.of(trial)
    if change.change_deg is None:
        return [*parts, label(x(0.0), y + 4, "not read", "c-muted t-small a-middle t-halo")]
    half = _Z95 * (change.sd or 0.0)
    parts.append(line(x(change.change_deg - half), y, x(change.change_deg + half), y, f"s-{side} w-2 o-3"))
    parts.append(marker(side, x(change.change_deg), y, 5.0, f"c-{side}"))
    return parts
