"""From a laboratory's recording to angles: by the file's own segment axes, else by the marker model."""

from dataclasses import dataclass
from typing import Literal

from inturn.errors import NoTestError
from inturn.kinematics.body_angles import BodyAngles, body_angles, from_opensim
from inturn.kinematics.body_frames import BodyFrames
from inturn.kinematics.marker_model import frames_from_markers
from inturn.kinematics.segment_axes import axes_variant, frames_from_axes
from inturn.motion.laboratory import LaboratoryTrial

WayAsked = Literal["auto", "axes", "markers"]


@dataclass(frozen=True, slots=True)
class TrialAngles:
    """Angles, the frames behind them (None for a table of joint angles), and remarks on how they were found."""

    angles: BodyAngles
    frames: BodyFrames | None
    remarks: tuple[str, ...]


def trial_frames(
    trial: LaboratoryTrial, static: LaboratoryTrial | None = None, way: WayAsked = "auto"
) -> tuple[BodyFrames, tuple[str, ...]]:
    """Body frames of a marker trial and remarks. Raises NoTestError where the body cannot be found."""
    variant = None if way == "markers" else axes_variant(trial)
    if variant is not None:
        return frames_from_axes(trial, variant), ()
    if way == "axes":
        raise NoTestError(f"{trial.file} holds no segment axes (PELO, PELA, PELL, PELP, LFEO ...).")
    frames, remarks = frames_from_markers(trial, static)
    return frames, tuple(remarks)


def trial_angles(trial: LaboratoryTrial, static: LaboratoryTrial | None = None, way: WayAsked = "auto") -> TrialAngles:
    """Angles of any laboratory trial. Raises NoTestError where it holds no hip angles."""
    if trial.source_kind == "joint-angles":
        angles = from_opensim(trial.time_s, trial.coordinates)
        if angles is None:
            raise NoTestError(f"{trial.file} holds no hip angles: hip_rotation_r and hip_rotation_l are missing.")
        return TrialAngles(angles, None, ())
    frames, remarks = trial_frames(trial, static, way)
    return TrialAngles(body_angles(frames), frames, remarks)
