"""Where the person stands, and whether they are still: what every signal is measured against."""

from dataclasses import dataclass, replace
from math import hypot, pi, radians, remainder
from typing import Final

from inturn.programme.coach import CommonRules
from inturn.training.coach.points import TINY_S, Body, Point, mid
from inturn.training.coach.stance import Stance, alike, blended, stance_of, turn_of, usable

_SPEED_OVER_S: Final = 0.3
_LOOSE: Final = 4.0  # times the speed of stillness: slow enough for a first stance
_LEARN_S: Final = 3.0  # of standing for a stance to follow the person; before that it is the mean of what was seen
_INSIST_S: Final = 2.0  # of standing otherwise than known before that is believed
_OTHER_SIZE: Final = 0.1
_PLANTED: Final = 0.12  # shank lengths that points on standing feet seem to move by
_STEPPED: Final = 0.15  # shank lengths: feet that are planted so far from where they stood have stepped

_TURNED: Final = radians(25.0)  # who stands turned otherwise than known by so much has turned since it was learnt

_Place = tuple[float, float, float, float, float]
_Feet = tuple[float, tuple[Point, Point], float]


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of the person's place; `speed` of hips and shoulders in trunk lengths a second.

    feet       where the ankles were and how far the body was seen turned (rad), up to the time of readiness ago
    learnt_s   of standing that the stance was learnt from; anew_s: when it was last learnt anew
    """

    stance: Stance | None = None
    trail: tuple[_Place, ...] = ()
    feet: tuple[_Feet, ...] = ()
    speed: float = 0.0
    still_since_s: float | None = None
    learnt_s: float = 0.0
    anew_s: float | None = None

    def still_for(self, time_s: float) -> float:
        """Seconds of stillness up to `time_s`."""
        return 0.0 if self.still_since_s is None else time_s - self.still_since_s


def step_ground(ground: Ground, body: Body, rules: CommonRules, resting: bool) -> Ground:
    """Take in a moment. `resting`: no movement is under way, so that the stance may be learnt."""
    passed = body.time_s - ground.trail[-1][0] if ground.trail else 0.0
    ground = _moved(ground, body, rules)
    stance = ground.stance
    if stance is None:
        slow = len(ground.trail) > 1 and ground.speed < _LOOSE * rules.still_speed
        return replace(ground, stance=stance_of(body, usable(body))) if slow else ground
    still = ground.still_for(body.time_s)
    if not resting or still < rules.ready - TINY_S or not usable(body):
        return ground
    return _learnt(ground, stance, body, rules, passed)


def _learnt(ground: Ground, stance: Stance, body: Body, rules: CommonRules, passed_s: float) -> Ground:
    """What is known after more quiet standing, `passed_s` since the last moment."""
    new = stance_of(body, measured=True)
    away = _apart(new.ankle, stance.ankle) / stance.shank
    turned = all(_otherwise(turn, stance) for _, _, turn in ground.feet)
    elsewhere = (away > _STEPPED or turned) and _planted(ground, stance, rules)
    if not stance.measured or elsewhere:
        return replace(ground, stance=new, learnt_s=0.0, anew_s=body.time_s)
    if _otherwise(new.turn, stance) and not turned:
        return ground
    if not alike(body, stance) and ground.still_for(body.time_s) < _INSIST_S:
        return ground
    if abs(new.trunk / stance.trunk - 1.0) > _OTHER_SIZE or away > rules.feet_travel:
        return replace(ground, stance=new, learnt_s=0.0, anew_s=body.time_s)
    learnt = min(ground.learnt_s + passed_s, _LEARN_S)
    share = min(1.0, passed_s / max(learnt, TINY_S))
    anew = body.time_s if share >= 1.0 else ground.anew_s
    return replace(ground, stance=blended(stance, new, share), learnt_s=learnt, anew_s=anew)


def _planted(ground: Ground, stance: Stance, rules: CommonRules) -> bool:
    """Whether both feet have kept their place for as long as readiness takes."""
    (begin, _, _), (end, last, _) = ground.feet[0], ground.feet[-1]
    if end - begin < rules.ready - 0.5 * _SPEED_OVER_S:
        return False
    return max(_apart(ankles, last) for _, ankles, _ in ground.feet) < _PLANTED * stance.shank


def _otherwise(turn: float, stance: Stance) -> bool:
    """Whether somebody turned so has turned since the stance was learnt."""
    return abs(remainder(turn - stance.turn, 2.0 * pi)) > _TURNED


def _apart(one: tuple[Point, Point], other: tuple[Point, Point]) -> float:
    """How far the ankle that is farther away is (px)."""
    return max(hypot(a[0] - b[0], a[1] - b[1]) for a, b in zip(one, other, strict=True))


def _moved(ground: Ground, body: Body, rules: CommonRules) -> Ground:
    """Speed over the newest moments, and since when it is that of standing still."""
    hip, shoulder = mid(body.hip), mid(body.shoulder)
    trail = (*ground.trail, (body.time_s, *hip, *shoulder))
    first = 0
    while len(trail) - first > 2 and body.time_s - trail[first + 1][0] >= _SPEED_OVER_S - TINY_S:
        first += 1
    trail = trail[first:]
    feet = tuple(f for f in ground.feet if body.time_s - f[0] <= rules.ready + TINY_S)
    ground = replace(ground, trail=trail, feet=(*feet, (body.time_s, body.ankle, turn_of(body))))
    t0, hu, hv, su, sv = trail[0]
    span = body.time_s - t0
    if span < TINY_S:
        return ground
    size = max(hypot(shoulder[0] - hip[0], shoulder[1] - hip[1]), 1e-6)
    size = max(size, 0.0 if ground.stance is None else ground.stance.trunk)
    way = 0.5 * (hypot(hip[0] - hu, hip[1] - hv) + hypot(shoulder[0] - su, shoulder[1] - sv))
    speed = way / size / span
    since = ground.still_since_s
    if span < 0.5 * _SPEED_OVER_S or speed > rules.still_speed:
        since = None
    elif since is None:
        since = t0
    return replace(ground, speed=speed, still_since_s=since)
