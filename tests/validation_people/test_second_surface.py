"""The second generator's flesh: distances known in closed form, a surface that points come to lie on, seeds."""

import numpy as np
import pytest

from validation.people.second.cast import random_outfit, scene_of
from validation.people.second.field import BLEND_M, Flesh, piece_distance
from validation.people.second.flesh import Piece, flesh
from validation.people.second.proportions import Build, random_build
from validation.people.second.skeleton import rest_joints
from validation.people.second.surface import SPINE, neighbours

STILL = np.eye(3)
BALL = Piece("pelvis", np.zeros(3), np.zeros(3), 0.1, 0.1, np.ones(3))
CONE = Piece("pelvis", np.zeros(3), np.array([0.0, 0.0, 0.4]), 0.1, 0.05, np.ones(3))


def places(*pieces: Piece) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    return [(p.start, p.end, STILL) for p in pieces]


def around(count: int, reach: float, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    way = rng.normal(size=(count, 3))
    return reach * way / np.linalg.norm(way, axis=1, keepdims=True)


def test_distance_to_a_ball_is_its_distance() -> None:
    d, out = piece_distance(BALL, *places(BALL)[0], around(50, 0.3))
    np.testing.assert_allclose(d, 0.2, atol=1e-5)
    np.testing.assert_allclose(out, around(50, 1.0), atol=1e-4)


def test_a_cone_is_as_thick_along_its_way_as_it_says() -> None:
    beside = np.array([[0.2, 0.0, z] for z in (0.0, 0.2, 0.4)])
    d, _ = piece_distance(CONE, *places(CONE)[0], beside)
    np.testing.assert_allclose(d, 0.2 - np.array([0.1, 0.075, 0.05]), atol=1e-5)


def test_a_stretched_ball_ends_where_its_extents_say() -> None:
    piece = Piece("pelvis", np.zeros(3), np.zeros(3), 0.1, 0.1, np.array([2.0, 1.0, 0.5]))
    d, _ = piece_distance(piece, *places(piece)[0], np.diag([0.2, 0.1, 0.05]))
    np.testing.assert_allclose(d, 0.0, atol=1e-5)


def test_a_turned_piece_is_where_it_was_turned_to() -> None:
    piece = Piece("pelvis", np.zeros(3), np.zeros(3), 0.1, 0.1, np.array([2.0, 1.0, 0.5]))
    quarter = np.array([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])  # forward becomes left
    d, _ = piece_distance(piece, piece.start, piece.end, quarter, np.array([[0.0, 0.2, 0.0], [0.1, 0.0, 0.0]]))
    np.testing.assert_allclose(d, 0.0, atol=1e-5)


def test_pieces_far_apart_are_a_plain_union_and_meeting_ones_flow_together() -> None:
    other = Piece("pelvis", np.array([1.0, 0, 0]), np.array([1.0, 0, 0]), 0.1, 0.1, np.ones(3))
    every = np.arange(2)
    both = Flesh([BALL, other], [every, every])
    d, _ = both.distance(places(BALL, other), np.array([[0.15, 0.0, 0.0], [0.9, 0.0, 0.0]]))
    np.testing.assert_allclose(d, [0.05, 0.0], atol=1e-4)
    twice, _ = Flesh([BALL, BALL], [every, every]).distance(places(BALL, BALL), np.array([[0.1, 0, 0], [0.2, 0, 0]]))
    np.testing.assert_allclose(twice, np.array([0.0, 0.1]) - BLEND_M * np.log(2), atol=1e-4)


def test_points_come_to_lie_on_the_surface() -> None:
    points = np.concatenate([around(60, 0.13, 1), around(60, 0.08, 2)])
    body = Flesh([BALL, CONE], [np.arange(120)] * 2)
    at, normals = body.drawn_on(places(BALL, CONE), points)
    d, _ = body.distance(places(BALL, CONE), at)
    assert np.abs(d).max() < 0.001
    np.testing.assert_allclose(np.linalg.norm(normals, axis=1), 1.0, atol=1e-3)


def test_flesh_reaches_neighbours_only_and_both_ways() -> None:
    names = {p.segment for p in flesh(Build("male", 1.75))}
    assert "left_forearm" not in neighbours("pelvis") | neighbours("left_thigh")
    assert "right_thigh" not in neighbours("left_thigh")
    for one in names:
        assert one in neighbours(one)
    assert {"pelvis", "left_shank"} <= neighbours("left_thigh")
    assert {*SPINE} <= names


@pytest.mark.parametrize("seed", range(6))
def test_joints_lie_inside_the_flesh(seed: int) -> None:
    build = random_build(np.random.default_rng(seed))
    pieces, joints = flesh(build), rest_joints(build)
    for segment in ("left_thigh", "right_shank", "left_foot", "right_upper_arm", "left_forearm"):
        nearest = min(float(piece_distance(p, *places(p)[0], joints[segment][None])[0][0]) for p in pieces)
        assert nearest < -0.015, segment


def test_a_seed_gives_the_same_person_and_only_its_own_seeds_do() -> None:
    one, again, other = scene_of(30_001, 10), scene_of(30_001, 10), scene_of(30_002, 10)
    assert (one.build, one.outfit, one.camera, one.words) == (again.build, again.outfit, again.camera, again.words)
    np.testing.assert_array_equal(one.posed.skeleton.joints["left_ankle"], again.posed.skeleton.joints["left_ankle"])
    assert one.build != other.build
    with pytest.raises(ValueError, match="not one of the second generator's"):
        scene_of(20_000, 10)


def test_outfits_say_what_hides_the_joints() -> None:
    told = [random_outfit(np.random.default_rng(s), s % 2 == 0) for s in range(60)]
    assert {w["legs"] for _, w in told} == {"shorts", "below the knee", "leggings", "loose trousers"}
    for outfit, words in told:
        assert (outfit.trousers.hem <= 1.0) == (words["legs"] == "shorts")
        assert (outfit.shirt is None) == (words["hips"] == "no shirt")
        assert (outfit.shoes is None) == (words["feet"] == "barefoot")
