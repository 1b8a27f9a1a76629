"""Inturn's own marker model: pelvis from four markers, hip centres by regression, thighs by the knee's axis.

The knee and ankle are found by what a recording has, in this order: markers on both sides of the joint; a static trial
that had them, carried along by the segment's other markers; or the conventional model from one marker, a wand and the
joint's width. Which way was taken, and what could not be found, is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import SIDES, Side
from inturn.body.markers import SHANK_CLUSTER, THIGH_CLUSTER, places
from inturn.errors import NoTestError
from inturn.kinematics.body_frames import BodyFrames, upright_from_room
from inturn.kinematics.cardan_hip import frame_up_left
from inturn.kinematics.chord import MARKER_RADIUS_M, joint_centre
from inturn.kinematics.closed_form import outward
from inturn.kinematics.hip_centre import hip_centres, pelvis_frame
from inturn.kinematics.rigid import carried
from inturn.kinematics.trunk_frame import trunk_frame
from inturn.motion.laboratory import LaboratoryTrial

Floats = NDArray[np.float64]

_PELVIS_WIDTHS_M = (0.12, 0.45)
_STILL_M = 0.03
_NEEDS = (
    "needs a marker on each side of the knee, or a static trial that has them (--static), or a thigh wand and the "
    "knee's width in the file"
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A trial's markers by place on the body."""

    trial: LaboratoryTrial
    labels: dict[str, str]

    def at(self, place: str) -> Floats | None:
        """Path of a place (T, 3); None where it is not marked, or never seen."""
        if place not in self.labels:
            return None
        path = self.trial.marker(self.labels[place])
        return path if np.isfinite(path).any() else None

    def known(self, place: str) -> Floats:
        """Path of a place (T, 3), NaN where it is not marked."""
        path = self.at(place)
        return np.full((self.trial.time_s.size, 3), np.nan) if path is None else path

    def any_of(self, wanted: Sequence[str]) -> list[str]:
        """Those of the places that are marked."""
        return [place for place in wanted if self.at(place) is not None]


@dataclass(frozen=True, slots=True)
class Joint:
    """A joint of one side: its centre (T, 3), the direction to the person's left (T, 3), and how it was found."""

    centre: Floats
    left: Floats
    found_by: str


def marked(trial: LaboratoryTrial) -> Marked:
    """The markers of a trial by place."""
    return Marked(trial, places(trial.labels))


def frames_from_markers(trial: LaboratoryTrial, static: LaboratoryTrial | None = None) -> tuple[BodyFrames, list[str]]:
    """Body frames by the marker model, and remarks on how each side was found or why it was not.

    Raises NoTestError where the pelvis is not marked, or neither thigh can be found.
    """
    here = marked(trial)
    still = None if static is None else _standing(static)
    pelvis, origin, hips = _pelvis(here)
    still_hips = None if still is None else _pelvis(still)[2]
    remarks: list[str] = []
    knees, ankles, thighs = list[Floats](), list[Floats](), list[Floats]()
    nothing = np.full((trial.time_s.size, 3), np.nan)
    for i, side in enumerate(SIDES):
        still_hip = None if still_hips is None else still_hips[:, i]
        knee = _joint(here, still, side, "knee", hips[:, i], still_hip)
        still_knee = None if still is None else _middle(still, side, "knee")
        ankle = None if knee is None else _joint(here, still, side, "ankle", knee.centre, still_knee)
        remarks.append(_remark(side, knee, ankle))
        knees.append(nothing if knee is None else knee.centre)
        ankles.append(nothing if ankle is None else ankle.centre)
        left = nothing if knee is None else knee.left
        thighs.append(frame_up_left(hips[:, i] - knees[-1], left))
    if not any(np.isfinite(k).any() for k in knees):
        raise NoTestError(f"{trial.file} has no hip angles: neither thigh can be found. A thigh {_NEEDS}.")
    knee_both, ankle_both = np.stack(knees, axis=1), np.stack(ankles, axis=1)
    turn = upright_from_room(origin, _lowest(here, knee_both, ankle_both))

    def both(name: str) -> Floats:
        return np.stack([here.known(f"{side}_{name}") for side in SIDES], axis=1) @ turn.T

    frames = BodyFrames(
        time_s=trial.time_s,
        pelvis=turn @ pelvis,
        trunk=turn @ trunk_frame(here.at, pelvis),
        thigh=turn @ np.stack(thighs, axis=1),
        pelvis_origin=origin @ turn.T,
        knee=knee_both @ turn.T,
        ankle=ankle_both @ turn.T,
        heel=both("heel"),
        toe=both("toe"),
        foot_edge=both("foot_edge"),
        way="marker model",
    )
    return frames, [r for r in remarks if r]


def _standing(static: LaboratoryTrial) -> Marked:
    """A static trial by place. Raises NoTestError where the person moves in it: its mean would be no posture."""
    still = marked(static)
    paths = [p for p in map(still.at, still.labels) if p is not None]
    spread = [float(np.linalg.norm(np.nanstd(path, axis=0))) for path in paths]
    if spread and np.median(spread) > _STILL_M:
        raise NoTestError(
            f"{static.file} is no standing trial: its markers move about by {np.median(spread) * 100:.0f} cm. Name a "
            "recording of quiet standing with --static."
        )
    return still


