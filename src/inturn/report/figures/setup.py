"""How the camera is put up for a person of a given height."""

from dataclasses import dataclass
from typing import Final

from inturn.report.figures.people import HIP_HEIGHT, Side, draw_side, standing_leg
from inturn.report.figures.sheet import Point, Sheet, polar

_HIP_SHARE: Final = 0.53
"""Height of the hip as a share of body height (segment proportions, remembered: Drillis and Contini)."""
_DRAWN_CM: Final = 170.0
_NEAREST_M: Final = 2.0
_FARTHEST_M: Final = 3.0
_ROOM_SHARE: Final = 0.15
"""Room left free above the head and below the feet, as a share of body height."""


@dataclass(frozen=True, slots=True)
class CameraPlace:
    """Where the camera stands: heights in whole centimetres, distance in metres. `known` says whether the height is."""

    hip_cm: int
    nearest_m: float
    farthest_m: float
    picture_cm: int
    known: bool


def camera_place(height_m: float | None) -> CameraPlace:
    """For that body height; for 170 cm where it is not known."""
    cm = 100.0 * height_m if height_m is not None else _DRAWN_CM
    hip = 5 * round(_HIP_SHARE * cm / 5)
    shown = 10 * round((1.0 + 2 * _ROOM_SHARE) * cm / 10)
    return CameraPlace(hip, _NEAREST_M, _FARTHEST_M, shown, height_m is not None)


def camera_setup(name: str, height_m: float | None = None) -> str:
    """The person at the left, the camera on its stand at hip height at the right, with distances."""
    place = camera_place(height_m)
    sheet = Sheet(-30.0, -34.0, 294.0, 224.0, 1.7)
    lens: Point = (222.0, HIP_HEIGHT)
    parts = [sheet.line(lens, (0.0, 176.0), "s-ghost"), sheet.line(lens, (0.0, -3.0), "s-ghost"), sheet.floor()]
    parts += draw_side(sheet, _standing())
    parts += _camera(sheet, lens)
    parts += sheet.both_ways((12.0, -14.0), (lens[0], -14.0))
    parts.append(sheet.words((92.0, -29.0), f"{place.nearest_m:.0f} to {place.farthest_m:.0f} m", "c-ink t-fig"))
    parts += sheet.both_ways((lens[0] + 22.0, 2.0), (lens[0] + 22.0, HIP_HEIGHT - 2.0))
    about = f"{place.hip_cm} cm"
    parts += [
        sheet.words((62.0, 84.0), "lens at hip height:", "c-ink t-fig"),
        sheet.words((62.0, 70.0), f"about {about}", "c-ink t-fig"),
        sheet.words((72.0, 172.0), "the whole body in the picture", "c-ink t-fig"),
    ]
    description = (
        f"A person faces a camera on a stand. The lens is level, about {about} above the floor, "
        f"{place.nearest_m:.0f} to {place.farthest_m:.0f} metres away. The whole body is in the picture."
    )
    return sheet.framed(name, "How the camera is put up", description, parts)


def _standing() -> Side:
    hip: Point = (0.0, HIP_HEIGHT)
    shoulder = polar(hip, -49.0, -1.0)
    arm = (shoulder, (shoulder[0] - 2.0, shoulder[1] - 28.0), (shoulder[0] + 4.0, shoulder[1] - 53.0))
    return Side(hip, shoulder, polar(shoulder, -19.5, -3.0), standing_leg(hip), standing_leg((2.0, hip[1])), arm)


def _camera(sheet: Sheet, lens: Point) -> list[str]:
    body = [(lens[0] + 3.0, lens[1] - 9.0), (lens[0] + 3.0, lens[1] + 9.0)]
    foot = lens[1] - 44.0
    return [
        sheet.limb([(lens[0] + 3.0, lens[1] - 9.0), (lens[0] + 3.0, foot), (lens[0] + 3.0, 3.0)], 3.0, "f-far"),
        sheet.limb([(lens[0] - 15.0, 1.5), (lens[0] + 3.0, foot), (lens[0] + 19.0, 1.5)], 3.0, "f-far"),
        sheet.limb(body, 7.0, "f-prop"),
        sheet.disc((lens[0] - 0.5, lens[1]), 3.0, "c-ink"),
    ]
