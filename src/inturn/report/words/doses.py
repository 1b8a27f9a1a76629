"""How much of an exercise, in words: sets, repetitions or holds, sides, weight, tempo, rest."""

from collections.abc import Sequence

from inturn.programme.content import Dose, Exercise
from inturn.report.words.numbers import counted
from inturn.training.records import PlannedSet


def prescribed(exercise: Exercise, sets: Sequence[PlannedSet]) -> tuple[str, ...]:
    """What the plan says of one exercise, a line for each side that differs; empty when it is not planned."""
    own = [s for s in sets if s.exercise == exercise.id]
    lines: dict[str, list[str]] = {}
    for side in dict.fromkeys(s.side for s in own):
        of_side = [s for s in own if s.side == side]
        first = of_side[0]
        amount = _amount(len(of_side), first.repetitions, first.hold_s)
        weight = f", {first.load_kg:g} kg" if first.load_kg else ", no weight" if exercise.loadable else ""
        lines.setdefault(amount + weight, []).append(side or "both together")
    return tuple(f"{_sides(sides)}: {text}" for text, sides in lines.items())


def standard(exercise: Exercise) -> tuple[str, ...]:
    """The programme's own dose of an exercise."""
    amount = _amount(exercise.dose.sets, exercise.dose.repetitions, exercise.dose.hold_s)
    return (f"{'Each side' if exercise.per_side else 'Both sides together'}: {amount}",)


def how(dose: Dose) -> str:
    """Tempo, rolling and rest of a dose: '3 s down, 1 s pause, 2 s up; 30 s rest after a set.'."""
    tempo = [(dose.down_s, "down"), (dose.pause_s, "pause"), (dose.up_s, "up")]
    parts = [", ".join(f"{_s(value)} {word}" for value, word in tempo if value)]
    parts.append(f"then {_s(dose.roll_s)} slowly to and fro" if dose.roll_s else "")
    parts.append(f"pressure at most {dose.discomfort_most} of 10" if dose.discomfort_most is not None else "")
    parts.append(f"{_s(dose.rest_s)} rest after a set" if dose.rest_s else "")
    said = "; ".join(p for p in parts if p)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def planned_set(one: PlannedSet, title: str) -> str:
    """One set of a session in a line: 'Squat, left: 10 to 12 repetitions, 8 kg'."""
    side = f", {one.side}" if one.side else ""
    weight = f", {one.load_kg:g} kg" if one.load_kg else ""
    return f"{title}{side}: {_one_set(one.repetitions, one.hold_s)}{weight}"


def _amount(sets: int, repetitions: tuple[int, int] | None, hold_s: tuple[float, float] | None) -> str:
    return f"{counted(sets, 'set')} of {_one_set(repetitions, hold_s)}"


def _one_set(repetitions: tuple[int, int] | None, hold_s: tuple[float, float] | None) -> str:
    if repetitions is not None:
        low, high = repetitions
        return counted(high, "repetition") if low == high else f"{low} to {high} repetitions"
    if hold_s is not None:
        low, high = hold_s
        return f"{_s(high)} hold" if low == high else f"{low:g} to {_s(high)} hold"
    return "as comfortable"


def _sides(sides: Sequence[str]) -> str:
    if len(sides) == 2:
        return "Each side"
    return sides[0].capitalize() + ("" if sides[0].startswith("both") else " side")


def _s(seconds: float | None) -> str:
    return f"{seconds or 0.0:g} s"
