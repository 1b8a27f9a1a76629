"""Command: session, guided at the terminal, taken up again after Ctrl-C or a crash."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from inturn.cli import asking, desk
from inturn.cli.options import AnswersFile, AsJson, PersonOption, ProgrammeFile
from inturn.cli.stopping import Stopped
from inturn.errors import ClearanceError, InputError

if TYPE_CHECKING:
    from inturn.cli.guide import Guide
    from inturn.programme.hip_internal_rotation import Programme
    from inturn.training.records import Decision, Person, SessionRecord
    from inturn.training.today import Today
    from inturn.workflows.camera_set import Watch
    from inturn.workflows.session import OpenSession

_LATER = "Everything done so far is kept: `inturn session` goes on from here today."


def add_to(app: typer.Typer) -> None:
    """Register this family."""
    app.command()(session)


def session(
    answers: AnswersFile = None,
    timers: Annotated[bool, typer.Option("--timers/--no-timers", help="Run the timers of holds and sets.")] = True,
    person: PersonOption = None,
    programme: ProgrammeFile = None,
    as_json: AsJson = False,
) -> None:
    """Do today's session, guided step by step; stop at any time and go on later the same day."""
    from inturn.cli.guide import FileGuide, LaterError, TerminalGuide
    from inturn.cli.timers import NoKeys, NoTimers, Pace, TerminalKeys
    from inturn.cli.watching import Watching
    from inturn.workflows.answers import session_answers
    from inturn.workflows.programme_file import open_programme
    from inturn.workflows.session import still_cleared

    content = open_programme(programme)
    somebody = desk.who(person)
    guide: Guide
    if answers is not None:
        guide = FileGuide(session_answers(answers), content, Pace(NoKeys()) if timers else None)
    elif as_json:
        raise InputError("With --json the session is told in a file: say --answers FILE.")
    else:
        keys = TerminalKeys() if timers else NoTimers()
        guide = TerminalGuide(content, Pace(keys), watching=Watching(camera_here() if timers else None))
    try:
        run = _open(somebody, content, guide, interactive=answers is None, as_json=as_json)
        if run is not None:
            record, said = lead(run, content, guide, quiet=as_json)
            _tell(record, said, content, cleared=still_cleared(run, content, desk.now()), as_json=as_json)
    except LaterError:
        typer.echo(_LATER)
    except Stopped:
        typer.echo(f"\ninturn: stopped. {_LATER}", err=True)
        raise typer.Exit(130) from None


def camera_here() -> "Watch | None":
    """The camera of this machine, where somebody sits at a terminal; None without one, and then nothing is asked."""
    if not sys.stdin.isatty():
        return None
    try:
        from inturn.workflows.camera_set import machine_watch
    except ImportError:  # installed without what reads pictures
        return None
    return machine_watch()


def _open(
    somebody: "Person", content: "Programme", guide: "Guide", *, interactive: bool, as_json: bool
) -> "OpenSession | None":
    """The session to go on with, or a new one; None where there is none today, which was said."""
    from inturn.cli.planning import today_data
    from inturn.workflows.planning import due_today, history_of
    from inturn.workflows.screening import required_clearance
    from inturn.workflows.session import Refused, begin_session, resume_session

    if interactive:
        _screen_first(somebody, content)
    going = resume_session(history_of(somebody), content, desk.now())
    if going is not None:
        if not as_json:
            desk.say(f"Going on with step {going.record.position + 1} of {len(going.steps)}.")
        return going
    cleared = required_clearance(history_of(somebody), content, desk.now())
    due = due_today(somebody, content, desk.now())
    if not due.has("session"):
        desk.show(as_json, lambda: {"session": None, "today": today_data(due, content)},
                  lambda: _say_rest(due, content))  # fmt: skip
        return None
    begun = begin_session(history_of(somebody), content, cleared, guide.pain_before(), desk.now())
    if isinstance(begun, Refused):
        from inturn.report import views

        desk.show(as_json,
                  lambda: {"session": None, "decisions": [views.decision(d, content) for d in begun.decisions]},
                  lambda: _say_why(begun.decisions, content, "No session now."))  # fmt: skip
        return None
    if not as_json:
        _say_why(begun.prescription.decisions, content, f"{len(begun.steps)} steps. Why it is as it is:")
    return begun


