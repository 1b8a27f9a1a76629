"""How the person stands before the camera: how tall the parts of the body are seen, where the feet are, which way.

Heights in the picture are seen alike from every side: they carry the signals. What the standing heights are is learnt
from quiet standing; until somebody has stood still, the network's own guess of lengths stands in.
"""

from dataclasses import dataclass
from math import atan2, cos, hypot, radians, sin, sqrt
from typing import Final

from inturn.training.coach.learnt import places
from inturn.training.coach.points import Body, Point, Solid, mid

_STRAIGHT: Final = cos(radians(35.0))  # thighs, shanks and trunk of somebody upright, as the network guesses
_ALIKE: Final = 0.10  # a body seen in other proportions does not stand upright


@dataclass(frozen=True, slots=True)
class Stance:
    """Standing: heights of trunk, thigh and shank, ankles and toes (px); the body's turn from facing the camera (rad).

    turn       to the person's own left positive; forward lies at sin(turn) to the right of the picture
    tilts      trunk, thigh, shank as seen leaning to the right of the picture (du, over the height)
    knees      (u of left knee minus u of right knee), hips the same, px
    places     where the points that maps read stood (`learnt.places`), px
    measured   whether somebody was seen to stand, or lengths were guessed
    """

    trunk: float
    thigh: float
    shank: float
    ankle: tuple[Point, Point]
    toe: tuple[Point, Point]
    heel_above_toe: tuple[float, float]
    turn: float
    tilts: tuple[float, float, float]
    knees: float
    hips: float
    knee_out: tuple[float, float]
    chord: float
    places: tuple[Point, ...]
    measured: bool


@dataclass(frozen=True, slots=True)
class Heights:
    """How tall the parts are seen (px): negative upside down."""

    trunk: float
    thigh: float
    shank: float


def heights(body: Body) -> Heights:
    """Heights of trunk, thighs and shanks in the picture, left and right together."""
    shoulder, hip, knee, ankle = mid(body.shoulder), mid(body.hip), mid(body.knee), mid(body.ankle)
    return Heights(hip[1] - shoulder[1], knee[1] - hip[1], ankle[1] - knee[1])


def upright(body: Body) -> bool:
    """Whether trunk and legs are straight and vertical, by the network's guess in space; 35 degrees allowed.

    Shanks in the mean: behind in a staggered stance, with the heel up, one leans by more.
    """
    return (
        _down(_middle(body.shoulder_m), _middle(body.hip_m)) > _STRAIGHT
        and all(_down(a, b) > _STRAIGHT for a, b in zip(body.hip_m, body.knee_m, strict=True))
        and sum(_down(a, b) for a, b in zip(body.knee_m, body.ankle_m, strict=True)) > 2.0 * _STRAIGHT
    )


def turn_of(body: Body) -> float:
    """Turn of the body from facing the camera (rad), to the person's own left positive, about pi from behind.

    From the network's guess in space: hips and shoulders together, longer lines counting more.
    """
    (lx, _, lz), (rx, _, rz) = body.hip_m
    (sx, _, sz), (tx, _, tz) = body.shoulder_m
    return atan2((lz - rz) + (sz - tz), (lx - rx) + (sx - tx))


def stance_of(body: Body, measured: bool) -> Stance:
    """The stance at a moment: as measured from somebody who stands, or from guessed lengths."""
    seen = heights(body)
    if not measured:
        scale = _pixels_per_metre(body)
        trunk = scale * _length(_middle(body.shoulder_m), _middle(body.hip_m))
        thigh = scale * _mean_length(body.hip_m, body.knee_m)
        seen = Heights(trunk, thigh, scale * _mean_length(body.knee_m, body.ankle_m))
    shoulder, hip, knee, ankle = mid(body.shoulder), mid(body.hip), mid(body.knee), mid(body.ankle)
    return Stance(
        trunk=seen.trunk,
        thigh=seen.thigh,
        shank=seen.shank,
        ankle=body.ankle,
        toe=body.toe,
        heel_above_toe=(body.toe[0][1] - body.heel[0][1], body.toe[1][1] - body.heel[1][1]),
        turn=turn_of(body),
        tilts=(shoulder[0] - hip[0], knee[0] - hip[0], knee[0] - ankle[0]),
        knees=body.knee[0][0] - body.knee[1][0],
        hips=body.hip[0][0] - body.hip[1][0],
        knee_out=(knee_out(body, 0), knee_out(body, 1)),
        chord=hypot(shoulder[0] - hip[0], shoulder[1] - hip[1]),
        places=places(body),
        measured=measured,
    )


