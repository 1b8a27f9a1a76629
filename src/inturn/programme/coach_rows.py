"""The coach's data file as it is written: its tables, and what is wrong with them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from inturn.programme import coach
from inturn.programme.coach import COMMON, HEIGHTS, SIGNALS, View
from inturn.programme.rows import Reference, Row

OTHERWISE = "height"
"""What a movement is timed by where the view shows nothing else: it is seen from everywhere."""
SIGNAL_UNITS: dict[str, str] = {
    "thigh": "deg", "trunk": "deg", "trunk_minus_shank": "deg", "turn": "deg", "other_knee_in": "deg",
    "squat_lean": "deg", "squat_heel": "1",
    "lying": "deg", "heel_rise": "1", "front_knee": "deg", "front_heel": "1", "stagger": "1", "back_bow": "1",
    "hand_height": "1", "feet_travel": "1", "height": "1", "trunk_lean": "deg", "thigh_lean": "deg",
    "upper_height": "1",
}  # fmt: skip
MEASURE_UNITS: dict[str, Literal["deg", "s", "1"]] = {"own_depth": "1", "shortest_part": "s", "tempo_ratio": "1"}

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,60}$")]
Text = Annotated[str, Field(min_length=3, max_length=300)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


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
    shins: Row | None = None
    nearer: Row | None = None
    nearer_sd: Row | None = None
    deepened_by: list[Name] = []

    @model_validator(mode="after")
    def _ordered(self) -> "ExcursionIn":
        _known(self.signal)
        for signal in self.timed_by:
            _known(signal)
        for row in (self.rest_low, self.rest_high, self.leave, self.attempt, self.full):
            _in_unit(row, SIGNAL_UNITS[self.signal])
        if self.full_drop is not None:
            _in_unit(self.full_drop, "1")
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
            _in_unit(row, "1")
        if self.shins is not None and self.signal != "thigh":
            raise ValueError("shins gives back what perspective hides of thighs: it belongs to the signal thigh")
        if (self.nearer is None) != (self.nearer_sd is None):
            raise ValueError("nearer and nearer_sd belong together")
        if self.nearer_sd is not None and not self.nearer_sd.internal > 0:
            raise ValueError("nearer_sd must be positive")
        return self


class LimitIn(_Strict):
    """A signal or measure beyond exactly one limit."""

    id: Name
    above: Row | None = None
    below: Row | None = None

    @model_validator(mode="after")
    def _one_limit(self) -> "LimitIn":
        if (self.above is None) == (self.below is None):
            raise ValueError(f"{self.id}: give exactly one of above and below")
        return self

    @property
    def limits(self) -> tuple[float | None, float | None]:
        """above, below in internal units."""
        return (
            None if self.above is None else self.above.internal,
            None if self.below is None else self.below.internal,
        )


class VetoIn(LimitIn):
    """What makes a movement another one."""

    signal: Name
    lasting: Row
    during: Literal["all", "bottom"] = "all"
    views: Annotated[list[View], Field(min_length=1)] | None = None

    @property
    def name(self) -> str:
        """What it is among those of its exercise: another view may have another limit."""
        return ".".join((self.id, self.signal, *(() if self.views is None else ("_".join(self.views),))))

    @model_validator(mode="after")
    def _units(self) -> "VetoIn":
        _known(self.signal)
        _in_unit(self.above or self.below, SIGNAL_UNITS[self.signal])
        _in_unit(self.lasting, "s")
        return self


class FaultIn(LimitIn):
    """A fault and how it is told."""

    measure: coach.Measure
    signal: Name | None = None
    during: coach.During = "all"
    views: Annotated[list[View], Field(min_length=1)]
    lasting: Row | None = None
    own_above: Row | None = None
    own_below: Row | None = None
    own_at_most: Row | None = None
    own_at_least: Row | None = None
    own_within: Row | None = None
    spoilt_by: list[Name] = []
    unshown: list[View] = []
    networks: list[Literal["lite", "full", "heavy"]] = []
    instead: list["FaultIn"] = []
    see: Text
    cue: Text

    @model_validator(mode="before")
    @classmethod
    def _same_fault(cls, told: Any) -> Any:
        """What is said of a fault is said once, however it is told."""
        if not isinstance(told, dict) or not isinstance(told.get("instead"), list):
            return told
        shared = {key: told[key] for key in ("id", "see", "cue") if key in told}
        return {**told, "instead": [shared | rule if isinstance(rule, dict) else rule for rule in told["instead"]]}

    @model_validator(mode="after")
    def _fits_its_measure(self) -> "FaultIn":
        reads = self.measure in ("level", "reach", "change")
        if reads != (self.signal is not None) or reads != (self.lasting is not None):
            raise ValueError(f"{self.id}: signal and lasting belong to level, reach and change, and to nothing else")
        if self.signal is not None:
            _known(self.signal)
        unit = SIGNAL_UNITS[self.signal] if self.signal is not None else MEASURE_UNITS[self.measure]
        _in_unit(self.above or self.below, unit)
        for own in (self.own_above, self.own_below, self.own_at_most, self.own_at_least, self.own_within):
            _in_unit(own, unit)
            if own is not None and not reads:
                raise ValueError(f"{self.id}: limits against the set's own belong to measures that read a signal")
        against_own = self.own_above is not None or self.own_below is not None
        for name, needs in (
            ("own_at_least", self.own_above is not None),
            ("own_at_most", self.own_below is not None),
            ("own_within", against_own),
            ("spoilt_by", against_own),
        ):
            if getattr(self, name) and not needs:
                raise ValueError(f"{self.id}: {name} says nothing without a limit against the set's own")
        if not set(self.unshown) <= set(self.views):
            raise ValueError(f"{self.id}: unshown names views that the fault is not judged from anyway")
        return self

    @model_validator(mode="after")
    def _instead(self) -> "FaultIn":
        views = [view for rule in self.instead for view in rule.views]
        if len(set(views)) != len(views) or not set(views) <= set(self.views) - set(self.unshown):
            raise ValueError(f"{self.id}: instead stands for the fault in views that it is judged from, once in each")
        if any(rule.instead or rule.unshown for rule in self.instead):
            raise ValueError(f"{self.id}: what stands instead of a fault has no instead and no unshown of its own")
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
        _known(self.signal)
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
            if not set(fault.spoilt_by) <= set(names) - {fault.id}:
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
            _known(name)
            _in_unit(signal.noise, SIGNAL_UNITS[name])
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


def _known(signal: str) -> None:
    if signal not in SIGNALS:
        raise ValueError(f"there is no signal {signal!r}; known are {', '.join(SIGNALS)}")


def _in_unit(row: Row | None, unit: str) -> None:
    if row is not None and row.unit != unit:
        raise ValueError(f"the unit is {row.unit!r}: use {unit!r}")
