"""Words of the home sheet: headings, the pain rule in plain steps, and what the answers left out."""

from collections.abc import Mapping
from math import degrees
from typing import Final

from inturn.programme.clearance import Clearance
from inturn.programme.numbers import PainNumbers, PlanNumbers
from inturn.report.figures.setup import CameraPlace
from inturn.report.words.numbers import whole

LABELS: Final[Mapping[str, str]] = {
    "title": "Home sheet",
    "skip": "Skip to the exercises",
    "stop": "Before anything else: when to stop and see someone",
    "stop_short": "Stop and see someone first",
    "setup": "Putting up the camera and the stick",
    "setup_stick": "Putting up the stick",
    "test": "The test",
    "no_test": "Your answers leave the test out.",
    "exercises": "The exercises",
    "order": "In this order: release, test again at once, activate, integrate. About {minutes} minutes, {days} days a "
    "week, with a day between. A missed day is simply the next one.",
    "dose": "How much",
    "stops": "Stop",
    "faults": "If you notice this",
    "cue": "then do this",
    "easier": "Easier",
    "harder": "Harder",
    "standard": "These are the programme's usual amounts: the plan of the day may ask for less.",
    "pain_rule": "The pain rule",
    "log": "Pain log",
    "log_lead": "Pain from 0 (none) to 10 (the worst you can think of). Fill in one line a session.",
    "limits": "What your answers leave out",
    "none_left": "Your answers leave no exercise that can be done safely here: see a physiotherapist.",
    "foot": "A hip mobility and strength routine for people with back pain. Not reviewed by a clinician. Not a medical "
    "device. For adults.",
}

LOG_HEADS: Final = ("Day", "Before", "Most during", "Right after", "Next morning", "Weight", "Done, and what was odd")
LOG_ROWS: Final = 14


def setup_sentences(place: CameraPlace) -> tuple[str, ...]:
    """Where the camera goes for this body height."""
    whose = "for your height" if place.known else "for a height of 170 cm, since yours is not known"
    return (
        f"Lens level and about {place.hip_cm} cm above the floor {whose} (hip height).",
        (
            f"{place.nearest_m:.0f} to {place.farthest_m:.0f} metres away, straight in front of you: the picture holds "
            f"about {place.picture_cm} cm from below your feet to above your head."
        ),
    )


def pain_rules(pain: PainNumbers, plan: PlanNumbers) -> tuple[str, ...]:
    """The rules of pain and range, with the programme's numbers."""
    return (
        (
            f"Before you begin: pain above {pain.acceptable_most} of 10 means no exercise today. Pain above "
            f"{pain.safe_most} means no weight."
        ),
        (
            f"While you move: stop for the day when pain rises {pain.stop_rise} points above where you began, or above "
            f"{pain.acceptable_most} of 10."
        ),
        (
            "Stop at once at new leg pain, numbness or weakness, at a sharp pain, pinch or catch in the groin, at "
            "dizziness or anything in the chest. Then answer the safety questions before anything else."
        ),
        (
            f"Next morning: pain should be back within {pain.settle_within} point of where it was before. If not, do "
            f"half next time. After {pain.failures_to_pause} such mornings in a row: pause, and have it looked at."
        ),
        (
            f"A hip that turned less than {whole(degrees(plan.low_range))} or hurt in the test is not pushed: have it "
            "looked at."
        ),
    )


def limit_sentences(clearance: Clearance, wording: Mapping[str, str]) -> tuple[str, ...]:
    """What the safety answers leave out, in the programme's words."""
    found: list[str] = []
    for code in ("no_test", "no_end_range"):
        sides = sorted(getattr(clearance, code))
        if sides:
            found.append(wording[code].replace("{side}", " and ".join(sides)))
    flags = ("no_roll", "no_load", "no_deadlift", "support_needed", "strict_stick", "advise_visit")
    found += [wording[code] for code in flags if getattr(clearance, code)]
    return tuple(found)
