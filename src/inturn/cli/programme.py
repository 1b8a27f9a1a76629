"""Commands: understand, programme show, programme sign-off."""

from pathlib import Path
from typing import Annotated, Any

import typer

from inturn.cli import desk
from inturn.cli.options import AsJson, ProgrammeFile


def add_to(app: typer.Typer) -> None:
    """Register this family."""
    app.command()(understand)
    group = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
    group.command("show")(show)
    group.command("sign-off")(sign_off)
    app.add_typer(group, name="programme", help="The programme as data: show it, or print what a clinician can sign.")


def understand(programme: ProgrammeFile = None, as_json: AsJson = False) -> None:
    """What the test and the routine are about, in four short panels, each with how sure we are."""
    from inturn.report.programme_text import panels_text
    from inturn.workflows.programme_file import open_programme

    found = open_programme(programme)

    def data() -> list[dict[str, Any]]:
        return [
            {
                "id": p.id, "title": p.title, "text": list(p.text), "certainty": p.certainty, "sure": p.sure,
                "source": p.origin.source, "basis": p.origin.basis, "reviewed_by": p.origin.reviewed_by,
                "further": list(p.further),
            }
            for p in found.panels
        ]  # fmt: skip

    desk.show(as_json, data, lambda: typer.echo(panels_text(found), nl=False))


def show(
    programme: ProgrammeFile = None,
    toml: Annotated[bool, typer.Option("--toml", help="Print the file itself, to copy and change.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show the whole programme: questions, tests, exercises, numbers and their sources. Checks a file of your own."""
    from inturn.programme.hip_internal_rotation import shipped_text
    from inturn.report.programme_text import programme_text
    from inturn.workflows.programme_file import open_programme, read_text

    found = open_programme(programme)
    if toml:
        typer.echo(shipped_text() if programme is None else read_text(programme, 2_000_000), nl=False)
        return

    def data() -> dict[str, Any]:
        return {
            "id": found.id, "version": found.version, "title": found.title,
            "questions": [
                {"id": q.id, "text": q.text, "asked": sorted(q.kinds), "answers": list(q.answers), "only_if": q.only_if}
                for q in found.screening.questions
            ],
            "exercises": [{"id": e.id, "role": e.role, "title": e.title} for e in found.exercises],
            "items": [
                {
                    "name": i.name, "kind": i.kind, "text": i.text, "value": i.value, "unit": i.unit, "level": i.level,
                    "source": i.source, "basis": i.basis, "reviewed_by": i.reviewed_by,
                }
                for i in found.items
            ],
            "references": {key: ref.text for key, ref in found.references},
        }  # fmt: skip

    desk.show(as_json, data, lambda: typer.echo(programme_text(found), nl=False))


def sign_off(
    programme: ProgrammeFile = None,
    html: Annotated[Path | None, typer.Option(help="Write the sheet as a page.", show_default=False)] = None,
    pdf: Annotated[Path | None, typer.Option(help="Write the sheet as PDF.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """Print every judgement, threshold and red-flag sentence on a sheet that a clinician can sign."""
    from inturn.report.sign_off import render_sign_off_page, render_sign_off_pdf, sign_off_text
    from inturn.workflows.output import write_whole
    from inturn.workflows.programme_file import open_programme

    found = open_programme(programme)
    at = desk.now().replace(microsecond=0)
    if html is not None:
        write_whole(html, render_sign_off_page(found, at).encode())
    if pdf is not None:
        write_whole(pdf, render_sign_off_pdf(found, at))
    written = [str(f) for f in (html, pdf) if f is not None]
    if written:
        desk.show(as_json, lambda: {"written": written}, lambda: typer.echo("\n".join(written)))
        return
    data = [{"name": i.name, "kind": i.kind, "text": i.text, "reviewed_by": i.reviewed_by} for i in found.items]
    desk.show(as_json, lambda: data, lambda: typer.echo(sign_off_text(found), nl=False))
