"""Clearance: the outcome of the questions before a guided test, and the key to everything guided."""

from dataclasses import dataclass

from inturn.body.keypoints import Side


@dataclass(frozen=True, slots=True)
class Clearance:
    """Proof that the screening questions were answered and nothing forbids a guided test or session.

    Only the screening may make one. Guided tests, plans and sessions demand it as an argument; measuring a recording
    that already exists does not.

    questions_version  version of the questions that were answered
    answered_at        when, ISO 8601, UTC
    cautions           codes of answers that allow the test but change what follows it
    no_end_range       sides on which the end of the range must not be sought
    """

    questions_version: str
    answered_at: str
    cautions: tuple[str, ...] = ()
    no_end_range: frozenset[Side] = frozenset()
