"""Pictures of the exercises, from the side: rolling the outer hip, squatting with the roller, hinging with a stick."""

from math import cos, radians, sin

from inturn.report.figures.people import (
    ANKLE_HEIGHT,
    FOOT,
    HEAD,
    NECK,
    SHANK,
    THIGH,
    TRUNK,
    Side,
    draw_side,
    standing_leg,
)
from inturn.report.figures.sheet import Point, Sheet, arc, polar, reach

_WIDE = Sheet(-88.0, -16.0, 186.0, 79.0)
_TALL = Sheet(-74.0, -8.0, 164.0, 188.0)
_ROLLER = 7.5


# --- release --------------------------------------------------------------------------------------------------------


def release(name: str) -> str:
    """Lying on the side over the roller."""
    return _WIDE.framed(
        name, "Lie on the side with the roller under the outer hip",
        "A person lies on the side, propped on the forearm. The roller lies under the side of the hip. The upper foot "
        "stands on the floor in front.", _lying(),
    )  # fmt: skip


def release_roll(name: str) -> str:
    """The same, rolling to and fro."""
    parts = [*_lying(), *_WIDE.both_ways((-11.0, -6.5), (11.0, -6.5))]
    parts.append(_WIDE.words((-15.0, -10.0), "a few cm", "c-ink t-fig a-end"))
    return _WIDE.framed(name, "Roll slowly to and fro", "The same position. The roller moves a few centimetres to and "
                        "fro under the side of the hip.", parts)  # fmt: skip


def _lying() -> list[str]:
    hip: Point = (0.0, 2 * _ROLLER + 8.0)
    shoulder = (hip[0] - TRUNK * cos(radians(11)), hip[1] + TRUNK * sin(radians(11)) - 2.0)
    head = (shoulder[0] - 21.0, shoulder[1] + 13.0)
    elbow = (shoulder[0] - 2.0, 4.0)
    knee_low = (hip[0] + THIGH, hip[1] - 11.0)
    ankle_low = (knee_low[0] + SHANK, 6.0)
    foot_up = (hip[0] + 40.0, 6.0)
    knee_up = reach(hip, foot_up, THIGH, SHANK - 4.0, bend=1.0)
    s = _WIDE
    return [
        s.floor(),
        s.disc((0.0, _ROLLER), _ROLLER, "c-prop"),
        s.disc((0.0, _ROLLER), 2.6, "c-card"),
        s.limb([shoulder, elbow, (elbow[0] - 17.0, 3.5)], 6.5, "f-far"),
        s.limb([hip, knee_low], 12.0, "f-far"),
        s.limb([knee_low, ankle_low, (ankle_low[0] + 8.0, 10.0)], 8.5, "f-far"),
        s.limb([hip, shoulder], 17.0, "f-near"),
        s.limb([shoulder, head], 8.0, "f-near"),
        s.disc(head, HEAD, "c-near"),
        s.limb([hip, knee_up], 13.0, "f-edge"),
        s.limb([hip, knee_up], 11.5, "f-lit"),
        s.limb([knee_up, foot_up], 9.0, "f-lit"),
        s.limb([(foot_up[0] - 3.0, 3.5), (foot_up[0] + 13.0, 3.5)], 6.0, "f-lit"),
        s.limb([shoulder, (shoulder[0] + 15.0, shoulder[1] - 21.0), (shoulder[0] + 27.0, 4.5)], 7.5, "f-edge"),
        s.limb([shoulder, (shoulder[0] + 15.0, shoulder[1] - 21.0), (shoulder[0] + 27.0, 4.5)], 6.0, "f-near"),
    ]


def release_place(name: str) -> str:
    """Where the roller goes: between the bony point of the hip and the rim of the pelvis."""
    s = Sheet(-32.0, 52.0, 136.0, 88.0)
    waist, rim, bone = 128.0, 112.0, 88.0
    outline = [(-17.0, waist + 8), (-19.0, rim), (-21.0, bone), (-17.0, 56.0), (15.0, 56.0), (19.0, bone), (17.0, rim),
               (14.0, waist + 8)]  # fmt: skip
    parts = [s.shape(outline, "c-far", 4.0)]
    parts.append(s.limb([(-11.0, (rim + bone) / 2), (11.0, (rim + bone) / 2)], 15.0, "f-prop"))
    parts.append(s.limb([(-14.0, rim - 1.0), (-7.0, rim + 3.5), (2.0, rim + 4.5), (12.0, rim + 1.0)], 3.0, "f-near"))
    parts.append(s.disc((0.0, bone - 1.0), 4.2, "c-near"))
    rows = (
        (rim + 13.0, ("rim of the", "pelvis"), (13.0, rim + 2.0)),
        ((rim + bone) / 2 - 3.0, ("roller here",), (19.0, (rim + bone) / 2)),
        (bone - 14.0, ("bony point",), (5.5, bone - 1.0)),
    )
    for y, lines, end in rows:
        parts.append(s.line((28.0, y), end, "s-muted"))
        parts += [s.words((30.0, y - 3.0 - 10.0 * i), text, "c-ink t-fig") for i, text in enumerate(lines)]
    return s.framed(name, "Where the roller goes", "The side of the hip. The roller goes on the soft part between the "
                    "bony point of the outer hip and the rim of the pelvis.", parts)  # fmt: skip