def _pelvis(here: Marked) -> tuple[Floats, Floats, Floats]:
    """Frame, origin and both hip centres."""
    left, right, back = here.at("left_asis"), here.at("right_asis"), _back(here)
    if left is None or right is None or back is None:
        missing = [
            name for name, path in (("LASI", left), ("RASI", right), ("LPSI and RPSI, or SACR", back)) if path is None
        ]
        raise NoTestError(
            f"{here.trial.file} has no hip angles: the pelvis is not marked ({', '.join(missing)} missing), and no "
            "segment axes are in the file."
        )
    width = float(np.nanmedian(np.linalg.norm(left - right, axis=-1))) if np.isfinite(left - right).any() else np.nan
    low, high = _PELVIS_WIDTHS_M
    if not low <= width <= high:
        said = "never seen together" if np.isnan(width) else f"{width * 100:.1f} cm apart"
        said = f"{width:.0f} m apart" if width > 1.0 else said
        raise NoTestError(
            f"{here.trial.file}: the two front pelvis markers are {said}, which no adult's are. Check labels and unit."
        )
    frame, origin = pelvis_frame(left, right, back)
    return frame, origin, hip_centres(left, right, back)


def _back(here: Marked) -> Floats | None:
    """Midway between the PSIS, or the sacrum."""
    left, right = here.at("left_psis"), here.at("right_psis")
    return here.at("sacrum") if left is None or right is None else 0.5 * (left + right)


def _middle(here: Marked, side: Side, joint: str) -> Floats | None:
    """Midway between the joint's two markers."""
    lateral, medial = here.at(f"{side}_{joint}_lateral"), here.at(f"{side}_{joint}_medial")
    return None if lateral is None or medial is None else 0.5 * (lateral + medial)


def _joint(
    here: Marked, still: Marked | None, side: Side, joint: str, upper: Floats, still_upper: Floats | None
) -> Joint | None:
    """The knee or the ankle of one side, by the first way that the markers allow; None where there is none.

    upper, still_upper (T, 3): the joint above it, in this trial and in the static one.
    """
    lateral, middle = here.at(f"{side}_{joint}_lateral"), _middle(here, side, joint)
    if middle is not None and lateral is not None:
        return Joint(middle, outward(side) * (lateral - middle), "markers on both sides")
    if (
        still is not None
        and still_upper is not None
        and (found := _carried(here, still, side, joint, upper, still_upper))
    ):
        return found
    wand = here.at(f"{side}_{'thigh' if joint == 'knee' else 'shank'}_wand")
    measures = {**({} if still is None else still.trial.measures), **here.trial.measures}
    width = measures.get(f"{side}_{joint}_width")
    if lateral is None or wand is None or width is None:
        return None
    turned = measures.get(f"{side}_{'thigh' if joint == 'knee' else 'shank'}_wand_rotation", 0.0)
    centre = joint_centre(upper, lateral, wand, 0.5 * width + MARKER_RADIUS_M, outward(side) * turned)
    return Joint(centre, outward(side) * (lateral - centre), "wand and width")


def _carried(here: Marked, still: Marked, side: Side, joint: str, upper: Floats, still_upper: Floats) -> Joint | None:
    """The joint as the static trial showed it, carried by the segment's markers and the joint above."""
    middle = _middle(still, side, joint)
    lateral = still.at(f"{side}_{joint}_lateral")
    cluster = [f"{side}_{place}" for place in (THIGH_CLUSTER if joint == "knee" else SHANK_CLUSTER)]
    common = [place for place in here.any_of(cluster) if place in still.any_of(cluster)]
    if middle is None or lateral is None or len(common) < 2:
        return None
    static = np.array([_mean(path) for path in (still_upper, *(still.known(p) for p in common))])
    moving = np.stack([upper, *(here.known(p) for p in common)], axis=1)
    points = carried(static, moving, np.array([_mean(middle), _mean(lateral)]))
    return Joint(points[:, 0], outward(side) * (points[:, 1] - points[:, 0]), "static trial")


def _mean(path: Floats) -> Floats:
    """Mean position (3,) over the moments that were seen."""
    return np.nanmean(path, axis=0)


def _lowest(here: Marked, knee: Floats, ankle: Floats) -> Floats:
    """A point of the legs below the pelvis at every moment (T, 3): ankles, else heels, else knees; either side."""
    heels = np.stack([here.known(f"{side}_heel") for side in SIDES], axis=1)
    for both in (ankle, heels, knee):
        if np.isfinite(both).any():
            return np.where(np.isfinite(both[:, 0]), both[:, 0], both[:, 1])
    return knee[:, 0]


def _remark(side: Side, knee: Joint | None, ankle: Joint | None) -> str:
    """How a side was found, or what it lacks."""
    if knee is None:
        return f"The {side} thigh cannot be found: it {_NEEDS}."
    if ankle is None:
        return f"{side.capitalize()} knee by {knee.found_by}; the {side} ankle cannot be found."
    return f"{side.capitalize()} knee by {knee.found_by}, ankle by {ankle.found_by}."
