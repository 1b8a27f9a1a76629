"""Pictures: every one that the programme names exists, is described, keeps to its sheet and uses no fixed colour."""

import re
import xml.etree.ElementTree as ET
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.programme.hip_internal_rotation import load_shipped_programme
from inturn.report.charts.svg import description
from inturn.report.figures.pictures import PICTURES, picture
from inturn.report.figures.setup import camera_place, camera_setup
from inturn.report.figures.sheet import polar, reach
from inturn.report.palette import chart_rules

SVG = "{http://www.w3.org/2000/svg}"


def _named() -> set[str]:
    programme = load_shipped_programme()
    steps = [s for e in programme.exercises for s in e.steps]
    steps += [s for t in programme.tests for s in (*t.setup, *t.steps)]
    names = (
        {s.picture for s in steps} | {p.picture for p in programme.panels} | {e.picture for e in programme.exercises}
    )
    return names - {""}


def test_every_picture_the_programme_names_is_drawn() -> None:
    assert _named() <= set(PICTURES)
    assert picture("no_such", "x") is None


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_named_described_and_within_its_sheet(name: str) -> None:
    text = PICTURES[name]("unique")
    svg = ET.fromstring(text)
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "unique-title unique-desc"
    assert len(description(text)) > 40
    _, _, w, h = map(float, (svg.get("viewBox") or "").split())
    for mark in svg.iter():
        for key, most in (("cx", w), ("cy", h), ("x", w), ("y", h), ("x1", w), ("x2", w), ("y1", h), ("y2", h)):
            assert -2.0 <= float(mark.get(key, 0.0)) <= most + 2.0, (name, mark.attrib)
        for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", mark.get("d", "")):
            assert -2.0 <= float(x) <= w + 2.0, (name, mark.attrib)
            assert -2.0 <= float(y) <= h + 2.0, (name, mark.attrib)
    assert "#" not in re.sub(r"url\(#[^)]*\)", "", text)


@pytest.mark.parametrize("name", PICTURES)
def test_words_in_pictures_have_room(name: str) -> None:
    svg = ET.fromstring(PICTURES[name]("u"))
    _, _, w, _ = map(float, (svg.get("viewBox") or "").split())
    for mark in svg.iter(f"{SVG}text"):
        size = 20.0 if "t-fig" in (mark.get("class") or "") else 13.5
        length = 0.56 * size * len(mark.text or "")
        begin = float(mark.get("x", "0")) - (length if "a-end" in (mark.get("class") or "") else 0.0)
        assert begin >= -1.0, (name, mark.text)
        assert begin + length <= w + 1.0, (name, mark.text)


def test_every_class_has_its_rule() -> None:
    rules = chart_rules()
    for name, draw in PICTURES.items():
        for mark in ET.fromstring(draw("u")).iter():
            for one in (mark.get("class") or "").split():
                assert one == "chart" or f".{one}{{" in rules, (name, one)


def test_camera_stands_at_the_hip_height_of_this_person() -> None:
    assert camera_place(1.50).hip_cm < camera_place(1.72).hip_cm < camera_place(2.00).hip_cm
    assert camera_place(1.72).hip_cm == 90
    assert camera_place(None).known is False
    assert "about 105 cm" in camera_setup("x", 2.0)


@given(
    st.tuples(st.floats(-50, 50), st.floats(-50, 50)), st.floats(0, 360), st.floats(5, 75), st.sampled_from([1.0, -1.0])
)
def test_a_bent_limb_keeps_its_lengths(origin: tuple[float, float], turn: float, away: float, bend: float) -> None:
    target = polar(origin, away, turn)
    middle = reach(origin, target, 42.0, 40.0, bend=bend)
    assert dist(origin, middle) == pytest.approx(42.0, abs=1e-6)
    assert dist(middle, target) == pytest.approx(40.0, abs=1e-6)
