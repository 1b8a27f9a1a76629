"""Seeds for fitting, tuning and reporting never mix."""

import os
import subprocess
import sys

import pytest

from validation.people.__main__ import ROOT, seed_range
from validation.people.seeds import (
    FIT,
    FITTED,
    REPORT,
    SECOND,
    SECOND_FIT,
    SECOND_REPORT,
    SECOND_TUNE,
    TUNE,
    TUNED,
    purpose,
)


@pytest.mark.parametrize(
    ("seed", "name"),
    [
        (0, "fit"),
        (9_999, "fit"),
        (10_000, "tune"),
        (19_999, "tune"),
        (20_000, "report"),
        (29_999, "report"),
        (30_000, "second-tune"),
        (30_999, "second-tune"),
        (31_000, "second-report"),
        (31_999, "second-report"),
        (32_000, "second-fit"),
        (32_999, "second-fit"),
    ],
)
def test_each_seed_has_one_purpose(seed: int, name: str) -> None:
    assert purpose(seed) == name


def test_a_seed_outside_says_which_there_are() -> None:
    with pytest.raises(ValueError, match="fit 0-9999, tune 10000-19999, report"):
        purpose(-1)


def test_nobody_who_is_reported_on_is_learnt_or_tuned_from() -> None:
    learnt_from = {seed for seed in range(40_000) if _purpose_or_none(seed) in (*FITTED, *TUNED)}
    assert learnt_from == {*FIT, *TUNE, *SECOND_FIT, *SECOND_TUNE}
    assert not learnt_from & {*REPORT, *SECOND_REPORT}
    assert not set(REPORT) & set(SECOND)


def _purpose_or_none(seed: int) -> str | None:
    try:
        return purpose(seed)
    except ValueError:
        return None


def test_ranges_include_both_ends() -> None:
    assert list(seed_range("3-5")) == [3, 4, 5]
    assert list(seed_range("7")) == [7]


def test_a_seed_gives_the_same_test_in_every_run() -> None:
    asked = (
        "import numpy as np; from validation.people.casting import random_style; "
        "from validation.people.random_test import random_test; "
        "rngs = [np.random.default_rng(s) for s in range(60)]; "
        "print([random_test(r, random_style(r)) for r in rngs])"
    )
    # names are hashed differently from run to run
    told = [
        subprocess.run(
            [sys.executable, "-c", asked],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "3")
    ]
    assert len(told[0]) > 10_000
    assert told[0] == told[1] == told[2]
