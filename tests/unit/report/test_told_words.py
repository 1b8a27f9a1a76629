"""Every way in which a side can be told has a sentence of its own that says why it counts as it does."""

from itertools import product
from typing import Literal

import pytest

from inturn.report.words.told import told_sentence
from inturn.training.records import SideRecord
from inturn.training.self_test import SideTold, told_verdict


def side(reached: Literal["reached", "not_reached", "not_judged"], moved: bool | None) -> SideRecord:
    verdict = told_verdict(SideTold("left", reached, moved))
    return SideRecord("left", verdict, None, reached, moved, None, None, None)


@pytest.mark.parametrize("moved", [True, False, None])
def test_who_did_not_reach_it_is_limited_whatever_the_body_did(moved: bool | None) -> None:
    limited = side("not_reached", moved)
    assert limited.verdict == "limited"
    assert "did not come to the stick" in told_sentence(limited)


def test_what_stays_open_says_why() -> None:
    told = {told_sentence(side("reached", moved)) for moved in (True, False, None)}
    assert len(told) == 3
    assert all("came to the stick" in sentence for sentence in told)
    assert all(side("reached", moved).verdict == "borderline" for moved in (True, False, None))
    assert {told_sentence(side("not_judged", m)) for m in (True, None)} == {told_sentence(side("not_judged", False))}
    every = product(("reached", "not_reached", "not_judged"), (True, False, None))
    assert all(told_sentence(side(r, m)).endswith(".") for r, m in every)  # type: ignore[arg-type]
