"""Advice about the camera before a set, and what a set was worth."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.body.keypoints import Side
from inturn.motion.recording import KeypointFrame, nobody
from inturn.programme.coach_file import load_coach
from inturn.report.words.coach import advice_text
from inturn.training.coach.advice import advise
from inturn.training.coach.events import Repetition, Tempo
from inturn.training.coach.quality import quality, share_interval
from tests.unit.training.coach.figure import Film, film, squat, writer

RULES = load_coach()
SIZE = (480.0, 854.0)


def standing(turn: float, scale: float = 1.0, shift: tuple[float, float] = (0.0, 0.0)) -> list[KeypointFrame]:
    frames = film(writer(squat(2), 1.0).script, Film(turn=turn))
    return [replace(f, pixel=(f.pixel - [240, 427]) * scale + [240 + shift[0], 427 + shift[1]]) for f in frames]


def codes(frames: list[KeypointFrame], exercise: str = "squat", brightness: float | None = None) -> list[str]:
    found = advise(frames, RULES.exercise(exercise), RULES.common, SIZE, brightness)
    return [a.code for a in found]


def test_a_camera_that_stands_well_gets_no_advice() -> None:
    assert codes(standing(42)) == []
    assert codes(standing(-85), "deadlift", brightness=120.0) == []


@pytest.mark.parametrize(
    ("frames", "exercise", "code"),
    [
        (standing(0), "squat", "turn_to_best_view"),
        (standing(42), "deadlift", "turn_to_best_view"),
        (standing(175), "squat", "from_behind"),
        (standing(42, scale=0.5), "squat", "too_far"),
        (standing(42, shift=(0, 300)), "squat", "feet_cut_off"),
        (standing(42, shift=(0, -265)), "squat", "head_cut_off"),
        (standing(42, shift=(230, 0)), "squat", "side_cut_off"),
        (standing(42, scale=2.12, shift=(0, -85)), "squat", "too_near"),
        ([nobody(0.1 * i) for i in range(10)], "squat", "nobody"),
    ],
)
def test_what_to_change_is_said(frames: list[KeypointFrame], exercise: str, code: str) -> None:
    assert code in codes(frames, exercise)


@pytest.mark.parametrize(
    ("turn", "side", "exercise", "hidden"),
    [
        (85.0, "left", "deadlift", True),  # turned to the own left, the right side is nearer
        (85.0, "right", "deadlift", False),
        (-85.0, "right", "deadlift", True),
        (-85.0, "left", "deadlift", False),
        (85.0, None, "deadlift", False),  # which leg is in front is not known
        (42.0, "left", "deadlift", False),  # obliquely both are seen
        (85.0, "left", "squat", False),  # no leg is in front
    ],
)
def test_a_front_leg_that_the_other_one_hides_is_to_come_nearer(
    turn: float, side: Side | None, exercise: str, hidden: bool
) -> None:
    found = advise(standing(turn), RULES.exercise(exercise), RULES.common, SIZE, side=side)
    assert ("front_leg_hidden" in [a.code for a in found]) is hidden
    texts = [advice_text(a.code, a.value, "side") for a in found]
    assert any("nearer to the camera" in text for text in texts) is hidden


def test_darkness_comes_first() -> None:
    assert codes(standing(42), brightness=20.0)[0] == "too_dark"


def repetition(number: int, lowering: float, depth: float = 1.0) -> Repetition:
    return Repetition(
        number, number * 5.0, number * 5.0 + 2, number * 5.0 + 4, depth, depth, Tempo(lowering, 0.5, 2), "side"
    )


def test_quality_of_a_set() -> None:
    reps = tuple(repetition(i, 2.0 + 0.1 * i) for i in range(1, 11))
    found = quality(reps, frozenset({3}), (6, 7))
    assert found is not None
    assert (found.n, found.clean_share) == (10, 0.9)
    assert found.clean_interval95 == pytest.approx((0.596, 0.982), abs=0.001)  # Wilson's interval of 9 of 10
    assert found.lowering_s.mean == pytest.approx(2.55)
    assert found.lowering_s.sd == pytest.approx(0.3028, abs=1e-4)
    assert found.tempo_variation == pytest.approx(0.3028 / 2.55, abs=1e-4)
    assert found.depth.interval95 == pytest.approx((1.0, 1.0))
    assert quality((), frozenset(), (0, 7)) is None


def test_one_repetition_has_no_spread() -> None:
    found = quality((repetition(1, 2.0),), frozenset(), (7, 7))
    assert found is not None
    assert (found.depth.sd, found.depth.interval95, found.tempo_variation) == (None, None, None)


@given(hits=st.integers(0, 40), more=st.integers(0, 40))
def test_the_interval_of_a_share_holds_it(hits: int, more: int) -> None:
    low, high = share_interval(hits, hits + more)
    share = hits / max(hits + more, 1)
    assert 0.0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1.0
