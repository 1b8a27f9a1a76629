"""The page is what the results say; plots are drawings that stand alone."""

import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from inturn.programme.standing_test import load_standing_test
from inturn.report.words.coach import DEPTH_ERROR_DEG
from tests.validation_figures.made_up import film, trial
from validation.figures import page
from validation.figures.__main__ import sum_anew
from validation.figures.freeze import RESULTS, dumped, frozen, loaded, plain, read, write
from validation.figures.rows import FilmRow
from validation.figures.summary import summary
from validation.figures.targets import TargetRow
from validation.figures.words import number, state

SVG = "{http://www.w3.org/2000/svg}"


def people() -> list[FilmRow]:
    other = {"negative": True, "movement": "squats", "verdict": None, "refused": "Nobody | lifted."}
    tests = [film(n, [trial(10.0 + n, 10.0 + n + 0.5 * (-1) ** n), trial(30.0, 30.5)]) for n in range(4)]
    return [*tests, film(9, [], **other)]


@pytest.fixture
def results(tmp_path: Path) -> Path:
    body = summary(people(), load_standing_test())
    write(tmp_path / "results" / "bench-heavy.json", frozen("bench", "heavy", "command", body))
    return tmp_path / "results"


def test_the_committed_page_is_up_to_date() -> None:
    assert page.stale() == [], "run python -m validation.figures.page"


def test_a_page_follows_its_results(results: Path, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    page.write(results, docs)
    assert page.stale(results, docs) == []
    text = (docs / "validation.md").read_text("utf-8")
    assert "| rotation of a trial, mean error | ≤ 2.5° | ≤ 1.5° | 0.5° |" in text
    assert "held, aim met" in text
    kept = read("bench-heavy", results)
    assert kept is not None
    kept["targets"][0] |= {"value": 7.0, "state": "missed", "sure": True}
    write(results / "bench-heavy.json", kept)
    assert page.stale(results, docs)
    page.write(results, docs)
    assert "**missed** by 4.50°" in (docs / "validation.md").read_text("utf-8")


def test_a_page_edited_by_hand_and_a_plot_of_nothing_are_noticed(results: Path, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    page.write(results, docs)
    (docs / "validation.md").write_text("better")
    (docs / "validation" / "old.svg").write_text("<svg/>")
    assert {p.name for p in page.stale(results, docs)} == {"validation.md", "old.svg"}
    page.write(results, docs)
    assert not (docs / "validation" / "old.svg").exists()


def test_remarks_are_taken_in_as_they_stand(results: Path, tmp_path: Path) -> None:
    (tmp_path / "docs" / "validation").mkdir(parents=True)
    (tmp_path / "docs" / "validation" / "remarks.md").write_text("Written *by hand*.")
    assert "Written *by hand*." in page.files(results, tmp_path / "docs")[tmp_path / "docs" / "validation.md"]


def test_without_any_result_nothing_is_claimed(tmp_path: Path) -> None:
    text = page.page(tmp_path, "")
    assert text.count("not yet measured") >= 14
    assert "held" not in text.split("## Against the bars")[1].split("##")[0]


def test_plots_are_named_described_and_inside_their_frame(results: Path) -> None:
    drawn = page.drawings(results)
    assert {"targets.svg", "agreement.svg", "coverage.svg", "conditions-moving.svg"} <= set(drawn)
    for name, text in drawn.items():
        svg = ET.fromstring(text)
        assert svg.get("role") == "img", name
        assert svg.findtext(f"{SVG}desc"), name
        width, height = (float(v) for v in (svg.get("viewBox") or "").split()[2:])
        assert width == 360
        for part in svg.iter():
            for key, most in (("x", width), ("cx", width), ("x2", width), ("y", height), ("cy", height)):
                assert -0.1 <= float(part.get(key, 0)) <= most + 0.1, (name, part.tag, part.attrib)
        assert "prefers-color-scheme:dark" in text


def test_rows_survive_being_frozen(tmp_path: Path) -> None:
    write(tmp_path / "rows.json", frozen("rows", "heavy", "command", {"rows": dumped(people())}))
    kept = read("rows", tmp_path)
    assert kept is not None
    assert loaded(kept["rows"]) == people()
    assert {"inturn", "estimator", "date", "command"} <= set(kept)


def test_frozen_numbers_are_json() -> None:
    import numpy as np

    assert plain({"a": (np.float64(1.23456), float("nan"), np.int64(3), np.bool_(True))}) == {
        "a": [1.2346, None, 3, True]
    }


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (TargetRow(key="trial_mae"), "not yet measured"),
        (TargetRow(key="trial_mae", value=2.0, state="held", sure=True), "held"),
        (TargetRow(key="coverage95", value=85.0, state="missed", sure=True), "**missed** by 5.0 points"),
        (TargetRow(key="trial_bias", value=-2.0, state="missed"), "**missed** by 0.50° (interval reaches the bar)"),
    ],
)
def test_state_in_words(row: TargetRow, text: str) -> None:
    assert state(row) == text


def test_numbers() -> None:
    assert [number(None), number(1.26), number(-0.26, signed=True), number(100.0, "%"), number(97.25, "%")] == [
        "–", "1.3°", "-0.3°", "100 %", "97.2 %"
    ]  # fmt: skip


def test_the_coach_s_report_says_the_depth_s_error_that_was_found() -> None:
    found = read("coach", RESULTS)
    assert found is not None
    assert round(found["depth_deg"]["mae"]) == DEPTH_ERROR_DEG
    assert found["depth_deg"]["bias"] < 0, "mostly too small"


def test_the_frozen_figures_are_those_of_the_frozen_rows(tmp_path: Path) -> None:
    for name in ("bench-heavy.rows", "live"):
        shutil.copy(RESULTS / f"{name}.json", tmp_path)
    assert sum_anew("heavy", tmp_path) > 0
    assert read("bench-heavy", tmp_path) == read("bench-heavy")
    assert sum_anew("lite", tmp_path) == 0
