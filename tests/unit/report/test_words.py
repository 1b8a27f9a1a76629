"""Each outcome has its sentence; no sentence claims what nobody has shown."""

import re

import pytest

from inturn.programme.clearance import Clearance
from inturn.report.document import Pain
from inturn.report.text import summary
from inturn.report.words import numbers
from inturn.report.words.body import body_sentences, stick_brief, stick_sentences
from inturn.report.words.next_step import QUESTIONS, mends, next_steps
from inturn.report.words.safety import STOP_LIST, cautions
from inturn.report.words.verdict import difference_sentence, side_sentence, verdict_sentence
from inturn.report.words.worth import detectable_changes, interval_with_real_person, worth, worth_brief
from tests.unit.report import samples
from tests.unit.report.samples import SAMPLES

CLEARED = Clearance(questions_version="1", answered_at="2026-11-22T10:00:00Z")

VERDICTS = {
    "limited_left": "The left hip turned inward less than this test aims for. Work on its mobility is worth trying.",
    "both_limited": "Both hips turned inward less than this test aims for. Work on their mobility is worth trying.",
    "likely_difference": "Your hips differ by more than the error of this test: the left hip turned inward less. "
    "Work on its mobility is worth trying.",
    "likely_sufficient": "Both hips most likely turn inward far enough for this test.",
    "body_moved": "This test cannot tell yet: the body moved along on the left and a difference between the sides is "
    "possible but not sure. Take it again, best on another day.",
    "unreadable": "Neither hip could be read. Film the test again, with the corrections named below.",
    "one_side_only": "This test cannot tell yet: the right hip was not tested. Take it again, best on another day.",
    "painful": "The left hip turned inward less than this test aims for. "
    "Have both hips looked at before you work on them.",
    "very_low": "Both hips turned inward less than this test aims for. "
    "Have the left hip looked at before you work on it.",
    "very_high": "Both hips most likely turn inward far enough for this test. "
    "Both turned very far: strengthen, do not mobilise.",
}


def _everything(name: str) -> str:
    result = SAMPLES[name]()
    texts = [verdict_sentence(result), *stick_sentences(result), stick_brief(result), *body_sentences(result)]
    texts += [side_sentence(s, result.side(s)) for s in ("left", "right")]
    texts += [remark.text for remark in worth(result)] + [worth_brief(result)]
    texts += [*next_steps(result, None), *next_steps(result, CLEARED), *mends(result)]
    texts += [item for group in STOP_LIST for item in (*group.items, group.brief, group.lead, group.title)]
    texts += [difference_sentence(result.difference)] if result.difference else []
    return "\n".join([*texts, summary(result), summary(result, clearance=CLEARED)])


@pytest.mark.parametrize(("name", "sentence"), VERDICTS.items())
def test_each_outcome_has_its_sentence(name: str, sentence: str) -> None:
    assert verdict_sentence(SAMPLES[name]()) == sentence


@pytest.mark.parametrize("name", SAMPLES)
def test_no_forbidden_claim(name: str) -> None:
    text = re.sub(r"\s+", " ", _everything(name)).lower()
    for claim in (r"\bcures?\b", "fixes", "the cause of", "heals", "guarantee", "proves", "you have a "):
        assert not re.search(claim, text), claim
    assert len(re.findall("diagnos", text)) == len(re.findall("not a diagnosis", text))


@pytest.mark.parametrize("name", SAMPLES)
def test_it_says_what_it_is_not(name: str) -> None:
    text = " ".join(remark.text for remark in worth(SAMPLES[name]()))
    for needed in ("Not reviewed by a clinician", "not a medical device", "For adults", "No norm exists", "judgement"):
        assert needed in text


@pytest.mark.parametrize("name", SAMPLES)
def test_without_clearance_the_next_step_is_to_answer_the_questions(name: str) -> None:
    result = SAMPLES[name]()
    assert next_steps(result, None)[0] == QUESTIONS
    assert QUESTIONS not in next_steps(result, CLEARED)


@pytest.mark.parametrize("name", SAMPLES)
def test_no_exercise_is_named_without_clearance(name: str) -> None:
    steps = " ".join(next_steps(SAMPLES[name](), None)).lower()
    assert not re.search(r"\b(roll|squat|release|deadlift|activate)\b", steps)


def test_spared_sides_are_named() -> None:
    spared = Clearance(questions_version="1", answered_at="2026-11-22", no_end_range=frozenset({"left"}))
    assert "spare the left hip" in next_steps(samples.likely_sufficient(), spared)[0]


