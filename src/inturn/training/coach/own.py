"""How far a movement went, against the person's own range in this set.

Two things tell it: the exercise's signal, and the height that hips and shoulders lose. A signal is told by few points
and may wander by a third of a movement; the height wanders less, and apart from it. Both together tell a small
repetition from a large attempt, and an attempt from a signal that wanders while somebody stands.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from math import radians, sqrt
from typing import Final

from inturn.programme.coach import CommonRules, Excursion, View
from inturn.training.coach.events import Repetition

_TELLS: Final = (
    0.1  # trunk lengths: an exercise that lowers the body by less, or raises it, is told by its signal alone
)
Told = Set[tuple[str, int]]
"""Faults that were told: (name, number of the repetition)."""

_EVEN, _FACING = 0.5, 0.8  # shares that the height tells; the second from the front
_TALLER: Final = radians(10.0)  # a part seen so much taller than standing comes nearer: its angle tells nothing


@dataclass(frozen=True, slots=True)
class OwnRange:
    """Mean of the deeper half of a set's repetitions.

    travel of the signal, in its own unit; drop of the height, trunk lengths, negative where they rise
    by_height  how much of a movement is told by the height, the rest by the signal
    """

    travel: float
    drop: float
    by_height: float = _EVEN

    @property
    def evenly(self) -> "OwnRange":
        """Told by both alike."""
        return replace(self, by_height=_EVEN)

    def least(self, rules: CommonRules) -> float:
        """The share from which a movement is a repetition."""
        return rules.own_share if self.by_height == _EVEN else rules.own_share_front

    @property
    def lowers(self) -> bool:
        """Whether the exercise lowers the body, so that the height tells something."""
        return self.drop >= _TELLS

    def far(self, travel: float, drop: float) -> float:
        """How far from rest, in the signal's unit. What bends out of upright costs height with its square."""
        if not self.lowers:
            return travel
        return (1.0 - self.by_height) * travel + self.by_height * self.travel * self.sunk(drop)

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
        """How far a return is still from rest: as `far`, but by the height itself, and as both tell it if that is more.

        The root of a small height is large: somebody who stands a little lower than before would never be back.
        """
        if not self.lowers:
            return travel
        sunk = self.travel * max(drop, 0.0) / self.drop
        return max((1.0 - share) * travel + share * sunk for share in (_EVEN, self.by_height))

    def share(self, travel: float, drop: float) -> float:
        """A movement as a share of the range."""
        return self.far(travel, drop) / max(self.travel, 1e-9)


def first_range(rule: Excursion) -> OwnRange:
    """What stands for the person's own range before their first repetition: the exercise's smallest movement."""
    return OwnRange(rule.full, rule.full_drop or 0.0)


def own_range(repetitions: Sequence[Repetition], rule: Excursion, told: Told, view: View) -> OwnRange | None:
    """The person's own range in this set, for a movement seen from `view`; None without any repetition.

    told = (fault, repetition).
    From the front, where what bends comes nearer and is seen taller than it is, the height tells most of it.
    """
    if not repetitions:
        return None
    plain = [r for r in repetitions if not any((name, r.number) in told for name in rule.deepened_by)]
    plain = plain or list(repetitions)
    half = (len(plain) + 1) // 2
    deeper = sorted(plain, key=lambda r: r.travel, reverse=True)[:half]
    travel, drop = sum(r.travel for r in deeper) / half, sum(r.drop for r in deeper) / half
    return OwnRange(travel, drop, _FACING if view == "front" else _EVEN)
