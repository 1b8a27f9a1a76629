"""Videos come out upright, with square pixels, the right colours and their real times."""

from collections.abc import Iterator
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from inturn.errors import InputError
from inturn.sources.video import iterate_frames, probe
from inturn.sources.video.decode import DecodeLog, pictures
from tests.unit.sources.clips import MATRICES, WHITE, Image, corner_names, corners, turn, write

TURNED = {0: "rgbw", 90: "brwg", 180: "wbgr", 270: "gwrb"}


@pytest.mark.parametrize("degrees", MATRICES)
def test_rotation_metadata_is_applied(tmp_path: Path, degrees: int) -> None:
    clip = turn(write(tmp_path / "clip.mp4", [corners()] * 3), MATRICES[degrees])
    size = (64, 96) if degrees in (90, 270) else (96, 64)
    info = probe(clip)
    assert (info.width, info.height) == size
    for _, picture in iterate_frames(clip):
        assert picture.shape == (size[1], size[0], 3)
        assert picture.flags.c_contiguous
        assert corner_names(picture) == TURNED[degrees]


@pytest.mark.parametrize(
    ("matrix", "seen"),
    [((-1, 0, 0, 1), "grwb"), ((1, 0, 0, -1), "bwrg"), ((0, 1, 1, 0), "rbgw"), ((0, -1, -1, 0), "wgbr")],
)
def test_mirroring_metadata_is_applied(tmp_path: Path, matrix: tuple[int, int, int, int], seen: str) -> None:
    clip = turn(write(tmp_path / "clip.mp4", [corners()] * 2), matrix)
    assert {corner_names(picture) for _, picture in iterate_frames(clip)} == {seen}


@pytest.mark.parametrize(("aspect", "size"), [(Fraction(4, 3), (128, 64)), (Fraction(1, 2), (96, 128))])
@pytest.mark.parametrize("degrees", [0, 90])
def test_pixels_become_square(tmp_path: Path, aspect: Fraction, size: tuple[int, int], degrees: int) -> None:
    clip = turn(write(tmp_path / "clip.mp4", [corners()] * 2, aspect=aspect), MATRICES[degrees])
    if degrees == 90:
        size = size[1], size[0]
    info = probe(clip)
    picture = next(iterate_frames(clip)).rgb
    assert (info.width, info.height) == size == (picture.shape[1], picture.shape[0])
    assert corner_names(picture) == TURNED[degrees]


def test_ten_bit_video_is_read(tmp_path: Path) -> None:
    clip = write(tmp_path / "clip.mp4", [corners()] * 2, pix_fmt="yuv420p10le")
    assert probe(clip).bits == 10
    assert corner_names(next(iterate_frames(clip)).rgb) == "rgbw"


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_times_of_a_variable_rate_are_the_real_ones(tmp_path: Path, suffix: str) -> None:
    times = [0.0, 0.1, 0.13, 0.5, 1.0]
    clip = write(tmp_path / f"clip{suffix}", [corners()] * 5, times=times)
    assert [p.time_s for p in iterate_frames(clip)] == pytest.approx(times, abs=1e-3)


def test_a_stream_without_times_gets_steady_ones(tmp_path: Path) -> None:
    clip = write(tmp_path / "clip.h264", [corners()] * 5)
    log = DecodeLog()
    times = [p.time_s for p in pictures(clip, None, log)]
    assert times == pytest.approx(np.arange(5) / log.fps)
    assert log.mended_times == 5


def test_fast_video_is_thinned_out(tmp_path: Path) -> None:
    clip = write(tmp_path / "clip.mp4", [corners()] * 120, fps=240)
    log = DecodeLog()
    times = [p.time_s for p in pictures(clip, None, log)]
    assert times == pytest.approx(np.arange(30) / 60)
    assert (log.decoded, log.skipped) == (120, 90)


@pytest.mark.parametrize("degrees", [0, 90])
def test_large_pictures_are_delivered_smaller_with_their_scale(tmp_path: Path, degrees: int) -> None:
    clip = turn(write(tmp_path / "clip.mp4", [corners(3840, 2160)]), MATRICES[degrees])
    log = DecodeLog()
    (picture,) = list(pictures(clip, 1280, log))
    width, height = (1280, 720) if degrees == 0 else (720, 1280)
    assert picture.rgb.shape == (height, width, 3)
    assert log.upright is not None
    assert log.upright.scale == (3.0, 3.0)
    assert corner_names(picture.rgb) == TURNED[degrees]


def test_a_dot_keeps_its_place_when_scaled(tmp_path: Path) -> None:
    big = np.zeros((1440, 2560, 3), np.uint8)
    big[700:740, 1500:1540] = WHITE
    clip = write(tmp_path / "clip.mp4", [big])
    log = DecodeLog()
    (picture,) = list(pictures(clip, 1280, log))
    y, x = np.nonzero(picture.rgb[:, :, 1] > 120)
    assert log.upright is not None
    assert (x.mean() + 0.5) * log.upright.scale[0] == pytest.approx(1520, abs=1)
    assert (y.mean() + 0.5) * log.upright.scale[1] == pytest.approx(720, abs=1)


def noise(n: int) -> list[Image]:
    generator = np.random.default_rng(1)
    return [generator.integers(0, 255, (64, 96, 3), dtype=np.uint8) for _ in range(n)]


@pytest.mark.parametrize(("name", "options"), [("a.mp4", {"movflags": "faststart"}), ("a.mkv", {})])
def test_of_a_truncated_video_the_rest_is_read(tmp_path: Path, name: str, options: dict[str, str]) -> None:
    clip = write(tmp_path / name, noise(40), **options)
    clip.write_bytes(clip.read_bytes()[: clip.stat().st_size // 2])
    log = DecodeLog()
    assert 10 < len(list(pictures(clip, None, log))) < 30
    assert log.claimed_s == pytest.approx(40 / 30, abs=0.05)
    assert log.last_s < 1.0


def test_damage_inside_a_video_is_counted_and_passed_over(tmp_path: Path) -> None:
    clip = write(tmp_path / "clip.mp4", noise(40), movflags="faststart")
    data = bytearray(clip.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 20_000] = np.random.default_rng(2).bytes(20_000)
    clip.write_bytes(data)
    log = DecodeLog()
    times = [p.time_s for p in pictures(clip, None, log)]
    assert log.damaged > 0
    assert times[-1] == pytest.approx(39 / 30, abs=0.01)
    assert len(times) > 25


def test_reading_may_stop_early(tmp_path: Path) -> None:
    clip = write(tmp_path / "clip.mp4", [corners()] * 100)
    with closing(pictures(clip, None, DecodeLog())) as video:
        assert next(video).time_s == 0.0


def test_an_error_of_the_decoding_thread_reaches_the_reader(tmp_path: Path) -> None:
    video: Iterator[object] = pictures(tmp_path / "nothing.mp4", None, DecodeLog())
    with pytest.raises(InputError, match="no file"):
        next(video)


def test_odd_file_names(tmp_path: Path) -> None:
    for name in ("a %03d b.mp4", "ümlaut & 'quote'.mp4", "http:x.mp4", "-dash.mp4", "two\nlines.mp4"):
        assert probe(write(tmp_path / "plain.mp4", [corners()]).rename(tmp_path / name)).frames == 1
