"""Which found trial is which true one: same side, and its peak in the true hold, 0.3 s more on both sides."""

from collections.abc import Sequence
from typing import NamedTuple

SLACK_S = 0.3


class Hold(NamedTuple):
    """A true trial: its side and its hold [start_s, end_s)."""

    side: str
    start_s: float
    end_s: float


class Found(NamedTuple):
    """A trial that the program reports: its side and the middle of its plateau."""

    side: str
    peak_s: float


class Matches(NamedTuple):
    """`right`: index of the true trial -> index of the found one. `wrong_side`: the same where only the time fits.

    `extra`: found ones that are no true trial's (those of `wrong_side` among them).
    """

    right: dict[int, int]
    wrong_side: dict[int, int]
    extra: list[int]


def match(true: Sequence[Hold], found: Sequence[Found]) -> Matches:
    """Pair true with found trials, each at most once, the nearest to the middle of a hold first."""
    right = _pairs(true, found, set(), set(), sided=True)
    wrong = _pairs(true, found, set(right), set(right.values()), sided=False)
    used = set(right.values())
    return Matches(right, wrong, [i for i in range(len(found)) if i not in used])


def _pairs(
    true: Sequence[Hold], found: Sequence[Found], true_used: set[int], found_used: set[int], sided: bool
) -> dict[int, int]:
    near = sorted(
        (abs(f.peak_s - 0.5 * (t.start_s + t.end_s)), i, j)
        for i, t in enumerate(true)
        for j, f in enumerate(found)
        if t.start_s - SLACK_S <= f.peak_s <= t.end_s + SLACK_S and (t.side == f.side or not sided)
    )
    out: dict[int, int] = {}
    taken = set(found_used)
    for _, i, j in near:
        if i not in true_used and i not in out and j not in taken:
            out[i] = j
            taken.add(j)
    return out
