"""Release -> retest in one set-up: today's movement, worded by the random error alone. Never progress."""

from math import degrees

from inturn.quantity import Quantity, change_in_setup
from inturn.training.records import Decision, TestRecord

_Z95 = 1.959963984540054


def retest_change(before: Quantity, after: Quantity) -> Decision:
    """`more_today`, `less_today` or `within_error` (95 %), with the change and what it had to reach, in degrees.

    Raises MethodMismatchError when the two were not measured the same way.
    """
    change = change_in_setup(before, after)
    limit = _Z95 * change.sd
    code = "within_error" if abs(change.value) < limit else "more_today" if change.value > 0.0 else "less_today"
    return Decision("retest", code, (("degrees", degrees(change.value)), ("limit", degrees(limit))))


def retest_changes(first: TestRecord, retest: TestRecord) -> tuple[Decision, ...]:
    """The same for every side that both tests have an angle of."""
    found: list[Decision] = []
    for record in retest.sides:
        earlier = first.side(record.side)
        if earlier is None or earlier.rotation is None or record.rotation is None:
            continue
        decision = retest_change(earlier.rotation, record.rotation)
        found.append(Decision(decision.rule, decision.code, decision.values, record.side))
    return tuple(found)
