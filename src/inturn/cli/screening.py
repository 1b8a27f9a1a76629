"""Command: screen."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from inturn.cli import asking, desk
from inturn.cli.options import AnswersFile, AsJson, PersonOption, ProgrammeFile
from inturn.errors import InputError

if TYPE_CHECKING:
    from inturn.programme.hip_internal_rotation import Programme
    from inturn.training.records import Person, ScreeningKind
    from inturn.workflows.screening import Screened


def add_to(app: typer.Typer) -> None:
    """Register this family."""
    app.command()(screen)


def screen(
    full: Annotated[bool, typer.Option("--full", help="All questions, also where the short ones would do.")] = False,
    answers: AnswersFile = None,
    person: PersonOption = None,
    programme: ProgrammeFile = None,
    as_json: AsJson = False,
) -> None:
    """Answer the safety questions: all at the start and monthly, a short round before every session."""
    from inturn.workflows.answers import screening_answers
    from inturn.workflows.planning import history_of
    from inturn.workflows.programme_file import open_programme
    from inturn.workflows.screening import keep_answers, kind_due

    content = open_programme(programme)
    somebody = desk.who(person)
    kind: ScreeningKind = "full" if full else kind_due(history_of(somebody), content, desk.now())
    if answers is None and as_json:
        raise InputError("With --json the answers come from a file: say --answers FILE.")
    given = screening_answers(answers) if answers is not None else _ask(content, kind)
    done = keep_answers(somebody, content, kind, given, desk.now())
    desk.show(as_json, lambda: _data(done, content), lambda: _tell(done, content))
    if done.outcome.level in ("see_someone", "emergency"):
        raise typer.Exit(8)


def ask_and_keep(somebody: "Person", content: "Programme", kind: "ScreeningKind") -> None:
    """Ask the questions, keep the answers and say what they came to. Ends the command where they forbid."""
    from inturn.workflows.screening import keep_answers

    done = keep_answers(somebody, content, kind, _ask(content, kind), desk.now())
    _tell(done, content)
    if done.outcome.level in ("see_someone", "emergency"):
        raise typer.Exit(8)


def _ask(content: "Programme", kind: "ScreeningKind") -> dict[str, str]:
    """Every question, one by one; the next may depend on the answers so far."""
    from inturn.workflows.screening import question_after

    desk.say(
        "Safety questions. Answer for today and for yourself; if you are not sure, answer yes. Nothing is kept before "
        "the last answer."
    )
    answers: dict[str, str] = {}
    while (question := question_after(content, kind, answers)) is not None:
        typer.echo("")
        desk.say(question.text, f"{len(answers) + 1}. ")
        if question.help:
            desk.say(question.help, "   ")
        answers[question.id] = asking.choice("  ", question.answers)
    return answers


def _data(done: "Screened", content: "Programme") -> dict[str, Any]:
    cleared = done.clearance
    limits = sorted([name, side] for name, side in ((n, s or "") for n, s in done.outcome.limits))
    return {
        "kind": done.screening.kind, "level": done.outcome.level, "urgency": done.outcome.urgency,
        "reasons": list(done.outcome.reasons), "limits": [{"limit": n, "side": s or None} for n, s in limits],
        "cleared": cleared is not None, "then_due": done.then_due,
        "questions_version": content.screening.version,
    }  # fmt: skip


def _tell(done: "Screened", content: "Programme") -> None:
    """The outcome; what must be done comes first."""
    from inturn.report.words.decisions import decision_sentence
    from inturn.report.words.screening import LIMITS, URGENCIES, reason_words
    from inturn.training.records import Decision

    typer.echo("")
    level = done.outcome.level
    if level in ("see_someone", "emergency"):
        desk.say(decision_sentence(Decision("blocked", level), content), "! ")
        if level == "see_someone" and done.outcome.urgency is not None:
            desk.say(f"How soon: {URGENCIES[done.outcome.urgency]}.")
        typer.echo("")
        typer.echo("Because of:")
        for code in done.outcome.reasons:
            desk.say(reason_words(content, code), "- ")
        return
    desk.say("You may go on today." if level == "go" else "You may go on today, with limits:")
    for limit, side in sorted(done.outcome.limits, key=str):
        desk.say(f"{LIMITS[limit]}{f' ({side})' if side else ''}", "- ")
    if done.then_due == "full":
        desk.say("The full questions come next: `inturn screen --full`.")
    elif done.clearance is not None:
        desk.say("Next: `inturn today` says what is due.")
