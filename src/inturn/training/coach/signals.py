"""The signals an exercise may read, worked out of steady points and the stance. Meanings and signs: docs/coach.md.

Angles in radians; `heel_rise`, `squat_heel`, `front_heel`, `front_ahead`, `stagger`, `hand_height`, `feet_travel` in
shank lengths, `back_bow` in trunk lengths. NaN where the view does not let a signal be seen.
"""

from dataclasses import dataclass
from math import acos, atan2, cos, hypot, nan, pi, sin
from typing import Final

from inturn.body.keypoints import SIDES, Side
from inturn.body.segments import REFERENCE_HEIGHT_M, SHANK
from inturn.programme.coach import SIGNALS
from inturn.training.coach.hinging import front_leg, left_ahead
from inturn.training.coach.points import Body, Point, mid, track_of
from inturn.training.coach.squatting import Squatting, squatting
from inturn.training.coach.stance import Stance, heights, knee_out

INDEX: Final = {name: i for i, name in enumerate(SIGNALS)}
_SHANK_M: Final = REFERENCE_HEIGHT_M * SHANK.share
_HARDLY_ASIDE, _WELL_ASIDE = 0.25, 0.5  # sines of the turn between which a lean comes to be seen
SEEN_ASIDE: Final = 0.2955  # sine of the turn from which forward can be told from sideways: no more than `front_up_to`


@dataclass(frozen=True, slots=True)
class Reading:
    """All signals at one moment, in the order of `SIGNALS`.

    ground_px  where the ankles of the stance are seen, down positive; trunk_px: its trunk
    turn       of the stance from facing the camera (rad)
    track      where the points are by which a movement is timed (`track_of`), px
    """

    time_s: float
    values: tuple[float, ...]
    ground_px: float = nan
    trunk_px: float = nan
    turn: float = nan
    track: tuple[float, ...] = ()

    def of(self, signal: str) -> float:
        """The value of a signal."""
        return self.values[INDEX[signal]]

    def by_stance_of(self, other: "Reading", height: float) -> float:
        """A height of this moment by the stance of another one: stances are learnt on, and heights change with them."""
        seen_px = self.ground_px - height * self.trunk_px
        return (other.ground_px - seen_px) / other.trunk_px


def read(body: Body, stance: Stance, side: Side | None) -> Reading:
    """All signals of a moment; `side` is the working one, None = not known."""
    seen = heights(body)
    working = None if side is None else SIDES.index(side)
    aside = sin(stance.turn)
    hip, knee, shoulder = mid(body.hip), mid(body.knee), mid(body.shoulder)
    stood = stance.tilts if stance.measured else (0.0, 0.0, 0.0)
    trunk = _from_upright(seen.trunk, stance.trunk, shoulder[0] - hip[0], stood[0], aside)
    thigh = _from_upright(seen.thigh, stance.thigh, knee[0] - hip[0], stood[1], aside)
    shank = inclination(seen.shank / stance.shank)
    front_knee, front_heel = _front_leg(body, stance, aside, working)
    squat = squatting(body, stance.places, stance.trunk, stance.turn) if stance.measured else Squatting()
    values = {
        "thigh": thigh,
        "trunk": trunk,
        "trunk_minus_shank": _trunk_minus_shank(body, stance, aside, trunk, shank),
        "turn": nan if working is None else squat.turn if working == 0 else -squat.turn,
        "squat_lean": squat.lean,
        "squat_heel": squat.heel,
        "other_knee_in": _other_knee_in(body, stance, working),
        "heel_rise": _heel_rise(body, stance),
        "front_knee": front_knee,
        "front_heel": front_heel,
        "front_ahead": _front_ahead(body, stance, aside, working),
        "stagger": _stagger(body, stance, aside, working),
        "back_bow": _back_bow(body, stance),
        "hand_height": _hand_height(body, stance),
        "feet_travel": _feet_travel(body, stance),
        "lying": _lying(body),
        "height": _height(body, stance),
        "trunk_lean": _lean(shoulder[0] - hip[0], seen.trunk, aside),
        "thigh_lean": _lean(knee[0] - hip[0], seen.thigh, aside),
        "upper_height": (mid(stance.ankle)[1] - _upper(body)) / stance.trunk,
        "head_and_hands": _head_and_hands(body, stance),
    }
    ground_px = mid(stance.ankle)[1]
    told = tuple(values[name] for name in SIGNALS)
    return Reading(body.time_s, told, ground_px, stance.trunk, stance.turn, track_of(body))


