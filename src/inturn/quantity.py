"""A measured value with its error in parts, and one function for each question that may be asked of it.

The parts answer different questions, so they are never added up before the question is known:

- random      changes from trial to trial; averaging trials makes it smaller
- setup       changes when the camera is put up again; the same for all trials of one recording
- systematic  the same for every recording of this method; known from people with known truth
- real person what people may add to what was shown on rendered people; a stated judgement, kept apart
"""

from dataclasses import dataclass
from math import erf, hypot, sqrt

from inturn.errors import MethodMismatchError

_Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Method:
    """How a value came about. Values of different method are never compared.

    The estimator's version is not part of it: after an upgrade stored recordings are measured again.
    """

    test: str
    position: str
    support: str
    source_kind: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value, its unit, the number of trials behind it, and the standard deviations of its error, in that unit."""

    value: float
    unit: str
    n: int
    sd_random: float
    sd_setup: float
    sd_systematic: float
    method: Method
    sd_real_person: float = 0.0

    @property
    def sd(self) -> float:
        """Standard deviation of the error as shown on people with known truth: all parts but the real-person term."""
        return hypot(self.sd_random, self.sd_setup, self.sd_systematic)

    @property
    def sd_all(self) -> float:
        """Standard deviation of the whole error, the real-person term included."""
        return hypot(self.sd, self.sd_real_person)

    @property
    def interval95(self) -> tuple[float, float]:
        """95 % interval from `sd`, that is without the real-person term."""
        return self.value - _Z95 * self.sd, self.value + _Z95 * self.sd


@dataclass(frozen=True, slots=True)
class Difference:
    """One value minus another, with the standard deviation of what does not cancel. Same unit as both."""

    value: float
    sd: float

    @property
    def interval95(self) -> tuple[float, float]:
        """95 % interval of the difference."""
        return self.value - _Z95 * self.sd, self.value + _Z95 * self.sd

    def probability_beyond(self, limit: float) -> float:
        """Probability that the true difference is larger than `limit` in size, either way; `limit` >= 0."""
        if self.sd == 0.0:
            return float(abs(self.value) > limit)
        return 1.0 - normal_cdf((limit - self.value) / self.sd) + normal_cdf((-limit - self.value) / self.sd)


def normal_cdf(z: float) -> float:
    """Standard normal cumulative probability."""
    return 0.5 * (1.0 + erf(z / sqrt(2.0)))


def require_same_method(a: Quantity, b: Quantity) -> None:
    """Raise MethodMismatchError unless both values were measured the same way and in the same unit."""
    if a.method != b.method or a.unit != b.unit:
        raise MethodMismatchError(
            f"These values were measured differently ({a.method}, {a.unit}; {b.method}, {b.unit}) and cannot be "
            "compared. Repeat the test the same way as before."
        )


def probability_below(q: Quantity, target: float) -> float:
    """Against a target: probability that the true value is below it. All parts of the error count."""
    if q.sd_all == 0.0:
        return float(q.value < target)
    return normal_cdf((target - q.value) / q.sd_all)


def change_in_setup(before: Quantity, after: Quantity) -> Difference:
    """After minus before, camera and person unmoved (release -> retest): only the random part counts."""
    require_same_method(before, after)
    return Difference(after.value - before.value, hypot(before.sd_random, after.sd_random))


def change_between_days(before: Quantity, after: Quantity) -> Difference:
    """After minus before on another day: the random and the set-up parts count, the systematic one cancels."""
    require_same_method(before, after)
    sd = hypot(before.sd_random, after.sd_random, before.sd_setup, after.sd_setup)
    return Difference(after.value - before.value, sd)


def side_difference(left: Quantity, right: Quantity, uncancelled_share: float) -> Difference:
    """Left minus right within one recording.

    Random and set-up parts count on both sides (the camera sees the sides as mirror images, so a view error need
    not cancel). Of the systematic and real-person parts the share `uncancelled_share` (0..1) of each side stays.
    """
    require_same_method(left, right)
    parts = [q for side in (left, right) for q in (side.sd_random, side.sd_setup)]
    rest = [uncancelled_share * q for side in (left, right) for q in (side.sd_systematic, side.sd_real_person)]
    return Difference(left.value - right.value, hypot(*parts, *rest))


def minimal_detectable_change(sd_one: float) -> float:
    """MDC95 = 1.96 * sqrt(2) * SEM for two values that each carry the standard error `sd_one`."""
    return _Z95 * sqrt(2.0) * sd_one
