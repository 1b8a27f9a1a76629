"""Colours keep WCAG 2.2 AA in both themes."""

from collections.abc import Mapping

import pytest

from inturn.report.palette import DARK, LIGHT, chart_rules, contrast, fixed_chart_rules

TEXT = [
    *((name, ground) for name in ("ink", "muted", "link") for ground in ("page", "card")),
    *((name, "card") for name in ("left", "right", "target", "alarm", "pain", "calm")),
    *((name, "doubt-ground") for name in ("muted", "left", "right", "ink", "target")),
    *((kind, f"{kind}-ground") for kind in ("calm", "work", "doubt", "alarm")),
    ("ink", "alarm-ground"),
]
MARKS = [("left", "card"), ("right", "card"), ("target", "card"), ("strong-line", "card"), ("link", "page")]


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1.0)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)  # the well-known lightest AA grey on white


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("name", "ground"), TEXT)
def test_text_can_be_read(palette: Mapping[str, str], name: str, ground: str) -> None:
    assert contrast(palette[name], palette[ground]) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("name", "ground"), MARKS)
def test_marks_can_be_seen(palette: Mapping[str, str], name: str, ground: str) -> None:
    assert contrast(palette[name], palette[ground]) >= 3.0


def test_both_themes_have_the_same_colours() -> None:
    assert set(LIGHT) == set(DARK)


def test_rules_for_a_page_hold_no_fixed_colour_and_those_for_paper_no_variable() -> None:
    assert "#" not in chart_rules()
    assert "var(" not in fixed_chart_rules("Any")
