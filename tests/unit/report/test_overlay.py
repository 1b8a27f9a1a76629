"""The annotated film: it plays, keeps time, holds little, and draws what the result says."""

import weakref
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from inturn.body.keypoints import INDEX, KEYPOINTS
from inturn.errors import OutputError
from inturn.motion.recording import KeypointFrame, build
from inturn.report.document import Result
from inturn.report.overlay import write_overlay
from inturn.report.overlay.draw import neutral_direction
from inturn.report.overlay.scene import scene
from inturn.report.overlay.stick import stick_columns
from inturn.report.overlay.timing import at_constant_rate, constant_rate
from tests.unit.report import samples
from tests.unit.report.curves import angles as synthetic

WIDTH, HEIGHT = 361, 641
PX_PER_M = 300.0
Image = NDArray[np.uint8]
FIGURE = (
    ("shoulder", 0.2, 150), ("elbow", 0.26, 220), ("wrist", 0.28, 290), ("hip", 0.1, 300), ("knee", 0.13, 420),
    ("ankle", 0.14, 560), ("heel", 0.15, 580), ("foot_index", 0.18, 590),
)  # fmt: skip
"""Keypoint, metres outward from the middle, picture row."""


def _points(angles: xr.Dataset, i: int) -> NDArray[np.float64]:
    """A stick figure facing the camera; the picture's column is 180 + 300 px per metre to the left of the person."""
    points = np.full((len(KEYPOINTS), 2), 50.0)
    for side, sign in (("left", 1.0), ("right", -1.0)):
        for name, y, v in FIGURE:
            points[INDEX[f"{side}_{name}"]] = (180.0 + sign * PX_PER_M * y, v)
        rotation = float(angles["rotation"].sel(side=side).values[i])
        if np.isfinite(rotation):
            knee = np.array([180.0 + sign * PX_PER_M * 0.13, 310.0])
            points[INDEX[f"{side}_knee"]] = knee
            points[INDEX[f"{side}_ankle"]] = knee + 130.0 * np.array([sign * np.sin(rotation), np.cos(rotation)])
    return points


def _recording(angles: xr.Dataset, mirrored: int = 0) -> xr.Dataset:
    k, times = len(KEYPOINTS), angles["time"].values
    frames = [
        KeypointFrame(
            float(t), _points(angles, i), np.ones((k, 3)), np.ones(k), np.ones(k), np.zeros((k, 3)), 1.0, 0, 1
        )
        for i, t in enumerate(times)
    ]
    attributes: dict[str, object] = dict.fromkeys(
        ("source_kind", "file", "sha256", "network", "network_sha256", "precision", "made_by"), "x"
    )
    numbers = {"width": WIDTH, "height": HEIGHT, "fps": 10.0, "frames": times.size, "duration_s": 1.0}
    return build(frames, attributes | numbers | {"mirrored": mirrored})


def _pictures(times: NDArray[np.float64]) -> Iterator[tuple[float, Image]]:
    for t in times:
        picture = np.full((HEIGHT, WIDTH, 3), 90, dtype=np.uint8)
        picture[:, :40] = 250
        yield float(t), picture


def _film(path: Path, result: Result, mirrored: int = 0) -> tuple[list[Image], float, Fraction]:
    import av

    angles = synthetic(result, fps=10.0)
    write_overlay(path, _pictures(angles["time"].values), _recording(angles, mirrored), angles, result)
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        assert stream.codec_context.name == "h264"
        assert stream.codec_context.pix_fmt == "yuv420p"
        rate = stream.average_rate
        assert rate is not None
        pictures = [f.to_ndarray(format="rgb24") for f in film.decode(video=0)]
        return pictures, float(film.duration or 0) / 1e6, rate


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Image], float, Fraction]:
    path = tmp_path_factory.mktemp("film") / "annotated.mp4"
    return path, *_film(path, samples.body_moved())


def test_it_plays_and_keeps_time(moved: tuple[Path, list[Image], float, Fraction]) -> None:
    _, pictures, duration, rate = moved
    times = synthetic(samples.body_moved(), fps=10.0)["time"].values
    assert rate == 10
    assert len(pictures) == times.size
    assert duration == pytest.approx(times[-1] - times[0] + 0.1, abs=0.02)
    height, width = pictures[0].shape[:2]
    assert (width % 2, height % 2) == (0, 0)
    assert (width, height) == (360, 640)


def test_a_browser_can_start_at_once(moved: tuple[Path, list[Image], float, Fraction]) -> None:
    data = moved[0].read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


def test_a_warning_is_a_red_band_while_its_trial_runs(moved: tuple[Path, list[Image], float, Fraction]) -> None:
    def red(picture: Image) -> float:
        band = picture[-25:].astype(int)
        return float(np.mean((band[..., 0] > 120) & (band[..., 1] < 80)))

    pictures = moved[1]
    assert red(pictures[56]) > 0.5  # left, trial 1: the pelvis rose
    assert red(pictures[5]) == 0.0  # quiet standing
    assert red(pictures[196]) == 0.0  # right, trial 1: still


