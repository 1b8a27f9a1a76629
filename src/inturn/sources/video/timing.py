"""How long one picture takes here, for the user's information and for choosing a network live."""

import statistics
import time

import numpy as np

from inturn.sources.video.landmarks import INPUT, LandmarkNetwork
from inturn.sources.video.models import Network
from inturn.sources.video.region import Region


def milliseconds_a_picture(network: Network, runs: int = 12) -> float:
    """Median time of the landmark network on one picture (its content does not matter), in ms.

    Raises SetupError when the network is missing or damaged.
    """
    landmarks = LandmarkNetwork(network)
    image = np.zeros((INPUT, INPUT, 3), dtype=np.uint8)
    region = Region(INPUT / 2, INPUT / 2, INPUT, 0.0)
    spent: list[float] = []
    for _ in range(runs + 1):  # the first one warms up
        start = time.perf_counter()
        landmarks.start(image, region).result()
        spent.append(1000 * (time.perf_counter() - start))
    return statistics.median(spent[1:])
