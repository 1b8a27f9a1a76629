"""Symptoms reported in tests and sessions: pain in the groin, and anything new that stopped a set."""

from collections.abc import Iterator
from datetime import datetime

from inturn.body.keypoints import SIDES, Side
from inturn.programme.hip_internal_rotation import Programme
from inturn.training.records import History


def in_groin(where: str | None, programme: Programme) -> bool:
    """Whether a place of pain, in the person's words, is the groin or the front of the hip."""
    text = (where or "").lower()
    return any(word in text for word in programme.groin_words)


def new_symptom_after(
    history: History, programme: Programme, since: datetime, at: datetime, spared: frozenset[Side]
) -> bool:
    """Whether a pain in the groin or a new symptom was reported after `since`, up to `at`.

    Groin pain on a side that the answers already spare (`spared`) is known and does not ask for the questions again;
    groin pain without a side is taken for the known one where there is one.
    """
    for moment, sides in _groin(history, programme, since):
        if since < moment <= at and not (sides <= spared if sides else spared):
            return True
    return any(since < moment <= at for moment in _of_sessions(history, since))


def _groin(history: History, programme: Programme, since: datetime) -> Iterator[tuple[datetime, frozenset[Side]]]:
    """When groin pain was reported, and on which sides (empty = not said)."""
    for test in reversed(history.tests):
        if test.at <= since:
            break
        sides: frozenset[Side] = frozenset(s.side for s in test.sides if s.pain and in_groin(s.pain_where, programme))
        if sides and test.remeasured_from is None:
            yield test.at, sides
    for entry in reversed(history.pain):
        if entry.at <= since:
            break
        if max(entry.now, entry.worst or 0) > 0 and in_groin(entry.where, programme):
            said: frozenset[Side] = frozenset(side for side in SIDES if side in (entry.where or "").lower())
            yield entry.at, said


def _of_sessions(history: History, since: datetime) -> Iterator[datetime]:
    """When a session ended in which a new symptom stopped a set."""
    for session in reversed(history.sessions):
        end = session.ended_at or session.started_at
        if max(end, session.started_at) <= since:
            return
        if any(done.ended == "stopped" for done in session.sets):
            yield end
