"""Following one person: the same step by step and pipelined, alone and among others, lost and found again."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from inturn.body.keypoints import INDEX
from inturn.motion.recording import KeypointFrame
from inturn.sources.video import Picture, PoseTracker, iterate_frames, track
from inturn.sources.video.choice import distinct, ranked, right_way_up, same_person
from inturn.sources.video.detector import Detection
from inturn.sources.video.region import Region
from inturn.sources.video.track import rescaled
from tests.unit.sources.conftest import Stage

FIELDS = ("pixel", "variance", "visibility", "presence", "world", "score", "person", "persons_seen", "time_s")

CLIP = Path(__file__).parents[2] / "clips" / "clean.mp4"


@pytest.fixture(scope="module")
def trackers() -> dict[str, PoseTracker]:
    """One tracker of each kind, loaded once."""
    return {"lite": PoseTracker("lite"), "full": PoseTracker("full"), "lite x2": PoseTracker("lite", streams=2)}


@pytest.fixture
def lite(trackers: dict[str, PoseTracker]) -> PoseTracker:
    """A tracker with the lite network that has seen nothing yet."""
    trackers["lite"].restart()
    return trackers["lite"]


@pytest.fixture
def full(trackers: dict[str, PoseTracker]) -> PoseTracker:
    """A tracker with the full network that has seen nothing yet."""
    trackers["full"].restart()
    return trackers["full"]


@pytest.fixture
def pipelined(trackers: dict[str, PoseTracker]) -> PoseTracker:
    """The same as `lite`, with two pictures in the network at once."""
    trackers["lite x2"].restart()
    return trackers["lite x2"]


def assert_same(one: list[KeypointFrame], other: list[KeypointFrame]) -> None:
    assert len(one) == len(other)
    for a, b in zip(one, other, strict=True):
        for name in FIELDS:
            assert_array_equal(getattr(a, name), getattr(b, name), err_msg=f"{name} at {a.time_s} s")


def test_step_by_step_is_the_same_as_pipelined_to_the_bit(
    person_pictures: list[Picture], lite: PoseTracker, pipelined: PoseTracker
) -> None:
    live = [lite.step(rgb, time_s) for time_s, rgb in person_pictures]
    assert_same(live, list(pipelined.run(person_pictures)))
    lite.restart()
    assert_same(live[:20], list(lite.run(person_pictures[:20])))


def test_the_same_at_a_slow_and_at_a_changing_rate(
    person_pictures: list[Picture], lite: PoseTracker, pipelined: PoseTracker
) -> None:
    times = np.cumsum([0.02, 0.3, 0.01, 0.04, 0.06, 0.05, 0.051, 0.2, 0.033, 0.033, 1.2, 0.03])
    pictures = [(float(t), p.rgb) for t, p in zip(times, person_pictures[::5], strict=True)]
    assert_same([lite.step(rgb, t) for t, rgb in pictures], list(pipelined.run(pictures)))


def test_keypoints_lie_on_the_person(person_pictures: list[Picture], full: PoseTracker) -> None:
    first = full.step(person_pictures[0].rgb, 0.0)
    height, width = person_pictures[0].rgb.shape[:2]
    assert first.score > 0.99
    assert (first.person, first.persons_seen) == (0, 1)
    assert np.all((first.pixel > 0) & (first.pixel < [width, height]))
    u, v = (first.pixel[:, i] for i in (0, 1))
    assert u[INDEX["left_hip"]] > u[INDEX["right_hip"]]  # the person faces the camera: their left is our right
    assert v[INDEX["nose"]] < v[INDEX["left_shoulder"]] < v[INDEX["left_hip"]] < v[INDEX["left_heel"]]
    determinant = first.variance[:, 0] * first.variance[:, 2] - first.variance[:, 1] ** 2
    assert np.all(first.variance[:, [0, 2]] > 0)
    assert np.all(determinant > 0)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_picture_turns_the_keypoints_with_it(
    person_pictures: list[Picture], turns: int, full: PoseTracker
) -> None:
    rgb = person_pictures[0].rgb
    height, width = rgb.shape[:2]
    straight = full.step(rgb, 0.0)
    full.restart()
    turned = full.step(np.ascontiguousarray(np.rot90(rgb, turns)), 0.0)
    pixel, world, size = turned.pixel, turned.world, (width, height) if turns == 2 else (height, width)
    for _ in range(turns):  # back again: np.rot90 turned to the left
        pixel = np.stack([size[1] - 1 - pixel[:, 1], pixel[:, 0]], axis=1)
        world = np.stack([-world[:, 1], world[:, 0], world[:, 2]], axis=1)
        size = size[1], size[0]
    legs = [INDEX[f"{s}_{p}"] for s in ("left", "right") for p in ("hip", "knee", "ankle")]
    assert np.hypot(*(pixel - straight.pixel)[legs].T).max() < 12
    assert np.abs((world - straight.world)[legs, :2]).max() < 0.06
    assert np.abs(straight.world[legs, :2]).max() > 0.5  # the bound above would notice a world left unturned


def test_nobody_in_view_then_somebody(person_pictures: list[Picture], lite: PoseTracker) -> None:
    empty = np.full_like(person_pictures[0].rgb, 128)
    before = [lite.step(empty, i / 30) for i in range(3)]
    after = [lite.step(p.rgb, 1 + p.time_s) for p in person_pictures[:4]]
    assert [f.person for f in before] == [-1, -1, -1]
    assert all(np.isnan(f.pixel).all() and f.score == 0 and f.persons_seen == 0 for f in before)
    assert [f.person for f in after] == [0, 0, 0, 0]


def test_of_two_people_the_larger_is_followed_and_both_are_counted(stage: Stage, full: PoseTracker) -> None:
    picture = stage((60, 420), (700, 700))
    frames = [full.step(picture, i / 30) for i in range(4)]
    assert [f.person for f in frames] == [0, 0, 0, 0]
    assert [f.persons_seen for f in frames] == [2, 2, 2, 2]
    assert all(f.pixel[INDEX["left_hip"], 0] > 700 for f in frames)


def test_people_are_counted_again_every_second(stage: Stage, full: PoseTracker) -> None:
    alone, joined = stage((700, 700)), stage((60, 420), (700, 700))
    seen = [full.step(alone if t < 0.5 else joined, t).persons_seen for t in np.arange(0, 1.2, 0.1)]
    assert seen == [1] * 10 + [2] * 2


def test_who_is_followed_the_wrong_way_up_is_found_again_within_a_second(
    full: PoseTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody half in view is found with the legs for the head now and then, and the landmark network stays with it:
    here the first pictures themselves stand on their head."""
    rgb = next(iter(iterate_frames(CLIP))).rgb
    headstand, times = np.ascontiguousarray(np.rot90(rgb, 2)), np.arange(0, 2.5, 0.1)

    def upright() -> list[bool]:
        full.restart()
        frames = [full.step(headstand if t < 0.3 else rgb, float(t)) for t in times]
        return [bool(f.pixel[INDEX["nose"], 1] < f.pixel[INDEX["left_hip"], 1]) for f in frames]

    told = upright()
    assert not any(told[:3])
    assert all(told[11:])

    def never(tracked: Region, seen: list[Region]) -> None:
        """Look away."""

    monkeypatch.setattr(track, "right_way_up", never)
    assert not any(upright()[11:])  # left alone it stays lost


