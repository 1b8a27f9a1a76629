"""The rows as columns: values with the people they belong to, ready for the statistics."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from inturn.programme.standing_test import StandingTestRules
from inturn.quantity import Difference
from validation.figures.rows import CHANGES, FilmRow, SideRow, TrialRow
from validation.figures.statistics import Floats, probability_below

SMALLEST_DEG = 6.0
"""The smallest true trial that must be found (DESIGN, "Targets")."""
CHEAT_DEG = 8.0
"""A larger change of list, turn or lean must be flagged."""


class Column(NamedTuple):
    """Values and whose they are."""

    values: list[float]
    people: list[str]

    @property
    def array(self) -> Floats:
        """The values as an array."""
        return np.array(self.values, dtype=float)


def column(pairs: Iterator[tuple[float, str]] | Sequence[tuple[float, str]]) -> Column:
    """Pairs of value and person as a column."""
    kept = list(pairs)
    return Column([v for v, _ in kept], [p for _, p in kept])


def tests(rows: Sequence[FilmRow]) -> list[FilmRow]:
    """Films of the standing test (no negatives)."""
    return [r for r in rows if not r.negative]


def trials(rows: Sequence[FilmRow]) -> Iterator[tuple[FilmRow, TrialRow]]:
    """Every true trial with its film."""
    return ((r, t) for r in tests(rows) for t in r.trials)


def readable(rows: Sequence[FilmRow]) -> Iterator[tuple[FilmRow, TrialRow]]:
    """True trials that were found and read."""
    return ((r, t) for r, t in trials(rows) if t.counts)


def sides(rows: Sequence[FilmRow]) -> Iterator[tuple[FilmRow, SideRow]]:
    """Every side of every film that gave a result."""
    return ((r, s) for r in tests(rows) for s in r.sides)


def trial_errors(rows: Sequence[FilmRow]) -> Column:
    """Said minus true rotation of readable trials, degrees."""
    return column((t.error, r.person) for r, t in readable(rows))


def per_trial(rows: Sequence[FilmRow], take: Callable[[TrialRow], float | None]) -> Column:
    """Something of each readable trial; None becomes NaN."""
    return column((np.nan if (v := take(t)) is None else float(v), r.person) for r, t in readable(rows))


def asked_for(rows: Sequence[FilmRow]) -> Iterator[tuple[FilmRow, TrialRow]]:
    """True trials large enough that they must be found."""
    return ((r, t) for r, t in trials(rows) if abs(t.true) >= SMALLEST_DEG)


def found_and_sided(rows: Sequence[FilmRow]) -> Column:
    """1 for each true trial found on its side, 0 for each missed one and for each extra one (negatives apart)."""
    hits = [(float(t.found), r.person) for r, t in asked_for(rows)]
    return column(hits + [(0.0, r.person) for r in tests(rows) for _ in range(r.extra)])


def verdict_in_negative(rows: Sequence[FilmRow]) -> Column:
    """1 for each negative that led to a verdict (anything but a refusal or "unreadable")."""
    return column((float(r.verdict not in (None, "unreadable")), r.person) for r in rows if r.negative)


def cheat_flagged(rows: Sequence[FilmRow], *, surely: bool = False) -> Column:
    """Per test with a change over `CHEAT_DEG`: 1 when one of those trials was said to have moved, or to have perhaps.

    surely: only when it was said to have moved, with the probability that the test's gates ask for.
    """
    out: list[tuple[float, str]] = []
    for r in tests(rows):
        cheats = [t for t in r.trials if any(abs(t.changes[c].true) > CHEAT_DEG for c in CHANGES)]
        if cheats:
            out.append((float(any(t.still is False or (t.doubtful and not surely) for t in cheats)), r.person))
    return column(out)


def is_clean(row: FilmRow) -> bool:
    """No cheat in the truth, every trial within the limits of a readable, still one."""
    return bool(row.trials) and all(t.true_still and t.true_readable and not t.cheats for t in row.trials)


def clean_passed(rows: Sequence[FilmRow], *, surely: bool = False) -> Column:
    """Per clean test: 1 when every trial was found, readable and still, none moved perhaps, nothing else was found.

    surely: a trial that was said to have moved perhaps counts as still, as it does in the result.
    """

    def passed(t: TrialRow) -> bool:
        return t.counts and t.still is True and (surely or not t.doubtful)

    return column(
        (float(r.extra == 0 and all(passed(t) for t in r.trials)), r.person) for r in tests(rows) if is_clean(r)
    )


def side_difference_errors(rows: Sequence[FilmRow]) -> Column:
    """Said minus true left-right difference, degrees."""
    found = [(r, r.difference) for r in tests(rows)]
    return column((d.value - d.true, r.person) for r, d in found if d is not None)


def change_errors(rows: Sequence[FilmRow], name: str) -> Column:
    """Said minus true change of `pelvic_list`, `pelvic_turn` or `trunk_lean`, degrees."""

    def error(t: TrialRow) -> float | None:
        change = t.changes[name]
        return None if change.said is None else change.said - change.true

    return per_trial(rows, error)


class Claims(NamedTuple):
    """Probabilities that were said and what was so."""

    said: list[float]
    happened: list[bool]


def below_target(rows: Sequence[FilmRow], *, real_person: bool) -> Claims:
    """P(side < target) with or without the real-person term, against the truth of the same trials."""
    said: list[float] = []
    happened: list[bool] = []
    for r, s in sides(rows):
        if s.value is None or s.sd is None or s.true is None:
            continue
        sd = float(np.hypot(s.sd, s.real_person_sd or 0.0)) if real_person else s.sd
        said.append(probability_below(s.value, sd, r.target))
        happened.append(s.true < r.target)
    return Claims(said, happened)


def moved(rows: Sequence[FilmRow], rules: StandingTestRules) -> Claims:
    """P(list, turn or lean beyond its limit) against the truth, all three together."""
    limits = {
        "pelvic_list": np.rad2deg(rules.stillness.pelvic_list),
        "pelvic_turn": np.rad2deg(rules.stillness.pelvic_turn),
        "trunk_lean": np.rad2deg(rules.stillness.trunk_lean),
    }
    said: list[float] = []
    happened: list[bool] = []
    for _, t in readable(rows):
        for name, limit in limits.items():
            c = t.changes[name]
            if c.said is not None and c.sd:
                said.append(min(max(Difference(c.said, c.sd).probability_beyond(float(limit)), 0.0), 1.0))
                happened.append(bool(abs(c.true) > limit))
    return Claims(said, happened)
