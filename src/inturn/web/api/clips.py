"""A clip sent in by a script."""

from typing import Any

from django.http import HttpRequest
from ninja import File, Router, Status, UploadedFile

from inturn.errors import NotKeptError
from inturn.web import desk
from inturn.web.api.kept import somebody
from inturn.web.api.shapes import ClipOut, Problem
from inturn.web.upload.clips import place
from inturn.web.upload.taking import take_in
from inturn.web.upload.told import Told

router = Router(tags=["clips"])


@router.post("/people/{person_id}/clips", response={202: ClipOut, 400: Problem, 404: Problem})
def send(request: HttpRequest, person_id: str, clip: File[UploadedFile]) -> Status[dict[str, Any]]:
    """Send in a clip of the test, filmed just now; it is measured in the background."""
    whose = somebody(person_id)
    here = desk.desk()
    told = Told(whose.id, "", desk.now().isoformat())
    return Status(202, _state(take_in(here, clip, told), person_id))


@router.get("/people/{person_id}/clips/{clip_id}", response={200: ClipOut, 404: Problem})
def state(request: HttpRequest, person_id: str, clip_id: str) -> dict[str, Any]:
    """How far a clip is."""
    return _state(clip_id, somebody(person_id).id)


def _state(clip_id: str, person_id: str) -> dict[str, Any]:
    here = desk.desk()
    folder = place(here.folder / "clips", clip_id)
    found = None if folder is None else here.clips.state(folder, person_id)
    if found is None:
        raise NotKeptError("This person sent in no clip with this id.")
    _, now = found
    return {
        "id": clip_id, "phase": now.phase, "done": now.done, "total": now.total, "error": now.error,
        "test_id": now.test_id,
    }  # fmt: skip
