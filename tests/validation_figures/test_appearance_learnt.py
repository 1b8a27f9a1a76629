"""The learning of the appearance: its components find what changes within people; the other looks are others."""

from types import SimpleNamespace

import numpy as np
import pytest

from inturn.motion.recording import LARGEST_APPEARANCE
from validation.fit import appearance
from validation.fit import other_looks as judged
from validation.fit.looks import Look, look_of
from validation.fit.maps import FOLDS, RIDGE_REMAINDER, ridge, trust_of
from validation.fit.still_tests import STANDING
from validation.other_looks import LOOKS

FEATURES = 40


def people(seed: int, clothes: float) -> list[np.ndarray]:
    """Seen (T, 2, F): movement along two directions, clothes (the same in all pictures of one person) along a third."""
    rng = np.random.default_rng(seed)
    move, worn = rng.normal(size=(2, FEATURES)), rng.normal(size=FEATURES)
    found = []
    for _ in range(30):
        ways = np.concatenate([np.zeros((STANDING, 2, 2)), rng.normal(size=(12, 2, 2))])
        noise = 0.02 * rng.normal(size=(STANDING + 12, 2, FEATURES))
        found.append(ways @ move + clothes * rng.normal() * worn + noise)
    return found


def test_components_hold_what_changes_within_people_and_nothing_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appearance, "COMPONENTS", 2)
    seen = people(1, clothes=0.0)
    middle, matrix = appearance.principal(seen)
    values = (np.concatenate(seen).reshape(-1, FEATURES) - middle) @ matrix
    assert np.percentile(np.abs(values), 99.9) <= LARGEST_APPEARANCE
    back = np.linalg.lstsq(values, np.concatenate(seen).reshape(-1, FEATURES) - middle, rcond=None)[1]
    assert back.sum() < 0.01 * np.sum((np.concatenate(seen) - middle) ** 2)


def test_what_differs_between_people_only_makes_no_component(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appearance, "COMPONENTS", 2)
    plain, dressed = (appearance.principal(people(2, clothes))[1] for clothes in (0.0, 3.0))
    for one, other in zip(plain.T, dressed.T, strict=True):
        assert abs(np.corrcoef(one, other)[0, 1]) > 0.99


def test_the_appearance_is_held_more_than_a_keypoint_and_by_its_own_spread() -> None:
    values = np.random.default_rng(3).normal(size=(400, 6)) * [1.0, 5.0, 1.0, 1.0, 2.0, 3.0]
    trust = trust_of(values, 3, 0.01)
    assert np.all(trust[:3] == 1.0)
    assert trust[3] < trust[4] < trust[5] < 1.0
    assert trust[3:].mean() == pytest.approx(0.1)
    target = values @ np.ones(6)
    free, held = (ridge(values, target, RIDGE_REMAINDER, trust=t) for t in (np.ones(6), trust))
    assert np.all(np.abs(held[3:6]) < np.abs(free[3:6]))


@pytest.mark.parametrize("name", list(LOOKS))
def test_another_look_is_a_picture_of_the_same_size(name: str) -> None:
    rng = np.random.default_rng(4)
    picture = np.kron(rng.integers(0, 256, (12, 9, 3)), np.ones((8, 8, 1))).astype(np.uint8)
    shown = LOOKS[name](picture)
    assert shown.shape == picture.shape
    assert shown.dtype == np.uint8
    same = np.array_equal(shown, picture)
    assert same == (name == "as drawn for learning")


def test_a_look_is_the_same_each_time_and_another_for_another_person() -> None:
    rng = np.random.default_rng(5)
    picture = np.kron(rng.integers(0, 256, (12, 9, 3)), np.ones((8, 8, 1))).astype(np.uint8)
    shown = [look_of(seed)(picture, 3) for seed in (1000, 1000, 1001)]
    assert shown[0].shape == picture.shape
    assert shown[0].dtype == np.uint8
    assert np.array_equal(shown[0], shown[1])
    assert not np.array_equal(shown[0], shown[2])
    assert np.abs(shown[0].astype(float) - picture).mean() > 1.0


def test_a_plain_look_changes_no_picture() -> None:
    picture = np.random.default_rng(6).integers(0, 256, (96, 72, 3)).astype(np.uint8)
    plain = Look(1, 1.0, 0.0, np.ones(3), 1.0, 0.0, 1.0, np.zeros(2), 0.0, 0.0, 1.0, 0.0)
    # to hue and back in whole numbers
    assert np.abs(plain(picture, 0).astype(int) - picture).max() <= 6
    assert np.abs(plain(picture, 0).astype(int) - picture).mean() < 1.5


def test_people_left_out_are_judged_by_maps_that_have_not_seen_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the maps of their own fold people would be read without error here."""
    used: list[float] = []

    def rows(test: SimpleNamespace, pelvis: float, _: None) -> tuple[np.ndarray, ...]:
        used.append(pelvis)
        return np.ones((2, 1)), np.full(2, np.deg2rad(3.0)), np.array([True, False]), np.zeros(2)

    monkeypatch.setattr(judged, "remainder_rows", rows)
    seeds = list(range(1000, 1000 + FOLDS))
    crossed = [(float(k), np.deg2rad([1.0, 0.5])) for k in range(FOLDS)]
    ways = SimpleNamespace(seeds=seeds, crossed=crossed)
    error = judged.errors([SimpleNamespace(seed=s) for s in (1003, 1007)], ways, closer=False)  # type: ignore[arg-type, list-item]
    assert used == [3.0, 7.0]
    assert error == pytest.approx([1.5, 1.5])
