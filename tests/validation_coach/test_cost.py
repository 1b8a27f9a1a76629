"""What a step costs is told of every kept set, as shares of its limit and of the network."""

from inturn.programme.coach_file import load_coach
from validation.coach_parts.cost import best, cost_lines, kept_sets, line


def test_shares_are_of_the_limit_and_of_the_network() -> None:
    told = line("some_set", 0.1, 20.0)
    assert told.startswith("some_set: 0.100 ms")
    assert ", 0.50 of the 0.2 ms" in told
    assert ", 0.005 of what the network" in told


def test_the_quickest_of_the_rounds_counts() -> None:
    left = {"a": [3.0, 1.0, 2.0], "b": [5.0, 6.0, 4.0]}
    parts = {name: (lambda values=values: int(values.pop(0))) for name, values in left.items()}
    assert best(parts, 3, timed=float_of) == {"a": 1.0, "b": 4.0}


def float_of(work: object) -> float:
    assert callable(work)
    return float(work())


def test_every_kept_set_has_a_line() -> None:
    assert kept_sets()
    told = cost_lines(load_coach(), rounds=1)
    assert [one.split(":")[0] for one in told] == [one.name for one in kept_sets()]
