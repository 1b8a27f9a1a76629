"""People and records for the store's tests."""

from datetime import UTC, datetime, timedelta
from math import radians

from inturn.body.keypoints import SIDES, Side
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

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
BEFORE = NOW - timedelta(days=30)
CAMERA = Method("standing-test", "standing, hip 90, knee 90, free leg", "none", "video")


def person(id_: str = "ada", name: str = "Ada Berg") -> Person:
    return Person(id_, name, True, BEFORE, "Europe/Oslo", 1.72)


def screening(id_: str = "screen", of: str = "ada", at: datetime = BEFORE) -> Screening:
    return Screening(id_, of, at, "full", "1", (("numb", "no"), ("night", "yes")), "go_with_limits", ("night_pain",))


def pain(id_: str = "pain", of: str = "ada", at: datetime = BEFORE, now: int = 4) -> PainEntry:
    return PainEntry(id_, of, at, "daily", now, 6, 3, "low back")


def score(id_: str = "score", of: str = "ada", at: datetime = BEFORE) -> ScoreRecord:
    return ScoreRecord(id_, of, at, "psfs", (("putting on socks", 4.0), ("stairs", 6.5)))


def note(id_: str = "note", of: str = "ada", at: datetime = BEFORE) -> NoteRecord:
    return NoteRecord(id_, of, at, "slept badly")


def angle(degrees: float) -> Quantity:
    return Quantity(radians(degrees), "rad", 3, radians(1.1), radians(1.6), radians(1.4), CAMERA, radians(3.0))


def side(name: Side, degrees: float) -> SideRecord:
    return SideRecord(name, "limited", angle(degrees), "not_reached", False, 1, "outer hip", 0.04)


def standing_test(id_: str = "test", of: str = "ada", at: datetime = BEFORE, sha256: str | None = None) -> TestRecord:
    trials = tuple(
        TrialRecord(s, i, angle(17.0 + i), "good", True, "not_reached", "knee_flexion" if i == 3 else None)
        for s in SIDES
        for i in (1, 2, 3)
    )
    return TestRecord(
        id_, of, at, "day", CAMERA, "mobility_work", "left", (side("left", 18.0), side("right", 27.0)), trials,
        source_sha256=sha256, estimator="2026.1", result_json='{"schema": "inturn/standing-test/1"}', note="barefoot",
    )  # fmt: skip


def session(id_: str = "session", of: str = "ada", at: datetime = BEFORE, sets: int = 6) -> SessionRecord:
    done = tuple(
        SetRecord("squat", "left", i, 11, None, 4.0 + i, 5, 2, "done", i % 2 == 0, 0.9) if i else
        SetRecord("release", None, i, None, 25.0, 0.0, None, None, "skipped")
        for i in range(sets)
    )  # fmt: skip
    return SessionRecord(id_, of, "screen", at, at + timedelta(minutes=12), "build", done, sets, "went well")


def small_history(of: str = "ada", name: str = "Ada Berg") -> History:
    return History(
        person(of, name), (screening(of=of),), (standing_test(of=of),), (session(of=of),), (pain(of=of),),
        (score(of=of),), (note(of=of),),
    )  # fmt: skip
