"""The directions and places that a moment of the body model is made of, and what each number of the pose turns.

A row each, three coordinates. Rows of the lab are turned into camera axes by the camera, rows of the pelvis by where
the pelvis is turned to; two more are the camera's own. Keypoints hang on some of them, the carriers: where the hips
are, and the x, y and z of every segment.
"""

from math import cos, sin
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import SIDES
from inturn.kinematics.layout import SIGNS, C, M, N, P
from inturn.kinematics.rotations import Number, filled, numbers, yxz_elements, zxy_elements

Floats = NDArray[np.float64]

_TURN, _LIST, _TILT, _TWIST, _LEAN, _FORWARD = (
    P[name] for name in ("turn", "list", "tilt", "twist", "lean", "trunk_tilt")
)
_LEFT, _RIGHT = P["left_flexion"], P["right_flexion"]
"""The first angle of each leg: flexion, then abduction, rotation, and that of the knee."""
PELVIS, TRUNK_SEGMENT, FEMUR, SHANK_SEGMENT = 0, 1, (2, 3), (4, 5)
SEGMENT_ROWS: Final = (4, 7, 10, 13, 16, 19)
"""The first row of each segment; its x, y and z follow one another."""
_UP, _LIST_AXIS, _LEAN_AXIS, _ORIGIN = range(4)
_ABDUCTION_AXES: Final = (22, 23)
_PITCH_AXIS, _ROLL_AXIS, _ROWS = 24, 25, 26
_OF_LAB, _OF_PELVIS, _OF_CAMERA = slice(0, 10), slice(10, 24), slice(24, 26)
PELVIS_AXES: Final = slice(4, 7)
CARRYING: Final = slice(_ORIGIN, 22)
CARRIERS: Final = 19


def _turned_by() -> dict[int, tuple[int, float, tuple[int, ...]]]:
    """For each angle of the pose the row it turns about, with which sign, and the segments that hang on it.

    Tilt turns about the pelvis' y, trunk_tilt about the trunk's, flexion against the pelvis' y, rotation about the
    thigh's z, inward on either side, a knee about the thigh's y.
    """
    hips = (PELVIS, *FEMUR, *SHANK_SEGMENT)
    pelvis_y, trunk_y = SEGMENT_ROWS[PELVIS] + 1, SEGMENT_ROWS[TRUNK_SEGMENT] + 1
    found: dict[int, tuple[int, float, tuple[int, ...]]] = {
        P["turn"]: (_UP, 1.0, (*hips, TRUNK_SEGMENT)),
        P["list"]: (_LIST_AXIS, 1.0, hips),
        P["tilt"]: (pelvis_y, 1.0, hips),
        P["twist"]: (_UP, 1.0, (TRUNK_SEGMENT,)),
        P["lean"]: (_LEAN_AXIS, 1.0, (TRUNK_SEGMENT,)),
        P["trunk_tilt"]: (trunk_y, 1.0, (TRUNK_SEGMENT,)),
    }
    for i, side in enumerate(SIDES):
        leg, thigh = (FEMUR[i], SHANK_SEGMENT[i]), SEGMENT_ROWS[FEMUR[i]]
        found[P[f"{side}_flexion"]] = (pelvis_y, -1.0, leg)
        found[P[f"{side}_abduction"]] = (_ABDUCTION_AXES[i], 1.0, leg)
        found[P[f"{side}_rotation"]] = (thigh + 2, -float(SIGNS[i]), leg)
        found[P[f"{side}_knee"]] = (thigh + 1, 1.0, (SHANK_SEGMENT[i],))
    return found


def _axes() -> tuple[Floats, Floats]:
    """See `AXES` and `MOVED`."""
    axes, moved = np.zeros((_ROWS, N + M)), np.zeros((CARRIERS, 3, N + M))
    for column, (row, sign, segments) in _turned_by().items():
        axes[row, column] = sign
        for segment in segments:
            first = SEGMENT_ROWS[segment] - _ORIGIN
            moved[first : first + 3, :, column] = 1.0
    for row, name in ((_PITCH_AXIS, "pitch"), (_ROLL_AXIS, "roll")):
        axes[row, N + C[name]] = 1.0
        moved[:, :, N + C[name]] = 1.0
    return axes, moved.reshape(CARRIERS, -1)


