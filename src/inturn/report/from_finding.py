"""From the finding of a standing test to its result file: radians to degrees, codes to notes, nothing computed."""

from collections.abc import Mapping, Sequence
from math import degrees
from typing import Final

from inturn.assess import finding as f
from inturn.report import document as d

_NOTES: Final[Mapping[f.ReasonCode, str]] = {
    "few_readable_trials": "{trials} of the {side} side could be read; two are needed.",
    "stick_not_reached": "The {side} heel did not come to the stick in any still trial.",
    "below_target": "The {side} hip's rotation is likely below the target ({percent}).",
    "reached_and_above_target": "The {side} heel came to the stick with the body still, and the rotation is likely "
    "above the target.",
    "near_target": "The {side} hip's rotation is too close to the target to say ({percent} that it is below).",
    "body_moved": "The body moved in every {side} trial.",
    "stick_not_judged": "Whether the {side} heel came to the stick could not be judged.",
    "side_limited": "The {side} side is limited.",
    "difference_likely": "The sides likely differ: {gap}.",
    "side_borderline": "The {side} side is not clear.",
    "side_unreadable": "The {side} side could not be read.",
    "difference_possible": "The sides possibly differ: {gap}.",
    "sides_sufficient": "Both sides likely turn far enough, and no difference between them is likely.",
    "no_quiet_standing": "No quiet standing was seen, so the stick and what lifting the leg did could not be judged: "
    "stand still for two seconds first.",
    "one_side_only": "No trial was seen on the {side} side.",
    "rough_trial": "{trials} of the {side} side had no steady hold.",
    "turned_with_lift": "In {trials} of the {side} side the leg was lifted and turned in one movement: lift first, "
    "then turn.",
    "trial_cut_off": "In {trials} of the {side} side the way back was not seen.",
    "trials_excluded": "{trials} of the {side} side left out on request.",
    "rotation_in_passing": "{swings} of the {side} heel took far less time than the other trials and did not count.",
    "person_lost": "The person was out of sight for {seconds} s.",
    "body_moved_in_trial": "The body moved in {trials} of the {side} side.",
    "body_may_have_moved_in_trial": "The body may have moved in {trials} of the {side} side: what was read lies "
    "beyond a limit, but not surely. It counts as still.",
}


def to_result(
    test: f.StandingTest,
    source: Mapping[str, object],
    made_by: Mapping[str, object],
    live: bool = False,
    warnings: Sequence[d.Note] = (),
) -> d.Result:
    """The result file of a finding.

    `source` and `made_by` hold the fields of `document.Source` and `document.MadeBy`; `warnings` of others (several
    people in the picture, repaired times) come before the test's own. Raises pydantic's ValidationError when `source`
    or `made_by` do not keep the schema.
    """
    method = test.method
    return d.Result(
        schema_=d.SCHEMA,
        source=d.Source.model_validate(dict(source)),
        made_by=d.MadeBy.model_validate(dict(made_by)),
        method=d.MethodOut.model_validate(
            {
                "test": method.test,
                "position": method.position,
                "support": method.support,
                "source_kind": method.source_kind,
                "live": live,
            }
        ),
        target_deg=degrees(test.target),
        stick=_stick(test.stick),
        verdict=test.verdict,
        reasons=_notes(test.reasons),
        warnings=[*warnings, *_notes(test.warnings)],
        tighter_side=test.tighter_side,
        first_lifted=test.first_lifted,
        difference=_difference(test.difference),
        sides=d.SidesOut(left=_side(test.left), right=_side(test.right)),
    )


def note(reason: f.Reason) -> d.Note:
    """A reason with its sentence."""
    value = reason.value or 0.0
    text = _NOTES[reason.code].format(
        side=reason.side,
        trials=_count(value, "trial"),
        swings=_count(value, "swing"),
        percent=_percent(value),
        gap=_gap(value),
        seconds=f"{value:.1f}",
    )
    return d.Note(code=reason.code, text=text[0].upper() + text[1:])


def _notes(reasons: Sequence[f.Reason]) -> list[d.Note]:
    return [note(r) for r in reasons]


def _percent(probability: float) -> str:
    return f"{100.0 * min(max(probability, 0.01), 0.99):.0f} %"


def _gap(radians: float) -> str:
    return f"{abs(degrees(radians)):.0f}° less on the {'right' if radians > 0 else 'left'}"


def _count(count: float, noun: str) -> str:
    words = ("no", "one", "two", "three", "four")
    number = words[int(count)] if 0 <= count < len(words) else f"{count:.0f}"
    return f"{number} {noun}" if count in (0, 1) else f"{number} {noun}s"


