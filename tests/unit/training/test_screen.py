"""From answers to a level: cauda equina is absolute, limits land on their side, nothing is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.errors import InputError
from inturn.training.screen import LEVELS, Outcome, judge, next_question
from tests.unit.training.made import QUESTIONS, all_no

ALL = {q.id: q for q in QUESTIONS.questions}
EMERGENCIES = sorted(q.id for q in QUESTIONS.questions if q.emergency)
FULL_EMERGENCIES = [name for name in EMERGENCIES if "full" in ALL[name].kinds]
SHORT_EMERGENCIES = [name for name in EMERGENCIES if "short" in ALL[name].kinds]


def full(**given: str) -> Outcome:
    return judge(QUESTIONS, "full", all_no("full", given))


def short(**given: str) -> Outcome:
    return judge(QUESTIONS, "short", all_no("short", given))


@st.composite
def answered(draw: st.DrawFn, kind: str = "full") -> dict[str, str]:
    """The questions as they come, answered at random, most of them no."""
    answers: dict[str, str] = {}
    while (question := next_question(QUESTIONS, kind, answers)) is not None:  # pyright: ignore[reportArgumentType]
        answers[question.id] = draw(st.sampled_from(("no",) * 6 + question.answers))
    return answers


def test_all_no_is_go_without_limits() -> None:
    for outcome in (full(), short()):
        assert (outcome.level, outcome.reasons, outcome.limits, outcome.urgency) == ("go", (), frozenset(), None)


@pytest.mark.parametrize("name", FULL_EMERGENCIES)
def test_every_emergency_answer_blocks(name: str) -> None:
    outcome = full(**{name: "yes"})
    assert (outcome.level, outcome.urgency) == ("emergency", "now")
    assert name in outcome.reasons


@pytest.mark.parametrize("name", SHORT_EMERGENCIES)
def test_every_short_emergency_answer_blocks(name: str) -> None:
    assert short(**{name: "yes"}).level == "emergency"


@given(answered(), st.sampled_from(FULL_EMERGENCIES))
def test_an_emergency_is_one_whatever_else_is_answered(answers: dict[str, str], name: str) -> None:
    outcome = judge(QUESTIONS, "full", {**answers, name: "yes"}.items())
    assert outcome.level == "emergency"
    assert outcome.urgency == "now"


@given(answered())
def test_a_further_yes_never_frees_anybody(answers: dict[str, str]) -> None:
    """But for the review question, which only asks what a clinician has said."""
    before = judge(QUESTIONS, "full", answers.items())
    for name in ("fever", "groin_pain", "leg_pain", "past_cancer", "poor_balance"):
        if answers.get(name) != "no":
            continue
        worse = {k: v for k, v in answers.items() if k != QUESTIONS.review.id}
        worse[name] = "both" if name == "groin_pain" else "yes"
        while (question := next_question(QUESTIONS, "full", worse)) is not None:
            worse[question.id] = "no"
        after = judge(QUESTIONS, "full", worse.items())
        assert LEVELS.index(after.level) >= LEVELS.index(before.level) or "clinician_ok" in before.reasons
        assert after.limits >= before.limits or after.level == "emergency"


@given(answered())
def test_what_is_asked_can_be_judged_and_nothing_more_is_asked(answers: dict[str, str]) -> None:
    outcome = judge(QUESTIONS, "full", answers.items())
    assert next_question(QUESTIONS, "full", answers) is None
    assert (outcome.urgency is not None) == (outcome.level in ("see_someone", "emergency"))
    assert outcome.level == "go" or outcome.reasons


@given(answered("short"))
def test_a_short_screening_is_judged_too(answers: dict[str, str]) -> None:
    outcome = judge(QUESTIONS, "short", answers.items())
    asked_for_full = outcome.level != "emergency" and any(
        answers.get(n) == "yes" for n in ("short_nerve", "short_changed")
    )
    assert not asked_for_full or outcome.kind == "full"


@given(answered(), st.data())
def test_a_missing_answer_is_named(answers: dict[str, str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(set(answers) - {QUESTIONS.review.id})))
    rest = {k: v for k, v in answers.items() if k != name}
    depends = {q.id for q in QUESTIONS.questions if q.only_if == name}
    try:
        outcome = judge(QUESTIONS, "full", rest.items())
    except InputError as error:
        assert name in str(error) or depends  # noqa: PT017 - an emergency needs no further answer
    else:
        assert outcome.level == "emergency"


def test_a_missing_answer_is_refused_with_what_to_do() -> None:
    answers = dict(all_no("full"))
    del answers["fever"]
    with pytest.raises(InputError, match=r"1 safety question is not answered: fever\. Answer every one"):
        judge(QUESTIONS, "full", answers.items())


def test_unknown_questions_and_answers_are_all_named_at_once() -> None:
    with pytest.raises(InputError) as caught:
        judge(QUESTIONS, "full", [("fever", "perhaps"), ("mood", "yes")])
    assert "'perhaps' is no answer to 'fever' (use no, yes)" in str(caught.value)
    assert "'mood' is no safety question" in str(caught.value)


def test_two_different_answers_to_one_question_are_refused() -> None:
    with pytest.raises(InputError, match="answered twice and differently"):
        judge(QUESTIONS, "short", [("short_hip", "no"), ("short_hip", "left")])


def test_an_emergency_ends_the_questions_at_once() -> None:
    assert next_question(QUESTIONS, "full", {"under_18": "no", "saddle_numbness": "yes"}) is None


@pytest.mark.parametrize("side", ["left", "right"])
def test_limits_land_on_the_side_that_was_named(side: str) -> None:
    outcome = full(groin_pain=side)
    assert outcome.level == "go_with_limits"
    assert outcome.limits == {("no_end_range", side), ("no_test", side), ("advise_visit", None)}


def test_an_artificial_hip_keeps_its_side_out_unless_the_surgeon_agrees() -> None:
    barred = full(hip_replacement="right")
    assert {("no_test", "right"), ("no_end_range", "right"), ("no_roll", None)} <= barred.limits
    assert full(hip_replacement="right", hip_replacement_ok="yes").limits == frozenset()
    assert full(hip_replacement="both").limits >= {("no_test", "left"), ("no_test", "right")}


@pytest.mark.parametrize(
    ("given", "limit"),
    [
        ({"leg_pain": "yes"}, "no_deadlift"),
        ({"leg_pain": "yes"}, "no_load"),
        ({"weak_bones": "yes"}, "no_load"),
        ({"weak_bones": "yes", "weak_bones_load_ok": "yes"}, "strict_stick"),
        ({"no_pressure": "yes"}, "no_roll"),
        ({"poor_balance": "yes"}, "support_needed"),
        ({"pregnant": "yes", "pregnancy_ok": "yes"}, "support_needed"),
    ],
)
def test_limits_of_the_person(given: dict[str, str], limit: str) -> None:
    outcome = full(**given)
    assert outcome.level == "go_with_limits"
    assert (limit, None) in outcome.limits


def test_weak_bones_with_leave_to_lift_may_lift() -> None:
    assert ("no_load", None) not in full(weak_bones="yes", weak_bones_load_ok="yes").limits


@pytest.mark.parametrize(
    "given",
    [
        {"minor_trauma": "yes", "long_steroids": "yes"},
        {"early_onset": "yes", "morning_stiffness": "yes", "better_moving": "yes"},
        {"groin_pain": "left", "heavy_alcohol": "yes"},
        {"past_cancer": "yes", "weight_loss": "yes"},
        {"cannot_bear_weight": "yes"},
        {"under_18": "yes"},
        {"pregnant": "yes", "pregnancy_ok": "no"},
        {"groin_pain": "left", "groin_running": "yes"},
    ],
)
def test_what_must_be_seen_first(given: dict[str, str]) -> None:
    outcome = full(**given)
    assert outcome.level == "see_someone"
    assert outcome.urgency is not None


@pytest.mark.parametrize(
    "given", [{"minor_trauma": "yes"}, {"long_steroids": "yes"}, {"better_moving": "yes", "morning_stiffness": "yes"}]
)
def test_parts_of_a_combination_alone_stop_nobody(given: dict[str, str]) -> None:
    assert full(**given).level == "go"


def test_a_clinician_may_lift_what_is_reviewable_and_nothing_else() -> None:
    lifted = full(past_cancer="yes", clinician_ok="yes")
    assert (lifted.level, lifted.urgency) == ("go_with_limits", None)
    assert "clinician_ok" in lifted.reasons
    assert full(past_cancer="yes", clinician_ok="no").level == "see_someone"
    assert full(past_cancer="yes", fever="yes", clinician_ok="yes").level == "see_someone"
    assert full(bladder="yes", clinician_ok="yes").level == "emergency"


def test_the_most_urgent_reason_counts() -> None:
    assert full(past_cancer="yes", fever="yes").urgency == "same_day"
    assert full(past_cancer="yes").urgency == "urgent"


def test_answers_to_questions_that_do_not_apply_are_passed_over() -> None:
    answers = [*all_no("full"), ("weak_bones_load_ok", "no")]
    assert judge(QUESTIONS, "full", answers).limits == frozenset()
