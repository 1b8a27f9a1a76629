"""A whole recording at once: `smooth`."""

from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inturn.body.segments import REFERENCE_HEIGHT_M
from inturn.kinematics.alone import with_model_alone
from inturn.kinematics.angles import AngleFrame, lost, to_dataset
from inturn.kinematics.appearance import recorded, since_standing
from inturn.kinematics.beside import LONGEST_GAP_S
from inturn.kinematics.between_sides import Legs, apart, legs_of, moved
from inturn.kinematics.initial import fill, guess
from inturn.kinematics.layout import C, P, side_columns
from inturn.kinematics.learnt import Learnt, learnt_of
from inturn.kinematics.model import Body, Camera, build_body, predict
from inturn.kinematics.observation import Observations, camera_of, noise_of, observe, shown
from inturn.kinematics.offsets import load_offsets
from inturn.kinematics.outputs import Estimate, FootPixels, angle_frames
from inturn.kinematics.priors import constants_prior, pose_prior
from inturn.kinematics.reading import against_standing, read_pelvis, recorded_stance, seen_standing
from inturn.kinematics.remainder import corrected_rotation
from inturn.kinematics.smoother import solve_span
from inturn.kinematics.stance import stances
from inturn.kinematics.swaps import TOES, swap_back, swap_pixels, swapped_moments
from inturn.motion.cleaning import steadied
from inturn.motion.recording import validate
from inturn.motion.reversals import without_reversals

Floats = NDArray[np.float64]

ESTIMATOR: Final = "inturn-estimator/11"
FEWEST: Final = 5
ROTATIONS: Final = side_columns("rotation")


def spans(person: NDArray[np.int64], known: NDArray[np.bool_], time_s: Floats) -> list[tuple[int, int]]:
    """Spans [start, stop) of one and the same person without a long gap, from moments with a first guess."""
    at = np.flatnonzero(known)
    if at.size == 0:
        return []
    cut = (np.diff(person[at]) != 0) | (np.diff(time_s[at]) > LONGEST_GAP_S)
    groups = np.split(at, np.flatnonzero(cut) + 1)
    return [(int(g[0]), int(g[-1]) + 1) for g in groups if g.size >= FEWEST]


def body_of(recording: xr.Dataset, height_m: float | None) -> Body:
    """The body that a recording's network and a height in metres stand for."""
    return build_body(height_m or REFERENCE_HEIGHT_M, load_offsets(str(recording.attrs["network"])))


def smooth(recording: xr.Dataset, height_m: float | None = None, learnt: Learnt | None = None) -> xr.Dataset:
    """Angles over a whole recording, every moment judged by all of it (`inturn.kinematics.angles.to_dataset`).

    height_m scales lengths (1.70 m assumed); angles do not depend on it. learnt: other maps than the network's own,
    to judge them on people they were not learnt from. Raises ContractError for a dataset that is
    no recording and SetupError for a network without learnt offsets. Moments without a person are `lost`.
    """
    validate(recording)
    recording = without_reversals(recording)
    camera = camera_of(float(recording.attrs["width"]), float(recording.attrs["height"]))
    body = body_of(recording, height_m)
    observed = observe(recording, camera)
    world = np.asarray(recording["world"].values, dtype=np.float64).transpose(0, 2, 1)
    pixel = np.asarray(recording["pixel"].values, dtype=np.float64).transpose(0, 2, 1)
    pixel = shown(pixel, camera)
    learnt = learnt or learnt_of(str(recording.attrs["network"]))
    swapped = swapped_moments(observed)
    observed, pixel = swap_back(observed, swapped), swap_pixels(pixel, swapped)
    first = guess(world, observed, camera, body)
    first[swapped] = np.nan
    known = np.all(np.isfinite(first), axis=1)
    person = np.asarray(recording["person"].values, dtype=np.int64)
    appearance = recorded(recording)
    frames: list[AngleFrame] = [lost(float(t)) for t in observed.time_s]
    stretches: list[tuple[slice, Legs]] = []
    for start, stop in spans(person, known, observed.time_s):
        part, around = observed.part(start, stop), None if appearance is None else appearance[start:stop]
        frames[start:stop], legs = _smooth_span(
            part, pixel[start:stop], first[start:stop], camera, body, learnt, around
        )
        if legs is not None:
            stretches.append((slice(start, stop), legs))
    by = apart([legs for _, legs in stretches])  # a test is one person's, even after a break
    for where, legs in stretches:
        frames[where] = moved(frames[where], legs, by)
    return to_dataset(frames, {"made_by": ESTIMATOR, "network": str(recording.attrs["network"])})


def _smooth_span(
    observed: Observations,
    pixel: Floats,
    first: Floats,
    camera: Camera,
    body: Body,
    learnt: Learnt,
    appearance: Floats | None,
) -> tuple[list[AngleFrame], Legs | None]:
    calm = steadied(pixel, observed.time_s)
    stance = recorded_stance(calm)
    learnt, change = _closer(learnt, appearance, observed.time_s, calm)
    against = against_standing(calm, stance, change)
    reading = read_pelvis(against, learnt.pelvis)
    poses, constants = fill(first, observed.time_s), constants_prior()[0]
    heading = constants[C["heading"]] = float(np.median(poses[:, P["turn"]]))
    reading = None if reading is None else reading.seen_from(heading)
    solution = solve_span(observed, camera, body, poses, constants, reading, stances(calm))
    model = predict(solution.pose, solution.constants, camera, body)
    prior = pose_prior()
    if reading is not None:
        prior = pose_prior(float(np.rad2deg(reading.list_sd)), float(np.rad2deg(reading.turn_sd)))
    rotation = corrected_rotation(against, solution.pose, heading, learnt.remainder)
    if against is not None and reading is not None and learnt.remainder is not None and learnt.alone:
        alone = solve_span(observed, camera, body, solution.pose, solution.constants, stances=stances(calm))
        other = alone.pose[:, ROTATIONS]
        rotation = with_model_alone(rotation, other, reading.pelvic_list, against.lifted, learnt.alone)
    estimate = Estimate(solution.pose, solution.constants, solution.constants_covariance, rotation)
    feet, noise = FootPixels(pixel[:, TOES]), noise_of(observed, body)
    legs = legs_of(against, solution.pose, heading, learnt.remainder, observed.time_s)
    return angle_frames(estimate, observed, model, feet, camera, body, prior, noise), legs


def _closer(learnt: Learnt, appearance: Floats | None, time_s: Floats, pixel: Floats) -> tuple[Learnt, Floats | None]:
    """The maps that use the appearance, and its change (T, 2, A), where there are such and standing was seen so."""
    closer = learnt.closer
    if closer is None or closer.pelvis is None or appearance is None:
        return learnt, None
    change = since_standing(appearance, time_s, seen_standing(pixel), closer.pelvis.largest)
    return (learnt, None) if change is None else (closer, change)
