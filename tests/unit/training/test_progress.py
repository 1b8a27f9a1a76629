"""Change: only beyond error, with every look counted; never across methods; pain and function by their own rule."""

from dataclasses import replace
from math import degrees, radians
from random import Random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import stdtr

from inturn.errors import MethodMismatchError
from inturn.quantity import Method
from inturn.training.progress.finding import Progress, RangeChange
from inturn.training.progress.looks import error_share, limit_of_last_look, spent
from inturn.training.progress.range_change import SD_OF_MEDIAN
from inturn.training.progress.scores import important
from inturn.training.progress.series import day_values, test_series
from inturn.training.progress.student import student_quantile
from inturn.training.progress.summary import progress
from inturn.training.progress.trend import theil_sen
from inturn.training.records import History, MeasureId, ScoreRecord
from inturn.training.retest import retest_change, retest_changes
from tests.unit.training.made import CAMERA, PROGRAMME, angle, at, empty, noted, with_session, with_test

WALL = replace(CAMERA, support="wall")


def weekly(values: list[float], method: Method = CAMERA, right: float = 28.0) -> History:
    """The baseline on days 0 and 3, then one test a week."""
    history = empty()
    for i, value in enumerate(values):
        history = with_test(history, at(0 if i == 0 else 3 if i == 1 else 3 + 7 * (i - 1)), value, right, method)
    return history


def change(history: History, day: int = 400) -> RangeChange:
    found = next(s.change for s in progress(history, PROGRAMME, at(day)).series if s.side == "left")
    assert found is not None
    return found


# --- range ----------------------------------------------------------------------------------------------------------


def test_nothing_is_said_of_few_tests() -> None:
    assert progress(empty(), PROGRAMME, at(0)).series == ()
    assert change(weekly([18.0])).code == "no_baseline"
    found = change(weekly([18.0, 18.0, 30.0, 30.0]))
    assert (found.code, found.change, found.looks) == ("too_few_tests", None, 0)


@pytest.mark.parametrize(
    ("rise", "code"),
    [(0.0, "no_detectable_change"), (4.0, "no_detectable_change"), (12.0, "improved"), (-12.0, "worse")],
)
def test_a_change_is_called_one_only_beyond_what_can_be_detected(rise: float, code: str) -> None:
    found = change(weekly([20.0, 20.0, *[20.0 + rise] * 6]))
    assert found.code == code
    assert found.change is not None
    assert found.detectable is not None
    assert degrees(found.change) == pytest.approx(rise)
    assert (abs(found.change) >= found.detectable) == (code != "no_detectable_change")
    assert found.detectable >= found.mdc95 >= radians(5.4)


@given(st.lists(st.floats(5, 45), min_size=5, max_size=13))
def test_no_change_is_ever_called_one_below_five_degrees(values: list[float]) -> None:
    found = change(weekly(values))
    if found.code in ("improved", "worse"):
        assert found.change is not None
        assert abs(degrees(found.change)) >= 5.4
    assert found.interval95 is None or found.interval95[0] <= (found.change or 0.0) <= found.interval95[1]


@given(st.lists(st.floats(5, 45), min_size=5, max_size=13), st.floats(-5, 5))
def test_the_same_shift_of_all_values_changes_nothing(values: list[float], shift: float) -> None:
    one, other = change(weekly(values)), change(weekly([v + shift for v in values]))
    assert one.spread == pytest.approx(other.spread)
    assert one.change == pytest.approx(other.change, abs=1e-9)


def test_one_odd_test_is_no_change() -> None:
    assert change(weekly([20.0, 20.0, 20.0, 20.0, 20.0, 45.0])).code == "no_detectable_change"


def test_own_repeats_widen_what_must_be_reached_and_the_method_stands_in_before_them() -> None:
    calm = change(weekly([20.0, 20.5, 20.0, 20.5, 20.0, 20.5, 20.0]))
    restless = change(weekly([20.0, 28.0, 17.0, 26.0, 15.0, 27.0, 16.0]))
    assert restless.spread > 2 * calm.spread
    assert calm.spread_source == restless.spread_source == "own_and_method"
    first = change(weekly([20.0]))
    assert first.spread_source == "method"
    assert degrees(first.spread) == pytest.approx(2.06, abs=0.01)


def test_a_slow_rise_hardly_widens_the_spread() -> None:
    assert degrees(change(weekly([20.0 + i for i in range(13)])).spread) < 2.1


