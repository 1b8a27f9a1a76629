"""The error of a trial and of a side, in parts that are never added up here."""

from dataclasses import dataclass
from math import hypot, sqrt

from inturn.programme.standing_test import ErrorRules
from inturn.quantity import Method, Quantity

UNIT = "rad"


@dataclass(frozen=True, slots=True)
class ErrorModel:
    """What people with known truth showed of this method's error; standard deviations, rad, and a factor.

    sd_trial       trial to trial, one set-up
    sd_setup       between set-ups of the camera
    sd_systematic  constant part that correction has left
    sd_*_change    of the change of list, turn, lean from before a rotation to its plateau; None = as programme data say
    sd_stated      what the estimator typically states of one moment (`rotation_sd`) on the people behind `sd_trial`; a
                   trial of which it states more gets a wider random part in proportion. None = no such scaling
    turn_gain      true changes of turn over read ones, in the mean
    """

    sd_trial: float
    sd_setup: float
    sd_systematic: float
    sd_list_change: float | None = None
    sd_turn_change: float | None = None
    sd_lean_change: float | None = None
    sd_stated: float | None = None
    turn_gain: float = 1.0


def trial_quantity(
    rotation: float,
    rotation_sd: float | None,
    model: ErrorModel,
    method: Method,
    rules: ErrorRules,
    facing: float | None = None,
) -> Quantity:
    """One trial's value (rad). Random part: the known spread, widened for a view worse than the usual one.

    The set-up part grows with the angle `facing` (rad) by which the person stood turned away from the camera.

    `rotation_sd` itself is not taken: it is of one moment, and holds what is constant in a recording.
    """
    worse = 1.0 if rotation_sd is None or not model.sd_stated else max(1.0, rotation_sd / model.sd_stated)
    return Quantity(
        value=rotation,
        unit=UNIT,
        n=1,
        sd_random=model.sd_trial * worse,
        sd_setup=hypot(model.sd_setup, rules.facing_share * (facing or 0.0)),
        sd_systematic=model.sd_systematic,
        method=method,
        sd_real_person=rules.real_person_sd,
    )


def mean_quantity(trials: list[Quantity], rules: ErrorRules) -> Quantity:
    """The mean of trials of one side (at least one).

    Random part: two to four trials tell little of their own spread s, so it is pooled with the known one s0, which
    weighs `prior_trials` (k): sqrt((k s0^2 + (n-1) s^2) / (k + n-1)) / sqrt(n).
    """
    n = len(trials)
    mean = sum(q.value for q in trials) / n
    squares = sum((q.value - mean) ** 2 for q in trials)
    known = sum(q.sd_random**2 for q in trials) / n
    pooled = (rules.prior_trials * known + squares) / (rules.prior_trials + n - 1)
    first = trials[0]
    return Quantity(
        value=mean,
        unit=first.unit,
        n=n,
        sd_random=sqrt(pooled / n),
        sd_setup=first.sd_setup,
        sd_systematic=first.sd_systematic,
        method=first.method,
        sd_real_person=first.sd_real_person,
    )
