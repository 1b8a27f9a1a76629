"""Progress and decisions that go with the made-up histories."""

from dataclasses import replace
from datetime import datetime, timedelta
from math import radians

from inturn.programme.clearance import Clearance
from inturn.programme.hip_internal_rotation import load_shipped_programme
from inturn.report.progress_view import ProgressFacts
from inturn.training.progress.summary import progress
from inturn.training.records import Decision
from tests.unit.report.histories import HISTORIES, START

NOW = START + timedelta(weeks=12)
CLEARED = Clearance(questions_version="1", answered_at="2026-05-24T10:00:00Z")


DECISIONS = (
    Decision("session", "session_due", (("number", 2.0), ("planned", 3.0))),
    Decision("sides", "side_tighter", (), "left"),
    Decision("pain", "pain_safe", (("pain", 1.0),)),
    Decision("load", "load_up", (("sessions", 3.0), ("from_kg", 10.0), ("to_kg", 12.0))),
)


def facts(name: str, made_at: datetime = NOW) -> ProgressFacts:
    """The facts of a report on that sample."""
    history = HISTORIES[name]()
    blocked = name == "red_flag"
    stopped = (Decision("blocked", "emergency"),)
    started = bool(history.tests)
    return ProgressFacts(
        history=history,
        progress=progress(history, load_shipped_programme(), made_at),
        programme=load_shipped_programme(),
        decisions=stopped if blocked else DECISIONS if started else (Decision("screening", "first_screening"),),
        target=radians(24.0),
        made_at=made_at,
        clearance=CLEARED if started and not blocked else None,
    )


def long_run() -> ProgressFacts:
    """Ten years of the same twelve weeks."""
    one = facts("twelve_weeks")
    history = one.history
    rounds = 43
    tests, sessions, pain, scores = [], [], [], []
    for i in range(rounds):
        gap = timedelta(weeks=12 * i)
        tests += [replace(t, id=f"{i}-{t.id}", at=t.at + gap) for t in history.tests]
        sessions += [
            replace(s, id=f"{i}-{s.id}", started_at=s.started_at + gap, ended_at=s.ended_at and s.ended_at + gap)
            for s in history.sessions
        ]
        pain += [replace(p, id=f"{i}-{p.id}", at=p.at + gap) for p in history.pain]
        scores += [replace(s, id=f"{i}-{s.id}", at=s.at + gap) for s in history.scores]
    whole = replace(history, tests=tuple(tests), sessions=tuple(sessions), pain=tuple(pain), scores=tuple(scores))
    end = NOW + timedelta(weeks=12 * rounds)
    return replace(one, history=whole, made_at=end, progress=progress(whole, load_shipped_programme(), end))
