"""The conditions of a readable and of a still trial, each with value, limit and what mends it."""

from inturn.assess.finding import Change, Compensation, Gate
from inturn.assess.trials import Reading
from inturn.programme.standing_test import StandingTestRules
from inturn.quantity import Difference


def reading_gates(reading: Reading, rules: StandingTestRules) -> tuple[Gate, ...]:
    """Outside one of these the trial is unreadable."""
    g = rules.gates
    thigh, knee = reading.thigh_elevation, reading.knee_flexion
    return (
        _range("rotation", reading.rotation, None, None, ("no_rotation", "no_rotation"), rules),
        _range("thigh_elevation", thigh, g.thigh_low, g.thigh_high, ("thigh_low", "thigh_high"), rules),
        _range("knee_flexion", knee, g.knee_low, g.knee_high, ("knee_low", "knee_high"), rules),
        _range("facing", reading.facing, None, g.facing, ("facing", "facing"), rules),
        _range("seen", reading.seen, g.seen, None, ("seen", "seen"), rules),
    )  # fmt: skip


def stillness_gates(found: Compensation, rules: StandingTestRules) -> tuple[Gate, ...]:
    """Beyond one of these, with enough probability, the body moved."""
    limits = rules.stillness
    return (
        _still("pelvic_list", found.pelvic_list, limits.pelvic_list, rules),
        _still("trunk_lean", found.trunk_lean, limits.trunk_lean, rules),
        _still("pelvic_turn", found.pelvic_turn, limits.pelvic_turn, rules),
    )


def hold_gate(reading: Reading, rules: StandingTestRules) -> Gate:
    """Without a hold long enough the trial is rough; the value is the plateau's length, s."""
    plateau = reading.plateau
    advice = "" if plateau.held else rules.advice_for("hold")
    length = plateau.end_s - plateau.start_s if plateau.held else None
    return Gate("plateau", "hold", plateau.held, length, rules.plateau.shortest, None, advice)


def _range(
    name: str, value: float | None, lowest: float | None, highest: float | None, codes: tuple[str, str],
    rules: StandingTestRules,
) -> Gate:  # fmt: skip
    below = value is None or (lowest is not None and value < lowest)
    above = value is not None and highest is not None and value > highest
    if not (below or above):
        return Gate(name, "reading", True, value, lowest, highest, "")
    code = codes[0] if below else codes[1]
    unseen = value is None and code != "no_rotation"
    return Gate(name, "reading", False, value, lowest, highest, rules.advice_for("seen" if unseen else code))


def _still(name: str, change: Change, limit: float, rules: StandingTestRules) -> Gate:
    """A change that cannot be said does not fail: nothing was seen to move. `value` is then None."""
    value = change.change
    if value is None:
        return Gate(name, "stillness", True, None, None, limit, "")
    moved = Difference(value, change.sd or 0.0).probability_beyond(limit) > rules.stillness.probability
    return Gate(name, "stillness", not moved, value, None, limit, rules.advice_for(name) if moved else "")