# --- squat ----------------------------------------------------------------------------------------------------------


def squat_stand(name: str) -> str:
    """Standing with the roller between the thighs."""
    hip: Point = (0.0, ANKLE_HEIGHT + SHANK + THIGH - 1.0)
    parts = [_TALL.floor(), *draw_side(_TALL, _upright(hip, 2.0, standing_leg(hip), standing_leg((2.0, hip[1]))))]
    parts += _roller((3.0, 58.0))
    return _TALL.framed(name, "Stand with the roller between the thighs", "A person from the side stands upright, the "
                        "roller held between the thighs just above the knees.", parts)  # fmt: skip


def squat(name: str) -> str:
    """The squat with an upright torso."""
    parts = [_TALL.floor(), *_squatting(0.0)]
    return _TALL.framed(name, "Lower yourself with an upright torso", "A person from the side squats with an upright "
                        "trunk. The roller stays between the thighs.", parts)  # fmt: skip


def squat_pull(name: str) -> str:
    """One knee pulled back in the squat."""
    parts = [_TALL.floor(), *_squatting(7.0)]
    parts += _TALL.arrow([(42.0, 60.0), (33.0, 60.0), (23.0, 60.0)])
    for y, words in ((86.0, "one knee"), (75.0, "slightly"), (65.0, "back")):
        parts.append(_TALL.words((36.0, y), words, "c-ink t-fig"))
    return _TALL.framed(name, "Pull one knee slightly back", "In the squat one knee is pulled back a little, so that "
                        "this hip turns inward. The other knee and the roller stay.", parts)  # fmt: skip


def _squatting(pulled: float) -> list[str]:
    ankle: Point = (0.0, ANKLE_HEIGHT)
    hip: Point = (-24.0, 62.0)
    knee = reach(hip, ankle, THIGH, SHANK, bend=1.0)
    near_hip = (hip[0] - 0.6 * pulled, hip[1])
    near_knee = (knee[0] - pulled, knee[1] - 0.5)
    toe = (ankle[0] + 0.72 * FOOT, 3.0)
    far = (hip, knee, ankle, toe)
    near = (near_hip, near_knee, ankle, toe)
    shoulder = polar(hip, -TRUNK, -24.0)
    head = polar(shoulder, -(NECK + HEAD), -12.0)
    hand = (shoulder[0] + 46.0, shoulder[1] - 8.0)
    elbow = (shoulder[0] + 23.0, shoulder[1] - 9.0)
    lit = frozenset({"leg"}) if pulled else frozenset[str]()
    person = Side(hip, shoulder, head, near, far, (shoulder, elbow, hand), None, lit)
    drawn = draw_side(_TALL, person)
    middle = (hip[0] + 0.72 * (knee[0] - hip[0]), hip[1] + 0.72 * (knee[1] - hip[1]))
    return [*drawn, *_roller(middle)]


def _roller(at: Point) -> list[str]:
    """The end of the roller as one sees it between the thighs."""
    return [_TALL.disc(at, _ROLLER + 1.0, "c-card"), _TALL.disc(at, _ROLLER, "c-prop"), _TALL.disc(at, 2.6, "c-card")]


def _upright(hip: Point, lean: float, near: tuple[Point, ...], far: tuple[Point, ...]) -> Side:
    shoulder = polar(hip, -TRUNK, -lean)
    head = polar(shoulder, -(NECK + HEAD), -lean - 4.0)
    hand = (shoulder[0] + 4.0, shoulder[1] - 52.0)
    arm = (shoulder, (shoulder[0] - 3.0, shoulder[1] - 28.0), hand)
    return Side(hip, shoulder, head, near, far, arm)  # pyright: ignore[reportArgumentType]


# --- deadlift -------------------------------------------------------------------------------------------------------


def deadlift_stand(name: str) -> str:
    """Standing with one foot slightly ahead."""
    return _TALL.framed(name, "Stand with one foot slightly ahead", "A person from the side, one foot slightly ahead "
                        "of the other, the stick behind the back.", [_TALL.floor(), *_hinged(2.0)])  # fmt: skip


