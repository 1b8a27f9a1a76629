"""What a history read from outside must keep, whatever file it came in."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from math import degrees, isfinite

from inturn.errors import InputError
from inturn.training.records import History, TestRecord

_LARGEST_ANGLE_DEG = 90.0
_LARGEST_LOAD_KG = 500.0
_TALLEST_M = 2.6
_TOPS = {"psfs": 10.0, "rmdq": 24.0}


def check_history(history: History, now: datetime | None = None) -> History:
    """The history itself. Raises InputError naming the first value that cannot be, or lies ahead of `now`."""
    problems = list(_problems(history, now))
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise InputError(f"This history holds what cannot be: {problems[0]}{more}. Nothing was read.")
    return history


def _problems(history: History, now: datetime | None) -> Iterator[str]:
    height = history.person.height_m
    if height is not None and not 0.5 <= height <= _TALLEST_M:
        yield f"a height of {height:g} m"
    yield from _doubles(history)
    for test in history.tests:
        yield from _test(test)
    yield from _pain_and_sets(history)
    for score in history.scores:
        for _, value in score.values:
            yield from _outside(value, 0, _TOPS[score.measure], f"a {score.measure.upper()} score of {value:g}")
    if now is not None:
        yield from (f"a date in the future, {at:%Y-%m-%d}" for at in _moments(history) if at > now)


def _pain_and_sets(history: History) -> Iterator[str]:
    for pain in history.pain:
        for score in (pain.now, pain.worst, pain.average):
            yield from _outside(score, 0, 10, f"pain {score} on {pain.at:%Y-%m-%d}")
    for session in history.sessions:
        if session.ended_at is not None and session.ended_at < session.started_at:
            yield f"a session that ends before it begins on {session.started_at:%Y-%m-%d}"
        for done in session.sets:
            yield from _outside(done.load_kg, 0, _LARGEST_LOAD_KG, f"a load of {done.load_kg:g} kg")
            yield from _outside(done.pain, 0, 10, f"pain {done.pain} in a session")
            yield from _outside(done.repetitions, 0, 1000, f"{done.repetitions} repetitions")
            yield from _outside(done.hold_s, 0, 3600, f"a hold of {done.hold_s} s")


def _test(test: TestRecord) -> Iterator[str]:
    rotations = [q for q in (*(s.rotation for s in test.sides), *(t.rotation for t in test.trials)) if q is not None]
    for rotation in rotations:
        angle = degrees(rotation.value)
        yield from _outside(angle, -_LARGEST_ANGLE_DEG, _LARGEST_ANGLE_DEG, f"a rotation of {angle:.0f}°")
        for sd in (rotation.sd_random, rotation.sd_setup, rotation.sd_systematic, rotation.sd_real_person):
            yield from _outside(sd, 0, 3.2, f"an error of {degrees(sd):.0f}°")
    for side in test.sides:
        yield from _outside(side.pain, 0, 10, f"pain {side.pain} in a test")
        yield from _outside(side.gap_m, -0.5, 1.5, f"a gap of {side.gap_m} m")
    names = [s.side for s in test.sides]
    if len(set(names)) != len(names):
        yield f"a side twice in the test of {test.at:%Y-%m-%d}"


def _outside(value: float | None, low: float, high: float, what: str) -> Iterator[str]:
    if value is not None and not (isfinite(value) and low <= value <= high):
        yield what


def _doubles(history: History) -> Iterator[str]:
    for name, records in (
        ("screening", history.screenings), ("test", history.tests), ("session", history.sessions),
        ("pain entry", history.pain), ("score", history.scores), ("note", history.notes),
    ):  # fmt: skip
        ids = [r.id for r in records]
        if len(set(ids)) != len(ids):
            yield f"a {name} twice"
        if any(r.person_id != history.person.id for r in records):
            yield f"a {name} of somebody else"


def _moments(history: History) -> Iterable[datetime]:
    yield from (s.at for s in history.screenings)
    yield from (t.at for t in history.tests)
    yield from (s.ended_at or s.started_at for s in history.sessions)
    yield from (p.at for p in history.pain)
    yield from (s.at for s in history.scores)
    yield from (n.at for n in history.notes)
