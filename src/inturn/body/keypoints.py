"""The 33 landmarks of the BlazePose networks, in the network's own order, and how to find them by name.

"Left" and "right" are the person's own sides. Hip keypoints lie near, not at, the hip joint centres.
"""

from typing import Final, Literal

Side = Literal["left", "right"]

SIDES: Final[tuple[Side, Side]] = ("left", "right")

KEYPOINTS: Final[tuple[str, ...]] = (
    "nose",
    "left_eye_inner",
    "left_eye",
    "left_eye_outer",
    "right_eye_inner",
    "right_eye",
    "right_eye_outer",
    "left_ear",
    "right_ear",
    "mouth_left",
    "mouth_right",
    "left_shoulder",
    "right_shoulder",
    "left_elbow",
    "right_elbow",
    "left_wrist",
    "right_wrist",
    "left_pinky",
    "right_pinky",
    "left_index",
    "right_index",
    "left_thumb",
    "right_thumb",
    "left_hip",
    "right_hip",
    "left_knee",
    "right_knee",
    "left_ankle",
    "right_ankle",
    "left_heel",
    "right_heel",
    "left_foot_index",
    "right_foot_index",
)

INDEX: Final[dict[str, int]] = {name: i for i, name in enumerate(KEYPOINTS)}


def other_side(side: Side) -> Side:
    """The other side of the body."""
    return "right" if side == "left" else "left"


def mirrored_name(name: str) -> str:
    """Name of the keypoint on the other side of the body; midline names stay as they are."""
    for a, b in (("left", "right"), ("right", "left")):
        if name.startswith(a + "_"):
            return b + name[len(a) :]
        if name.endswith("_" + a):
            return name[: -len(a)] + b
    return name


MIRROR: Final[tuple[int, ...]] = tuple(INDEX[mirrored_name(name)] for name in KEYPOINTS)
"""Index of each keypoint's partner on the other side (itself on the midline)."""
