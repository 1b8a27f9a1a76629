"""What the stick asked, and what the rest of the body did meanwhile."""

from inturn.report.document import Result, SideName, TrialOut
from inturn.report.words.numbers import counted, listed, whole
from inturn.report.words.safety import SIDES


def stick_sentences(result: Result) -> tuple[str, ...]:
    """Where the stick stood, what it asked of this person on each side, and whether the heel came to it."""
    asked: list[SideName] = [s for s in SIDES if _asks(result, s) is not None]
    where = _where(result)
    if not asked:
        return (where, "What it asked of you in degrees could not be read from this recording.")
    return (where, *(_asked(result, s) for s in asked), _small(result, asked))


def stick_brief(result: Result) -> str:
    """The stick in one or two sentences."""
    asked: list[SideName] = [s for s in SIDES if _asks(result, s) is not None]
    if not asked:
        return f"{_where(result)} What it asked in degrees could not be read."
    each = listed([f"{_degrees(result, s)} on the {s} ({_reached(result.side(s).reached_stick)})" for s in asked])
    return f"{_where(result)} It asked of you about {each}."


def body_sentences(result: Result) -> tuple[str, ...]:
    """For each side whether the body stayed still, and the trials in which it did not."""
    return tuple(_body(s, result.side(s).trials) for s in SIDES if result.side(s).trials)


def _body(side: SideName, trials: list[TrialOut]) -> str:
    read = [t for t in trials if t.body_still is not None]
    if not read:
        return f"{side.capitalize()}: what the body did could not be read."
    moved = [t for t in read if t.body_still is False]
    unsure = [t for t in read if t.body_still and any(g.doubtful for g in t.gates)]
    perhaps = f"it may have moved along in {_named(unsure)}, which counts as still" if unsure else ""
    if moved:
        said = f"the body moved along in {_named(moved)}"
        return f"{side.capitalize()}: {said}; {perhaps}." if unsure else f"{side.capitalize()}: {said}."
    stayed = f"{side.capitalize()}: the body stayed still in {_all_of(len(read))}"
    return f"{stayed}, though {perhaps}." if unsure else f"{stayed}."


def _named(trials: list[TrialOut]) -> str:
    return listed([f"trial {t.order}" for t in trials])


def _all_of(n: int) -> str:
    return "the one readable trial" if n == 1 else f"all {counted(n, 'readable trial')}"


def _where(result: Result) -> str:
    offset = result.stick.offset_cm
    if result.stick.kind == "foot_edge" or offset is None:
        return "The stick is taken to stand upright at the outer edge of the foot as it stood before the lift."
    given = listed(
        [f"{v:.0f} cm on the {s}" for s in SIDES if (v := getattr(offset, s)) is not None] or ["no distance"]
    )
    return f"The stick stood where you said: outward from the foot's outer edge by {given}."


def _asks(result: Result, side: SideName) -> float | None:
    return result.stick.asks_deg.left if side == "left" else result.stick.asks_deg.right


def _degrees(result: Result, side: SideName) -> str:
    return whole(_asks(result, side) or 0.0)


def _asked(result: Result, side: SideName) -> str:
    return (
        f"{side.capitalize()}: it asked about {_degrees(result, side)} of you; "
        f"{_reached(result.side(side).reached_stick)}."
    )


def _reached(reached: bool | None) -> str:
    if reached is None:
        return "whether it was reached could not be read"
    return "reached with the body still" if reached else "not reached with the body still"


def _small(result: Result, asked: list[SideName]) -> str:
    most = max(_asks(result, s) or 0.0 for s in asked)
    if most < result.target_deg:
        return (
            f"That is less than the target of {whole(result.target_deg)}: reaching the stick alone does not show "
            "that the hip turns far enough."
        )
    return f"That is as much as the target of {whole(result.target_deg)}, or more."