def test_who_is_found_upright_again_is_so_in_a_pipeline_as_well() -> None:
    rgb = next(iter(iterate_frames(CLIP))).rgb
    headstand = np.ascontiguousarray(np.rot90(rgb, 2))
    pictures = [(float(t), headstand if t < 0.3 else rgb) for t in np.arange(0, 1.6, 0.1)]
    live, piped = PoseTracker("lite"), PoseTracker("lite", streams=2)
    frames = [live.step(rgb, t) for t, rgb in pictures]
    assert_same(frames, list(piped.run(pictures)))
    assert frames[-1].pixel[INDEX["nose"], 1] < frames[-1].pixel[INDEX["left_hip"], 1]


def test_only_who_is_followed_upside_down_and_seen_upright_is_turned_round() -> None:
    upright, fallen, lying = (Region(100, 100, 200, a) for a in (0.1, 3.0, 1.7))
    assert right_way_up(fallen, [lying, upright]) is None  # somebody lies there
    assert right_way_up(fallen, [replace(upright, x=300.0)]) is None
    assert right_way_up(fallen, [upright, replace(fallen, angle=-3.0)]) is None  # so are they seen, too
    assert right_way_up(fallen, [upright]) == upright
    assert right_way_up(lying, [upright]) is None  # a helper beside them
    assert right_way_up(upright, [fallen]) is None


