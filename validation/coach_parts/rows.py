"""What the coach made of one set, against its truth."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from inturn.motion.recording import KeypointFrame
from inturn.programme.coach import CoachRules
from inturn.training.coach.events import Repetition
from inturn.training.coach.finding import SetFinding, assess_set
from inturn.training.coach.machine import start, step
from validation.people.exercise_truth import ExerciseTruth, TrueSpan

NEAREST_S = 1.5
NEGATIVES_AGAINST = ("squat", "deadlift")
# The table of what can be judged from where: (exercise, fault) -> views that say yes.
TABLE: dict[tuple[str, str], tuple[str, ...]] = {
    ("squat", "too_shallow"): ("front", "oblique", "side"),
    ("squat", "too_fast"): ("front", "oblique", "side"),
    ("squat", "uneven_tempo"): ("front", "oblique", "side"),
    ("squat", "trunk_forward"): ("oblique", "side"),
    ("squat", "no_inward_turn"): ("oblique",),
    ("squat", "other_knee_in"): ("front",),
    ("squat", "heel_lifts"): ("oblique", "side"),
    ("deadlift", "too_shallow"): ("front", "oblique", "side"),
    ("deadlift", "too_fast"): ("front", "oblique", "side"),
    ("deadlift", "uneven_tempo"): ("front", "oblique", "side"),
    ("deadlift", "heel_lifts"): ("oblique", "side"),
    ("deadlift", "knees_bend"): ("oblique", "side"),
    ("deadlift", "knees_straight"): ("oblique", "side"),
    ("deadlift", "rounded_back"): ("side",),
    ("deadlift", "not_staggered"): ("oblique", "side"),
}


@dataclass(frozen=True)
class Verdict:
    """Whether one fault of one repetition was there and was said; `missed` = the repetition was not seen."""

    fault: str
    there: bool
    said: bool
    missed: bool = False


@dataclass
class SetRow:
    """One set (or one film of something else, watched as `exercise`)."""

    name: str
    exercise: str
    view: str
    negative: bool
    true_count: int
    found_count: int
    seen_view: str | None = None
    start_errors: list[float] = field(default_factory=list)
    bottom_errors: list[float] = field(default_factory=list)
    end_errors: list[float] = field(default_factory=list)
    depth_errors: list[float] = field(default_factory=list)
    lowering_errors: list[float] = field(default_factory=list)
    told_after: list[float] = field(default_factory=list)
    missed: list[float] = field(default_factory=list)
    extra: list[tuple[float, str]] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    short_attempts: tuple[int, int] = (0, 0)
    holds: list[dict[str, Any]] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """For a file."""
        return asdict(self)


def matched(true: list[float], found: list[float]) -> dict[int, int]:
    """Pairs true -> found, nearest first, none further apart than `NEAREST_S`."""
    near = sorted((abs(a - b), i, j) for i, a in enumerate(true) for j, b in enumerate(found) if abs(a - b) < NEAREST_S)
    pairs: dict[int, int] = {}
    for _, i, j in near:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _where(truth: ExerciseTruth, at_s: float) -> str:
    """What was going on at a moment outside every repetition."""
    spans: tuple[TrueSpan, ...] = (*truth.attempts, *truth.negatives)
    return next((s.what for s in spans if s.start_s - 0.6 <= at_s < s.end_s + 0.6), "between")


def _verdicts(truth: ExerciseTruth, finding: SetFinding, pairs: dict[int, int]) -> list[Verdict]:
    doubtful: Any = truth.notes.get("doubtful", [])
    said = {(f.repetition, f.name) for f in finding.faults}
    unshown = {name for name, why in finding.not_judged if why == "not_shown"}
    out: list[Verdict] = []
    for i, rep in enumerate(truth.repetitions):
        for (exercise, fault), views in TABLE.items():
            if exercise != truth.exercise or truth.view not in views or fault in doubtful[i]:
                continue
            if fault in unshown:  # said to be not judged: neither right nor wrong
                continue
            there = fault in rep.faults
            if i in pairs:
                number = finding.repetitions[pairs[i]].number
                out.append(Verdict(fault, there, (number, fault) in said))
            elif there:
                out.append(Verdict(fault, True, False, missed=True))
    return out


def _guessed(truth: ExerciseTruth, finding: SetFinding) -> list[str]:
    """Faults that were named although the view they were seen from does not show them."""
    return [
        f.name
        for f in finding.faults
        if truth.view not in TABLE.get((truth.exercise or "", f.name), ("front", "oblique", "side"))
    ]


def watch(truth: ExerciseTruth, frames: Iterable[KeypointFrame], rules: CoachRules, exercise: str) -> SetFinding:
    """The coach's finding for a set."""
    return assess_set(frames, rules, exercise, truth.side, (float(truth.width), float(truth.height)))


