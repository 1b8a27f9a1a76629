"""The committed few: no figure may worsen beyond its noise, and the check itself must be able to fail."""

from collections.abc import Sequence

import numpy as np
import pytest

from tests.validation_figures.made_up import film, trial
from validation.figures import ci
from validation.figures.columns import Column
from validation.figures.freeze import read
from validation.figures.rows import FilmRow
from validation.people.seeds import REPORT


@pytest.fixture(scope="module")
def rows() -> list[FilmRow]:
    return ci.measure()


def shifted(rows: Sequence[FilmRow], degrees: float) -> list[FilmRow]:
    """The same rows with every value off by so much."""
    return [
        r.model_copy(
            update={
                "trials": tuple(
                    t if t.value is None else t.model_copy(update={"value": t.value + degrees}) for t in r.trials
                )
            }
        )
        for r in rows
    ]


def test_the_subset_is_small_of_report_people_and_has_negatives() -> None:
    size = sum(p.stat().st_size for p in ci.FOLDER.rglob("*") if p.is_file())
    assert size <= ci.LARGEST_BYTES
    assert not list(ci.FOLDER.rglob("*.mp4"))


def test_no_figure_worsens_beyond_its_noise(rows: list[FilmRow]) -> None:
    frozen = read("ci")
    assert frozen is not None
    assert [r.name for r in rows] == frozen["films"]
    assert all(r.seed in REPORT for r in rows)
    assert sum(r.negative for r in rows) >= 1
    assert sum(not r.negative for r in rows) >= 6
    assert ci.worsened(ci.kept(), ci.figures(rows)) == []


def test_negatives_still_give_no_verdict(rows: list[FilmRow]) -> None:
    assert [r.name for r in rows if r.negative and r.verdict not in (None, "unreadable")] == []


@pytest.mark.parametrize("degrees", [5.0, -5.0])
def test_five_degrees_of_error_are_noticed(rows: list[FilmRow], degrees: float) -> None:
    assert ci.worsened(ci.figures(rows), ci.figures(shifted(rows, degrees)))


def test_the_same_again_is_not_worse(rows: list[FilmRow]) -> None:
    assert ci.worsened(ci.figures(rows), ci.figures(rows)) == []


def made_up(errors: Sequence[float], found: int = 4) -> dict[str, Column]:
    rows = [film(n, [trial(20, 20 + e if k < found else None) for k in range(4)]) for n, e in enumerate(errors)]
    return ci.figures(rows)


def test_worse_for_all_is_worse_and_worse_for_one_is_noise() -> None:
    was = made_up([1.0, -1.0, 2.0, -2.0, 1.0, -1.0, 3.0, -3.0])
    for_all = made_up([1.5, -1.5, 2.5, -2.5, 1.5, -1.5, 3.5, -3.5])
    for_one = made_up([1.0, -1.0, 2.0, -2.0, 1.0, -1.0, 3.0, -4.0])
    assert any("trial_mae" in w for w in ci.worsened(was, for_all))
    assert not ci.worsened(was, for_one)
    assert not ci.worsened(for_all, was)


def test_a_sure_shift_that_makes_the_bias_larger_is_noticed_whatever_the_spread() -> None:
    spread = [8.0, -8.0, 5.0, -5.0, 3.0, -3.0, 1.0]
    assert any("trial_bias" in w for w in ci.worsened(made_up(spread), made_up([e + 2.0 for e in spread])))
    assert not ci.worsened(made_up([e + 2.0 for e in spread]), made_up(spread))


def test_lost_trials_are_noticed_even_where_all_were_found_before() -> None:
    was, now = made_up([1.0, -1.0, 1.0, -1.0]), made_up([1.0, -1.0, 1.0, -1.0], found=3)
    assert any("trials_found" in w for w in ci.worsened(was, now))
    assert any("can no longer be said" in w for w in ci.worsened(was, made_up([1.0] * 4, found=0)))


def test_rounding_keeps_its_digits() -> None:
    import xarray as xr

    values = np.array([1079.123, 0.017, -3.3, np.nan, 0.0], dtype=np.float32)
    given = xr.Dataset({name: ("x", values) for name in ci.DIGITS})
    got = ci.rounded(given)
    for name, digits in ci.DIGITS.items():
        assert got[name].dtype == np.float32
        assert np.isnan(got[name].values[3])
        assert np.nanmax(np.abs(got[name].values[:3] / values[:3] - 1)) <= 2.0**-digits
