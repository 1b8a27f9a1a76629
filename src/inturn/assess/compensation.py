"""What the rest of the body did while the hip rotated: changes from just before the rotation to its plateau."""

from dataclasses import replace
from math import hypot

import numpy as np

from inturn.assess.curves import Baseline, Curves, Floats, Mask, median, settle, sideways
from inturn.assess.error import ErrorModel
from inturn.assess.finding import Change, Compensation
from inturn.assess.trials import Reading
from inturn.programme.standing_test import PlateauRules, StillnessRules

_NO_SPREAD = 1.4826  # median absolute deviation to standard deviation

_NOTHING = 1e-3  # rad or m: no change, whatever the noise


def compensation(
    c: Curves, reading: Reading, standing: Baseline | None, model: ErrorModel, plateau: PlateauRules,
    stillness: StillnessRules,
) -> Compensation:  # fmt: skip
    """All changes of one trial.

    Where lift and rotation were one movement there is no "before": changes then count from quiet standing.
    """
    turn = _start_turn(c, reading, standing)
    drift = sideways(c, c.knee, turn)
    c, standing = _as_turned(c, standing, model.turn_gain)

    def change(values: Floats, sd: float | None, resting: float | None) -> Change:
        return _change(c, reading, values, sd, resting, plateau.settle, stillness.onset_sds)

    list_sd = _or(model.sd_list_change, stillness.list_change_sd)
    turn_sd = _or(model.sd_turn_change, stillness.turn_change_sd)
    lean_sd = _or(model.sd_lean_change, stillness.lean_change_sd)
    return Compensation(
        pelvic_list=change(c.pelvic_list, list_sd, _of(standing, "pelvic_list")),
        pelvic_turn=change(c.pelvic_turn, turn_sd, _of(standing, "pelvic_turn")),
        trunk_lean=change(c.trunk_lean, lean_sd, _of(standing, "trunk_lean")),
        thigh_drop=change(-c.thigh_elevation, None, None),
        knee_drift=change(drift, None, None),
        lift_alone=_lift_alone(c, reading, standing),
    )


def _as_turned(c: Curves, standing: Baseline | None, gain: float) -> tuple[Curves, Baseline | None]:
    """Curves and standing with the turn as it likeliest was: smoothing leaves a part of every change of it out."""
    c = replace(c, pelvic_turn=gain * c.pelvic_turn)
    if standing is None or standing.pelvic_turn is None:
        return c, standing
    return c, replace(standing, pelvic_turn=gain * standing.pelvic_turn)


def _of(standing: Baseline | None, name: str) -> float | None:
    return None if standing is None else getattr(standing, name)


def _start_turn(c: Curves, reading: Reading, standing: Baseline | None) -> float:
    """The turn whose sideways direction counts during this trial."""
    if reading.before is not None:
        found = median(c.pelvic_turn[c.within(*reading.before)])
        if found is not None:
            return found
    return 0.0 if standing is None or standing.pelvic_turn is None else standing.pelvic_turn


def _change(
    c: Curves, reading: Reading, values: Floats, sd: float | None, resting: float | None, settle_s: float, sds: float
) -> Change:  # fmt: skip
    before = _before(c, reading)
    start = resting if before is None else median(values[before])
    held = c.within(reading.plateau.start_s, reading.plateau.end_s)
    end = median(values[held])
    if start is None or end is None:
        return Change()
    if sd is None:
        sd = hypot(*(_spread(values[part]) for part in (held, before) if part is not None))
    onset = _onset(c, reading, values - start, sds * sd, settle_s)
    return Change(end - start, sd, *((None, None) if onset is None else (onset, _share(c, reading, onset))))


def _before(c: Curves, reading: Reading) -> Mask | None:
    return None if reading.before is None else c.within(*reading.before)


def _or(calibrated: float | None, judged: float) -> float:
    """The sd of a change. The estimator's own sds are of one moment, mostly constant in a recording: too wide here."""
    return judged if calibrated is None else calibrated


def _spread(values: Floats) -> float:
    """Standard deviation of the noise of a stretch, from the median absolute deviation."""
    finite = values[np.isfinite(values)]
    return float(_NO_SPREAD * np.median(np.abs(finite - np.median(finite)))) if finite.size else 0.0


def _onset(c: Curves, reading: Reading, change: Floats, limit: float, settle_s: float) -> float | None:
    """First time, from the beginning of the rotation, at which the steadied change is beyond `limit` either way."""
    now = c.within(reading.begin_s, reading.plateau.end_s)
    steady = settle(c.time[now], change[now], settle_s)
    beyond = np.flatnonzero(np.abs(np.nan_to_num(steady)) > max(limit, _NOTHING))
    return float(c.time[now][beyond[0]]) if beyond.size else None


def _share(c: Curves, reading: Reading, at_s: float) -> float | None:
    """Share of the rotation done at that time, 0..1."""
    before = _before(c, reading)
    start = None if before is None else median(c.rotation[before])
    now = median(c.rotation[(c.time >= at_s) & (c.time < at_s + 0.1)])
    if start is None or now is None or reading.rotation is None or reading.rotation <= start:
        return None
    return float(np.clip((now - start) / (reading.rotation - start), 0.0, 1.0))


def _lift_alone(c: Curves, reading: Reading, standing: Baseline | None) -> tuple[tuple[str, float | None], ...]:
    """Before the rotation minus quiet standing: what lifting the leg had done by itself."""
    names = ("pelvic_list", "pelvic_turn", "trunk_lean")
    before = _before(c, reading)
    if standing is None or before is None:
        return tuple((name, None) for name in names)
    out: list[tuple[str, float | None]] = []
    for name in names:
        start, now = _of(standing, name), median(getattr(c, name)[before])
        out.append((name, None if start is None or now is None else now - start))
    return tuple(out)
