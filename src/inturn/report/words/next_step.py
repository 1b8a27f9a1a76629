"""What to do next. Without a `Clearance` the first step is always to answer the safety questions."""

from inturn.programme.clearance import Clearance
from inturn.report.document import Result
from inturn.report.words.numbers import listed
from inturn.report.words.safety import SIDES, caution_sentences, needs_a_look

QUESTIONS = (
    "Answer the safety questions first: go through the stop list. If anything on it applies to you, see the person "
    "it names and leave this test and any exercise until then."
)


def next_steps(result: Result, clearance: Clearance | None, listed_in: str = "report.html") -> tuple[str, ...]:
    """The next steps, in order. No exercise is named before the safety questions have been answered.

    listed_in: what lists every trial with its corrections.
    """
    first = (QUESTIONS,) if clearance is None else _spared(clearance)
    return (*first, *caution_sentences(result), *_by_verdict(result, listed_in, cleared=clearance is not None))


def _spared(clearance: Clearance) -> tuple[str, ...]:
    """What the safety answers forbid on one side or both."""
    sides = [s for s in SIDES if s in clearance.no_end_range]
    if not sides:
        return ()
    return (f"Your safety answers ask you to spare the {listed(sides)} hip: do not turn it to the end of its range.",)


def mends(result: Result) -> tuple[str, ...]:
    """What failed gates ask to do differently, each once, with the trials it concerns."""
    where: dict[str, list[str]] = {}
    for side in SIDES:
        for trial in result.side(side).trials:
            for gate in trial.gates:
                if not gate.passed and gate.advice:
                    where.setdefault(gate.advice, []).append(f"{side} {trial.order}")
    return tuple(f"{listed(trials).capitalize()}: {advice}" for advice, trials in where.items())


def _by_verdict(result: Result, listed_in: str, *, cleared: bool) -> tuple[str, ...]:
    again = f"Take the test again on another day, {_same_way(result)}: a baseline is two tests on two days."
    if result.verdict == "unreadable":
        do = "Film" if result.method.source_kind == "video" else "Record"
        return (f"{do} the test again, with the corrections that {listed_in} lists trial by trial.",)
    if result.verdict == "unclear":
        fix = (f"Mind the corrections that {listed_in} lists trial by trial.",) if mends(result) else ()
        return (again, *fix)
    if result.verdict == "likely_sufficient":
        return (
            again,
            "If that agrees, there is no need to work for more inward rotation: keep the hips moving and strong.",
        )
    if any(needs_a_look(result.side(s)) for s in SIDES):
        return ("Hold back with mobility work until somebody has looked at it. " + again,)
    if not cleared:
        return (again + " The routine itself starts only once the questions are answered.",)
    return (again, "Then begin the routine: release, test again at once, activate, load; little and often, for weeks.")


def _same_way(result: Result) -> str:
    """What must be the same for two tests to be compared."""
    if result.method.source_kind == "video":
        return "filmed the same way"
    return "in the same laboratory with the same markers"