def test_a_painful_or_very_stiff_hip_is_looked_at_and_not_mobilised() -> None:
    for result in (samples.painful(), samples.very_low()):
        steps = " ".join(next_steps(result, CLEARED))
        assert "looked at" in steps
        assert "begin the routine" not in steps
    assert "begin the routine" in " ".join(next_steps(samples.limited_left(), CLEARED))


def test_cautions() -> None:
    left = samples.limited_left().sides.left
    assert cautions(left) == ()
    assert cautions(samples.painful().sides.left) == ("groin_pain",)
    assert cautions(samples.painful().sides.right) == ("painful",)
    assert cautions(samples.very_low().sides.left) == ("very_low",)
    assert cautions(samples.very_high().sides.left) == ("very_high",)
    assert cautions(left.model_copy(update={"pain": Pain(score=0, where="groin")})) == ()
    assert cautions(left.model_copy(update={"pain": Pain(score=None, where="a pinch in front")})) == ("groin_pain",)


def test_groin_pain_asks_to_stop_and_see_someone() -> None:
    steps = " ".join(next_steps(samples.painful(), CLEARED))
    assert "Stop turning the left hip to its end, and see a doctor or physiotherapist." in steps


def test_the_emergency_signs_come_first_in_the_stop_list() -> None:
    assert STOP_LIST[0].code == "emergency"
    signs = " ".join(STOP_LIST[0].items)
    for sign in ("numbness", "urine", "bowel", "sexual", "both legs"):
        assert sign in signs


@pytest.mark.parametrize("name", SAMPLES)
def test_a_value_never_stands_without_its_interval(name: str) -> None:
    result = SAMPLES[name]()
    for side in ("left", "right"):
        sentence = side_sentence(side, result.side(side))
        assert ("interval" in sentence) == ("°" in sentence) == (result.side(side).rotation is not None)


def test_differences() -> None:
    difference = samples.limited_left().difference
    assert difference is not None
    text = difference_sentence(difference)
    assert text.startswith("The left hip turned 17° less than the right (95\u00a0% interval 13 to 21° less).")
    across = difference.model_copy(update={"degrees": 2.0, "interval95": (-1.9, 5.9), "judgement": "same"})
    assert "turned 2° more than the right (95\u00a0% interval 2° less to 6° more)" in difference_sentence(across)
    none = difference.model_copy(update={"degrees": -0.2, "interval95": (-4.1, 3.7), "judgement": "same"})
    assert "equally far (95\u00a0% interval: the left from 4° less to 4° more than the right)" in difference_sentence(
        none
    )


def test_real_person_term_is_added_in_squares() -> None:
    value = samples.value(20.0, random=0.0, setup=0.0, systematic=4.0)  # with 3 degrees: 5 degrees in all
    low, high = interval_with_real_person(value)
    assert (low, high) == pytest.approx((20.0 - 9.8, 20.0 + 9.8), abs=0.01)


def test_detectable_change_grows_from_today_to_another_day_and_promises_nothing_under_five() -> None:
    assert detectable_changes([samples.value(20.0, random=0.1, setup=0.1)]) == (5, 5)
    # 1.96 * sqrt(2) * 3 = 8.3; with another 4 of set-up 1.96 * sqrt(2) * 5 = 13.9
    assert detectable_changes([samples.value(20.0, random=3.0, setup=4.0)]) == (9, 14)


def test_numbers() -> None:
    assert numbers.whole(-0.4) == "0°"
    assert numbers.whole(-3.2) == "\N{MINUS SIGN}3°"
    assert numbers.one(None) == numbers.NONE
    assert numbers.percent(0.999) == "more than 99\u00a0%"
    assert numbers.percent(0.001) == "less than 1\u00a0%"
    assert numbers.plus_minus(0.8, 0.9) == "0.8 ± 1.8°"
    assert numbers.listed(["a", "b", "c"]) == "a, b and c"
    assert numbers.counted(1, "trial") == "1 trial"


def test_mends_name_their_trials() -> None:
    found = mends(samples.mixed_trials())
    assert "Left 3: Lift the knee to hip height and hold it there." in found


def test_stick_says_when_it_asked_less_than_the_target() -> None:
    assert any("less than the target of 24°" in s for s in stick_sentences(samples.limited_left()))
    assert stick_sentences(samples.unreadable())[-1].endswith("could not be read from this recording.")
    assert "12 cm on the left" in stick_sentences(samples.mixed_trials())[0]
