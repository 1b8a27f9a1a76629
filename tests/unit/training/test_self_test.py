"""The test without a camera: the same table as far as it goes, and never mixed with values of a camera."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.assess.verdict import SIDE_TABLE
from inturn.errors import ClearanceError, ImpossibleError
from inturn.programme.clearance import ALL_SIDES, Clearance
from inturn.training.clearing import clearance
from inturn.training.guided_test import guided_test
from inturn.training.records import TestRecord
from inturn.training.self_test import SideTold, self_method, self_test, told_verdict
from tests.unit.training.made import CAMERA, CLEAR, PROGRAMME, at, empty, screened


def taken(*told: SideTold, cleared: Clearance = CLEAR, support: str = "none") -> TestRecord:
    return self_test(PROGRAMME, cleared, told, at(0), ("t", "p"), support)  # pyright: ignore[reportArgumentType]


def side(name: str, reached: str, moved: bool | None = False, **more: object) -> SideTold:
    return SideTold(name, reached, moved, **more)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("reached", "moved", "verdict"),
    [
        ("reached", False, "borderline"),
        ("reached", True, "borderline"),
        ("reached", None, "borderline"),
        ("not_reached", False, "limited"),
        ("not_reached", True, "limited"),
        ("not_reached", None, "limited"),
        ("not_judged", False, "unreadable"),
        ("not_judged", None, "unreadable"),
    ],
)
def test_every_cell(reached: str, moved: bool | None, verdict: str) -> None:
    assert told_verdict(side("left", reached, moved)) == verdict


def test_no_verdict_says_more_than_the_table_could_for_any_angle() -> None:
    """What is said without an angle lies between what the table says for a low and for a high chance."""
    order = ("sufficient", "borderline", "limited")
    for reached, fact in (("reached", "reached"), ("not_reached", "not_reached")):
        said = order.index(told_verdict(side("left", reached)))
        low, high = (order.index(SIDE_TABLE[fact, chance]) for chance in ("low", "high"))  # pyright: ignore[reportArgumentType]
        assert low <= said <= high


def test_without_an_angle_nothing_is_ever_called_sufficient() -> None:
    both = taken(side("left", "reached"), side("right", "reached"))
    assert both.verdict == "unclear"
    assert both.tighter_side is None


def test_one_side_short_of_the_stick_is_the_tighter_one() -> None:
    record = taken(side("left", "reached"), side("right", "not_reached", gap_m=0.08, pain=2, pain_where="outer hip"))
    assert (record.verdict, record.tighter_side) == ("mobility_work", "right")
    right = record.side("right")
    assert right is not None
    assert (right.gap_m, right.pain, right.rotation) == (0.08, 2, None)


@pytest.mark.parametrize(("left", "right", "tighter"), [(0.12, 0.07, "left"), (0.09, 0.07, None), (None, 0.07, None)])
def test_two_short_sides_differ_only_by_a_gap_beyond_its_error(
    left: float | None, right: float, tighter: str | None
) -> None:
    record = taken(side("left", "not_reached", gap_m=left), side("right", "not_reached", gap_m=right))
    assert record.tighter_side == tighter


def test_its_method_is_never_that_of_a_camera() -> None:
    method = self_method("none")
    assert method.source_kind == "self"
    assert (method.test, method.position, method.support) == (CAMERA.test, CAMERA.position, CAMERA.support)
    assert taken(side("left", "reached"), support="wall").method.support == "wall"


def test_one_side_alone_leaves_the_other_unreadable() -> None:
    assert taken(side("left", "reached")).verdict == "unclear"
    assert taken(side("left", "not_judged")).verdict == "unreadable"


def test_a_spared_side_is_not_taken() -> None:
    spared = Clearance("1", CLEAR.answered_at, no_test=frozenset({"left"}), valid_until=CLEAR.valid_until)
    with pytest.raises(ClearanceError, match="spare the left hip"):
        taken(side("left", "reached"), cleared=spared)
    assert taken(side("right", "reached"), cleared=spared).verdict == "unclear"


def test_who_must_hold_on_does() -> None:
    shaky = Clearance("1", CLEAR.answered_at, support_needed=True, valid_until=CLEAR.valid_until)
    with pytest.raises(ClearanceError, match="hold on, and say which"):
        taken(side("left", "reached"), cleared=shaky)
    assert taken(side("left", "reached"), cleared=shaky, support="stick").method.support == "stick"


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ((side("left", "reached", pain=11),), "pain of 11 is not from 0 to 10"),
        ((side("left", "reached", pain=-1),), "pain of -1"),
        ((side("left", "not_reached", gap_m=1.4),), "a gap of 140 cm"),
        ((side("left", "reached", gap_m=0.05),), "a gap only where the stick was not reached"),
        ((side("left", "reached"), side("left", "not_reached")), "each side is told once"),
        ((), "at least one"),
    ],
)
def test_impossible_values_are_refused(told: tuple[SideTold, ...], says: str) -> None:
    with pytest.raises(ImpossibleError, match=says):
        taken(*told)


def test_an_unknown_support_is_refused() -> None:
    with pytest.raises(ImpossibleError, match="'crutch' is no support"):
        taken(side("left", "reached"), support="crutch")


sides = st.builds(
    SideTold,
    st.sampled_from(["left", "right"]),
    st.sampled_from(["reached", "not_reached", "not_judged"]),
    st.sampled_from([True, False, None]),
    st.one_of(st.none(), st.integers(0, 10)),
)


@given(st.lists(sides, min_size=1, max_size=2, unique_by=lambda s: s.side))
def test_every_possible_answer_gives_a_record_without_an_angle(told: list[SideTold]) -> None:
    record = taken(*told)
    assert record.verdict in {"mobility_work", "unclear", "unreadable"}
    assert all(s.rotation is None and s.verdict != "sufficient" for s in record.sides)
    assert {s.side for s in record.sides} == {t.side for t in told}


def test_a_guided_test_needs_a_valid_clearance_and_a_side() -> None:
    cleared = clearance(screened(empty(), at(0), groin_pain="left"), PROGRAMME, at(0, 1))
    assert cleared is not None
    guided = guided_test(PROGRAMME, cleared, at(0, 1), "self")
    assert (guided.sides, guided.content.kind) == (("right",), "self")
    assert [(d.code, d.side) for d in guided.decisions] == [("no_test", "left")]
    with pytest.raises(ClearanceError, match="expired"):
        guided_test(PROGRAMME, cleared, at(1), "camera")
    nobody = Clearance("1", CLEAR.answered_at, no_test=ALL_SIDES, valid_until=CLEAR.valid_until)
    with pytest.raises(ClearanceError, match="spare both hips"):
        guided_test(PROGRAMME, nobody, at(0), "camera")
