"""When there is nothing to measure: what was seen instead, in one sentence, and what to do."""

from collections.abc import Iterable
from math import degrees
from statistics import median

from inturn.assess.events import Attempt, Event, LoweredFoot, QuietStanding, Squatted
from inturn.body.keypoints import SIDES, Side

_FILM = "Film yourself from the front, whole body in the picture"
_RECORD = "Record the whole test, with the markers of both legs in view"
_DO = (
    "stand still, lift one knee to hip height, swing the heel outward, hold it for a second, and do so at least twice "
    "on each side."
)


def no_test_message(events: Iterable[Event], facing: float | None, tracked_share: float, *, filmed: bool = True) -> str:
    """One sentence on what was seen and one on what to do.

    facing rad or None; tracked_share 0..1 of the time; filmed False for a marker laboratory, which has no picture.
    """
    found = list(events)
    seen = [*_squats(found), *(part for side in SIDES for part in _lifts(found, side))]
    if tracked_share < 0.5:
        seen.insert(0, f"a person in {100 * tracked_share:.0f} % of the recording only")
    if facing is not None and degrees(facing) > 50.0:
        seen.append(f"the person stood sideways, about {degrees(facing):.0f}° away from the camera")
    if not any(isinstance(e, LoweredFoot | Squatted) for e in found):
        stood = any(isinstance(e, QuietStanding) for e in found)
        seen.append("the person stood" if stood else "the person moved about")
        seen[-1] += ", but no knee was lifted to hip height"
    return f"No standing test found; what was seen: {'; '.join(seen)}. {_FILM if filmed else _RECORD}: {_DO}"


def behind_message() -> str:
    """The refusal of a recording filmed from behind."""
    return (
        "The person was filmed from behind, or the face was hardly seen and taken for the back of a head: "
        "the test cannot be read. Film it again from the front, with light on the face."
    )


def _squats(events: list[Event]) -> list[str]:
    count = sum(isinstance(e, Squatted) for e in events)
    return [f"the person squatted {_times(count)}"] if count else []


def _lifts(events: list[Event], side: Side) -> list[str]:
    lifts = [e for e in events if isinstance(e, LoweredFoot) and e.side == side]
    if not lifts:
        return []
    seconds = median(e.end_s - e.start_s for e in lifts)
    text = f"the {side} knee was lifted {_times(len(lifts))}, for about {seconds:.1f} s"
    rises = [e.rise for e in events if isinstance(e, Attempt) and e.side == side]
    if rises:
        return [f"{text}, and the heel swung out by {degrees(max(rises)):.0f}° at most without a hold that counts"]
    return [f"{text}, and no outward swing of the heel was held"]


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
