"""The coach's result file, schema `inturn/coach/1`: its exact shape. Seconds and degrees; absent values are null."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from inturn.report.document import Note, Source

COACH_SCHEMA = "inturn/coach/1"

SideName = Literal["left", "right"]
ViewName = Literal["front", "oblique", "side", "behind"]
Interval = tuple[float, float]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CoachMadeBy(_Strict):
    """What made the result, and when (ISO 8601, UTC)."""

    inturn: str
    coach: str
    network: str
    network_sha256: str
    precision: str
    at: str


class TempoOut(_Strict):
    """How long the parts of a repetition took."""

    lowering_s: float
    pause_s: float
    rising_s: float


class RepetitionOut(_Strict):
    """A repetition [start_s, end_s). `depth_deg`: docs/coach.md says of what for each exercise."""

    number: int
    start_s: float
    bottom_s: float
    end_s: float
    depth_deg: float
    tempo: TempoOut
    view: ViewName
    faults: list[str]


class AttemptOut(_Strict):
    """A movement that was begun and is no repetition."""

    start_s: float
    end_s: float
    depth_deg: float
    reason: Literal["short", "unfinished", "stayed", "lost"]


class OtherOut(_Strict):
    """A movement that was something else: stepping, reaching for the floor."""

    start_s: float
    end_s: float
    reason: str


class HoldOut(_Strict):
    """A hold, or slow rolling in its posture. `enough`: it lasted what is asked; `fast`: rolled too fast."""

    kind: Literal["hold", "roll"]
    start_s: float
    end_s: float
    side: SideName | None
    enough: bool | None
    fast: bool | None


class FaultOut(_Strict):
    """A fault of a repetition: value and limit in `unit`.

    `severity` = how far beyond the limit, as a share of it, or where that is more, of what one's own may differ by.
    """

    name: str
    repetition: int
    start_s: float
    end_s: float
    side: SideName | None
    value: float
    limit: float
    unit: Literal["deg", "s", "1"]
    severity: float
    see: str
    cue: str


class NotJudgedOut(_Strict):
    """A fault that was not judged, and why: never guessed."""

    name: str
    reason: Literal["view", "not_shown", "side_not_named", "asked_afterwards"]
    text: str


class SpreadOut(_Strict):
    """Mean and standard deviation over the repetitions; 95 % interval of the mean."""

    mean: float
    sd: float | None
    interval95: Interval | None


class QualityOut(_Strict):
    """What the set was worth: see docs/coach.md."""

    repetitions: int
    clean_share: float
    clean_interval95: Interval
    depth_deg: SpreadOut
    lowering_s: SpreadOut
    tempo_variation: float | None
    faults_judged: int
    faults_of_exercise: int


class CoachResult(_Strict):
    """The whole file. `azimuth_deg`: where the camera stands as seen from the person, positive = to their left."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    schema_: Annotated[Literal["inturn/coach/1"], Field(alias="schema")]
    source: Source
    made_by: CoachMadeBy
    exercise: str
    side: SideName | None
    view: ViewName | None
    azimuth_deg: float | None
    repetitions: list[RepetitionOut]
    attempts: list[AttemptOut]
    others: list[OtherOut]
    holds: list[HoldOut]
    faults: list[FaultOut]
    not_judged: list[NotJudgedOut]
    quality: QualityOut | None
    camera: list[Note]
    warnings: list[Note]


def coach_json(result: CoachResult) -> str:
    """The file's text."""
    return result.model_dump_json(by_alias=True, indent=2) + "\n"


def coach_schema() -> dict[str, object]:
    """The JSON Schema of the coach's `result.json`."""
    return CoachResult.model_json_schema(by_alias=True)
