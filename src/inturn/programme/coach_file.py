"""The coach's data file as it is written, checked, and turned into plain values."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ValidationError

from inturn.errors import InputError
from inturn.programme import coach
from inturn.programme.coach import SIGNALS, CoachRules, CommonRules, ExerciseRules, SignalRules
from inturn.programme.coach_fault_rows import FaultIn, VetoIn
from inturn.programme.coach_rows import OTHERWISE, ExcursionIn, ExerciseIn, FileIn, SignalIn
from inturn.programme.rows import Row, load_references, read_data

_FILE = "coach.toml"
_SHARED = ("common", "signal")


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
    return _rows(FileIn.model_validate(tomllib.loads(text)))


def parse_coach(text: str, name: str) -> CoachRules:
    """The rules in the text of a data file; what holds for every exercise may be left out, and is the shipped one's.

    Raises InputError with everything that is wrong with it, at once.
    """
    try:
        told = tomllib.loads(text)
        shipped = {} if all(key in told for key in _SHARED) else read_data(_FILE)
        file = FileIn.model_validate({key: shipped[key] for key in _SHARED if key in shipped} | told)
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
    signals = {name: _signal(name, file.signal.get(name, SignalIn())) for name in SIGNALS}
    return CoachRules(common, tuple(_exercise(key, e, signals) for key, e in file.exercise.items()))


def _rows(file: FileIn) -> dict[str, Row]:
    found = {f"common.{key}": row for key, row in file.common.items()}
    for name, signal in file.signal.items():
        found |= _numbers(f"signal.{name}", signal)
    for name, exercise in file.exercise.items():
        found |= _numbers(f"{name}.excursion", exercise.excursion) | _numbers(f"{name}.hold", exercise.hold)
        for veto in exercise.veto:
            found |= _numbers(f"{name}.{veto.name}", veto)
        for fault in exercise.fault:
            found |= _numbers(f"{name}.{fault.id}", fault)
            for rule in fault.instead:
                where = "_".join(rule.views) + (".far_leg" if rule.far_leg else "")
                found |= _numbers(f"{name}.{fault.id}.{where}", rule)
    return found


def _numbers(prefix: str, part: BaseModel | None) -> dict[str, Row]:
    if part is None:
        return {}
    return {f"{prefix}.{key}": value for key, value in dict(part).items() if isinstance(value, Row)}


def _signal(name: str, s: SignalIn) -> SignalRules:
    noise = None if s.noise is None else s.noise.internal
    return SignalRules(name, noise, s.runs, s.one_stance, s.leg, s.names_side)


def _excursion(e: ExcursionIn, signals: dict[str, SignalRules]) -> coach.Excursion:
    told = _plain(e)
    mean, sd = told.pop("nearer"), told.pop("nearer_sd")
    told |= {"timed_by": tuple(signals[n] for n in e.timed_by), "otherwise": signals[OTHERWISE]}
    told["deepened_by"] = tuple(e.deepened_by)
    return coach.Excursion(**told, nearer=None if mean is None else (mean, sd))


def _exercise(name: str, e: ExerciseIn, signals: dict[str, SignalRules]) -> ExerciseRules:
    return ExerciseRules(
        id=name,
        kind=e.kind,
        working_side=e.working_side,
        views=tuple(e.views),
        asked_afterwards=tuple(e.asked_afterwards),
        phases=tuple(coach.Phase(p.id, p.text) for p in e.phases),
        excursion=None if e.excursion is None else _excursion(e.excursion, signals),
        hold=None if e.hold is None else coach.HoldRule(**_plain(e.hold)),
        vetoes=tuple(_veto(v) for v in e.veto),
        faults=tuple(_fault(f, signals) for f in e.fault),
    )


def _veto(v: VetoIn) -> coach.Veto:
    views = None if v.views is None else tuple(v.views)
    return coach.Veto(v.id, v.signal, *v.limits, v.lasting.internal, v.during, views, v.until)


def _plain(part: BaseModel) -> dict[str, Any]:
    return {key: value.internal if isinstance(value, Row) else value for key, value in dict(part).items()}


def _fault(f: FaultIn, signals: dict[str, SignalRules]) -> coach.FaultRule:
    signal = None if f.signal is None else signals[f.signal]
    lasting = 0.0 if f.lasting is None else f.lasting.internal
    more = (f.own_above, f.own_below, f.own_at_most, f.own_at_least, f.own_within)
    return coach.FaultRule(
        f.id, f.measure, f.signal, f.during, tuple(f.views), *f.limits, lasting, f.see, f.cue,
        *(None if row is None else row.internal for row in more),
        spoilt_by=tuple(f.spoilt_by),
        unshown=tuple(f.unshown),
        networks=tuple(f.networks),
        instead=tuple(_fault(rule, signals) for rule in f.instead),
        far_leg=f.far_leg,
        leg=None if signal is None else signal.leg,
        names_side=signal is not None and signal.names_side,
    )  # fmt: skip
