"""What rendered people teach about squats seen obliquely: the maps of `inturn.training.coach.squatting`.

    validation/.venv/bin/python -m validation.people.sets --of squatting --seeds 7000-7151 --fps 6 --long 512 \\
        --out SQUATTING                                                     # and 7200-7351
    python -m validation.coach keypoints SQUATTING --seeds 7000-7351
    python -m validation.fit.squatting SQUATTING [--write]

Ridge regressions of the pelvis' true turn, the trunk's lean beyond the shins' and the heels' rise on the points of
single moments of somebody who squats, as the coach sees them. What is printed is of people left out, in ten folds:
errors of repetitions, and of repetitions against the middle one of their set.
"""

from dataclasses import replace

import numpy as np

from inturn.body.segments import SHANK
from inturn.training.coach.learnt import places
from inturn.training.coach.squatting import FILE, SEEN, squat_features
from validation.coach_parts.sets import RenderedSet
from validation.fit.coach_maps import FEWEST, Film, asked, crossed, fitted, learnt_from, moments, write

BENT = float(np.deg2rad(30.0))
"""Moments with thighs bent by more are learnt from: less is no repetition."""
WHAT = "What thirteen points of somebody who squats, seen obliquely, say of turn, lean and heels (see squatting.py)."
READ = {"turn": "deg", "lean": "deg", "heel": "shank lengths"}


def squat_of(one: RenderedSet) -> Film | None:
    """What the coach saw of a film in which somebody bends; None where it was hardly anything."""
    truth = one.truth
    turn, lean, heel = (np.array(truth.notes[name], dtype=float) for name in ("turn_deg", "lean_deg", "heel_m"))
    rows, times, nearer = [], [], []
    for body, stance, reading in moments(one, "squat"):
        if reading.of("thigh") > BENT and SEEN[0] <= abs(stance.turn) <= SEEN[1]:
            rows.append(squat_features(places(body), stance.places, stance.trunk, stance.turn))
            times.append(body.time_s)
            nearer.append(1.0 if stance.turn > 0.0 else -1.0)
    if len(rows) < FEWEST:
        return None
    true = {
        "turn": np.deg2rad(turn),
        "lean": np.deg2rad(lean),
        "heel": heel / (SHANK.share * truth.body_height_m),
    }
    film = Film.of(one, np.array(rows), np.array(times), true)
    as_seen = {"turn": np.array(nearer) * film.true["turn"]}  # as if the own right side were nearer, like the features
    return replace(film, true=film.true | as_seen)


def main() -> None:
    """Fit, print the errors, and write the maps when asked."""
    chosen = asked(__doc__)
    films, source = learnt_from(chosen.films, squat_of)
    for what, unit in READ.items():
        crossed(films, what, unit)
    if chosen.write:
        maps = {what: fitted(films, what) for what in READ}
        write(FILE, WHAT, "python -m validation.fit.squatting SQUATTING --write", source, maps)


if __name__ == "__main__":
    main()
