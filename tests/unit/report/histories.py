"""Made-up people with what is kept of them: what the programme's reports and exports are tested with."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import radians
from random import Random
from typing import Literal

from inturn.body.keypoints import Side
from inturn.quantity import Method, Quantity
from inturn.training.records import (
    History,
    PainEntry,
    Person,
    Reached,
    ScoreRecord,
    Screening,
    SessionRecord,
    SetRecord,
    SideRecord,
    TestRecord,
    TrialRecord,
)

START = datetime(2026, 3, 2, 17, 30, tzinfo=UTC)
CAMERA = Method("standing-test", "standing, hip 90, knee 90, free leg", "none", "video")
AT_THE_WALL = replace(CAMERA, support="wall")
SELF = replace(CAMERA, source_kind="self")
HOSTILE_NAME = '<script>alert("x")</script> #panic() $x$ \\ "O\'Neil" =1+1 ; ,\u202e Ünal 李'
SIDES: tuple[Side, Side] = ("left", "right")


def person(name: str = "Ada Berg", height_m: float | None = 1.72, time_zone: str = "Europe/Oslo") -> Person:
    return Person("p-1", name, True, START - timedelta(days=1), time_zone, height_m)


def angle(degrees: float, n: int = 3, method: Method = CAMERA, random: float = 1.1) -> Quantity:
    return Quantity(
        radians(degrees), "rad", n, radians(random), radians(1.6), radians(1.4), method, sd_real_person=radians(3.0)
    )


def camera_test(
    name: str,
    at: datetime,
    left: float,
    right: float,
    method: Method = CAMERA,
    occasion: Literal["day", "retest"] = "day",
    pair_id: str | None = None,
    pain_left: int | None = 0,
) -> TestRecord:
    values = {"left": left, "right": right}
    sides = tuple(
        SideRecord(
            side=s,
            verdict="limited" if values[s] < 20 else "borderline" if values[s] < 27 else "sufficient",
            rotation=angle(values[s], 2 if s == "left" else 3, method),
            reached="reached" if values[s] > 20 else "not_reached",
            body_moved=False,
            pain=pain_left if s == "left" else 0,
            pain_where="outer hip" if s == "left" and pain_left else None,
        )
        for s in SIDES
    )
    trials = tuple(
        TrialRecord(
            side=s,
            order=i,
            rotation=None if (s, i) == ("left", 3) else angle(values[s] + shift, 1, method, 1.9),
            quality="unreadable" if (s, i) == ("left", 3) else "good" if i < 3 else "rough",
            body_still=None if (s, i) == ("left", 3) else True,
            reached="not_judged" if (s, i) == ("left", 3) else "reached" if values[s] > 20 else "not_reached",
            excluded="knee_flexion" if (s, i) == ("left", 3) else None,
        )
        for s in SIDES
        for i, shift in ((1, -0.8), (2, 0.7), (3, 0.1))
    )
    return TestRecord(
        id=name, person_id="p-1", at=at, occasion=occasion, method=method,
        verdict="mobility_work" if min(values.values()) < 20 else "unclear",
        tighter_side="left", sides=sides, trials=trials, pair_id=pair_id,
        source_sha256=name.encode().hex().ljust(64, "0"), recording=f"recordings/{name}.nc", estimator="2026.1",
        result_json='{"schema": "inturn/standing-test/1", "note": "as measured"}',
    )  # fmt: skip


def self_test(name: str, at: datetime, left: Reached, right: Reached, gap_cm: float | None = 9.0) -> TestRecord:
    sides = tuple(
        SideRecord(
            side=s, verdict="sufficient" if reached == "reached" else "limited", rotation=None, reached=reached,
            body_moved=s == "right" and reached == "not_reached", pain=2 if s == "left" else 0,
            pain_where="outer hip" if s == "left" else None,
            gap_m=None if gap_cm is None or reached == "reached" else gap_cm / 100.0,
        )
        for s, reached in (("left", left), ("right", right))
    )  # fmt: skip
    return TestRecord(name, "p-1", at, "day", SELF, "mobility_work", "left", sides)


def screening(name: str, at: datetime, full: bool, level: str = "go", reasons: tuple[str, ...] = ()) -> Screening:
    answers = (("saddle_numbness", "no"), ("hip_replacement", "no")) if full else (("new_symptoms", "no"),)
    if level == "emergency":
        answers = (("saddle_numbness", "yes"), ("hip_replacement", "no"))
    return Screening(name, "p-1", at, "full" if full else "short", "1", answers, level, reasons)  # pyright: ignore[reportArgumentType]


def session(name: str, at: datetime, screening_id: str, loads: tuple[float, float], pain: int) -> SessionRecord:
    sets = [SetRecord("release", s, i, None, 25.0, 0.0, None, 1, "done") for i, s in enumerate(SIDES, 1)]
    sets += [SetRecord("squat", "left", i, 11, None, loads[0], 5, pain, "done", None, 0.9) for i in (1, 2)]
    sets += [
        SetRecord("deadlift", s, i, 12 - i, None, loads[1], 6, pain, "done" if pain < 5 else "pain", True, 0.85)
        for i in (1, 2)
        for s in SIDES
    ]
    return SessionRecord(name, "p-1", screening_id, at, at + timedelta(minutes=13), "build", tuple(sets), len(sets))


def _at(week: int, weekday: int, hour: int = 0) -> datetime:
    return START + timedelta(days=7 * week + weekday, hours=hour)


def twelve_weeks() -> History:
    """A steady improver: two baseline tests, four sessions a week with some missed, weekly retests, two flare-ups."""
    rng = Random(4)
    screens = [screening(f"full-{w}", _at(w, 0, -1), True) for w in (0, 4, 8)]
    tests: list[TestRecord] = []
    sessions: list[SessionRecord] = []
    pain: list[PainEntry] = []
    scores: list[ScoreRecord] = []
    for week in range(12):
        gain = 9.5 * min(week / 8.0, 1.0)
        for k, day in enumerate((0, 2) if week == 0 else (0,)):
            left, right = 17.5 + gain + rng.gauss(0, 1.6), 27.0 + 0.25 * gain + rng.gauss(0, 1.6)
            tests.append(camera_test(f"t-{week}-{k}", _at(week, day), left, right, pain_left=1 if week < 3 else 0))
        for day in (1, 3, 4, 6):
            if (week == 0 and day < 3) or rng.random() < 0.16 + (0.5 if week == 6 else 0.0):
                continue
            now = max(0, min(10, round(5.2 - 0.38 * week + rng.gauss(0, 0.6)) + (2 if week == 5 else 0)))
            at, name = _at(week, day), f"{week}-{day}"
            screens.append(screening(f"short-{name}", at - timedelta(minutes=4), False))
            loads = (4.0 * min(week // 3, 3), (0.0, 0.0, 6.0, 6.0, 8.0, 8.0, 6.0, 8.0, 10.0, 10.0, 12.0, 12.0)[week])
            sessions.append(session(f"s-{name}", at, f"short-{name}", loads, min(now, 4)))
            pain.append(PainEntry(f"b-{name}", "p-1", at - timedelta(minutes=3), "before", now, min(10, now + 2), now,
                                  "low back", f"s-{name}"))  # fmt: skip
            pain.append(PainEntry(f"a-{name}", "p-1", at + timedelta(minutes=14), "after", min(10, now + 1),
                                  session_id=f"s-{name}"))  # fmt: skip
            pain.append(PainEntry(f"m-{name}", "p-1", at + timedelta(hours=14), "next_morning", now,
                                  session_id=f"s-{name}"))  # fmt: skip
            if week == 3 and day == 4:
                tests.append(camera_test(f"r-{name}", at + timedelta(minutes=5), 22.4, 28.1, occasion="retest",
                                         pair_id=f"t-{week}-0"))  # fmt: skip
        activities = (("putting on socks", 3 + 0.45 * week), ("walking 30 minutes", 4 + 0.35 * week),
                      ("lifting my child", 2 + 0.4 * week))  # fmt: skip
        scores.append(
            ScoreRecord(f"psfs-{week}", "p-1", _at(week, 6), "psfs", tuple((a, float(round(v))) for a, v in activities))
        )
        if week in {0, 4, 8, 11}:
            scores.append(
                ScoreRecord(f"rmdq-{week}", "p-1", _at(week, 0), "rmdq", (("score", float(12 - round(0.6 * week))),))
            )
    return ordered(History(person(), tuple(screens), tuple(tests), tuple(sessions), tuple(pain), tuple(scores)))


def empty() -> History:
    """Just added: nothing has happened yet."""
    return History(person("Bo", height_m=None, time_zone="UTC"))


def without_camera() -> History:
    """Tests by oneself with a stick only."""
    whole = twelve_weeks()
    tests = tuple(
        self_test(f"self-{w}", _at(w, 0), "reached" if w > 6 else "not_reached", "reached", 11.0 - w) for w in range(12)
    )
    return replace(whole, tests=tests)


def both_ways() -> History:
    """Camera tests and tests by oneself, one camera test held at the wall, one measured again by a newer version."""
    whole = twelve_weeks()
    first = whole.tests[0]
    again = replace(first, id="t-0-0-again", estimator="2026.2", remeasured_from=first.id)
    extra = (
        again,
        camera_test("wall-1", _at(5, 2), 23.0, 30.0, AT_THE_WALL),
        camera_test("wall-2", _at(7, 2), 26.0, 30.5, AT_THE_WALL),
        self_test("self-1", _at(2, 5), "not_reached", "reached"),
        self_test("self-2", _at(6, 5), "reached", "reached"),
    )
    return ordered(replace(whole, tests=(*whole.tests, *extra)))


def red_flag() -> History:
    """Week three: an answer that means emergency now."""
    whole = twelve_weeks()
    end = _at(3, 1)
    kept = History(
        person("Chris Dahl"),
        tuple(s for s in whole.screenings if s.at < end),
        tuple(t for t in whole.tests if t.at < end),
        tuple(s for s in whole.sessions if s.started_at < end),
        tuple(p for p in whole.pain if p.at < end),
        tuple(s for s in whole.scores if s.at < end),
    )
    flag = screening("flag", end, True, "emergency", ("saddle_numbness",))
    return replace(kept, screenings=(*kept.screenings, flag))


def hostile() -> History:
    """Every text a person can type holds markup."""
    whole = both_ways()
    tests = tuple(
        replace(t, note=HOSTILE_NAME, sides=tuple(replace(s, pain=3, pain_where=HOSTILE_NAME) for s in t.sides))
        for t in whole.tests
    )
    return replace(
        whole,
        person=replace(whole.person, name=HOSTILE_NAME),
        tests=tests,
        sessions=tuple(replace(s, note=HOSTILE_NAME) for s in whole.sessions),
        pain=tuple(replace(p, where=HOSTILE_NAME) for p in whole.pain),
        scores=tuple(
            replace(s, values=tuple((f"{i} {HOSTILE_NAME}", v) for i, (_, v) in enumerate(s.values)))
            for s in whole.scores
        ),
    )


def ordered(history: History) -> History:
    """The same with each list in the order of time."""
    return replace(
        history,
        screenings=tuple(sorted(history.screenings, key=lambda s: s.at)),
        tests=tuple(sorted(history.tests, key=lambda t: t.at)),
        sessions=tuple(sorted(history.sessions, key=lambda s: s.started_at)),
        pain=tuple(sorted(history.pain, key=lambda p: p.at)),
        scores=tuple(sorted(history.scores, key=lambda s: s.at)),
    )


HISTORIES: dict[str, Callable[[], History]] = {
    f.__name__: f for f in (twelve_weeks, empty, without_camera, both_ways, red_flag, hostile)
}
