"""Maps that the coach reads (`inturn.training.coach.learnt`): how they are learnt from films, how far they are off with
people left out, and their files."""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from inturn.programme.coach import CoachRules
from inturn.programme.coach_file import load_coach
from inturn.training.coach.machine import start, step
from inturn.training.coach.points import Body
from inturn.training.coach.signals import Reading
from inturn.training.coach.stance import Stance
from validation.coach_parts.sets import RenderedSet, rendered_sets
from validation.fit.ridge import FOLDS, applied, ridge
from validation.people.seeds import FIT

RIDGE = 10.0
OWN = 0.8
"""So much of each person's mean is taken off before: what changes within one counts more than what differs between."""
BOTTOM_S = 0.4
FEWEST = 5
"""Moments of a film that is learnt from."""
Read = TypeVar("Read")
DATA = Path("src/inturn/training/coach/data")


@dataclass(frozen=True)
class Source:
    """Whom a map was learnt from: first and last seed, people, and the network whose points they are."""

    seeds: tuple[int, int]
    people: int
    network: str


@dataclass(frozen=True)
class Film:
    """One film's moments: features (T, F), time (T,) s, what is true of them by name (T,), rad or shank lengths; and
    the bottoms of its repetitions, s."""

    features: np.ndarray
    time_s: np.ndarray
    true: dict[str, np.ndarray]
    bottoms: tuple[float, ...]
    which: str = ""

    @staticmethod
    def of(
        one: RenderedSet, rows: np.ndarray, time_s: np.ndarray, true: Mapping[str, np.ndarray], which: str = ""
    ) -> "Film":
        """Moments at `time_s` of a film whose every picture's truth is `true`; `which` map they are for."""
        at = time_s * one.truth.fps
        said = {name: np.interp(at, np.arange(len(v)), v) for name, v in true.items()}
        return Film(rows, time_s, said, tuple(r.bottom_s for r in one.truth.repetitions), which)


def moments(one: RenderedSet, exercise: str, rules: CoachRules | None = None) -> Iterator[tuple[Body, Stance, Reading]]:
    """What the coach saw of a film of an exercise, once somebody has stood: points, stance and signals."""
    state = start(rules or load_coach(), exercise, one.truth.side)
    for frame in one.frames():
        before = state.reading
        state, _ = step(state, frame)
        body, stance, reading = state.body, state.ground.stance, state.reading
        if reading is before:
            continue
        if body is not None and stance is not None and reading is not None and stance.measured:
            yield body, stance, reading


def asked(description: str | None) -> argparse.Namespace:
    """The command's `films` (folder) and `write`."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("films", type=Path)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def fitted(films: Sequence[Film], what: str) -> np.ndarray:
    """Weights (F + 1,) of a map, the last one the constant."""
    rows = np.concatenate([f.features - OWN * f.features.mean(axis=0) for f in films])
    true = np.concatenate([f.true[what] - OWN * f.true[what].mean() for f in films])
    weights = ridge(rows, true, RIDGE)
    every, said = np.concatenate([f.features for f in films]), np.concatenate([f.true[what] for f in films])
    weights[-1] = said.mean() - every.mean(axis=0) @ weights[:-1]
    return weights


def _repetitions(film: Film, weights: np.ndarray, what: str) -> np.ndarray:
    """(said, true) at each bottom."""
    said, true = applied(film.features, weights), film.true[what]
    near = (np.abs(film.time_s - bottom) <= BOTTOM_S for bottom in film.bottoms)
    return np.array([(np.median(said[m]), np.median(true[m])) for m in near if m.any()])


def crossed(films: Sequence[Film], what: str, unit: str, which: str = "") -> None:
    """Print the errors of people left out, in folds."""
    pairs: list[np.ndarray] = []
    for k in range(FOLDS):
        weights = fitted([f for i, f in enumerate(films) if i % FOLDS != k], what)
        pairs += [reps for f in films[k::FOLDS] if len(reps := _repetitions(f, weights, what)) > 2]
    own = [reps - np.median(reps, axis=0) for reps in pairs]
    scale = 180.0 / np.pi if unit == "deg" else 1.0
    for words, found in (("", pairs), ("within a set ", own)):
        said, true = scale * np.concatenate(found).T
        r = np.corrcoef(said, true)[0, 1]
        print(
            f"{which} {what}: {words}error sd {np.std(said - true):.3f} of {np.std(true):.3f} {unit}, "
            f"correlation {r:.2f} ({len(said)} repetitions of {len(pairs)} people left out)"
        )


def learnt_from(folder: Path, read: Callable[[RenderedSet], Read | None]) -> tuple[list[Read], Source]:
    """What `read` makes of each film of fit seeds whose keypoints are there, and whom that is."""
    sets = [s for s in rendered_sets(folder, FIT) if s.recording_path.exists()]
    if not sets:
        raise SystemExit(f"{folder} holds no film of fit seeds with keypoints: see validation/people/README.md.")
    films = [film for s in sets if (film := read(s)) is not None]
    seeds = sets[0].truth.seed, sets[-1].truth.seed
    return films, Source(seeds, len(films), str(sets[0].recording().attrs["network"]))


def write(file: str, what: str, command: str, source: Source, tables: Mapping[str, np.ndarray]) -> None:
    """Maps by name, weights (F + 1,) with the constant last, as data of the program."""
    lines = [
        f"# {what}",
        "",
        "[provenance]",
        'basis = "fitted on rendered people"',
        f'made_by = "{command}"',
        f'seeds = "{source.seeds[0]}-{source.seeds[1]}, {source.people} people"',
        f'network = "{source.network}"',
    ]
    for name, weights in tables.items():
        numbers = [float(f"{float(w):.5g}") for w in weights]
        lines += ["", f"[{name}]", f"weights = {json.dumps(numbers[:-1])}", f"constant = {numbers[-1]}"]
    (DATA / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
