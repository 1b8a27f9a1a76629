"""The recording contract: build, validate, read back to the bit, mirror."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from inturn.body.keypoints import INDEX, KEYPOINTS, MIRROR
from inturn.errors import ContractError, InputError, OutputError
from inturn.motion import recording as contract
from inturn.sources.recordings import is_recording, read_recording, write_recording

ATTRIBUTES = {
    "source_kind": "video", "file": "a.mp4", "sha256": "0" * 64, "width": 720, "height": 1280, "fps": 30.0,
    "frames": 4, "duration_s": 0.13, "mirrored": 0, "network": "full", "network_sha256": "1" * 64, "precision": "f32",
    "made_by": "test",
}  # fmt: skip


def sample(seed: int = 0, frames: int = 4) -> xr.Dataset:
    rng = np.random.default_rng(seed)
    k = len(KEYPOINTS)
    made = [
        contract.KeypointFrame(
            i / 30, rng.uniform(0, 720, (k, 2)), rng.uniform(0.1, 4, (k, 3)), rng.uniform(size=k), rng.uniform(size=k),
            rng.normal(size=(k, 3)), 0.9, 0, 1,
        )
        for i in range(frames)
    ]  # fmt: skip
    made[-1] = contract.nobody((frames - 1) / 30)
    return contract.build(made, dict(ATTRIBUTES))


def test_frames_give_back_what_was_built() -> None:
    recording = sample()
    again = contract.build(list(contract.frames(recording)), dict(ATTRIBUTES))
    xr.testing.assert_identical(recording, again)


@given(st.integers(0, 1000), st.integers(2, 6))
def test_mirror_twice_changes_nothing_but_rounding(seed: int, frames: int) -> None:
    recording = sample(seed, frames)
    twice = contract.mirror(contract.mirror(recording))
    xr.testing.assert_allclose(recording, twice, atol=1e-3)
    assert twice.attrs["mirrored"] == 0


def test_mirror_swaps_names_and_flips_the_picture() -> None:
    recording = sample()
    mirrored = contract.mirror(recording)
    left, right = INDEX["left_knee"], INDEX["right_knee"]
    u = recording["pixel"].sel(image="u").values
    np.testing.assert_allclose(mirrored["pixel"].sel(image="u").values[:-1, left], 720 - u[:-1, right], rtol=1e-6)
    assert mirrored.attrs["mirrored"] == 1
    assert [MIRROR[i] for i in MIRROR] == list(range(len(KEYPOINTS)))


def test_netcdf_round_trip_is_exact(tmp_path: Path) -> None:
    recording = sample()
    path = tmp_path / "odd näme;.nc"
    write_recording(recording, path)
    assert is_recording(path)
    xr.testing.assert_identical(read_recording(path), recording)
    assert list(tmp_path.iterdir()) == [path]


def seen(seed: int = 0) -> xr.Dataset:
    """A recording that holds appearances: the first picture shown plainly, the second mirrored, the last nobody."""
    found = list(contract.frames(sample(seed)))
    values = np.random.default_rng(seed).integers(-127, 128, (len(found), 2, 5)).astype(float)
    values[np.arange(len(found)), [1, 0, 1, 0]] = np.nan
    frames = [replace(f, appearance=values[i]) for i, f in enumerate(found[:-1])]
    return contract.build([*frames, found[-1]], dict(ATTRIBUTES))


def test_appearances_come_back_from_frames_and_from_the_file_to_the_bit(tmp_path: Path) -> None:
    recording = seen()
    xr.testing.assert_identical(contract.build(list(contract.frames(recording)), dict(ATTRIBUTES)), recording)
    write_recording(recording, tmp_path / "seen.nc")
    again = read_recording(tmp_path / "seen.nc")
    np.testing.assert_array_equal(again["appearance"].values, recording["appearance"].values)
    assert list(contract.frames(again))[-1].appearance is None


def test_in_the_mirror_the_views_change_places() -> None:
    recording = seen(1)
    mirrored = contract.mirror(recording)
    np.testing.assert_array_equal(mirrored["appearance"].values, recording["appearance"].values[:, ::-1])
    np.testing.assert_array_equal(contract.mirror(mirrored)["appearance"].values, recording["appearance"].values)


def test_appearances_of_other_dimensions_are_a_breach() -> None:
    recording = seen(2)
    turned = recording.assign(appearance=recording["appearance"].transpose("view", "time", "component"))
    assert any("'appearance'" in breach for breach in contract.breaches(turned))
    assert any("'view'" in breach for breach in contract.breaches(recording.assign_coords(view=["a", "b"])))
    assert contract.breaches(recording) == []


def test_every_breach_is_reported_at_once() -> None:
    broken = sample().drop_vars(["world", "score"]).assign_coords(time=[0.0, 0.0, 1.0, 2.0])
    del broken.attrs["sha256"]
    with pytest.raises(ContractError) as caught:
        contract.validate(broken)
    for part in ("'world'", "'score'", "'sha256'", "strictly increasing"):
        assert part in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"not a file of numbers", b"\x89HDF\r\n\x1a\n" + b"\0" * 50])
def test_what_is_no_recording_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.nc"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"x\.nc cannot be read as a recording"):
        read_recording(path)


def test_another_netcdf_file_is_refused_by_the_contract(tmp_path: Path) -> None:
    path = tmp_path / "other.nc"
    xr.Dataset({"a": ("t", [1.0])}).to_netcdf(path, engine="h5netcdf")
    with pytest.raises(InputError, match="not a recording of Inturn"):
        read_recording(path)


def test_missing_file_and_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no file"):
        read_recording(tmp_path / "none.nc")
    with pytest.raises(OutputError, match="Choose another folder"):
        write_recording(sample(), tmp_path / "missing" / "a.nc")
