"""Where somebody stands: the facts for the terminal, the page, the paper, the clinician and the home."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from inturn.programme.hip_internal_rotation import Programme
from inturn.programme.standing_test import load_standing_test
from inturn.report.progress_view import ProgressFacts
from inturn.store import repositories as kept
from inturn.training.days import day_of
from inturn.training.progress.summary import progress
from inturn.training.records import Person
from inturn.workflows.output import write_whole
from inturn.workflows.planning import history_of, plan_for, standing_decisions
from inturn.workflows.screening import clearance_now, required_clearance


@dataclass(frozen=True, slots=True)
class Files:
    """Where a page is to be written; None: not."""

    html: Path | None = None
    pdf: Path | None = None

    @property
    def wanted(self) -> bool:
        """Whether any is."""
        return self.html is not None or self.pdf is not None


def progress_facts(person: Person, programme: Programme, now: datetime) -> ProgressFacts:
    """Everything a progress report is made from."""
    history = history_of(person)
    return ProgressFacts(
        history=history,
        progress=progress(history, programme, now),
        programme=programme,
        decisions=standing_decisions(history, programme, now),
        target=load_standing_test().verdict.target,
        made_at=now.replace(microsecond=0),  # a page is dated to the second
        clearance=clearance_now(history, programme, now),
    )


def write_progress(facts: ProgressFacts, files: Files) -> None:
    """Write the progress report. Raises OutputError."""
    if files.html is not None:
        from inturn.report.progress_page import render_progress_page

        write_whole(files.html, render_progress_page(facts).encode())
    if files.pdf is not None:
        from inturn.report.progress_pdf import render_progress_pdf

        write_whole(files.pdf, render_progress_pdf(facts))


def write_clinician(facts: ProgressFacts, files: Files) -> None:
    """Write the clinician's page. Raises OutputError."""
    from inturn.report.clinician import ClinicianFacts, render_clinician_page, render_clinician_pdf
    from inturn.report.rule_log import rule_log

    history = kept.history(facts.history.person.id)
    today = day_of(history.person, facts.made_at)
    decisions = (*rule_log(history, facts.programme), *((today, d) for d in facts.decisions if d.rule != "entries"))
    page = ClinicianFacts(history, facts.progress, facts.programme, decisions, facts.made_at)
    if files.html is not None:
        write_whole(files.html, render_clinician_page(page).encode())
    if files.pdf is not None:
        write_whole(files.pdf, render_clinician_pdf(page))


def write_home_sheet(person: Person, programme: Programme, files: Files, now: datetime) -> None:
    """Write the home sheet. Raises ClearanceError without a clearance that holds now, OutputError."""
    from inturn.report.home_page import render_home_page
    from inturn.report.home_pdf import render_home_pdf
    from inturn.report.home_sheet import HomeFacts

    history = history_of(person)
    cleared = required_clearance(history, programme, now)
    plan = plan_for(history, programme, cleared, now).prescription
    newest = history.tests[-1] if history.tests else None
    camera = newest is None or newest.method.source_kind != "self"
    facts = HomeFacts(
        history.person, programme, cleared, now.replace(microsecond=0), plan if plan.sets else None, camera
    )
    if files.html is not None:
        write_whole(files.html, render_home_page(facts).encode())
    if files.pdf is not None:
        write_whole(files.pdf, render_home_pdf(facts))
