"""How long it takes to read ten years of one person's daily use, as a whole process, from a store of twenty people.

    python -m validation.store_speed [--people 20] [--years 10] [--rounds 7] [--out FILE]

Every person has a session a day with its screening, eight sets and three pain entries, and a camera test and a PSFS a
week. Prints JSON: the quickest of the rounds against the limit (0.5 s), and an empty Python beside it, so that the
figure can be judged on any machine. Not a test: it never fails.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from math import radians
from pathlib import Path

from inturn.body.keypoints import SIDES
from inturn.quantity import Method, Quantity
from inturn.store import boot, repositories
from inturn.training.records import (
    History,
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

LIMIT_S = 0.5
START = datetime(2016, 1, 1, 7, tzinfo=UTC)
METHOD = Method("standing-test", "standing, hip 90, knee 90, free leg", "none", "video")
RESULT = json.dumps({"schema": "inturn/standing-test/1", "filler": "x" * 15_000})
TASKS = {
    "empty_python": "pass",
    "records_only": "import inturn.training.records",
    "history": "from inturn.store import boot, repositories as r; boot.boot({url!r}); h = r.history('p0'); "
    "assert len(h.sessions) == {sessions}",
    "history_without_results": "from inturn.store import boot, repositories as r; boot.boot({url!r}); "
    "h = r.history('p0', results=False); assert len(h.sessions) == {sessions}",
    "one_write": "from datetime import datetime, UTC\n"
    "from inturn.store import boot, repositories as r\n"
    "from inturn.training.records import PainEntry\n"
    "boot.boot({url!r})\n"
    "now = datetime(2030, 1, 1, tzinfo=UTC)\n"
    "r.add_pain(PainEntry(r.new_id(), 'p0', now, 'daily', 3), now)",
}


def rotation(n: int) -> Quantity:
    """A value with its error."""
    return Quantity(radians(20.0 + n % 9), "rad", 3, 0.02, 0.03, 0.02, METHOD, 0.05)


def camera_test(name: str, person: str, at: datetime, n: int) -> TestRecord:
    """A test with six trials and a result of ordinary size."""
    sides = tuple(SideRecord(s, "borderline", rotation(n), "not_reached", False, 1, None) for s in SIDES)
    trials = tuple(TrialRecord(s, i, rotation(i), "good", True, "not_reached") for s in SIDES for i in (1, 2, 3))
    return TestRecord(
        name, person, at, "day", METHOD, "unclear", "left", sides, trials, None, f"{n:064x}", None, "1", None, RESULT
    )


def decade(person: str, days: int) -> History:
    """Daily use of one person."""
    moments = [START + timedelta(days=d) for d in range(days)]
    sets = tuple(SetRecord("squat", SIDES[i % 2], i, 12, None, 8.0, 4, 1, "done", True, 0.95) for i in range(8))
    whole = timedelta(minutes=12)
    return History(
        Person(person, f"Person {person}", True, START, "Europe/Oslo", 1.7),
        tuple(Screening(f"{person}-c{d}", person, at, "short", "1", (("new", "no"), ("worse", "no")), "go", ())
              for d, at in enumerate(moments)),
        tuple(camera_test(f"{person}-t{d}", person, at, d) for d, at in enumerate(moments) if d % 7 == 0),
        tuple(SessionRecord(f"{person}-s{d}", person, f"{person}-c{d}", at, at + whole, "build", sets, 8)
              for d, at in enumerate(moments)),
        tuple(PainEntry(f"{person}-p{d}-{m}", person, at, m, d % 6, 6, 3)
              for d, at in enumerate(moments) for m in ("before", "after", "next_morning")),
        tuple(ScoreRecord(f"{person}-f{d}", person, at, "psfs", (("stairs", 5.0), ("socks", 6.5)))
              for d, at in enumerate(moments) if d % 7 == 0),
    )  # fmt: skip


def quickest(script: str, rounds: int) -> dict[str, float]:
    """Least wall and processor seconds of a whole Python process that runs `script`."""
    walls: list[float] = []
    works: list[float] = []
    for _ in range(rounds):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([sys.executable, "-c", script], check=True)
        walls.append(time.perf_counter() - began)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        works.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {"wall_s": round(min(walls), 3), "processor_s": round(min(works), 3)}


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    days = 365 * args.years
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "inturn.sqlite3"
        url = f"sqlite:///{file}"
        boot.boot(url)
        began = time.perf_counter()
        for n in range(args.people):
            repositories.add_history(decade(f"p{n}", days), datetime(2030, 1, 1, tzinfo=UTC))
        filled = time.perf_counter() - began
        boot.close()
        taken = {name: quickest(s.format(url=url, sessions=days), args.rounds) for name, s in TASKS.items()}
        figures = {
            "people": args.people, "sessions_each": days, "database_mb": round(file.stat().st_size / 1e6, 1),
            "filling_s": round(filled, 1), "cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1),
            "limit_s": LIMIT_S, "taken": taken,
            "history_over_limit": round(taken["history"]["wall_s"] / LIMIT_S, 2),
            "history_processor_over_limit": round(taken["history"]["processor_s"] / LIMIT_S, 2),
        }  # fmt: skip
    text = json.dumps(figures, indent=1)
    print(text)
    if args.out:
        args.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
