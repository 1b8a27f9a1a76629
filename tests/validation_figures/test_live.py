"""Trouble on the way, and pictures as the live page sends them."""

import numpy as np
import pytest
import xarray as xr

from validation.figures.live import LiveTrial, Trouble, disturbed, figures, headline
from validation.figures.live_keypoints import through_jpeg
from validation.figures.truth import TrueTrial, Truth
from validation.live_clips import errors_of, rows_of


def recording(pictures: int = 3000, rate: float = 30.0) -> xr.Dataset:
    time = np.arange(pictures) / rate
    return xr.Dataset({"number": ("time", np.arange(pictures))}, coords={"time": time}, attrs={"frames": pictures})


def test_no_trouble_changes_nothing() -> None:
    given = recording(100)
    got = disturbed(given, Trouble(0.0, 0.0, 0.4, 0.0), np.random.default_rng(0))
    assert np.allclose(got["time"].values, given["time"].values)
    assert got["number"].values.tolist() == given["number"].values.tolist()


def test_a_tenth_is_dropped_and_times_shake_by_their_sd() -> None:
    got = disturbed(recording(), Trouble(0.1, 0.0, 0.4, 0.008), np.random.default_rng(1))
    assert got.sizes["time"] / 3000 == pytest.approx(0.9, abs=0.02)
    assert got.attrs["frames"] == got.sizes["time"]
    shaken = np.diff(got["time"].values - got["number"].values / 30.0)
    assert np.std(shaken) == pytest.approx(np.sqrt(2) * 0.008, rel=0.15)
    assert got["number"].values[0] == 0


def test_bursts_leave_gaps_of_their_length() -> None:
    got = disturbed(recording(), Trouble(0.0, 0.1, 0.4, 0.0), np.random.default_rng(2))
    gaps = np.diff(got["time"].values)
    assert np.sum(gaps > 0.35) >= 4
    assert np.percentile(gaps, 90) < 0.04


def test_times_always_rise() -> None:
    got = disturbed(recording(rate=200.0), Trouble(0.0, 0.0, 0.0, 0.02), np.random.default_rng(3))
    assert np.all(np.diff(got["time"].values) > 0)


def test_live_figures() -> None:
    trials = [LiveTrial("f", "a", 20.0, 22.0), LiveTrial("f", "a", 20.0, None), LiveTrial("g", "b", 5.0, None)]
    got = figures(trials, 1)
    said = {key: v if isinstance(v, int) else v.value for key, v in got.items()}
    assert said == {"mae": 2.0, "bias": 2.0, "p95": 2.0, "found": 50.0, "extra": 1}


def true_trial(side: str, degrees: float) -> TrueTrial:
    given = dict.fromkeys(TrueTrial.model_fields, 0.0)
    return TrueTrial.model_validate(
        given | {"side": side, "rotation_deg": degrees, "reached_stick": None, "cheats": ()}
    )


def test_a_clip_is_judged_side_by_side_and_a_missed_trial_misses_its_side() -> None:
    true = (true_trial("left", 20.0), true_trial("left", 24.0), true_trial("right", 30.0))
    truth = Truth(
        name="c", seed=0, person="p", motion=None, movement="test", negative=False, conditions={}, trials=true
    )
    read = [LiveTrial("c", "p", t.rotation_deg, t.rotation_deg + 3.0) for t in true]
    rows = rows_of(truth, read, {"left": 21.0})
    assert [(r["side"], r["true"], r["live"], r["trials"]) for r in rows] == [
        ("left", 22.0, 25.0, 2),
        ("right", 30.0, 33.0, 1),
    ]
    assert errors_of(rows, "live") == {"mean": 3.0, "largest": 3.0, "missed": 0}
    assert errors_of(rows, "smoothed") == {"mean": 1.0, "largest": 1.0, "missed": 1}
    lost = rows_of(truth, [*read[:1], LiveTrial("c", "p", 24.0, None), *read[2:]], {})
    assert errors_of(lost, "live")["missed"] == 1


def test_only_jpeg_pictures_with_trouble_stand_against_the_bar() -> None:
    whole = {"live": {"full": {"drops and jitter": {"mae": {}}}}}
    assert headline(None) == headline(whole) == {}


@pytest.mark.parametrize(("shape", "expected"), [((1280, 720), (640, 360)), ((480, 640), (480, 640))])
def test_pictures_are_640_long_and_come_out_nearly_as_they_went_in(
    shape: tuple[int, int], expected: tuple[int, int]
) -> None:
    rows, columns = np.mgrid[: shape[0], : shape[1]]
    picture = np.stack([rows % 256 // 4 + 80, columns * 200 // shape[1], np.full(shape, 30)], axis=-1).astype(np.uint8)
    got = through_jpeg(picture)
    assert got.shape == (*expected, 3)
    assert abs(float(got[..., 2].mean()) - 30) < 2
    assert abs(float(got[..., 1].mean()) - float(picture[..., 1].mean())) < 2
