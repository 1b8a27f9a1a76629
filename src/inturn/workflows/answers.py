"""Answers from a file, for scripts: read by pydantic, converted at once, every problem named at once."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from inturn.body.keypoints import SIDES, Side
from inturn.errors import InputError
from inturn.training.guided_test import Support
from inturn.training.records import PlannedSet, Reached
from inturn.training.self_test import SideTold
from inturn.workflows.noting import PainTold
from inturn.workflows.programme_file import read_text
from inturn.workflows.session import SetTold

_LARGEST = 1_000_000
_Model = TypeVar("_Model", bound=BaseModel)
_Score = Annotated[int, Field(ge=0, le=10)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _SideIn(_Strict):
    reached: Reached
    body_moved: bool | None = None
    pain: _Score | None = None
    where: str | None = None
    gap_cm: float | None = None


class _TestIn(_Strict):
    support: Literal["none", "stick", "wall"] = "none"
    left: _SideIn | None = None
    right: _SideIn | None = None


class _PainIn(_Strict):
    now: _Score
    worst: _Score | None = None
    average: _Score | None = None
    where: str | None = None


class _SetIn(_Strict):
    repetitions: Annotated[int, Field(ge=0)] | None = None
    load_kg: Annotated[float, Field(ge=0)] | None = None
    effort: _Score | None = None
    pain: _Score | None = None
    stick_kept: bool | None = None
    skipped: bool = False
    new_symptom: bool = False
    where: str | None = None


class _SessionIn(_Strict):
    pain: _PainIn
    sets: dict[int, _SetIn] = {}
    retest: _TestIn | None = None
    pain_after: _PainIn | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TestAnswers:
    """A test told in a file: what the person held on to, and each side."""

    __test__ = False  # not a test class, whatever its name says

    support: Support
    sides: tuple[SideTold, ...]


@dataclass(frozen=True, slots=True)
class SessionAnswers:
    """A session told in a file. `sets` by order of the plan, from 1; what is not told went as planned."""

    pain: PainTold
    sets: tuple[tuple[int, SetTold], ...]
    told_load: frozenset[int]
    retest: TestAnswers | None
    pain_after: PainTold | None
    note: str

    def of(self, planned: PlannedSet) -> SetTold:
        """How that set went."""
        told = dict(self.sets).get(planned.order, SetTold(pain=self.pain.now))
        return SetTold(
            repetitions=told.repetitions if told.repetitions is not None else (planned.repetitions or (0, 0))[1],
            hold_s=None if planned.hold_s is None else planned.hold_s[1],
            load_kg=told.load_kg if planned.order in self.told_load else planned.load_kg,
            effort=told.effort,
            pain=told.pain,
            stick_kept=told.stick_kept,
            skipped=told.skipped,
            new_symptom=told.new_symptom,
            where=told.where,
        )


def screening_answers(file: Path) -> dict[str, str]:
    """Answer codes by id of the question. Raises InputError."""
    found = _json(file)
    if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
        raise InputError(f'{file.name} must be like {{"under_18": "no", "groin_pain": "left"}}: question and answer.')
    return {str(name): str(answer) for name, answer in found.items()}


def test_answers(file: Path) -> TestAnswers:
    """A test told in a file. Raises InputError that names every problem."""
    return _told(_read(file, _TestIn))


def session_answers(file: Path) -> SessionAnswers:
    """A session told in a file. Raises InputError that names every problem."""
    found = _read(file, _SessionIn)
    return SessionAnswers(
        pain=_pain(found.pain),
        sets=tuple((order, _set(told)) for order, told in found.sets.items()),
        told_load=frozenset(order for order, told in found.sets.items() if told.load_kg is not None),
        retest=None if found.retest is None else _told(found.retest),
        pain_after=None if found.pain_after is None else _pain(found.pain_after),
        note=found.note,
    )


def _set(told: _SetIn) -> SetTold:
    return SetTold(
        repetitions=told.repetitions,
        load_kg=told.load_kg or 0.0,
        effort=told.effort,
        pain=told.pain,
        stick_kept=told.stick_kept,
        skipped=told.skipped,
        new_symptom=told.new_symptom,
        where=told.where,
    )


def _pain(told: _PainIn) -> PainTold:
    return PainTold(told.now, told.worst, told.average, told.where)


def _told(found: _TestIn) -> TestAnswers:
    sides: list[SideTold] = []
    by_name: dict[Side, _SideIn | None] = {"left": found.left, "right": found.right}
    for side in SIDES:
        told = by_name[side]
        if told is not None:
            gap = None if told.gap_cm is None else told.gap_cm / 100
            sides.append(SideTold(side, told.reached, told.body_moved, told.pain, told.where, gap))
    return TestAnswers(found.support, tuple(sides))


def _json(file: Path) -> Any:
    try:
        return json.loads(read_text(file, _LARGEST))
    except ValueError as error:
        raise InputError(f"{file.name} is not JSON ({error}). Correct it.") from error


def _read(file: Path, model: type[_Model]) -> _Model:
    try:
        return model.model_validate(_json(file))
    except ValidationError as error:
        listed = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'the file'}: {e['msg'].lower()}" for e in error.errors())
        raise InputError(f"{file.name} cannot be used as answers: {listed}. Correct it.") from error