def knee_out(body: Body, index: int) -> float:
    """How far a knee is seen outside the line from hip to ankle (px), of somebody facing the camera."""
    (hu, hv), (ku, kv), (au, av) = body.hip[index], body.knee[index], body.ankle[index]
    share = 0.5 if av - hv < 1e-6 else min(max((kv - hv) / (av - hv), 0.0), 1.0)
    return (ku - (hu + share * (au - hu))) * (1.0 if index == 0 else -1.0)


def usable(body: Body) -> bool:
    """Whether the body is upright enough in the picture that standing heights make sense."""
    seen = heights(body)
    return seen.trunk > 0 and seen.thigh > 0 and seen.shank > 0 and upright(body)


def alike(body: Body, stance: Stance) -> bool:
    """Whether somebody is seen in the proportions of the stance, nearer or farther."""
    seen = heights(body)
    if min(seen.trunk, seen.thigh, seen.shank) <= 0:
        return False
    ratios = (seen.trunk / stance.trunk, seen.thigh / stance.thigh, seen.shank / stance.shank)
    return max(ratios) / min(ratios) - 1.0 <= _ALIKE


def blended(old: Stance, new: Stance, share: float) -> Stance:
    """The old stance moved towards the new one by `share`."""

    def mix(a: float, b: float) -> float:
        return a + share * (b - a)

    def mix_point(a: Point, b: Point) -> Point:
        return mix(a[0], b[0]), mix(a[1], b[1])

    across = mix(sin(old.turn), sin(new.turn)), mix(cos(old.turn), cos(new.turn))
    return Stance(
        trunk=mix(old.trunk, new.trunk),
        thigh=mix(old.thigh, new.thigh),
        shank=mix(old.shank, new.shank),
        ankle=(mix_point(old.ankle[0], new.ankle[0]), mix_point(old.ankle[1], new.ankle[1])),
        toe=(mix_point(old.toe[0], new.toe[0]), mix_point(old.toe[1], new.toe[1])),
        heel_above_toe=mix_point(old.heel_above_toe, new.heel_above_toe),
        turn=atan2(*across),
        tilts=(
            mix(old.tilts[0], new.tilts[0]), mix(old.tilts[1], new.tilts[1]), mix(old.tilts[2], new.tilts[2])
        ),
        knees=mix(old.knees, new.knees),
        hips=mix(old.hips, new.hips),
        knee_out=mix_point(old.knee_out, new.knee_out),
        chord=mix(old.chord, new.chord),
        places=tuple(mix_point(a, b) for a, b in zip(old.places, new.places, strict=True)),
        measured=new.measured,
    )  # fmt: skip


def _pixels_per_metre(body: Body) -> float:
    """Scale of the picture at the person, from the lines between shoulders, hips, knees and ankles."""
    pixels = (mid(body.shoulder), mid(body.hip), mid(body.knee), mid(body.ankle))
    metres = (_middle(body.shoulder_m), _middle(body.hip_m), _middle(body.knee_m), _middle(body.ankle_m))
    over, under = 0.0, 1e-9
    for i in range(len(pixels) - 1):
        across, down = pixels[i + 1][0] - pixels[i][0], pixels[i + 1][1] - pixels[i][1]
        x, y = metres[i + 1][0] - metres[i][0], metres[i + 1][1] - metres[i][1]
        over += across * x + down * y
        under += x * x + y * y
    return max(over / under, 1.0)


def _middle(pair: tuple[Solid, Solid]) -> Solid:
    a, b = pair
    return 0.5 * (a[0] + b[0]), 0.5 * (a[1] + b[1]), 0.5 * (a[2] + b[2])


def _length(a: Solid, b: Solid) -> float:
    return sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2)


def _mean_length(above: tuple[Solid, Solid], below: tuple[Solid, Solid]) -> float:
    return 0.5 * (_length(above[0], below[0]) + _length(above[1], below[1]))


def _down(above: Solid, below: Solid) -> float:
    """Cosine of the angle between a line and straight down."""
    return (below[1] - above[1]) / max(_length(above, below), 1e-9)
