"""What is true of a made-up person; the rules only ever see what that person reports."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Final, Literal

Kind = Literal[
    "steady_improver", "no_responder", "flare_up", "anatomical_limit", "misses_half", "under_reports_pain", "red_flag",
    "both_sides", "noise_only",
]  # fmt: skip
KINDS: Final[tuple[Kind, ...]] = (
    "steady_improver", "no_responder", "flare_up", "anatomical_limit", "misses_half", "under_reports_pain", "red_flag",
    "both_sides", "noise_only",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Flare:
    """Some days on which pain is higher by `height` points, and does not settle overnight."""

    first_day: int
    days: int
    height: float

    def on(self, day: int) -> bool:
        """Whether that day (from 0) is one of them."""
        return self.first_day <= day < self.first_day + self.days


@dataclass(frozen=True, slots=True)
class Truth:
    """A made-up person. Degrees, points 0-10 (RMDQ 0-24), days from 0; `_week` = change a week.

    limit            degrees that no exercise gets beyond
    sd_day, sd_trial noise of a test between days and of a trial, degrees; told_*: what the method says of
                     itself (a mean of three trials; the set-up), as shown for the heavy network on rendered people
    pain_sd          how much pain changes from day to day
    reaction         points by which exercise hurts, and chance that it has not settled next morning
    told_share       share of the true pain that is reported
    attends          chance to do what is due on a day
    red_flag_day     from then on a warning sign is there and told; cleared_day: a doctor has cleared it (None: never)
    groin_day        a pinch in the groin on the left, from then on for two weeks
    camera           tests with a camera, else by oneself
    answers          answers to safety questions other than "no"
    """

    kind: Kind
    left: float
    right: float
    left_week: float = 0.0
    right_week: float = 0.0
    limit: float = 60.0
    sd_day: float = 1.5
    sd_trial: float = 1.6
    told_random: float = 0.52
    told_setup: float = 2.05
    pain: float = 3.5
    pain_week: float = 0.0
    pain_sd: float = 0.7
    reaction: tuple[float, float] = (0.3, 0.03)
    flares: tuple[Flare, ...] = ()
    told_share: float = 1.0
    attends: float = 0.9
    red_flag_day: int | None = None
    cleared_day: int | None = None
    groin_day: int | None = None
    camera: bool = True
    rmdq: float = 9.0
    rmdq_week: float = 0.0
    psfs: float = 4.5
    psfs_week: float = 0.0
    strength: float = 12.0
    answers: tuple[tuple[str, str], ...] = ()

    def angle(self, side: str, day: int) -> float:
        """True rotation of a side on a day, degrees."""
        start, week = (self.left, self.left_week) if side == "left" else (self.right, self.right_week)
        return min(start + week * day / 7.0, max(self.limit, start))

    def pain_on(self, day: int) -> float:
        """True mean pain of a day, before its own chance."""
        height = sum(f.height for f in self.flares if f.on(day))
        return min(max(self.pain + self.pain_week * day / 7.0 + height, 0.0), 10.0)

    def flaring(self, day: int) -> bool:
        """Whether that day is in a flare."""
        return any(f.on(day) for f in self.flares)


_SOME_ANSWERS: Final[tuple[tuple[tuple[str, str], ...], ...]] = (
    (),
    (),
    (),
    (("no_pressure", "yes"),),
    (("poor_balance", "yes"),),
    (("weak_bones", "yes"), ("weak_bones_load_ok", "no")),
    (("leg_pain", "yes"),),
    (("hip_replacement", "left"), ("hip_replacement_ok", "no")),
    (("groin_pain", "right"),),
    (("loose_hips", "yes"),),
)
"""Answers that leave limits; three of ten people have none."""


def draw(kind: Kind, rng: Random) -> Truth:
    """A person of that kind. The same generator state gives the same person."""
    base = Truth(
        kind=kind,
        left=rng.uniform(12.0, 24.0),
        right=rng.uniform(20.0, 30.0),
        sd_day=rng.uniform(1.0, 2.5),
        sd_trial=rng.uniform(1.0, 2.0),
        pain=rng.uniform(0.5, 5.0),
        pain_sd=rng.uniform(0.4, 1.1),
        attends=rng.uniform(0.75, 1.0),
        camera=rng.random() < 0.8,
        rmdq=rng.uniform(4.0, 16.0),
        psfs=rng.uniform(2.5, 6.5),
        strength=rng.uniform(6.0, 24.0),
        answers=rng.choice(_SOME_ANSWERS),
    )
    return _SHAPES[kind](base, rng)


def _improver(base: Truth, rng: Random) -> Truth:
    return improving(base, rng.uniform(0.6, 1.2))


def _no_responder(base: Truth, _rng: Random) -> Truth:
    return base


def _flaring(base: Truth, rng: Random) -> Truth:
    return replace(base, flares=_flares(rng), reaction=(1.0, 0.15))


def _anatomical(base: Truth, rng: Random) -> Truth:
    return replace(base, left=rng.uniform(8.0, 17.0), right=rng.uniform(10.0, 18.0), pain=1.0)


def _absent(base: Truth, _rng: Random) -> Truth:
    return replace(improving(base, 0.4), attends=0.4)


def _stoic(base: Truth, rng: Random) -> Truth:
    return replace(base, pain=rng.uniform(4.0, 7.0), told_share=rng.uniform(0.3, 0.7), reaction=(1.2, 0.3))


def _warned(base: Truth, rng: Random) -> Truth:
    day = rng.randrange(14, 21)
    return replace(base, red_flag_day=day, cleared_day=rng.choice([None, day + rng.randrange(5, 40)]))


def _both(base: Truth, rng: Random) -> Truth:
    groin = rng.choice([None, rng.randrange(20, 60)])
    return replace(improving(base, 0.5), right=base.left + rng.uniform(-2.0, 2.0), right_week=0.5, groin_day=groin)


def _noise(base: Truth, rng: Random) -> Truth:
    """Nothing changes; the noise may be twice what the method says of itself."""
    return replace(
        base, left=rng.uniform(17.0, 30.0), sd_day=rng.uniform(1.0, 4.0), attends=1.0, camera=True, answers=()
    )


_SHAPES: Final[dict[Kind, Callable[[Truth, Random], Truth]]] = {
    "steady_improver": _improver,
    "no_responder": _no_responder,
    "flare_up": _flaring,
    "anatomical_limit": _anatomical,
    "misses_half": _absent,
    "under_reports_pain": _stoic,
    "red_flag": _warned,
    "both_sides": _both,
    "noise_only": _noise,
}


def improving(base: Truth, rate: float) -> Truth:
    """The same person, getting better: degrees a week at the tighter side, and with it pain and function."""
    return replace(
        base,
        left_week=rate,
        right_week=rate / 3.0,
        pain_week=-0.25 * rate,
        rmdq_week=-0.5 * rate,
        psfs_week=0.25 * rate,
    )


def _flares(rng: Random) -> tuple[Flare, ...]:
    return tuple(
        Flare(rng.randrange(14, 75), rng.randrange(3, 12), rng.uniform(1.5, 4.0)) for _ in range(rng.randrange(1, 4))
    )
