"""The terminal summary."""

import pytest

from inturn.report.text import summary
from inturn.report.words.verdict import verdict_sentence
from tests.unit.report import samples
from tests.unit.report.samples import SAMPLES


@pytest.mark.parametrize("name", [n for n in SAMPLES if n not in ("longest", "hostile")])
def test_it_holds_verdict_sides_stick_and_next_and_fits_a_terminal(name: str) -> None:
    result = SAMPLES[name]()
    text = summary(result, ["out/report.html"])
    assert " ".join(verdict_sentence(result).split()) in " ".join(text.split())
    for part in ("  left ", "  right ", "stick", "Next step", "out/report.html", "Go to an emergency department now"):
        assert part in text
    assert max(len(line) for line in text.splitlines()) <= 90


def test_values_stand_with_their_interval_and_trials() -> None:
    assert "left   15.6° (95 % 11.9 to 19.2°)  Limited, 3 trials" in summary(samples.limited_left())
    assert "right  no value  Not tested" in summary(samples.one_side_only())


def test_warnings_are_shown() -> None:
    assert "- The body moved in all trials of the left side." in summary(samples.body_moved())
    assert "Warnings" not in summary(samples.limited_left())
