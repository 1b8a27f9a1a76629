"""How far a movement went, against the person's own range in this set.

Two things tell it: the exercise's signal, and the height that hips and shoulders lose. A signal is told by few points
and may wander by a third of a movement; the height wanders less, and apart from it. Both together tell a small
repetition from a large attempt, and an attempt from a signal that wanders while somebody stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import radians, sqrt
from typing import Final

from inturn.programme.coach import Excursion
from inturn.training.coach.events import Repetition

_TELLS: Final = (
    0.1  # trunk lengths: an exercise that lowers the body by less, or raises it, is told by its signal alone
)
_TALLER: Final = radians(10.0)  # a part seen so much taller than standing comes nearer: its angle tells nothing


@dataclass(frozen=True, slots=True)
class OwnRange:
    """Mean of the deeper half of a set's repetitions.

    travel of the signal, in its own unit; drop of the height, trunk lengths, negative where they rise
    """

    travel: float
    drop: float

    @property
    def lowers(self) -> bool:
        """Whether the exercise lowers the body, so that the height tells something."""
        return self.drop >= _TELLS

    def far(self, travel: float, drop: float) -> float:
        """How far from rest, in the signal's unit. What bends out of upright costs height with its square."""
        if not self.lowers:
            return travel
        return 0.5 * (travel + self.travel * self.sunk(drop))

    def sunk(self, drop: float) -> float:
        """The height lost as a share of the range's."""
        return sqrt(max(drop, 0.0) / self.drop)

    def shown(self, travel: float, drop: float) -> float:
        """The signal's travel, or that which the height tells where what bends to the camera is seen taller."""
        if not self.lowers or travel >= 0.0:
            return travel
        blind = min(-travel / _TALLER, 1.0)
        return (1.0 - blind) * travel + blind * self.travel * self.sunk(drop)

    def left(self, travel: float, drop: float) -> float:
        """How far a return is still from rest: as `far`, but by the height itself.

        The root of a small height is large: somebody who stands a little lower than before would never be back.
        """
        if not self.lowers:
            return travel
        return 0.5 * (travel + self.travel * max(drop, 0.0) / self.drop)

    def share(self, travel: float, drop: float) -> float:
        """A movement as a share of the range."""
        return self.far(travel, drop) / max(self.travel, 1e-9)


def first_range(rule: Excursion) -> OwnRange:
    """What stands for the person's own range before their first repetition: the exercise's smallest movement."""
    return OwnRange(rule.full, rule.full_drop or 0.0)


def own_range(repetitions: Sequence[Repetition]) -> OwnRange | None:
    """The person's own range in this set; None without any repetition."""
    if not repetitions:
        return None
    half = (len(repetitions) + 1) // 2
    deeper = sorted(repetitions, key=lambda r: r.travel, reverse=True)[:half]
    return OwnRange(sum(r.travel for r in deeper) / half, sum(r.drop for r in deeper) / half)
