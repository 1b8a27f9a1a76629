"""What rendered people teach of how points go as a movement does: `inturn.training.coach.trajectory`.

    validation/.venv/bin/python -m validation.people.sets --of faults --seeds 8000-8239 --fps 10 --long 512 --out SETS
    python -m validation.coach keypoints SETS --seeds 8000-8239
    python -m validation.fit.trajectories SETS [--write]

Each repetition's points are laid out by how much of its way is truly gone. The mean over all is the first kind of
going, what differs most between them are the others. What is printed is how much of a trajectory the kinds leave over.
"""

import json
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from inturn.programme.coach import TRAJECTORIES, VIEWS, CoachRules
from inturn.programme.coach_file import load_coach
from inturn.training.coach.shape import TWENTIETH, Shape, picked
from inturn.training.coach.trajectory import FILE, POWERS, points_of
from validation.coach_parts.sets import RenderedSet
from validation.fit.coach_maps import DATA, asked, learnt_from, moments
from validation.people.exercise_truth import TrueRepetition
from validation.people.set_curves import even_step

Array = NDArray[np.float64]
KINDS = 3
RIDGE = 2e-4
"""Of a polynomial's weights: as good as none, but what a short way leaves open stays small."""
GRID = np.linspace(0.0, 1.0, 12)[1:]
Learnt = tuple[str, str, list[Array], Array]
"""Exercise, view, weights of each repetition (points, POWERS), and what they leave (moments, points)."""


def gone(rep: TrueRepetition, time_s: Array) -> tuple[Array, list[int]]:
    """How much of the way is truly gone at each moment (s), and which moments the program lays a shape over."""
    down, up = rep.tempo.lowering_s, rep.tempo.rising_s
    out, back = rep.start_s - TWENTIETH * down, rep.end_s + TWENTIETH * up
    share = even_step((time_s - out) / down) * (1.0 - even_step((time_s - back) / up + 1.0))
    return share, picked(time_s.tolist(), Shape(out, down, back, up))


def unlearnt() -> CoachRules:
    """The coach's rules without what is to be learnt here."""
    rules = load_coach()
    without = (e if e.excursion is None else replace(e, excursion=replace(e.excursion, trajectories=None))
               for e in rules.exercises)  # fmt: skip
    return replace(rules, exercises=tuple(without))


def learnt_of(one: RenderedSet) -> Learnt | None:
    """What a set teaches; None where the coach saw nobody stand, or it is of another exercise."""
    truth = one.truth
    if truth.exercise not in TRAJECTORIES:
        return None
    readings = [reading for _, _, reading in moments(one, truth.exercise, unlearnt())]
    times = np.array([r.time_s for r in readings])
    weights, left = list[Array](), list[Array]()
    for rep in truth.repetitions:
        share, near = gone(rep, times)
        mine = [readings[i] for i in near]
        if not mine:
            continue
        rows = np.stack([*(share[near] ** p for p in range(1, POWERS + 1)), np.ones(len(mine))], axis=-1)
        points = points_of(mine, truth.view)
        found = np.linalg.solve(rows.T @ rows + RIDGE * np.eye(POWERS + 1), rows.T @ points)
        weights.append(found[:-1].T)
        left.append(points - rows @ found)
    return (truth.exercise, truth.view, weights, np.vstack(left)) if weights else None


def kinds_of(weights: Array, noise: Array) -> tuple[Array, Array, Array, Array]:
    """Kinds of going (kinds, points, POWERS), how much of each there is in the mean, its precision, and the share of
    the differences between repetitions that the kinds leave over."""
    powers = np.stack([GRID**p for p in range(1, POWERS + 1)], axis=-1)
    every = ((weights @ powers.T) / noise[None, :, None]).reshape(len(weights), -1)
    mean = every.mean(axis=0)
    first = mean / np.linalg.norm(mean)
    differ = every - np.outer(every @ first, first)
    kinds = np.vstack([first, np.linalg.svd(differ, full_matrices=False)[2][: KINDS - 1]])
    amounts = every @ kinds.T
    over = np.sum((every - amounts @ kinds) ** 2) / np.sum((every - mean) ** 2)
    curves = kinds.reshape(KINDS, len(noise), -1) @ np.linalg.pinv(powers).T
    return curves, amounts.mean(axis=0), np.linalg.inv(np.cov(amounts.T)), over


def tables(learnt: list[Learnt]) -> Iterator[tuple[str, dict[str, Array]]]:
    """The tables of the data file, by name."""
    for exercise in TRAJECTORIES:
        for view in VIEWS:
            mine = [one for one in learnt if one[:2] == (exercise, view)]
            if not mine:
                raise SystemExit(f"No set of {exercise} from {view}: draw more seeds.")
            weights = np.array([w for one in mine for w in one[2]])
            noise = np.sqrt(np.mean(np.vstack([one[3] for one in mine]) ** 2, axis=0))
            curves, usual, sure, over = kinds_of(weights, noise)
            print(f"{exercise} {view}: {len(weights)} repetitions of {len(mine)} people; noise {noise.round(4)} trunk")
            print(f"  lengths; {KINDS} kinds leave {100.0 * over:.0f} % of what differs between repetitions")
            yield f"{exercise}.{view}", {"noise": noise, "curves": curves, "usual": usual, "sure": sure}


def plain(values: Array) -> object:
    """As written in the data file."""
    return np.vectorize(lambda x: float(f"{x:.5g}"))(values).tolist()


def main() -> None:
    """Fit, print what is left over, and write the tables when asked."""
    chosen = asked(__doc__)
    learnt, source = learnt_from(chosen.films, learnt_of)
    lines = [
        "# How nose, shoulders, hips and knees go across the picture in a movement (see trajectory.py).",
        "",
        "[provenance]",
        'basis = "fitted on rendered people"',
        'made_by = "python -m validation.fit.trajectories SETS --write"',
        f'seeds = "{source.seeds[0]}-{source.seeds[1]}, {source.people} people"',
        f'network = "{source.network}"',
    ]
    for name, table in tables(learnt):
        lines += ["", f"[{name}]", *(f"{key} = {json.dumps(plain(values))}" for key, values in table.items())]
    if chosen.write:
        (DATA / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
