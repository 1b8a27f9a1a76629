"""The filter with what was learnt: it agrees with the smoother, with its mirror image, and forgets another person."""

import numpy as np
import pytest
import xarray as xr

from inturn.kinematics import filter_recording, smooth
from inturn.kinematics.angles import to_dataset
from inturn.kinematics.filter import filter_start, filter_step
from inturn.motion.recording import frames, mirror
from tests.unit.kinematics.people import World, record, standing_test


@pytest.fixture(scope="module")
def recording() -> xr.Dataset:
    return record(standing_test(fps=15.0), World(noise_px=1.0))


@pytest.fixture(scope="module")
def live(recording: xr.Dataset) -> xr.Dataset:
    return to_dataset(filter_recording(recording), {})


def held(angles: xr.Dataset) -> np.ndarray:
    """Moments at which one thigh is up and well turned."""
    return np.any((angles["thigh_elevation"].values > 1.2) & (angles["rotation"].values > 0.3), axis=1)


def test_it_says_of_a_held_leg_what_the_smoother_says(recording: xr.Dataset, live: xr.Dataset) -> None:
    offline = smooth(recording)
    now = held(offline) & held(live)
    assert now.sum() > 10
    for name, most_deg in (("pelvic_list", 3.0), ("pelvic_turn", 4.0)):
        assert np.rad2deg(np.median(np.abs(live[name].values[now] - offline[name].values[now]))) < most_deg
    side = np.argmax(offline["thigh_elevation"].values[now], axis=1)
    apart = live["rotation"].values[now, side] - offline["rotation"].values[now, side]
    assert np.rad2deg(np.median(np.abs(apart))) < 4.0


def test_the_mirror_image_is_read_the_other_way_round(recording: xr.Dataset, live: xr.Dataset) -> None:
    other = to_dataset(filter_recording(mirror(recording)), {})
    np.testing.assert_allclose(other["pelvic_list"].values, -live["pelvic_list"].values, atol=1e-6)
    np.testing.assert_allclose(other["rotation"].values[:, ::-1], live["rotation"].values, atol=1e-6)


def test_nothing_of_one_person_is_believed_of_the_next(recording: xr.Dataset) -> None:
    state = filter_start(float(recording.attrs["width"]), float(recording.attrs["height"]), "lite")
    for frame in list(frames(recording))[:30]:
        state, _ = filter_step(state, frame)
    assert state.beside is not None
    assert state.beside.memory.stance is not None
    later = recording.isel(time=slice(30, 34)).copy(deep=True)
    later["person"].values[:] = 1
    for count, frame in enumerate(frames(later), start=1):
        state, _ = filter_step(state, frame)
        assert state.beside is not None
        assert state.beside.recent.shape[0] == count
        assert state.beside.memory.pictures <= count
