"""From the checked file to plain values."""

from hashlib import sha256
from typing import Final, Literal

from inturn.programme.content import (
    ANSWERS,
    AnswerOutcome,
    Combination,
    Dose,
    Exercise,
    Fault,
    Measure,
    NamedRow,
    Origin,
    Panel,
    Question,
    ScreeningContent,
    Step,
    TestContent,
)
from inturn.programme.document import (
    CombinationIn,
    ExerciseIn,
    FaultIn,
    MeasureIn,
    OutcomeIn,
    PanelIn,
    QuestionIn,
    ScreeningIn,
    Sourced,
    StepIn,
    TestIn,
)
from inturn.programme.rows import Row

_WORDING: Final = {"group", "text", "help", "source", "basis", "reviewed_by"}


def panel(p: PanelIn) -> Panel:
    """A panel of understanding."""
    return Panel(p.id, p.title, tuple(p.text), p.picture, p.certainty, p.sure, tuple(p.further), _origin(p))


def screening(s: ScreeningIn) -> ScreeningContent:
    """All questions and combinations. The version changes by itself when answers come to mean something else."""
    meaning = repr(
        [q.model_dump(exclude=_WORDING) for q in s.question] + [c.model_dump(exclude=_WORDING) for c in s.combination]
    )
    return ScreeningContent(
        version=f"{s.version}-{sha256(meaning.encode()).hexdigest()[:8]}",
        review=_question(s.review),
        questions=tuple(_question(q) for q in s.question),
        combinations=tuple(_combination(c) for c in s.combination),
        full_every_days=round(s.full_every.internal),
    )


def test_content(kind: Literal["camera", "self"], t: TestIn) -> TestContent:
    """How a test is done."""
    return TestContent(
        kind=kind,
        title=t.title,
        needs=tuple(t.needs),
        setup=_steps(t.setup),
        steps=_steps(t.steps),
        faults=_faults(t.fault),
        stops=tuple(t.stops),
        origin=_origin(t),
    )


test_content.__test__ = False  # type: ignore[attr-defined]


def exercise(name: str, e: ExerciseIn) -> Exercise:
    """An exercise with its dose."""
    return Exercise(
        id=name,
        role=e.role,
        title=e.title,
        purpose=e.purpose,
        needs=tuple(e.needs),
        per_side=e.per_side,
        loadable=e.loadable,
        picture=e.picture,
        steps=_steps(e.steps),
        faults=_faults(e.fault),
        stops=tuple(e.stops),
        easier=e.easier,
        harder=e.harder,
        dose=_dose(e.dose),
        form=tuple(NamedRow(key, row) for key, row in e.form.items()),
        origin=_origin(e),
    )


def measure(name: str, m: MeasureIn) -> Measure:
    """A pain or function score."""
    return Measure(
        id=name,
        title=m.title,
        text=m.text,
        highest=round(m.highest.internal),
        better_points=m.better_points.internal,
        better_share=None if m.better_share is None else m.better_share.internal,
        better_one_points=None if m.better_one_points is None else m.better_one_points.internal,
        weeks=tuple(round(row.value) for row in m.weeks),
        every_days=round(m.every.internal),
        origin=_origin(m),
    )


def _origin(item: Sourced) -> Origin:
    return Origin(item.source, item.basis, item.reviewed_by)


def _steps(steps: list[StepIn]) -> tuple[Step, ...]:
    return tuple(Step(s.id, s.text, s.picture) for s in steps)


def _faults(faults: list[FaultIn]) -> tuple[Fault, ...]:
    return tuple(Fault(f.id, f.see, f.cue) for f in faults)


def _outcome(o: OutcomeIn) -> AnswerOutcome:
    return AnswerOutcome(o.level, o.urgency, frozenset(o.limits), o.reviewable, o.ask_full)


def _question(q: QuestionIn) -> Question:
    return Question(
        id=q.id,
        group=q.group,
        kinds=frozenset(q.asked),
        text=q.text,
        help=q.help,
        answers=ANSWERS[q.answers],
        only_if=q.only_if,
        outcomes=tuple((answer, _outcome(o)) for answer, o in q.outcomes.items()),
        origin=_origin(q),
    )


def _combination(c: CombinationIn) -> Combination:
    return Combination(
        c.id, tuple(c.all_of), tuple(c.any_of), c.at_least, c.text, _outcome(c.outcome), _origin(c)
    )  # fmt: skip


def _dose(rows: dict[str, Row]) -> Dose:
    def number(name: str) -> float | None:
        return rows[name].internal if name in rows else None

    def pair(name: str) -> tuple[float, float] | None:
        low, high = number(f"{name}_low"), number(f"{name}_high")
        return None if low is None or high is None else (low, high)

    counts = pair("repetitions")
    discomfort = number("discomfort_most")
    return Dose(
        sets=round(rows["sets"].internal),
        repetitions=None if counts is None else (round(counts[0]), round(counts[1])),
        hold_s=pair("hold"),
        roll_s=number("roll"),
        rest_s=rows["rest"].internal,
        change_s=rows["change"].internal,
        down_s=number("down"),
        pause_s=number("pause"),
        up_s=number("up"),
        discomfort_most=None if discomfort is None else round(discomfort),
    )
