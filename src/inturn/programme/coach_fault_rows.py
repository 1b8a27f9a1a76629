"""Limits in the coach's data file as they are written: vetoes and faults, and what is wrong with them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, model_validator

from inturn.programme import coach
from inturn.programme.coach import View
from inturn.programme.coach_units import MEASURE_UNITS, SIGNAL_UNITS, STRICT, Name, Text, in_unit, known
from inturn.programme.rows import Row


class _Strict(BaseModel):
    model_config = STRICT


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
    until: Annotated[int, Field(ge=1)] | None = None

    @property
    def name(self) -> str:
        """What it is among those of its exercise: another view, or the beginning of a set, may have another limit."""
        views = () if self.views is None else ("_".join(self.views),)
        return ".".join((self.id, self.signal, *views, *(() if self.until is None else (f"until_{self.until}",))))

    @model_validator(mode="after")
    def _units(self) -> "VetoIn":
        known(self.signal)
        in_unit(self.above or self.below, SIGNAL_UNITS[self.signal])
        in_unit(self.lasting, "s")
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
    far_leg: bool = False
    see: Text
    cue: Text

    @property
    def unit(self) -> str:
        """Of its limits."""
        return SIGNAL_UNITS[self.signal] if self.signal is not None else MEASURE_UNITS[self.measure]

    @model_validator(mode="before")
    @classmethod
    def _same_fault(cls, told: Any) -> Any:
        """What is said of a fault is said once, however it is told."""
        if not isinstance(told, dict) or not isinstance(told.get("instead"), list):
            return told
        shared = {key: told[key] for key in ("id", "see", "cue") if key in told}
        rules = [rule for rule in told["instead"] if isinstance(rule, dict)]
        if len(rules) < len(told["instead"]) or any(shared.keys() & rule.keys() for rule in rules):
            raise ValueError("instead holds rules of the same fault: id, see and cue are not said again")
        return {**told, "instead": [shared | rule for rule in rules]}

    @model_validator(mode="after")
    def _fits_its_measure(self) -> "FaultIn":
        lasts = self.measure in ("level", "reach", "change")
        reads = lasts or self.measure == "mean"
        if reads != (self.signal is not None) or lasts != (self.lasting is not None):
            raise ValueError(
                f"{self.id}: a signal belongs to level, mean, reach and change, lasting to all of these but mean"
            )
        if self.signal is not None:
            known(self.signal)
        in_unit(self.above or self.below, self.unit)
        for own in (self.own_above, self.own_below, self.own_at_most, self.own_at_least, self.own_within):
            in_unit(own, self.unit)
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
        for rule in self.instead:
            if rule.instead or rule.unshown or rule.unit != self.unit:
                raise ValueError(f"{self.id}: instead has the fault's unit, and no instead or unshown")
            same = (rule.measure, rule.signal, rule.during, rule.networks)
            if rule.far_leg and same != (self.measure, self.signal, self.during, self.networks):
                raise ValueError(f"{self.id}: far_leg has other limits, and the fault's measure, signal and networks")
            if rule.far_leg and "front" in rule.views:
                raise ValueError(f"{self.id}: far_leg says nothing from the front, where neither leg is farther")
        return self
