"""The programme file as it is written. Values are checked one by one here, and against each other in `checks`."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from inturn.programme.content import AnswerKind, Certainty, Level, Limit, Role, Urgency
from inturn.programme.rows import Basis, Reference, Row

Text = Annotated[str, Field(min_length=3, max_length=2000)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,60}$")]
Key = Annotated[str, Field(min_length=1, max_length=80)]
Texts = Annotated[list[Text], Field(min_length=1)]


class Strict(BaseModel):
    """Nothing that is not in the schema, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Sourced(Strict):
    """A text with a clinical meaning says where it comes from."""

    source: Key
    basis: Basis
    reviewed_by: str


class PanelIn(Sourced):
    """A panel of understanding."""

    id: Name
    title: Text
    text: Texts
    picture: Name
    certainty: Certainty
    sure: Text
    further: Annotated[list[Key], Field(min_length=1)]


class OutcomeIn(Strict):
    """What an answer leads to."""

    level: Level
    urgency: Urgency | None = None
    limits: list[Limit] = []
    reviewable: bool = False
    ask_full: bool = False


class QuestionIn(Sourced):
    """A screening question."""

    id: Name
    group: Name
    asked: Annotated[list[Literal["full", "short"]], Field(min_length=1)]
    text: Text
    help: str = ""
    answers: AnswerKind
    only_if: Name | None = None
    outcomes: dict[Literal["no", "yes", "side"], OutcomeIn] = {}


class CombinationIn(Sourced):
    """Answers that mean something together."""

    id: Name
    all_of: list[Name]
    any_of: list[Name]
    at_least: Annotated[int, Field(ge=0)]
    text: Text
    outcome: OutcomeIn


class ScreeningIn(Strict):
    """All that is asked."""

    version: Key
    full_every: Row
    review: QuestionIn
    question: Annotated[list[QuestionIn], Field(min_length=1)]
    combination: list[CombinationIn] = []


class StepIn(Strict):
    """A step of a test or an exercise."""

    id: Name
    text: Text
    picture: str = ""


class FaultIn(Strict):
    """A fault and its cue."""

    id: Name
    see: Text
    cue: Text


class TestIn(Sourced):
    """How a test is set up and done."""

    __test__ = False  # not a test class, whatever its name says

    title: Text
    needs: Texts
    setup: Annotated[list[StepIn], Field(min_length=1)]
    steps: Annotated[list[StepIn], Field(min_length=1)]
    fault: list[FaultIn]
    stops: Texts


class WordsIn(Strict):
    """Words by which an answer is understood."""

    groin: Annotated[list[Annotated[str, Field(min_length=2)]], Field(min_length=1)]


class TestsIn(Strict):
    """Both ways of taking the test."""

    __test__ = False  # not a test class, whatever its name says

    camera: TestIn
    by_oneself: Annotated[TestIn, Field(alias="self")]
    words: WordsIn


class ExerciseIn(Sourced):
    """An exercise."""

    role: Role
    title: Text
    purpose: Text
    needs: list[Text]
    per_side: bool
    loadable: bool
    picture: Name
    steps: Annotated[list[StepIn], Field(min_length=1)]
    fault: list[FaultIn]
    stops: Texts
    easier: Text
    harder: Text
    dose: dict[Name, Row]
    form: dict[Name, Row] = {}


class MeasureIn(Sourced):
    """A pain or function score."""

    title: Text
    text: Text
    highest: Row
    better_points: Row
    better_share: Row | None = None
    better_one_points: Row | None = None
    every: Row
    weeks: list[Row] = []


class MeasuresIn(Strict):
    """The three scores the rules know."""

    nprs: MeasureIn
    psfs: MeasureIn
    rmdq: MeasureIn


Rows = dict[Name, Row]


class ProgrammeIn(Strict):
    """The whole file."""

    format: Annotated[Literal["inturn/programme/1"], Field(alias="schema")]
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,60}$")]
    version: Key
    title: Text
    subtitle: Text
    panel: Annotated[list[PanelIn], Field(min_length=1)]
    screening: ScreeningIn
    test: TestsIn
    exercise: Annotated[dict[Name, ExerciseIn], Field(min_length=1)]
    plan: Rows
    pain: Rows
    load: Rows
    pause_after: Annotated[Rows, Field(alias="break")]
    refer: Rows
    change: Rows
    self_test: Rows
    measure: MeasuresIn
    wording: dict[Name, Text] = {}
    references: dict[str, Reference] = {}