def _deg(value: float | None) -> float | None:
    return None if value is None else degrees(value)


def _value(q: f.Quantity | None) -> d.Value | None:
    if q is None:
        return None
    low, high = q.interval95
    return d.Value(
        degrees=degrees(q.value),
        sd=degrees(q.sd),
        interval95=(degrees(low), degrees(high)),
        sd_random=degrees(q.sd_random),
        sd_setup=degrees(q.sd_setup),
        sd_systematic=degrees(q.sd_systematic),
        real_person_sd=degrees(q.sd_real_person),
        n=q.n,
    )


def _difference(found: f.DifferenceFinding | None) -> d.DifferenceOut | None:
    if found is None:
        return None
    low, high = found.difference.interval95
    return d.DifferenceOut(
        degrees=degrees(found.difference.value),
        sd=degrees(found.difference.sd),
        interval95=(degrees(low), degrees(high)),
        judgement=found.judgement,
    )


def _stick(found: f.StickFinding) -> d.Stick:
    left, right = found.offset
    offset = d.StickAsks(left=100.0 * left, right=100.0 * right) if found.kind == "given" else None
    asks = d.StickAsks(left=_deg(found.asks[0]), right=_deg(found.asks[1]))
    return d.Stick(kind=found.kind, offset_cm=offset, asks_deg=asks)


def _side(found: f.SideFinding) -> d.SideOut:
    return d.SideOut(
        verdict=found.verdict,
        reasons=_notes(found.reasons),
        rotation=_value(found.rotation),
        best=_value(found.best),
        probability_below_target=found.probability_below_target,
        reached_stick=found.reached_stick,
        body_still=found.body_still,
        pain=d.Pain(score=found.pain.score, where=found.pain.where),
        trials=[_trial(t) for t in found.trials],
    )


def _trial(t: f.TrialFinding) -> d.TrialOut:
    return d.TrialOut(
        order=t.order,
        start_s=t.start_s,
        peak_s=t.peak_s,
        end_s=t.end_s,
        quality=t.quality,
        rotation=_value(t.rotation),
        shank_to_vertical_deg=_deg(t.shank_to_vertical),
        thigh_elevation_deg=_deg(t.thigh_elevation),
        hip_flexion_deg=_deg(t.hip_flexion),
        hip_abduction_deg=_deg(t.hip_abduction),
        knee_flexion_deg=_deg(t.knee_flexion),
        facing_deg=_deg(t.facing),
        reached_stick=t.reached_stick,
        body_still=t.body_still,
        compensation=_compensation(t.compensation),
        gates=[_gate(g) for g in t.gates],
        included=t.included,
    )


def _compensation(c: f.Compensation) -> d.Compensation:
    drift = c.knee_drift
    return d.Compensation(
        pelvic_list=_change(c.pelvic_list),
        pelvic_turn=_change(c.pelvic_turn),
        trunk_lean=_change(c.trunk_lean),
        thigh_drop=_change(c.thigh_drop),
        knee_drift_cm=d.Drift(
            change_cm=None if drift.change is None else 100.0 * drift.change,
            sd=None if drift.sd is None else 100.0 * drift.sd,
            onset_s=drift.onset_s,
            onset_share=drift.onset_share,
        ),
        lift_alone_deg={name: _deg(value) for name, value in c.lift_alone},
    )


def _change(c: f.Change) -> d.Change:
    return d.Change(change_deg=_deg(c.change), sd=_deg(c.sd), onset_s=c.onset_s, onset_share=c.onset_share)


def _gate(g: f.Gate) -> d.Gate:
    plain = g.name in ("seen", "plateau")
    value = g.value if plain else _deg(g.value)
    return d.Gate(name=g.name, passed=g.passed, value=value, limit=_limit(g), advice=g.advice, doubtful=g.doubtful)


def _limit(g: f.Gate) -> str:
    """The limit in words: '65 to 110°', 'at most 30°', 'at least 0.5', 'at least 0.3 s', 'readable'."""
    unit = {"seen": "", "plateau": " s"}.get(g.name, "°")

    def text(value: float) -> str:
        return f"{value:g}" if unit != "°" else f"{degrees(value):.0f}"

    if g.lowest is not None and g.highest is not None:
        return f"{text(g.lowest)} to {text(g.highest)}{unit}"
    if g.highest is not None:
        return f"at most {text(g.highest)}{unit}"
    return "readable" if g.lowest is None else f"at least {text(g.lowest)}{unit}"
