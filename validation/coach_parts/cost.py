"""What a step of the coach costs beside the limit it was given and beside the network that finds its points."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from inturn.programme.coach import CoachRules
from inturn.sources.video.landmarks import INPUT, LandmarkNetwork
from inturn.sources.video.region import whole
from inturn.training.coach.machine import start, step
from validation.coach_parts.sets import NETWORK, RenderedSet, rendered_sets

LIMIT_MS = 0.2
ROUNDS = 7
KEPT = Path(__file__).parents[2] / "tests" / "coach_sets"

Work = Callable[[], int]
"""Something to be timed; how many pictures it did."""


def kept_sets() -> list[RenderedSet]:
    """The sets whose keypoints are part of the project."""
    return rendered_sets(KEPT, range(1_000_000))


def processor_ms(work: Work) -> float:
    """Processor time a picture."""
    begun = time.process_time()
    n = work()
    return 1e3 * (time.process_time() - begun) / n


def watching(one: RenderedSet, rules: CoachRules) -> Work:
    """A whole set watched, its keypoints read beforehand: steps that end a repetition among many that do not."""
    frames = list(one.frames())

    def work() -> int:
        state = start(rules, one.truth.exercise, one.truth.side)
        for frame in frames:
            state, _ = step(state, frame)
        return len(frames)

    return work


def looking() -> Work:
    """The bare network, on one picture."""
    network, image = LandmarkNetwork(NETWORK), np.zeros((INPUT, INPUT, 3), dtype=np.uint8)

    def work() -> int:
        network.start(image, whole(image)).result()
        return 1

    return work


def best(parts: Mapping[str, Work], rounds: int, timed: Callable[[Work], float] = processor_ms) -> dict[str, float]:
    """The quickest of several rounds of each part, in turn: other work on the machine can only slow it down."""
    found = [{name: timed(work) for name, work in parts.items()} for _ in range(rounds)]
    return {name: min(r[name] for r in found) for name in parts}


def line(name: str, ms: float, network_ms: float) -> str:
    """A set's mean step, as shares."""
    return (
        f"{name}: {ms:.3f} ms a picture in the mean, {ms / LIMIT_MS:.2f} of the {LIMIT_MS} ms allowed, "
        f"{ms / network_ms:.3f} of what the network {NETWORK} takes ({network_ms:.1f} ms)"
    )


def cost_lines(rules: CoachRules, rounds: int = ROUNDS) -> list[str]:
    """What the kept sets' steps cost, a line each."""
    sets = {one.name: watching(one, rules.by(NETWORK)) for one in kept_sets()}
    found = best({**sets, NETWORK: looking()}, rounds)
    return [line(name, found[name], found[NETWORK]) for name in sets]
