"""A seed's film of an exercise: parts one after another, posed, with what is true of them."""

from dataclasses import dataclass, replace

import numpy as np

from validation.people.body import BodyShape
from validation.people.casting import Rng
from validation.people.exercise_truth import ExerciseTruth, TrueSpan
from validation.people.joining import joined, walk
from validation.people.lying import ReleasePlan, write_release
from validation.people.other import marching
from validation.people.plan import Style
from validation.people.pose import PosedBody, pose_body
from validation.people.props import Prop, resting_on_floor, roller_between_thighs, stick_along_back
from validation.people.random_set import SetLot
from validation.people.set_moves import write_set
from validation.people.set_plan import RepetitionPlan, SetPlan, SquatShape
from validation.people.set_truth import Judged, Read, signals, true_repetitions
from validation.people.sitting import chair

BEND = SquatShape(float(np.deg2rad(85)), 0.06, float(np.deg2rad(25)))


def _reach_down(rng: Rng) -> SquatShape:
    """Down to the floor with the hands: in a deep squat, or stooping."""
    low = rng.random() < 0.6
    bend, lean = (rng.uniform(104, 110), rng.uniform(80, 86)) if low else (rng.uniform(62, 72), rng.uniform(96, 102))
    return SquatShape(float(np.deg2rad(bend)), 0.08 if low else 0.12, float(np.deg2rad(lean)))


@dataclass(frozen=True)
class SetFilm:
    """The posed person, what they hold, the pictures [first, last) of the exercise itself, and the truth.

    `truth` has no clip, size or view angle yet: the camera is not placed.
    """

    posed: PosedBody
    props: tuple[Prop, ...]
    exercise_from: int
    exercise_to: int
    truth: ExerciseTruth


def _quiet(rng: Rng, style: Style, body: BodyShape, fps: float, length_s: float) -> PosedBody:
    plan = SetPlan("left", BEND, (), style, length_s, 0.0)
    return pose_body(body, write_set(plan, body.height_m, fps, rng))


def _other(what: str, rng: Rng, style: Style, body: BodyShape, fps: float, before: bool) -> PosedBody:
    """One of the movements that are no exercise, beginning or ending at the place of the exercise."""
    h = body.height_m
    if what == "standing":
        return _quiet(rng, style, body, fps, float(rng.uniform(1.0, 2.5)) if rng.random() < 0.85 else 7.0)
    if what == "walking":
        away = np.array([rng.uniform(-0.7, 0.3), rng.choice([-1, 1]) * rng.uniform(1.3, 1.9)])
        here = np.asarray(style.place, dtype=float)
        ends = (away, here) if before else (here, away)
        return pose_body(body, walk(rng, style, h, fps, *ends, facing=style.heading))
    if what == "marching":
        return pose_body(body, marching(rng, replace(style, half_stance=0.055), h, fps, steps=6))
    if what == "hovering":
        bend = RepetitionPlan(depth=0.12, lower_s=0.8, pause_s=0.2, rise_s=0.8, rest_s=0.3)
        plan = SetPlan("left", BEND, (bend,) * 4, style, 0.6, 0.5)
    else:
        once = RepetitionPlan(lower_s=float(rng.uniform(0.8, 1.3)), pause_s=0.4, rise_s=float(rng.uniform(0.8, 1.2)))
        plan = SetPlan("left", _reach_down(rng), (once,), style, 0.6, 0.3)
    return pose_body(body, write_set(plan, h, fps, rng))


def _span(start: int, posed: PosedBody, what: str, fps: float) -> TrueSpan:
    return TrueSpan(round(start / fps, 3), round((start + len(posed.skeleton.pelvis)) / fps, 3), what)


def _held_props(lot: SetLot, posed: PosedBody, body: BodyShape, first: int, last: int) -> tuple[Prop, ...]:
    """The roller or the stick in use in pictures [first, last), on the floor otherwise; nothing for bones alone."""
    if not len(body.vertices):
        return ()
    if lot.exercise == "squat":
        return (resting_on_floor(roller_between_thighs(posed), first, last),)
    if lot.exercise == "deadlift":
        return (resting_on_floor(stick_along_back(body, posed), first, last),)
    if lot.exercise == "sit_to_stand" and lot.plan is not None:
        return (chair(posed, lot.plan.style.heading),)
    return ()


