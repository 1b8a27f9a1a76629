"""What is due today, and why. A missed day is simply next: nothing is owed, nothing is doubled."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final, Literal

from inturn.body.keypoints import SIDES
from inturn.programme.hip_internal_rotation import Programme
from inturn.training.clearing import Standing, standing
from inturn.training.days import day_of, holds
from inturn.training.pain import newest_pains, pause_is_over, paused_since, sessions_done
from inturn.training.progress.scores import pain_change, score_change
from inturn.training.progress.summary import series_of
from inturn.training.progress.weeks import first_day, week_of
from inturn.training.records import Decision, History
from inturn.training.refer import refer
from inturn.training.sides import baseline_days, day_tests

What = Literal[
    "emergency", "see_someone", "paused", "screen_full", "screen_short", "baseline_test", "weekly_test", "session",
    "resume_session", "pain_next_morning", "psfs", "rmdq", "rest",
]  # fmt: skip
GUIDED: Final[frozenset[What]] = frozenset({"baseline_test", "weekly_test", "session", "resume_session"})
"""What needs a `Clearance`."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due, and why."""

    what: What
    why: Decision


@dataclass(frozen=True, slots=True)
class Today:
    """What is due, in the order of doing; what is advised beside it; the next day for a session, when it is known.

    week   weeks since the first test, from 1; 0 before it
    """

    day: date
    week: int
    due: tuple[Due, ...]
    advice: tuple[Decision, ...]
    next_session: date | None

    def has(self, what: What) -> bool:
        """Whether that is among what is due."""
        return any(d.what == what for d in self.due)


def today(history: History, programme: Programme, at: datetime) -> Today:
    """What is due on the day of `at` where the person lives."""
    now = standing(history, programme, at)
    testable = len(now.spared("no_test")) < len(SIDES)
    blocked = _blocked(history, programme, now, at)
    return Today(
        day=day_of(history.person, at),
        week=week_of(history, at),
        due=_due(history, programme, at, now, blocked, testable=testable),
        advice=_advice(history, programme, at),
        next_session=None if blocked is not None else _next_session(history, programme, at, testable=testable),
    )


def due_now(history: History, programme: Programme, at: datetime) -> tuple[Due, ...]:
    """Only what is due, in the order of doing: quicker than `today`, which looks for advice, too."""
    now = standing(history, programme, at)
    testable = len(now.spared("no_test")) < len(SIDES)
    return _due(history, programme, at, now, _blocked(history, programme, now, at), testable=testable)


def _due(
    history: History, programme: Programme, at: datetime, now: Standing, blocked: Due | None, *, testable: bool
) -> tuple[Due, ...]:
    notes = [*_morning(history, at), *_scores(history, programme, at)] if blocked is None else []
    guided = [] if blocked is not None else _guided(history, programme, at, testable=testable)
    needed = any(d.what in GUIDED for d in guided)
    questions = _questions(now, blocked, needed=needed) if history.person.adult else []
    due = [*([blocked] if blocked is not None else []), *questions, *notes, *guided]
    return tuple(_morning_first(due))


def _advice(history: History, programme: Programme, at: datetime) -> tuple[Decision, ...]:
    scores = (score_change(history, programme, "psfs", at), score_change(history, programme, "rmdq", at))
    return refer(history, programme, at, series_of(history, programme, at), pain_change(history, programme, at), scores)


def _morning_first(due: list[Due]) -> list[Due]:
    """The note on yesterday's session before everything but an emergency: it may change what follows."""
    order: dict[str, int] = {"emergency": 0, "see_someone": 0, "paused": 0, "pain_next_morning": 1}
    return sorted(due, key=lambda d: order.get(d.what, 2))


def _blocked(history: History, programme: Programme, now: Standing, at: datetime) -> Due | None:
    """What stops everything guided: answers, or the pain rule."""
    outcome = now.blocked_by
    if outcome is not None and outcome.level == "emergency":
        return Due("emergency", Decision("blocked", "emergency"))
    if outcome is not None or not history.person.adult:
        return Due("see_someone", Decision("blocked", "see_someone"))
    if paused_since(history, programme, at) is not None and not pause_is_over(history, programme, at):
        failures = float(programme.pain.failures_to_pause)
        return Due("paused", Decision("blocked", "paused", (("failures", failures),)))
    return None


def _questions(now: Standing, blocked: Due | None, *, needed: bool) -> list[Due]:
    """The screening that comes before anything guided; for the blocked, the full one after having been seen."""
    if now.due is None or now.why is None or (blocked is not None and blocked.what == "paused"):
        return []
    if blocked is not None:
        return [Due("screen_full", now.why)]
    return [Due("screen_full" if now.due == "full" else "screen_short", now.why)] if needed else []


