"""What a step of the coach costs beside the limit it was given and beside the network that finds its points."""

import time
from collections.abc import Callable
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


def processor_ms(work: Callable[[], int]) -> float:
    """Processor time a picture of work that returns how many pictures it did."""
    begun = time.process_time()
    n = work()
    return 1e3 * (time.process_time() - begun) / n


def watching(one: RenderedSet, rules: CoachRules) -> Callable[[], int]:
    """A whole set watched, its keypoints read beforehand."""
    frames = list(one.frames())

    def work() -> int:
        state = start(rules, one.truth.exercise, one.truth.side)
        for frame in frames:
            state, _ = step(state, frame)
        return len(frames)

    return work


def looking() -> Callable[[], int]:
    """The bare network, on one picture."""
    network, image = LandmarkNetwork(NETWORK), np.zeros((INPUT, INPUT, 3), dtype=np.uint8)

    def work() -> int:
        network.start(image, whole(image)).result()
        return 1

    return work


def costs(rules: CoachRules, rounds: int = ROUNDS) -> dict[str, float]:
    """ms of processor a picture of each kept set and of the network; in turn, the best of several rounds."""
    parts = {one.name: watching(one, rules) for one in rendered_sets(KEPT, range(10**6))} | {NETWORK: looking()}
    found = [{name: processor_ms(work) for name, work in parts.items()} for _ in range(rounds)]
    return {name: min(r[name] for r in found) for name in parts}


def show_costs(rules: CoachRules) -> None:
    """Print them, as shares."""
    found = costs(rules)
    network = found.pop(NETWORK)
    for name, ms in found.items():
        print(
            f"{name}: {ms:.3f} ms a picture, {ms / LIMIT_MS:.2f} of the {LIMIT_MS} ms allowed, "
            f"{ms / network:.4f} of what the network {NETWORK} takes ({network:.1f} ms)"
        )
