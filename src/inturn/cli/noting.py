"""Commands: log pain, log psfs, log rmdq, log note."""

from typing import Annotated, Any

import typer

from inturn.cli import asking, desk
from inturn.cli.options import AsJson, Moment, PersonOption, ProgrammeFile
from inturn.errors import InputError

Score = Annotated[int | None, typer.Option(help="0-10, of the last 24 hours.", show_default=False)]


def add_to(app: typer.Typer) -> None:
    """Register this family."""
    group = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
    for command in (pain, psfs, rmdq, note):
        group.command()(command)
    app.add_typer(group, name="log", help="Note something: pain, your own activities, the Roland-Morris score, a note.")


def pain(  # noqa: PLR0913, PLR0917 - one parameter an option is how the command line is written
    now: Annotated[int, typer.Argument(help="Pain now, 0-10.", show_default=False)],
    morning: Annotated[bool, typer.Option("--morning", help="The morning after yesterday's session.")] = False,
    worst: Score = None,
    average: Score = None,
    where: Annotated[str | None, typer.Option(help="Where, in your own words.", show_default=False)] = None,
    at: Moment = None,
    person: PersonOption = None,
    programme: ProgrammeFile = None,
    as_json: AsJson = False,
) -> None:
    """Note pain from 0 to 10: of a day, or of the morning after a session."""
    from inturn.report import views
    from inturn.report.words.decisions import decision_sentence
    from inturn.workflows.noting import PainTold, note_morning, note_pain
    from inturn.workflows.programme_file import open_programme

    somebody = desk.who(person)
    present = desk.now()
    when = desk.moment(at, somebody, present)
    told = PainTold(now, worst, average, where)
    if not morning:
        entry = note_pain(somebody, told, when, present)
        data: dict[str, Any] = {"id": entry.id, "at": views.moment(entry.at), "moment": entry.moment}
        desk.show(as_json, lambda: data, lambda: desk.say("Noted. `inturn today` says what is due."))
        return
    content = open_programme(programme)
    entry, said = note_morning(somebody, content, told, when, present)
    data = {
        "id": entry.id, "at": views.moment(entry.at), "moment": entry.moment,
        "decision": views.decision(said, content),
    }  # fmt: skip
    desk.show(as_json, lambda: data, lambda: desk.say(f"Noted. {decision_sentence(said, content)}"))


def psfs(
    activities: Annotated[
        list[str] | None, typer.Argument(help="Like sitting=4 'putting on socks=6'; asked when left out.")
    ] = None,
    at: Moment = None,
    person: PersonOption = None,
    programme: ProgrammeFile = None,
    as_json: AsJson = False,
) -> None:
    """Rate your own activities (PSFS): 0 cannot do it, 10 as well as before."""
    from inturn.workflows.noting import activities as known
    from inturn.workflows.noting import note_score
    from inturn.workflows.programme_file import open_programme

    somebody = desk.who(person)
    if activities:
        values = [_activity(one) for one in activities]
    else:
        desk.say(open_programme(programme).measure("psfs").text)
        values = _ask_activities(known(somebody))
    present = desk.now()
    score = note_score(somebody, "psfs", values, desk.moment(at, somebody, present), present)
    data = {"id": score.id, "measure": "psfs", "values": dict(score.values)}
    desk.show(as_json, lambda: data, lambda: desk.say("Noted."))


def rmdq(
    score: Annotated[int, typer.Argument(help="Score of the filled-in form, 0-24.", show_default=False)],
    at: Moment = None,
    person: PersonOption = None,
    as_json: AsJson = False,
) -> None:
    """Note the Roland-Morris score, filled in on its own form."""
    from inturn.workflows.noting import note_score

    somebody = desk.who(person)
    present = desk.now()
    kept = note_score(somebody, "rmdq", [("score", float(score))], desk.moment(at, somebody, present), present)
    data = {"id": kept.id, "measure": "rmdq", "values": dict(kept.values)}
    desk.show(as_json, lambda: data, lambda: desk.say("Noted."))


def note(
    text: Annotated[str, typer.Argument(help="A few words.", show_default=False)],
    at: Moment = None,
    person: PersonOption = None,
    as_json: AsJson = False,
) -> None:
    """Note a few words of a day; `inturn progress` shows them."""
    from inturn.report import views
    from inturn.workflows.noting import note_words

    somebody = desk.who(person)
    present = desk.now()
    kept = note_words(somebody, text, desk.moment(at, somebody, present), present)
    desk.show(as_json, lambda: views.note(kept), lambda: desk.say("Noted."))


def _activity(typed: str) -> tuple[str, float]:
    name, _, value = typed.rpartition("=")
    try:
        return name.strip(), float(value.replace(",", "."))
    except ValueError as error:
        raise InputError(f"{typed!r} is no activity with its rating. Write it like 'sitting an hour=4'.") from error


def _ask_activities(known: tuple[str, ...]) -> list[tuple[str, float]]:
    names = list(known)
    while not known and len(names) < 3:
        name = asking.line(f"Activity {len(names) + 1}{' (Enter when done)' if names else ''}:")
        if not name and names:
            break
        if name:
            names.append(name)
    return [(name, float(asking.whole(f"{name}:", 0, 10))) for name in names]
