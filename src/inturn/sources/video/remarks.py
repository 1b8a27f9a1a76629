"""What the user should hear about a video and about who was seen in it."""

from itertools import pairwise
from typing import Final

import numpy as np

from inturn.body.keypoints import INDEX
from inturn.motion.recording import KeypointFrame
from inturn.motion.reversals import MOSTLY, breadth, share_behind
from inturn.sources.video.decode import DecodeLog
from inturn.sources.video.times import MAX_RATE

Remark = dict[str, str]

_SHORT_S: Final = 0.5
_SHORT_SHARE: Final = 0.98
_LEAST_RATE: Final = 12.0
_CUT_SHARE: Final = 0.2
_OFTEN: Final = 0.1
"""Share of pictures from which it is said that front was taken for back."""
_NOSE: Final = INDEX["nose"]
_ANKLES: Final = [INDEX["left_ankle"], INDEX["right_ankle"]]


def remarks(frames: list[KeypointFrame], log: DecodeLog) -> list[Remark]:
    """Warnings as {"code", "text"}, those about the video first."""
    found = {
        "damaged": _damaged(log),
        "truncated": _truncated(log),
        "times_mended": _times_mended(log),
        "thinned": _thinned(log),
        "low_frame_rate": _low_frame_rate(frames, log),
        "head_cut_off": _head_cut_off(frames, log),
        "feet_cut_off": _feet_cut_off(frames, log),
        "several_people": _several_people(frames),
        "person_switched": _person_switched(frames),
        "taken_for_back": _taken_for_back(frames),
    }
    return [{"code": code, "text": text} for code, text in found.items() if text is not None]


def live_remarks(frames: list[KeypointFrame], rate: float, slowest: float) -> list[Remark]:
    """The same of a live camera's pictures, `rate` of them a second; with fewer than `slowest` angles are off."""
    slow = None
    if rate < _LEAST_RATE / 2:
        off = " and angles may be off by several degrees" if rate < slowest else ""
        slow = (
            f"Only {rate:.0f} pictures a second were looked at: short holds may have been missed{off}. Close other "
            "programs before the next test."
        )
    found = {
        "low_frame_rate": slow,
        "several_people": _several_people(frames),
        "person_switched": _person_switched(frames),
        "taken_for_back": _taken_for_back(frames),
    }
    return [{"code": code, "text": text} for code, text in found.items() if text is not None]


def _damaged(log: DecodeLog) -> str | None:
    if not log.damaged:
        return None
    where = "one place" if log.damaged == 1 else f"{log.damaged} places"
    return f"The video is damaged in {where}, pictures are missing or wrong: copy it again from the camera."


def _truncated(log: DecodeLog) -> str | None:
    seen_s = log.last_s + 1 / log.fps
    if log.claimed_s is None or seen_s >= _SHORT_SHARE * log.claimed_s - _SHORT_S:
        return None
    return (
        f"The video breaks off after {seen_s:.1f} s, it should last {log.claimed_s:.1f} s: "
        "what is there was measured; copy it from the camera again for the rest."
    )


def _times_mended(log: DecodeLog) -> str | None:
    if not log.mended_times:
        return None
    return (
        f"{log.mended_times} of {log.decoded} pictures had a missing or impossible time, which was mended: "
        "speeds may be off there."
    )


def _thinned(log: DecodeLog) -> str | None:
    if not log.skipped or log.fps <= MAX_RATE:
        return None  # ordinary
    used = log.decoded - log.skipped
    return f"{used} of {log.decoded} pictures were measured: so many a second are enough."


def _low_frame_rate(frames: list[KeypointFrame], log: DecodeLog) -> str | None:
    if len(frames) < 2:
        return None
    rate = (len(frames) + log.skipped - 1) / (frames[-1].time_s - frames[0].time_s)
    if rate >= _LEAST_RATE:
        return None
    return f"The video has {rate:.0f} pictures a second: short holds may be missed; film with 24 or more."


def _head_cut_off(frames: list[KeypointFrame], log: DecodeLog) -> str | None:
    tracked = [f for f in frames if f.person >= 0]
    above = [f for f in tracked if f.pixel[_NOSE, 1] < 0]
    if log.upright is None or len(above) <= _CUT_SHARE * len(tracked):
        return None
    return "The head is out of the picture, which makes the reading uncertain: step back until all of you is in view."


def _feet_cut_off(frames: list[KeypointFrame], log: DecodeLog) -> str | None:
    tracked = [f for f in frames if f.person >= 0]
    if log.upright is None:
        return None
    height = log.upright.height
    below = [f for f in tracked if any(f.pixel[ankle, 1] > height for ankle in _ANKLES)]
    if len(below) <= _CUT_SHARE * len(tracked):
        return None
    return "A foot is out of the picture for much of the video: step back until both feet stay in view."


def _several_people(frames: list[KeypointFrame]) -> str | None:
    crowd = [f for f in frames if f.persons_seen > 1]
    if not crowd:
        return None
    return (
        f"Up to {max(f.persons_seen for f in crowd)} people were seen (first at {crowd[0].time_s:.1f} s), "
        "only one was followed: record one person alone."
    )


def _person_switched(frames: list[KeypointFrame]) -> str | None:
    tracked = [f for f in frames if f.person >= 0]
    switches = [after.time_s for before, after in pairwise(tracked) if after.person != before.person]
    if not switches:
        return None
    times = ", ".join(f"{t:.1f} s" for t in switches[:3]) + (" ..." if len(switches) > 3 else "")
    return f"Another person may have been followed from {times} on: record one person alone."


def _taken_for_back(frames: list[KeypointFrame]) -> str | None:
    """Front taken for back in many pictures: the estimator leaves them out."""
    pixels = [f.pixel for f in frames if f.person >= 0]
    share = share_behind(breadth(np.array(pixels))) if pixels else 0.0
    if not _OFTEN < share <= MOSTLY:
        return None
    return (
        f"In {100 * share:.0f} % of the pictures the face was hardly seen and the front taken for a back: "
        "they were left out. More light on the face helps."
    )
