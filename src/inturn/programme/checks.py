"""What a programme file must keep beyond its schema: sources, numbers, order, and questions that may not go."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from inturn.programme.bounds import BOUNDS, DOSE_BOUNDS, FULL_EVERY, MEASURE_BOUNDS, Bound
from inturn.programme.content import AnswerKind
from inturn.programme.document import ExerciseIn, ProgrammeIn, QuestionIn, Sourced
from inturn.programme.rows import Reference, Row

Path = tuple[str | int, ...]
_OUTCOMES_OF: Final[dict[AnswerKind, tuple[str, ...]]] = {"yes_no": ("no", "yes"), "side": ("no", "side")}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a place of the file, and what to do about it."""

    path: Path
    text: str


def problems(
    file: ProgrammeIn, references: Mapping[str, Reference], protected: Collection[QuestionIn]
) -> list[Problem]:
    """Everything that is wrong with the file, at once. `protected`: the questions that must stay, as shipped."""
    found = [
        *_sources(file, references),
        *_sections(file),
        *_order(file),
        *_exercises(file),
        *_measures(file),
        *_questions(file),
        *_protected(file, protected),
    ]
    return sorted(found, key=lambda p: [str(part) for part in p.path])


def sourced(file: ProgrammeIn) -> Iterator[tuple[Path, Sourced | Row]]:
    """Every row and every text that carries a source, with its place."""
    for i, panel in enumerate(file.panel):
        yield ("panel", i), panel
    yield ("screening", "full_every"), file.screening.full_every
    yield ("screening", "review"), file.screening.review
    for i, question in enumerate(file.screening.question):
        yield ("screening", "question", i), question
    for i, combination in enumerate(file.screening.combination):
        yield ("screening", "combination", i), combination
    yield ("test", "camera"), file.test.camera
    yield ("test", "self"), file.test.by_oneself
    for name, exercise in file.exercise.items():
        yield ("exercise", name), exercise
        for part, rows in (("dose", exercise.dose), ("form", exercise.form)):
            yield from ((("exercise", name, part, key), row) for key, row in rows.items())
    for section, rows in sections(file).items():
        yield from (((section, key), row) for key, row in rows.items())
    for name, measure in measures(file).items():
        yield ("measure", name), measure
        yield from measure_rows(file, name)


def sections(file: ProgrammeIn) -> dict[str, dict[str, Row]]:
    """The sections of plain numbers, by their name in the file."""
    return {
        "plan": file.plan, "pain": file.pain, "load": file.load, "break": file.pause_after,
        "refer": file.refer, "change": file.change, "self_test": file.self_test,
    }  # fmt: skip


def measures(file: ProgrammeIn) -> dict[str, Sourced]:
    """The measures by name."""
    return {"nprs": file.measure.nprs, "psfs": file.measure.psfs, "rmdq": file.measure.rmdq}


def measure_rows(file: ProgrammeIn, name: str) -> Iterator[tuple[Path, Row]]:
    """The rows of a measure, those of its weeks too."""
    measure = {"nprs": file.measure.nprs, "psfs": file.measure.psfs, "rmdq": file.measure.rmdq}[name]
    for key in ("highest", "better_points", "better_share", "better_one_points", "every"):
        row: Row | None = getattr(measure, key)
        if row is not None:
            yield ("measure", name, key), row
    yield from ((("measure", name, "weeks", i), row) for i, row in enumerate(measure.weeks))


def _sources(file: ProgrammeIn, references: Mapping[str, Reference]) -> Iterator[Problem]:
    for path, item in sourced(file):
        reference = references.get(item.source)
        if reference is None:
            hint = "add it as [references." + item.source + "] or name one that is there"
            yield Problem((*path, "source"), f"the source {item.source!r} is not in the list of references: {hint}")
        elif item.basis == "read" and reference.read in ("none", "own"):
            yield Problem(
                (*path, "basis"),
                f'basis is "read", but of {item.source!r} nothing was read: say remembered, convention or judgement',
            )
    for i, panel in enumerate(file.panel):
        for j, key in enumerate(panel.further):
            if key not in references:
                yield Problem(("panel", i, "further", j), f"{key!r} is not in the list of references: add it")


def _bound(path: Path, row: Row, bound: Bound) -> Iterator[Problem]:
    if row.unit not in bound.units:
        yield Problem((*path, "unit"), f"the unit is {row.unit!r}: use {' or '.join(bound.units)}")
        return
    if not bound.lowest <= row.internal <= bound.highest:
        factor = row.internal / row.value if row.value else 1.0
        low, high = bound.lowest / factor, bound.highest / factor
        yield Problem((*path, "value"), f"{row.value:g} {row.unit} is out of range: between {low:g} and {high:g}")
    elif bound.whole and row.internal != round(row.internal):
        yield Problem((*path, "value"), f"{row.value:g} {row.unit} must be a whole number")


