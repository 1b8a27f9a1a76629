"""The coach's `report.html`: one self-contained page with the movement, its repetitions and faults."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from inturn.report.charts.movement import Curve, movement_chart, seen_at
from inturn.report.charts.skeletons import skeleton_chart
from inturn.report.coach_document import CoachResult
from inturn.report.html import both_sizes, render
from inturn.report.tables import Cell, Table
from inturn.report.words import coach as words

Floats = NDArray[np.float64]
_CLEARLY_DEG = 3.0


def render_coach_page(result: CoachResult, curve: Curve, bottoms: Sequence[tuple[int, bool, Floats]]) -> str:
    """The page as text. curve: (seconds, degrees) of the exercise's signal; bottoms: see `skeleton_chart`."""
    cues = {f.name: (f.see, f.cue) for f in result.faults}
    return render(
        "coach.html",
        r=result,
        t=words.LABELS,
        name=words.exercise_name(result.exercise),
        headline=words.headline(result),
        view=words.VIEWS.get(result.view or "", ""),
        chart_signal=both_sizes(lambda w, n: movement_chart(result, curve, w, n), "movement"),
        chart_bottoms=both_sizes(lambda w, n: skeleton_chart(bottoms, w, n), "bottoms") if bottoms else None,
        deeper=_deeper(result, curve),
        cues=[(words.fault_name(k), see, cue, _where(result, k)) for k, (see, cue) in cues.items()],
        table_=repetition_table(result),
        attempts=_attempts(result),
        holds=[_hold(h) for h in result.holds],
        quality=words.quality_sentences(result),
        made=[("Network", result.made_by.network), ("Coach", result.made_by.coach), ("Inturn", result.made_by.inturn),
              ("File", result.source.file), ("When", result.made_by.at)],
    )  # fmt: skip


def _deeper(result: CoachResult, curve: Curve) -> bool:
    """Whether depths are clearly more than the curve shows."""
    return any(r.depth_deg > seen_at(curve, r.bottom_s, r.depth_deg) + _CLEARLY_DEG for r in result.repetitions)


def repetition_table(result: CoachResult) -> Table:
    """Each repetition with its times, depth, tempo and faults."""
    heads = ("", "from – to, s", "depth", "down – pause – up, s", "faults")
    rows = tuple(
        (
            str(r.number),
            (
                Cell(f"{r.start_s:.1f} – {r.end_s:.1f}"),
                Cell(f"{r.depth_deg:.0f}°"),
                Cell(words.tempo_text(r)),
                Cell(words.fault_list(r), failed=bool(r.faults)),
            ),
        )
        for r in result.repetitions
    )
    return Table(words.LABELS["repetitions"], heads, rows)


def _where(result: CoachResult, name: str) -> str:
    numbers = [str(f.repetition) for f in result.faults if f.name == name]
    return ", ".join(numbers)


def _attempts(result: CoachResult) -> list[str]:
    said = [
        f"{a.start_s:.1f} – {a.end_s:.1f} s, {a.depth_deg:.0f}°: {words.ATTEMPTS[a.reason]}." for a in result.attempts
    ]
    return said + [f"{o.start_s:.1f} – {o.end_s:.1f} s: {words.OTHERS.get(o.reason, o.reason)}." for o in result.others]


def _hold(hold: object) -> str:
    from inturn.report.coach_document import HoldOut

    assert isinstance(hold, HoldOut)
    side = f", lying on the {hold.side} side" if hold.side else ""
    length = f"{hold.end_s - hold.start_s:.0f} s{side}"
    if hold.kind == "hold":
        return f"Held for {length}" + ("." if hold.enough else ": shorter than asked.")
    return f"Rolled for {length}" + (", too fast." if hold.fast else ".")
