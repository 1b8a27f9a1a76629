"""Every code a rule of `inturn.training` may give as its decision. The programme file has words for each of them."""

from typing import Final

CODES: Final[dict[str, tuple[str, ...]]] = {
    # which screening is due, and why
    "screening": (
        "first_screening", "full_overdue", "questions_changed", "new_symptom", "stopped_by_answers", "after_pause",
        "not_asked_today",
    ),
    # what a blocked person is told
    "blocked": ("emergency", "see_someone", "paused"),
    # tests
    "test": ("first_test", "second_test", "second_test_another_day", "weekly_test", "no_side_may_be_tested"),
    # sessions
    "session": (
        "session_due", "resume_session", "done_today", "rest_between", "week_full", "pain_too_high_today",
        "baseline_first",
    ),
    # entries that are due
    "entries": ("pain_next_morning", "psfs_weekly", "rmdq_week"),
    # which sides are worked on
    "sides": ("side_tighter", "both_sides", "enough_range", "range_unknown"),
    # what a side's last test demands
    "range": ("very_low_range", "painful_side", "groin_pain", "high_range"),
    # limits from the answers to the questions
    "limits": (
        "no_test", "no_end_range", "no_roll", "no_load", "no_deadlift", "support_needed", "strict_stick",
        "advise_visit", "nothing_left",
    ),
    # pain before, during and after
    "pain": ("pain_safe", "pain_acceptable", "pain_too_high", "pain_rise", "new_symptom_stop", "settled", "unsettled"),
    # the weight in the hand
    "load": (
        "load_first", "load_up", "load_most", "load_hold", "load_down", "load_halve", "dose_halve", "no_weight_in_pain",
        "hold_sessions", "hold_pain", "hold_stick", "hold_repetitions", "hold_form", "hold_effort",
        "hold_morning", "hold_week_rise",
    ),
    "break": ("ease_in",),
    "time": ("fitted_to_time",),
    # within a session, release -> retest
    "retest": ("more_today", "less_today", "within_error"),
    # after weeks
    "refer": ("no_change_yet", "no_change_see_someone", "range_may_be_anatomy"),
}  # fmt: skip
"""Codes by the name of the rule that gives them."""
