"""A guided test and this machine: which network it keeps up with, and pictures as a page sends them."""

from dataclasses import replace
from time import perf_counter
from typing import Final

from inturn.sources.video import PoseTracker, camera
from inturn.workflows.live import LiveTest, Seen
from inturn.workflows.live_answer import Plain, answer, timing
from inturn.workflows.options import Network

LARGEST_BYTES: Final = camera.LARGEST_BYTES
"""A larger picture is refused."""


Tracking = PoseTracker


def network_for_this_machine() -> Network:
    """The better network of full and lite that this machine keeps up with; measured, so it takes a second or two."""
    return camera.quickest_fit()[0]


def tracker_of(network: Network) -> Tracking:
    """A tracker with its network made ready, which takes a second."""
    return PoseTracker(network)


def see_jpeg(live: LiveTest, jpeg: bytes, time_s: float) -> tuple[Seen | None, Plain]:
    """Answer one picture, mirrored back where the camera mirrors. Raises InputError for bytes that are no picture.

    `rest_s` of what was seen is all but the keypoints: decoding, too, and putting the answer together.
    """
    began = perf_counter()
    picture = camera.picture_of(jpeg, live.guide.mirrored)
    seen = live.see(picture.rgb, time_s, picture.light)
    told = answer(live, seen)
    if seen is not None:
        seen = replace(seen, rest_s=perf_counter() - began - seen.network_s)
        told |= {"timing": timing(seen)}
    return seen, told
