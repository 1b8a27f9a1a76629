"""How deep a squat was, from how deep it is seen by a camera it goes towards.

Bent knees come nearer to a camera in front and are seen lower, hips go back and are seen higher: the thighs seem
longer, and so less bent, than they are. The camera is taken to stand where the app asks for it: at hip height, three
metres away. How far the shins lean with the thighs is the exercise's (`shins` in its data): not at all on a chair.
"""

from math import acos, cos, sin
from typing import Final

_AWAY: Final = 6.0  # trunk lengths from camera to person
_LEG: Final = 0.87  # trunk lengths of a thigh and of a shin
_STEPS: Final = 6


def thigh_of(seen: float, turn: float, shins: float) -> float:
    """The thighs' angle from hanging that is `seen` so small of somebody turned by `turn` from the camera; rad.

    shins: the shins lean by this share of it.
    """
    angle = seen
    for _ in range(_STEPS):
        angle = seen + _hidden(max(angle, 0.0), turn, shins)
    return max(angle, seen)


def _hidden(angle: float, turn: float, shins: float) -> float:
    """By how much thighs are seen less bent than they are (rad); a lean seen from aside hides nothing of it."""
    towards, aside = abs(cos(turn)), sin(turn)
    tall = _tall(angle, towards, shins) / _tall(0.0, towards, shins)
    by_height = angle - acos(min(max(tall, -1.0), 1.0))
    leans, falls = (aside * cos(angle)) ** 2, sin(angle) ** 2
    return by_height * falls / max(leans + falls, 1e-9)


def _tall(angle: float, towards: float, shins: float) -> float:
    """How tall the thighs are seen, trunk lengths at the distance of the feet."""
    shin = shins * angle
    knee, forward = _LEG * cos(shin), _LEG * sin(shin)
    hip, back = knee + _LEG * cos(angle), forward - _LEG * sin(angle)
    return _below(knee, forward * towards) - _below(hip, back * towards)


def _below(height: float, nearer: float) -> float:
    """How far under the camera's height a point is seen that is so much nearer to it than the feet."""
    return (2.0 * _LEG - height) * _AWAY / (_AWAY - nearer)