def _release(lot: SetLot, body: BodyShape, seed: int, fps: float, rng: Rng) -> SetFilm:
    heading = float(np.deg2rad(-lot.azimuth_deg))
    plan = ReleasePlan(
        lot.side, 0.0, float(rng.uniform(6, 10)), int(rng.integers(2, 4)), float(rng.uniform(2.5, 4.0)),
        float(rng.uniform(0.04, 0.08)), heading,
    )  # fmt: skip
    _, posed, roller = write_release(plan, body, fps, rng)
    spans = (
        TrueSpan(0.0, round(plan.hold_s, 3), "hold"),
        TrueSpan(round(plan.hold_s, 3), round(plan.length_s, 3), "rolling"),
    )
    truth = _truth(lot, body, seed, fps)
    return SetFilm(posed, (roller,), 0, len(posed.skeleton.pelvis), replace(truth, side=lot.side, holds=spans))


def _truth(lot: SetLot, body: BodyShape, seed: int, fps: float) -> ExerciseTruth:
    return ExerciseTruth(
        clip="", seed=seed, exercise=None if lot.exercise == "none" else lot.exercise, side=None, view=lot.view,
        azimuth_deg=round(lot.azimuth_deg, 1), fps=fps, width=0, height=0, body_height_m=round(body.height_m, 3),
    )  # fmt: skip


def _negative(lot: SetLot, body: BodyShape, seed: int, fps: float, rng: Rng) -> SetFilm:
    style = Style(heading=float(np.deg2rad(-lot.azimuth_deg)), sway=float(rng.uniform(0.5, 1.6)))
    names = ("standing", *sorted(lot.others, key=lambda n: n == "walking"))  # who walks away does nothing after it
    parts = [_other(n, rng, style, body, fps, before=False) for n in names]
    posed, starts = joined(parts, fps)
    spans = tuple(_span(s, p, n, fps) for s, p, n in zip(starts, parts, names, strict=True))
    last = len(posed.skeleton.pelvis)
    return SetFilm(posed, (), 0, last, replace(_truth(lot, body, seed, fps), negatives=spans))


def _attempts(others: list[tuple[RepetitionPlan, Read]], fps: float) -> tuple[list[TrueSpan], list[TrueSpan]]:
    """Attempts, and small bends that are not even that."""
    attempts: list[TrueSpan] = []
    small: list[TrueSpan] = []
    for r, read in others:
        depth = abs(read.depth)  # rising from a chair the signal is negative
        span = TrueSpan(round(read.began / fps, 3), round(read.ended / fps, 3), r.attempt, round(float(depth), 1))
        (small if r.attempt == "hovering" else attempts).append(span)
    return attempts, small


def _notes(judged: list[Judged]) -> dict[str, object]:
    return {"doubtful": [list(j.doubtful) for j in judged], "values": [j.values for j in judged]}


def film_of(lot: SetLot, body: BodyShape, seed: int, fps: float, rng: Rng) -> SetFilm:
    """The film of what a seed drew."""
    if lot.exercise == "release":
        return _release(lot, body, seed, fps, rng)
    if lot.plan is None:
        return _negative(lot, body, seed, fps, rng)
    return _set(lot, lot.plan, body, seed, fps, rng)


def _set(lot: SetLot, plan: SetPlan, body: BodyShape, seed: int, fps: float, rng: Rng) -> SetFilm:
    """A set, with what comes before and after it."""
    style = plan.style
    names = [n for n in (lot.before, "set", lot.after) if n]
    parts = [
        pose_body(body, write_set(plan, body.height_m, fps, rng))
        if n == "set"
        else _other(n, rng, style, body, fps, before=i == 0)
        for i, n in enumerate(names)
    ]
    posed, starts = joined(parts, fps)
    at = names.index("set")
    first, last = starts[at], starts[at] + len(parts[at].skeleton.pelvis)
    seen = signals(posed.skeleton, posed.rotations["thorax"], plan.side, first + round(0.5 * fps))
    judged, others = true_repetitions(plan, seen, first, fps)
    attempts, small = _attempts(others, fps)
    spans = [_span(s, p, n, fps) for s, p, n in zip(starts, parts, names, strict=True) if n != "set"]
    truth = replace(
        _truth(lot, body, seed, fps),
        side=plan.side,
        repetitions=tuple(j.repetition for j in judged),
        attempts=tuple(attempts),
        negatives=(*spans, *small),
        standing_s=round(plan.quiet_s, 3),
        notes=_notes(judged),
    )
    return SetFilm(posed, _held_props(lot, posed, body, first, last), first, last, truth)
