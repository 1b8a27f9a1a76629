"""The coach's data file as it is written, checked, and turned into plain values."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from inturn.errors import InputError
from inturn.programme import coach
from inturn.programme.coach import COMMON, SIGNALS, CoachRules, CommonRules, ExerciseRules, View
from inturn.programme.rows import Reference, Row, load_references

_FILE = "coach.toml"
SIGNAL_UNITS: dict[str, str] = {
    "thigh": "deg", "trunk": "deg", "knee": "deg", "trunk_minus_shank": "deg", "turn": "deg", "other_knee_in": "deg",
    "lying": "deg", "heel_rise": "1", "working_heel": "1", "stagger": "1", "back_bow": "1",
    "hand_height": "1", "feet_travel": "1", "height": "1", "trunk_lean": "deg", "thigh_lean": "deg",
    "upper_height": "1",
}  # fmt: skip
MEASURE_UNITS: dict[str, Literal["deg", "s", "1"]] = {"own_depth": "1", "shortest_part": "s", "tempo_ratio": "1"}

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,60}$")]
Text = Annotated[str, Field(min_length=3, max_length=300)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _PhaseIn(_Strict):
    id: Name
    text: Text


class _ExcursionIn(_Strict):
    signal: Name
    towards: Literal["rises", "falls"]
    rest_low: Row
    rest_high: Row
    leave: Row
    attempt: Row
    full: Row
    full_drop: Row | None = None
    timed_by: list[Name] = []

    @model_validator(mode="after")
    def _ordered(self) -> "_ExcursionIn":
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


class _LimitIn(_Strict):
    """A signal or measure beyond exactly one limit."""

    id: Name
    above: Row | None = None
    below: Row | None = None

    @model_validator(mode="after")
    def _one_limit(self) -> "_LimitIn":
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


class _VetoIn(_LimitIn):
    signal: Name
    lasting: Row
    during: Literal["all", "bottom"] = "all"

    @model_validator(mode="after")
    def _units(self) -> "_VetoIn":
        _known(self.signal)
        _in_unit(self.above or self.below, SIGNAL_UNITS[self.signal])
        _in_unit(self.lasting, "s")
        return self


class _FaultIn(_LimitIn):
    measure: coach.Measure
    signal: Name | None = None
    during: coach.During = "all"
    views: Annotated[list[View], Field(min_length=1)]
    lasting: Row | None = None
    change_above: Row | None = None
    change_below: Row | None = None
    own_above: Row | None = None
    own_below: Row | None = None
    own_at_most: Row | None = None
    unshown: list[View] = []
    see: Text
    cue: Text

    @model_validator(mode="after")
    def _fits_its_measure(self) -> "_FaultIn":
        reads = self.measure in ("level", "reach", "change")
        if reads != (self.signal is not None) or reads != (self.lasting is not None):
            raise ValueError(f"{self.id}: signal and lasting belong to level, reach and change, and to nothing else")
        if self.signal is not None:
            _known(self.signal)
        unit = SIGNAL_UNITS[self.signal] if self.signal is not None else MEASURE_UNITS[self.measure]
        _in_unit(self.above or self.below, unit)
        for change in (self.change_above, self.change_below):
            _in_unit(change, unit)
            if change is not None and self.measure != "level":
                raise ValueError(f"{self.id}: change_above and change_below belong to level, and to nothing else")
        for own in (self.own_above, self.own_below, self.own_at_most):
            _in_unit(own, unit)
            if own is not None and not reads:
                raise ValueError(f"{self.id}: limits against the set's own belong to measures that read a signal")
        if not set(self.unshown) <= set(self.views):
            raise ValueError(f"{self.id}: unshown names views that the fault is not judged from anyway")
        return self


class _HoldIn(_Strict):
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
    def _ordered(self) -> "_HoldIn":
        _known(self.signal)
        if not self.least.internal <= self.most.internal:
            raise ValueError("least must not be larger than most")
        return self


class _ExerciseIn(_Strict):
    kind: coach.Kind
    working_side: coach.WorkingSide
    views: Annotated[list[View], Field(min_length=1)]
    asked_afterwards: list[Name] = []
    phases: Annotated[list[_PhaseIn], Field(min_length=1)]
    excursion: _ExcursionIn | None = None
    hold: _HoldIn | None = None
    veto: list[_VetoIn] = []
    fault: list[_FaultIn] = []

    @model_validator(mode="after")
    def _whole(self) -> "_ExerciseIn":
        if (self.kind == "repetitions") != (self.excursion is not None) or (self.kind == "hold") != bool(self.hold):
            raise ValueError("an exercise of repetitions has [excursion] and no [hold], a hold the other way round")
        names = [f.id for f in self.fault]
        if len(set(names)) != len(names):
            raise ValueError("every fault needs an id of its own")
        return self


class _File(_Strict):
    format: Annotated[Literal["inturn/coach/1"], Field(alias="schema")]
    common: dict[Name, Row]
    exercise: Annotated[dict[Name, _ExerciseIn], Field(min_length=1)]
    references: dict[str, Reference] = {}

    @model_validator(mode="after")
    def _common_whole(self) -> "_File":
        if frozenset(self.common) != COMMON:
            missing, unknown = sorted(COMMON - set(self.common)), sorted(set(self.common) - COMMON)
            raise ValueError(f"common: missing {missing}, unknown {unknown}")
        return self


def load_coach() -> CoachRules:
    """The shipped exercises."""
    return _shipped()


@cache
def _shipped() -> CoachRules:
    text = files("inturn.programme").joinpath("data", _FILE).read_text(encoding="utf-8")
    return parse_coach(text, _FILE)


def shipped_rows() -> dict[str, Row]:
    """Every number of the shipped file by its dotted name, for pages that show sources and basis."""
    text = files("inturn.programme").joinpath("data", _FILE).read_text(encoding="utf-8")
    return _rows(_File.model_validate(tomllib.loads(text)))


def parse_coach(text: str, name: str) -> CoachRules:
    """The rules in the text of a data file. Raises InputError with everything that is wrong with it, at once."""
    try:
        file = _File.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{name} is not valid TOML: {error}. Correct that line.") from error
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in error.errors()[:8])
        raise InputError(f"{name} cannot be used by the coach: {said}. Correct these entries.") from error
    known = {**load_references(), **file.references}
    unknown = sorted({f"{where} cites {row.source!r}" for where, row in _rows(file).items() if row.source not in known})
    if unknown:
        raise InputError(f"{name}: {'; '.join(unknown)}, which no list of references has. Add it as [references].")
    common = CommonRules(**{key: row.internal for key, row in file.common.items()})
    return CoachRules(common, tuple(_exercise(key, e) for key, e in file.exercise.items()))


def _known(signal: str) -> None:
    if signal not in SIGNALS:
        raise ValueError(f"there is no signal {signal!r}; known are {', '.join(SIGNALS)}")


def _in_unit(row: Row | None, unit: str) -> None:
    if row is not None and row.unit != unit:
        raise ValueError(f"the unit is {row.unit!r}: use {unit!r}")


def _rows(file: _File) -> dict[str, Row]:
    found = {f"common.{key}": row for key, row in file.common.items()}
    for name, exercise in file.exercise.items():
        found |= _numbers(f"{name}.excursion", exercise.excursion) | _numbers(f"{name}.hold", exercise.hold)
        for part in (*exercise.veto, *exercise.fault):
            found |= _numbers(f"{name}.{part.id}", part)
    return found


def _numbers(prefix: str, part: BaseModel | None) -> dict[str, Row]:
    if part is None:
        return {}
    return {f"{prefix}.{key}": value for key, value in dict(part).items() if isinstance(value, Row)}


def _exercise(name: str, e: _ExerciseIn) -> ExerciseRules:
    return ExerciseRules(
        id=name,
        kind=e.kind,
        working_side=e.working_side,
        views=tuple(e.views),
        asked_afterwards=tuple(e.asked_afterwards),
        phases=tuple(coach.Phase(p.id, p.text) for p in e.phases),
        excursion=None if e.excursion is None else coach.Excursion(**_plain(e.excursion)),
        hold=None if e.hold is None else coach.HoldRule(**_plain(e.hold)),
        vetoes=tuple(coach.Veto(v.id, v.signal, *v.limits, v.lasting.internal, v.during) for v in e.veto),
        faults=tuple(_fault(f) for f in e.fault),
    )


def _plain(part: BaseModel) -> dict[str, Any]:
    return {key: value.internal if isinstance(value, Row) else value for key, value in dict(part).items()}


def _fault(f: _FaultIn) -> coach.FaultRule:
    lasting = 0.0 if f.lasting is None else f.lasting.internal
    more = (f.change_above, f.change_below, f.own_above, f.own_below, f.own_at_most)
    return coach.FaultRule(
        f.id, f.measure, f.signal, f.during, tuple(f.views), *f.limits, lasting, f.see, f.cue,
        *(None if row is None else row.internal for row in more),
        unshown=tuple(f.unshown),
    )  # fmt: skip