def _morning(history: History, at: datetime) -> list[Due]:
    """The pain of the morning after yesterday's session."""
    yesterday = day_of(history.person, at) - timedelta(days=1)
    for pain in reversed(list(islice(newest_pains(history, at), 2))):
        began = pain.session.started_at
        if pain.morning is None and day_of(history.person, began) == yesterday and not holds(history.person, began, at):
            return [Due("pain_next_morning", Decision("entries", "pain_next_morning"))]
    return []


def _scores(history: History, programme: Programme, at: datetime) -> list[Due]:
    """Questionnaires that are due, once there is a first test."""
    start = first_day(history, at)
    if start is None:
        return []
    today_is = day_of(history.person, at)
    taken = {
        measure: [day_of(history.person, s.at) for s in history.scores if s.measure == measure and s.at <= at]
        for measure in ("psfs", "rmdq")
    }
    due: list[Due] = []
    psfs = taken["psfs"]
    if not psfs or (today_is - psfs[-1]).days >= programme.measure("psfs").every_days:
        due.append(Due("psfs", Decision("entries", "psfs_weekly")))
    reached = [w for w in programme.measure("rmdq").weeks if start + timedelta(weeks=w) <= today_is]
    if reached and not any(d >= start + timedelta(weeks=reached[-1]) for d in taken["rmdq"]):
        due.append(Due("rmdq", Decision("entries", "rmdq_week", (("week", float(reached[-1])),))))
    return due


def _guided(history: History, programme: Programme, at: datetime, *, testable: bool) -> list[Due]:
    """Tests and the session, in the order of doing, or the reason for a day of rest."""
    day = day_of(history.person, at)
    tested = [day_of(history.person, t.at) for t in day_tests(history, at)]
    days = baseline_days(history, at)
    if testable and days < programme.plan.baseline_tests:
        if tested and tested[-1] == day:
            return [Due("rest", Decision("test", "second_test_another_day"))]
        return [Due("baseline_test", Decision("test", "first_test" if days == 0 else "second_test"))]
    due: list[Due] = []
    if testable and tested and (day - tested[-1]).days >= programme.plan.retest_every:
        due.append(Due("weekly_test", Decision("test", "weekly_test", (("days", float((day - tested[-1]).days)),))))
    return [*due, _session(history, programme, at)]


def _session(history: History, programme: Programme, at: datetime) -> Due:
    """The session of the day, or why there is none."""
    person, plan, day = history.person, programme.plan, day_of(history.person, at)
    begun = [s for s in history.sessions if s.started_at <= at and s.ended_at is None]
    if begun and holds(person, begun[-1].started_at, at):
        return Due("resume_session", Decision("session", "resume_session"))
    done = [day_of(person, s.started_at) for s in sessions_done(history, at)]
    if done and done[-1] == day:
        return Due("rest", Decision("session", "done_today"))
    noted = _pain_today(history, at)
    if noted is not None and noted > programme.pain.acceptable_most:
        return Due("rest", Decision("session", "pain_too_high_today", (("pain", float(noted)),)))
    if done and (day - done[-1]).days <= plan.rest_days:
        return Due("rest", Decision("session", "rest_between"))
    this_week = sum(day - timedelta(days=7) < d for d in done)
    if this_week >= plan.days_a_week:
        return Due("rest", Decision("session", "week_full", (("done", float(this_week)),)))
    values = (("number", float(this_week + 1)), ("planned", float(plan.days_a_week)))
    return Due("session", Decision("session", "session_due", values))


def _pain_today(history: History, at: datetime) -> int | None:
    """The last pain noted today, None without one."""
    last = next((e for e in reversed(history.pain) if e.at <= at), None)
    if last is None or day_of(history.person, last.at) != day_of(history.person, at):
        return None
    return last.now


def _next_session(history: History, programme: Programme, at: datetime, *, testable: bool) -> date | None:
    """The first day from today on which a session may be done; None before the baseline."""
    if testable and baseline_days(history, at) < programme.plan.baseline_tests:
        return None
    plan, day = programme.plan, day_of(history.person, at)
    done = [day_of(history.person, s.started_at) for s in sessions_done(history, at)]
    for ahead in range(8):
        candidate = day + timedelta(days=ahead)
        rested = not done or (candidate - done[-1]).days > plan.rest_days
        if rested and sum(candidate - timedelta(days=7) < d for d in done) < plan.days_a_week:
            return candidate
    return None