def _sections(file: ProgrammeIn) -> Iterator[Problem]:
    for name, rows in sections(file).items():
        wanted = BOUNDS[name]
        for missing in sorted(set(wanted) - set(rows)):
            yield Problem((name,), f"the row {missing!r} is missing: add it")
        for key, row in rows.items():
            if key not in wanted:
                yield Problem((name, key), f"there is no such row; known are {', '.join(sorted(wanted))}")
            else:
                yield from _bound((name, key), row, wanted[key])
    yield from _bound(("screening", "full_every"), file.screening.full_every, FULL_EVERY)


def _order(file: ProgrammeIn) -> Iterator[Problem]:
    """Numbers that must not be the wrong way round."""
    pairs = (
        ("plan", "low_range", "plan", "high_range"),
        ("pain", "safe_most", "pain", "acceptable_most"),
        ("load", "first", "load", "most"),
        ("refer", "look_after", "refer", "see_after"),
        ("change", "pain_entries_least", "change", "pain_entries"),
    )
    rows = sections(file)
    for low_section, low, high_section, high in pairs:
        lower, higher = rows[low_section].get(low), rows[high_section].get(high)
        if lower is not None and higher is not None and lower.internal > higher.internal:
            yield Problem((low_section, low), f"must not be larger than {high_section}.{high}")


def _exercises(file: ProgrammeIn) -> Iterator[Problem]:
    roles = [e.role for e in file.exercise.values()]
    for role in ("release", "activate", "integrate"):
        if roles.count(role) != 1:
            yield Problem(("exercise",), f"{roles.count(role)} exercises have the role {role!r}: exactly one must")
    for name, exercise in file.exercise.items():
        yield from _dose(("exercise", name, "dose"), exercise)


def _dose(path: Path, exercise: ExerciseIn) -> Iterator[Problem]:
    dose = exercise.dose
    for key, row in dose.items():
        if key not in DOSE_BOUNDS:
            yield Problem((*path, key), f"there is no such row; known are {', '.join(sorted(DOSE_BOUNDS))}")
        else:
            yield from _bound((*path, key), row, DOSE_BOUNDS[key])
    by_count = {"repetitions_low", "repetitions_high", "down", "pause", "up"}
    needed = {"sets", "rest", "change"} | (by_count if "repetitions_low" in dose else {"hold_low", "hold_high"})
    for missing in sorted(needed - set(dose)):
        yield Problem(path, f"the row {missing!r} is missing: add it")
    for low, high in (("repetitions_low", "repetitions_high"), ("hold_low", "hold_high")):
        if low in dose and high in dose and dose[low].internal > dose[high].internal:
            yield Problem((*path, low), f"must not be larger than {high}")
    if exercise.loadable and "repetitions_low" not in dose:
        yield Problem(path, "an exercise that may be loaded needs repetitions_low and repetitions_high")


def _measures(file: ProgrammeIn) -> Iterator[Problem]:
    for name in measures(file):
        for path, row in measure_rows(file, name):
            yield from _bound(path, row, MEASURE_BOUNDS["weeks" if path[2] == "weeks" else str(path[2])])


def _questions(file: ProgrammeIn) -> Iterator[Problem]:
    known: dict[str, QuestionIn] = {}
    for i, question in enumerate(file.screening.question):
        path: Path = ("screening", "question", i)
        if question.id in known or question.id == file.screening.review.id:
            yield Problem((*path, "id"), f"{question.id!r} is used twice: give every question its own id")
        if question.only_if is not None and question.only_if not in known:
            yield Problem((*path, "only_if"), f"{question.only_if!r} is no earlier question")
        for answer in question.outcomes:
            if answer not in _OUTCOMES_OF[question.answers]:
                yield Problem(
                    (*path, "outcomes"), f"{answer!r} is no answer to a question of kind {question.answers!r}"
                )
        known[question.id] = question
    yield from _combinations(file, known)


def _combinations(file: ProgrammeIn, known: Collection[str]) -> Iterator[Problem]:
    for i, combination in enumerate(file.screening.combination):
        for part in ("all_of", "any_of"):
            for j, name in enumerate(getattr(combination, part)):
                if name not in known:
                    yield Problem(("screening", "combination", i, part, j), f"{name!r} is no question")
        if combination.at_least > len(combination.any_of) or not (combination.all_of or combination.at_least):
            yield Problem(("screening", "combination", i, "at_least"), "fits no answers: compare it with any_of")


def _protected(file: ProgrammeIn, protected: Collection[QuestionIn]) -> Iterator[Problem]:
    """Emergency questions and the one about age: they may be reworded, but not removed, moved or weakened."""
    mine = {q.id: (i, q) for i, q in enumerate(file.screening.question)}
    for shipped in protected:
        if shipped.id not in mine:
            yield Problem(
                ("screening",), f"the safety question {shipped.id!r} may be reworded but not left out: put it back"
            )
            continue
        i, question = mine[shipped.id]
        weakened = (
            question.outcomes != shipped.outcomes
            or question.only_if != shipped.only_if
            or question.answers != shipped.answers
            or not set(shipped.asked) <= set(question.asked)
        )
        if weakened:
            yield Problem(
                ("screening", "question", i),
                f"the safety question {shipped.id!r} may be reworded but not weakened: keep its asked, answers, "
                "only_if and outcomes as shipped",
            )
