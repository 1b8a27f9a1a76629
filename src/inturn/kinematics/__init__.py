"""From keypoints to joint angles: rotations, body model, closed-form angles, filter and smoother."""

from inturn.kinematics.error_model import EstimatorError, error_of
from inturn.kinematics.filter import FilterState, filter_start, filter_step
from inturn.kinematics.live import filter_recording
from inturn.kinematics.offline import ESTIMATOR, smooth

__all__ = [
    "ESTIMATOR",
    "EstimatorError",
    "FilterState",
    "error_of",
    "filter_recording",
    "filter_start",
    "filter_step",
    "smooth",
]
