"""Commands: plan, today."""

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from inturn.cli import desk
from inturn.cli.options import AsJson, PersonOption, ProgrammeFile

if TYPE_CHECKING:
    from inturn.programme.hip_internal_rotation import Programme
    from inturn.training.today import Today
    from inturn.workflows.planning import Plan

COMMANDS: Final[dict[str, str]] = {
    "screen_full": "inturn screen --full",
    "screen_short": "inturn screen",
    "baseline_test": "inturn test, or inturn measure CLIP --person NAME",
    "weekly_test": "inturn test, or inturn measure CLIP --person NAME",
    "session": "inturn session",
    "resume_session": "inturn session",
    "pain_next_morning": "inturn log pain N --morning",
    "psfs": "inturn log psfs",
    "rmdq": "inturn log rmdq N",
}
"""What to type for what is due; what is not here needs no command."""


def add_to(app: typer.Typer) -> None:
    """Register this family."""
    app.command()(plan)
    app.command()(today)


def plan(
    pain: Annotated[
        int | None,
        typer.Option(min=0, max=10, help="Pain now, 0-10; default: the last noted today.", show_default=False),
    ] = None,
    person: PersonOption = None,
    programme: ProgrammeFile = None,
    as_json: AsJson = False,
) -> None:
    """Show the session as it would be now: exercises, doses, weights, and the reason for each."""
    from inturn.workflows.planning import plan_of
    from inturn.workflows.programme_file import open_programme

    content = open_programme(programme)
    found = plan_of(desk.who(person), content, desk.now(), pain)
    desk.show(as_json, lambda: _plan_data(found, content), lambda: _plan_text(found, content))


def today(person: PersonOption = None, programme: ProgrammeFile = None, as_json: AsJson = False) -> None:
    """Say what is due today, and why."""
    from inturn.workflows.planning import due_today
    from inturn.workflows.programme_file import open_programme

    content = open_programme(programme)
    somebody = desk.who(person)
    found = due_today(somebody, content, desk.now())
    desk.show(as_json, lambda: today_data(found, content), lambda: _today_text(found, content, somebody.name))


def today_data(found: "Today", content: "Programme") -> dict[str, Any]:
    """What is due as JSON."""
    from inturn.report import views

    due = [
        {"what": d.what, "why": views.decision(d.why, content), "command": COMMANDS.get(d.what)} for d in found.due
    ]  # fmt: skip
    return {
        "day": found.day.isoformat(), "week": found.week, "due": due,
        "advice": [views.decision(d, content) for d in found.advice],
        "next_session": None if found.next_session is None else found.next_session.isoformat(),
    }  # fmt: skip


def _today_text(found: "Today", content: "Programme", name: str) -> None:
    from inturn.report.days import long_day
    from inturn.report.words.decisions import decision_sentence

    week = f", week {found.week}" if found.week else ""
    typer.echo(f"{name}, {long_day(found.day)}{week}")
    for one in found.due:
        if one.what in ("emergency", "see_someone", "paused"):
            typer.echo("")
            desk.say(decision_sentence(one.why, content), "! ")
    rows = [
        (str(i), decision_sentence(d.why, content), COMMANDS.get(d.what, "")) for i, d in enumerate(
            (d for d in found.due if d.what not in ("emergency", "see_someone", "paused")), 1
        )
    ]  # fmt: skip
    if rows:
        desk.table("", ("", "What and why", "Command"), rows)
    elif not found.due:
        typer.echo("")
        desk.say("Nothing is due.")
    for one in found.advice:
        desk.say(decision_sentence(one, content), "- ")
    if found.next_session is not None and not found.has("session") and not found.has("resume_session"):
        desk.say(f"Next session: from {long_day(found.next_session)} on. A missed day is simply next.")


def _plan_data(found: "Plan", content: "Programme") -> dict[str, Any]:
    from inturn.report import views

    numbers = content.plan
    return {
        **views.prescription(found.prescription, content), "pain": found.pain, "pain_was_noted": found.pain_was_noted,
        "minutes": round(found.seconds / 60, 1), "days_a_week": numbers.days_a_week,
        "retest_every_days": numbers.retest_every,
    }  # fmt: skip


def _plan_text(found: "Plan", content: "Programme") -> None:
    from inturn.report.words.decisions import all_said
    from inturn.report.words.doses import how, prescribed

    sets = found.prescription.sets
    rows: list[tuple[str, ...]] = []
    for exercise in content.exercises:
        dose = prescribed(exercise, sets)
        if dose:
            rows.append((exercise.title, "\n".join(dose), how(exercise.dose)))
        if exercise.role == "release" and found.prescription.retest_after_release:
            rows.append(("Test again at once", "", "today's movement, not progress"))
    if rows:
        minutes = round(found.seconds / 60)
        title = (
            f"Session of about {minutes} minutes, {content.plan.days_a_week} days a week, pain now {found.pain} of 10"
        )
        desk.table(title, ("Exercise", "How much", "How"), rows)
    if rows and not found.pain_was_noted:
        desk.say("No pain was noted today: this is for none. Say it with --pain N.")
    typer.echo("Why:")
    for one in all_said(found.prescription.decisions, content):
        desk.say(f"{one.text} ({one.rule})", "- ")
