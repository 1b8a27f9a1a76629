"""Realistic results, one per outcome: what the report is tested with."""

from collections.abc import Callable
from dataclasses import dataclass
from math import hypot
from typing import Any

import numpy as np

from inturn.report.document import (
    Change,
    Compensation,
    DifferenceOut,
    Drift,
    Gate,
    MadeBy,
    MethodOut,
    Note,
    Pain,
    Result,
    SideOut,
    SidesOut,
    Source,
    Stick,
    StickAsks,
    TrialOut,
    Value,
)

TRIAL_S = 3.2


def value(degrees: float, n: int = 3, random: float = 0.9, setup: float = 0.8, systematic: float = 1.4) -> Value:
    sd = hypot(random, setup, systematic)
    return Value(
        degrees=degrees,
        sd=sd,
        interval95=(degrees - 1.96 * sd, degrees + 1.96 * sd),
        sd_random=random,
        sd_setup=setup,
        sd_systematic=systematic,
        real_person_sd=3.0,
        n=n,
    )


@dataclass(frozen=True)
class Try:
    """One trial as a sample describes it."""

    degrees: float | None
    quality: str = "good"
    moved_deg: float = 0.8
    knee_deg: float = 91.0
    reached: bool | None = True
    included: bool = True
    facing_deg: float = 4.0


def _gates(t: Try) -> list[Gate]:
    thigh = 86.0 if t.degrees is not None else 58.0
    return [
        Gate(name="thigh_elevation", passed=65 <= thigh <= 110, value=thigh, limit="65 to 110°",
             advice="Lift the knee to hip height and hold it there."),
        Gate(name="knee_flexion", passed=60 <= t.knee_deg <= 125, value=t.knee_deg, limit="60 to 125°",
             advice="Bend the knee to a right angle."),
        Gate(name="facing", passed=abs(t.facing_deg) <= 30, value=t.facing_deg, limit="at most 30°",
             advice="Turn to face the camera."),
        Gate(name="seen", passed=t.degrees is not None, value=0.96 if t.degrees is not None else 0.41,
             limit="at least 0.5", advice="Keep hip, knee and ankle in the picture and uncovered."),
        Gate(name="pelvic_list", passed=t.moved_deg < 5, value=t.moved_deg, limit="at most 5°",
             advice="Keep both hips level: let only the lower leg swing."),
        Gate(name="pelvic_turn", passed=True, value=1.9, limit="at most 8°",
             advice="Keep the pelvis facing the camera."),
        Gate(name="trunk_lean", passed=True, value=-1.4, limit="at most 7°",
             advice="Stay upright: do not lean to the side."),
    ]  # fmt: skip


def _trial(order: int, start: float, t: Try) -> TrialOut:
    read = t.degrees is not None

    def some(number: float) -> float | None:
        return number if read else None

    change = Change(change_deg=some(t.moved_deg), sd=some(0.9), onset_s=some(start + 0.6), onset_share=some(0.4))
    quiet = Change(change_deg=some(-1.2 + 0.5 * order), sd=some(0.8), onset_s=None, onset_share=None)
    return TrialOut(
        order=order,
        start_s=start,
        peak_s=start + TRIAL_S / 2,
        end_s=start + TRIAL_S,
        quality=t.quality,  # pyright: ignore[reportArgumentType]
        rotation=None if t.degrees is None else value(t.degrees, n=1, random=1.6),
        shank_to_vertical_deg=None if t.degrees is None else t.degrees + t.moved_deg,
        thigh_elevation_deg=86.0 if read else 58.0,
        hip_flexion_deg=some(88.3),
        hip_abduction_deg=some(3.1),
        knee_flexion_deg=t.knee_deg,
        facing_deg=t.facing_deg,
        reached_stick=t.reached if read else None,
        body_still=(t.moved_deg < 5) if read else None,
        compensation=Compensation(
            pelvic_list=change,
            pelvic_turn=quiet,
            trunk_lean=quiet,
            thigh_drop=quiet,
            knee_drift_cm=Drift(change_cm=some(1.1), sd=some(0.4), onset_s=None, onset_share=None),
            lift_alone_deg={"pelvic_list": some(1.9), "pelvic_turn": some(-0.4), "trunk_lean": some(1.1)},
        ),
        gates=_gates(t),
        included=t.included,
    )


