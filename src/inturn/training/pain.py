"""Pain before, during and after a session: when to stop, what settled, and when the programme pauses.

The numbers are those of the programme's [pain] section (EVIDENCE: a model made for tendon and knee pain).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from inturn.errors import ImpossibleError
from inturn.programme.hip_internal_rotation import Programme
from inturn.programme.numbers import PainNumbers
from inturn.training.days import day_of, holds
from inturn.training.records import Decision, History, PainEntry, SessionRecord

RULE: Final = "pain"
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SessionPain:
    """A session that was done and its pain 0-10; None = not told. `morning_at`: when the next morning's was noted."""

    session: SessionRecord
    before: int | None
    highest: int | None
    morning: int | None
    morning_at: datetime | None

    @property
    def stopped(self) -> bool:
        """Whether the pain rule or a new symptom ended it."""
        return any(done.ended in ("pain", "stopped") for done in self.session.sets)

    def settled(self, rules: PainNumbers) -> bool | None:
        """Whether pain was back next morning; None = not told. A stopped session counts as not settled until told."""
        if self.morning is None:
            return False if self.stopped else None
        return self.morning <= (self.before or 0) + rules.settle_within


def require_score(pain: int, highest: int = 10) -> None:
    """Raise ImpossibleError for a pain that is not 0 to 10."""
    if not 0 <= pain <= highest:
        raise ImpossibleError(f"Pain of {pain} is not possible: give a whole number from 0 to {highest}.")


def may_train(programme: Programme, pain_now: int) -> Decision:
    """Before a session: `pain_safe` (with a weight), `pain_acceptable` (without one) or `pain_too_high` (not today)."""
    require_score(pain_now)
    rules = programme.pain
    code = "pain_safe" if pain_now <= rules.safe_most else "pain_acceptable"
    code = "pain_too_high" if pain_now > rules.acceptable_most else code
    return Decision(RULE, code, (("pain", float(pain_now)),))


def stop_now(programme: Programme, before: int, during: int, *, new_symptom: bool = False) -> Decision | None:
    """After a set: why to stop for today, or None. A new symptom stops whatever the pain is."""
    require_score(before)
    require_score(during)
    values = (("before", float(before)), ("pain", float(during)))
    if new_symptom:
        return Decision(RULE, "new_symptom_stop", values)
    if during > programme.pain.acceptable_most:
        return Decision(RULE, "pain_too_high", values)
    if during >= before + programme.pain.stop_rise:
        return Decision(RULE, "pain_rise", values)
    return None


def next_morning(programme: Programme, before: int, morning: int) -> Decision:
    """The morning after: `settled` or `unsettled`."""
    require_score(before)
    require_score(morning)
    code = "settled" if morning <= before + programme.pain.settle_within else "unsettled"
    return Decision(RULE, code, (("before", float(before)), ("morning", float(morning))))


def sessions_done(history: History, at: datetime) -> list[SessionRecord]:
    """The sessions in which something was done, up to that moment; one that may still go on is not among them."""
    return [
        s
        for s in history.sessions
        if s.started_at <= at
        and any(done.ended != "skipped" for done in s.sets)
        and ((s.ended_at is not None and s.ended_at <= at) or not holds(history.person, s.started_at, at))
    ]


def session_pains(history: History, at: datetime) -> list[SessionPain]:
    """The sessions done with their pain, in the order of time."""
    return list(newest_pains(history, at))[::-1]


def newest_pains(history: History, at: datetime) -> Iterator[SessionPain]:
    """The same, the newest first and one at a time: of ten years mostly the last few are asked for."""
    done = sessions_done(history, at)
    by_day: dict[date, str] | None = None
    entries: dict[str, list[PainEntry]] = {}
    for entry in history.pain:
        if entry.at > at:
            break
        name = entry.session_id
        if name is None and entry.moment == "next_morning":
            if by_day is None:
                by_day = {day_of(history.person, s.started_at): s.id for s in done}
            name = by_day.get(day_of(history.person, entry.at) - timedelta(days=1))
        if name is not None:
            entries.setdefault(name, []).append(entry)
    for session in reversed(done):
        yield _session_pain(session, entries.get(session.id, []))


def _session_pain(session: SessionRecord, entries: list[PainEntry]) -> SessionPain:
    before = [e.now for e in entries if e.moment == "before"]
    felt = [e.now for e in entries if e.moment in ("during", "after")]
    felt += [done.pain for done in session.sets if done.pain is not None]
    mornings = [e for e in entries if e.moment == "next_morning"]
    return SessionPain(
        session=session,
        before=before[-1] if before else None,
        highest=max(felt, default=None),
        morning=mornings[-1].now if mornings else None,
        morning_at=mornings[-1].at if mornings else None,
    )


def failures_in_a_row(newest_first: Iterable[SessionPain], programme: Programme) -> tuple[int, datetime | None]:
    """How many of the last sessions did not settle, and when the last of them was known. Untold mornings are passed."""
    count = 0
    known_at: datetime | None = None
    for pain in newest_first:
        settled = pain.settled(programme.pain)
        if settled:
            break
        if settled is False:
            count += 1
            known_at = known_at or pain.morning_at or pain.session.ended_at or pain.session.started_at
    return count, known_at


def paused_since(history: History, programme: Programme, at: datetime) -> datetime | None:
    """Since when the programme is paused by its pain rule; None when it is not.

    A pause ends with a full screening taken at least `pause_days` later.
    """
    count, known_at = failures_in_a_row(newest_pains(history, at), programme)
    if count < programme.pain.failures_to_pause or known_at is None:
        return None
    least = timedelta(days=programme.pain.pause_days)
    lifted = any(s.kind == "full" and known_at + least <= s.at <= at for s in history.screenings)
    return None if lifted else known_at


def pause_is_over(history: History, programme: Programme, at: datetime) -> bool:
    """Whether the programme is paused, but long enough for the full questions to lift it."""
    since = paused_since(history, programme, at)
    return since is not None and at >= since + timedelta(days=programme.pain.pause_days)


def rising_by_week(history: History, programme: Programme, at: datetime) -> bool:
    """Whether the mean pain before sessions and on other days rose from the week before to the last seven days."""
    last = [e.now for e in _recent(history, at) if e.at > at - _WEEK]
    earlier = [e.now for e in _recent(history, at) if e.at <= at - _WEEK]
    if not last or not earlier:
        return False
    return sum(last) / len(last) - sum(earlier) / len(earlier) >= programme.pain.week_rise


def _recent(history: History, at: datetime) -> list[PainEntry]:
    found: list[PainEntry] = []
    for entry in reversed(history.pain):
        if entry.at <= at - 2 * _WEEK:
            break
        if entry.at <= at and entry.moment in ("before", "daily"):
            found.append(entry)
    return found