def deadlift_stick(name: str) -> str:
    """The three places that the stick touches."""
    parts = [_TALL.floor(), *_hinged(2.0, marks=True)]
    for y, words in ((160.0, "head"), (141.0, "shoulder"), (131.0, "blades"), (93.0, "sacrum")):
        parts.append(_TALL.words((-72.0, y), words, "c-ink t-fig"))
    return _TALL.framed(name, "The stick touches in three places", "The stick behind the back touches the back of the "
                        "head, the space between the shoulder blades, and the sacrum.", parts)  # fmt: skip


def deadlift(name: str) -> str:
    """The hinge."""
    parts = [_TALL.floor(), *_hinged(58.0, marks=True)]
    parts += _TALL.arrow([(-26.0, 118.0), (-40.0, 112.0), (-50.0, 104.0)])
    parts.append(_TALL.words((-66.0, 126.0), "hips back", "c-ink t-fig"))
    return _TALL.framed(name, "Hinge at the hips", "The hips move back and the straight trunk leans forward, the knees "
                        "slightly bent. The stick keeps touching in all three places.", parts)  # fmt: skip


def deadlift_load(name: str) -> str:
    """The hinge with a weight in one hand."""
    return _TALL.framed(name, "With a weight in one hand", "The same hinge with a kettlebell hanging from one hand; "
                        "the other hand keeps the stick on the back.",
                        [_TALL.floor(), *_hinged(50.0, weight=True)])  # fmt: skip


def _hinged(lean: float, *, marks: bool = False, weight: bool = False) -> list[str]:
    """A staggered stance with the trunk leaning by an angle and the stick along the back."""
    back = 0.42 * lean / 58.0
    hip: Point = (-30.0 * back * 1.6, ANKLE_HEIGHT + SHANK + THIGH - 1.4 - 8.6 * lean / 58.0)
    front_ankle, rear_ankle = (8.0, ANKLE_HEIGHT), (-9.0, ANKLE_HEIGHT)
    near = (hip, reach(hip, front_ankle, THIGH, SHANK, bend=1.0), front_ankle, (front_ankle[0] + 15.0, 3.0))
    far = (hip, reach(hip, rear_ankle, THIGH, SHANK, bend=1.0), rear_ankle, (rear_ankle[0] + 15.0, 3.0))
    shoulder = polar(hip, -TRUNK, -lean)
    head = polar(shoulder, -(NECK + HEAD - 1.0), -lean)
    normal = (-cos(radians(lean)), sin(radians(lean)))
    high = _off(polar(head, 5.0, -lean), normal, 10.5)
    far_arm = None if weight else (shoulder, reach(shoulder, high, 20.0, 18.0, bend=-1.0), high)
    person = Side(hip, shoulder, head, near, far, None, far_arm)
    parts = draw_side(_TALL, person)
    ends = [_off(polar(hip, 16.0, -lean), normal, 10.8), _off(polar(head, -16.0, -lean), normal, 10.8)]
    parts.append(_TALL.limb(ends, 2.2, "f-prop"))
    parts += _arms(shoulder, hip, normal, lean, weight=weight)
    if marks:
        places = (head, polar(shoulder, 8.0, -lean), polar(hip, 3.0, -lean))
        parts += [_TALL.disc(_off(p, normal, 10.6), 3.0, "c-move") for p in places]
    return parts


def _arms(shoulder: Point, hip: Point, normal: Point, lean: float, *, weight: bool) -> list[str]:
    """The near hand at the lower end of the stick; the other one hanging, where it carries the weight."""
    low = _off(polar(hip, -8.0, -lean), normal, 11.5)
    lower = [shoulder, reach(shoulder, low, 27.0, 25.0, bend=1.0), low]
    parts = [_TALL.limb(lower, 7.0, "f-edge"), _TALL.limb(lower, 5.5, "f-near")]
    if not weight:
        return parts
    hand = (shoulder[0] + 1.0, shoulder[1] - 52.0)
    hanging = [shoulder, (shoulder[0] + 1.5, shoulder[1] - 27.0), hand]
    parts += [_TALL.limb(hanging, 7.0, "f-edge"), _TALL.limb(hanging, 5.5, "f-near")]
    parts.append(_TALL.limb(arc((hand[0], hand[1] - 5.0), 5.0, 100.0, 260.0), 2.2, "f-prop"))
    parts.append(_TALL.disc((hand[0], hand[1] - 14.0), 8.5, "c-prop"))
    return parts


def _off(point: Point, normal: Point, distance: float) -> Point:
    return point[0] + normal[0] * distance, point[1] + normal[1] * distance