def side(
    verdict: str,
    tries: tuple[Try, ...],
    start: float,
    below: float | None,
    reasons: tuple[Note, ...] = (),
    pain: Pain | None = None,
) -> SideOut:
    trials = [_trial(i + 1, start + i * (TRIAL_S + 0.8), t) for i, t in enumerate(tries)]
    read = [t for t in trials if t.rotation is not None and t.included and t.quality != "unreadable"]
    mean = float(np.mean([t.rotation.degrees for t in read if t.rotation])) if len(read) > 1 else None
    still = [t for t in read if t.body_still]
    return SideOut(
        verdict=verdict,  # pyright: ignore[reportArgumentType]
        reasons=list(reasons),
        rotation=None if mean is None else value(mean, n=len(read)),
        best=max((t.rotation for t in still if t.rotation), key=lambda v: v.degrees, default=None),
        probability_below_target=below,
        reached_stick=None if mean is None else any(t.reached_stick for t in still),
        body_still=None if mean is None else bool(still),
        pain=pain or Pain(score=None, where=None),
        trials=trials,
    )


def _result(verdict: str, left: SideOut, right: SideOut, **more: Any) -> Result:
    difference = None
    if left.rotation and right.rotation:
        d = left.rotation.degrees - right.rotation.degrees
        size = abs(d)
        judgement = "likely" if size > 10 else "possible" if size > 4 else "same"
        difference = DifferenceOut(
            degrees=d,
            sd=2.0,
            interval95=(d - 3.92, d + 3.92),
            judgement=judgement,  # pyright: ignore[reportArgumentType]
        )
    fields: dict[str, Any] = {
        "schema": "inturn/standing-test/1",
        "source": Source(
            file="my test at home.mp4", sha256="9f" * 32, fps=30.0, frames=900, duration_s=30.0, mirrored=False
        ),
        "made_by": MadeBy(
            inturn="0.1.0", estimator="smoother 1", network="heavy", network_sha256="4c" * 32, precision="f32",
            at="2026-11-22T18:30:00Z",
        ),
        "method": MethodOut(
            test="standing_hip_internal_rotation", position="standing", support="none", source_kind="video", live=False
        ),
        "target_deg": 24.0,
        "stick": Stick(kind="foot_edge", offset_cm=None, asks_deg=StickAsks(left=5.8, right=6.4)),
        "verdict": verdict,
        "reasons": [],
        "warnings": [],
        "tighter_side": None,
        "first_lifted": "left",
        "difference": difference,
        "sides": SidesOut(left=left, right=right),
    }  # fmt: skip
    return Result(**(fields | more))


BELOW = Note(code="below_target", text="An angle below the target is likely (99 %).")
ABOVE = Note(
    code="above_target", text="The stick was reached with the body still, and the angle is likely above the target."
)
NOT_REACHED = Note(code="stick_not_reached", text="The heel did not come to the stick in any still trial.")
MOVED = Note(code="body_moved", text="The body moved in every trial: the pelvis rose with the leg.")
FEW = Note(code="too_few_readable", text="Fewer than two trials could be read.")
GOOD_LEFT = (Try(31.0), Try(33.1), Try(32.2))
GOOD_RIGHT = (Try(32.6), Try(31.2), Try(34.0))
LONG = (
    "A very long remark that somebody wrote without thinking of the page, "
    "which goes on and on about the light in the room, the carpet, the trousers and the dog in the picture; "
) * 3


def limited_left() -> Result:
    left = side("limited", (Try(13.2, reached=False), Try(16.1, reached=False), Try(17.4)), 4.0, 0.99, (BELOW,))
    right = side("sufficient", GOOD_RIGHT, 18.0, 0.004, (ABOVE,))
    return _result("mobility_work", left, right, tighter_side="left")


def both_limited() -> Result:
    left = side("limited", (Try(18.2), Try(19.1), Try(17.4)), 4.0, 0.95, (BELOW,))
    right = side("limited", (Try(17.6), Try(18.2), Try(16.0)), 18.0, 0.96, (BELOW,))
    return _result("mobility_work", left, right, tighter_side="right")


def likely_difference() -> Result:
    left = side("sufficient", (Try(28.4), Try(29.3), Try(29.9)), 4.0, 0.09, (ABOVE,))
    right = side("sufficient", (Try(41.0), Try(42.2), Try(40.9)), 18.0, 0.0, (ABOVE,))
    return _result("mobility_work", left, right, tighter_side="left")


def likely_sufficient() -> Result:
    return _result(
        "likely_sufficient",
        side("sufficient", GOOD_LEFT, 4.0, 0.006, (ABOVE,)),
        side("sufficient", GOOD_RIGHT, 18.0, 0.005, (ABOVE,)),
    )


