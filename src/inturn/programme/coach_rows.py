"""The coach's data file as it is written: its tables, and what is wrong with them."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator

from inturn.programme import coach
from inturn.programme.coach import COMMON, HEIGHTS, TRAJECTORIES, View
from inturn.programme.coach_fault_rows import FaultIn, VetoIn
from inturn.programme.coach_units import SIGNAL_UNITS, STRICT, Name, Text, in_unit, known
from inturn.programme.rows import Reference, Row

OTHERWISE = "height"
"""What a movement is timed by where the view shows nothing else: it is seen from everywhere."""


class _Strict(BaseModel):
    model_config = STRICT


class SignalIn(_Strict):
    """A signal: its noise, how it runs, whose it is."""

    noise: Row | None = None
    runs: Literal["evenly", "height"] = "evenly"
    one_stance: bool = False
    leg: coach.Leg | None = None
    names_side: bool = False


class PhaseIn(_Strict):
    """A phase of an exercise."""

    id: Name
    text: Text


class ExcursionIn(_Strict):
    """A way out and back of a signal."""

    signal: Name
    towards: Literal["rises", "falls"]
    rest_low: Row
    rest_high: Row
    leave: Row
    attempt: Row
    full: Row
    full_drop: Row | None = None
    timed_by: list[Name] = []
    trajectories: Name | None = None
    shins: Row | None = None
    nearer: Row | None = None
    nearer_sd: Row | None = None
    deepened_by: list[Name] = []

    @model_validator(mode="after")
    def _ordered(self) -> "ExcursionIn":
        known(self.signal)
        for signal in self.timed_by:
            known(signal)
        if self.trajectories not in (None, *TRAJECTORIES):
            raise ValueError(f"no trajectories {self.trajectories}: there are {', '.join(TRAJECTORIES)}")
        for row in (self.rest_low, self.rest_high, self.leave, self.attempt, self.full):
            in_unit(row, SIGNAL_UNITS[self.signal])
        if self.full_drop is not None:
            in_unit(self.full_drop, "1")
            if not self.full_drop.internal > 0:
                raise ValueError("full_drop must be positive: leave it out of an exercise that does not lower the body")
        if not self.rest_low.internal < self.rest_high.internal:
            raise ValueError("rest_low must be less than rest_high")
        if not 0 < self.leave.internal <= self.attempt.internal <= self.full.internal:
            raise ValueError("leave, attempt and full must be positive and rise in this order")
        return self

    @model_validator(mode="after")
    def _perspective(self) -> "ExcursionIn":
        for row in (self.shins, self.nearer, self.nearer_sd):
            in_unit(row, "1")
        if self.shins is not None and self.signal != "thigh":
            raise ValueError("shins gives back what perspective hides of thighs: it belongs to the signal thigh")
        if (self.nearer is None) != (self.nearer_sd is None):
            raise ValueError("nearer and nearer_sd belong together")
        if self.nearer_sd is not None and not self.nearer_sd.internal > 0:
            raise ValueError("nearer_sd must be positive")
        return self


class HoldIn(_Strict):
    """A posture that is held."""

    signal: Name
    above: Row
    settle: Row
    move_speed: Row
    fast_speed: Row
    least: Row
    most: Row
    tell_every: Row
    see_fast: Text
    cue_fast: Text

    @model_validator(mode="after")
    def _ordered(self) -> "HoldIn":
        known(self.signal)
        if not self.least.internal <= self.most.internal:
            raise ValueError("least must not be larger than most")
        return self


class ExerciseIn(_Strict):
    """One exercise."""

    kind: coach.Kind
    working_side: coach.WorkingSide
    views: Annotated[list[View], Field(min_length=1)]
    asked_afterwards: list[Name] = []
    phases: Annotated[list[PhaseIn], Field(min_length=1)]
    excursion: ExcursionIn | None = None
    hold: HoldIn | None = None
    veto: list[VetoIn] = []
    fault: list[FaultIn] = []

    @model_validator(mode="after")
    def _whole(self) -> "ExerciseIn":
        if (self.kind == "repetitions") != (self.excursion is not None) or (self.kind == "hold") != bool(self.hold):
            raise ValueError("an exercise of repetitions has [excursion] and no [hold], a hold the other way round")
        names = [f.id for f in self.fault]
        if len(set(names)) != len(names):
            raise ValueError("every fault needs an id of its own")
        if self.excursion is not None and not set(self.excursion.deepened_by) <= set(names):
            raise ValueError("deepened_by may only name faults of the exercise")
        for fault in self.fault:
            if fault.far_leg:
                raise ValueError(f"{fault.id}: far_leg belongs to a rule that stands instead of the fault's own")
            if any(not set(rule.spoilt_by) <= set(names) - {fault.id} for rule in (fault, *fault.instead)):
                raise ValueError(f"{fault.id}: spoilt_by may only name other faults of the exercise")
        return self


class FileIn(_Strict):
    """The whole file."""

    format: Annotated[Literal["inturn/coach/1"], Field(alias="schema")]
    common: dict[Name, Row]
    signal: dict[Name, SignalIn] = {}
    exercise: Annotated[dict[Name, ExerciseIn], Field(min_length=1)]
    references: dict[str, Reference] = {}

    @model_validator(mode="after")
    def _common_whole(self) -> "FileIn":
        if frozenset(self.common) != COMMON:
            missing, unknown = sorted(COMMON - set(self.common)), sorted(set(self.common) - COMMON)
            raise ValueError(f"common: missing {missing}, unknown {unknown}")
        return self

    @model_validator(mode="after")
    def _signals_known(self) -> "FileIn":
        for name, signal in self.signal.items():
            known(name)
            in_unit(signal.noise, SIGNAL_UNITS[name])
            if signal.noise is not None and not signal.noise.internal > 0:
                raise ValueError(f"signal {name}: noise must be positive")
            if (signal.runs == "height" or signal.one_stance) and name not in HEIGHTS:
                raise ValueError(f"signal {name} is no height: heights are {', '.join(HEIGHTS)}")
        timed = {
            n for e in self.exercise.values() if e.excursion is not None for n in (*e.excursion.timed_by, OTHERWISE)
        }
        noiseless = sorted(n for n in timed if n not in self.signal or self.signal[n].noise is None)
        if noiseless:
            raise ValueError(
                f"a movement is timed by {', '.join(noiseless)}: give its noise in [signal.{noiseless[0]}]"
            )
        return self
