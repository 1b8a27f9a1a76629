"""From the coach's finding to its result file: radians to degrees, codes to texts, nothing computed."""

from collections.abc import Mapping, Sequence
from math import degrees

from inturn.programme.coach import ExerciseRules
from inturn.programme.coach_units import MEASURE_UNITS, SIGNAL_UNITS
from inturn.report import coach_document as d
from inturn.report.document import Note, Source
from inturn.report.words import coach as words
from inturn.training.coach import events as e
from inturn.training.coach.finding import SetFinding
from inturn.training.coach.quality import Quality, Spread


def to_coach_result(
    finding: SetFinding,
    exercise: ExerciseRules,
    source: Mapping[str, object],
    made_by: Mapping[str, object],
    warnings: Sequence[Note] = (),
) -> d.CoachResult:
    """The result file of a finding. Raises pydantic's ValidationError when `source` or `made_by` do not fit."""
    side = finding.side
    return d.CoachResult(
        schema_=d.COACH_SCHEMA,
        source=Source.model_validate(dict(source)),
        made_by=d.CoachMadeBy.model_validate(dict(made_by)),
        exercise=finding.exercise,
        side=side,
        view=finding.view,
        azimuth_deg=None if finding.turn is None else _tenth(-degrees(finding.turn)),
        repetitions=[_repetition(r, finding.faults) for r in finding.repetitions],
        attempts=[
            d.AttemptOut(
                start_s=_ms(a.start_s), end_s=_ms(a.end_s), depth_deg=_tenth(degrees(a.depth)), reason=a.reason
            )
            for a in finding.attempts
        ],
        others=[d.OtherOut(start_s=_ms(o.start_s), end_s=_ms(o.end_s), reason=o.why) for o in finding.others],
        holds=_holds(finding),
        faults=[_fault(f, exercise, side) for f in finding.faults],
        not_judged=[
            d.NotJudgedOut.model_validate(
                {"name": n, "reason": why, "text": words.not_judged_text(n, why, finding.view)}
            )
            for n, why in finding.not_judged
        ],
        quality=_quality(finding.quality),
        camera=[Note(code=a.code, text=words.advice_text(a.code, a.value, exercise.views[0])) for a in finding.advice],
        warnings=list(warnings),
    )


def _repetition(r: e.Repetition, faults: Sequence[e.Fault]) -> d.RepetitionOut:
    t = r.tempo
    return d.RepetitionOut(
        number=r.number,
        start_s=_ms(r.start_s),
        bottom_s=_ms(r.bottom_s),
        end_s=_ms(r.end_s),
        depth_deg=_tenth(degrees(r.depth)),
        tempo=d.TempoOut(lowering_s=_ms(t.lowering_s), pause_s=_ms(t.pause_s), rising_s=_ms(t.rising_s)),
        view=r.view,
        faults=[f.name for f in faults if f.repetition == r.number],
    )


def _holds(finding: SetFinding) -> list[d.HoldOut]:
    holds = [
        d.HoldOut(kind="hold", start_s=_ms(h.start_s), end_s=_ms(h.end_s), side=h.side, enough=h.enough, fast=None)
        for h in finding.holds
    ]
    rolls = [
        d.HoldOut(kind="roll", start_s=_ms(r.start_s), end_s=_ms(r.end_s), side=r.side, enough=None, fast=r.fast)
        for r in finding.rolls
    ]
    return sorted([*holds, *rolls], key=lambda h: h.start_s)


def _fault(f: e.Fault, exercise: ExerciseRules, side: str | None) -> d.FaultOut:
    rule = exercise.fault(f.name)
    unit = "deg" if rule.signal is not None and SIGNAL_UNITS[rule.signal] == "deg" else "1"
    if rule.signal is None:
        unit = MEASURE_UNITS[rule.measure]
    value, limit = (degrees(v) if unit == "deg" else v for v in (f.value, f.limit))
    return d.FaultOut(
        name=f.name,
        repetition=f.repetition,
        start_s=_ms(f.start_s),
        end_s=_ms(f.end_s),
        side=f.side,
        value=round(value, 3),
        limit=round(limit, 3),
        unit=unit,
        severity=round(f.severity, 3),
        see=words.fill(rule.see, side),
        cue=words.fill(rule.cue, side),
    )


def _quality(q: Quality | None) -> d.QualityOut | None:
    if q is None:
        return None
    return d.QualityOut(
        repetitions=q.n,
        clean_share=round(q.clean_share, 4),
        clean_interval95=(round(q.clean_interval95[0], 4), round(q.clean_interval95[1], 4)),
        depth_deg=_spread(q.depth, degrees(1.0)),
        lowering_s=_spread(q.lowering_s, 1.0),
        tempo_variation=None if q.tempo_variation is None else round(q.tempo_variation, 3),
        faults_judged=q.judged[0],
        faults_of_exercise=q.judged[1],
    )


def _spread(s: Spread, factor: float) -> d.SpreadOut:
    interval = None if s.interval95 is None else (_ms(factor * s.interval95[0]), _ms(factor * s.interval95[1]))
    return d.SpreadOut(mean=_ms(factor * s.mean), sd=None if s.sd is None else _ms(factor * s.sd), interval95=interval)


def _ms(value: float) -> float:
    return round(value, 3)


def _tenth(value: float) -> float:
    return round(value, 1) + 0.0
