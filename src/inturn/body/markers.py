"""Skin markers and segment axes: what each laboratory calls them. Anatomy as data, no arithmetic.

A place on the body has one name here ("left_asis") and a list of the labels that marker sets give it. Labels are
compared without case, dots, dashes, underscores and blanks, so "L.ASIS", "L_ASIS" and "lasis" are one.
"""

from collections.abc import Iterable
from typing import Final

# {} stands for the side's letter
_SIDED: Final[dict[str, tuple[str, ...]]] = {
    "asis": ("{}ASI", "{}ASIS"),
    "psis": ("{}PSI", "{}PSIS"),
    "hip_centre": ("{}HJC",),
    "knee_lateral": ("{}KNE", "{}KNEE", "{}LKNE", "{}KneeLat", "{}LFE"),
    "knee_medial": ("{}MKNE", "{}MKN", "{}MKNEE", "{}MedKn", "{}KNM", "{}KneeMed", "{}MFE"),
    "ankle_lateral": ("{}ANK", "{}ANKLE", "{}AnkleLat", "{}LM"),
    "ankle_medial": ("{}MMAL", "{}MED", "{}MANK", "{}MANKLE", "{}MedAnk", "{}AnkleMed", "{}MM"),
    "heel": ("{}HEE", "{}HEEL", "{}CALC"),
    "toe": ("{}TOE", "{}LATOE"),
    "foot_edge": ("{}5META", "{}5MT", "{}MT5", "{}LATOE"),
    "shoulder": ("{}SHO", "{}SHOULDER", "{}ACROM", "{}ACR"),
    "thigh_wand": ("{}THI", "{}THIGH"),
    "shank_wand": ("{}TIB", "{}SHANK"),
    "thigh_1": ("{}THIGH1", "{}TH1", "{}TROC"),
    "thigh_2": ("{}THIGH2", "{}TH2"),
    "thigh_3": ("{}THIGH3", "{}TH3"),
    "thigh_4": ("{}THIGH4", "{}TH4"),
    "shank_1": ("{}SHANKANTSUP", "{}SH1", "{}FIB"),
    "shank_2": ("{}SH2",),
    "shank_3": ("{}SH3",),
}
_MIDDLE: Final[dict[str, tuple[str, ...]]] = {
    "sacrum": ("SACR", "SACRUM"),
    "c7": ("C7", "T2"),
    "t10": ("T10",),
    "clavicle": ("CLAV", "SterNotch", "LSternum"),
    "sternum": ("STRN",),
}


def plain(label: str) -> str:
    """A label as it is compared: capital letters and digits only."""
    return "".join(c for c in label.upper() if c.isalnum())


def _table() -> dict[str, str]:
    names = {plain(label): place for place, labels in _MIDDLE.items() for label in labels}
    for side, letter in (("left", "L"), ("right", "R")):
        for place, labels in _SIDED.items():
            for label in labels:
                names.setdefault(plain(label.format(letter)), f"{side}_{place}")
    return names


PLACES: Final[dict[str, str]] = _table()
"""Place on the body by plain label. A label that names two places ("LLATOE") stands for the first."""

AXES: Final = "OALP"
"""Ends of the labels of a segment's axes in Plug-in Gait files: origin, and points forward, left and up of it."""

SEGMENTS: Final[dict[str, str]] = {
    "PEL": "pelvis", "TRX": "trunk",
    "LFE": "left_thigh", "LTI": "left_shank", "LFO": "left_foot",
    "RFE": "right_thigh", "RTI": "right_shank", "RFO": "right_foot",
}  # fmt: skip
"""Segments by the beginning of these labels; some laboratories put `_M` between ("PEL_MO")."""

MEASURES: Final[dict[str, tuple[str, bool]]] = {
    f"{side}_{ours}": (f"{side[0].upper()}{theirs}", is_length)
    for side in ("left", "right")
    for ours, theirs, is_length in (
        ("knee_width", "KneeWidth", True),
        ("ankle_width", "AnkleWidth", True),
        ("thigh_wand_rotation", "ThighRotation", False),
        ("shank_wand_rotation", "ShankRotation", False),
    )
}
"""Body measures that the marker model can use: name -> (name in Vicon's files, whether it is a length)."""

THIGH_CLUSTER: Final = ("thigh_wand", "thigh_1", "thigh_2", "thigh_3", "thigh_4", "knee_lateral")
SHANK_CLUSTER: Final = ("shank_wand", "shank_1", "shank_2", "shank_3", "ankle_lateral")
"""Places that move together with a segment, near enough to carry what a static trial showed of it."""


def places(labels: Iterable[str]) -> dict[str, str]:
    """The file's label for every place that is marked: {"left_asis": "LASI", ...}; the first label wins."""
    found: dict[str, str] = {}
    for label in labels:
        place = PLACES.get(plain(label))
        if place is not None:
            found.setdefault(place, label)
    return found