def inclination(ratio: float) -> float:
    """Angle from vertical (rad) of a part seen at `ratio` of its standing height.

    Noise makes somebody upright seem taller than standing: the angle then is negative, so that it is zero in the mean.
    """
    if ratio > 1.0:
        return -acos(max(2.0 - ratio, -1.0))
    return acos(max(ratio, -1.0))


def _from_upright(height: float, standing: float, across: float, stood: float, aside: float) -> float:
    """Angle of a part from where it stands, by how tall it is seen and by how far it leans across the picture.

    A height tells a large angle from every side and hardly a small one; a lean tells small ones, where it is seen.
    Each counts by how much it changes with the angle.
    """
    by_height = inclination(height / standing)
    seen = min(max((abs(aside) - _HARDLY_ASIDE) / (_WELL_ASIDE - _HARDLY_ASIDE), 0.0), 1.0)
    if seen == 0.0:
        return by_height
    lean = atan2(across / aside, height)
    if lean < -0.5 * pi:  # upside down it came there forwards
        lean += 2.0 * pi
    by_lean, changes, falls = lean - atan2(stood / aside, standing), (aside * cos(lean)) ** 2, sin(lean) ** 2
    share = seen * changes / (changes + falls)
    return share * by_lean + (1.0 - share) * by_height


def _forward(from_: Point, to: Point, aside: float) -> float:
    """How far `to` lies forward of `from_` (px), as far as the view shows it."""
    return (to[0] - from_[0]) / aside


def _trunk_minus_shank(body: Body, stance: Stance, aside: float, trunk: float, shank: float) -> float:
    """Trunk from vertical minus shanks from vertical, forward positive, both against standing."""
    if abs(aside) < SEEN_ASIDE:
        return trunk - shank
    hip, knee, ankle, shoulder = mid(body.hip), mid(body.knee), mid(body.ankle), mid(body.shoulder)
    lean = atan2(_forward(hip, shoulder, aside), hip[1] - shoulder[1]) - atan2(stance.tilts[0] / aside, stance.trunk)
    shin = atan2(_forward(ankle, knee, aside), ankle[1] - knee[1]) - atan2(stance.tilts[2] / aside, stance.shank)
    return lean - shin


def _lean(across: float, height: float, aside: float) -> float:
    """A part from vertical, forward positive, as seen in the picture's plane."""
    return nan if abs(aside) < SEEN_ASIDE else atan2(across / aside, height)


def _other_knee_in(body: Body, stance: Stance, working: int | None) -> float:
    """Frontal angle by which the knee that does not work has dropped inward since standing."""
    if working is None:
        return nan
    other = 1 - working
    inward = stance.knee_out[other] - knee_out(body, other)
    return inward / stance.shank + inward / stance.thigh


def _heel_rise(body: Body, stance: Stance) -> float:
    """How far the heel of the foot nearer to the camera has come up against its toes.

    The far foot is half hidden behind the near one, and its heel is guessed.
    """
    near = _near_foot(stance)
    return (body.toe[near][1] - body.heel[near][1] - stance.heel_above_toe[near]) / stance.shank


def _near_foot(stance: Stance) -> int:
    return 1 if stance.turn > 0 else 0


def _stagger(body: Body, stance: Stance, aside: float, working: int | None) -> float:
    """How far the working foot stands ahead of the other; how far either is ahead where none is named.

    Across the picture as it is seen, along the line of sight as the network guesses.
    """
    if abs(aside) < SEEN_ASIDE:
        return nan
    return _ahead(_left_ahead(body, stance, aside), working)


