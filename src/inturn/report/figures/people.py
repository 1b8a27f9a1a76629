"""A person of 170 cm from the front and from the side, posed by joints. The tested leg stands out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from inturn.report.figures.sheet import Point, Sheet, polar

SHANK, THIGH, TRUNK, UPPER_ARM, FOREARM, FOOT = 42.0, 42.0, 49.0, 30.0, 26.0, 21.0
ANKLE_HEIGHT, HEAD, NECK = 7.0, 10.5, 9.0
HIP_HALF, SHOULDER_HALF = 8.5, 17.0
NEAR, FAR, LIT = "f-near", "f-far", "f-lit"


@dataclass(frozen=True, slots=True)
class Side:
    """A person seen from the side, facing right: joints of trunk, near and far leg, near and far arm.

    Each leg is (hip, knee, ankle, toe); each arm (shoulder, elbow, hand). `head` is the middle of the head.
    """

    hip: Point
    shoulder: Point
    head: Point
    near_leg: tuple[Point, Point, Point, Point]
    far_leg: tuple[Point, Point, Point, Point]
    near_arm: tuple[Point, Point, Point] | None = None
    far_arm: tuple[Point, Point, Point] | None = None
    lit: frozenset[str] = field(default_factory=frozenset)


def draw_side(sheet: Sheet, person: Side) -> list[str]:
    """The person, what is far away first."""
    parts: list[str] = []
    if person.far_arm:
        parts.append(sheet.limb(person.far_arm, 6.5, FAR))
    parts += _leg(sheet, person.far_leg, FAR)
    parts.append(sheet.limb([person.hip, person.shoulder], 17.0, NEAR))
    parts.append(sheet.limb([person.shoulder, _towards(person.shoulder, person.head, NECK)], 8.0, NEAR))
    parts.append(sheet.disc(person.head, HEAD, "c-near"))
    parts += _leg(sheet, person.near_leg, LIT if "leg" in person.lit else NEAR)
    if person.near_arm:
        parts.append(sheet.limb(person.near_arm, 7.0, "f-edge"))
        parts.append(sheet.limb(person.near_arm, 5.5, NEAR))
    return parts


def _leg(sheet: Sheet, leg: Sequence[Point], tone: str) -> list[str]:
    hip, knee, ankle, toe = leg
    heel = (ankle[0] - 0.28 * (toe[0] - ankle[0]), toe[1])
    return [
        sheet.limb([hip, knee], 13.0, tone),
        sheet.limb([knee, ankle], 9.5, tone),
        sheet.limb([heel, toe], 6.0, tone),
        sheet.limb([ankle, heel], 6.0, tone),
    ]


def standing_leg(hip: Point, *, forward: float = 0.0) -> tuple[Point, Point, Point, Point]:
    """A leg that stands straight under its hip, its foot `forward` centimetres ahead."""
    ankle = (hip[0] + forward, ANKLE_HEIGHT)
    knee = ((hip[0] + ankle[0]) / 2 + 1.0, (hip[1] + ankle[1]) / 2)
    return hip, knee, ankle, (ankle[0] + 0.72 * FOOT, 3.0)


def _towards(start: Point, end: Point, length: float) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    size = max((dx * dx + dy * dy) ** 0.5, 1e-9)
    return start[0] + length * dx / size, start[1] + length * dy / size


@dataclass(frozen=True, slots=True)
class Front:
    """A person seen from the front. x grows to the right of the picture, which is the person's left.

    list_deg   the pelvis tips: + = the hip of the tested (left) leg rises; lean_deg: the trunk leans, + to the right
    shank_deg  the lifted shank swings outward by this; None: both feet stand
    """

    shank_deg: float | None = None
    list_deg: float = 0.0
    lean_deg: float = 0.0
    hand_on: Point | None = None
    hold_knee: bool = False


HIP_HEIGHT = ANKLE_HEIGHT + SHANK + THIGH
"""Height of the hips of the drawn person, cm."""


def draw_front(sheet: Sheet, person: Front, tested: str = LIT) -> list[str]:
    """The person standing on the right leg (at the left of the picture), the left leg standing or lifted."""
    rise = HIP_HALF * person.list_deg / 57.3
    right, left = (-HIP_HALF, HIP_HEIGHT - rise), (HIP_HALF, HIP_HEIGHT + rise)
    spine = polar((0.0, HIP_HEIGHT), -TRUNK, -person.lean_deg)
    shoulders = (
        (spine[0] - SHOULDER_HALF, spine[1] - SHOULDER_HALF * person.lean_deg / 90.0),
        (spine[0] + SHOULDER_HALF, spine[1] + SHOULDER_HALF * person.lean_deg / 90.0),
    )
    head = polar(spine, -(NECK + HEAD + 2.0), -person.lean_deg)
    parts = [
        sheet.limb([spine, head], 8.0, NEAR),
        sheet.shape([right, left, (shoulders[1][0] - 2, shoulders[1][1]), (shoulders[0][0] + 2, shoulders[0][1])],
                    "c-near", 4.0),
        sheet.disc(head, HEAD, "c-near"),
    ]  # fmt: skip
    parts += _arms(sheet, person, shoulders)
    parts += _front_leg(sheet, right, (right[0], ANKLE_HEIGHT), NEAR)
    if person.shank_deg is None:
        return parts + _front_leg(sheet, left, (left[0], ANKLE_HEIGHT), NEAR)
    return parts + lifted_leg(sheet, left, person.shank_deg, tested)


def _front_leg(sheet: Sheet, hip: Point, ankle: Point, tone: str) -> list[str]:
    knee = ((hip[0] + ankle[0]) / 2, (hip[1] + ankle[1]) / 2)
    foot = [(ankle[0] - 2.0, 3.0), (ankle[0] + 2.0, 3.0)]
    return [
        sheet.limb([hip, knee], 13.5, tone),
        sheet.limb([knee, ankle], 9.5, tone),
        sheet.limb([ankle, (ankle[0], 4.0)], 8.0, tone),
        sheet.limb(foot, 6.0, tone),
    ]


def lifted_leg(sheet: Sheet, hip: Point, shank_deg: float, tone: str) -> list[str]:
    """A thigh that points at the viewer, and the shank that hangs from its knee, swung outward by an angle."""
    knee = (hip[0], hip[1] - 1.0)
    ankle = polar(knee, SHANK, shank_deg)
    toe = polar(ankle, 7.5, shank_deg)
    edge = sheet.disc(knee, 9.2, "c-card")
    return [
        edge,
        sheet.limb([knee, ankle], 9.5, tone),
        sheet.limb([polar(ankle, 2.0, shank_deg), toe], 7.5, tone),
        sheet.disc(knee, 7.9, f"c-{tone.removeprefix('f-')}"),
    ]


def _arms(sheet: Sheet, person: Front, shoulders: tuple[Point, Point]) -> list[str]:
    """Both arms hanging, or the right hand on something at the left of the picture."""
    parts: list[str] = []
    for side, shoulder in zip((-1, 1), shoulders, strict=True):
        if side < 0 and person.hand_on is not None:
            elbow = ((shoulder[0] + person.hand_on[0]) / 2 - 3, (shoulder[1] + person.hand_on[1]) / 2 - 5)
            parts.append(sheet.limb([shoulder, elbow, person.hand_on], 6.5, NEAR))
            continue
        elbow = (shoulder[0] + side * 5.0, shoulder[1] - UPPER_ARM)
        parts.append(sheet.limb([shoulder, elbow, (elbow[0] + side * 1.0, elbow[1] - FOREARM)], 6.5, NEAR))
    return parts