_BOTH: Final = _axes()
AXES: Final[Floats] = _BOTH[0]
"""(26, N + M): about which rows each number of pose and constants turns what hangs on it."""
MOVED: Final[Floats] = _BOTH[1]
"""(19, 3 (N + M)): 1 where it moves a carrier, the same for all three coordinates."""


def pelvis_and_trunk(s: list[Number], c: list[Number]) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    """Both rotation matrices, row by row, from the sines and cosines of the pose's numbers (`rotations.numbers`)."""
    away, along = _trunk_heading(s, c)
    return (
        zxy_elements(s[_TURN], c[_TURN], s[_LIST], c[_LIST], s[_TILT], c[_TILT]),
        zxy_elements(away, along, -s[_LEAN], c[_LEAN], s[_FORWARD], c[_FORWARD]),
    )


def _trunk_heading(s: list[Number], c: list[Number]) -> tuple[Number, Number]:
    """Sine and cosine of where the trunk faces."""
    return s[_TURN] * c[_TWIST] + c[_TURN] * s[_TWIST], c[_TURN] * c[_TWIST] - s[_TURN] * s[_TWIST]


def thigh(s: list[Number], c: list[Number], side: int) -> tuple[Number, ...]:
    """Rotation matrix of a thigh in the pelvis, row by row; side 0 left, 1 right."""
    out, i = (-1.0, _RIGHT) if side else (1.0, _LEFT)
    return yxz_elements(-s[i], c[i], out * s[i + 1], c[i + 1], -out * s[i + 2], c[i + 2])


def shank(thigh: tuple[Number, ...], s: list[Number], c: list[Number], side: int) -> tuple[Number, ...]:
    """The same of the shank: the thigh turned about its own y by the knee."""
    i = (_RIGHT if side else _LEFT) + 3
    sk, ck = s[i], c[i]
    xx, xy, xz, yx, yy, yz, zx, zy, zz = thigh
    return (
        ck * xx - sk * xz, xy, sk * xx + ck * xz,
        ck * yx - sk * yz, yy, sk * yx + ck * yz,
        ck * zx - sk * zz, zy, sk * zx + ck * zz,
    )  # fmt: skip


def _axes_of(matrix: tuple[Number, ...]) -> tuple[Number, ...]:
    """The axes of a rotation matrix one after the other: its columns."""
    return matrix[0::3] + matrix[1::3] + matrix[2::3]


def rows_of(pose: Floats, to_camera: Floats, roll: float) -> Floats:
    """All rows of T poses (T, N) in camera axes, (T, 26, 3); to_camera (3, 3) from the lab, and its roll (rad)."""
    t = pose.shape[0]
    s, c = numbers(np.sin(pose)), numbers(np.cos(pose))
    pelvis, trunk = pelvis_and_trunk(s, c)
    thighs = [thigh(s, c, side) for side in (0, 1)]
    shanks = [shank(thighs[side], s, c, side) for side in (0, 1)]
    away, along = _trunk_heading(s, c)
    given = filled((
        0.0, 0.0, 1.0,  c[_TURN], s[_TURN], 0.0,  -along, -away, 0.0,  *numbers(pose)[:3],
        *_axes_of(pelvis), *_axes_of(trunk), *_axes_of(thighs[0]), *_axes_of(thighs[1]),
        *_axes_of(shanks[0]), *_axes_of(shanks[1]), c[_LEFT], 0.0, s[_LEFT], -c[_RIGHT], 0.0, -s[_RIGHT],
        cos(roll), sin(roll), 0.0, 0.0, 0.0, 1.0,
    ), t).reshape(t, _ROWS, 3)  # fmt: skip
    rows = np.empty((t, _ROWS, 3))
    np.matmul(given[:, _OF_LAB], to_camera.T, out=rows[:, _OF_LAB])
    np.matmul(given[:, _OF_PELVIS], rows[:, PELVIS_AXES], out=rows[:, _OF_PELVIS])
    rows[:, _OF_CAMERA] = given[:, _OF_CAMERA]
    return rows
