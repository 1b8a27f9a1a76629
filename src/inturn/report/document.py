"""The result file `result.json`, schema `inturn/standing-test/1`: its exact shape, and nothing about how it came about.

Degrees, seconds and centimetres; absent values are null, never left out. `rotation` is internal positive on both
sides; list + = the tested side's hip rises, lean and turn + = towards the tested side.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA = "inturn/standing-test/1"

SideName = Literal["left", "right"]
SideVerdictName = Literal["unreadable", "limited", "sufficient", "borderline"]
VerdictName = Literal["mobility_work", "unclear", "likely_sufficient", "unreadable"]
Probability = Annotated[float, Field(ge=0.0, le=1.0)]
Interval = tuple[float, float]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Value(_Strict):
    """A measured angle. `sd` and `interval95` are without the real-person term, which stands apart."""

    degrees: float
    sd: float
    interval95: Interval
    sd_random: float
    sd_setup: float
    sd_systematic: float
    real_person_sd: float
    n: int


class Source(_Strict):
    """The clip or recording that was measured."""

    file: str
    sha256: str
    fps: float
    frames: int
    duration_s: float
    mirrored: bool


class MadeBy(_Strict):
    """What made the result, and when (ISO 8601, UTC)."""

    inturn: str
    estimator: str
    network: str
    network_sha256: str
    precision: str
    at: str


class MethodOut(_Strict):
    """How the value came about; values of different method are never compared."""

    test: str
    position: str
    support: Literal["none", "stick", "wall"]
    source_kind: str
    live: bool


class StickAsks(_Strict):
    """Rotation that the stick asked of this person."""

    left: float | None
    right: float | None


class Stick(_Strict):
    """The stick: at the outer edge of the foot, or given in centimetres from that edge."""

    kind: Literal["foot_edge", "given"]
    offset_cm: StickAsks | None
    asks_deg: StickAsks


class Note(_Strict):
    """A reason or warning: a stable code and a sentence for people."""

    code: str
    text: str


class Gate(_Strict):
    """One condition of a readable, still trial; doubtful: passed, and yet more likely beyond its limit than not."""

    name: str
    passed: bool
    value: float | None
    limit: str
    advice: str
    doubtful: bool = False


class Change(_Strict):
    """Change of a body angle from before the rotation to the plateau; onset in seconds and share of the rotation."""

    change_deg: float | None
    sd: float | None
    onset_s: float | None
    onset_share: float | None


class Drift(_Strict):
    """Sideways path of the knee from before the rotation to the plateau."""

    change_cm: float | None
    sd: float | None
    onset_s: float | None
    onset_share: float | None


class Compensation(_Strict):
    """What the rest of the body did during the rotation, and (apart) what lifting the leg alone had done."""

    pelvic_list: Change
    pelvic_turn: Change
    trunk_lean: Change
    thigh_drop: Change
    knee_drift_cm: Drift
    lift_alone_deg: dict[str, float | None]


class TrialOut(_Strict):
    """One rotation of one side."""

    order: int
    start_s: float
    peak_s: float
    end_s: float
    quality: Literal["good", "rough", "unreadable"]
    rotation: Value | None
    shank_to_vertical_deg: float | None
    thigh_elevation_deg: float | None
    hip_flexion_deg: float | None
    hip_abduction_deg: float | None
    knee_flexion_deg: float | None
    facing_deg: float | None
    reached_stick: bool | None
    body_still: bool | None
    compensation: Compensation
    gates: list[Gate]
    included: bool


class Pain(_Strict):
    """Pain 0-10 at the end of the side's trials and where, as the person said it."""

    score: int | None
    where: str | None


class SideOut(_Strict):
    """One side: its verdict, its value and its trials. `best` is the best still, readable trial."""

    verdict: SideVerdictName
    reasons: list[Note]
    rotation: Value | None
    best: Value | None
    probability_below_target: Probability | None
    reached_stick: bool | None
    body_still: bool | None
    pain: Pain
    trials: list[TrialOut]


class DifferenceOut(_Strict):
    """Left minus right; `sd` holds what does not cancel between the sides."""

    degrees: float
    sd: float
    interval95: Interval
    judgement: Literal["same", "possible", "likely"]


class SidesOut(_Strict):
    """Both sides."""

    left: SideOut
    right: SideOut


class Result(_Strict):
    """One standing test, as `result.json` keeps it."""

    schema_: Annotated[Literal["inturn/standing-test/1"], Field(alias="schema")]
    source: Source
    made_by: MadeBy
    method: MethodOut
    target_deg: float
    stick: Stick
    verdict: VerdictName
    reasons: list[Note]
    warnings: list[Note]
    tighter_side: SideName | None
    first_lifted: SideName | None
    difference: DifferenceOut | None
    sides: SidesOut

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    def side(self, name: SideName) -> SideOut:
        """The side of that name."""
        return self.sides.left if name == "left" else self.sides.right


def to_json(result: Result) -> str:
    """The text of `result.json`: two-space indent, keys in the order of the schema, null where absent."""
    return result.model_dump_json(by_alias=True, indent=2) + "\n"


def from_json(text: str) -> Result:
    """Read `result.json` back. Raises pydantic's ValidationError where it does not keep the schema."""
    return Result.model_validate_json(text)


def json_schema() -> dict[str, object]:
    """The JSON Schema of `result.json`."""
    return Result.model_json_schema(by_alias=True)
