"""Charts: a name, a description, marks at the right place, nothing outside the drawing."""

import xml.etree.ElementTree as ET
from math import radians

import numpy as np
import pytest

from inturn.programme.standing_test import load_standing_test
from inturn.report.charts.compensation import compensation_chart
from inturn.report.charts.curve import curve_chart, curves
from inturn.report.charts.sides import sides_chart
from inturn.report.charts.svg import Scale, description, element, explorable, frame, marker, standalone, value
from tests.unit.report import samples
from tests.unit.report.curves import angles, angles_of
from tests.unit.report.samples import SAMPLES

SVG = "{http://www.w3.org/2000/svg}"
LIMITS = load_standing_test().stillness


def _drawn(kind: str, name: str, width: float) -> ET.Element:
    result = SAMPLES[name]()
    if kind == "sides":
        return ET.fromstring(sides_chart(result, width))
    if kind == "curve":
        return ET.fromstring(curve_chart(result, angles_of(name), width))
    return ET.fromstring(compensation_chart(result, LIMITS, width))


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("kind", ["sides", "curve", "body"])
@pytest.mark.parametrize("width", [340.0, 760.0])
def test_chart_is_named_described_and_within_its_frame(kind: str, name: str, width: float) -> None:
    svg = _drawn(kind, name, width)
    assert svg.get("role") == "img"
    title, text = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert title is not None
    assert text is not None
    assert title.text
    assert text.text
    assert svg.get("aria-labelledby") == f"{title.get('id')} {text.get('id')}"
    _, _, w, h = map(float, (svg.get("viewBox") or "").split())
    assert w == width
    for mark in svg.iter():
        for key, most in (("x", w), ("x1", w), ("x2", w), ("cx", w), ("y", h), ("y1", h), ("y2", h), ("cy", h)):
            assert -1.0 <= float(mark.get(key, 0.0)) <= most + 1.0, (mark.tag, mark.attrib)


def test_value_lies_where_the_scale_puts_it() -> None:
    svg = _drawn("sides", "limited_left", 760.0)
    x = Scale(0.0, 60.0, 14.0, 746.0)
    value = samples.limited_left().sides.left.rotation
    assert value is not None
    discs = [c for c in svg.iter(f"{SVG}circle") if c.get("class") == "c-left"]
    assert [float(c.get("cx", "0")) for c in discs] == pytest.approx([x(value.degrees)], abs=0.01)


def test_trials_that_do_not_count_are_hatched_and_failed_gates_marked() -> None:
    svg = _drawn("curve", "mixed_trials", 760.0)
    hatched = [r for r in svg.iter(f"{SVG}rect") if (r.get("fill") or "").startswith("url(#")]
    assert len(hatched) == 2 + 1  # two trials, and the legend
    signs = [t for t in svg.iter(f"{SVG}text") if t.text == "!"]
    assert len(signs) == 1 + 1


def test_description_tells_every_trial_with_its_interval() -> None:
    result = samples.mixed_trials()
    text = description(curve_chart(result, angles(result), 340.0))
    assert text.count("interval") == 5
    assert "could not be read" in text
    assert "does not count" in text


def test_curves_are_thinned_but_keep_their_height() -> None:
    result = samples.likely_sufficient()
    left, _ = curves(angles(result, fps=240.0), (0.0, 100.0), 340)
    assert left.time_s.size <= 340
    assert float(np.nanmax(left.degrees)) == pytest.approx(33.1, abs=0.6)
    assert float(np.nanmedian(left.half)) == pytest.approx(1.96 * 1.8, abs=0.01)


def test_a_gap_breaks_the_line() -> None:
    result = samples.likely_sufficient()
    data = angles(result)
    whole = ET.fromstring(curve_chart(result, data, 760.0))
    middle = (data["time"] > 5.0) & (data["time"] < 6.0)
    data["rotation"] = data["rotation"].where(~middle)
    broken = ET.fromstring(curve_chart(result, data, 760.0))
    assert len(list(broken.iter(f"{SVG}path"))) == len(list(whole.iter(f"{SVG}path"))) + 2


def test_nothing_seen_still_gives_a_chart() -> None:
    result = samples.one_side_only()
    empty = result.model_copy(update={"sides": result.sides.model_copy(update={"left": result.sides.right})})
    assert "No trial was seen." in curve_chart(empty, angles(empty), 340.0)
    assert "No trial was seen." in compensation_chart(empty, LIMITS, 340.0)


def test_limits_come_from_the_programme() -> None:
    assert radians(5.0) == pytest.approx(LIMITS.pelvic_list)
    svg = compensation_chart(samples.limited_left(), LIMITS, 760.0)
    for limit in ("5°", "7°", "8°"):
        assert f">{limit}</text>" in svg


def test_text_and_attributes_are_escaped() -> None:
    assert element("text", "a", '<b>&"', note='"><script>') == (
        '<text class="a" note="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;&quot;</text>'
    )


def test_standalone_carries_its_style() -> None:
    svg = standalone(sides_chart(samples.limited_left(), 340.0), ".c-ink{fill:#000}")
    assert ET.fromstring(svg).find(f"{SVG}style") is not None


def test_every_value_has_words_and_can_be_walked_to() -> None:
    said = 'Left hip, <b> & "quoted"'
    drawing = frame("x", 10, 10, "a title", "words", [value(said, marker("left", 1, 1, 1, "c-left")), value("next")])
    svg = ET.fromstring(explorable(drawing))
    assert svg.get("role") == "group"
    values = [g for g in svg.iter(f"{SVG}g") if g.get("class") == "value"]
    assert [(g.get("aria-label"), g.get("tabindex"), g.get("role")) for g in values] == [
        (said, "0", "img"), ("next", "-1", "img"),
    ]  # fmt: skip
    assert values[0].findtext(f"{SVG}title") == said
    assert values[0].find(f"{SVG}circle") is not None
    assert ET.fromstring(explorable(frame("x", 1, 1, "t", "d", []))).get("role") == "group"