def test_several_tests_on_a_day_are_one_look() -> None:
    history = weekly([20.0, 20.0, 30.0])
    for hour in range(1, 5):
        history = with_test(history, at(10, hour), 30.0, 28.0)
    assert change(history).code == "too_few_tests"
    assert len(day_values(test_series(history, at(50))[CAMERA, "left"])) == 3


def test_the_newest_reading_of_a_recording_stands_for_it() -> None:
    history = weekly([20.0, 20.0, 20.0, 20.0, 20.0])
    again = with_test(history, at(200), 24.0, 28.0, remeasured_from=history.tests[0].id)
    points = test_series(again, at(300))[CAMERA, "left"]
    assert len(points) == 5
    assert degrees(points[-1].rotation.value if points[-1].rotation else 0.0) == pytest.approx(20.0)
    assert degrees(points[0].rotation.value if points[0].rotation else 0.0) == pytest.approx(24.0)


def test_a_new_period_keeps_the_verdict_of_the_last_one_until_it_can_tell() -> None:
    values = [20.0, 20.0, *[32.0] * 11]
    twelve = weekly(values)
    assert (change(twelve).code, change(twelve).period) == ("improved", 1)
    first_of_new = with_test(twelve, at(86), 32.0, 28.0)
    assert (change(first_of_new).code, change(first_of_new).period) == ("improved", 1)
    later = first_of_new
    for week in range(1, 5):
        later = with_test(later, at(86 + 7 * week), 32.0, 28.0)
    assert (change(later).code, change(later).period) == ("no_detectable_change", 2)
    assert degrees(change(later).baseline or 0.0) == pytest.approx(32.0)


def test_what_comes_later_is_not_looked_at() -> None:
    history = weekly([20.0, 20.0, *[32.0] * 8])
    assert change(history, 20).code == "too_few_tests"
    assert change(history, 20) == change(replace(history, tests=history.tests[:4]), 20)


def test_tests_of_different_method_stand_in_different_series() -> None:
    history = weekly([20.0, 20.0, 20.0, 20.0, 20.0])
    for i in range(5):
        history = with_test(history, at(50 + 7 * i), 35.0, 35.0, WALL)
    series = {(s.method.support, s.side): s.change for s in progress(history, PROGRAMME, at(400)).series}
    assert len(series) == 4
    assert all(c is not None and c.code == "no_detectable_change" for c in series.values())


def test_comparing_values_of_different_method_raises() -> None:
    one = test_series(weekly([20.0, 20.0]), at(50))[CAMERA, "left"]
    other = test_series(weekly([20.0, 20.0], WALL), at(50))[WALL, "left"]
    with pytest.raises(MethodMismatchError, match="cannot be compared"):
        day_values((*one, *other))
    with pytest.raises(MethodMismatchError, match="measured differently"):
        retest_change(angle(20.0), angle(20.0, WALL))


def test_a_test_whose_values_are_of_another_method_is_refused() -> None:
    history = weekly([20.0, 20.0])
    crossed = replace(history.tests[0], method=WALL)
    with pytest.raises(MethodMismatchError, match="Measure its recording again"):
        progress(replace(history, tests=(crossed,)), PROGRAMME, at(50))


# --- every look counted ---------------------------------------------------------------------------------------------


@given(st.lists(st.floats(0, 1), min_size=1, max_size=100), st.floats(0.001, 0.05), st.floats(1, 4))
def test_what_all_looks_spend_is_never_more_than_the_whole(times: list[float], error: float, power: float) -> None:
    times = sorted(times)
    shares = [
        spent(t, error, power) - spent(before, error, power) for before, t in zip([0.0, *times], times, strict=False)
    ]
    assert all(s >= 0.0 for s in shares)
    assert sum(shares) <= error + 1e-12


def test_methods_and_sides_share_one_error() -> None:
    total = 2 * sum(error_share(0.05, order) for order in range(60))
    assert total == pytest.approx(0.05)


def test_a_look_right_after_another_has_almost_nothing_to_spend() -> None:
    assert limit_of_last_look([0.5, 0.5001], 0.02, 2, 10) > limit_of_last_look([0.5, 0.6], 0.02, 2, 10) + 1.0


@given(st.floats(1e-9, 0.4), st.floats(2, 60))
def test_student_against_the_reference(tail: float, df: float) -> None:
    """Two roads, one answer: scipy's distribution, which the rules do without for the time it takes to load."""
    assert float(stdtr(df, -student_quantile(tail, df))) == pytest.approx(tail, rel=1e-3)


def test_the_spread_of_a_median_is_as_tabled() -> None:
    rng = Random(3)
    for k, sd in enumerate(SD_OF_MEDIAN, start=1):
        medians = [median(rng.gauss(0.0, 1.0) for _ in range(k)) for _ in range(20_000)]
        assert (sum(m * m for m in medians) / len(medians)) ** 0.5 == pytest.approx(sd, rel=0.02)


