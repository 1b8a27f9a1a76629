"""The guide's steps, the checks before the test, the cues during it, and the lines to reach for."""

from dataclasses import replace
from math import nan, radians, sin

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.assess.error import ErrorModel
from inturn.assess.events import Event, Lifted, LoweredFoot, QuietStanding
from inturn.assess.finding import Compensation, Pain, TrialFinding
from inturn.assess.live import guide as g
from inturn.assess.live.lines import Ground, ground, stick_line, target_line
from inturn.assess.live.positioning import CHECKS, Picture, positioning
from inturn.assess.live.watch import Watch, watch
from inturn.assess.steps import Phase
from inturn.body.keypoints import INDEX, KEYPOINTS, Side
from inturn.kinematics.angles import AngleFrame, lost
from inturn.motion.recording import KeypointFrame, nobody
from inturn.programme.standing_test import load_standing_test

RULES = load_standing_test()
MODEL = ErrorModel(0.02, 0.03, 0.03, radians(2.0), radians(2.5), radians(1.5))
PICTURE = Picture(360, 640, 0.5)


def trial(side: Side, readable: bool = True) -> TrialFinding:
    return TrialFinding(
        side, 1, 0.0, 0.0, 0.5, 1.0, 0.3, 0.7, "good" if readable else "unreadable", _value() if readable else None,
        None, None, None, None, None, None, None, None, Compensation(), (), False, True, True,
    )  # fmt: skip


def _value() -> object:
    from inturn.quantity import Method, Quantity

    return Quantity(0.5, "rad", 1, 0.02, 0.03, 0.03, Method("standing-test", "p", "none", "video"))


def look(
    guide: g.Guide, now: float, *events: Event, well: bool = True, found: tuple[TrialFinding, ...] = ()
) -> g.Guide:
    return g.look(guide, now, well, True, events, found)


def until(guide: g.Guide, stage: g.Stage, start: float = 0.0) -> g.Guide:
    """The guide after pictures at 10 a second in which all is well, at that stage."""
    for k in range(600):
        if guide.stage == stage:
            return guide
        lifted = (Lifted("right", start),) if guide.stage == "which_leg" else ()
        guide = look(guide, start + 0.1 * k, *lifted)
    raise AssertionError(f"{stage} was never reached from {guide.stage}")


def begun() -> g.Guide:
    return until(g.begin(RULES.guide, ("left", "right")), "trials")


def test_it_goes_on_by_itself_once_all_is_in_place_for_long_enough() -> None:
    guide = g.begin(RULES.guide, ("left", "right"))
    for k in range(30):
        guide = look(guide, 0.1 * k, well=k % 5 != 0)
    assert guide.stage == "position"
    assert until(guide, "which_leg", 3.0).stage == "which_leg"


def test_a_leg_nobody_objects_to_is_the_leg_that_was_lifted_and_comes_first() -> None:
    guide = until(g.begin(RULES.guide, ("left", "right")), "confirm")
    assert guide.lifted == "right"
    assert g.seconds_left(guide, 0.0) == RULES.guide.confirm
    guide = until(guide, "count_down", 100.0)
    assert guide.side == "right"
    assert not guide.mirrored


def test_another_leg_than_seen_means_a_camera_that_mirrors() -> None:
    guide = g.confirmed(until(g.begin(RULES.guide, ("left", "right")), "confirm"), False)
    assert (guide.side, guide.mirrored, guide.stage) == ("left", True, "count_down")
    assert g.confirmed(guide, False) == guide


def test_a_hip_that_is_spared_is_not_asked_for_though_its_leg_was_lifted() -> None:
    guide = until(g.begin(RULES.guide, ("left",)), "trials")
    assert guide.side == "left"


def test_the_count_down_waits_for_quiet_standing_but_not_for_ever() -> None:
    guide = g.confirmed(until(g.begin(RULES.guide, ("left", "right")), "confirm"), True)
    for k in range(80):
        guide = g.look(guide, 0.1 * k, False, False, (), ())
    assert guide.stage == "count_down"
    for k in range(80, 120):
        guide = g.look(guide, 0.1 * k, False, False, (), ())
    assert guide.stage == "trials"


@given(st.lists(st.tuples(st.sampled_from(["left", "right"]), st.booleans()), max_size=14))
def test_a_side_ends_with_enough_trials_and_a_foot_that_is_down_whatever_comes(done: list[tuple[Side, bool]]) -> None:
    guide = begun()
    side = guide.side
    assert side is not None
    for n, (which, readable) in enumerate(done):
        before = guide
        guide = look(guide, 100.0 + n, LoweredFoot(which, 0, 1, 1.4, 1), found=(trial(which, readable),))
        if before.stage != "trials":
            assert replace(guide, since_s=None) == replace(before, since_s=None)
            break
        mine = guide.of(side)
        full = mine.readable >= RULES.guide.trials or mine.attempts >= RULES.guide.most_attempts
        assert guide.stage == ("pain" if full and which == side else "trials")
        assert mine.readable <= mine.attempts == mine.found