def test_phases_numbers_and_values() -> None:
    result = samples.body_moved()
    angles = synthetic(result, fps=10.0)
    shown = scene(_recording(angles), angles, result)
    assert shown.at(1.0).headline == "standing"
    assert shown.at(3.4).headline == "left leg lifted"
    assert shown.at(4.3).headline == "left, trial 1: turning in"
    hold = shown.at(5.6)
    assert hold.headline == "left, trial 1: hold"
    rotation = float(np.degrees(angles["rotation"].sel(side="left").sel(time=5.6, method="nearest")))
    assert hold.number == f"{rotation:.0f}° ±4"  # 1.96 times 1.8 degrees
    assert hold.detail == "this trial: 27° (23 to 31°)"
    assert hold.warning.startswith("Body moved. ")
    assert shown.at(7.0).headline == "left, trial 1: turning back"
    assert shown.at(19.6).headline == "right, trial 1: hold"
    assert shown.at(19.6).warning == ""


def test_nobody_seen_is_said() -> None:
    result = samples.likely_sufficient()
    angles = synthetic(result, fps=10.0)
    recording = _recording(angles)
    recording["pixel"].values[:5] = np.nan
    assert scene(recording, angles, result).at(0.1).headline == "nobody seen"


def test_the_stick_stands_at_the_foots_outer_edge_or_outside_it() -> None:
    result = samples.likely_sufficient()
    angles = synthetic(result, fps=10.0)
    recording = _recording(angles)
    # foot edges lie 0.24 m to either side
    assert stick_columns(recording, angles, result) == pytest.approx({"left": 252.0, "right": 108.0}, abs=0.5)
    given = result.model_copy(update={"stick": samples.mixed_trials().stick})
    assert stick_columns(recording, angles, given) == pytest.approx({"left": 288.0, "right": 75.0}, abs=0.5)


def test_no_quiet_standing_no_stick() -> None:
    result = samples.likely_sufficient()
    angles = synthetic(result, fps=10.0)
    angles["thigh_elevation"].values[:] = 1.4
    assert stick_columns(_recording(angles), angles, result) == {"left": None, "right": None}


def test_the_arc_begins_where_the_shank_would_hang() -> None:
    assert neutral_direction("left", 60.0, 30.0) == 90.0  # heel to the picture's right: outward for the left leg
    assert neutral_direction("right", 120.0, 30.0) == 90.0


def test_a_mirrored_film_is_turned_back(tmp_path: Path) -> None:
    pictures, _, _ = _film(tmp_path / "a.mp4", samples.one_side_only(), mirrored=1)
    assert pictures[0][400, -10].mean() > 200
    assert pictures[0][400, 10].mean() < 120


def test_memory_does_not_grow_with_the_film(tmp_path: Path) -> None:
    result = samples.one_side_only()
    angles = synthetic(result, fps=10.0)
    alive: list[int] = [0, 0]

    def gone() -> None:
        alive[0] -= 1

    def counted() -> Iterator[tuple[float, Image]]:
        for time_s, picture in _pictures(angles["time"].values):
            weakref.finalize(picture, gone)
            alive[0] += 1
            alive[1] = max(alive)
            yield time_s, picture

    seen: list[tuple[int, int]] = []
    write_overlay(
        tmp_path / "a.mp4",
        counted(),
        _recording(angles),
        angles,
        result,
        lambda done, total: seen.append((done, total)),
    )
    assert 1 <= alive[1] <= 4
    assert seen[-1] == (angles["time"].size, angles["time"].size)


def test_an_unwritable_place_is_one_sentence(tmp_path: Path) -> None:
    result = samples.one_side_only()
    angles = synthetic(result, fps=10.0)
    with pytest.raises(OutputError, match="cannot be written"):
        write_overlay(tmp_path / "missing" / "a.mp4", _pictures(np.arange(3.0)), _recording(angles), angles, result)


def test_no_picture_is_one_sentence(tmp_path: Path) -> None:
    result = samples.one_side_only()
    angles = synthetic(result, fps=10.0)
    with pytest.raises(OutputError, match="gave none"):
        write_overlay(tmp_path / "a.mp4", iter(()), _recording(angles), angles, result)


@pytest.mark.parametrize(
    ("fps", "rate"),
    [(0, 25), (5, 5), (24, 24), (30, 30), (60, 30), (50, 25), (240, 30), (30000 / 1001, Fraction(30000, 1001))],
)
def test_rates(fps: float, rate: Fraction) -> None:
    assert float(constant_rate(fps)) == pytest.approx(float(rate), rel=1e-4)


@given(
    st.lists(st.floats(0.002, 0.5), min_size=1, max_size=60),
    st.sampled_from([Fraction(5), Fraction(25), Fraction(30000, 1001)]),
)
def test_each_tick_shows_the_newest_picture(steps: list[float], rate: Fraction) -> None:
    times = np.concatenate([[0.0], np.cumsum(steps)])
    blank = np.zeros((2, 2, 3), dtype=np.uint8)
    shown = [t for t, _, ticks in at_constant_rate(((float(t), blank) for t in times), rate) for _ in range(ticks)]
    tick = float(1 / rate)
    assert len(shown) == pytest.approx(times[-1] * float(rate) + 1.0, abs=0.51)
    for i, t in enumerate(shown[:-1]):
        newest = times[times <= (i + 0.5) * tick + 1e-9].max()
        assert t == pytest.approx(newest, abs=1e-9)
