"""Random standing tests: which leg first, how many trials, how far, how fast, and which cheats."""

import numpy as np

from validation.people.casting import Rng, pick
from validation.people.plan import Side, SidePlan, Style, TestPlan, TrialPlan

SMALLEST_DEG = 6.0
LARGEST_DEG = 48.0
CHEATS = ((0.4, "list"), (0.25, "turn"), (0.25, "lean"), (0.1, "drop"))


def _deg(value: float) -> float:
    return float(np.deg2rad(value))


def _cheat_sizes(rng: Rng) -> dict[str, float]:
    """What the body does with each rotation in this test (degrees); most people keep still, some cheat plainly."""
    sizes = {"list": rng.normal(0, 1.2), "turn": rng.normal(0, 1.8), "lean": rng.normal(0, 1.2), "drop": 0.0}
    kind = pick(rng, [(0.6, "none"), (0.3, "plain"), (0.1, "slight")])
    if kind == "none":
        return sizes
    share = 1.0 if kind == "plain" else 0.5
    # not a set of names: its order changes from run to run, and with it who gets which size
    for name in dict.fromkeys(pick(rng, CHEATS) for _ in range(2 if rng.random() < 0.25 else 1)):
        away = rng.choice([1, -1], p=[0.75, 0.25])
        sizes[name] = {
            "list": rng.uniform(8.5, 16),
            "turn": away * rng.uniform(9, 20),
            "lean": away * rng.uniform(9, 20),
            "drop": rng.uniform(10, 24),
        }[name] * share
    return sizes


def _trial(rng: Rng, degrees: float, sizes: dict[str, float], pace: float, hesitant: bool) -> TrialPlan:
    vary = {name: _deg(size * rng.uniform(0.9, 1.15)) for name, size in sizes.items()}
    return TrialPlan(
        rotation=_deg(float(np.clip(degrees, SMALLEST_DEG, LARGEST_DEG))),
        out_s=pace * rng.uniform(0.7, 1.3),
        hold_s=rng.uniform(0.6, 1.5),
        back_s=pace * rng.uniform(0.6, 1.1),
        rest_s=rng.uniform(0.5, 1.1),
        onset=rng.uniform(0.0, 0.6),
        halt_s=rng.uniform(0.25, 0.6) if hesitant and rng.random() < 0.6 else 0.0,
        **vary,
    )


def _side(rng: Rng, side: Side, reach_deg: float, sizes: dict[str, float], pace: float, hesitant: bool) -> SidePlan:
    count = pick(rng, [(0.12, 1), (0.4, 2), (0.36, 3), (0.12, 4)])
    trials = [_trial(rng, reach_deg + rng.normal(0, 1.6), sizes, pace, hesitant) for _ in range(count)]
    neutral = min(rng.normal(0, 2.5), reach_deg - 5.0)
    return SidePlan(
        side=side,
        trials=tuple(trials),
        elevation=_deg(rng.uniform(78, 94)),
        abduction=_deg(rng.normal(1.5, 3)),
        knee=_deg(rng.uniform(78, 100)),
        neutral=_deg(neutral),
        list_lift=_deg(rng.normal(1.0, 2.0)),
        lean_lift=_deg(rng.normal(-0.5, 1.5)),
        shift_s=pace * rng.uniform(0.5, 0.9),
        lift_s=pace * rng.uniform(0.8, 1.5),
        settle_s=rng.uniform(0.6, 1.1),
        lower_s=pace * rng.uniform(0.8, 1.4),
        rest_s=rng.uniform(0.6, 1.3),
    )


def random_test(rng: Rng, style: Style) -> TestPlan:
    """A whole random test. A side's reach is 6-48 degrees, the sides differ by a few degrees or by many."""
    base = rng.uniform(SMALLEST_DEG + 2, LARGEST_DEG - 4)
    difference = rng.normal(0, 3) if rng.random() < 0.6 else rng.normal(0, 12)
    reach = {"left": base + 0.5 * difference, "right": base - 0.5 * difference}
    pace = pick(rng, [(0.65, rng.uniform(0.8, 1.2)), (0.15, rng.uniform(0.55, 0.8)), (0.2, rng.uniform(1.2, 1.7))])
    hesitant = bool(rng.random() < 0.15)
    sizes = _cheat_sizes(rng)
    order: list[Side] = ["left", "right"] if rng.random() < 0.5 else ["right", "left"]
    if rng.random() < 0.07:
        order = order[:1]
    plans = tuple(
        _side(rng, s, float(np.clip(reach[s], SMALLEST_DEG, LARGEST_DEG)), sizes, pace, hesitant) for s in order
    )
    return TestPlan(plans, style, quiet_s=rng.uniform(1.7, 2.4), end_s=rng.uniform(0.6, 1.2))
