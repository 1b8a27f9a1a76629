"""What was told of a clip that was sent in, and its measuring."""

from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Literal, Self

from inturn.errors import NotKeptError
from inturn.programme.hip_internal_rotation import Programme
from inturn.workflows.options import MeasureOptions, Progress, Support
from inturn.workflows.people import everybody


@dataclass(frozen=True, slots=True)
class Told:
    """A clip and what was told of it.

    person_id  whose test it is
    file       the film, from the clip's folder
    at         when it was filmed, ISO 8601, UTC
    mirrored   the camera mirrored the picture
    support    what the person held on to
    pain_*     0-10 at the end of that side, None = not told; where_* in their words
    occasion   "retest" right after the release, in the same set-up
    """

    person_id: str
    file: str
    at: str
    mirrored: bool = False
    support: Support = "none"
    pain_left: int | None = None
    pain_right: int | None = None
    where_left: str | None = None
    where_right: str | None = None
    occasion: Literal["day", "retest"] = "day"

    @property
    def name(self) -> str:
        """What the person called the film."""
        return PurePosixPath(self.file).name

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Self:
        """From plain values, of this version or an earlier one."""
        return cls(**{f.name: found[f.name] for f in fields(cls) if f.name in found})


def measure_told(told: Told, folder: Path, programme: Programme, progress: Progress) -> str:
    """Measure the clip in `folder` and keep the test; its id. Raises InturnError as `measure_for`."""
    from inturn.workflows.measure_person import measure_for  # loads what reads films, which no other page needs

    person = next((p for p in everybody() if p.id == told.person_id), None)
    if person is None:
        raise NotKeptError("This person is not kept here any more, so the clip was not measured.")
    options = MeasureOptions(
        height_m=person.height_m,
        mirrored=told.mirrored,
        support=told.support,
        pain_left=told.pain_left,
        pain_right=told.pain_right,
        where_left=told.where_left,
        where_right=told.where_right,
        overlay=False,
    )
    at, now = datetime.fromisoformat(told.at), datetime.now(UTC)
    aside = folder / "results"
    measured = measure_for(
        person, programme, folder / told.file, aside, options, progress, at, now, told.occasion
    )  # fmt: skip
    for file in aside.iterdir():
        file.unlink()  # pages make their own from what is kept
    aside.rmdir()
    return measured.test.id