def test_a_leg_still_lifted_is_put_down_first() -> None:
    guide = begun()
    for n in range(3):
        guide = look(guide, 100.0 + n, found=(trial("right"),))
    assert guide.stage == "trials"
    assert look(guide, 104.0, LoweredFoot("right", 0, 1, 1.4, 3)).stage == "pain"


def test_pain_is_asked_after_each_side_then_it_is_done() -> None:
    guide = g.tell_pain(g.enough(begun()), Pain(2, "outer hip"))
    assert (guide.stage, guide.side, guide.right.pain) == ("position", "left", Pain(2, "outer hip"))
    guide = g.tell_pain(g.enough(until(guide, "trials", 50.0)), Pain(0))
    assert (guide.stage, guide.side, guide.left.pain.score) == ("done", None, 0)
    assert g.tell_pain(guide, Pain(9)) == guide


def test_a_side_taken_again_leaves_out_what_it_had() -> None:
    guide = look(begun(), 60.0, found=(trial("right"), trial("right", False), trial("left")))
    guide = g.again(g.tell_pain(g.enough(guide), Pain(1)), "right")
    assert guide.to_do == ("right", "left")
    assert guide.excluded == {("right", 1), ("right", 2)}
    assert guide.right.readable == 0
    assert guide.right.pain == Pain()
    assert guide.left.readable == 1


def test_an_interruption_asks_for_ones_place_again_but_not_while_pain_is_asked() -> None:
    guide = begun()
    assert g.interrupted(guide).stage == "position"
    assert g.interrupted(g.enough(guide)).stage == "pain"
    assert until(g.interrupted(guide), "trials").side == guide.side


# --- in place ---------------------------------------------------------------------------------------------------------


def standing(**moved: tuple[float, float]) -> KeypointFrame:
    """A person of 480 px in the middle of a picture of 360 x 640."""
    places = {"nose": (180, 100), "left_ear": (190, 95), "right_ear": (170, 95)}
    for side, sign in (("left", 1), ("right", -1)):
        for name, v in {"shoulder": 180, "hip": 340, "knee": 450, "ankle": 550, "heel": 562, "foot_index": 570}.items():
            places[f"{side}_{name}"] = (180 + 28 * sign, v)
    pixel = np.full((33, 2), 200.0)
    for name, place in (places | moved).items():
        pixel[INDEX[name]] = place
    k = len(KEYPOINTS)
    return KeypointFrame(0.0, pixel, np.ones((k, 3)), np.ones(k), np.ones(k), np.zeros((k, 3)), 0.99, 0, 1)


def frame(time_s: float = 0.0, **values: float) -> AngleFrame:
    per_side = {"rotation", "thigh_elevation", "knee_flexion"}
    changed = {n: np.array([v, v]) if n in per_side else v for n, v in values.items()}
    two = np.zeros(2)
    usual = replace(
        lost(time_s), tracked=True, pelvic_turn=0.0, pelvic_list=0.0, trunk_lean=0.0, rotation=two, seen=np.ones(2),
        thigh_elevation=two + radians(88), knee_flexion=two + radians(90),
    )  # fmt: skip
    return replace(usual, **changed)  # type: ignore[arg-type]


def troubles(keypoints: KeypointFrame, angles: AngleFrame | None = None, picture: Picture = PICTURE) -> set[str]:
    found = positioning(keypoints, angles or frame(), picture, RULES.positioning)
    assert tuple(c.name for c in found) == CHECKS
    return {c.trouble for c in found if c.trouble is not None}


def test_a_person_in_place_has_no_trouble() -> None:
    assert troubles(standing()) == set()


@pytest.mark.parametrize(
    ("keypoints", "angles", "picture", "said"),
    [
        (nobody(0.0), None, PICTURE, "nobody"),
        (replace(standing(), persons_seen=2), None, PICTURE, "several"),
        (standing(nose=(180, -5)), None, PICTURE, "head_cut"),
        (standing(left_foot_index=(200, 650)), None, PICTURE, "feet_cut"),
        (standing(), None, Picture(1080, 1920, 0.5), "too_far"),
        (standing(), None, Picture(360, 500, 0.5), "too_near"),
        (standing(left_hip=(330, 340), right_hip=(300, 340)), None, PICTURE, "go_right"),
        (standing(left_hip=(60, 340), right_hip=(30, 340)), None, PICTURE, "go_left"),
        (standing(), frame(pelvic_turn=radians(25)), PICTURE, "turned"),
        (standing(), frame(pelvic_turn=radians(-170)), PICTURE, "behind"),
        (standing(), lost(0.0), PICTURE, "turned"),
        (standing(), None, Picture(360, 640, 0.05), "dark"),
        (standing(), None, Picture(360, 640, 0.97), "bright"),
        (standing(), None, Picture(360, 640, 0.5, 2.0), "slow"),
        (nobody(0.0), None, Picture(360, 640, 0.5, 2.0), "slow"),
    ],
)
def test_what_stands_in_the_way_is_told(
    keypoints: KeypointFrame, angles: AngleFrame | None, picture: Picture, said: str
) -> None:
    assert said in troubles(keypoints, angles, picture)