def _ever(seed: int, sd: float, naive: bool) -> bool:
    """Whether twelve weeks of nothing but noise ever read improved; `naive`: the newest value against the first."""
    rng = Random(seed)
    history = empty()
    for i in range(13):
        day = 0 if i == 0 else 3 if i == 1 else 3 + 7 * (i - 1)
        left, right = rng.gauss(22.0, sd), rng.gauss(27.0, sd)
        history = with_test(history, at(day), left, right)
        series = progress(history, PROGRAMME, at(day, 1)).series
        if not naive and any(s.change is not None and s.change.code == "improved" for s in series):
            return True
        if naive:
            for s in series:
                values = day_values(s.points)
                if values[-1].value - values[0].value > radians(5.4):
                    return True
    return False


@pytest.mark.slow
@pytest.mark.parametrize("sd", [2.0, 3.5, 6.0])
def test_noise_hardly_ever_reads_improved_however_often_one_looks(sd: float) -> None:
    """`validation/results/programme.json` holds the figure of full histories; this is a quick watch over it."""
    hits = sum(_ever(seed, sd, naive=False) for seed in range(200))
    assert hits / 200 <= 0.05


def test_a_plain_comparison_with_the_detectable_change_reads_improved_far_too_often() -> None:
    """Negative control: the published detectable change alone, at every look and on both sides."""
    assert sum(_ever(seed, 2.0, naive=True) for seed in range(60)) / 60 > 0.2


# --- trend ----------------------------------------------------------------------------------------------------------


@given(st.floats(-3, 3), st.floats(10, 40), st.integers(4, 14))
def test_a_straight_line_is_its_own_trend(slope: float, start: float, n: int) -> None:
    trend = theil_sen(list(range(n)), [start + slope * i for i in range(n)], 4)
    assert trend is not None
    assert trend.per_week == pytest.approx(slope, abs=1e-9)
    assert trend.interval95 is None or trend.interval95[0] - 1e-9 <= slope <= trend.interval95[1] + 1e-9


def test_one_odd_value_does_not_turn_it() -> None:
    values = [20.0 + 0.5 * i for i in range(12)]
    values[11] = 60.0
    trend = theil_sen(list(range(12)), values, 4)
    assert trend is not None
    assert trend.per_week == pytest.approx(0.5, abs=0.05)


def test_too_few_values_have_no_trend_and_few_have_no_interval() -> None:
    assert theil_sen([0, 1, 2], [1, 2, 3], 4) is None
    assert theil_sen([1, 1, 1, 1], [1, 2, 3, 4], 4) is None
    few = theil_sen([0, 1, 2, 3], [1, 2, 3, 4], 4)
    assert few is not None
    assert few.interval95 is None


@pytest.mark.slow
def test_the_interval_holds_the_true_slope_about_95_times_in_100() -> None:
    rng = Random(11)
    held = 0
    for _ in range(400):
        trend = theil_sen(list(range(13)), [0.4 * i + rng.gauss(0.0, 2.0) for i in range(13)], 4)
        assert trend is not None
        assert trend.interval95 is not None
        held += trend.interval95[0] <= 0.4 <= trend.interval95[1]
    assert 0.91 <= held / 400 <= 0.99


# --- pain and function ----------------------------------------------------------------------------------------------


def sore(values: list[int]) -> History:
    history = empty()
    for i, value in enumerate(values):
        history = noted(history, at(2 * i), "before", value)
    return history


def pain(history: History, day: int = 60) -> str:
    return progress(history, PROGRAMME, at(day)).pain.code


def test_pain_is_better_only_at_two_points_and_thirty_percent() -> None:
    assert pain(sore([5] * 6 + [3] * 12), 34) == "better"
    assert pain(sore([5] * 6 + [4] * 12), 34) == "no_important_change"
    assert pain(sore([9] * 6 + [7] * 12), 34) == "no_important_change", "two points, but not thirty percent"
    assert pain(sore([2] * 6 + [0] * 12), 34) == "better"
    assert pain(sore([3] * 6 + [6] * 12), 34) == "worse"


def test_a_single_good_day_is_no_change_and_few_entries_say_nothing() -> None:
    assert pain(sore([5] * 11 + [0]), 22) == "no_important_change"
    assert pain(sore([5] * 3), 6) == "no_baseline"
    assert pain(sore([5] * 8), 15) == "too_few_values"
    assert progress(empty(), PROGRAMME, at(0)).pain.n == 0


