"""Ways to look at a person: closed under mirroring, and undone exactly when points go back to the picture."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.body.keypoints import MIRROR
from inturn.sources.video.decode import Picture
from inturn.sources.video.region import Region
from inturn.sources.video.track import PoseTracker
from inturn.sources.video.views import PLAIN, VIEWS, View

regions = st.builds(
    Region, st.floats(100, 300), st.floats(100, 300), st.floats(50, 400), st.floats(-3, 3), mirrored=st.booleans()
)


@given(regions, st.integers(0, 500))
def test_points_come_back_from_every_view(region: Region, seed: int) -> None:
    points = np.random.default_rng(seed).uniform(0, 256, (33, 2))
    for view in VIEWS:
        seen = view.of(region)
        np.testing.assert_allclose(seen.to_region(seen.to_picture(points, 256), 256), points, atol=1e-6)


@given(st.floats(-1, 1))
def test_every_view_has_its_mirror_image_among_the_views(angle: float) -> None:
    picture = np.random.default_rng(1).integers(0, 255, (300, 401, 3), dtype=np.uint8)
    flipped = np.ascontiguousarray(picture[:, ::-1])
    region = Region(180.0, 150.0, 190.0, angle)
    other = Region(400.0 - region.x, region.y, region.side, -angle)
    cuts = [view.of(region).cut(picture, 64, repeat_edge=True).astype(int) for view in VIEWS]
    mirrored = [view.of(other).cut(flipped, 64, repeat_edge=True).astype(int) for view in VIEWS]
    for cut in cuts:
        assert min(np.abs(cut - m).mean() for m in mirrored) < 2.5  # warped by the same rule but for rounding


def test_a_mirrored_region_mirrors_directions_in_space() -> None:
    region = Region(0.0, 0.0, 100.0, 0.0, mirrored=True)
    np.testing.assert_allclose(region.world_to_picture(np.array([[0.1, 0.2, 0.3]])), [[-0.1, 0.2, 0.3]])
    assert PLAIN.of(region) == Region(0.0, 0.0, 100.0, 0.0)


def test_all_views_see_the_same_person_and_not_quite_alike(person_pictures: list[Picture]) -> None:
    seen = PoseTracker("lite").in_all_views(person_pictures[0].rgb, 0.0)
    assert len(seen) == len(VIEWS)
    height = np.ptp(seen[0].pixel[:, 1])
    apart = [float(np.median(np.hypot(*(frame.pixel - seen[0].pixel).T))) for frame in seen[1:]]
    assert max(apart) < 0.03 * height
    assert min(apart) > 0.0
    world = [float(np.median(np.linalg.norm(frame.world - seen[0].world, axis=1))) for frame in seen[1:]]
    assert max(world) < 0.12
    swapped = seen[1].pixel[list(MIRROR)]
    assert np.median(np.hypot(*(swapped - seen[0].pixel).T)) > max(apart)  # names follow the person, not the picture


@pytest.mark.parametrize("views", [(PLAIN,), (PLAIN, View(mirrored=True))])
def test_views_take_turns_from_picture_to_picture(person_pictures: list[Picture], views: tuple[View, ...]) -> None:
    tracker = PoseTracker("lite", views=views)
    still = person_pictures[0].rgb
    frames = [tracker.step(still, 10.0 + 0.2 * i).pixel for i in range(8)]
    steps = [float(np.abs(a - b).max()) for a, b in pairwise(frames[4:])]
    assert (max(steps) > 0.5) == (len(views) > 1)
