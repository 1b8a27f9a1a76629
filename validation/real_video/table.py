"""Errors of an estimate against the markers, angle by angle, and the table that shows two estimates side by side."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from validation.real_video.joints import ANGLES, FLEXIONS, ROTATION_KNEE_DEG

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """Error of one angle in degrees, estimate less markers.

    mae_centred is the mean size of the error once its mean is taken off; n counts moments compared and missing those
    at which the estimate says nothing.
    """

    angle: str
    mae: float
    rmse: float
    bias: float
    mae_centred: float
    correlation: float
    n: int
    missing: int


@dataclass(frozen=True, slots=True)
class Errors:
    """One estimate: rows by angle, what aligned it, and the figure of the target, mean MAE of hip and knee flexion."""

    rows: list[Row]
    shift_s: float
    heading_deg: float
    flexion_mae: float
    flexion_mae_centred: float


def compared(truth: dict[str, Floats], name: str, window: slice) -> NDArray[np.bool_]:
    """Moments (T,) at which an angle is compared: the window, and for hip rotation a knee bent enough."""
    inside = np.zeros(truth[name].size, dtype=bool)
    inside[window] = True
    if name.startswith("hip_rotation"):
        low, high = np.deg2rad(ROTATION_KNEE_DEG)
        knee = truth[name.replace("hip_rotation", "knee_flexion")]
        inside &= (knee >= low) & (knee <= high)
    return inside


def row(name: str, truth: Floats, estimate: Floats) -> Row:
    """Figures of one angle over moments (T,), radians in, degrees out; NaN where nothing can be compared."""
    known = np.isfinite(estimate)
    if known.sum() < 2:
        nan = float("nan")
        return Row(name, nan, nan, nan, nan, nan, int(known.sum()), int((~known).sum()))
    a, b = np.rad2deg(truth[known]), np.rad2deg(estimate[known])
    error = b - a
    return Row(
        name,
        mae=float(np.abs(error).mean()),
        rmse=float(np.sqrt(np.mean(error**2))),
        bias=float(error.mean()),
        mae_centred=float(np.abs(error - error.mean()).mean()),
        correlation=float(np.corrcoef(a, b)[0, 1]) if np.std(a) > 0 and np.std(b) > 0 else float("nan"),
        n=int(known.sum()),
        missing=int((~known).sum()),
    )


def errors_of(
    truth: dict[str, Floats], estimate: dict[str, Floats], window: slice, shift_s: float, heading: float
) -> Errors:
    """All figures of one aligned estimate."""
    rows: list[Row] = []
    for name in ANGLES:
        at = compared(truth, name, window)
        rows.append(row(name, truth[name][at], estimate[name][at]))
    flexion = [r for r in rows if r.angle in FLEXIONS]
    return Errors(
        rows,
        shift_s,
        float(np.rad2deg(heading)),
        float(np.mean([r.mae for r in flexion])),
        float(np.mean([r.mae_centred for r in flexion])),
    )


def show(title: str, ours: Errors, theirs: Errors) -> str:
    """The table as text: each figure ours, then the one-phone system's."""
    head = ("MAE", "RMSE", "bias", "r", "MAE, mean offset off")
    lines = [title, f"{'':22s}" + "".join(f"{h:>22s}" for h in head), f"{'':22s}" + f"{'ours':>14s}{'other':>8s}" * 5]
    for a, b in zip(ours.rows, theirs.rows, strict=True):
        figures = [
            f"{a.mae:14.1f}{b.mae:8.1f}", f"{a.rmse:14.1f}{b.rmse:8.1f}", f"{a.bias:+14.1f}{b.bias:+8.1f}",
            f"{a.correlation:14.3f}{b.correlation:8.3f}", f"{a.mae_centred:14.1f}{b.mae_centred:8.1f}",
        ]  # fmt: skip
        lines.append(f"{a.angle:22s}" + "".join(figures))
    lines.append(
        f"{'hip and knee flexion':22s}{ours.flexion_mae:14.2f}{theirs.flexion_mae:8.2f}{'':66s}"
        f"{ours.flexion_mae_centred:14.2f}{theirs.flexion_mae_centred:8.2f}"
    )
    lines.append(
        f"clock ahead of the markers by {ours.shift_s:+.3f} s, {theirs.shift_s:+.3f} s; "
        f"turned by {ours.heading_deg:+.1f}, {theirs.heading_deg:+.1f} degrees; "
        f"moments without our estimate: {ours.rows[0].missing} of {ours.rows[0].n + ours.rows[0].missing}"
    )
    return "\n".join(lines)


def plain(errors: Errors) -> dict[str, Any]:
    """The figures as plain values, rounded to what they can mean."""
    out = asdict(errors)
    out["rows"] = [{k: round(v, 3) if isinstance(v, float) else v for k, v in r.items()} for r in out["rows"]]
    return {k: round(v, 4) if isinstance(v, float) else v for k, v in out.items()}
