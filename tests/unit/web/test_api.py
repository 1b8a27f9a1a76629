"""The API in this process: a clip sent by a script, other people's ids, and its description."""

from datetime import UTC, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from inturn.errors import NoTestError
from inturn.training.records import Person
from inturn.web.desk import Desk
from inturn.workflows.people import add_person
from tests.unit.web.test_upload import until


def test_a_clip_sent_by_a_script(client: Client, person: Person, desk: Desk) -> None:
    def work(*_: object) -> str:
        raise NoTestError("No person was found.")

    desk.clips.work = work
    whose = f"/api/people/{person.id}/clips"
    sent = client.post(whose, {"clip": SimpleUploadedFile("a.mp4", b"film")})
    assert sent.status_code == 202
    state = f"{whose}/{sent.json()['id']}"
    until(lambda: client.get(state).json()["phase"] == "failed")
    assert client.get(state).json()["error"] == "No person was found."
    other = add_person("Bo", datetime.now(UTC), adult=True, time_zone="UTC", height_m=None)
    assert client.get(state.replace(person.id, other.id)).status_code == 404
    assert client.post(whose, {"clip": SimpleUploadedFile("a.mp4", b"")}).status_code == 400
    assert client.post(whose, {}).status_code == 422
    assert client.post(whose.replace(person.id, "nobody"), {"clip": SimpleUploadedFile("a", b"x")}).status_code == 404


def test_it_describes_itself_and_shows_no_page_with_scripts(client: Client) -> None:
    described = client.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.")
    assert all(one["summary"] for path in described["paths"].values() for one in path.values())
    assert client.get("/api/docs").status_code == 404
