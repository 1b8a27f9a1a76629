"""Any history that may be kept."""

from datetime import UTC, datetime, timedelta, timezone
from math import radians
from typing import Any

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

LATEST = datetime(2030, 1, 2, tzinfo=UTC)
texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
names = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
zones = st.one_of(st.just(UTC), st.integers(-720, 840).map(lambda m: timezone(timedelta(minutes=m))))
moments = st.datetimes(datetime(1950, 1, 1), datetime(2030, 1, 1), timezones=zones)
scores = st.integers(0, 10)
maybe = st.none() | scores
truths = st.sampled_from((None, True, False))
sides = st.sampled_from(("left", "right"))
reached = st.sampled_from(("reached", "not_reached", "not_judged"))
spreads = st.floats(0.0, 3.0)
methods = st.builds(Method, texts, texts, texts, texts)


def quantities(method: Method) -> st.SearchStrategy[Quantity]:
    value = st.floats(-radians(90), radians(90))
    return st.builds(
        Quantity, value, st.just("rad"), st.integers(0, 9), spreads, spreads, spreads, st.just(method), spreads
    )


@st.composite
def standing_tests(draw: st.DrawFn, place: int, ids: tuple[str, ...]) -> TestRecord:
    """A test that may refer to any of `ids`; no two are of the same clip."""
    method = draw(methods)
    again = draw(st.none() | st.sampled_from(ids))
    estimator = draw(st.none() | texts) if again is None else f"{place} {draw(texts)}"
    rotation = st.none() | quantities(method)
    side = st.builds(
        SideRecord, sides, st.sampled_from(("unreadable", "limited", "sufficient", "borderline")), rotation, reached,
        truths, maybe, st.none() | texts, st.none() | st.floats(0.0, 1.0),
    )  # fmt: skip
    trial = st.builds(
        TrialRecord, sides, st.integers(0, 9), rotation, st.sampled_from(("good", "rough", "unreadable")), truths,
        reached, st.none() | texts,
    )  # fmt: skip
    return TestRecord(
        ids[place], "who", draw(moments), draw(st.sampled_from(("day", "retest"))), method,
        draw(st.sampled_from(("mobility_work", "unclear", "likely_sufficient", "unreadable"))),
        draw(st.none() | sides), tuple(draw(st.lists(side, max_size=3))), tuple(draw(st.lists(trial, max_size=4))),
        draw(st.none() | st.sampled_from(ids)), draw(st.sampled_from((None, f"{place:064x}"))), None,
        estimator, again, draw(texts), draw(texts),
    )  # fmt: skip


sets = st.builds(
    SetRecord, names, st.none() | sides, st.integers(0, 99), st.none() | st.integers(0, 99),
    st.none() | st.floats(0.0, 600.0), st.floats(0.0, 300.0), maybe, maybe,
    st.sampled_from(("done", "pain", "skipped", "stopped")), truths, st.none() | st.floats(0.0, 1.0),
)  # fmt: skip


@st.composite
def sessions(draw: st.DrawFn, id_: str, screens: tuple[str, ...]) -> SessionRecord:
    start = draw(moments)
    length = draw(st.none() | st.timedeltas(timedelta(0), timedelta(hours=2)))
    return SessionRecord(
        id_, "who", draw(st.sampled_from(screens)), start, None if length is None else start + length, draw(texts),
        tuple(draw(st.lists(sets, max_size=4))), draw(st.integers(0, 99)), draw(texts),
    )  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> History:
    """A history of one person: every field takes every kind of value, references stay within it."""

    def ids(least: int = 0) -> tuple[str, ...]:
        return tuple(draw(st.lists(names, min_size=least, max_size=3, unique=True)))

    screens, session_ids, test_ids = ids(1), ids(), ids()
    answers = st.lists(st.tuples(texts, texts), max_size=3).map(tuple)
    levels = st.sampled_from(("go", "go_with_limits", "see_someone", "emergency"))
    kinds = st.sampled_from(("full", "short"))
    screenings = [
        draw(st.builds(Screening, st.just(i), st.just("who"), moments, kinds, texts, answers, levels,
                       st.lists(texts, max_size=3).map(tuple)))
        for i in screens
    ]  # fmt: skip
    times = st.sampled_from(("before", "during", "after", "next_morning", "daily"))
    within = st.none() | st.sampled_from(session_ids) if session_ids else st.none()
    pain = [
        draw(st.builds(PainEntry, st.just(i), st.just("who"), moments, times, scores, maybe, maybe,
                       st.none() | texts, within))
        for i in ids()
    ]  # fmt: skip
    values = st.lists(st.tuples(texts, st.floats(0.0, 10.0)), min_size=1, max_size=3).map(tuple)
    told = [
        draw(st.builds(ScoreRecord, st.just(i), st.just("who"), moments, st.sampled_from(("psfs", "rmdq")), values))
        for i in ids()
    ]
    person = draw(st.builds(Person, st.just("who"), names, st.just(True), moments,
                            st.sampled_from(("UTC", "Europe/Oslo", "America/St_Johns")),
                            st.none() | st.floats(1.0, 2.5)))  # fmt: skip
    written = texts.filter(lambda t: bool(t.strip()))
    notes = [draw(st.builds(NoteRecord, st.just(i), st.just("who"), moments, written)) for i in ids()]
    done = [draw(sessions(i, screens)) for i in session_ids]
    tests = [draw(standing_tests(i, test_ids)) for i in range(len(test_ids))]
    in_order = tuple(sorted(done, key=lambda s: s.started_at))
    return History(
        person, _in_time(screenings), _in_time(tests), in_order, _in_time(pain), _in_time(told), _in_time(notes)
    )


def _in_time(records: Any) -> Any:
    return tuple(sorted(records, key=lambda record: record.at))
