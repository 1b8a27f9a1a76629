"""What was true of a film, as far as the rows need it: trials, conditions, and whether the heel came to the stick."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from inturn.body.segments import FOOT_HALF_WIDTH
from inturn.programme.standing_test import StandingTestRules
from validation.figures.conditions import conditions
from validation.figures.matching import Hold

SCHEMA = "inturn/truth-rows/1"
BEFORE_S = 0.3
QUIET_S = 1.5
"""Every scripted test begins with at least this much quiet standing."""

Floats = NDArray[np.float64]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TrueTrial(_Model):
    """One true trial: spans in seconds, medians over the hold in degrees, changes from the 0.3 s before it."""

    side: Literal["left", "right"]
    start_s: float
    hold_start_s: float
    hold_end_s: float
    end_s: float
    rotation_deg: float
    pelvic_list_deg: float
    pelvic_turn_deg: float
    trunk_lean_deg: float
    thigh_drop_deg: float
    thigh_elevation_deg: float
    hip_flexion_deg: float
    knee_flexion_deg: float
    facing_deg: float
    reached_stick: bool | None
    cheats: tuple[str, ...]

    @property
    def hold(self) -> Hold:
        """The trial as the matching rule sees it."""
        return Hold(self.side, self.hold_start_s, self.hold_end_s)

    def largest_cheat_deg(self) -> float:
        """The largest change of list, turn or lean, in size."""
        return max(abs(self.pelvic_list_deg), abs(self.pelvic_turn_deg), abs(self.trunk_lean_deg))

    def still(self, rules: StandingTestRules) -> bool:
        """Whether the body kept within the limits of the test."""
        limits = rules.stillness
        changes = (self.pelvic_list_deg, self.trunk_lean_deg, self.pelvic_turn_deg)
        allowed = (limits.pelvic_list, limits.trunk_lean, limits.pelvic_turn)
        return all(abs(np.deg2rad(c)) <= a for c, a in zip(changes, allowed, strict=True))

    def readable(self, rules: StandingTestRules) -> bool:
        """Whether the true pose was within the limits of a readable trial."""
        g = rules.gates
        thigh, knee, facing = np.deg2rad([self.thigh_elevation_deg, self.knee_flexion_deg, self.facing_deg])
        return bool(g.thigh_low <= thigh <= g.thigh_high and g.knee_low <= knee <= g.knee_high and facing <= g.facing)


class Truth(_Model):
    """One film. `person` tells people apart (resampling is over people), `motion` films of one and the same motion."""

    name: str
    seed: int
    person: str
    motion: str | None
    movement: str
    negative: bool
    conditions: dict[str, float | str | None]
    trials: tuple[TrueTrial, ...]


def read_truth(path: Path, rules: StandingTestRules) -> Truth:
    """The truth of a film from `inturn/truth/1` (with its joints beside it, if there) or from the reduced form."""
    text = path.read_text("utf-8")
    if SCHEMA in text[:200]:
        return Reduced.model_validate_json(text).truth
    import json

    return from_file(path.stem, json.loads(text), _joints(path.with_suffix(".npz")), rules)


class Reduced(_Model):
    """The reduced truth file."""

    schema_: Literal["inturn/truth-rows/1"] = SCHEMA
    truth: Truth


def _joints(path: Path) -> dict[str, Floats] | None:
    if not path.exists():
        return None
    with np.load(path) as data:
        joints = {str(n): data["world"][:, i].astype(float) for i, n in enumerate(data["names"])}
        return joints | {"pelvis": data["pelvis"].astype(float), "time": data["time_s"].astype(float)}


def from_file(name: str, truth: Mapping[str, Any], joints: dict[str, Floats] | None, rules: StandingTestRules) -> Truth:
    """A film's truth from the content of its truth file."""
    notes: Mapping[str, Any] = truth.get("notes", {})
    seed = int(truth["seed"])
    motion = truth.get("motion", notes.get("motion", seed))
    return Truth(
        name=name,
        seed=seed,
        person=str(truth.get("person", notes.get("person", motion))),
        motion=str(motion),
        movement=str(notes.get("movement", "test")),
        negative=bool(truth.get("negative", False)),
        conditions=conditions(truth),
        trials=tuple(_trial(truth, t, joints, rules) for t in truth["trials"]),
    )


def _trial(
    truth: Mapping[str, Any], trial: Mapping[str, Any], joints: dict[str, Floats] | None, rules: StandingTestRules
) -> TrueTrial:
    frames, side = truth["frames"], trial["side"]
    time = np.array(frames["time_s"], dtype=float)
    held = (time >= trial["hold_start_s"]) & (time < trial["hold_end_s"])
    before = (time >= trial["start_s"] - BEFORE_S) & (time < trial["start_s"])

    def median(values: list[float], span: NDArray[np.bool_]) -> float:
        return round(float(np.median(np.array(values)[span])), 2)

    leg = frames[side]
    thigh = median(leg["thigh_elevation_deg"], held)
    taken = {k: trial[k] for k in TrueTrial.model_fields if k in trial and k != "cheats"}
    return TrueTrial(
        **taken,
        cheats=tuple(trial["cheats"]),
        thigh_elevation_deg=thigh,
        thigh_drop_deg=round(median(leg["thigh_elevation_deg"], before) - thigh, 2),
        hip_flexion_deg=median(leg["hip_flexion_deg"], held),
        knee_flexion_deg=median(leg["knee_flexion_deg"], held),
        facing_deg=abs(median(frames["pelvic_turn_left_deg"], held)),
        reached_stick=None if joints is None else reached_stick(trial, joints, truth["body"]["height_m"], rules),
    )


def reached_stick(
    trial: Mapping[str, Any], joints: dict[str, Floats], height_m: float, rules: StandingTestRules
) -> bool:
    """Whether the heel came to the outer edge of the foot's place in quiet standing, from the posed joints.

    The edge lies half a foot's width outside the toes, as the program takes it; sideways = along the pelvis in quiet
    standing, laid onto the ground.
    """
    side, time = trial["side"], joints["time"]
    outward = 1.0 if side == "left" else -1.0
    quiet = time < QUIET_S
    across = np.median(joints["pelvis"][quiet, :2, 1], axis=0)
    across = outward * across / np.linalg.norm(across)
    toes = np.median(joints[f"{side}_foot_index"][quiet, :2], axis=0)
    held = (time >= trial["hold_start_s"]) & (time < trial["hold_end_s"])
    heel = float(np.median(joints[f"{side}_heel"][held, :2] @ across))
    edge = float(toes @ across) + height_m * FOOT_HALF_WIDTH.share
    return heel + rules.stick.heel_half_width >= edge
