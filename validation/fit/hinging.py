"""What rendered people teach about the front leg of a hinge: the maps of `inturn.training.coach.hinging`.

    validation/.venv/bin/python -m validation.people.sets --of hinging --seeds 6000-6446 --fps 6 --long 512 \\
        --out HINGING
    python -m validation.coach keypoints HINGING --seeds 6000-6446
    python -m validation.fit.hinging HINGING [--write]

Ridge regressions of the true bend of the front knee and the true rise of its heel on the points of single moments of
somebody who hinges, as the coach sees them; one for a front leg near the camera, one for a far one. Another of how far
the front foot stands ahead, on how they stand. What is printed is of people left out, in ten folds: errors of
repetitions, and of repetitions against the middle one of their set.
"""

from dataclasses import dataclass

import numpy as np

from inturn.body.keypoints import SIDES
from inturn.body.segments import SHANK
from inturn.training.coach.hinging import FILE, SEEN, hinge_features, nearness
from inturn.training.coach.learnt import places, standing_features
from validation.coach_parts.sets import RenderedSet
from validation.fit.coach_maps import FEWEST, RIDGE, Film, asked, crossed, fitted, learnt_from, moments, write
from validation.fit.ridge import FOLDS, applied, ridge

BENT = float(np.deg2rad(25.0))
WHAT = "What thirteen points of somebody who hinges say of the front leg, near or far, and its stance (see hinging.py)."
READ = {"knee": "deg", "heel": "shank lengths"}
LEVEL, APART = 0.1, 0.28
"""Feet are level up to, are clearly not from, so many shank lengths (4 and 12 cm)."""


@dataclass(frozen=True)
class Hinged:
    """A film's moments; features (F,) of the stance; how far the left foot stands ahead, shank lengths, as if the own
    right side were nearer; the same of the front foot, and as it is seen without a map."""

    film: Film
    stance: np.ndarray
    left_ahead: float
    ahead: float
    seen: float


def hinged_of(one: RenderedSet) -> Hinged | None:
    """What the coach saw of a film in which somebody hinges; None where it was hardly anything."""
    truth = one.truth
    notes = {name: np.array(truth.notes[name], dtype=float) for name in ("knee_deg", "heel_m")}
    knee, heel = np.deg2rad(notes["knee_deg"]), notes["heel_m"] / (SHANK.share * truth.body_height_m)
    rows, times, which = [], [], ""
    stood, away, seen = None, 0.0, float("nan")
    for body, stance, reading in moments(one, "deadlift"):
        if stood is None and reading.of("trunk") < 0.5 * BENT:
            seen = reading.of("stagger")
        if reading.of("trunk") > BENT and SEEN[0] <= abs(stance.turn) <= SEEN[1]:
            rows.append(hinge_features(places(body), stance.places, stance.trunk, stance.turn))
            times.append(body.time_s)
            which, away = nearness(SIDES.index(truth.side), stance.turn), stance.turn
            if stood is None:
                stood = standing_features(np.array(stance.places), stance.trunk, stance.turn)
    if len(rows) < FEWEST or stood is None:
        return None
    film = Film.of(one, np.array(rows), np.array(times), {"knee": knee, "heel": heel}, which)
    ahead = float(np.mean([v["not_staggered"] for v in truth.notes["values"]])) / (SHANK.share * truth.body_height_m)
    return Hinged(film, stood, ahead if (truth.side == SIDES[0]) == (away > 0.0) else -ahead, ahead, seen)


def ahead_crossed(films: list[Hinged]) -> None:
    """Print what is read of people left out who stood level, and of those who did not."""
    rows, true = np.array([h.stance for h in films]), np.array([h.left_ahead for h in films])
    said, fold = np.zeros(len(films)), np.arange(len(films)) % FOLDS
    for k in range(FOLDS):
        said[fold == k] = applied(rows[fold == k], ridge(rows[fold != k], true[fold != k], RIDGE))
    ahead = np.array([h.ahead for h in films])
    seen = np.array([h.seen for h in films])
    learnt = said * np.sign(true) * np.sign(ahead)
    for name, told in (("seen", seen), ("learnt", learnt), ("mean of both", 0.5 * (seen + learnt))):
        error = f"error sd {np.nanstd(told - ahead):.3f} of {np.std(ahead):.3f} shank lengths"
        print(f"ahead, {name}: {error} ({np.isfinite(told).sum()} people left out)")
        level, apart = (part[np.isfinite(part)] for part in (told[ahead < LEVEL], told[ahead > APART]))
        for limit in (0.13, 0.15, 0.17):
            words = f"{(level < limit).sum()} of {len(level)} level, {(apart < limit).sum()} of {len(apart)} not"
            print(f"  under {limit}: {words}")


def main() -> None:
    """Fit, print the errors, and write the maps when asked."""
    chosen = asked(__doc__)
    hinged, source = learnt_from(chosen.films, hinged_of)
    films = [h.film for h in hinged]
    ahead_crossed(hinged)
    maps = {"ahead": ridge(np.array([h.stance for h in hinged]), np.array([h.left_ahead for h in hinged]), RIDGE)}
    for what, unit in READ.items():
        for which in ("near", "far"):
            mine = [f for f in films if f.which == which]
            crossed(mine, what, unit, which)
            maps[f"{what}_{which}"] = fitted(mine, what)
    if chosen.write:
        write(FILE, WHAT, "python -m validation.fit.hinging HINGING --write", source, maps)


if __name__ == "__main__":
    main()
