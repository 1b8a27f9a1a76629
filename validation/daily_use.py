"""Ten years of daily use: how long `inturn today` and `inturn progress` take as whole processes.

    python -m validation.daily_use [--people 20] [--days 3650] [--runs 5] [--home DIR] [--json FILE]

Every person has a session, a short screening and three pain entries on every day, a full screening a month, a camera
test and own activities a week: more than the programme asks for. The slowest person is not sought: all are alike.
`--home` keeps the installation and uses it again. Figures: seconds of each run, from the start of the process to its
end, by the clock and of the processor (the clock also counts what else the machine does), and the size of the database.
Python keeps compiled modules, as it does for everybody; one run before the timed ones writes them.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from math import radians, sin
from pathlib import Path
from typing import Any

from inturn.body.keypoints import SIDES
from inturn.programme.hip_internal_rotation import load_shipped_programme
from inturn.quantity import Method, Quantity
from inturn.store import boot
from inturn.store import repositories as kept
from inturn.training.clearing import record_screening
from inturn.training.records import (
    History,
    PainEntry,
    Person,
    ScoreRecord,
    Screening,
    ScreeningKind,
    SessionRecord,
    SetRecord,
    SideRecord,
    TestRecord,
    TrialRecord,
)
from inturn.training.screen import next_question

METHOD = Method("standing-test", "standing, hip 90, knee 90, free leg", "none", "video")
COMMANDS = ("today", "progress", "progress --json", "plan")
_EXERCISES = (("release", "left"), ("release", "right"), ("squat", "left"), ("squat", "right"),
              ("squat", "left"), ("squat", "right"), ("deadlift", "left"), ("deadlift", "right"))  # fmt: skip


def history(name: str, first: datetime, days: int) -> History:
    """Somebody who does everything on every day, from `first` on."""
    person = Person(name.lower(), name, True, first, "UTC", 1.7)
    moments = [first + timedelta(days=day) for day in range(days)]
    screenings = tuple(_screening(person, day, at) for day, at in enumerate(moments))
    return History(
        person=person,
        screenings=screenings,
        tests=tuple(_test(person, day, at) for day, at in enumerate(moments) if day % 7 == 0 or day == 1),
        sessions=tuple(
            _session(person, s, day, at) for day, (at, s) in enumerate(zip(moments, screenings, strict=True))
        ),
        pain=tuple(entry for day, at in enumerate(moments) for entry in _pain(person, day, at)),
        scores=tuple(_score(person, day, at) for day, at in enumerate(moments) if day % 7 == 0),
    )


def _answers(kind: ScreeningKind) -> tuple[tuple[str, str], ...]:
    content = load_shipped_programme().screening
    given: dict[str, str] = {}
    while (question := next_question(content, kind, given)) is not None:
        given[question.id] = "no"
    return tuple(given.items())


def _screening(person: Person, day: int, at: datetime) -> Screening:
    kind: ScreeningKind = "full" if day % 28 == 0 else "short"
    return record_screening(load_shipped_programme(), kind, _answers(kind), at, (f"{person.id}-q{day}", person.id))


def _angle(value: float, n: int) -> Quantity:
    return Quantity(radians(value), "rad", n, radians(1.0), radians(1.6), radians(1.4), METHOD, radians(3.0))


def _test(person: Person, day: int, at: datetime) -> TestRecord:
    sides: list[SideRecord] = []
    trials: list[TrialRecord] = []
    for i, side in enumerate(SIDES):
        value = 18.0 + 6.0 * i + 2.0 * sin(day * (1.3 + i))
        sides.append(
            SideRecord(side, "limited" if i == 0 else "borderline", _angle(value, 3), "reached", False, 0, None)
        )
        trials += [TrialRecord(side, n, _angle(value + n - 2, 1), "good", True, "reached") for n in (1, 2, 3)]
    return TestRecord(
        id=f"{person.id}-t{day}", person_id=person.id, at=at + timedelta(minutes=2), occasion="day", method=METHOD,
        verdict="mobility_work", tighter_side="left", sides=tuple(sides), trials=tuple(trials),
        source_sha256=f"{hash((person.id, day)) & (1 << 255) - 1:064x}", estimator="2", result_json=_RESULT,
    )  # fmt: skip


_RESULT = json.dumps({"padding": "x" * 20_000})
"""As large as a real result file, which `today` and `progress` must not have to read."""


def _session(person: Person, screening: Screening, day: int, at: datetime) -> SessionRecord:
    sets = tuple(
        SetRecord(exercise, side, order, None if exercise == "release" else 12, 30.0 if exercise == "release" else None,
                  12.0 if exercise == "deadlift" else 0.0, 5, 2, "done", True, 0.9)
        for order, (exercise, side) in enumerate(_EXERCISES, 1)
    )  # type: ignore[arg-type]  # fmt: skip
    begin = at + timedelta(minutes=15)
    return SessionRecord(
        f"{person.id}-s{day}", person.id, screening.id, begin, begin + timedelta(minutes=13), "loaded", sets, len(sets)
    )


def _pain(person: Person, day: int, at: datetime) -> Iterator[PainEntry]:
    session = f"{person.id}-s{day}"
    now = 2 + round(sin(day))
    yield PainEntry(f"{session}-b", person.id, at + timedelta(minutes=15), "before", now, 3, 2, "low back", session)
    yield PainEntry(f"{session}-a", person.id, at + timedelta(minutes=28), "after", now, session_id=session)
    yield PainEntry(f"{session}-m", person.id, at + timedelta(hours=14), "next_morning", now, session_id=session)


def _score(person: Person, day: int, at: datetime) -> ScoreRecord:
    values = (("sitting", 5.0), ("socks", 6.0), ("shopping", 4.0))
    return ScoreRecord(f"{person.id}-p{day}", person.id, at + timedelta(minutes=1), "psfs", values)


def build(home: Path, people: int, days: int) -> None:
    """An installation whose days end yesterday evening."""
    now = datetime.now(UTC)
    last = (now - timedelta(days=1)).replace(hour=7, minute=0, second=0, microsecond=0)
    boot.boot(f"sqlite:///{home / 'inturn.sqlite3'}")
    for number in range(people):
        kept.add_history(history(f"Person{number:02d}", last - timedelta(days=days - 1), days), now)
    boot.close()


def answer_today(home: Path, name: str) -> None:
    """Answer the questions of today, so that there is a plan to make."""
    boot.boot(f"sqlite:///{home / 'inturn.sqlite3'}")
    person, now = kept.person_by_name(name), datetime.now(UTC)
    kept.add_screening(
        record_screening(load_shipped_programme(), "full", _answers("full"), now, (kept.new_id(), person.id)), now
    )
    boot.close()


def timed(home: Path, command: str, person: str) -> tuple[float, float]:
    """Seconds by the clock and of the processor, of one whole process. Raises CalledProcessError where it fails."""
    own = {"INTURN_HOME": str(home), "INTURN_TIME_ZONE": "UTC", "PYTHONPYCACHEPREFIX": str(home / "compiled")}
    environment = {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | own
    begun, spent = time.perf_counter(), _processor_s()
    done = subprocess.run(
        [sys.executable, "-m", "inturn", *command.split(), "--person", person], env=environment, check=False,
        capture_output=True,
    )  # fmt: skip
    seconds = time.perf_counter() - begun
    if done.returncode != 0:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return round(seconds, 3), round(_processor_s() - spent, 3)


def _processor_s() -> float:
    """Processor time of the children that have ended, s."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(home: Path, people: int, days: int, runs: int) -> dict[str, Any]:
    """The figures, for a person in the middle of the table."""
    person = f"Person{people // 2:02d}"
    answer_today(home, person)
    for command in COMMANDS:
        timed(home, command, person)
    found = {command: [timed(home, command, person) for _ in range(runs)] for command in COMMANDS}
    return {
        "people": people, "sessions_each": days,
        "clock_s": {command: sorted(clock for clock, _ in values) for command, values in found.items()},
        "processor_s": {command: sorted(cpu for _, cpu in values) for command, values in found.items()},
        "database_mb": round((home / "inturn.sqlite3").stat().st_size / 1e6, 1),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "load_average": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
    }  # fmt: skip


def main() -> None:
    """Build where needed, measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--days", type=int, default=3650)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--home", type=Path, default=None)
    parser.add_argument("--json", type=Path, default=None)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = asked.home or Path(folder)
        if not (home / "inturn.sqlite3").exists():
            build(home, asked.people, asked.days)
        found = json.dumps(measure(home, asked.people, asked.days, asked.runs), indent=2)
    print(found)
    if asked.json is not None:
        asked.json.write_text(found + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
