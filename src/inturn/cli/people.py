"""Commands: person add, list, show, forget; demo person."""

from typing import Annotated

import typer

from inturn.cli import desk
from inturn.cli.options import AsJson
from inturn.errors import InputError

Name = Annotated[str, typer.Argument(help="Name, as it is to be called here.", show_default=False)]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask back.")]


def add_to(app: typer.Typer) -> None:
    """Register this family."""
    group = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
    group.command("add")(add)
    group.command("list")(list_people)
    group.command("show")(show)
    group.command("forget")(forget)
    app.add_typer(group, name="person", help="People of this installation: add, list, show, forget.")


def add(
    name: Name,
    adult: Annotated[
        bool, typer.Option("--adult", help="The person is 18 or older; asked when left out.", show_default=False)
    ] = False,
    height: Annotated[
        float | None, typer.Option(min=100, max=250, help="Body height in cm.", show_default=False)
    ] = None,
    time_zone: Annotated[
        str | None, typer.Option(help="Like Europe/Zurich; default: this machine's.", show_default=False)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Add somebody. Adults only."""
    from inturn.report import views
    from inturn.workflows.people import add_person

    zone = time_zone or desk.settings().time_zone
    confirmed = adult or (not as_json and _confirmed(f"Is {name.strip() or 'the person'} 18 or older?"))
    if not confirmed:
        raise InputError("Inturn is for adults. Nobody was added; say --adult where the person is 18 or older.")
    desk.open_store()
    person = add_person(
        name, desk.now(), adult=True, time_zone=zone, height_m=None if height is None else height / 100
    )  # fmt: skip
    desk.show(
        as_json,
        lambda: views.person(person),
        lambda: desk.say(
            f"{person.name} is kept here, on this machine only. Next: `inturn understand`, then `inturn screen`."
        ),
    )


def list_people(as_json: AsJson = False) -> None:
    """List everybody who is kept here."""
    from inturn.report import views
    from inturn.workflows.people import EMPTY, everybody

    exists = desk.settings().data_folder.exists()
    people = everybody() if exists and desk.open_store() else ()

    def text() -> None:
        if not people:
            desk.say(EMPTY)
            return
        rows = [(p.name, f"{p.created_at:%Y-%m-%d}", p.time_zone, _height(p.height_m)) for p in people]
        desk.table("People", ("Name", "Since", "Time zone", "Height"), rows)

    desk.show(as_json, lambda: [views.person(p) for p in people], text)


def show(
    name: Annotated[
        str | None, typer.Argument(help="Who; may be left out where one is kept.", show_default=False)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say how much is kept of somebody."""
    from inturn.report import views
    from inturn.workflows.people import kept_of

    found = kept_of(desk.who(name))
    counts = {
        "screenings": found.screenings, "tests": found.tests, "sessions": found.sessions,
        "pain_entries": found.pain, "scores": found.scores, "notes": found.notes,
        "recordings": found.recordings,
    }  # fmt: skip
    newest = views.moment(found.newest)

    def text() -> None:
        rows = [(key.replace("_", " ").capitalize(), str(n)) for key, n in counts.items()]
        desk.table(found.person.name, ("Kept", "Number"), [*rows, ("Newest", newest or "nothing yet")])

    desk.show(as_json, lambda: {"person": views.person(found.person), **counts, "newest": newest}, text)


def forget(name: Name, yes: Yes = False, as_json: AsJson = False) -> None:
    """Remove somebody and everything kept of them, recordings too, for good."""
    from inturn.workflows.people import forget_person

    person = desk.who(name)
    if not yes and not (not as_json and _confirmed(f"Remove {person.name} and everything kept, for good?")):
        raise InputError("Nothing was removed. Say --yes to remove without being asked.")
    gone = forget_person(person)

    def text() -> None:
        desk.say(f"{person.name} is forgotten: {gone.rows} records and {gone.recordings} recordings are gone.")
        if not gone.scrubbed:
            desk.say("Another Inturn is reading just now: traces go when it ends.")
        for path in gone.still_in:
            desk.say(f"A damaged database was put aside and may still hold the data; delete it by hand: {path}")
        desk.say("Backups, exports and result folders made before are not touched: delete them yourself.")

    data = {
        "forgotten": person.name, "records": gone.rows, "recordings": gone.recordings, "scrubbed": gone.scrubbed,
        "still_in": [str(p) for p in gone.still_in],
    }  # fmt: skip
    desk.show(as_json, lambda: data, text)


def demo_person(
    name: Annotated[str, typer.Option(help="What to call the made-up person.")] = "Demo",
    as_json: AsJson = False,
) -> None:
    """Make up a person with twelve weeks behind them, to look at reports with."""
    from inturn.report import views
    from inturn.workflows.demo_person import add_demo_person
    from inturn.workflows.programme_file import open_programme

    place = desk.open_store()
    made = add_demo_person(name, open_programme(None), place.time_zone, desk.now())
    desk.show(
        as_json,
        lambda: {"person": views.person(made.person), "records": made.records},
        lambda: desk.say(
            f"{made.person.name} is kept here: a made-up person with {made.records} records of twelve weeks. Look with "
            f"`inturn progress --person {made.person.name}`; `inturn person forget {made.person.name}` removes it."
        ),
    )


def _confirmed(question: str) -> bool:
    """Ask yes or no; no answer at all is no."""
    try:
        return typer.confirm(question)
    except typer.Abort:
        return False


def _height(height_m: float | None) -> str:
    return "" if height_m is None else f"{100 * height_m:.0f} cm"
