"""What a page is told about one picture: plain values, degrees and picture pixels; codes, never sentences."""

from collections.abc import Sequence
from math import degrees, isfinite
from typing import Any, Final

from inturn.assess.finding import TrialFinding
from inturn.assess.live.lines import Line, stick_line, target_line
from inturn.body.keypoints import SIDES, Side
from inturn.workflows.live import LiveTest, Seen

Plain = dict[str, Any]

_SHOWN_FROM: Final = 0.3
"""A point less visible than this is not drawn."""
_MS: Final = 1000.0


def answer(live: LiveTest, seen: Seen | None) -> Plain:
    """The answer to one picture; without a picture (a break, a command) where the guide stands."""
    told: Plain = {"guide": guide_of(live)}
    if seen is None:
        return told
    return told | {
        "points": _points(seen),
        "phase": seen.phase,
        "lifted": seen.lifted,
        "rotation": _rotation(seen),
        "checks": [{"name": c.name, "trouble": c.trouble} for c in seen.checks],
        "cues": [*seen.cues, *(["several"] if seen.frame.persons_seen > 1 else [])],
        "found": [_trial(t) for t in seen.found],
        "lines": _lines(live, seen),
        "timing": timing(seen),
    }


def timing(seen: Seen) -> Plain:
    """How long the keypoints took, and all else."""
    return {"network_ms": round(_MS * seen.network_s, 1), "rest_ms": round(_MS * seen.rest_s, 1)}


def guide_of(live: LiveTest) -> Plain:
    """Where the guide stands: stage, side, seconds until it goes on, and how far each side has come."""
    guide, left = live.guide, live.seconds_left()
    return {
        "stage": guide.stage,
        "side": guide.side,
        "saw": guide.lifted,
        "mirrored": guide.mirrored,
        "seconds": None if left is None else round(left, 1),
        "wanted": round(live.rules.guide.trials),
        "target_deg": round(degrees(live.rules.verdict.target)),
        "sides": {s: _side(live, s) for s in SIDES},
    }


def _side(live: LiveTest, side: Side) -> Plain:
    done = live.guide.of(side)
    counted = [t for t in live.found if t.side == side and t.order > done.left_out]
    return {
        "asked_for": side in live.setup.sides,
        "readable": sum(t.readable for t in counted),
        "attempts": done.attempts,
        "best_deg": _best(counted),
        "trials": [_trial(t) for t in counted],
    }


def _best(trials: Sequence[TrialFinding]) -> float | None:
    """The best of the readable trials with a still body; of all readable ones where the body always moved."""
    readable = [t for t in trials if t.readable]
    values = [t.rotation.value for t in ([t for t in readable if t.body_still] or readable) if t.rotation is not None]
    return _deg(max(values)) if values else None


def _trial(trial: TrialFinding) -> Plain:
    failed = next((g for g in trial.gates if not g.passed), None)
    return {
        "side": trial.side,
        "order": trial.order,
        "degrees": None if trial.rotation is None else _deg(trial.rotation.value),
        "sd": None if trial.rotation is None else _deg(trial.rotation.sd),
        "readable": trial.readable,
        "still": trial.body_still,
        "reached": trial.reached_stick,
        "advice": "" if failed is None else failed.advice,
    }


def _points(seen: Seen) -> list[list[float] | None]:
    """u, v of each of the 33 keypoints, px; None where it is not seen."""
    frame = seen.frame
    shown = zip(frame.pixel.tolist(), frame.visibility.tolist(), strict=True)
    return [[round(u, 1), round(v, 1)] if sure >= _SHOWN_FROM and isfinite(u + v) else None for (u, v), sure in shown]


def _rotation(seen: Seen) -> Plain | None:
    """Rotation of the lifted leg with the error of this one picture; None where it cannot be said."""
    if seen.lifted is None:
        return None
    index = SIDES.index(seen.lifted)
    value, sd = float(seen.angles.rotation[index]), float(seen.angles.rotation_sd[index])
    return {"degrees": _deg(value), "sd": _deg(sd)} if isfinite(value) and isfinite(sd) else None


def _lines(live: LiveTest, seen: Seen) -> Plain:
    """The stick and the target of the side under way."""
    side = seen.lifted or seen.guide.side
    if seen.ground is None or side is None:
        return {"stick": None, "target": None}
    target = None
    if seen.lifted is not None:
        target = target_line(seen.ground, seen.frame, seen.angles, side, live.rules.verdict.target)
    return {"stick": _line(stick_line(seen.ground, seen.frame, side)), "target": _line(target)}


def _line(line: Line | None) -> list[float] | None:
    return None if line is None else [round(v, 1) for v in (line.u0, line.v0, line.u1, line.v1)]


def _deg(value: float) -> float:
    return round(degrees(value), 1)