# --- cues -------------------------------------------------------------------------------------------------------------


def cues_during(values: dict[str, float], phase: Phase = "rotating") -> tuple[str, ...]:
    """What is said at the end of a second of rotation in which these values hold, after a second of still lifting."""
    state, said = Watch(), ()
    for k in range(30):
        now: Phase = "lifted" if k < 15 else phase
        state, said = watch(state, frame(k / 15, **(values if k >= 18 else {})), now, "left", RULES, MODEL)
    return said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, ()),
        ({"pelvic_list": radians(12)}, ("pelvic_list",)),
        ({"pelvic_list": radians(-12)}, ("pelvic_list",)),
        ({"pelvic_list": radians(4)}, ()),
        ({"trunk_lean": radians(12)}, ("trunk_lean",)),
        ({"pelvic_turn": radians(14)}, ("pelvic_turn",)),
        ({"thigh_elevation": radians(50)}, ("thigh_low",)),
        ({"thigh_elevation": radians(125)}, ("thigh_high",)),
        ({"knee_flexion": radians(40)}, ("knee_low",)),
        ({"knee_flexion": radians(130)}, ("knee_high",)),
        ({"pelvic_list": nan}, ()),
    ],
)
def test_the_body_that_cheats_is_told_at_once(values: dict[str, float], said: tuple[str, ...]) -> None:
    assert cues_during(values) == said


def test_a_leg_that_is_lowered_is_not_told_to_lift() -> None:
    state, said = Watch(), list[str]()
    for k in range(20):
        lower = frame(k / 15, thigh_elevation=radians(88 - 4 * k), knee_flexion=radians(90 - 4 * k))
        state, cues = watch(state, lower, "lifted", "left", RULES, MODEL)
        said += cues
    assert said == []


def test_the_way_back_is_left_alone() -> None:
    assert cues_during({"pelvic_list": radians(12)}, "returning") == ()


def test_a_change_counts_from_just_before_the_rotation() -> None:
    state, said = Watch(), ()
    for k in range(30):
        leaning = frame(k / 15, trunk_lean=radians(10))
        state, said = watch(state, leaning, "lifted" if k < 15 else "rotating", "left", RULES, MODEL)
    assert said == ()


# --- lines ------------------------------------------------------------------------------------------------------------


def stood(time_s: float) -> AngleFrame:
    """200 px are a metre; the left foot's outer edge is 5 cm outside its heel."""
    side = np.array([0.14, -0.14])
    knee = np.stack([np.zeros(2), side, np.full(2, 0.5)], axis=1)
    heel = np.stack([np.zeros(2), side, np.full(2, 0.05)], axis=1)
    edge = heel + np.array([[0, 0.05, 0], [0, -0.05, 0]])
    return replace(frame(time_s), knee=knee, heel=heel, foot_edge=edge)


def grounded(offset: float = 0.0) -> Ground:
    found = ground(
        QuietStanding(0.0, 1.0), [standing()] * 10, [stood(k / 10) for k in range(10)], (offset, offset)
    )  # fmt: skip
    assert found is not None
    return found


def test_the_stick_stands_at_the_outer_edge_of_the_foot_or_so_far_from_it() -> None:
    assert grounded().px_per_m == pytest.approx(200.0)
    assert grounded().stick_u == pytest.approx((180 + 38, 180 - 38))
    assert grounded(0.1).stick_u == pytest.approx((180 + 58, 180 - 58))
    line = stick_line(grounded(), standing(), "left")
    assert line is not None
    assert (line.u0, line.u1) == pytest.approx((218, 218))
    assert line.v0 > line.v1


@pytest.mark.parametrize(("side", "outward"), [("left", 1), ("right", -1)])
def test_the_target_tilts_outward_and_with_the_pelvis(side: Side, outward: int) -> None:
    target = radians(24)
    level = target_line(grounded(), standing(), frame(), side, target)
    hitched = target_line(grounded(), standing(), frame(pelvic_list=outward * radians(10)), side, target)
    assert level is not None
    assert hitched is not None
    assert outward * (level.u1 - level.u0) == pytest.approx(200 * 0.45 * sin(target))
    assert outward * (hitched.u1 - hitched.u0) == pytest.approx(200 * 0.45 * sin(target + radians(10)))


def test_nothing_is_drawn_that_was_not_seen() -> None:
    assert ground(QuietStanding(5.0, 6.0), [standing()], [stood(0.0)], (0.0, 0.0)) is None
    assert ground(QuietStanding(0.0, 1.0), [nobody(0.0)], [stood(0.0)], (0.0, 0.0)) is None
    assert stick_line(replace(grounded(), stick_u=(nan, nan)), standing(), "left") is None