def test_old_entries_do_not_stand_for_now() -> None:
    assert pain(sore([5] * 6 + [2] * 8), 120) == "too_few_values"


@given(st.floats(0.5, 10), st.floats(0, 10))
def test_better_means_both_limits(baseline: float, now: float) -> None:
    code = important(baseline - now, baseline, 2.0, 0.3)
    if code == "better":
        assert baseline - now >= 2.0 - 1e-6
        assert (baseline - now) / baseline >= 0.3 - 1e-6


def scored(measure: MeasureId, *values: tuple[int, float]) -> History:
    names = ("score",) if measure == "rmdq" else ("socks", "sitting", "stairs")
    records = tuple(
        ScoreRecord(f"{measure}{day}", "p", at(day), measure, tuple((n, v) for n in names)) for day, v in values
    )
    return replace(empty(), scores=records)


def score(history: History, measure: str) -> str:
    found: Progress = progress(history, PROGRAMME, at(400))
    return next(s.code for s in found.scores if s.measure == measure)


def test_rmdq_is_better_at_five_points_and_thirty_percent_seen_twice() -> None:
    assert score(scored("rmdq", (0, 12), (28, 7)), "rmdq") == "awaiting_confirmation"
    assert score(scored("rmdq", (0, 12), (28, 7), (56, 6)), "rmdq") == "better"
    assert score(scored("rmdq", (0, 12), (28, 7), (56, 9)), "rmdq") == "no_important_change"
    assert score(scored("rmdq", (0, 20), (28, 15), (56, 15)), "rmdq") == "no_important_change", "not 30 %"
    assert score(scored("rmdq", (0, 12), (28, 18), (56, 18)), "rmdq") == "worse"
    assert score(scored("rmdq", (0, 12)), "rmdq") == "too_few_values"
    assert score(scored("rmdq"), "rmdq") == "no_baseline"


def test_psfs_is_better_at_two_points_over_its_newest_scores() -> None:
    assert score(scored("psfs", (0, 4), (7, 4), (14, 6), (21, 6), (28, 6)), "psfs") == "better"
    assert score(scored("psfs", (0, 4), (7, 4), (14, 7)), "psfs") == "awaiting_confirmation"
    assert score(scored("psfs", (0, 4), (7, 4), (14, 5), (21, 5), (28, 5)), "psfs") == "no_important_change"
    assert score(scored("psfs", (0, 4)), "psfs") == "too_few_values"


def test_psfs_compares_the_same_activities_only() -> None:
    one = ScoreRecord("a", "p", at(0), "psfs", (("socks", 2.0), ("stairs", 8.0)))
    later = [ScoreRecord(f"b{i}", "p", at(7 * i), "psfs", (("stairs", 8.0),)) for i in (1, 2, 3, 4)]
    history = replace(empty(), scores=(one, *later))
    assert score(history, "psfs") == "no_important_change"
    other = replace(empty(), scores=(one, *(replace(s, values=(("golf", 9.0),)) for s in later)))
    assert score(other, "psfs") == "no_baseline"


# --- weeks, retest --------------------------------------------------------------------------------------------------


def test_weeks_count_from_the_first_test() -> None:
    history = with_session(with_session(weekly([20.0, 20.0]), 4, 0.0), 9, 6.0, before=3)
    found = progress(history, PROGRAMME, at(15))
    assert found.week == 3
    assert [(w.week, w.done, w.planned, w.load_kg) for w in found.weeks] == [
        (1, 1, 3, 0.0),
        (2, 1, 3, 6.0),
        (3, 0, 3, 0.0),
    ]
    assert found.weeks[1].pain == 3.0
    assert found.weeks[2].pain is None


@given(st.floats(-8, 8), st.floats(0.1, 4), st.floats(0, 6))
def test_release_and_retest_are_judged_by_the_random_error_alone(rise: float, random: float, setup: float) -> None:
    decision = retest_change(angle(20.0, random=random, setup=setup), angle(20.0 + rise, random=random, setup=setup))
    limit = 1.96 * random * 2**0.5
    expected = "within_error" if abs(rise) < limit else "more_today" if rise > 0 else "less_today"
    if abs(abs(rise) - limit) > 0.01:
        assert decision.code == expected
    assert decision.code != "improved"


def test_a_retest_speaks_of_each_side() -> None:
    first = with_test(empty(), at(0), 20.0, None)
    again = with_test(first, at(0, 1), 26.0, None, occasion="retest")
    found = retest_changes(again.tests[0], again.tests[1])
    assert [(d.code, d.side) for d in found] == [("more_today", "left")]
