"""A C3D file as a laboratory trial: metres, radians, events, body measures."""

from pathlib import Path
from typing import Final

import numpy as np

from inturn.body.markers import MEASURES
from inturn.motion.laboratory import EventKind, Floats, GaitEvent, LaboratoryTrial
from inturn.sources.laboratory.c3d import RawC3d, read_c3d
from inturn.sources.laboratory.c3d_parameters import Parameters
from inturn.sources.laboratory.labels import without_subject
from inturn.sources.laboratory.units import metres_each

_SIDES: Final = {"left": "left", "right": "right"}
_KINDS: Final[dict[str, EventKind]] = {"foot strike": "foot_strike", "foot off": "foot_off"}
_RADIANS_EACH: Final = {"deg": np.pi / 180, "degrees": np.pi / 180, "rad": 1.0, "radians": 1.0}


def read_c3d_trial(path: Path, sha256: str) -> LaboratoryTrial:
    """Read a C3D file. Raises InputError, with a reason that goes after the file's name."""
    raw = read_c3d(path)
    parameters = raw.parameters
    count = raw.points.shape[1]
    labels = parameters.long_texts("POINT", "LABELS")[:count]
    labels = without_subject([*labels, *[""] * (count - len(labels))])
    metre = metres_each(parameters.text("POINT", "UNITS"))
    outputs = _angle_labels(labels, parameters)
    markers = [i for i, label in enumerate(labels) if label not in outputs]
    return LaboratoryTrial(
        file=path.name,
        sha256=sha256,
        source_kind="markers",
        time_s=(raw.first - 1 + np.arange(raw.points.shape[0])) / raw.rate_hz,
        labels=tuple(labels[i] for i in markers),
        positions=raw.points[:, markers].astype(np.float64) * metre,
        outputs=_outputs(raw, labels, outputs, parameters),
        events=_events(parameters),
        measures=_measures(parameters, metre),
    )


def _angle_labels(labels: list[str], parameters: Parameters) -> set[str]:
    """Points that are angles: listed as such, or named "...Angles" with or without "_M" or "V" behind."""
    listed = set(without_subject(parameters.long_texts("POINT", "ANGLES")))
    return {n for n in labels if n in listed or n.removesuffix("_M").removesuffix("V").endswith("Angles")}


def _outputs(raw: RawC3d, labels: list[str], angles: set[str], parameters: Parameters) -> dict[str, Floats]:
    """The file's own angles; none where it does not say whether they are degrees or radians."""
    each = _RADIANS_EACH.get(parameters.text("POINT", "ANGLE_UNITS").lower())
    if each is None:
        return {}
    return {n: raw.points[:, i].astype(np.float64) * each for i, n in enumerate(labels) if n in angles}


def _events(parameters: Parameters) -> tuple[GaitEvent, ...]:
    """Foot strikes and foot offs; EVENT:TIMES is a table of minutes and seconds."""
    sides, kinds = parameters.long_texts("EVENT", "CONTEXTS"), parameters.long_texts("EVENT", "LABELS")
    times = parameters.numbers("EVENT", "TIMES")
    seconds = [60.0 * m + s for m, s in zip(times[0::2], times[1::2], strict=False)]
    found = [
        GaitEvent("left" if side.lower() == "left" else "right", _KINDS[kind.lower()], time)
        for side, kind, time in zip(sides, kinds, seconds, strict=False)
        if side.lower() in _SIDES and kind.lower() in _KINDS and np.isfinite(time)
    ]
    return tuple(sorted(found, key=lambda e: e.time_s))


def _measures(parameters: Parameters, metre: float) -> dict[str, float]:
    """Body measures of the subject; lengths are in the unit of the points, angles are radians already.

    Zero stands for "not measured" in Vicon files, but is a value for a rotation.
    """
    found: dict[str, float] = {}
    for name, (theirs, is_length) in MEASURES.items():
        value = parameters.number("PROCESSING", theirs.upper(), np.nan)
        if np.isfinite(value) and not (is_length and value <= 0.0):
            found[name] = value * (metre if is_length else 1.0)
    return found
