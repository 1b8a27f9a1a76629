"""Random sets whose faults come in turn instead of by chance, so that every one is seen often from every view.

By chance 240 sets show some faults five times from a view, and one that is missed decides whether nine in ten are told.
Every set has five repetitions and none is free of faults; the rest is drawn as in `random_set`, of other people.
"""

from dataclasses import replace

from validation.people.casting import Rng
from validation.people.random_set import EVERYWHERE, EXERCISES, FORM, VIEWS, SetLot, random_lot

_ROUND = len(VIEWS) * len(EXERCISES)


def faults_of(seed: int) -> tuple[str, ...]:
    """What the seed's set does wrong: one fault of tempo or depth and one of form, in turn; two of the former where the
    view shows none of form, and in every other set where it shows one only."""
    view, slot = VIEWS[seed % len(VIEWS)], seed // len(VIEWS) % len(EXERCISES)
    exercise = EXERCISES[slot]
    turn = seed // _ROUND * EXERCISES.count(exercise) + EXERCISES[:slot].count(exercise)
    form = FORM.get((exercise, view), ())
    places = max(len(form), 2) if form else 1
    at, every = turn % places, EVERYWHERE[turn // places % len(EVERYWHERE)]
    if at < len(form):
        return every, form[at]
    return every, EVERYWHERE[(turn // places + 1) % len(EVERYWHERE)]


def fault_lot(seed: int, rng: Rng) -> SetLot:
    """What the seed's film shows."""
    return random_lot(seed, rng, faults_of(seed))


def first_lot(seed: int, rng: Rng) -> SetLot:
    """The same, but what is wrong comes within the first three repetitions and the two clean ones last: a person's own
    range, and what repetitions are held against, is learnt from faulty ones."""
    lot = fault_lot(seed, rng)
    if lot.plan is None:
        return lot
    reps = lot.plan.repetitions
    left = next((i for i, r in enumerate(reps) if r.attempt == "unfinished"), len(reps))
    return replace(lot, plan=replace(lot.plan, repetitions=(*reps[2:left], *reps[:2], *reps[left:])))
