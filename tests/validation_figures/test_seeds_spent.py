"""The tables of the day stand on people and sets that nobody looked into."""

import re

import pytest

from validation.figures.freeze import RESULTS, read
from validation.people.seeds import LOOKED_INTO, REPORT


@pytest.mark.parametrize(
    ("name", "count"), [("bench-heavy.rows", 100), ("coach.rows", 480), ("coach-negatives.rows", 120)]
)
def test_reported_films_were_not_looked_into(name: str, count: int) -> None:
    rows = read(name, RESULTS)
    assert rows is not None
    found = [re.search(r"_0(\d{5})", row["name"]) for row in rows["rows"]]
    seeds = {int(m.group(1)) for m in found if m is not None}
    assert len(seeds) == count
    assert all(seed in REPORT for seed in seeds)
    assert not [seed for seed in seeds if any(seed in spent for spent in LOOKED_INTO)]