def test_a_switch_to_another_person_raises_the_number(stage: Stage, full: PoseTracker) -> None:
    both, other = stage((60, 600), (700, 700)), stage((60, 600))
    frames = [full.step(both if i < 4 else other, i / 30) for i in range(12)]
    numbers = [f.person for f in frames]
    assert numbers[:4] == [0, 0, 0, 0]
    assert numbers[-1] == 1
    assert frames[-1].pixel[INDEX["left_hip"], 0] < 640


def test_the_followed_person_is_kept_when_the_track_breaks(stage: Stage, full: PoseTracker) -> None:
    both = stage((60, 600), (700, 700))
    bigger_came = stage((60, 720), (700, 560))
    gone = np.full_like(both, 150)
    for i, picture in enumerate([both, both, gone, gone, gone]):
        full.step(picture, i / 30)
    again = full.step(bigger_came, 6 / 30)
    assert again.person == 0
    assert again.pixel[INDEX["left_hip"], 0] > 640


HERE = Region(500.0, 300.0, 400.0, 0.0)


@pytest.mark.parametrize(
    ("now", "gap", "same"),
    [
        (Region(520.0, 300.0, 400.0, 0.0), 1 / 30, True),
        (Region(600.0, 300.0, 400.0, 0.0), 1 / 30, False),
        (Region(600.0, 300.0, 400.0, 0.0), 0.2, True),
        (Region(690.0, 300.0, 400.0, 0.0), 60.0, True),
        (Region(720.0, 300.0, 400.0, 0.0), 60.0, False),
        (Region(500.0, 300.0, 700.0, 0.0), 1.0, False),
        (Region(500.0, 300.0, 200.0, 0.0), 1.0, False),
    ],
)
def test_same_person_by_place_size_and_time(now: Region, gap: float, same: bool) -> None:
    assert same_person(HERE, now, gap) is same


def test_ranking_prefers_the_known_then_the_large_and_central() -> None:
    centre, corner = Region(640, 360, 400, 0), Region(100, 100, 500, 0)
    huge = Region(900, 360, 700, 0)
    assert ranked([corner, centre, huge], 1280, 720, None) == [huge, centre, corner]
    assert ranked([corner, centre, huge], 1280, 720, Region(110, 90, 450, 0))[0] == corner


def test_double_detections_are_one_person() -> None:
    def at(x: float) -> Detection:
        return Detection(0.9, np.zeros(4), np.array([[x, 300.0], [x, 140.0], [0, 0], [0, 0]]))

    assert [r.x for r in distinct([at(500), at(560), at(900), at(480)])] == [500, 900]


def test_rescaling_keeps_the_rest(person_pictures: list[Picture], lite: PoseTracker) -> None:
    frame = lite.step(person_pictures[0].rgb, 0.0)
    larger = rescaled(frame, 3.0, 2.0)
    assert_array_equal(larger.pixel, frame.pixel * [3, 2])
    assert_array_equal(larger.variance, frame.variance * [9, 6, 4])
    assert_array_equal(larger.world, frame.world)