def _say_rest(due: "Today", content: "Programme") -> None:
    """Why there is no session, when the next one may be, and that a day of rest cannot be skipped."""
    from inturn.report.days import long_day

    _say_why([d.why for d in due.due], content, "No session now.")
    if due.next_session is not None and due.next_session > due.day:
        desk.say(
            f"Next session: from {long_day(due.next_session)} on. Days of rest belong to the safety rules, so there "
            "is no option that skips one; tests, pain and notes can be told on any day."
        )


def _screen_first(somebody: "Person", content: "Programme") -> None:
    """Ask the safety questions that are due before a session, where one is due at all."""
    from inturn.cli.screening import ask_and_keep
    from inturn.workflows.planning import due_today, history_of
    from inturn.workflows.screening import kind_due

    for _ in range(2):  # a short round may lead to the full one
        due = due_today(somebody, content, desk.now())
        wanted = due.has("session") or due.has("resume_session")
        if not wanted or not (due.has("screen_short") or due.has("screen_full")):
            return
        ask_and_keep(somebody, content, kind_due(history_of(somebody), content, desk.now()))


def lead(
    run: "OpenSession", content: "Programme", guide: "Guide", *, quiet: bool = False
) -> "tuple[SessionRecord, list[Decision]]":
    """Step by step to the end, or to where a rule stops it; each step is kept before the next begins."""
    from inturn.workflows.session import end_session, keep_set, still_cleared

    said: list[Decision] = []
    while (step := run.next) is not None:
        if step.planned is None:
            run, news = _retest(run, content, guide)
            said += news
            if not quiet:
                _say_why(news, content, "")
            if not still_cleared(run, content, desk.now()):
                break
            continue
        told = guide.do_set(run, step.planned)
        run, stop = keep_set(run, content, told, desk.now())
        if stop is not None:
            said.append(stop)
            break
        if told.where is not None and not still_cleared(run, content, desk.now()):
            break
    return end_session(run, guide.pain_after(), guide.note(), desk.now()), said


def _retest(run: "OpenSession", content: "Programme", guide: "Guide") -> "tuple[OpenSession, list[Decision]]":
    """The test right after the release: told, measured from a clip, or left out."""
    from inturn.workflows.people import everybody
    from inturn.workflows.planning import history_of
    from inturn.workflows.session import keep_retest, pass_retest

    sides = run.retest_sides
    told = guide.do_retest(run, sides) if sides else None
    somebody = next(p for p in everybody() if p.id == run.record.person_id)
    if isinstance(told, Path):
        from inturn.cli.progress_line import progress_line
        from inturn.workflows.measure import default_folder
        from inturn.workflows.measure_person import measure_for
        from inturn.workflows.options import MeasureOptions

        options = MeasureOptions(
            height_m=somebody.height_m, support=asking_support(run), overlay=False
        )  # fmt: skip
        with progress_line(False) as report:
            at = desk.now()
            found = measure_for(somebody, content, told, default_folder(told), options, report, at, at, "retest")
        return pass_retest(run, desk.now()), list(found.retest)
    if told is None:
        return pass_retest(run, desk.now()), []
    run, news = keep_retest(run, history_of(somebody), content, told.sides, told.support, desk.now())
    return run, list(news)


def asking_support(run: "OpenSession") -> Any:
    """What the person held on to in the filmed retest."""
    held = ("stick", "wall") if run.clearance.support_needed else ("none", "stick", "wall")
    return asking.choice("What did you hold on to?", held, held[0])


def _say_why(decisions: "Any", content: "Programme", head: str) -> None:
    from inturn.report.words.decisions import all_said

    if head:
        typer.echo(head)
    for one in all_said(tuple(decisions), content):
        desk.say(one.text, "- ")


def _tell(
    record: "SessionRecord", said: "list[Decision]", content: "Programme", *, cleared: bool, as_json: bool
) -> None:
    from inturn.report import views

    done = sum(s.ended == "done" for s in record.sets)

    def text() -> None:
        typer.echo("")
        stops = [d for d in said if d.rule == "pain"]
        if stops:
            _say_why(stops, content, "Stopped for today:")
        desk.say(f"Kept: {done} of {len(record.sets)} sets done. Tomorrow morning: `inturn log pain N --morning`.")

    data = {"session": views.session(record), "decisions": [views.decision(d, content) for d in said]}
    desk.show(as_json, lambda: data, text)
    if not cleared:
        raise ClearanceError(
            "A new symptom was reported: the full safety questions come before anything else: `inturn screen --full`."
        )
