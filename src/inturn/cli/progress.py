"""Command: progress."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from inturn.cli import desk
from inturn.cli.options import AsJson, PersonOption, ProgrammeFile
from inturn.errors import InputError

if TYPE_CHECKING:
    from inturn.report.progress_view import ProgressFacts
    from inturn.training.progress.finding import TestPoint

_NEWEST: Final = 12
"""How many tests of a side, weeks and notes the tables show."""
_LONGEST_NOTE: Final = 200


def add_to(app: typer.Typer) -> None:
    """Register this family."""
    app.command()(progress)


def progress(
    html: Annotated[Path | None, typer.Option(help="Write it as a page.", show_default=False)] = None,
    pdf: Annotated[Path | None, typer.Option(help="Write it as PDF.", show_default=False)] = None,
    clinician: Annotated[bool, typer.Option("--clinician", help="The clinician's page instead.")] = False,
    home_sheet: Annotated[bool, typer.Option("--home-sheet", help="The sheet to take home instead.")] = False,
    person: PersonOption = None,
    programme: ProgrammeFile = None,
    as_json: AsJson = False,
) -> None:
    """Show where somebody stands: range, pain, sessions, load, and what changed beyond error."""
    from inturn.workflows.programme_file import open_programme
    from inturn.workflows.progress import Files, progress_facts, write_clinician, write_home_sheet, write_progress

    files = Files(html, pdf)
    if (clinician or home_sheet) and not files.wanted:
        raise InputError("The clinician's page and the home sheet go to a file: say --html FILE or --pdf FILE.")
    if clinician and home_sheet:
        raise InputError("One at a time: --clinician or --home-sheet.")
    content = open_programme(programme)
    somebody = desk.who(person)
    if home_sheet:
        write_home_sheet(somebody, content, files, desk.now())
    else:
        facts = progress_facts(somebody, content, desk.now())
        if clinician:
            write_clinician(facts, files)
        else:
            write_progress(facts, files)
            if not files.wanted or as_json:
                desk.show(as_json, lambda: _data(facts), lambda: _text(facts))
                return
    written = [str(f) for f in (html, pdf) if f is not None]
    desk.show(as_json, lambda: {"written": written}, lambda: typer.echo("\n".join(written)))


def _text(facts: "ProgressFacts") -> None:
    from inturn.report.days import day_of
    from inturn.report.notes import notes_of
    from inturn.report.progress_text import progress_text
    from inturn.report.words.clinician import NOTE_OF
    from inturn.report.words.methods import method_short
    from inturn.report.words.names import shown
    from inturn.report.words.numbers import NONE

    typer.echo(progress_text(facts))
    found = facts.progress
    ranges = [
        (f"{point.day}", series.side, _angle(point), method_short(series.method))
        for series in found.series
        for point in series.points[-_NEWEST:]
    ]
    if ranges:
        desk.table("Tests, 95 % interval", ("Day", "Side", "Turned inward", "How"), sorted(ranges)[-2 * _NEWEST :])
    weeks = [
        (str(w.week), f"{w.start}", f"{w.done} of {w.planned}", f"{w.load_kg:g} kg" if w.load_kg else NONE,
         NONE if w.pain is None else f"{w.pain:.1f}")
        for w in found.weeks[-_NEWEST:]
    ]  # fmt: skip
    if weeks:
        desk.table("Week by week", ("Week", "From", "Sessions", "Heaviest", "Mean pain before"), weeks)
    notes = notes_of(facts.history)[-_NEWEST:]
    if notes:
        person = facts.history.person
        rows = [(f"{day_of(person, n.at)}", NOTE_OF[n.about], shown(n.text, _LONGEST_NOTE)) for n in notes]
        desk.table("Notes", ("Day", "About", "Note"), rows)


def _angle(point: "TestPoint") -> str:
    """Degrees with the interval, or what the person told of the stick."""
    from math import degrees

    from inturn.report.words.numbers import span, whole
    from inturn.report.words.progress import REACHED

    if point.rotation is None:
        return f"stick {REACHED[point.reached]}"
    low, high = point.rotation.interval95
    return f"{whole(degrees(point.rotation.value))} ({span(degrees(low), degrees(high))})"


def _data(facts: "ProgressFacts") -> dict[str, Any]:
    """The findings as JSON; angles in degrees."""
    from dataclasses import asdict

    from inturn.report import views
    from inturn.report.notes import notes_of

    found = facts.progress
    series = [
        {
            "side": s.side, "method": asdict(s.method),
            "points": [
                {"at": views.moment(p.at), "rotation": views.rotation(p.rotation), "reached": p.reached, "pain": p.pain}
                for p in s.points
            ],
            "change": None if s.change is None else _change(s.change),
        }
        for s in found.series
    ]  # fmt: skip
    return {
        "person": views.person(facts.history.person), "day": found.day.isoformat(), "week": found.week,
        "series": series,
        "pain": {
            "code": found.pain.code, "baseline": found.pain.baseline, "current": found.pain.current,
            "change": found.pain.change, "n": found.pain.n,
        },
        "scores": [
            {
                "measure": s.measure, "code": s.code, "baseline": s.baseline, "current": s.current,
                "change": s.change, "values": [[day.isoformat(), value] for day, value in s.values],
            }
            for s in found.scores
        ],
        "weeks": [
            {
                "week": w.week, "start": w.start.isoformat(), "done": w.done, "planned": w.planned,
                "load_kg": w.load_kg, "pain": w.pain,
            }
            for w in found.weeks
        ],
        "notes": [
            {"at": views.moment(n.at), "about": n.about, "text": n.text} for n in notes_of(facts.history)
        ],
        "advice": [views.decision(d, facts.programme) for d in found.advice],
        "decisions": [views.decision(d, facts.programme) for d in facts.decisions],
        "cleared": facts.clearance is not None,
    }  # fmt: skip


def _change(change: Any) -> dict[str, Any]:
    from math import degrees

    def deg(value: float | None) -> float | None:
        return None if value is None else round(degrees(value), 2)

    ends = change.interval95
    return {
        "code": change.code, "period": change.period, "baseline_deg": deg(change.baseline),
        "current_deg": deg(change.current), "change_deg": deg(change.change),
        "interval95_deg": None if ends is None else [deg(ends[0]), deg(ends[1])],
        "detectable_deg": deg(change.detectable), "looks": change.looks,
    }  # fmt: skip