def body_moved() -> Result:
    left = side("borderline", (Try(27.0, moved_deg=7.9), Try(29.4, moved_deg=9.1), Try(28.1, moved_deg=8.3)), 4.0, 0.12,
                (MOVED,))  # fmt: skip
    right = side("sufficient", GOOD_RIGHT, 18.0, 0.005, (ABOVE,))
    warning = Note(code="body_moved", text="The body moved in all trials of the left side.")
    return _result("unclear", left, right, warnings=[warning])


def unreadable() -> Result:
    bad = (Try(None, "unreadable"), Try(None, "unreadable", facing_deg=41.0))
    left = side("unreadable", bad, 4.0, None, (FEW,))
    right = side("unreadable", bad[:1], 18.0, None, (FEW,))
    return _result("unreadable", left, right, stick=Stick(
        kind="foot_edge", offset_cm=None, asks_deg=StickAsks(left=None, right=None)))  # fmt: skip


def one_side_only() -> Result:
    left = side("sufficient", GOOD_LEFT, 4.0, 0.006, (ABOVE,))
    right = side("unreadable", (), 18.0, None, (Note(code="not_tested", text="The right leg was not tested."),))
    return _result("unclear", left, right)


def painful() -> Result:
    left = side("limited", (Try(13.2), Try(16.1), Try(17.4)), 4.0, 0.99, (BELOW,), Pain(score=5, where="groin"))
    right = side("sufficient", GOOD_RIGHT, 18.0, 0.004, (ABOVE,), Pain(score=2, where="outer hip"))
    return _result("mobility_work", left, right, tighter_side="left")


def very_low() -> Result:
    left = side("limited", (Try(8.2, reached=False), Try(9.9, reached=False), Try(7.5)), 4.0, 1.0, (NOT_REACHED, BELOW))
    right = side("limited", (Try(19.2), Try(18.2), Try(20.2)), 18.0, 0.9, (BELOW,))
    return _result("mobility_work", left, right, tighter_side="left")


def very_high() -> Result:
    left = side("sufficient", (Try(48.2), Try(49.9), Try(51.5)), 4.0, 0.0, (ABOVE,))
    right = side("sufficient", (Try(46.2), Try(47.2), Try(48.0)), 18.0, 0.0, (ABOVE,))
    return _result("likely_sufficient", left, right)


def mixed_trials() -> Result:
    """Rough, unreadable and excluded trials beside good ones, a given stick, a wall, a mirrored camera."""
    tries = (Try(22.0), Try(25.5, "rough"), Try(None, "unreadable"), Try(33.0, included=False))
    left = side("borderline", tries, 4.0, 0.44, (Note(code="near_target", text="Too close to the target to say."),))
    right = side("sufficient", GOOD_RIGHT[:2], 22.0, 0.01, (ABOVE,))
    base = _result("unclear", left, right, warnings=[Note(code="persons", text="Two people were seen in the picture.")])
    stick = Stick(kind="given", offset_cm=StickAsks(left=12.0, right=11.0), asks_deg=StickAsks(left=14.2, right=13.1))
    method = base.method.model_copy(update={"support": "wall"})
    source = base.source.model_copy(update={"mirrored": True})
    return base.model_copy(update={"stick": stick, "method": method, "source": source})


def longest() -> Result:
    base = mixed_trials()
    notes = [Note(code=f"long_{i}", text=LONG) for i in range(6)]
    sides = base.sides.model_copy(
        update={
            "left": base.sides.left.model_copy(update={"reasons": notes, "pain": Pain(score=7, where=LONG)}),
            "right": base.sides.right.model_copy(update={"reasons": notes}),
        }
    )
    source = base.source.model_copy(update={"file": "a_file_name_without_an_end_" * 9 + ".mp4"})
    return base.model_copy(update={"warnings": notes, "reasons": notes, "sides": sides, "source": source})


HOSTILE = '<script>alert("x")</script> & #panic() $x$ *b* "]}.mp4'


def hostile() -> Result:
    base = limited_left()
    notes = [Note(code="x", text=HOSTILE)]
    source = base.source.model_copy(update={"file": HOSTILE})
    return base.model_copy(update={"source": source, "warnings": notes, "reasons": notes})


SAMPLES: dict[str, Callable[[], Result]] = {
    f.__name__: f
    for f in (
        limited_left, both_limited, likely_difference, likely_sufficient, body_moved, unreadable, one_side_only,
        painful, very_low, very_high, mixed_trials, longest, hostile,
    )
}  # fmt: skip
