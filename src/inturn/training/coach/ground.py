"""Where the person stands, and whether they are still: what every signal is measured against."""

from dataclasses import dataclass, replace
from math import hypot
from typing import Final

from inturn.programme.coach import CommonRules
from inturn.training.coach.points import TINY_S, Body, mid
from inturn.training.coach.stance import Stance, alike, blended, stance_of, usable

_SPEED_OVER_S: Final = 0.3
_LOOSE: Final = 4.0  # times the speed of stillness: slow enough for a first stance
_LEARN_S: Final = 1.0  # of standing for a stance to follow the person
_INSIST_S: Final = 2.0  # of standing otherwise than known before that is believed
_OTHER_SIZE: Final = 0.1

_Place = tuple[float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of the person's place; `speed` of hips and shoulders in trunk lengths a second."""

    stance: Stance | None = None
    trail: tuple[_Place, ...] = ()
    speed: float = 0.0
    still_since_s: float | None = None

    def still_for(self, time_s: float) -> float:
        """Seconds of stillness up to `time_s`."""
        return 0.0 if self.still_since_s is None else time_s - self.still_since_s


def step_ground(ground: Ground, body: Body, rules: CommonRules, resting: bool) -> Ground:
    """Take in a moment. `resting`: no movement is under way, so that the stance may be learnt."""
    ground = _moved(ground, body, rules)
    stance = ground.stance
    if stance is None:
        slow = len(ground.trail) > 1 and ground.speed < _LOOSE * rules.still_speed
        return replace(ground, stance=stance_of(body, usable(body))) if slow else ground
    still = ground.still_for(body.time_s)
    if still < rules.ready - TINY_S or not usable(body):
        return ground
    return replace(ground, stance=_learnt(stance, body, rules, resting, still))


def _learnt(stance: Stance, body: Body, rules: CommonRules, resting: bool, still: float) -> Stance:
    """The stance after more quiet standing."""
    new = stance_of(body, measured=True)
    if not resting:
        return stance
    if not stance.measured:
        return new
    if not alike(body, stance) and still < _INSIST_S:
        return stance
    away = max(hypot(a[0] - b[0], a[1] - b[1]) for a, b in zip(new.ankle, stance.ankle, strict=True))
    other = abs(new.trunk / stance.trunk - 1.0) > _OTHER_SIZE or away > rules.feet_travel * stance.shank
    return new if other else blended(stance, new, min(1.0, 0.04 / _LEARN_S))


def _moved(ground: Ground, body: Body, rules: CommonRules) -> Ground:
    """Speed over the newest moments, and since when it is that of standing still."""
    hip, shoulder = mid(body.hip), mid(body.shoulder)
    trail = (*ground.trail, (body.time_s, *hip, *shoulder))
    first = 0
    while len(trail) - first > 2 and body.time_s - trail[first + 1][0] >= _SPEED_OVER_S - TINY_S:
        first += 1
    trail = trail[first:]
    t0, hu, hv, su, sv = trail[0]
    span = body.time_s - t0
    if span < TINY_S:
        return replace(ground, trail=trail)
    size = max(hypot(shoulder[0] - hip[0], shoulder[1] - hip[1]), 1e-6)
    size = max(size, 0.0 if ground.stance is None else ground.stance.trunk)
    way = 0.5 * (hypot(hip[0] - hu, hip[1] - hv) + hypot(shoulder[0] - su, shoulder[1] - sv))
    speed = way / size / span
    since = ground.still_since_s
    if span < 0.5 * _SPEED_OVER_S or speed > rules.still_speed:
        since = None
    elif since is None:
        since = t0
    return replace(ground, trail=trail, speed=speed, still_since_s=since)
