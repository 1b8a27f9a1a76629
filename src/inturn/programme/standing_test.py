"""Every number of the standing test, loaded from `data/standing_test.toml` into radians, metres and seconds."""

from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from inturn.errors import SetupError
from inturn.programme.rows import Row, read_data

_FILE = "standing_test.toml"


@dataclass(frozen=True, slots=True)
class VerdictRules:
    """Target angle (rad) and the probabilities and counts of the side verdict."""

    target: float
    fewest_readable_trials: float
    limited_from_probability: float
    sufficient_up_to_probability: float


@dataclass(frozen=True, slots=True)
class DifferenceRules:
    """Limits (rad) and probability for left against right; share of the constant errors that does not cancel."""

    small: float
    large: float
    probability: float
    uncancelled_share: float


@dataclass(frozen=True, slots=True)
class ErrorRules:
    """Real-person term (rad), weight in trials of the method's known spread, set-up error per angle turned away."""

    real_person_sd: float
    prior_trials: float
    facing_share: float


@dataclass(frozen=True, slots=True)
class PlateauRules:
    """From curve to value: shortest plateau, its band (rad), window before the rotation, median width (s)."""

    shortest: float
    band: float
    before: float
    settle: float


@dataclass(frozen=True, slots=True)
class GateRules:
    """Outside these a trial is unreadable: angles in rad, visibility 0..1."""

    thigh_low: float
    thigh_high: float
    knee_low: float
    knee_high: float
    facing: float
    behind: float
    seen: float


@dataclass(frozen=True, slots=True)
class StillnessRules:
    """Beyond these changes (rad), with this probability, the body moved; sds (rad) of changes, unless calibrated."""

    pelvic_list: float
    trunk_lean: float
    pelvic_turn: float
    probability: float
    onset_sds: float
    list_change_sd: float
    lean_change_sd: float
    turn_change_sd: float


@dataclass(frozen=True, slots=True)
class StickRules:
    """Geometry of the stick (m)."""

    heel_half_width: float


@dataclass(frozen=True, slots=True)
class DetectionRules:
    """How the step machine finds standing, lifts and rotations: rad, rad/s, s, m. Meanings stand in the data file."""

    smoothing: float
    lost_after: float
    dwell: float
    lifted_from: float
    lifted_flexion: float
    lowered_below: float
    above_other_thigh: float
    squat_from: float
    settled_speed: float
    smallest_trial: float
    noise_allowance: float
    steady_rise: float
    turning_point: float
    return_share: float
    hold: float
    unheld_rise: float
    unheld_width: float
    with_lift_rise: float
    neutral_depth: float
    standing_shortest: float
    standing_thigh: float
    standing_travel: float
    feet_level: float


@dataclass(frozen=True, slots=True)
class PositioningRules:
    """How a person must stand in the picture before a guided test: shares of the picture, rad, brightness 0..1,
    pictures a second."""

    smallest: float
    largest: float
    off_middle: float
    facing: float
    behind: float
    dark: float
    bright: float
    slowest: float


@dataclass(frozen=True, slots=True)
class GuideRules:
    """The steps of a guided test: seconds and counts."""

    steady: float
    confirm: float
    count_down: float
    patience: float
    trials: float
    most_attempts: float


@dataclass(frozen=True, slots=True)
class StandingTestRules:
    """The rules of the standing test. Use `dataclasses.replace` for another target."""

    verdict: VerdictRules
    difference: DifferenceRules
    error: ErrorRules
    plateau: PlateauRules
    gates: GateRules
    stillness: StillnessRules
    stick: StickRules
    detection: DetectionRules
    positioning: PositioningRules
    guide: GuideRules
    advice: tuple[tuple[str, str], ...]
    advice_with_markers: tuple[tuple[str, str], ...]
    """Takes the place of `advice` where nobody was filmed."""

    def advice_for(self, code: str) -> str:
        """The advice of that code. Raises KeyError for an unknown code."""
        return dict(self.advice)[code]


Rows = dict[str, Row]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Annotated[Literal["inturn/standing-test-rules/1"], Field(alias="schema")]
    verdict: Rows
    difference: Rows
    error: Rows
    plateau: Rows
    gates: Rows
    stillness: Rows
    stick: Rows
    detection: Rows
    positioning: Rows
    guide: Rows
    advice: dict[str, str]
    advice_with_markers: dict[str, str]

    def section(self, name: str) -> Rows:
        """The rows of one section."""
        rows: Rows = getattr(self, name)
        return rows


SECTIONS: dict[str, type[Any]] = {
    "verdict": VerdictRules,
    "difference": DifferenceRules,
    "error": ErrorRules,
    "plateau": PlateauRules,
    "gates": GateRules,
    "stillness": StillnessRules,
    "stick": StickRules,
    "detection": DetectionRules,
    "positioning": PositioningRules,
    "guide": GuideRules,
}

_Section = TypeVar("_Section")


def _section(kind: type[_Section], name: str, rows: Rows) -> _Section:
    """One section; its rows and the fields of `kind` must be the same set."""
    wanted = {f.name for f in fields(kind)}  # pyright: ignore[reportArgumentType]
    if wanted != set(rows):
        raise SetupError(
            f"Programme data {_FILE}, section [{name}]: missing {sorted(wanted - set(rows))}, "
            f"unknown {sorted(set(rows) - wanted)}. Install Inturn again."
        )
    return kind(**{key: row.internal for key, row in rows.items()})


def load_rows() -> dict[str, Row]:
    """Every row of the standing test by dotted name, for pages that show sources and basis."""
    file = _File.model_validate(read_data(_FILE))
    return {f"{name}.{key}": row for name in SECTIONS for key, row in file.section(name).items()}


def load_standing_test() -> StandingTestRules:
    """The rules of the standing test. Raises SetupError when the shipped data and this version do not fit."""
    file = _File.model_validate(read_data(_FILE))
    parts = {name: _section(kind, name, file.section(name)) for name, kind in SECTIONS.items()}
    with_markers = file.advice | file.advice_with_markers
    return StandingTestRules(
        **parts, advice=tuple(sorted(file.advice.items())), advice_with_markers=tuple(sorted(with_markers.items()))
    )
