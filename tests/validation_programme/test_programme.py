"""Simulated people in small: no rule is broken; and a broken rule is caught, each by its own safety rule."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from inturn.programme.clearance import Clearance
from inturn.programme.hip_internal_rotation import Programme
from inturn.training.clearing import clearance
from inturn.training.prescribe import prescribe
from inturn.training.records import Decision, History, Prescription
from inturn.training.simulated.life import Rules
from inturn.training.simulated.truth import KINDS
from inturn.training.today import Due, Today, today
from validation.programme import PAGE, RESULT, life_of, page_figures, people, report, share_with_interval, simulate
from validation.programme_safety import breaches, loads_in_pain

ALWAYS = Clearance("1", "2020-01-01T00:00:00Z", valid_until=datetime(2099, 1, 1, tzinfo=UTC))


@pytest.mark.slow
def test_nobody_breaks_a_safety_rule_and_nobody_is_loaded_in_pain() -> None:
    found = report(simulate(people(len(KINDS))), [])
    assert found["breaches"] == []
    assert found["sets_with_weight_in_told_pain"] == 0
    assert found["people"] == len(KINDS)


def test_the_same_seed_lives_the_same_life() -> None:
    one, again, other = (life_of("flare_up", seed, look=False) for seed in (3, 3, 4))
    assert one == again
    assert one.history != other.history


# --- negative controls: each broken rule is caught --------------------------------------------------------------------


def deaf_plan(h: History, p: Programme, c: Clearance, at: datetime, _pain: int) -> Prescription:
    """Plans as if nothing hurt."""
    return prescribe(h, p, c, at, 0)


def heavy_plan(h: History, p: Programme, c: Clearance, at: datetime, pain: int) -> Prescription:
    """Puts 10 kg into every hand."""
    plan = prescribe(h, p, c, at, pain)
    return replace(plan, sets=tuple(replace(s, load_kg=10.0) if s.exercise == "deadlift" else s for s in plan.sets))


def blind_plan(h: History, p: Programme, _c: Clearance, at: datetime, pain: int) -> Prescription:
    """Forgets what the answers limit."""
    return prescribe(h, p, ALWAYS, at, pain)


def pushing_plan(h: History, p: Programme, c: Clearance, at: datetime, pain: int) -> Prescription:
    """Turns the left hip to its end whatever its test said."""
    plan = prescribe(h, p, c, at, pain)
    return replace(plan, sets=tuple(replace(s, side="left") if s.exercise == "squat" else s for s in plan.sets))


def forgetful_plan(h: History, p: Programme, c: Clearance, at: datetime, pain: int) -> Prescription:
    """Does not know how earlier sessions were borne."""
    settled = [replace(e, now=0) if e.moment == "next_morning" else e for e in h.pain]
    return prescribe(replace(h, pain=tuple(settled)), p, c, at, pain)


def forgetful_today(h: History, p: Programme, at: datetime) -> Today:
    """Does not know it either when it says what is due."""
    settled = [replace(e, now=0) if e.moment == "next_morning" else e for e in h.pain]
    return today(replace(h, pain=tuple(settled)), p, at)


def every_day(h: History, p: Programme, at: datetime) -> Today:
    """Asks for a session every day."""
    told = today(h, p, at)
    if [d.what for d in told.due] != ["rest"] or not h.sessions or h.sessions[-1].started_at.date() == at.date():
        return told
    questions = Due("screen_short", Decision("screening", "not_asked_today"))
    session = Due("session", Decision("session", "session_due"))
    asked = h.screenings[-1].at.date() == at.date()
    return replace(told, due=(session,) if asked else (questions, session))


def never_stop(_programme: Programme, _before: int, _during: int) -> None:
    """Never stops a set."""


def always_clear(_h: History, _p: Programme, _at: datetime) -> Clearance:
    """Clears everybody."""
    return ALWAYS


def ask_nothing(h: History, p: Programme, at: datetime) -> Today:
    """Leaves the questions out."""
    told = today(h, p, at)
    return replace(told, due=tuple(d for d in told.due if not d.what.startswith("screen")))


def ask_once(h: History, p: Programme, at: datetime) -> Today:
    """Asks the first time only."""
    return today(h, p, at) if not h.screenings else ask_nothing(h, p, at)


def yesterdays_answers(h: History, p: Programme, at: datetime) -> Clearance | None:
    """Takes the answers of an earlier day for today's."""
    if not h.screenings:
        return None
    given = clearance(h, p, h.screenings[-1].at + timedelta(minutes=1))
    return None if given is None else replace(given, valid_until=at + timedelta(days=1))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rules", "kind", "caught"),
    [
        (Rules(prescribe=deaf_plan), "flare_up", {"pain"}),
        (Rules(prescribe=heavy_plan), "no_responder", {"load"}),
        (Rules(prescribe=blind_plan), "no_responder", {"limits"}),
        (Rules(prescribe=pushing_plan), "anatomical_limit", {"push"}),
        (Rules(prescribe=forgetful_plan, today=forgetful_today), "flare_up", {"unsettled", "pause"}),
        (Rules(today=every_day), "steady_improver", {"week"}),
        (Rules(stop_now=never_stop), "flare_up", {"pain"}),
        (Rules(today=ask_nothing, clearance=always_clear), "steady_improver", {"screened"}),
        (Rules(today=ask_once, clearance=yesterdays_answers), "red_flag", {"screened", "warning"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_rule_is_caught(rules: Rules, kind: Any, caught: set[str]) -> None:
    found: set[str] = set()
    for seed in range(12):
        found |= {b.rule for b in breaches(life_of(kind, seed, rules, look=False))}
        if found >= caught:
            break
    assert found >= caught


def test_a_weight_in_pain_is_counted() -> None:
    heavy = Rules(prescribe=heavy_plan)
    assert any(loads_in_pain(life_of("no_responder", seed, heavy, look=False)) > 0 for seed in range(4))


# --- the frozen figures -----------------------------------------------------------------------------------------------


def test_the_frozen_figures_hold_what_is_promised() -> None:
    frozen = json.loads(Path(RESULT).read_text("utf-8"))
    assert frozen["people"] >= 500
    assert frozen["noise_only_people"] >= 500
    assert frozen["safety_breaches"] == 0
    assert frozen["sets_with_weight_in_told_pain"] == 0
    assert frozen["noise_ever_improved"]["share"] <= 0.05
    assert set(frozen["kinds"]) == set(KINDS)


def test_the_page_shows_the_frozen_figures() -> None:
    frozen = json.loads(Path(RESULT).read_text("utf-8"))
    assert page_figures(frozen) in PAGE.read_text("utf-8")


def test_a_share_has_its_interval() -> None:
    assert share_with_interval(0, 500) == {"hits": 0, "n": 500, "share": 0.0, "low": 0.0, "high": pytest.approx(0.0076)}
    assert share_with_interval(0, 0)["high"] == 1.0
