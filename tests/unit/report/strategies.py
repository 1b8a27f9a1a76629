"""Any history that the records allow, for round trips."""

from datetime import UTC, datetime, timedelta
from math import radians

from hypothesis import strategies as st

from inturn.quantity import Method, Quantity
from inturn.training.records import (
    History,
    NoteRecord,
    PainEntry,
    Person,
    ScoreRecord,
    Screening,
    SessionRecord,
    SetRecord,
    SideRecord,
    TestRecord,
    TrialRecord,
)

PLAIN = st.characters(exclude_categories=("Cs", "Cc"))
words = st.text(PLAIN, min_size=1, max_size=20).filter(lambda s: bool(s.strip()))
notes = st.one_of(st.just(""), st.just('=1+1, "q" ; \t two\nlines'), words)
names = st.from_regex(r"[a-z][a-z0-9_]{0,11}", fullmatch=True)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
scores = st.integers(0, 10)
maybe = st.none() | scores
spreads = st.floats(0.0, 6.0).map(radians)
sides = st.sampled_from(("left", "right"))
reached = st.sampled_from(("reached", "not_reached", "not_judged"))
methods = st.builds(
    Method, st.just("standing-test"), words, st.sampled_from(("none", "stick", "wall")),
    st.sampled_from(("video", "self")),
)  # fmt: skip
kilograms = st.floats(0.0, 120.0)


def quantities(method: Method) -> st.SearchStrategy[Quantity]:
    angle = st.floats(-60.0, 80.0).map(radians)
    return st.builds(
        Quantity, angle, st.just("rad"), st.integers(1, 6), spreads, spreads, spreads, st.just(method), spreads
    )


def _sides(method: Method) -> st.SearchStrategy[tuple[SideRecord, ...]]:
    verdicts = st.sampled_from(("unreadable", "limited", "sufficient", "borderline"))
    one = st.builds(
        SideRecord, sides, verdicts, st.none() | quantities(method), reached, st.none() | st.booleans(), maybe,
        st.none() | words, st.none() | st.floats(0.0, 0.6),
    )  # fmt: skip
    return st.lists(one, max_size=2, unique_by=lambda s: s.side).map(tuple)


def _trials(method: Method) -> st.SearchStrategy[tuple[TrialRecord, ...]]:
    one = st.builds(
        TrialRecord, sides, st.integers(1, 9), st.none() | quantities(method),
        st.sampled_from(("good", "rough", "unreadable")), st.none() | st.booleans(), reached, st.none() | words,
    )  # fmt: skip
    return st.lists(one, max_size=3, unique_by=lambda t: (t.side, t.order)).map(tuple)


def _test(method: Method) -> st.SearchStrategy[TestRecord]:
    return st.builds(
        TestRecord, id=words, person_id=st.just(""), at=moments, occasion=st.sampled_from(("day", "retest")),
        method=st.just(method),
        verdict=st.sampled_from(("mobility_work", "unclear", "likely_sufficient", "unreadable")),
        tighter_side=st.none() | sides, sides=_sides(method), trials=_trials(method), pair_id=st.none() | words,
        source_sha256=st.none() | words, recording=st.none() | words, estimator=st.none() | words,
        remeasured_from=st.none() | words, result_json=st.one_of(st.just(""), st.just('{"a": "\\u00e9\\n"}'), words),
        note=notes,
    )  # fmt: skip


_sets = st.builds(
    SetRecord, names, st.none() | sides, st.integers(1, 9), st.none() | st.integers(0, 30),
    st.none() | st.floats(0.0, 120.0), kilograms, maybe, maybe,
    st.sampled_from(("done", "pain", "skipped", "stopped")), st.none() | st.booleans(), st.none() | st.floats(0.0, 1.0),
)  # fmt: skip


@st.composite
def _sessions(draw: st.DrawFn) -> SessionRecord:
    begin = draw(moments)
    minutes = draw(st.none() | st.integers(0, 90))
    return SessionRecord(
        draw(words), "", draw(words), begin, None if minutes is None else begin + timedelta(minutes=minutes),
        draw(names), tuple(draw(st.lists(_sets, max_size=3))), draw(st.integers(0, 20)), draw(notes),
    )  # fmt: skip


_screenings = st.builds(
    Screening, words, st.just(""), moments, st.sampled_from(("full", "short")), names,
    st.lists(st.tuples(names, names), max_size=4).map(tuple),
    st.sampled_from(("go", "go_with_limits", "see_someone", "emergency")), st.lists(names, max_size=3).map(tuple),
)  # fmt: skip
_pain = st.builds(
    PainEntry, words, st.just(""), moments,
    st.sampled_from(("before", "during", "after", "next_morning", "daily")), scores, maybe, maybe,
    st.none() | words, st.none() | words,
)  # fmt: skip
_scores = st.builds(
    ScoreRecord, words, st.just(""), moments, st.sampled_from(("psfs", "rmdq")),
    st.lists(st.tuples(words, st.floats(0.0, 10.0)), max_size=3).map(tuple),
)  # fmt: skip
_notes = st.builds(NoteRecord, words, st.just(""), moments, words)
persons = st.builds(
    Person, words, words, st.booleans(), moments, st.sampled_from(("UTC", "Europe/Oslo", "America/St_Johns")),
    st.none() | st.floats(1.2, 2.2),
)  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> History:
    """A small history in which every field takes every kind of value."""
    from dataclasses import replace

    who = draw(persons)

    def some(one: st.SearchStrategy, key: str) -> tuple:  # pyright: ignore[reportMissingTypeArgument]
        many = draw(st.lists(one, max_size=2, unique_by=lambda r: r.id))
        return tuple(sorted((replace(r, person_id=who.id) for r in many), key=lambda r: getattr(r, key)))

    return History(
        who, some(_screenings, "at"), some(methods.flatmap(_test), "at"), some(_sessions(), "started_at"),
        some(_pain, "at"), some(_scores, "at"), some(_notes, "at"),
    )  # fmt: skip
