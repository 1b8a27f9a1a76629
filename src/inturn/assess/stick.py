"""The stick beside the foot: did the heel come to it, and what did that ask of this person?"""

from dataclasses import dataclass
from math import asin, isfinite

import numpy as np

from inturn.assess.curves import Baseline, Curves, median, sideways
from inturn.assess.finding import StickFinding
from inturn.assess.trials import Reading
from inturn.programme.standing_test import StickRules


@dataclass(frozen=True, slots=True)
class Stick:
    """Where the stick stands: metres outward of the outer edge of the standing foot; None = at the edge."""

    left: float | None = None
    right: float | None = None

    def offset(self, side: str) -> float:
        """Metres outward of the foot's edge."""
        return (self.left if side == "left" else self.right) or 0.0


def stick_sideways(c: Curves, standing: Baseline | None, stick: Stick) -> float | None:
    """The stick's place (m) towards the tested side, in the sideways direction of quiet standing."""
    if standing is None or standing.pelvic_turn is None:
        return None
    edge = float(sideways(c, standing.foot_edge, standing.pelvic_turn))
    return edge + stick.offset(c.side) if isfinite(edge) else None


def reached_stick(
    c: Curves, reading: Reading, standing: Baseline | None, stick: Stick, rules: StickRules
) -> bool | None:
    """Whether the heel was at the stick during the plateau; None when either cannot be placed."""
    place = stick_sideways(c, standing, stick)
    if place is None or standing is None or standing.pelvic_turn is None:
        return None
    held = c.within(reading.plateau.start_s, reading.plateau.end_s)
    heel = median(sideways(c, c.heel[held], standing.pelvic_turn))
    return None if heel is None else heel + rules.heel_half_width >= place


def asks(c: Curves, reading: Reading, standing: Baseline | None, stick: Stick, rules: StickRules) -> float | None:
    """Tilt of the shank (rad) at which this person's heel touches the stick, the knee staying where it was.

    From the knee's place before the rotation and the length knee -> heel; 0 when a vertical shank touches already.
    """
    place = stick_sideways(c, standing, stick)
    if place is None or standing is None or standing.pelvic_turn is None or reading.before is None:
        return None
    before = c.within(*reading.before)
    knee = median(sideways(c, c.knee[before], standing.pelvic_turn))
    length = median(np.linalg.norm(c.heel[before] - c.knee[before], axis=1))
    if knee is None or not length:
        return None
    share = (place - rules.heel_half_width - knee) / length
    return asin(max(0.0, share)) if share <= 1.0 else None


def stick_finding(stick: Stick, asked: tuple[float | None, float | None]) -> StickFinding:
    """The stick as the result tells it."""
    kind = "foot_edge" if stick.left is None and stick.right is None else "given"
    return StickFinding(kind, (stick.offset("left"), stick.offset("right")), asked)
