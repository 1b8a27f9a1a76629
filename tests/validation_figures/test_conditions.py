"""Conditions read from a seed are those that the renderer drew; a bin's name holds its value."""

import numpy as np
import pytest

from validation.figures.by_condition import label
from validation.figures.conditions import clothing, look_of, phenotype_of
from validation.people import casting
from validation.people.body import Phenotype


@pytest.mark.parametrize("seed", [0, 20002, 20003, 31234])
def test_the_draws_are_those_of_the_renderer(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def not_built(phenotype: Phenotype, _: float) -> Phenotype:
        return phenotype

    monkeypatch.setattr(casting, "body_of_height", not_built)
    drawn = casting.random_body(np.random.default_rng([seed, 0]))[1]
    assert phenotype_of(seed) == drawn
    assert look_of(seed) == casting.random_look(np.random.default_rng([seed, 1]), drawn)


def test_clothes_seen_in_pictures_of_two_seeds() -> None:
    assert clothing(look_of(20003)) == {"legs": "leggings", "hips": "shirt over the hips", "feet": "barefoot"}
    assert clothing(look_of(20006)) == {"legs": "shorts", "hips": "short shirt", "feet": "barefoot"}


@pytest.mark.parametrize(
    ("value", "name"), [(4.99, "under 5°"), (5.0, "5 to 10°"), (9.99, "5 to 10°"), (10.0, "10° and more")]
)
def test_bins_are_half_open(value: float, name: str) -> None:
    assert label(value, (5.0, 10.0), "°") == name