def _ahead(left: float, working: int | None) -> float:
    """How far the working foot is ahead, of how far the left one is; how far either is where none is named."""
    if working is None:
        return abs(left)
    return left if working == 0 else -left


def _left_ahead(body: Body, stance: Stance, aside: float) -> float:
    (_, _, lz), (_, _, rz) = body.ankle_m
    across = (body.ankle[0][0] - body.ankle[1][0]) / stance.shank
    away = (lz - rz) / _SHANK_M
    return across * aside - away * cos(stance.turn)


def _front_leg(body: Body, stance: Stance, aside: float, working: int | None) -> tuple[float, float]:
    """Bend of the knee and rise of the heel of the working leg, of that which stands ahead where none is named."""
    if not stance.measured:
        return nan, nan
    if working is None and abs(aside) >= SEEN_ASIDE:
        working = 0 if _left_ahead(body, stance, aside) > 0.0 else 1
    return front_leg(body, stance.places, stance.trunk, stance.turn, working)


def _front_ahead(body: Body, stance: Stance, aside: float, working: int | None) -> float:
    """As `_stagger`, in the mean of what was learnt and what is seen, whose errors differ; before anybody has stood as
    it is seen."""
    if not stance.measured or abs(aside) < SEEN_ASIDE:
        return _stagger(body, stance, aside, working)
    learnt = left_ahead(stance.places, stance.trunk, stance.turn)
    return _ahead(0.5 * (learnt + _left_ahead(body, stance, aside)), working)


def _back_bow(body: Body, stance: Stance) -> float:
    """How much shorter the line from hips to shoulders is seen than standing."""
    shoulder, hip = mid(body.shoulder), mid(body.hip)
    return 1.0 - hypot(shoulder[0] - hip[0], shoulder[1] - hip[1]) / stance.chord


def _hand_height(body: Body, stance: Stance) -> float:
    """Height of the lower wrist above the ankles."""
    return (mid(body.ankle)[1] - max(body.wrist[0][1], body.wrist[1][1])) / stance.shank


def _head_and_hands(body: Body, stance: Stance) -> float:
    """Nose above the shoulders or lower wrist above the knees, whichever is more: below nothing somebody who reaches
    for the floor looks at it."""
    head = (mid(body.shoulder)[1] - body.nose[1]) / stance.trunk
    return max(head, (mid(body.knee)[1] - max(body.wrist[0][1], body.wrist[1][1])) / stance.shank)


def _feet_travel(body: Body, stance: Stance) -> float:
    """How far the foot that moved more is from where it stood: its ankle or its toes, whichever is nearer.

    A heel that lifts takes the ankle along and leaves the toes; a step takes both.
    """
    return max(_foot_travel(body, stance, 0), _foot_travel(body, stance, 1)) / stance.shank


def _foot_travel(body: Body, stance: Stance, foot: int) -> float:
    (au, av), (tu, tv) = body.ankle[foot], body.toe[foot]
    (bu, bv), (su, sv) = stance.ankle[foot], stance.toe[foot]
    return min(hypot(au - bu, av - bv), hypot(tu - su, tv - sv))


def _height(body: Body, stance: Stance) -> float:
    """Height of hips and shoulders together above where the ankles stood: what is least blurred of a body's way."""
    return (mid(stance.ankle)[1] - 0.5 * (mid(body.hip)[1] + mid(body.shoulder)[1])) / stance.trunk


def _upper(body: Body) -> float:
    """Where hips, shoulders and nose are seen together (px, down): the higher a part, the more a bend lowers it."""
    return 0.25 * mid(body.hip)[1] + 0.5 * mid(body.shoulder)[1] + 0.25 * body.nose[1]


def _lying(body: Body) -> float:
    """Trunk from upright, as the network guesses it in space: lying shows from head and feet, too."""
    (ax, ay, az), (bx, by, bz) = body.shoulder_m
    (cx, cy, cz), (dx, dy, dz) = body.hip_m
    x, y, z = cx + dx - ax - bx, cy + dy - ay - by, cz + dz - az - bz
    return atan2(hypot(x, z), y)
