"""What rendered people teach about the turn of a squatting pelvis: the map of `inturn.training.coach.turning`.

    validation/.venv/bin/python -m validation.people.sets --of turning --seeds 5000-5359 --fps 6 --long 512 \\
        --out TURNING
    python -m validation.coach keypoints TURNING --seeds 5000-5359
    python -m validation.fit.turning TURNING [--write]

A ridge regression of the true turn on the points of single moments of somebody who squats, as the coach sees them. What
is printed is of people left out, in ten folds: errors of moments, and how well repetitions that turned are told from
those that did not.
"""

from dataclasses import dataclass

import numpy as np

from inturn.body.keypoints import SIDES
from inturn.programme.coach_file import load_coach
from inturn.training.coach.learnt import features, places
from inturn.training.coach.machine import start, step
from inturn.training.coach.stance import Stance
from inturn.training.coach.turning import SEEN
from validation.coach_parts.sets import RenderedSet
from validation.fit.coach_maps import asked, learnt_from, write
from validation.fit.ridge import FOLDS, applied, ridge, told

RIDGE = 100.0
BENT = float(np.deg2rad(40.0))
"""Moments with thighs bent by more are learnt from: a turn comes late on the way down."""
BOTTOM_S = 0.3
HARDLY, WELL = 3.0, 13.0
"""A repetition has hardly turned, has turned well, up to and from so many degrees."""
WHAT = "What thirteen points of somebody who squats, seen obliquely, say of the pelvis' turn (see turning.py)."


@dataclass(frozen=True)
class Turned:
    """One film's moments: features (T, F), turn (T,) rad as if seen from the right, time (T,) s; sign that makes a turn
    towards the working side of it; (bottom_s,) of the repetitions."""

    features: np.ndarray
    turn: np.ndarray
    time_s: np.ndarray
    sign: float
    bottoms: tuple[float, ...]


def turned_of(one: RenderedSet) -> Turned | None:
    """What the coach saw of a film in which somebody bends; None where it was hardly anything."""
    truth = one.truth
    turn = np.deg2rad(np.array(truth.notes["turn_deg"], dtype=float))
    state, rows, true, times = start(load_coach(), "squat", truth.side), [], [], []
    stance: Stance | None = None
    for frame in one.frames():
        state, _ = step(state, frame)
        body, stance, reading = state.body, state.ground.stance, state.reading
        if body is None or stance is None or reading is None or not stance.measured:
            continue
        if reading.of("thigh") > BENT and SEEN[0] <= abs(stance.turn) <= SEEN[1]:
            rows.append(features(np.array(places(body)), np.array(stance.places), stance.trunk, stance.turn))
            true.append(float(np.interp(body.time_s * truth.fps, np.arange(len(turn)), turn)))
            times.append(body.time_s)
    if stance is None or len(rows) < 2:
        return None
    seen = 1.0 if stance.turn > 0.0 else -1.0
    sign = seen * (1.0 if truth.side == SIDES[0] else -1.0)
    bottoms = tuple(r.bottom_s for r in truth.repetitions)
    return Turned(np.array(rows), seen * np.array(true), np.array(times), sign, bottoms)


def repetitions(film: Turned, weights: np.ndarray) -> list[tuple[float, float]]:
    """(said, true) turn towards the working side at each bottom, degrees."""
    said = np.rad2deg(film.sign * applied(film.features, weights))
    true = np.rad2deg(film.sign * film.turn)
    near = (np.abs(film.time_s - bottom) <= BOTTOM_S for bottom in film.bottoms)
    return [(float(np.median(said[m])), float(np.median(true[m]))) for m in near if m.any()]


def crossed(films: list[Turned]) -> None:
    """Print the errors of people left out."""
    error: list[np.ndarray] = []
    pairs: list[tuple[float, float]] = []
    for k in range(FOLDS):
        weights = fitted([f for i, f in enumerate(films) if i % FOLDS != k])
        for film in films[k::FOLDS]:
            error.append(applied(film.features, weights) - film.turn)
            pairs += repetitions(film, weights)
    print(f"{len(films)} people left out, moments: {told(np.concatenate(error))}")
    said, true = np.array(pairs).T
    hardly, well = said[np.abs(true) < HARDLY], said[true > WELL]
    over = (hardly[:, None] < well[None, :]).mean()
    print(f"{hardly.size} repetitions hardly turned: {hardly.mean():.1f} ({hardly.std():.1f})")
    print(f"{well.size} well turned: {well.mean():.1f} ({well.std():.1f}); area under the curve {over:.3f}")
    for share in (1, 2, 5, 10):
        limit = np.percentile(well, share)
        print(f"  {share} % of the turned ones below {limit:.1f}: {(hardly < limit).mean():.2f} of the others")


def fitted(films: list[Turned]) -> np.ndarray:
    """Weights (F + 1,), the last one the constant."""
    rows, turn = np.concatenate([f.features for f in films]), np.concatenate([f.turn for f in films])
    return ridge(rows, turn, RIDGE)


def main() -> None:
    """Fit, print the errors, and write the map when asked."""
    chosen = asked(__doc__)
    films, source = learnt_from(chosen.films, turned_of)
    crossed(films)
    if chosen.write:
        write("turn.toml", WHAT, "python -m validation.fit.turning TURNING --write", source, {"turn": fitted(films)})


if __name__ == "__main__":
    main()
