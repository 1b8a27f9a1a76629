"""The few words drawn into the annotated film."""

from inturn.report.document import SideName, TrialOut
from inturn.report.words.numbers import span, whole

STICK = "stick"
NOBODY = "nobody seen"
STANDING = "standing"


def lifted(side: SideName) -> str:
    """'left leg lifted'."""
    return f"{side} leg lifted"


def phase(side: SideName, trial: TrialOut, part: str) -> str:
    """'left, trial 2: hold'."""
    return f"{side}, trial {trial.order}: {part}"


def live_value(degrees: float, half: float) -> str:
    """The angle of this picture with the half width of its 95 % interval: '31° ±4'."""
    return f"{whole(degrees)} ±{half:.0f}"


def trial_value(trial: TrialOut) -> str:
    """The trial's own value once its peak is past: 'this trial: 31° (27 to 35°)'."""
    if trial.rotation is None:
        return "this trial could not be read"
    return f"this trial: {whole(trial.rotation.degrees)} ({span(*trial.rotation.interval95)})"


def trial_warning(trial: TrialOut) -> str:
    """What went wrong in a trial, with its mend; empty when nothing did."""
    failed = [g.advice for g in trial.gates if not g.passed and g.advice]
    if failed:
        lead = (
            "Body moved. " if trial.body_still is False else "Not readable. " if trial.quality == "unreadable" else ""
        )
        return lead + failed[0]
    return "This trial was left out." if not trial.included else ""
