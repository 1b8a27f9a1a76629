"""Keypoints that a network found in rendered films of exercises: whole, and nothing is counted that was not done."""

import pytest

from inturn.programme.coach_file import load_coach
from validation.coach_parts.cost import KEPT as FOLDER
from validation.coach_parts.cost import kept_sets
from validation.coach_parts.rows import rows_of
from validation.coach_parts.sets import RenderedSet

KEPT = kept_sets()


def test_there_are_kept_sets_and_they_are_small() -> None:
    assert KEPT
    assert sum(p.stat().st_size for p in FOLDER.rglob("*.nc")) < 600_000


@pytest.mark.parametrize("one", KEPT, ids=lambda one: one.name)
def test_nothing_is_counted_that_was_not_done(one: RenderedSet) -> None:
    (row,) = rows_of(one.truth, one.frames(), load_coach())
    assert row.extra == []
    assert row.found_count == row.true_count
    assert not any(v.said for v in row.verdicts)  # clean sets
    assert row.seen_view == one.truth.view
    assert row.guessed == []
