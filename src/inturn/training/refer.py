"""When weeks pass without a change for the better: say so, see someone, and name anatomy as a likely limit."""

from collections.abc import Sequence
from datetime import datetime

from inturn.body.keypoints import SIDES, Side
from inturn.programme.hip_internal_rotation import Programme
from inturn.training.days import day_of
from inturn.training.progress.finding import PainChange, ScoreChange, Series
from inturn.training.progress.weeks import first_day
from inturn.training.records import Decision, History
from inturn.training.sides import day_tests, side_state

RULE = "refer"


def refer(
    history: History,
    programme: Programme,
    at: datetime,
    series: Sequence[Series],
    pain: PainChange,
    scores: Sequence[ScoreChange],
) -> tuple[Decision, ...]:
    """What is advised at that moment, the most urgent first: hips to be looked at, then weeks without change.

    Nothing is said of missing change where there is nothing to better: enough range and hardly any pain.
    """
    states = [side_state(history, programme, side, at) for side in SIDES]
    found = [d for state in states for d in state.decisions if d.code != "high_range"]
    start = first_day(history, at)
    if start is None:
        return tuple(found)
    days = (day_of(history.person, at) - start).days
    limited = _limited(history, at)
    bettered = (
        any(s.change is not None and s.change.code == "improved" for s in series)
        or pain.code == "better"
        or any(s.code == "better" for s in scores)
    )
    sore = pain.current if pain.current is not None else pain.baseline
    weeks = (("weeks", float(days // 7)),)
    if not bettered and (limited or (sore or 0.0) >= 1.0):
        if days >= programme.refer.see_after:
            found.append(Decision(RULE, "no_change_see_someone", weeks))
        elif days >= programme.refer.look_after:
            found.append(Decision(RULE, "no_change_yet", weeks))
    if days >= programme.refer.anatomy_after:
        found += [Decision(RULE, "range_may_be_anatomy", weeks, side) for side in limited if _same(series, side)]
    return tuple(found)


def _limited(history: History, at: datetime) -> tuple[Side, ...]:
    """The sides which the newest test calls limited."""
    tests = day_tests(history, at)
    if not tests:
        return ()
    return tuple(s.side for s in tests[-1].sides if s.verdict == "limited")


def _same(series: Sequence[Series], side: Side) -> bool:
    """Whether that side's range was measured and has not changed."""
    codes = [s.change.code for s in series if s.side == side and s.change is not None]
    return bool(codes) and all(code in ("no_detectable_change", "worse") for code in codes)