def told_at(
    truth: ExerciseTruth, frames: Iterable[KeypointFrame], rules: CoachRules, exercise: str
) -> dict[int, float]:
    """When each repetition is told, by its number: the time of the picture with which somebody who watches hears of
    it."""
    state, at = start(rules, exercise, truth.side), dict[int, float]()
    for frame in frames:
        state, events = step(state, frame)
        at |= {e.number: frame.time_s for e in events if isinstance(e, Repetition)}
    return at


def _name(truth: ExerciseTruth) -> str:
    return truth.clip.removesuffix(".mp4")


def set_row(truth: ExerciseTruth, finding: SetFinding, told: dict[int, float]) -> SetRow:
    """A set of repetitions against its truth; told: when a repetition was told, by its number."""
    found = [r.bottom_s for r in finding.repetitions]
    pairs = matched([r.bottom_s for r in truth.repetitions], found)
    row = SetRow(
        _name(truth), truth.exercise or "none", truth.view, False, len(truth.repetitions), len(found), finding.view
    )
    for i, j in sorted(pairs.items()):
        true, got = truth.repetitions[i], finding.repetitions[j]
        row.start_errors.append(got.start_s - true.start_s)
        row.bottom_errors.append(got.bottom_s - true.bottom_s)
        row.end_errors.append(got.end_s - true.end_s)
        row.depth_errors.append(got.depth * 57.29577951308232 - true.depth_deg)
        row.lowering_errors.append(got.tempo.lowering_s - true.tempo.lowering_s)
        if got.number in told:  # else after the last picture
            row.told_after.append(told[got.number] - true.end_s)
    row.missed = [r.bottom_s for i, r in enumerate(truth.repetitions) if i not in pairs]
    row.extra = [(s, _where(truth, s)) for j, s in enumerate(found) if j not in pairs.values()]
    row.verdicts, row.guessed = _verdicts(truth, finding, pairs), _guessed(truth, finding)
    short = [a for a in truth.attempts if a.what == "short"]
    hit = [a for a in short if any(x.start_s < a.end_s and a.start_s < x.end_s for x in finding.attempts)]
    row.short_attempts = (len(hit), len(short))
    return row


def negative_row(truth: ExerciseTruth, finding: SetFinding, watched_as: str) -> SetRow:
    """A film of something else that was watched as an exercise."""
    found = [r.bottom_s for r in finding.repetitions]
    row = SetRow(_name(truth), watched_as, truth.view, True, 0, len(found), finding.view)
    row.extra = [(s, _where(truth, s)) for s in found]
    return row


def hold_row(truth: ExerciseTruth, finding: SetFinding) -> SetRow:
    """A film of the release: its hold, which side, and how long."""
    row = SetRow(_name(truth), "release", truth.view, False, 0, len(finding.repetitions), finding.view)
    held = next(h for h in truth.holds if h.what == "hold")
    best = max(finding.holds, key=lambda h: h.end_s - h.start_s, default=None)
    row.holds = [
        {
            "true_s": held.end_s - held.start_s,
            "found_s": None if best is None else best.end_s - best.start_s,
            "side_right": best is not None and best.side == truth.side,
            "rolled": len(finding.rolls) > 0,
        }
    ]
    return row


def rows_of(truth: ExerciseTruth, frames: Iterable[KeypointFrame], rules: CoachRules) -> list[SetRow]:
    """All rows of one film: one, or one for each exercise it might be taken for."""
    exercise, kept = truth.exercise, list(frames)
    if exercise is None:
        return [negative_row(truth, watch(truth, kept, rules, e), e) for e in NEGATIVES_AGAINST]
    finding = watch(truth, kept, rules, exercise)
    if exercise == "release":
        return [hold_row(truth, finding)]
    return [set_row(truth, finding, told_at(truth, kept, rules, exercise))]
