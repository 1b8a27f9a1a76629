"""Command: test, the standing test guided in words, told at the terminal."""

from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from inturn.cli import asking, desk
from inturn.cli.options import AnswersFile, AsJson, PersonOption, ProgrammeFile
from inturn.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inturn.body.keypoints import Side
    from inturn.programme.hip_internal_rotation import Programme
    from inturn.training.guided_test import GuidedTest, Support
    from inturn.training.records import Reached, TestRecord
    from inturn.training.self_test import SideTold


def add_to(app: typer.Typer) -> None:
    """Register this family."""
    app.command("test")(guided)


def guided(
    camera: Annotated[
        bool, typer.Option("--camera", help="Only say how to film it; `inturn measure CLIP --person NAME` keeps it.")
    ] = False,
    answers: AnswersFile = None,
    person: PersonOption = None,
    programme: ProgrammeFile = None,
    as_json: AsJson = False,
) -> None:
    """Take the standing test without a camera, guided in words, with a stick."""
    from inturn.report import views
    from inturn.workflows.answers import test_answers
    from inturn.workflows.planning import history_of
    from inturn.workflows.programme_file import open_programme
    from inturn.workflows.screening import required_clearance
    from inturn.workflows.testing import begin_test, keep_told_test

    content = open_programme(programme)
    somebody = desk.who(person)
    cleared = required_clearance(history_of(somebody), content, desk.now())
    guide = begin_test(content, cleared, desk.now(), "camera" if camera else "self")
    if camera:
        command = f"inturn measure CLIP --person {quote(somebody.name)}"

        def text() -> None:
            show_test(guide, content)
            desk.say(f"Then: {command}")

        desk.show(as_json, lambda: _guide_data(guide, content, command), text)
        return
    if answers is not None:
        told = test_answers(answers)
        support, sides = told.support, told.sides
    elif as_json:
        raise InputError("With --json the test is told in a file: say --answers FILE.")
    else:
        show_test(guide, content)
        support, sides = ask_test(guide.sides, support_needed=guide.support_needed)
    record = keep_told_test(somebody, content, cleared, sides, support, desk.now())
    desk.show(as_json, lambda: views.test(record), lambda: _tell(record))


def _guide_data(guide: "GuidedTest", content: "Programme", command: str) -> "dict[str, Any]":
    """How to film the test, as JSON."""
    from inturn.report import views

    told = guide.content
    return {
        "title": told.title, "sides": list(guide.sides), "support_needed": guide.support_needed,
        "needs": list(told.needs), "setup": [s.text for s in told.setup], "steps": [s.text for s in told.steps],
        "stops": list(told.stops), "decisions": [views.decision(d, content) for d in guide.decisions],
        "command": command,
    }  # fmt: skip


def show_test(guide: "GuidedTest", content: "Programme") -> None:
    """Set-up, steps and stop rules; what the answers spare comes first."""
    from inturn.report.words.decisions import decision_sentence

    typer.echo(guide.content.title)
    for one in guide.decisions:
        desk.say(decision_sentence(one, content), "! ")
    desk.say(f"You need: {', '.join(guide.content.needs)}.")
    typer.echo("")
    for number, step in enumerate((*guide.content.setup, *guide.content.steps), 1):
        desk.say(step.text, f"{number}. ")
    typer.echo("")
    for stop in guide.content.stops:
        desk.say(stop, "! ")
    typer.echo("")


def ask_test(sides: "Sequence[Side]", *, support_needed: bool) -> "tuple[Support, tuple[SideTold, ...]]":
    """What was seen on each side, asked one by one."""
    from inturn.training.self_test import SideTold

    held = ("stick", "wall") if support_needed else ("none", "stick", "wall")
    support = cast("Support", asking.choice("What did you hold on to?", held, held[0]))
    told: list[SideTold] = []
    for side in sides:
        typer.echo("")
        heel = asking.choice(f"{side.capitalize()} leg: did the heel touch the stick?", ("yes", "no", "cannot tell"))
        reached = cast("Reached", {"yes": "reached", "no": "not_reached"}.get(heel, "not_judged"))
        gap = None
        if reached == "not_reached":
            gap = asking.number("  The gap between heel and stick?", 0.1, 60, "cm")
        word = asking.choice("  Did hip, trunk or pelvis move to get there?", ("yes", "no", "cannot tell"))
        moved = {"yes": True, "no": False}.get(word)
        pain, where = asking.pain("  Pain on this side, 0 to 10?")
        told.append(SideTold(side, reached, moved, pain, where, None if gap is None else gap / 100))
    return support, tuple(told)


def _tell(record: "TestRecord") -> None:
    from inturn.report.words.labels import SIDE_BADGE, VERDICT_BADGE
    from inturn.report.words.progress import REACHED

    rows: list[tuple[str, ...]] = []
    for side in record.sides:
        gap = "" if side.gap_m is None else f"{100 * side.gap_m:g} cm"
        pain = "" if side.pain is None else str(side.pain)
        rows.append((side.side, SIDE_BADGE[side.verdict], REACHED[side.reached], gap, pain))
    desk.table(VERDICT_BADGE[record.verdict], ("Side", "Verdict", "Stick", "Gap", "Pain"), rows)
    desk.say("Kept. Values told in words are never compared with a camera's. Next: `inturn today`.")
