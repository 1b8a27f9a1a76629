"""What rendered people teach about the front leg of a hinge: the maps of `inturn.training.coach.hinging`.

    validation/.venv/bin/python -m validation.people.sets --of hinging --seeds 6000-6399 --fps 6 --long 512 \\
        --out HINGING
    python -m validation.coach keypoints HINGING --seeds 6000-6399
    python -m validation.fit.hinging HINGING [--write]

Ridge regressions of the true bend of the front knee and the true rise of its heel on the points of single moments of
somebody who hinges, as the coach sees them; one for a front leg near the camera, one for a far one. What is printed is
of people left out, in ten folds: errors of repetitions, and of repetitions against the middle one of their set.
"""

import numpy as np

from inturn.body.keypoints import SIDES
from inturn.body.segments import SHANK
from inturn.programme.coach_file import load_coach
from inturn.training.coach.hinging import FILE, SEEN, hinge_features, nearness
from inturn.training.coach.learnt import places
from inturn.training.coach.machine import start, step
from validation.coach_parts.sets import RenderedSet
from validation.fit.coach_maps import FEWEST, Film, asked, crossed, fitted, learnt_from, write

BENT = float(np.deg2rad(25.0))
WHAT = "What thirteen points of somebody who hinges say of the front leg, near or far (see hinging.py)."
READ = {"knee": "deg", "heel": "shank lengths"}


def hinged_of(one: RenderedSet) -> Film | None:
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
    return Film.of(one, np.array(rows), np.array(times), {"knee": knee, "heel": heel}, which)


def main() -> None:
    """Fit, print the errors, and write the maps when asked."""
    chosen = asked(__doc__)
    films, source = learnt_from(chosen.films, hinged_of)
    maps: dict[str, np.ndarray] = {}
    for what, unit in READ.items():
        for which in ("near", "far"):
            mine = [f for f in films if f.which == which]
            crossed(mine, what, unit, which)
            maps[f"{what}_{which}"] = fitted(mine, what)
    if chosen.write:
        write(FILE, WHAT, "python -m validation.fit.hinging HINGING --write", source, maps)


if __name__ == "__main__":
    main()
