"""Simulated people on the programme's real rules: does any history break a safety rule, and what does noise read?

    python -m validation.programme [--people 500] [--noise 500] [--jobs 2] [--json validation/results/programme.json]

Every person is drawn from a seed, lives twelve weeks (screen, test, plan, session, pain, scores) and asks for progress
after every evening with something new. The safety rules are written again in `validation.programme_safety`. Figures:
breaches of safety rules (must be 0), sets given with a weight although pain above 3 had been told (must be 0), and the
share of noise-only histories that ever read "improved", every look counted (at most 5 %).
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from math import sqrt
from pathlib import Path
from random import Random
from typing import Any

from inturn.programme.hip_internal_rotation import load_shipped_programme
from inturn.programme.standing_test import load_standing_test
from inturn.training.records import History, Person
from inturn.training.simulated.life import Life, Rules, World, live
from inturn.training.simulated.truth import KINDS, Kind, draw
from validation.programme_safety import breaches, loads_in_hidden_pain, loads_in_pain

START = datetime(2026, 1, 5, tzinfo=UTC)
RESULT = Path(__file__).parent / "results" / "programme.json"
PAGE = Path(__file__).parents[1] / "docs" / "programme-rules.md"
BEGIN, END = "<!-- figures: written by python -m validation.programme -->", "<!-- end of figures -->"
NOISE_SEEDS = 100_000


@dataclass(frozen=True, slots=True)
class Seen:
    """What one life came to."""

    kind: Kind
    seed: int
    breaches: tuple[str, ...]
    loads_in_pain: int
    loads_in_hidden_pain: int
    improved: bool
    pain_better: bool
    function_better: bool
    sessions: int
    tests: int
    looks: int
    heaviest_kg: float
    steps: tuple[str, ...]
    advice: tuple[str, ...]


def life_of(kind: Kind, seed: int, rules: Rules | None = None, *, look: bool = True) -> Life:
    """The life of the person of that kind and seed; without looks at progress it takes half the time."""
    rng = Random(f"{kind}-{seed}")
    truth = draw(kind, rng)
    person = Person(f"{kind}-{seed}", kind, adult=True, created_at=START)
    world = World(load_shipped_programme(), load_standing_test(), rules or Rules(), look)
    return live(truth, History(person), START, world, rng)


def seen_of(kind: Kind, seed: int, rules: Rules | None = None) -> Seen:
    """What that life came to."""
    life = life_of(kind, seed, rules)
    sets = [s for session in life.history.sessions for s in session.sets]
    return Seen(
        kind=kind,
        seed=seed,
        breaches=tuple(f"{b.rule}: {b.at:%Y-%m-%d} {b.what}" for b in breaches(life)),
        loads_in_pain=loads_in_pain(life),
        loads_in_hidden_pain=loads_in_hidden_pain(life),
        improved=any(look.improved for look in life.looks),
        pain_better=any(look.pain.code == "better" for look in life.looks),
        function_better=any(s.code == "better" for look in life.looks for s in look.scores),
        sessions=len(life.history.sessions),
        tests=len(life.history.tests),
        looks=len(life.looks),
        heaviest_kg=max((s.load_kg for s in sets), default=0.0),
        steps=tuple(sorted({g.prescription.step for g in life.given})),
        advice=tuple(sorted({d.code for look in life.looks for d in look.advice})),
    )


def _seen(who: tuple[Kind, int]) -> Seen:
    return seen_of(*who)


def people(count: int) -> list[tuple[Kind, int]]:
    """`count` people, the kinds in turn."""
    return [(KINDS[i % len(KINDS)], i // len(KINDS)) for i in range(count)]


def simulate(who: Iterable[tuple[Kind, int]], jobs: int = 1, rules: Rules | None = None) -> list[Seen]:
    """Their lives, in the same order. Rules put in are only driven in this process."""
    if jobs == 1 or rules is not None:
        return [partial(seen_of, rules=rules)(kind, seed) for kind, seed in who]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(_seen, who, chunksize=5))


def share_with_interval(hits: int, n: int) -> dict[str, float]:
    """A share with its 95 % Wilson interval."""
    if n == 0:
        return {"hits": 0, "n": 0, "share": 0.0, "low": 0.0, "high": 1.0}
    z, p = 1.959963984540054, hits / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return {"hits": hits, "n": n, "share": round(p, 4), "low": round(middle - half, 4), "high": round(middle + half, 4)}


def report(seen: list[Seen], noise: list[Seen]) -> dict[str, object]:
    """The figures. `noise`: further noise-only people, counted with those among `seen` for what noise reads."""
    everybody = [*seen, *noise]
    quiet = [s for s in everybody if s.kind == "noise_only"]
    broken = [f"{s.kind} {s.seed}: {b}" for s in everybody for b in s.breaches]
    return {
        "schema": "inturn/validation-programme/1",
        "people": len(seen),
        "noise_only_people": len(quiet),
        "weeks": 12,
        "safety_breaches": len(broken),
        "breaches": broken[:50],
        "sets_with_weight_in_told_pain": sum(s.loads_in_pain for s in everybody),
        "sets_with_weight_in_hidden_pain": sum(s.loads_in_hidden_pain for s in everybody),
        "noise_ever_improved": share_with_interval(sum(s.improved for s in quiet), len(quiet)),
        "noise_ever_pain_better": share_with_interval(sum(s.pain_better for s in quiet), len(quiet)),
        "noise_ever_function_better": share_with_interval(sum(s.function_better for s in quiet), len(quiet)),
        "noise_ever_any": share_with_interval(
            sum(s.improved or s.pain_better or s.function_better for s in quiet), len(quiet)
        ),
        "kinds": {kind: _of_kind([s for s in seen if s.kind == kind]) for kind in KINDS},
    }


def _of_kind(seen: list[Seen]) -> dict[str, object]:
    n = max(len(seen), 1)
    return {
        "people": len(seen),
        "sessions": round(sum(s.sessions for s in seen) / n, 1),
        "tests": round(sum(s.tests for s in seen) / n, 1),
        "looks": round(sum(s.looks for s in seen) / n, 1),
        "ever_improved": round(sum(s.improved for s in seen) / n, 3),
        "ever_pain_better": round(sum(s.pain_better for s in seen) / n, 3),
        "ever_loaded": round(sum(s.heaviest_kg > 0 for s in seen) / n, 3),
        "heaviest_kg": max((s.heaviest_kg for s in seen), default=0.0),
        "steps": dict(sorted(Counter(step for s in seen for step in s.steps).items())),
        "advice": dict(sorted(Counter(code for s in seen for code in s.advice).items())),
    }


def page_figures(found: dict[str, Any]) -> str:
    """The figures as the page on the rules shows them."""

    def share(name: str) -> str:
        s = found[name]
        return f"{s['share']:.1%} ({s['hits']} of {s['n']}; 95 % interval {s['low']:.1%} to {s['high']:.1%})"

    rows = [
        ("people, noise-only people (among them and further ones)", f"{found['people']}, {found['noise_only_people']}"),
        ("breaches of a safety rule", str(found["safety_breaches"])),
        ("sets given with a weight although pain above 3 was told", str(found["sets_with_weight_in_told_pain"])),
        (
            "sets given with a weight in true pain above 5 that was not told",
            str(found["sets_with_weight_in_hidden_pain"]),
        ),
        ('noise-only histories that ever read "improved", all looks', share("noise_ever_improved")),
        ("noise-only histories that ever read less pain", share("noise_ever_pain_better")),
        ("noise-only histories that ever read better function", share("noise_ever_function_better")),
        ("noise-only histories that ever read any of these", share("noise_ever_any")),
    ]
    lines = ["| figure | value |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows), ""]
    lines += ['| kind | people | sessions | ever "improved" | ever less pain | ever a weight | heaviest |']
    lines += ["|---|---|---|---|---|---|---|"]
    for kind, k in found["kinds"].items():
        name = kind.replace("_", " ")
        lines.append(
            f"| {name} | {k['people']} | {k['sessions']} | {k['ever_improved']:.0%} | {k['ever_pain_better']:.0%} | "
            f"{k['ever_loaded']:.0%} | {k['heaviest_kg']:g} kg |"
        )
    return "\n".join(lines)


def write_page(found: dict[str, Any]) -> None:
    """Put the figures between the page's marks."""
    text = PAGE.read_text("utf-8")
    head, tail = text.split(BEGIN)[0], text.split(END)[1]
    PAGE.write_text(f"{head}{BEGIN}\n{page_figures(found)}\n{END}{tail}", "utf-8")


def main(arguments: list[str] | None = None) -> None:
    """Simulate, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--noise", type=int, default=500, help="further noise-only people")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--json", type=Path, default=RESULT)
    asked = parser.parse_args(arguments)
    seen = simulate(people(asked.people), asked.jobs)
    noise = simulate([("noise_only", NOISE_SEEDS + i) for i in range(asked.noise)], asked.jobs)
    found = report(seen, noise)
    asked.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    if asked.json == RESULT:
        write_page(found)
    print(json.dumps({k: v for k, v in found.items() if k not in ("kinds", "schema")}, indent=1))


if __name__ == "__main__":
    main()
