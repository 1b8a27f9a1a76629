"""The programme: loaded from the shipped file or from a clinic's own, checked, and given as plain values."""

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import ValidationError

from inturn.errors import InputError, SetupError
from inturn.programme import numbers
from inturn.programme.checks import Problem, problems
from inturn.programme.content import Exercise, Measure, Panel, Role, ScreeningContent, TestContent
from inturn.programme.convert import exercise, measure, panel, screening, test_content
from inturn.programme.document import ProgrammeIn, QuestionIn
from inturn.programme.rows import Reference, Row, load_references
from inturn.programme.sign_off import SignOffItem, sign_off_items
from inturn.programme.toml_lines import line_of

SHIPPED = "hip-internal-rotation.toml"
_ALL_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Programme:
    """A checked programme. Numbers are in radians, metres, seconds, kilograms, days and points.

    groin_words   words by which a place of pain is taken for the groin
    wording       one sentence for each code a rule may give, with {names} of the decision's values
    references    the sources its texts and numbers cite, by key
    items         everything a clinician can sign, as written in the file
    """

    id: str
    version: str
    title: str
    subtitle: str
    panels: tuple[Panel, ...]
    screening: ScreeningContent
    tests: tuple[TestContent, ...]
    exercises: tuple[Exercise, ...]
    measures: tuple[Measure, ...]
    plan: numbers.PlanNumbers
    pain: numbers.PainNumbers
    load: numbers.LoadNumbers
    pause_after: numbers.BreakNumbers
    refer: numbers.ReferNumbers
    change: numbers.ChangeNumbers
    self_test: numbers.SelfTestNumbers
    groin_words: tuple[str, ...]
    wording: tuple[tuple[str, str], ...]
    references: tuple[tuple[str, Reference], ...]
    items: tuple[SignOffItem, ...]

    def by_role(self, role: Role) -> Exercise:
        """The exercise of that role."""
        return next(e for e in self.exercises if e.role == role)

    def exercise(self, name: str) -> Exercise:
        """The exercise of that id. Raises KeyError."""
        return {e.id: e for e in self.exercises}[name]

    def measure(self, name: str) -> Measure:
        """The measure of that id ("nprs", "psfs", "rmdq"). Raises KeyError."""
        return {m.id: m for m in self.measures}[name]

    def test(self, kind: str) -> TestContent:
        """The test of that kind ("camera", "self"). Raises KeyError."""
        return {t.kind: t for t in self.tests}[kind]

    def words_for(self, code: str) -> str:
        """The sentence for a code, with its {names} unfilled. Raises KeyError."""
        return dict(self.wording)[code]


def shipped_text() -> str:
    """The shipped programme file as it is written."""
    return files("inturn.programme").joinpath("data", SHIPPED).read_text(encoding="utf-8")


@cache
def load_shipped_programme() -> Programme:
    """The programme that comes with Inturn. Raises SetupError when the installation is damaged."""
    try:
        file = _parse(shipped_text(), SHIPPED)
        return _checked(file, shipped_text(), SHIPPED, protected=())
    except InputError as error:
        raise SetupError(f"The shipped programme is damaged: {error} Install Inturn again.") from error


def load_programme(text: str, name: str) -> Programme:
    """A clinic's own programme file. `text` is only read, never executed; `name` is used in messages.

    Raises InputError that names every problem with its line. Words the file leaves out are taken from the shipped one.
    """
    protected = [q for q in _parse(shipped_text(), SHIPPED).screening.question if _is_protected(q)]
    return _checked(_parse(text, name), text, name, protected)


def _is_protected(question: QuestionIn) -> bool:
    return question.group == "adult" or any(o.level == "emergency" for o in question.outcomes.values())


def _parse(text: str, name: str) -> ProgrammeIn:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        what = str(error).split(" (at ")[0].rstrip(".")
        raise InputError(f"{name}, line {line}: this is not valid TOML ({what}). Correct that line.") from error
    try:
        return ProgrammeIn.model_validate(data)
    except ValidationError as error:
        listed = [Problem(_place(e["loc"]), _say(e["type"], e["msg"])) for e in error.errors()]
        raise _refusal(text, name, listed) from error


def _place(loc: tuple[int | str, ...]) -> tuple[str | int, ...]:
    return tuple(part for part in loc if part != "[key]")


def _say(kind: str, message: str) -> str:
    """What a schema error asks for."""
    if kind == "missing":
        return "is missing: add it"
    if kind == "extra_forbidden":
        return "is not known here: remove it or mend its name"
    return message[:1].lower() + message[1:]


def _refusal(text: str, name: str, listed: list[Problem]) -> InputError:
    """One error with every problem, its place and its line."""
    lines = sorted((line_of(text, p.path), ".".join(str(part) for part in p.path), p.text) for p in listed)
    shown = "; ".join(f"line {line}: {place} {what}" for line, place, what in lines[:_ALL_SHOWN])
    more = f"; and {len(lines) - _ALL_SHOWN} more" if len(lines) > _ALL_SHOWN else ""
    count = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
    return InputError(
        f"{name} cannot be used as a programme ({count}). {shown}{more}. Correct these lines; "
        "`inturn programme show --toml` prints the shipped file as an example."
    )


def _checked(file: ProgrammeIn, text: str, name: str, protected: list[QuestionIn] | tuple[()]) -> Programme:
    references = {**load_references(), **file.references}
    listed = problems(file, references, protected)
    if listed:
        raise _refusal(text, name, listed)
    wording = file.wording if not protected else {**_shipped_wording(), **file.wording}
    items = sign_off_items(file)
    cited = {item.source for item in items} | {key for p in file.panel for key in p.further}
    return Programme(
        id=file.id,
        version=file.version,
        title=file.title,
        subtitle=file.subtitle,
        panels=tuple(panel(p) for p in file.panel),
        screening=screening(file.screening),
        tests=(test_content("camera", file.test.camera), test_content("self", file.test.by_oneself)),
        exercises=tuple(exercise(key, e) for key, e in file.exercise.items()),
        measures=tuple(measure(key, getattr(file.measure, key)) for key in ("nprs", "psfs", "rmdq")),
        plan=_numbers(numbers.PlanNumbers, file.plan),
        pain=_numbers(numbers.PainNumbers, file.pain),
        load=_numbers(numbers.LoadNumbers, file.load),
        pause_after=_numbers(numbers.BreakNumbers, file.pause_after),
        refer=_numbers(numbers.ReferNumbers, file.refer),
        change=_numbers(numbers.ChangeNumbers, file.change),
        self_test=_numbers(numbers.SelfTestNumbers, file.self_test),
        groin_words=tuple(word.lower() for word in file.test.words.groin),
        wording=tuple(sorted(wording.items())),
        references=tuple(sorted((key, references[key]) for key in cited)),
        items=items,
    )


def _shipped_wording() -> dict[str, str]:
    return dict(load_shipped_programme().wording)


_Numbers = TypeVar("_Numbers")


def _numbers(kind: type[_Numbers], rows: dict[str, Row]) -> _Numbers:
    """A section as plain numbers, whole ones where the rules count."""
    values: dict[str, Any] = {
        f.name: round(rows[f.name].internal) if f.type is int else rows[f.name].internal
        for f in fields(kind)  # pyright: ignore[reportArgumentType]
    }
    return kind(**values)
