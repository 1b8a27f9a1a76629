"""The programme as plain text: the understanding panels, and the whole of it."""

from collections.abc import Iterable, Mapping, Sequence

from inturn.programme.content import Exercise, Panel, Question, ScreeningContent, TestContent
from inturn.programme.hip_internal_rotation import Programme
from inturn.programme.rows import Reference
from inturn.report.plain import blocks, bullets, heading, wrapped
from inturn.report.words.change import needed
from inturn.report.words.doses import how, standard
from inturn.report.words.programme import (
    BASIS,
    CERTAINTY,
    LABELS,
    NOT_REVIEWED,
    READ,
    ROLES,
    source_words,
    with_unit,
)
from inturn.report.words.screening import leads_to, outcome_words

Parts = list[str | Iterable[str]]


def panels_text(programme: Programme) -> str:
    """All panels, each with how sure we are and where to read on."""
    parts: Parts = [wrapped(NOT_REVIEWED)]
    for number, panel in enumerate(programme.panels, 1):
        parts += panel_parts(panel, number, len(programme.panels), dict(programme.references))
    return blocks(parts)


def panel_text(programme: Programme, panel: Panel) -> str:
    """One panel, for a terminal that shows one at a time."""
    number = programme.panels.index(panel) + 1
    return blocks(panel_parts(panel, number, len(programme.panels), dict(programme.references)))


def panel_parts(panel: Panel, number: int, of: int, references: Mapping[str, Reference]) -> Parts:
    """Title, text, certainty and sources of a panel."""
    further = [key for key in dict.fromkeys((panel.origin.source, *panel.further)) if key in references]
    return [
        heading(f"{number} of {of}: {panel.title}"),
        *(wrapped(text) for text in panel.text),
        wrapped(f"{LABELS['sure']}? {CERTAINTY[panel.certainty]}. {panel.sure}"),
        [f"{LABELS['further']}:", *bullets(f"{references[k].text} ({READ[references[k].read]})" for k in further)],
    ]


def programme_text(programme: Programme) -> str:
    """The whole programme: panels, questions, tests, exercises, numbers, measures, sources."""
    references = dict(programme.references)
    parts: Parts = [heading(programme.title, "="), wrapped(programme.subtitle)]
    parts.append(wrapped(f"{programme.id}, version {programme.version}. {NOT_REVIEWED}"))
    parts.append(heading(LABELS["understand"], "="))
    for number, panel in enumerate(programme.panels, 1):
        parts += panel_parts(panel, number, len(programme.panels), references)
    parts.append(heading(LABELS["questions"], "="))
    parts += _questions(programme.screening)
    parts.append(heading(LABELS["tests"], "="))
    parts += [part for test in programme.tests for part in _test(test)]
    parts.append(heading(LABELS["exercises"], "="))
    parts += [part for exercise in programme.exercises for part in _exercise(exercise)]
    parts.append(heading(LABELS["rules"], "="))
    parts.append(_numbers(programme))
    parts.append(heading(LABELS["measures"], "="))
    parts += [
        wrapped(f"{m.title} (0 to {m.highest}). {m.text} An important change: {needed(m)}.") for m in programme.measures
    ]
    parts.append(heading(LABELS["sources"], "="))
    parts.append([wrapped(f"{r.text} ({READ[r.read]})", f"{key}: ") for key, r in programme.references])
    return blocks(parts)


def _questions(content: ScreeningContent) -> Parts:
    groups = dict.fromkeys(q.group for q in content.questions)
    parts: Parts = []
    for group in groups:
        own = [q for q in content.questions if q.group == group]
        parts.append([f"{group.replace('_', ' ').capitalize()}:", *bullets(map(_question, own))])
    parts.append(["Together:", *bullets(f"{c.text} -> {outcome_words(c.outcome)}" for c in content.combinations)])
    return parts


def _question(question: Question) -> str:
    leads = leads_to(question)
    asked = "" if "full" in question.kinds else " [before each session]"
    return f"{question.text}{asked}" + (f" -> {leads}" if leads else "")


def _test(test: TestContent) -> Parts:
    return [
        heading(test.title),
        wrapped(f"{LABELS['needs']}: {', '.join(test.needs)}."),
        [wrapped(step.text, f"{i}. ") for i, step in enumerate((*test.setup, *test.steps), 1)],
        bullets(f"{fault.see} -> {fault.cue}" for fault in test.faults),
        bullets(test.stops),
    ]


def _exercise(exercise: Exercise) -> Parts:
    dose = "; ".join(standard(exercise))
    return [
        heading(f"{ROLES[exercise.role]}: {exercise.title}"),
        wrapped(exercise.purpose),
        wrapped(f"{LABELS['needs']}: {', '.join(exercise.needs)}. {LABELS['dose']}: {dose}. {how(exercise.dose)}"),
        [wrapped(step.text, f"{i}. ") for i, step in enumerate(exercise.steps, 1)],
        bullets(f"{fault.see} -> {fault.cue}" for fault in exercise.faults),
        bullets(exercise.stops),
        wrapped(f"{LABELS['easier']}: {exercise.easier} {LABELS['harder']}: {exercise.harder}"),
    ]


def _numbers(programme: Programme) -> Sequence[str]:
    references = dict(programme.references)
    lines: list[str] = []
    for item in programme.items:
        if item.kind != "number" or item.value is None:
            continue
        note = f" {item.text}." if item.text else ""
        value = with_unit(item.value, item.unit or "1")
        source = source_words(item.source, references).rstrip(".")
        lines.append(wrapped(f"{item.name} = {value}.{note} [{BASIS[item.basis]}; {source}]", "- "))
    return lines
