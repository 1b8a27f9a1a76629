"""The clinician's page: every test with method and error parts, what was excluded, screenings, doses, decisions."""

from dataclasses import dataclass
from datetime import date, datetime

from inturn.programme.hip_internal_rotation import Programme
from inturn.report.clinician_measures import change_table, measure_tables, session_table
from inturn.report.clinician_tests import excluded_table, self_test_table, test_table
from inturn.report.days import first_and_last, local, long_day, moment, stamp
from inturn.report.notes import notes_table
from inturn.report.sections import Section, Sheet, sheet_page, sheet_pdf
from inturn.report.tables import Cell, Table
from inturn.report.words.change import pain_statement, range_statements, score_statement
from inturn.report.words.clinician import LABELS
from inturn.report.words.decisions import decision_sentence, rule_name
from inturn.report.words.names import shown
from inturn.report.words.numbers import NONE, counted
from inturn.report.words.progress import screening_sentence
from inturn.report.words.screening import KINDS, LEVELS, reason_words
from inturn.training.progress.finding import Progress
from inturn.training.records import Decision, History


@dataclass(frozen=True, slots=True)
class ClinicianFacts:
    """What the page is made from. `decisions`: day and decision of the rules, oldest first."""

    history: History
    progress: Progress
    programme: Programme
    decisions: tuple[tuple[date, Decision], ...]
    made_at: datetime


def render_clinician_page(facts: ClinicianFacts) -> str:
    """The page as self-contained HTML."""
    return sheet_page(clinician_sheet(facts))


def render_clinician_pdf(facts: ClinicianFacts) -> bytes:
    """The same as PDF. Raises OutputError when typst cannot set it."""
    return sheet_pdf(clinician_sheet(facts), facts.made_at)


def clinician_sheet(facts: ClinicianFacts) -> Sheet:
    """The whole page in words and tables."""
    history = facts.history
    seen = first_and_last(history)
    subtitle = f"{long_day(seen[0])} to {long_day(seen[1])}" if seen else LABELS["nothing"]
    return Sheet(
        title=f"{LABELS['title']}: {shown(history.person.name, 48)}",
        subtitle=subtitle,
        made=moment(local(history.person, facts.made_at)),
        foot=LABELS["foot"],
        skip=LABELS["skip"],
        sections=(_summary(facts), *_sections(facts)),
        alarm=screening_sentence(history),
    )


def _summary(facts: ClinicianFacts) -> Section:
    progress, programme, history = facts.progress, facts.programme, facts.history
    found = range_statements(progress)
    found += [pain_statement(progress.pain, programme.measure("nprs"))] if history.pain else []
    found += [score_statement(s, programme.measure(s.measure)) for s in progress.scores if s.values]
    person = history.person
    height = "height not told" if person.height_m is None else f"height {100 * person.height_m:.0f} cm"
    who = f"Adult as stated: {'yes' if person.adult else 'no'}; {height}; {_counts(history)}."
    advice = [decision_sentence(d, programme) for d in progress.advice]
    return Section("summary", LABELS["summary"], (who, *(f"{s.about}: {s.text}" for s in found), *advice))


def _counts(history: History) -> str:
    parts = (
        counted(len(history.tests), "test"),
        counted(len(history.sessions), "session"),
        counted(len(history.pain), "pain entry", "pain entries"),
    )
    return ", ".join(parts)


def _sections(facts: ClinicianFacts) -> tuple[Section, ...]:
    history, nothing = facts.history, LABELS["nothing"]
    own = self_test_table(history)
    excluded, notes = excluded_table(history), notes_table(history)
    return (
        Section("screenings", LABELS["screenings"], (LABELS["screenings_lead"],), _some(_screenings(facts)), nothing,
                (2, 2, 2.4, 1, 7)),
        Section("tests", LABELS["tests"], (LABELS["tests_lead"],), _some(test_table(history)), nothing,
                (1.9, 1.4, 0.8, 1.7, 0.9, 0.9, 1, 0.9, 0.7, 1.2, 1.1, 1, 1.1, 2, 1.3)),
        *([Section("self", LABELS["self"], (LABELS["self_lead"],), (own,))] if own else []),
        Section("excluded", LABELS["excluded"], (), _some(excluded), nothing),
        Section("changes", LABELS["changes"], (LABELS["changes_lead"],), _some(change_table(facts.progress)), nothing),
        Section("measures", LABELS["measures"], (LABELS["measures_lead"],), measure_tables(history), nothing),
        Section("sessions", LABELS["sessions"], (), _some(session_table(history, facts.programme)), nothing,
                (1.6, 0.9, 0.9, 0.9, 0.9, 0.9, 1, 6)),
        *([Section("notes", LABELS["notes"], (LABELS["notes_lead"],), (notes,), "", (2, 1.4, 8))] if notes else []),
        Section("decisions", LABELS["decisions"], (LABELS["decisions_lead"],), _some(_decisions(facts)), nothing,
                (2, 2, 8)),
        _programme(facts.programme),
    )  # fmt: skip


def _some(table: Table | None) -> tuple[Table, ...]:
    return () if table is None else (table,)


def _screenings(facts: ClinicianFacts) -> Table | None:
    history = facts.history
    rows = [
        (
            stamp(local(history.person, s.at)),
            (
                Cell(KINDS[s.kind]), Cell(LEVELS[s.level]),
                Cell(s.questions_version),
                Cell("; ".join(reason_words(facts.programme, r) for r in s.reasons) or NONE),
            ),
        )
        for s in history.screenings
        if s.kind == "full" or s.level != "go"
    ]  # fmt: skip
    heads = ("When", "Questions", "Outcome", "Version", "Because of")
    return Table("", heads, tuple(rows)) if rows else None


def _decisions(facts: ClinicianFacts) -> Table | None:
    rows = tuple(
        (long_day(day), (Cell(rule_name(d.rule)), Cell(decision_sentence(d, facts.programme))))
        for day, d in facts.decisions
    )
    return Table("", ("Day", "Rule", "Decision and reason"), rows) if rows else None


def _programme(programme: Programme) -> Section:
    signed = sum(bool(i.reviewed_by) for i in programme.items)
    lines = (
        f"{programme.title}. {programme.id}, version {programme.version}.",
        f"{signed} of its {len(programme.items)} judgements, thresholds and sentences are signed by a clinician.",
    )
    return Section("programme", LABELS["programme"], lines)
