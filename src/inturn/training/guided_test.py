"""A guided standing test, with a camera or without: what the clearance allows of it, before it begins."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from inturn.body.keypoints import SIDES, Side
from inturn.errors import ClearanceError
from inturn.programme.clearance import Clearance
from inturn.programme.content import TestContent
from inturn.programme.hip_internal_rotation import Programme
from inturn.training.clearing import require_valid
from inturn.training.records import Decision

Support = Literal["none", "stick", "wall"]
SUPPORTS: Final[tuple[Support, ...]] = ("none", "stick", "wall")


@dataclass(frozen=True, slots=True)
class GuidedTest:
    """A test that may be guided now: its texts, the sides that take it, and whether a hand must hold on."""

    content: TestContent
    sides: tuple[Side, ...]
    support_needed: bool
    decisions: tuple[Decision, ...]


def guided_test(
    programme: Programme, clearance: Clearance, at: datetime, kind: Literal["camera", "self"]
) -> GuidedTest:
    """The test as it may be done at that moment.

    Raises ClearanceError when the clearance does not hold then, or spares both hips from the test.
    """
    require_valid(clearance, at)
    if not clearance.test_sides:
        raise ClearanceError(
            "Your answers to the safety questions spare both hips from the test. Have them looked at first."
        )
    spared = [Decision("limits", "no_test", side=side) for side in SIDES if side in clearance.no_test]
    hold = [Decision("limits", "support_needed")] if clearance.support_needed else []
    return GuidedTest(programme.test(kind), clearance.test_sides, clearance.support_needed, (*spared, *hold))


def require_allowed(clearance: Clearance, at: datetime, sides: tuple[Side, ...], support: Support) -> None:
    """Raise ClearanceError when the clearance does not allow that test of those sides with that support."""
    require_valid(clearance, at)
    spared = [side for side in sides if side in clearance.no_test]
    if spared:
        raise ClearanceError(
            f"Your answers to the safety questions spare the {' and the '.join(spared)} hip: leave it out of the test."
        )
    if clearance.support_needed and support == "none":
        raise ClearanceError(
            "Your answers to the safety questions ask for a hand on a stick or a wall: hold on, and say which."
        )
