"""How one lifted leg is misread otherwise than the other: the map of `inturn.kinematics.between_sides`.

A ridge regression on people whose both sides are known: of the difference between the mean features of either lifted
leg, and between their mean errors. What misleads on both sides alike cancels, so that it learns from, and answers,
another question than the map of single pictures. The appearance does not help it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from inturn.kinematics.between_sides import SHARE
from validation.fit.ridge import FOLDS, PRODUCTS, applied, ridge

RIDGE = 10.0

Rows = tuple[np.ndarray, ...]


@dataclass(frozen=True)
class BetweenRows:
    """One person's pictures: all features (T, F), the G of them that are not the appearance's, error (rad), whether
    held, side (0 left, 1 right)."""

    features: np.ndarray
    usable: int
    error: np.ndarray
    held: np.ndarray
    side: np.ndarray

    @classmethod
    def of(cls, rows: Rows, components: int) -> "BetweenRows":
        """From the rows of the remainder, whose last `components` features are the appearance's."""
        values, error, held, _, side = rows
        return cls(values, values.shape[1] - components, error, held, side)

    @property
    def both(self) -> bool:
        """Whether either leg was lifted."""
        return set(self.side.tolist()) == {0, 1}

    def apart(self, of: np.ndarray, held: bool = False) -> np.ndarray:
        """Mean over the left leg's pictures minus that over the right one's; of the held ones, if asked."""
        left, right = (of[(self.side == s) & (self.held if held else True)] for s in (0, 1))
        return np.asarray(left.mean(axis=0) - right.mean(axis=0))


def between_map(people: Sequence[BetweenRows]) -> np.ndarray:
    """Weights (G,) from the difference of features to that of errors; the mirror image of a person weighs the same."""
    known = [p for p in people if p.both]
    apart = np.array([p.apart(p.features[:, : p.usable]) for p in known])
    error = np.array([float(p.apart(p.error)) for p in known])
    trust = np.where(np.arange(apart.shape[1]) < apart.shape[1] // 2, 1.0, PRODUCTS)
    return ridge(np.concatenate([apart, -apart]), np.concatenate([error, -error]), RIDGE, trust=trust)[:-1]


def print_gain(people: Sequence[BetweenRows], remainders: Sequence[np.ndarray]) -> None:
    """What it gains on people left out: the k-th of `remainders` has not seen those of the k-th fold."""
    before: list[float] = []
    after: list[float] = []
    for k in range(FOLDS):
        learnt = between_map([p for i, p in enumerate(people) if i % FOLDS != k])
        for person in people[k::FOLDS]:
            if not person.both or not all(np.any(person.held & (person.side == s)) for s in (0, 1)):
                continue
            off = applied(person.features, remainders[k])
            told = float(person.apart(person.features[:, : person.usable]) @ learnt)
            before.append(float(person.apart(person.error - off, held=True)))
            after.append(before[-1] - SHARE * (told - float(person.apart(off))))
    size = [float(np.rad2deg(np.abs(x).mean())) for x in (before, after)]
    print(
        f"left against right, {len(before)} people left out: MAE {size[0]:.2f}, held against each other {size[1]:.2f}"
    )
