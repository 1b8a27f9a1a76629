"""Words of change: what may be said for each code, sentences that add up, and what is taken from the rules."""

from dataclasses import replace
from datetime import date, timedelta
from math import radians
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.programme.hip_internal_rotation import load_shipped_programme
from inturn.report.care_plan import care_plan, question_texts
from inturn.report.plain import WIDTH
from inturn.report.progress_text import progress_text
from inturn.report.rule_log import rule_log
from inturn.report.words.change import pain_statement, range_statement, score_statement, trend_sentence
from inturn.report.words.names import shown
from inturn.training.progress.finding import PainChange, RangeChange, RangeCode, ScoreChange, ScoreCode, Trend
from tests.unit.report.histories import CAMERA, HISTORIES, START, twelve_weeks
from tests.unit.report.progressed import facts

PROGRAMME = load_shipped_programme()
CHANGE = RangeChange(
    "left", CAMERA, "improved", 1, date(2026, 3, 2), radians(17.4), radians(27.6), radians(10.2), radians(2.0),
    (radians(6.3), radians(14.1)), radians(7.4), radians(6.2), radians(2.2), "own_and_method", 5, None,
)  # fmt: skip


@pytest.mark.parametrize("code", get_args(RangeCode))
def test_only_improved_reads_better(code: RangeCode) -> None:
    told = range_statement(replace(CHANGE, code=code))
    assert (told.kind == "better") == (code == "improved")
    assert (told.kind == "worse") == (code == "worse")
    assert told.text.endswith(".")


@pytest.mark.parametrize("code", get_args(ScoreCode))
def test_scores_read_better_only_by_the_rules_code(code: ScoreCode) -> None:
    pain = pain_statement(PainChange(code, 5.0, 1.0, -4.0, None, 20), PROGRAMME.measure("nprs"))
    score = score_statement(ScoreChange("rmdq", code, 12.0, 5.0, -7.0, ()), PROGRAMME.measure("rmdq"))
    for told in (pain, score):
        assert (told.kind == "better") == (code == "better")
        assert ("important change for the better" in told.text) == (code == "better")
    assert "2 points and 30" in pain.text or code in {"worse", "awaiting_confirmation", "too_few_values", "no_baseline"}


def test_nothing_is_said_without_values() -> None:
    assert range_statement(replace(CHANGE, code="no_baseline", baseline=None)).text.startswith("No baseline yet")
    few = range_statement(replace(CHANGE, code="too_few_tests", current=None, change=None))
    assert few.kind == "open"
    assert "Too few tests" in few.text
    assert (
        pain_statement(PainChange("no_baseline", None, None, None, None, 1), PROGRAMME.measure("nprs")).kind == "open"
    )


@given(st.floats(0, 60), st.floats(0, 60))
def test_the_sentence_adds_up(before: float, now: float) -> None:
    text = range_statement(
        replace(CHANGE, code="no_detectable_change", baseline=radians(before), current=radians(now),
                change=radians(now - before))
    ).text  # fmt: skip
    moved = abs(round(now) - round(before))
    assert (f": {moved}° " in text) == (moved != 0)
    assert (": no different" in text) == (moved == 0)


def test_an_interval_always_goes_with_a_change() -> None:
    assert "interval 6 to 14°" in range_statement(CHANGE).text
    assert "all 5 looks counted" in range_statement(CHANGE).text


def test_trends_decide_nothing() -> None:
    assert trend_sentence(None) == ""
    assert "too few for an interval" in trend_sentence(Trend(0.5, None, 3))
    said = trend_sentence(Trend(-0.02, (-0.4, 0.3), 9))
    assert said.startswith("Trend 0.0° a week (95\N{NO-BREAK SPACE}% interval −0.4 to +0.3°)")
    assert "nothing is decided by it" in said


@pytest.mark.parametrize("name", HISTORIES)
def test_text_for_a_terminal(name: str) -> None:
    text = progress_text(facts(name))
    assert max(map(len, text.splitlines())) <= WIDTH or name == "hostile"
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_text_says_what_stops_first() -> None:
    text = progress_text(facts("red_flag"))
    assert text.index("emergency department now") < text.index("Changed beyond error")
    to_do = text.split("What to do now")[1]
    assert to_do.strip("\n- ").startswith("Go to an emergency department now")
    assert "inturn screen" in progress_text(facts("empty"))


def test_rule_log_is_what_the_rules_said_then() -> None:
    history = twelve_weeks()
    log = rule_log(history, PROGRAMME, newest=5)
    days = [day for day, _ in log]
    assert days == sorted(days)
    assert len(set(days)) == 5
    assert {d.rule for _, d in log} == {"pain", "load"}
    earlier = replace(history, sessions=history.sessions[:-1])
    assert rule_log(earlier, PROGRAMME)[-3:] == tuple(e for e in rule_log(history, PROGRAMME) if e[0] < days[-1])[-3:]
    assert rule_log(HISTORIES["empty"](), PROGRAMME) == ()
    assert rule_log(history, PROGRAMME, newest=0) == ()


def test_care_plan_in_words() -> None:
    plan = care_plan(twelve_weeks(), PROGRAMME, radians(24), START + timedelta(days=90))
    assert plan.since == START
    assert plan.target_deg == 24.0
    assert [code for code, _ in plan.activities] == [e.id for e in PROGRAMME.exercises]
    assert "2 sets of 10 to 12 repetitions" in plan.activities[1][1]
    assert question_texts(PROGRAMME)["saddle_numbness"].startswith("Is there new numbness")


@pytest.mark.parametrize(
    ("text", "longest", "kept"),
    [("a\x00b\n c", None, "a b c"), ("a\u202eb", None, "ab"), ("x" * 50, 11, "xxxxx…xxxxx"), ("", None, "")],
)
def test_names_made_fit_to_show(text: str, longest: int | None, kept: str) -> None:
    assert shown(text, longest) == kept
