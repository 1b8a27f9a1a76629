"""Progress as plain text for a terminal."""

from collections.abc import Iterable

from inturn.report.plain import blocks, bullets, heading, wrapped
from inturn.report.progress_view import ProgressFacts, progress_view
from inturn.report.words.change import Statement
from inturn.report.words.progress import EMPTY_STEPS, LABELS
from inturn.report.words.safety import STOP_LIST


def progress_text(facts: ProgressFacts) -> str:
    """What changed beyond error, what did not, sessions, and what to do; the stop list first without a clearance."""
    view = progress_view(facts)
    parts: list[str | Iterable[str]] = [heading(f"{LABELS['title']}: {view.name}", "="), view.subtitle]
    if view.blocked:
        parts.append(wrapped(view.blocked, "! "))
    if not view.cleared:
        parts.append(wrapped(f"{LABELS['emergency_if']}: {STOP_LIST[0].brief}", "! "))
    if view.empty:
        return blocks([*parts, LABELS["start_title"], [wrapped(s, f"{i}. ") for i, s in enumerate(EMPTY_STEPS, 1)]])
    parts.append([heading(LABELS["beyond"]), *(_statements(view.changed) or [wrapped(LABELS["nothing_beyond"])])])
    parts.append([heading(LABELS["within"]), *(_statements(view.unchanged) or [LABELS["nothing_within"]])])
    parts.append([heading(LABELS["adherence"]), *view.adherence])
    said = [f"{s.text} ({s.rule})" for s in view.to_do]
    parts.append([heading(LABELS["do"]), *(bullets(said) or [LABELS["nothing_to_do"]])])
    return blocks([*parts, wrapped(LABELS["foot"])])


def _statements(statements: Iterable[Statement]) -> list[str]:
    return [wrapped(f"{s.about} [{s.mark}]: {s.text}", "- ") for s in statements]
