"""Plain rows of what the whole program said of films with known truth: trials, sides, differences, films."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

SideName = Literal["left", "right"]
CHANGES = ("pelvic_list", "pelvic_turn", "trunk_lean")


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ChangeRow(_Row):
    """A change of the body in one trial: said, its sd, and true (degrees)."""

    said: float | None
    sd: float | None
    true: float


class TrialRow(_Row):
    """One true trial and what was said of it. Degrees; None where nothing was said.

    `sd` is without the real-person term. `failed` names the gates that were not passed, `doubtful` says that one
    was passed and called in doubt; `counts` says whether the trial was readable, so that its value may enter the
    side's.
    """

    side: SideName
    true: float
    hip_flexion: float
    thigh_elevation: float
    facing: float
    true_readable: bool
    true_still: bool
    cheats: tuple[str, ...]
    thigh_drop: float
    found: bool
    wrong_side: bool = False
    quality: Literal["good", "rough", "unreadable"] | None = None
    value: float | None = None
    sd: float | None = None
    sd_random: float | None = None
    real_person_sd: float | None = None
    still: bool | None = None
    reached: bool | None = None
    true_reached: bool | None = None
    failed: tuple[str, ...] = ()
    doubtful: bool = False
    changes: dict[str, ChangeRow] = {}

    @property
    def counts(self) -> bool:
        """Found, readable, and with a value."""
        return self.found and self.quality != "unreadable" and self.value is not None

    @property
    def error(self) -> float:
        """Said minus true; NaN where nothing readable was said."""
        return self.value - self.true if self.counts and self.value is not None else float("nan")


class SideRow(_Row):
    """One side. `true` is the mean truth of the trials behind the value; `true_whole` of those the truth would take."""

    side: SideName
    verdict: str
    true_verdict: str
    n: int = 0
    value: float | None = None
    sd: float | None = None
    real_person_sd: float | None = None
    true: float | None = None
    true_whole: float | None = None
    probability_below: float | None = None


class DifferenceRow(_Row):
    """Left minus right, degrees. `true` as in `SideRow`; `sd` as the program says it, real-person term included."""

    value: float
    sd: float
    true: float
    judgement: str
    true_judgement: str


class FilmRow(_Row):
    """One film. `refused` is the program's sentence when it gave no result; `extra` counts found ones that are not."""

    name: str
    seed: int
    person: str
    motion: str | None
    movement: str
    negative: bool
    conditions: dict[str, float | str | None]
    target: float
    refused: str | None = None
    verdict: str | None = None
    true_verdict: str | None = None
    extra: int = 0
    extra_sides: tuple[str, ...] = ()
    trials: tuple[TrialRow, ...] = ()
    sides: tuple[SideRow, ...] = ()
    difference: DifferenceRow | None = None
