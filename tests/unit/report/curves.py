"""Angle curves that match the sample results."""

from dataclasses import replace
from functools import cache
from math import radians

import numpy as np
import xarray as xr

from inturn.kinematics.angles import AngleFrame, lost, to_dataset
from inturn.report.document import Result, SideName, TrialOut
from tests.unit.report.samples import SAMPLES

FPS = 30.0
_NAMES: tuple[SideName, SideName] = ("left", "right")


@cache
def angles_of(name: str) -> xr.Dataset:
    """The curves of a sample by its name; shared between tests, so not to be changed."""
    return angles(SAMPLES[name]())


def _smooth(x: float) -> float:
    x = min(max(x, 0.0), 1.0)
    return x * x * (3.0 - 2.0 * x)


def _rotation(t: TrialOut, time: float) -> float:
    """Rotation in degrees at a time within or near a trial: up, a hold, down again."""
    top = t.rotation.degrees if t.rotation else 20.0
    up = _smooth((time - t.start_s) / 0.9)
    down = _smooth((t.end_s - time) / 0.9)
    return -1.0 + (top + 1.0) * min(up, down)


def _frame(result: Result, time: float, rng: np.random.Generator) -> AngleFrame:
    base = replace(lost(time), tracked=True, seen=np.full(2, 0.95))
    rotation, lifted, knee_deg = np.full(2, np.nan), np.full(2, radians(4.0)), np.full(2, radians(6.0))
    for i, name in enumerate(_NAMES):
        trials = result.side(name).trials
        if not trials or not trials[0].start_s - 1.4 <= time <= trials[-1].end_s + 1.0:
            continue
        near = min(trials, key=lambda t: abs(t.peak_s - time))
        rotation[i] = radians(_rotation(near, time) + rng.normal(0.0, 0.35))
        lifted[i], knee_deg[i] = radians(86.0), radians(90.0)
    return replace(
        base,
        rotation=rotation,
        rotation_sd=np.where(np.isfinite(rotation), radians(1.8), np.nan),
        shank_to_vertical=rotation,
        thigh_elevation=lifted,
        knee_flexion=knee_deg,
        foot_edge=np.array([[0.1, 0.24, 0.0], [0.1, -0.24, 0.0]]),
        heel=np.array([[0.0, 0.15, 0.0], [0.0, -0.15, 0.0]]),
        knee=np.array([[0.05, 0.13, 0.5], [0.05, -0.13, 0.5]]),
        pelvic_list=0.0,
        pelvic_turn=0.02,
        trunk_lean=0.0,
    )


def angles(result: Result, fps: float = FPS) -> xr.Dataset:
    """Curves that show the trials of `result`: a hold at each trial's value, the knee lifted around them."""
    rng = np.random.default_rng(7)
    ends = [t.end_s for name in _NAMES for t in result.side(name).trials]
    times = np.arange(0.0, max([*ends, 6.0]) + 3.0, 1.0 / fps)
    return to_dataset([_frame(result, float(t), rng) for t in times], {"estimator": "sample"})
