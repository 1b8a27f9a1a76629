"""What rendered people teach about the front leg of a hinge: the maps of `inturn.training.coach.hinging`.

    validation/.venv/bin/python -m validation.people.sets --of hinging --seeds 6000-6399 --fps 6 --long 512 \\
        --out HINGING
    python -m validation.coach keypoints HINGING --seeds 6000-6399
    python -m validation.fit.hinging HINGING [--write]

Ridge regressions of the true bend of the front knee and the true rise of its heel on the points of single moments of
somebody who hinges, as the coach sees them; one for a front leg near the camera, one for a far one. What is printed is
of people left out, in ten folds: errors of repetitions, and of repetitions against the middle one of their set.
"""

from dataclasses import dataclass

import numpy as np

from inturn.body.keypoints import SIDES
from inturn.body.segments import SHANK
from inturn.programme.coach_file import load_coach
from inturn.training.coach.hinging import FILE, SEEN, hinge_features, nearness
from inturn.training.coach.learnt import places
from inturn.training.coach.machine import start, step
from validation.coach_parts.sets import RenderedSet
from validation.fit.coach_maps import asked, learnt_from, write
from validation.fit.ridge import FOLDS, applied, ridge

RIDGE = 100.0
OWN = 0.7
"""So much of each person's mean is taken off before: what changes within one counts more than what differs between."""
BENT = float(np.deg2rad(25.0))
BOTTOM_S = 0.4
FEWEST = 5
WHAT = "What thirteen points of somebody who hinges say of the front leg, near or far (see hinging.py)."
READ = {"knee": "deg", "heel": "shank lengths"}


@dataclass(frozen=True)
class Hinged:
    """One film's moments: features (T, F), time (T,) s, knee (T,) rad and heel (T,) shank lengths; near or far; bottoms
    of its repetitions, s."""

    features: np.ndarray
    time_s: np.ndarray
    true: dict[str, np.ndarray]
    which: str
    bottoms: tuple[float, ...]


def hinged_of(one: RenderedSet) -> Hinged | None:
    """What the coach saw of a film in which somebody hinges; None where it was hardly anything."""
    truth = one.truth
    notes = {name: np.array(truth.notes[name], dtype=float) for name in ("knee_deg", "heel_m")}
    knee, heel = np.deg2rad(notes["knee_deg"]), notes["heel_m"] / (SHANK.share * truth.body_height_m)
    state, rows, times, which = start(load_coach(), "deadlift", truth.side), [], [], ""
    for frame in one.frames():
        state, _ = step(state, frame)
        body, stance, reading = state.body, state.ground.stance, state.reading
        if body is None or stance is None or reading is None or not stance.measured:
            continue
        if reading.of("trunk") > BENT and SEEN[0] <= abs(stance.turn) <= SEEN[1]:
            rows.append(hinge_features(places(body), stance.places, stance.trunk, stance.turn))
            times.append(body.time_s)
            which = nearness(SIDES.index(truth.side), stance.turn)
    if len(rows) < FEWEST:
        return None
    at = np.array(times) * truth.fps
    true = {name: np.interp(at, np.arange(len(v)), v) for name, v in (("knee", knee), ("heel", heel))}
    return Hinged(np.array(rows), np.array(times), true, which, tuple(r.bottom_s for r in truth.repetitions))


def fitted(films: list[Hinged], what: str) -> np.ndarray:
    """Weights (F + 1,), the last one the constant."""
    rows = np.concatenate([f.features - OWN * f.features.mean(axis=0) for f in films])
    true = np.concatenate([f.true[what] - OWN * f.true[what].mean() for f in films])
    weights = ridge(rows, true, RIDGE)
    every, said = np.concatenate([f.features for f in films]), np.concatenate([f.true[what] for f in films])
    weights[-1] = said.mean() - every.mean(axis=0) @ weights[:-1]
    return weights


def repetitions(film: Hinged, weights: np.ndarray, what: str) -> np.ndarray:
    """(said, true) at each bottom."""
    said, true = applied(film.features, weights), film.true[what]
    near = (np.abs(film.time_s - bottom) <= BOTTOM_S for bottom in film.bottoms)
    return np.array([(np.median(said[m]), np.median(true[m])) for m in near if m.any()])


def crossed(films: list[Hinged], which: str, what: str) -> None:
    """Print the errors of people left out."""
    pairs: list[np.ndarray] = []
    own: list[np.ndarray] = []
    for k in range(FOLDS):
        weights = fitted([f for i, f in enumerate(films) if i % FOLDS != k], what)
        sets = [reps for f in films[k::FOLDS] if len(reps := repetitions(f, weights, what)) > 2]
        pairs += sets
        own += [reps - np.median(reps, axis=0) for reps in sets]
    scale = 180.0 / np.pi if what == "knee" else 1.0
    for words, found in (("", pairs), ("within a set ", own)):
        said, true = scale * np.concatenate(found).T
        r = np.corrcoef(said, true)[0, 1]
        print(
            f"{which} {what}: {words}error sd {np.std(said - true):.3f} of {np.std(true):.3f} {READ[what]}, "
            f"correlation {r:.2f} ({len(said)} repetitions of {len(pairs)} people left out)"
        )


def main() -> None:
    """Fit, print the errors, and write the maps when asked."""
    chosen = asked(__doc__)
    films, source = learnt_from(chosen.films, hinged_of)
    maps: dict[str, np.ndarray] = {}
    for what in READ:
        for which in ("near", "far"):
            mine = [f for f in films if f.which == which]
            crossed(mine, which, what)
            maps[f"{what}_{which}"] = fitted(mine, what)
    if chosen.write:
        write(FILE, WHAT, "python -m validation.fit.hinging HINGING --write", source, maps)


if __name__ == "__main__":
    main()
