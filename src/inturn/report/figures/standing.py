"""Pictures of the standing test, from the front: where the stick goes, standing, lifting, turning."""

from inturn.report.figures.people import HIP_HALF, HIP_HEIGHT, SHANK, Front, draw_front
from inturn.report.figures.sheet import Point, Sheet, arc, polar

_SHEET = Sheet(-66.0, -8.0, 162.0, 188.0)
STICK_X = 19.5
_STICK_TOP = 128.0
_KNEE: Point = (HIP_HALF, HIP_HEIGHT - 1.0)
_TURN_DEG = 15.0


def stick_setup(name: str) -> str:
    """Both feet on the floor, the stick upright at the outer edge of the foot that will be lifted, a chair near."""
    parts = [_SHEET.floor(), *_chair(), *_stick(), *draw_front(_SHEET, Front())]
    parts += _SHEET.arrow([(48.0, 22.0), (STICK_X + 4.0, 5.0)])
    parts += [
        _SHEET.words((32.0, 37.0), "outer edge", "c-ink t-fig"),
        _SHEET.words((32.0, 27.0), "of the foot", "c-ink t-fig"),
    ]
    return _SHEET.framed(
        name, "Where the stick goes",
        "A person from the front. A stick stands upright at the outer edge of the foot that will be lifted. A chair is "
        "within reach on the other side.", parts,
    )  # fmt: skip


def stand(name: str) -> str:
    """Standing quietly beside the stick."""
    parts = [_SHEET.floor(), *_stick(), *draw_front(_SHEET, Front())]
    return _SHEET.framed(name, "Stand quietly", "A person stands upright on both feet, the stick at the outer edge of "
                         "one foot.", parts)  # fmt: skip


def lift(name: str) -> str:
    """The knee lifted to hip height, the shank hanging."""
    parts = [_SHEET.floor(), *_stick(), *draw_front(_SHEET, Front(shank_deg=0.0))]
    parts += _SHEET.arrow([(-2.0, 40.0), (-2.0, 62.0), (-2.0, 78.0)])
    parts.append(_SHEET.line((-46.0, HIP_HEIGHT), (66.0, HIP_HEIGHT), "s-ghost"))
    parts.append(_SHEET.words((33.0, HIP_HEIGHT + 3.0), "hip height", "c-ink t-fig"))
    return _SHEET.framed(name, "Lift the knee", "A person stands on one leg. The other knee is lifted to hip height, "
                         "straight in front of the hip, its shank hanging down.", parts)  # fmt: skip


def turn(name: str) -> str:
    """The heel at the stick, the rest of the body still."""
    parts = [_SHEET.floor(), *_stick(), *draw_front(_SHEET, Front(shank_deg=_TURN_DEG))]
    ghost = polar(_KNEE, SHANK, 0.0)
    parts.append(_SHEET.line(_KNEE, ghost, "s-ghost"))
    parts += _SHEET.arrow(arc(_KNEE, SHANK + 17.0, -4.0, _TURN_DEG + 1.0))
    parts += [
        _SHEET.words((29.0, 48.0), "heel to", "c-ink t-fig"),
        _SHEET.words((29.0, 38.0), "the stick", "c-ink t-fig"),
    ]
    return _SHEET.framed(name, "Bring the heel to the stick", "The lifted shank swings outward until the heel comes to "
                         "the stick. Pelvis, trunk and knee stay where they are.", parts)  # fmt: skip


def hip_turns_inward(name: str) -> str:
    """What turns: the thigh about its own length, seen at the foot."""
    sheet = Sheet(-66.0, -2.0, 162.0, 182.0)
    parts = [sheet.floor(), *draw_front(sheet, Front(shank_deg=30.0))]
    parts.append(sheet.line(_KNEE, polar(_KNEE, SHANK + 6.0, 0.0), "s-ghost"))
    parts += sheet.arrow(arc(_KNEE, SHANK + 17.0, 0.0, 30.0))
    parts += sheet.arrow(arc(_KNEE, 15.0, 200.0, 340.0), head=4.5)
    parts += [
        sheet.words((27.0, 112.0), "the thigh", "c-ink t-fig"),
        sheet.words((27.0, 102.0), "turns in …", "c-ink t-fig"),
    ]
    parts += [
        sheet.words((26.0, 27.0), "… the foot", "c-ink t-fig"),
        sheet.words((26.0, 17.0), "swings out", "c-ink t-fig"),
    ]
    return sheet.framed(name, "What turns", "A person with one knee lifted. The thigh turns inward in its socket, and "
                        "the foot swings outward.", parts)  # fmt: skip


def pelvis_or_back_instead(name: str) -> str:
    """The same reach with a hiked pelvis and a leaning trunk."""
    sheet = Sheet(-66.0, -8.0, 162.0, 188.0)
    person = Front(shank_deg=8.0, list_deg=11.0, lean_deg=-10.0)
    parts = [sheet.floor(), *_stick(sheet), *draw_front(sheet, person)]
    rise = HIP_HALF * 11.0 / 57.3
    left = (-38.0, HIP_HEIGHT - 38.0 * 0.19)
    right = (38.0, HIP_HEIGHT + 38.0 * 0.19)
    parts.append(sheet.line((-44.0, HIP_HEIGHT), (44.0, HIP_HEIGHT), "s-ghost"))
    parts.append(sheet.line(left, right, "s-move"))
    parts += sheet.arrow([(34.0, HIP_HEIGHT - 6.0), (34.0, HIP_HEIGHT + rise + 4.0)])
    parts += sheet.arrow(arc((0.0, HIP_HEIGHT), 84.0, 178.0, 192.0))
    parts += [sheet.words((26.0, HIP_HEIGHT + 19.0), "pelvis rises", "c-ink t-fig")]
    parts += [sheet.words((-64.0, 166.0), "trunk", "c-ink t-fig"), sheet.words((-64.0, 156.0), "leans", "c-ink t-fig")]
    return sheet.framed(name, "When something else moves instead", "The heel comes to the stick although the hip "
                        "hardly turns: the pelvis rises on that side and the trunk leans over.", parts)  # fmt: skip


def _stick(sheet: Sheet = _SHEET) -> list[str]:
    return [sheet.limb([(STICK_X, 1.0), (STICK_X, _STICK_TOP)], 2.2, "f-prop")]


def _chair() -> list[str]:
    seat, back, front = 44.0, -58.0, -38.0
    return [
        _SHEET.limb([(back, 1.5), (back, 84.0)], 3.0, "f-far"),
        _SHEET.limb([(back, seat), (front, seat), (front, 1.5)], 3.0, "f-far"),
        _SHEET.limb([(back, 80.0), (back, 62.0)], 4.5, "f-far"),
    ]
