"""A result set beside a truth made from it: what agrees is found, what does not is told."""

from pathlib import Path

import numpy as np
import pytest

import validation.__main__ as command
from inturn.programme.standing_test import load_standing_test
from inturn.report.document import Result
from tests.unit.report.samples import SAMPLES
from tests.validation_figures.test_truth import true_trial
from validation.figures import ablation, page
from validation.figures.measure import compare, measure_film
from validation.figures.truth import Truth

RULES = load_standing_test()


def truth_of(result: Result, off: float) -> Truth:
    """A truth in which every trial of the result is `off` degrees less than said."""
    trials = tuple(
        true_trial(
            side,
            t.rotation.degrees - off,
            start_s=t.start_s,
            hold_start_s=t.peak_s - 0.4,
            hold_end_s=t.peak_s + 0.4,
            end_s=t.end_s,
        )
        for side in ("left", "right")
        for t in result.side(side).trials
        if t.rotation is not None
    )
    return Truth(
        name="person_020001", seed=20001, person="20001", motion=None, movement="test", negative=False, conditions={},
        trials=trials,
    )  # fmt: skip


@pytest.fixture
def result() -> Result:
    return SAMPLES["likely_sufficient"]()


def test_a_result_that_agrees(result: Result) -> None:
    row = compare(truth_of(result, 1.5), result, RULES)
    assert row.trials
    assert row.extra == 0
    assert [t.error for t in row.trials if t.counts] == pytest.approx([1.5] * sum(t.counts for t in row.trials))
    for side in row.sides:
        assert side.value is not None
        assert side.true == pytest.approx(side.value - 1.5, abs=0.2)
    assert row.difference is not None
    assert row.difference.value - row.difference.true == pytest.approx(0.0, abs=0.2)
    assert row.verdict == result.verdict


def test_a_trial_that_never_was_is_extra_and_one_on_the_other_side_is_wrong(result: Result) -> None:
    truth = truth_of(result, 0.0)
    fewer = truth.model_copy(update={"trials": truth.trials[1:]})
    assert compare(fewer, result, RULES).extra == 1
    assert compare(fewer, result, RULES).extra_sides == (truth.trials[0].side,)
    first = truth.trials[0]
    other = first.model_copy(update={"side": "right" if first.side == "left" else "left"})
    row = compare(truth.model_copy(update={"trials": (other, *truth.trials[1:])}), result, RULES)
    assert row.trials[0].wrong_side
    assert not row.trials[0].found
    assert row.extra == 1


def test_a_refusal_is_a_row_with_every_trial_missed(result: Result) -> None:
    import xarray as xr

    from tests.validation_figures.test_ci import ci

    name = next(iter(sorted((ci.FOLDER / "keypoints").glob("*.nc"))))
    nobody = xr.load_dataset(name, engine="h5netcdf")
    nobody["pixel"].values[:] = np.nan
    nobody["score"].values[:] = 0.0
    row = measure_film(truth_of(result, 0.0), nobody, RULES)
    assert row.refused is not None
    assert "No person" in row.refused
    assert not any(t.found for t in row.trials)
    assert row.true_verdict is not None


def test_ablation_tells_the_readings_apart() -> None:
    rows = [
        {
            "clip": f"c{i % 3}",
            "truth": 20.0,
            "picture": 24.0,
            "smoother": 21.0 if i else float("nan"),
            "smoother sd": 1.0,
        }
        for i in range(6)
    ]
    rows = [dict.fromkeys(ablation.READINGS, float("nan")) | r for r in rows]
    found = ablation.figures(rows)
    assert set(found) == {"picture", "smoother"}
    assert (found["picture"]["mae"]["value"], found["smoother"]["mae"]["value"]) == (4.0, 1.0)
    assert (found["picture"]["unread"], found["smoother"]["unread"]) == (0, 1)
    assert found["smoother"]["covered_by_own_sd"] == 100.0


def test_without_a_bench_one_sentence_says_how_to_make_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written: list[int] = []
    monkeypatch.setattr(page, "write", lambda: written.append(1))
    parts = ["--no-clips", "--no-programme", "--no-coach", "--no-markers"]
    monkeypatch.setattr("sys.argv", ["validation", *parts, "--bench", str(tmp_path)])
    command.main()
    said = capsys.readouterr().out
    assert "validation.people make" in said
    assert "hours" in said
    assert written == [1]
