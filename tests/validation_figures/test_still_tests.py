"""The mean over the views of a picture: views in which a front is taken for a back do not count."""

import numpy as np

from inturn.body.keypoints import INDEX, MIRROR
from validation.fit.still_tests import mean_of_views


def views(*behind: bool) -> dict[str, np.ndarray]:
    """One picture in several views, each shifted by ten pixels against the one before; some reversed."""
    pixel = np.zeros((33, 2))
    pixel[INDEX["left_shoulder"]], pixel[INDEX["right_shoulder"]] = (120.0, 100.0), (80.0, 100.0)
    pixel[INDEX["left_hip"]], pixel[INDEX["right_hip"]] = (110.0, 150.0), (90.0, 150.0)
    seen = [(pixel[list(MIRROR)] if b else pixel) + 10.0 * i for i, b in enumerate(behind)]
    return {"pixel": np.array([seen]), "score": np.ones((1, len(behind)))}


def test_reversed_views_do_not_count() -> None:
    found = mean_of_views(views(False, True, False, True))["pixel"]
    np.testing.assert_allclose(found[0], views(False)["pixel"][0, 0] + 10.0)


def test_where_none_is_left_nothing_is_said() -> None:
    found = mean_of_views(views(True, True))
    assert np.isnan(found["pixel"]).all()
    assert found["score"].tolist() == [1.0]


def test_views_that_agree_are_averaged() -> None:
    np.testing.assert_allclose(mean_of_views(views(False, False))["pixel"][0], views(False)["pixel"][0, 0] + 5.0)
