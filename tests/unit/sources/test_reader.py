"""A video becomes a valid recording that says where it comes from and what was odd."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from numpy.testing import assert_array_equal

from inturn.motion.recording import build, validate
from inturn.motion.recording import mirror as mirror_recording
from inturn.sources.video import Picture, PoseTracker, iterate_frames, probe, read_video
from inturn.sources.video.decode import DecodeLog
from inturn.sources.video.models import model_file
from inturn.sources.video.remarks import remarks
from tests.unit.sources.clips import corners, turn, write


@pytest.fixture(scope="module")
def recording(person: Path) -> xr.Dataset:
    return read_video(person, "lite")


def codes(recording: xr.Dataset) -> list[str]:
    return [w["code"] for w in json.loads(recording.attrs["warnings"])]


def test_it_is_a_recording_that_names_its_origin(person: Path, recording: xr.Dataset) -> None:
    validate(recording)
    a = recording.attrs
    assert a["source_kind"] == "video"
    assert a["file"] == "person.mp4"
    assert a["sha256"] == hashlib.sha256(person.read_bytes()).hexdigest()
    assert (a["width"], a["height"], a["frames"], a["mirrored"]) == (480, 854, 60, 0)
    assert (a["network"], a["precision"]) == ("lite", "f32")
    assert a["network_sha256"] == hashlib.sha256(model_file("lite").path.read_bytes()).hexdigest()
    assert a["fps"] == pytest.approx(30)
    assert a["duration_s"] == pytest.approx(2.0)
    assert codes(recording) == []


def test_two_runs_are_equal_to_the_bit_and_tell_how_far_they_are(person: Path, recording: xr.Dataset) -> None:
    calls: list[tuple[int, int | None]] = []
    again = read_video(person, "lite", progress=lambda done, total: calls.append((done, total)))
    xr.testing.assert_identical(recording, again)
    assert calls == [*((i + 1, 60) for i in range(60)), (60, 60)]


def test_it_equals_the_tracker_fed_picture_by_picture(recording: xr.Dataset, person_pictures: list[Picture]) -> None:
    tracker = PoseTracker("lite")
    frames = [tracker.step(rgb, time_s) for time_s, rgb in person_pictures]
    again = build(frames, {k: v for k, v in recording.attrs.items() if k != "schema"})
    xr.testing.assert_identical(recording, again)


def test_mirrored_is_the_mirror_of_the_recording(person: Path, recording: xr.Dataset) -> None:
    xr.testing.assert_identical(read_video(person, "lite", mirrored=True), mirror_recording(recording))


def test_pictures_for_the_overlay_have_the_times_and_scale_of_the_recording(
    person: Path, recording: xr.Dataset
) -> None:
    pictures = list(iterate_frames(person))
    times = [p.time_s for p in pictures]
    assert_array_equal(times, recording.time.values)
    assert {p.rgb.shape[:2] for p in pictures} == {(recording.attrs["height"], recording.attrs["width"])}


def test_a_large_turned_video_gives_keypoints_in_its_own_pixels(tmp_path: Path, person_pictures: list[Picture]) -> None:
    import cv2

    rgb = person_pictures[0].rgb
    large = cv2.resize(rgb, (1440, 2562), interpolation=cv2.INTER_CUBIC)
    stored = np.ascontiguousarray(np.rot90(large, 1))  # lies on its side, to be turned clockwise
    # colours in full, so that the size is all that differs
    clip = turn(write(tmp_path / "clip.mp4", [stored], pix_fmt="yuv444p"), (0, 1, -1, 0))
    found = read_video(clip, "full")
    assert (found.attrs["width"], found.attrs["height"]) == (1440, 2562) == (probe(clip).width, probe(clip).height)
    plain = PoseTracker("full").step(rgb, 0.0)
    apart = np.hypot(*(found.pixel.values[0] / 3 - plain.pixel.T))
    assert np.median(apart) < 2.5
    assert apart.max() < 6
    assert np.median(found.pixel_variance.values[0][0] / plain.variance[:, 0]) == pytest.approx(9, rel=0.15)


def test_a_video_without_a_person_is_a_recording_of_nobody(tmp_path: Path) -> None:
    found = read_video(write(tmp_path / "clip.mp4", [corners(320, 240)] * 4), "lite")
    assert found.person.values.tolist() == [-1] * 4
    assert np.isnan(found.pixel.values).all()
    assert codes(found) == []


def test_a_single_picture_has_a_duration(tmp_path: Path, person_pictures: list[Picture]) -> None:
    found = read_video(write(tmp_path / "clip.mp4", [person_pictures[0].rgb], fps=25), "lite")
    assert found.sizes["time"] == 1
    assert found.attrs["duration_s"] == pytest.approx(0.04)


def test_a_fast_video_is_thinned_and_says_so(tmp_path: Path) -> None:
    found = read_video(write(tmp_path / "clip.mp4", [corners(320, 240)] * 24, fps=240), "lite")
    assert found.attrs["frames"] == 24
    assert found.sizes["time"] == 6
    assert found.attrs["fps"] == pytest.approx(240)
    assert codes(found) == ["thinned"]


@pytest.mark.parametrize(("pictures", "measured"), [(450, 450), (480, 240)])
def test_every_picture_of_15_seconds_is_measured_and_every_second_one_of_16(
    tmp_path: Path, pictures: int, measured: int
) -> None:
    found = read_video(write(tmp_path / "clip.mp4", [corners(64, 48)] * pictures, fps=30), "lite")
    assert (found.attrs["frames"], found.sizes["time"]) == (pictures, measured)
    assert codes(found) == []


def test_a_truncated_video_is_measured_with_a_warning(tmp_path: Path, person: Path) -> None:
    pictures = [p.rgb[:852:2, ::2] for p in iterate_frames(person)] * 2
    clip = write(tmp_path / "clip.mp4", pictures, movflags="faststart")
    clip.write_bytes(clip.read_bytes()[: clip.stat().st_size // 2])
    found = read_video(clip, "lite")
    assert 20 < found.sizes["time"] < 100
    assert "truncated" in codes(found)


def log(**values: object) -> DecodeLog:
    made = DecodeLog(fps=30.0, claimed_s=10.0, decoded=300, last_s=299 / 30)
    for name, value in values.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize(
    ("what", "code", "text"),
    [
        ({"damaged": 3}, "damaged", "damaged in 3 places"),
        ({"damaged": 1}, "damaged", "damaged in one place,"),
        ({"last_s": 4.0}, "truncated", "breaks off after 4.0 s, it should last 10.0 s"),
        ({"mended_times": 7}, "times_mended", "7 of 300 pictures"),
        ({"skipped": 225, "fps": 120.0}, "thinned", "75 of 300 pictures"),
    ],
)
def test_remarks_about_the_video(what: dict[str, object], code: str, text: str) -> None:
    (remark,) = remarks([], log(**what))
    assert remark["code"] == code
    assert text in remark["text"]


def test_a_good_video_needs_no_remark() -> None:
    assert remarks([], log()) == []


def test_remarks_about_people(person_pictures: list[Picture]) -> None:
    from dataclasses import replace

    from inturn.motion.recording import nobody

    one = PoseTracker("lite").step(person_pictures[0].rgb, 0.0)
    frames = [one, replace(one, time_s=0.04, persons_seen=2), nobody(0.08), replace(one, time_s=3.0, person=1)]
    frames += [replace(one, time_s=3.0 + 0.04 * k, person=1) for k in range(1, 75)]
    several, switched = remarks(frames, log())
    assert several["code"] == "several_people"
    assert "Up to 2 people were seen (first at 0.0 s)" in several["text"]
    assert switched["code"] == "person_switched"
    assert "from 3.0 s on" in switched["text"]


@pytest.mark.parametrize(("rate", "warned"), [(5.0, True), (11.0, True), (13.0, False), (30.0, False)])
def test_a_slow_camera_is_remarked_on(rate: float, *, warned: bool) -> None:
    from inturn.motion.recording import nobody

    codes = [remark["code"] for remark in remarks([nobody(k / rate) for k in range(40)], log())]
    assert ("low_frame_rate" in codes) == warned


@pytest.mark.parametrize(("moved_px", "code"), [(-400.0, "head_cut_off"), (200.0, "feet_cut_off"), (0.0, None)])
def test_parts_out_of_the_picture_are_remarked_on(
    person_pictures: list[Picture], moved_px: float, code: str | None
) -> None:
    from dataclasses import replace

    from inturn.sources.video.upright import Upright

    one = PoseTracker("lite").step(person_pictures[0].rgb, 0.0)
    moved = replace(one, pixel=one.pixel + np.array([0.0, moved_px]))
    frames = [replace(moved if k % 3 == 0 else one, time_s=k / 30) for k in range(60)]
    whole = log()
    whole.upright = Upright(False, False, False, 480, 854, 480, 854)
    assert [remark["code"] for remark in remarks(frames, whole)] == ([code] if code else [])
