"""The whole standing test: angles and events in, findings and verdict out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import xarray as xr

from inturn.assess import steps
from inturn.assess.account import behind_message, no_test_message
from inturn.assess.curves import Curves, curves, median
from inturn.assess.error import ErrorModel
from inturn.assess.events import Attempt, Event, Lost, QuietStanding, Trial
from inturn.assess.finding import (
    DifferenceFinding,
    Pain,
    Reason,
    ReasonCode,
    SideFinding,
    StandingTest,
    TrialFinding,
    Verdict,
)
from inturn.assess.side import Context, judge_side, read_side
from inturn.assess.stick import Stick, stick_finding
from inturn.assess.verdict import judge_difference, overall_verdict
from inturn.body.keypoints import SIDES, Side
from inturn.errors import NoTestError
from inturn.programme.standing_test import StandingTestRules
from inturn.quantity import Method, side_difference

detect = steps.detect


@dataclass(frozen=True, slots=True)
class Asked:
    """What people say beside the recording: the stick, pain of each side, trials (side, order from 1) left out."""

    stick: Stick = field(default_factory=Stick)
    pain_left: Pain = field(default_factory=Pain)
    pain_right: Pain = field(default_factory=Pain)
    excluded: frozenset[tuple[Side, int]] = frozenset()


def assess(
    angles: xr.Dataset,
    events: Sequence[Event],
    rules: StandingTestRules,
    method: Method,
    model: ErrorModel,
    asked: Asked | None = None,
) -> StandingTest:
    """Read and judge one standing test.

    `angles` (`inturn.kinematics.angles.to_dataset`) are best the smoother's; `events` come from `detect` on the
    filter's frames of the same recording, and from a second look (`second_look.py`). Raises NoTestError, saying what
    was seen, when there is no trial, and when the person was filmed from behind.
    """
    asked = asked or Asked()
    sides: dict[Side, Curves] = {side: curves(angles, side) for side in SIDES}
    _require_front(sides["left"], events, rules, filmed=method.source_kind == "video")
    trials: dict[Side, list[Trial]] = {
        s: sorted((e for e in events if isinstance(e, Trial) and e.side == s), key=lambda e: e.begin_s) for s in SIDES
    }
    standings = [e for e in events if isinstance(e, QuietStanding)]
    context = Context(rules, method, model, asked.stick)
    read = {
        s: read_side(sides[s], trials[s], standings, context, frozenset(o for side, o in asked.excluded if side == s))
        for s in SIDES
    }
    left = judge_side(sides["left"], read["left"][0], context, asked.pain_left)
    right = judge_side(sides["right"], read["right"][0], context, asked.pain_right)
    difference = _difference(left, right, rules)
    verdict = overall_verdict(left.verdict, right.verdict, None if difference is None else difference.judgement)
    every = sorted((t for s in SIDES for t in trials[s]), key=lambda t: t.begin_s)
    return StandingTest(
        method=method,
        target=rules.verdict.target,
        verdict=verdict,
        reasons=_reasons(verdict, left, right, difference),
        warnings=_warnings(left, right, events),
        tighter_side=_tighter(difference),
        first_lifted=every[0].side,
        difference=difference,
        stick=stick_finding(asked.stick, (read["left"][1], read["right"][1])),
        left=left,
        right=right,
    )


def _require_front(c: Curves, events: Sequence[Event], rules: StandingTestRules, *, filmed: bool) -> None:
    """Refuse a recording from behind, and one without a trial."""
    facing = median(np.abs(c.pelvic_turn))
    if facing is not None and facing > rules.gates.behind:
        raise NoTestError(behind_message())
    if not any(isinstance(e, Trial) for e in events):
        tracked = float(np.mean(np.isfinite(c.pelvic_turn))) if c.time.size else 0.0
        raise NoTestError(no_test_message(events, facing, tracked, filmed=filmed))


def _difference(left: SideFinding, right: SideFinding, rules: StandingTestRules) -> DifferenceFinding | None:
    """Left minus right where both sides are readable."""
    if "unreadable" in (left.verdict, right.verdict) or left.rotation is None or right.rotation is None:
        return None
    found = side_difference(left.rotation, right.rotation, rules.difference.uncancelled_share)
    return DifferenceFinding(found, judge_difference(found, rules.difference))


def _tighter(difference: DifferenceFinding | None) -> Side | None:
    """The side that turns less, where the sides differ possibly or likely."""
    if difference is None or difference.judgement == "same":
        return None
    return "left" if difference.difference.value < 0.0 else "right"


def _reasons(
    verdict: Verdict, left: SideFinding, right: SideFinding, difference: DifferenceFinding | None
) -> tuple[Reason, ...]:
    """Why the whole test got its verdict."""
    both = (left, right)
    gap = None if difference is None else difference.difference.value
    judged = None if difference is None else difference.judgement
    limited = [Reason("side_limited", s.side) for s in both if s.verdict == "limited"]
    borderline = [Reason("side_borderline", s.side) for s in both if s.verdict == "borderline"]
    unreadable = [Reason("side_unreadable", s.side) for s in both if s.verdict == "unreadable"]
    if verdict == "mobility_work":
        return (*limited, *([Reason("difference_likely", value=gap)] if judged == "likely" else []))
    if verdict == "unclear":
        possible = [Reason("difference_possible", value=gap)] if judged == "possible" else []
        return (*borderline, *unreadable, *possible)
    return tuple(unreadable) if verdict == "unreadable" else (Reason("sides_sufficient"),)


def _warnings(left: SideFinding, right: SideFinding, events: Sequence[Event]) -> tuple[Reason, ...]:
    """What a reader should know beside the verdict."""
    found: list[Reason] = []
    if not any(isinstance(e, QuietStanding) for e in events):
        found.append(Reason("no_quiet_standing"))
    for side, other in ((left, right), (right, left)):
        if not side.trials and other.trials:
            found.append(Reason("one_side_only", side.side))
    for side in (left, right):
        found += _trial_warnings(side.side, side.trials)
        passing = sum(isinstance(e, Attempt) and e.reason == "in_passing" and e.side == side.side for e in events)
        found += [Reason("rotation_in_passing", side.side, float(passing))] if passing else []
    gaps = [e.end_s - e.start_s for e in events if isinstance(e, Lost)]
    if gaps:
        found.append(Reason("person_lost", value=sum(gaps)))
    return tuple(found)


def _trial_warnings(side: Side, trials: tuple[TrialFinding, ...]) -> list[Reason]:
    """Warnings on the trials of a side; the value counts them."""
    counts: tuple[tuple[ReasonCode, int], ...] = (
        ("rough_trial", sum(t.quality == "rough" for t in trials)),
        ("body_moved_in_trial", sum(t.readable and t.body_still is False for t in trials)),
        ("body_may_have_moved_in_trial", sum(t.may_have_moved for t in trials)),
        ("turned_with_lift", sum(t.with_lift for t in trials)),
        ("trial_cut_off", sum(not t.complete for t in trials)),
        ("trials_excluded", sum(not t.included for t in trials)),
    )
    return [Reason(code, side, float(n)) for code, n in counts if n]
