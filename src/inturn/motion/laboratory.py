"""What a motion laboratory recorded: marker paths, the angles its own program worked out, events, measures.

This is the contract between the readers of laboratory files (`inturn.sources.laboratory`) and everything that
computes from them. Positions are metres in the laboratory's own axes, whichever of them is up; angles are radians.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import Side
from inturn.errors import ContractError

Floats = NDArray[np.float64]
EventKind = Literal["foot_strike", "foot_off"]


@dataclass(frozen=True, slots=True)
class GaitEvent:
    """A foot comes to the ground or leaves it; `time_s` on the recording's own clock."""

    side: Side
    kind: EventKind
    time_s: float


@dataclass(frozen=True, slots=True)
class LaboratoryTrial:
    """One recording of one person. T moments, P markers.

    file, sha256   the file it was read from
    source_kind    "markers" or "joint-angles" (an OpenSim table has no markers)
    time_s         (T,) seconds, strictly rising
    labels         P labels, without the subject's name before them
    positions      (T, P, 3) metres, NaN where the marker was not seen
    outputs        angles as the laboratory's program states them: label -> (T, 3) radians in its own order and signs
    coordinates    an OpenSim table: name -> (T,), radians and metres
    events         in order of time; empty where the file names none
    measures       body measures from the file, by the names of `inturn.body.markers.MEASURES`; metres or radians
    """

    file: str
    sha256: str
    source_kind: Literal["markers", "joint-angles"]
    time_s: Floats
    labels: tuple[str, ...]
    positions: Floats
    outputs: Mapping[str, Floats] = field(default_factory=dict[str, Floats])
    coordinates: Mapping[str, Floats] = field(default_factory=dict[str, Floats])
    events: tuple[GaitEvent, ...] = ()
    measures: Mapping[str, float] = field(default_factory=dict[str, float])

    @property
    def rate_hz(self) -> float:
        """Moments a second, from the median step of time."""
        return 1.0 / float(np.median(np.diff(self.time_s)))

    def marker(self, label: str) -> Floats:
        """Path of one marker, (T, 3) metres. Raises KeyError where there is none of that label."""
        try:
            return self.positions[:, self.labels.index(label)]
        except ValueError:
            raise KeyError(label) from None


def require_trial(trial: LaboratoryTrial) -> LaboratoryTrial:
    """The trial itself; raises ContractError listing every breach of the contract above."""
    moments, found = trial.time_s.size, list[str]()
    if moments < 2:
        found.append("fewer than two moments")
    if not np.all(np.isfinite(trial.time_s)) or np.any(np.diff(trial.time_s) <= 0):
        found.append("times must be finite and strictly rising")
    if trial.positions.shape != (moments, len(trial.labels), 3):
        found.append(f"positions are {trial.positions.shape}, should be {(moments, len(trial.labels), 3)}")
    if len(set(trial.labels)) != len(trial.labels):
        found.append("labels are not unique")
    found += [f"output {n!r} is {v.shape}" for n, v in trial.outputs.items() if v.shape != (moments, 3)]
    found += [f"coordinate {n!r} is {v.shape}" for n, v in trial.coordinates.items() if v.shape != (moments,)]
    if found:
        raise ContractError(f"{trial.file} cannot be used: " + "; ".join(found) + ".")
    return trial
