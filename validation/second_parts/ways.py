"""The same people read with all that was learnt, and with parts of it left out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import degrees, hypot
from typing import Any

import numpy as np

from inturn.kinematics import error_of, smooth
from inturn.kinematics.learnt import Learnt, learnt_of
from inturn.programme.standing_test import load_standing_test
from validation.figures.statistics import Floats, bias, covered, estimate, mae, p95, share
from validation.fit.errors import CHANGES, TrialError, trial_errors
from validation.fit.still_tests import StillTest

Json = dict[str, Any]


def ways(network: str) -> dict[str, Learnt]:
    """What is used, by what the page calls it."""
    whole = learnt_of(network)
    closer = whole.closer
    out = {"all that was learnt": whole}
    heard = None if closer is None else replace(closer, alone=0.0)
    out["the same, the model alone not heard"] = replace(whole, closer=heard, alone=0.0)
    if closer is not None:
        out["no remainder"] = Learnt(whole.pelvis, None, replace(closer, remainder=None))
        out["no appearance"] = Learnt(whole.pelvis, whole.remainder)
    out["no appearance, no remainder"] = Learnt(whole.pelvis, None)
    out["no map: the body model alone"] = Learnt(None, None)
    return out


def stated_sd(error: TrialError, network: str, *, real_person: bool) -> float:
    """The standard deviation (degrees) that the program states of a trial (`inturn.assess.error.trial_quantity`)."""
    model, rules = error_of(network), load_standing_test().error
    random = degrees(model.sd_trial) * max(1.0, error.stated / degrees(model.sd_stated))
    setup = hypot(degrees(model.sd_setup), rules.facing_share * error.facing)
    return hypot(random, setup, degrees(model.sd_systematic), degrees(rules.real_person_sd) if real_person else 0.0)


def errors_by_way(tests: Iterable[StillTest], network: str) -> dict[str, list[TrialError]]:
    """Errors of every readable trial of some people, for each way."""
    out: dict[str, list[TrialError]] = {name: [] for name in ways(network)}
    for test in tests:
        for name, learnt in ways(network).items():
            out[name] += trial_errors(test, smooth(test.recording, learnt=learnt))
    return out


def _told(values: Sequence[float], people: Sequence[int]) -> Json:
    error = np.array(values)
    return {**estimate(values, people, mae)._asdict(), "bias": bias(error), "p95": p95(error)}


def row(errors: Sequence[TrialError], network: str) -> Json:
    """Figures of trials: rotation, what the body did, and how often the stated interval holds the truth."""
    people = [e.seed for e in errors]
    off: Floats = np.array([e.rotation for e in errors])
    out: Json = {"rotation": _told(off.tolist(), people)}
    out |= {name: _told([e.changes[name] for e in errors], people) for name in CHANGES}
    for name, real in (("covers", False), ("covers_with_real_person", True)):
        sd = np.array([stated_sd(e, network, real_person=real) for e in errors])
        out[name] = estimate(covered(off, sd, 0.95).tolist(), people, share, rate=True)._asdict()
    return out
