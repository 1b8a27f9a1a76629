"""Clearance: the outcome of the questions before a guided test, and the key to everything guided."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from inturn.body.keypoints import SIDES, Side

ALL_SIDES: frozenset[Side] = frozenset(SIDES)


@dataclass(frozen=True, slots=True)
class Clearance:
    """Proof that the screening questions were answered and nothing forbids a guided test or session.

    Only the screening may make one. Guided tests, plans and sessions demand it as an argument; measuring a recording
    that already exists does not.

    questions_version  version of the questions that were answered
    answered_at        when, ISO 8601, UTC
    cautions           codes of answers that allow the test but change what follows it
    no_end_range       sides on which the end of the range must not be sought
    level              "go", or "go_with_limits" when an answer left a caution or a limit
    no_test            sides that must not take the standing test
    no_roll            no foam roller
    no_load            no weight in the hand
    no_deadlift        no deadlift at all
    support_needed     a hand on a stick or a wall, in the test and in the exercises
    strict_stick       the stick stays in contact all along the back, or the set ends
    advise_visit       a visit is advised although exercise may go on
    valid_until        end of the day it was given for, UTC; None only where no time is told (a page made from a file)
    """

    questions_version: str
    answered_at: str
    cautions: tuple[str, ...] = ()
    no_end_range: frozenset[Side] = frozenset()
    level: Literal["go", "go_with_limits"] = "go"
    no_test: frozenset[Side] = frozenset()
    no_roll: bool = False
    no_load: bool = False
    no_deadlift: bool = False
    support_needed: bool = False
    strict_stick: bool = False
    advise_visit: bool = False
    valid_until: datetime | None = None

    @property
    def test_sides(self) -> tuple[Side, ...]:
        """The sides that may take the standing test."""
        return tuple(side for side in SIDES if side not in self.no_test)
