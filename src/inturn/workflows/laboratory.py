"""A laboratory's recording: its angles as a file, and its walk in words, JSON and a drawing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import radians
from pathlib import Path

import inturn
from inturn.assess.gait.finding import GaitFinding, assess_gait
from inturn.assess.gait.norm_band import BesideNorm, NormBand, band, beside_all
from inturn.assess.gait.what_if import WhatIf, cap_rotation
from inturn.body.keypoints import SIDES, Side
from inturn.errors import InputError, NoTestError
from inturn.kinematics.laboratory import TrialAngles, WayAsked, trial_angles
from inturn.motion.laboratory import LaboratoryTrial
from inturn.report.charts.gait_cycle import gait_chart
from inturn.report.charts.svg import standalone
from inturn.report.laboratory.columns import columns
from inturn.report.laboratory.files import WRITERS
from inturn.report.laboratory.gait_words import gait_json, gait_text
from inturn.report.palette import fixed_chart_rules
from inturn.sources.laboratory.norm_file import read_norm
from inturn.sources.laboratory.reading import read_trial
from inturn.workflows.output import write_whole

_PLOT_WIDTH = 900.0


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk as read: the recording, its angles, and what was found."""

    trial: LaboratoryTrial
    found: TrialAngles
    finding: GaitFinding


def read_angles(path: Path, static: Path | None = None, way: WayAsked = "auto") -> tuple[LaboratoryTrial, TrialAngles]:
    """A recording and its angles. Raises InputError or NoTestError with one sentence."""
    trial = read_trial(path)
    return trial, trial_angles(trial, None if static is None else read_trial(static), way)


def read_walk(path: Path, static: Path | None = None, way: WayAsked = "auto") -> Walk:
    """A recorded walk. Raises NoTestError where there is no stride in it."""
    trial, found = read_angles(path, static, way)
    return Walk(trial, found, walk_of(trial, found))


def walk_of(trial: LaboratoryTrial, found: TrialAngles) -> GaitFinding:
    """The strides of a recording; the refusal names the file."""
    try:
        return assess_gait(found.angles, found.frames, trial.events)
    except NoTestError as refusal:
        raise NoTestError(f"{trial.file}: {refusal}") from refusal


def write_angles(
    path: Path, out: Path, static: Path | None = None, way: WayAsked = "auto", plot: Path | None = None
) -> tuple[str, str]:
    """Write the angles to CSV, Parquet or netCDF (by the ending of `out`), and a drawing by gait cycle on request.

    Returns what was done, for a terminal and as JSON. Raises InputError where the ending is none of these; nothing is
    written before everything has been worked out.
    """
    writer = WRITERS.get(out.suffix.lower())
    if writer is None:
        raise InputError(f"{out.name} ends with none of {', '.join(WRITERS)}. Choose the kind of file by its ending.")
    trial, found = read_angles(path, static, way)
    drawing = None if plot is None else _drawing(walk_of(trial, found), {})
    write_whole(out, writer(columns(found.angles), facts(trial, found)))
    lines = [f"{out}: {trial.time_s.size} moments, {trial.rate_hz:.0f} per second, angles by {found.angles.way}."]
    if plot is not None and drawing is not None:
        write_whole(plot, drawing)
        lines.append(f"{plot}: angles over the gait cycle.")
    told = facts(trial, found) | {"table": str(out), "plot": None if plot is None else str(plot)}
    told |= {"moments": trial.time_s.size, "rate_hz": trial.rate_hz, "remarks": list(found.remarks)}
    return "\n".join([*lines, *found.remarks]), json.dumps(told, indent=2)


def facts(trial: LaboratoryTrial, found: TrialAngles) -> dict[str, str]:
    """Where a table comes from."""
    return {
        "file": trial.file,
        "sha256": trial.sha256,
        "way": found.angles.way,
        "made_by": f"inturn {inturn.__version__}",
        "remarks": " ".join(found.remarks),
    }


@dataclass(frozen=True, slots=True)
class GaitAsked:
    """What is wanted of a walk: a norm file, a cap (degrees) for the what-if, a drawing."""

    static: Path | None = None
    way: WayAsked = "auto"
    norm: Path | None = None
    cap_deg: float | None = None
    plot: Path | None = None


def gait(path: Path, asked: GaitAsked) -> tuple[str, str]:
    """A walk in words and as JSON; writes the drawing on request."""
    bands = {} if asked.norm is None else {n: band(*columns_) for n, columns_ in read_norm(asked.norm).items()}
    walk = read_walk(path, asked.static, asked.way)
    beside: dict[Side, Mapping[str, BesideNorm]] = {s: beside_all(walk.finding.sides[s].curves, bands) for s in SIDES}
    taught = {} if asked.cap_deg is None else _what_if(walk.finding, radians(asked.cap_deg))
    if asked.plot is not None:
        write_whole(asked.plot, _drawing(walk.finding, bands))
    text = gait_text(walk.trial.file, walk.finding, beside, taught)
    remarks = "".join(f"\n{remark}" for remark in walk.found.remarks)
    return text + remarks, gait_json(facts(walk.trial, walk.found), walk.finding, beside, taught)


def _what_if(finding: GaitFinding, cap: float) -> dict[Side, WhatIf]:
    """Each side by itself; a side without a curve is left out."""
    taught: dict[Side, WhatIf] = {}
    for side in SIDES:
        curve = finding.sides[side].curves.get("hip_rotation")
        if curve is not None:
            taught[side] = cap_rotation(curve.mean, cap)
    return taught


def _drawing(finding: GaitFinding, bands: Mapping[str, NormBand]) -> bytes:
    chart = gait_chart(finding, bands, _PLOT_WIDTH)
    return standalone(chart, fixed_chart_rules("sans-serif") + "svg{background:#fff}").encode()
