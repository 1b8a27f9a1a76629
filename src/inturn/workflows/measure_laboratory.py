"""The standing test in a laboratory's recording: the same rules, the error of markers."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import xarray as xr

import inturn
from inturn.assess.error import ErrorModel
from inturn.assess.events import Event
from inturn.assess.steps import detect
from inturn.body.keypoints import SIDES
from inturn.errors import InputError, NoTestError
from inturn.kinematics.body_frames import SCHEMA, BodyFrames, from_dataset, to_dataset
from inturn.kinematics.laboratory import trial_frames
from inturn.kinematics.laboratory_test import marker_error, standing_angles, standing_frames
from inturn.programme.standing_test import StandingTestRules
from inturn.sources.laboratory.reading import read_trial

NEVER_MIRRORED: Final = "A laboratory's recording is not mirrored: leave --mirrored out."


def laboratory_recording(path: Path, static: Path | None, mirrored: bool = False) -> xr.Dataset:
    """The body frames in a marker file, as a recording that can be kept and measured again.

    Raises InputError or NoTestError with one sentence.
    """
    if mirrored:
        raise InputError(NEVER_MIRRORED)
    trial = read_trial(path)
    if trial.source_kind != "markers":
        raise InputError(
            f"{path.name} holds joint angles without markers: the standing test needs positions. Measure the C3D or "
            "TRC file that it was made from."
        )
    frames, remarks = trial_frames(trial, None if static is None else read_trial(static))
    _require_both_legs(trial.file, frames, remarks)
    attributes = {
        "source_kind": "markers", "file": trial.file, "sha256": trial.sha256, "fps": trial.rate_hz,
        "frames": int(trial.time_s.size), "duration_s": float(trial.time_s[-1] - trial.time_s[0]), "mirrored": 0,
        "network": "none", "network_sha256": "", "precision": "float64", "made_by": f"inturn {inturn.__version__}",
        "warnings": json.dumps(_warnings(frames)),
    }  # fmt: skip
    return to_dataset(frames, attributes)


def is_of_laboratory(recording: xr.Dataset) -> bool:
    """Whether a recording holds a laboratory's body frames instead of keypoints in pictures."""
    return recording.attrs["schema"] == SCHEMA


def laboratory_angles(recording: xr.Dataset) -> xr.Dataset:
    """The angles over time of a laboratory's recording."""
    return standing_angles(from_dataset(recording))


def _require_both_legs(file: str, frames: BodyFrames, remarks: Sequence[str]) -> None:
    """Raise NoTestError where a leg cannot be found: the other thigh is what tells a lift from a squat."""
    missing = [side for i, side in enumerate(SIDES) if not np.isfinite(frames.ankle[:, i] + frames.knee[:, i]).any()]
    if missing:
        raise NoTestError(
            f"{file}: the standing test needs both legs, and the {' and the '.join(missing)} one cannot be found. "
            + " ".join(remarks)
        )


def _warnings(frames: BodyFrames) -> list[dict[str, str]]:
    """What a reader of the result should know about the markers."""
    if np.isfinite(frames.trunk).any():
        return []
    text = "The trunk is not marked, so whether it leant could not be seen: a still body means pelvis and thigh only."
    return [{"code": "trunk_not_marked", "text": text}]


def read_laboratory(
    recording: xr.Dataset, rules: StandingTestRules
) -> tuple[xr.Dataset, Sequence[Event], ErrorModel, StandingTestRules]:
    """Angles, events, error and rules of a laboratory recording.

    The rules lose the real-person term: these are real people, and what markers err is in the error itself.
    """
    frames = from_dataset(recording)
    events = detect(standing_frames(frames), rules.detection)
    rules = replace(rules, error=replace(rules.error, real_person_sd=0.0), advice=rules.advice_with_markers)
    return standing_angles(frames), events, ErrorModel(*marker_error()), rules
