"""What rendered people showed of the estimator's error, per network: data, with where it comes from."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from inturn.errors import SetupError
from inturn.kinematics.offsets import NETWORKS


class EstimatorError(NamedTuple):
    """Standard deviations in radians and a factor, in the order that `inturn.assess` asks for them.

    sd_trial       trial to trial, same side, same recording
    sd_setup       one camera and recording to another
    sd_systematic  what stays with a person and the method
    sd_list_change, sd_turn_change, sd_lean_change   of the change from before a rotation to its plateau
    sd_stated      `rotation_sd` as the estimator typically states it at a plateau on the same people
    turn_gain      changes of turn are read too small: true ones are the read ones times this, in the mean
    """

    sd_trial: float
    sd_setup: float
    sd_systematic: float
    sd_list_change: float
    sd_turn_change: float
    sd_lean_change: float
    sd_stated: float
    turn_gain: float = 1.0


@cache
def error_of(network: str) -> EstimatorError:
    """The error of the estimator on a network's keypoints ("lite", "full", "heavy").

    Shown on rendered people only. Raises SetupError for a network nothing was learnt about.
    """
    if network not in NETWORKS:
        raise SetupError(
            f"Nothing is known of the error of a network called {network!r}: use one of {', '.join(NETWORKS)}."
        )
    return stated_error(network)


@cache
def stated_error(source: str) -> EstimatorError:
    """The error in the data file of a source: a network's name, or "markers"."""
    text = (files("inturn.kinematics") / "data" / f"error_{source}.toml").read_text("utf-8")
    told = tomllib.loads(text)
    table = {name: float(np.deg2rad(value)) for name, value in told["error_deg"].items()}
    return EstimatorError(**table, **told.get("gain", {}))
