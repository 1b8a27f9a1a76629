"""Tables of change, of pain and function, and of sessions with their doses."""

from collections.abc import Sequence
from datetime import datetime
from math import degrees

from inturn.programme.hip_internal_rotation import Programme
from inturn.report.days import local, long_day, short_day
from inturn.report.tables import Cell, Table
from inturn.report.words.clinician import CODES, ENDS
from inturn.report.words.methods import method_short
from inturn.report.words.names import shown
from inturn.report.words.numbers import NONE, one, span
from inturn.training.progress.finding import Progress, RangeChange
from inturn.training.records import History, SessionRecord, SetRecord


def change_table(progress: Progress) -> Table | None:
    """Each side and method: baseline, now, change, what it had to reach, and where its spread comes from."""
    changes = [s.change for s in progress.series if s.change is not None]
    rows = tuple((f"{c.side}, {method_short(c.method)}", _change(c)) for c in changes)
    heads = ("Side and method", "Reads", "Baseline", "Now", "Change (95 %)", "Must reach", "Two tests (MDC95)",
             "Spread, one test", "Looks", "Period")  # fmt: skip
    return Table("", heads, rows) if rows else None


def _change(c: RangeChange) -> tuple[Cell, ...]:
    between = "" if c.interval95 is None else f" ({span(*map(degrees, c.interval95), decimals=1)})"
    source = "own tests and method" if c.spread_source == "own_and_method" else "method"
    return (
        Cell(CODES.get(c.code, c.code)),
        Cell(_deg(c.baseline)),
        Cell(_deg(c.current)),
        Cell(NONE if c.change is None else f"{one(degrees(c.change))}{between}"),
        Cell(_deg(c.detectable)),
        Cell(_deg(c.mdc95)),
        Cell(f"{_deg(c.spread)} ({source})"),
        Cell(str(c.looks)),
        Cell(f"{c.period}, since {short_day(c.period_start)} {c.period_start:%Y}"),
    )


def _deg(radians: float | None) -> str:
    return NONE if radians is None else one(degrees(radians))


def measure_tables(history: History) -> tuple[Table, ...]:
    """PSFS with each activity, and RMDQ; pain stands beside the sessions."""
    found: list[Table] = []
    for measure, title in (("psfs", "Patient-Specific Functional Scale (0-10)"), ("rmdq", "Roland-Morris (0-24)")):
        rows = tuple(
            (long_day(local(history.person, s.at).date()),
             (Cell("; ".join(f"{shown(name, 60)}: {value:g}" for name, value in s.values) or NONE),))
            for s in history.scores
            if s.measure == measure
        )  # fmt: skip
        if rows:
            found.append(Table(title, ("Day", "Values"), rows))
    return tuple(found)


def session_table(history: History, programme: Programme) -> Table | None:
    """Every session: pain before, at most during, after and next morning, effort, what was done."""
    by_session: dict[str, dict[str, int]] = {}
    for entry in history.pain:
        if entry.session_id:
            by_session.setdefault(entry.session_id, {}).setdefault(entry.moment, entry.now)
    titles = {e.id: e.role for e in programme.exercises}
    rows = tuple(
        (_when(history, s.started_at), _session(s, by_session.get(s.id, {}), titles)) for s in history.sessions
    )
    heads = ("Day", "Before", "During", "After", "Morning", "Effort", "Step", "Sets done")
    return Table("", heads, rows) if rows else None


def _when(history: History, at: datetime) -> str:
    return long_day(local(history.person, at).date())


def _session(session: SessionRecord, pain: dict[str, int], titles: dict[str, str]) -> tuple[Cell, ...]:
    during = [s.pain for s in session.sets if s.pain is not None] + ([pain["during"]] if "during" in pain else [])
    effort = [s.effort for s in session.sets if s.effort is not None]
    under_way = "" if session.ended_at is not None else " (not finished)"
    return (
        *(Cell(str(pain[m]) if m in pain else NONE) for m in ("before",)),
        Cell(str(max(during)) if during else NONE),
        *(Cell(str(pain[m]) if m in pain else NONE) for m in ("after", "next_morning")),
        Cell(str(max(effort)) if effort else NONE),
        Cell(session.plan_step.replace("_", " ")),
        Cell((_sets(session.sets, titles) or NONE) + under_way),
    )


def _sets(sets: Sequence[SetRecord], titles: dict[str, str]) -> str:
    """'release left 25 s; integrate left 11, 10 with 8 kg': sets of one kind together."""
    groups: dict[tuple[str, str, float], list[str]] = {}
    for done in sets:
        name = titles.get(done.exercise, done.exercise)
        amount = f"{done.hold_s:g} s" if done.hold_s is not None else str(done.repetitions or 0)
        end = ENDS[done.ended]
        groups.setdefault((name, done.side or "", done.load_kg), []).append(f"{amount} ({end})" if end else amount)
    parts = (
        " ".join(filter(None, (name, side, ", ".join(amounts), f"with {kg:g} kg" if kg else "")))
        for (name, side, kg), amounts in groups.items()
    )
    return "; ".join(parts)
