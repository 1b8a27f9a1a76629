"""What is true of a rendered set of an exercise: the contract between who draws it and who judges the coach by it.

Written beside the clip as JSON (`inturn/exercise-truth/1`). Seconds from the first picture, degrees.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

SCHEMA = "inturn/exercise-truth/1"

Side = Literal["left", "right"]
View = Literal["front", "oblique", "side"]

FAULTS = (
    "too_shallow",  # 50-75 % of the person's own full depth; under 45 % it is an attempt
    "too_fast",  # lowering or rising takes under 1 s
    "uneven_tempo",  # lowering takes half (or twice) of what the person's other repetitions take
    "trunk_forward",  # squat: trunk-to-vertical exceeds shank-to-vertical by more than 15 degrees at the bottom
    "no_inward_turn",  # squat: the pelvis does not turn over the working foot (under 4 degrees; a clean one over 10)
    "other_knee_in",  # squat: the knee that does not work drops inward, frontal angle changes by more than 10 degrees
    "heel_lifts",  # the heel rises by more than 3 cm while the toes stay
    "knees_bend",  # deadlift: the front knee bends by more than 10 degrees within the repetition, or beyond 30
    "knees_straight",  # deadlift: the front knee straightens under 10 degrees
    "rounded_back",  # deadlift: the back bows between hip and shoulder
    "not_staggered",  # feet level in walking direction; true of every repetition of the set
)
"""Codes of planned faults. Clean values keep well away from each limit (about a third of it), planned faults
exceed it clearly: between the two nobody is judged."""


@dataclass(frozen=True)
class TrueTempo:
    """How long the three parts of a repetition took, s: down, at the bottom, up."""

    lowering_s: float
    pause_s: float
    rising_s: float


@dataclass(frozen=True)
class TrueRepetition:
    """One planned repetition [start_s, end_s).

    start_s    the movement down begins; end_s: it is back where it began; bottom_s: the middle of the bottom
    depth_deg  at the bottom: squat = the mean of both thighs' elevation from hanging (90 = level); deadlift = the
               trunk (mid hip to mid shoulder) from vertical; sit to stand = the mean of both thighs' elevation seated
    faults     codes out of `FAULTS`
    """

    start_s: float
    bottom_s: float
    end_s: float
    depth_deg: float
    tempo: TrueTempo
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class TrueSpan:
    """Something that is no repetition, [start_s, end_s).

    what  an attempt: `short` (turned back before half depth) or `unfinished` (the film ends, or they stay down);
          a negative: `walking`, `picking_up`, `hovering` (small bends), `standing`, `arms`, ...; a hold: `hold`
    """

    start_s: float
    end_s: float
    what: str
    depth_deg: float | None = None


@dataclass(frozen=True)
class ExerciseTruth:
    """A rendered set.

    exercise     `squat`, `deadlift`, `release`, `sit_to_stand`; None when the whole film is a negative
    side         the working side: squat = the knee that is drawn back, deadlift = the front leg; None = none
    view         class of `azimuth_deg`: front under 20, oblique 30-60, side 70-110 (either side)
    azimuth_deg  where the camera stands as seen from the person, against straight ahead; positive: to their left
    negatives    what else is done in the film that looks like the exercise and is none
    """

    clip: str
    seed: int
    exercise: str | None
    side: Side | None
    view: View
    azimuth_deg: float
    fps: float
    width: int
    height: int
    body_height_m: float
    repetitions: tuple[TrueRepetition, ...] = ()
    attempts: tuple[TrueSpan, ...] = ()
    holds: tuple[TrueSpan, ...] = ()
    negatives: tuple[TrueSpan, ...] = ()
    standing_s: float = 0.0
    notes: dict[str, object] = field(default_factory=dict)


def to_json(truth: ExerciseTruth) -> str:
    """One line of JSON. Raises ValueError for a fault that no list knows."""
    unknown = {f for r in truth.repetitions for f in r.faults} - set(FAULTS)
    if unknown:
        message = f"unknown faults: {sorted(unknown)}"
        raise ValueError(message)
    return json.dumps({"schema": SCHEMA, **asdict(truth)}, separators=(",", ":")) + "\n"


def read(path: Path) -> ExerciseTruth:
    """The truth beside a clip. Raises ValueError where the file is of another schema."""
    told = json.loads(path.read_text(encoding="utf-8"))
    if told.pop("schema", None) != SCHEMA:
        message = f"{path.name} is not {SCHEMA}"
        raise ValueError(message)

    def spans(name: str) -> tuple[TrueSpan, ...]:
        return tuple(TrueSpan(**span) for span in told.pop(name))

    repetitions = tuple(
        TrueRepetition(**{**r, "tempo": TrueTempo(**r["tempo"]), "faults": tuple(r["faults"])})
        for r in told.pop("repetitions")
    )
    attempts, holds, negatives = spans("attempts"), spans("holds"), spans("negatives")
    return ExerciseTruth(**told, repetitions=repetitions, attempts=attempts, holds=holds, negatives=negatives)
