"""The numbers the rules of the programme decide by, in radians, metres, seconds, kilograms, days and points 0-10."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlanNumbers:
    """Baseline, week and session.

    baseline_tests   tests on as many days before a plan
    retest_every     days between full tests
    days_a_week      sessions in any seven days; rest_days: days without a session after one
    session_time     what a session should take, s; time_over: what it may take longer, s
    retest_time      what the retest after the release takes, s
    low_range        below it: have it looked at, no pushing, rad; high_range: above it strengthen only, rad
    painful_from     pain 0-10 of a side's test from which the side is painful
    """

    baseline_tests: int
    retest_every: int
    days_a_week: int
    rest_days: int
    session_time: float
    time_over: float
    retest_time: float
    low_range: float
    high_range: float
    painful_from: int


@dataclass(frozen=True, slots=True)
class PainNumbers:
    """Pain 0-10 before, during and after.

    safe_most        up to it a weight may be carried; acceptable_most: above it no exercise today
    stop_rise        this much above the value before the session stops exercise for today
    settle_within    next morning's value is settled within this of the value before the session
    failures_to_pause  sessions in a row that did not settle before the programme pauses
    pause_days       how long a pause lasts at least; then the full questions come before the next session
    week_rise        a week's mean this much above the week before holds the load
    """

    safe_most: int
    acceptable_most: int
    stop_rise: int
    settle_within: int
    failures_to_pause: int
    pause_days: int
    week_rise: float


@dataclass(frozen=True, slots=True)
class LoadNumbers:
    """The weight in the hand, kg.

    sessions     sessions in a row at one load before the next one; effort_most: highest effort 0-10 in them
    clean_least  share of clean repetitions below which a set that a camera watched holds the load
    first, step, most   first weight, smallest step up, heaviest
    step_share   a step up may be this share of the load where that is more than `step`
    smaller      what halving leaves of the load; unfinished_sessions: sessions in a row short of repetitions before a
                 step down
    """

    sessions: int
    effort_most: int
    clean_least: float
    first: float
    step: float
    step_share: float
    most: float
    smaller: float
    unfinished_sessions: int


@dataclass(frozen=True, slots=True)
class BreakNumbers:
    """After a break of `after` days: `sessions` sessions at the share `load_share` of the load, one set each."""

    after: int
    sessions: int
    load_share: float


@dataclass(frozen=True, slots=True)
class ReferNumbers:
    """Days since the baseline without any change for the better: when to say so, when to see someone, when to name
    anatomy as the likely limit of the range."""

    look_after: int
    see_after: int
    anatomy_after: int


@dataclass(frozen=True, slots=True)
class ChangeNumbers:
    """When a change is called one.

    overall_error      chance that a period with nothing but noise ever reads "improved", all looks and sides counted
    period             days of a period; spending_power: the share spent by the time t (0..1) is t to this power
    recent_tests       tests whose median stands for now
    method_weight      weight, in differences, of the method's spread against this person's own
    least_detectable   no smaller change between two single tests is ever called one, rad
    pain_entries, pain_entries_least, pain_window   how many entries stand for a moment, the fewest, within days
    score_recent       weekly scores whose mean stands for now
    trend_least        fewest tests for a trend
    """

    overall_error: float
    period: int
    spending_power: float
    recent_tests: int
    method_weight: float
    least_detectable: float
    pain_entries: int
    pain_entries_least: int
    pain_window: int
    score_recent: int
    trend_least: int


@dataclass(frozen=True, slots=True)
class SelfTestNumbers:
    """The test without a camera: gap between sides (m) from which the wider one is called tighter."""

    gap_difference: float
