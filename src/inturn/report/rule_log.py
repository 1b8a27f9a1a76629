"""What the pain and load rules said before each session, worked out again from the history as it stood then."""

from datetime import date
from typing import Final

from inturn.programme.hip_internal_rotation import Programme
from inturn.report.days import day_of
from inturn.training.load import load_state
from inturn.training.pain import may_train
from inturn.training.records import Decision, History, SessionRecord

NEWEST: Final = 40
"""How many sessions back by default: each looks at the whole history before it."""


def rule_log(history: History, programme: Programme, newest: int = NEWEST) -> tuple[tuple[date, Decision], ...]:
    """Day and decision for the newest sessions, oldest first: pain before the session, then the weight it allowed."""
    found: list[tuple[date, Decision]] = []
    for session in history.sessions[-newest:] if newest > 0 else ():
        day = day_of(history.person, session.started_at)
        before = _pain_before(history, session)
        if before is not None:
            found.append((day, may_train(programme, before)))
        found += [(day, d) for d in load_state(history, programme, session.started_at).decisions]
    return tuple(found)


def _pain_before(history: History, session: SessionRecord) -> int | None:
    return next((p.now for p in history.pain if p.session_id == session.id and p.moment == "before"), None)
