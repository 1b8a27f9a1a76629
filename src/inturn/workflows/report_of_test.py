"""The report of one kept test, as a page or a PDF, made anew from what is kept."""

from datetime import datetime
from typing import Literal

from inturn.errors import NotKeptError
from inturn.programme.hip_internal_rotation import Programme
from inturn.report.document import from_json
from inturn.sources.recordings import read_recording
from inturn.store import repositories as kept
from inturn.training.days import day_of
from inturn.training.records import Person
from inturn.workflows.downloads import Download
from inturn.workflows.measure import angles_of
from inturn.workflows.planning import history_of
from inturn.workflows.screening import clearance_now

Kind = Literal["html", "pdf"]


def report_of_test(person: Person, programme: Programme, test_id: str, kind: Kind, now: datetime) -> Download:
    """The report: the kept result, with the curves of its recording. Without a clearance it begins with the stop list.

    Raises NotKeptError for a test that is not there, or of which no recording is kept.
    """
    test = kept.standing_test(person.id, test_id)
    if test.recording is None or not test.result_json:
        raise NotKeptError("No recording of this test is kept here, so there is no report of it.")
    recording = read_recording(kept.recording_path(test.recording))
    angles, result = angles_of(recording, person.height_m), from_json(test.result_json)
    cleared = clearance_now(history_of(person), programme, now)
    name = f"inturn-test-{day_of(person, test.at)}.{kind}"
    if kind == "html":
        from inturn.report.page import render_page

        return Download(name, "text/html; charset=utf-8", render_page(result, angles, cleared).encode())
    from inturn.report.pdf import render_pdf

    return Download(name, "application/pdf", render_pdf(result, angles, cleared))
