"""Every safety rule of the checker catches a history that breaks it, and lets one through that keeps it.

Short histories written by hand: they do not ask the programme's rules what to do, so each breach is there for sure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from inturn.quantity import Method
from inturn.training.records import (
    History,
    PainEntry,
    Person,
    PlannedSet,
    Prescription,
    Screening,
    SessionRecord,
    SetRecord,
    SideRecord,
    TestRecord,
)
from inturn.training.simulated.life import Given, Life
from inturn.training.simulated.truth import draw
from validation.programme_safety import breaches

START = datetime(2026, 1, 5, tzinfo=UTC)
SELF = Method("standing-test", "standing", "wall", "self")
RELEASE = PlannedSet("release", "left", 1, None, (20.0, 30.0), 0.0, 0.0)
HINGE = PlannedSet("deadlift", "left", 1, (10, 12), None, 0.0, 30.0)


@dataclass(frozen=True)
class Day:
    """A session on a day: the weight of its deadlift, pain before and next morning, and what was planned."""

    day: int
    kg: float = 0.0
    before: int = 1
    morning: int = 1
    planned: tuple[PlannedSet, ...] = (RELEASE, HINGE)


GOOD = (Day(2), Day(4), Day(7), Day(9, kg=4.0))


def at(day: int, hour: int = 18) -> datetime:
    return START + timedelta(days=day, hours=hour)


def screened(day: int, kind: str, level: str = "go", answers: Mapping[str, str] | None = None) -> Screening:
    given = tuple((answers or {"night_pain": "no"}).items())
    return Screening(f"s{day}", "who", at(day, 17), kind, "1", given, level, ())  # type: ignore[arg-type]


def taken(day: int, pain: int = 0, where: str | None = None) -> TestRecord:
    sides = tuple(SideRecord(s, "limited", None, "not_reached", False, pain, where) for s in ("left", "right"))
    return TestRecord(f"t{day}", "who", at(day), "day", SELF, "mobility_work", None, sides)  # type: ignore[arg-type]


def session(one: Day) -> tuple[SessionRecord, Given, list[PainEntry]]:
    plan = tuple(replace(s, load_kg=one.kg) if s.exercise == "deadlift" else s for s in one.planned)
    done = tuple(
        SetRecord(s.exercise, s.side, s.order, s.repetitions and 11, s.hold_s and 25.0, s.load_kg, 5, 1, "done", True)
        for s in plan
    )
    name = f"x{one.day}"
    record = SessionRecord(name, "who", f"s{one.day}", at(one.day), at(one.day, 19), "any", done)
    given = Given(at(one.day), one.before, float(one.before), Prescription("any", at(one.day).date(), plan, False, ()))
    pain = [
        PainEntry(f"{name}b", "who", at(one.day), "before", one.before, session_id=name),
        PainEntry(f"{name}m", "who", at(one.day + 1, 7), "next_morning", one.morning, session_id=name),
    ]
    return record, given, pain


def life(
    sessions: Sequence[Day], tests: Sequence[TestRecord] = (taken(0), taken(1)), fulls: Mapping[int, Screening] = {}
) -> Life:
    """Short questions on every day of a test or session, full ones on the first and where `fulls` has them."""
    days = sorted({*(s.day for s in sessions), *((t.at - START).days for t in tests), *fulls, 0})
    asked = {day: screened(day, "short" if day else "full") for day in days} | dict(fulls)
    made = [session(s) for s in sessions]
    history = History(
        Person("who", "who", adult=True, created_at=START), tuple(asked[d] for d in sorted(asked)), tuple(tests),
        tuple(m[0] for m in made), tuple(e for m in made for e in m[2]),
    )  # fmt: skip
    return Life(draw("steady_improver", Random(1)), history, tuple(m[1] for m in made), ())


def squats(count: int) -> tuple[PlannedSet, ...]:
    """So many sets, each on a side and place of its own."""
    one = PlannedSet("squat", "left", 1, (10, 12), None, 0.0, 30.0)
    return tuple(replace(one, order=i + 1) for i in range(count))


GROIN = (taken(0), taken(1), taken(5, 4, "groin"))
NOT_PUSHED = tuple(replace(d, planned=(HINGE,)) for d in GOOD)
"""A side that hurt in its last test is not released."""
KEPT = {
    "three sessions a week": life(GOOD),
    "half the weight after a break": life([*GOOD, Day(25, kg=2.0)]),
    "full questions after a pinch": life(NOT_PUSHED, GROIN, {6: screened(6, "full")}),
}
EMERGENCY = {3: screened(3, "full", "go", {"saddle_numbness": "yes"})}
BROKEN = {
    "screened: no questions on the day": (
        "screened",
        replace(life(GOOD), history=replace(life(GOOD).history, screenings=(screened(0, "full"),))),
    ),
    "emergency: cauda equina let through": ("emergency", life(GOOD[:1], fulls=EMERGENCY)),
    "baseline: one test only": ("baseline", life(GOOD, [taken(0)])),
    "baseline: two tests on one day": ("baseline", life(GOOD, [taken(0), replace(taken(0), id="again")])),
    "week: no day of rest": ("week", life([Day(2), Day(3)])),
    "week: four in seven days": ("week", life([Day(2), Day(4), Day(6), Day(8)])),
    "pain: a session at 6": ("pain", life([Day(2, before=6)])),
    "pain: a weight at 4": ("pain", life([Day(2), Day(4), Day(7), Day(9, kg=4.0, before=4)])),
    "dose: too many repetitions": ("dose", life([Day(2, planned=(replace(HINGE, repetitions=(15, 20)),))])),
    "dose: too long a hold": ("dose", life([Day(2, planned=(replace(RELEASE, hold_s=(60.0, 90.0)),))])),
    "dose: too heavy": ("dose", life([Day(2, kg=30.0)])),
    "dose: too long a session": ("dose", life([Day(2, planned=squats(10))])),
    "load: heavier after one good session": ("load", life([Day(2), Day(4, kg=4.0)])),
    "load: too large a step": ("load", life([Day(2), Day(4), Day(7), Day(9, kg=10.0)])),
    "unsettled: the same weight": ("unsettled", life([*GOOD[:3], replace(GOOD[3], morning=5), Day(11, kg=4.0)])),
    "pause: none after two bad mornings": ("pause", life([Day(2, morning=5), Day(4, morning=5), Day(7)])),
    "push: a side that hurt": ("push", life(GOOD, [taken(0), taken(1, 3, "outer hip")])),
    "limits: rolled against the answers": (
        "limits", life(GOOD, fulls={0: screened(0, "full", "go_with_limits", {"no_pressure": "yes"})}),
    ),
    "groin: trained after a pinch": ("groin", life(NOT_PUSHED, GROIN)),
    "break: the old weight": ("break", life([*GOOD, Day(25, kg=4.0)])),
    "break: more than one set": (
        "break", life([*GOOD, Day(25, planned=(RELEASE, HINGE, replace(HINGE, order=2)))]),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_a_history_that_keeps_the_rules_passes(name: str) -> None:
    assert breaches(KEPT[name]) == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_history_that_breaks_a_rule_is_caught(name: str) -> None:
    rule, broken = BROKEN[name]
    assert rule in {b.rule for b in breaches(broken)}


def test_a_warning_sign_that_is_trained_on_is_caught() -> None:
    truth = replace(draw("red_flag", Random(1)), red_flag_day=3, cleared_day=None)
    assert "warning" in {b.rule for b in breaches(replace(life(GOOD), truth=truth))}
    assert "warning" not in {b.rule for b in breaches(life(GOOD))}


def test_every_rule_of_the_checker_has_a_history_that_breaks_it() -> None:
    from validation.programme_safety import RULES

    caught = {rule for rule, _ in BROKEN.values()} | {"warning"}
    assert {rule.__name__.removeprefix("_") for rule in RULES} == caught
