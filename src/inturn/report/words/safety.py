"""The stop list, and what a side's pain or value demands before anything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    # only named in annotations; not loading the result file's models keeps `progress` quick
    from inturn.report.document import Result, SideName, SideOut


Caution = Literal["groin_pain", "painful", "very_low", "very_high"]

VERY_LOW_DEG: Final = 15.0
"""Below it: have it looked at (hip arthritis criteria ask for IR < 15 degrees; Altman 1991, remembered)."""
VERY_HIGH_DEG: Final = 45.0
"""Above it: strengthen, do not mobilise (judgement)."""
_GROIN_WORDS: Final = ("groin", "pinch", "catch", "lock", "front of the hip")
SIDES: Final[tuple[SideName, SideName]] = ("left", "right")


@dataclass(frozen=True, slots=True)
class StopGroup:
    """One urgency of the stop list: whom to see, and the signs. `brief` is the one-line form for the PDF."""

    code: str
    title: str
    lead: str
    items: tuple[str, ...]
    brief: str


STOP_LIST: Final[tuple[StopGroup, ...]] = (
    StopGroup(
        code="emergency",
        title="Go to an emergency department now",
        lead="New or getting worse, above all within the last two weeks:",
        items=(
            "numbness around the genitals, the back passage or the inner thighs",
            "trouble starting, stopping or feeling urine, or leaking",
            "loss of bowel control or of feeling there; new loss of sexual function",
            "severe or growing weakness in both legs, or new pain down both legs",
            "chest pain, a pulsing swelling in the belly, or sudden severe back pain after the age of 60",
        ),
        brief="numbness around genitals, back passage or inner thighs; new bladder, bowel or sexual trouble; "
        "weakness or new pain in both legs; chest pain; pulsing belly swelling; sudden severe back pain after 60.",
    ),
    StopGroup(
        code="soon",
        title="See a doctor first, today if you can",
        lead="Any of these, before you test or train:",
        items=(
            "a heavy fall or accident; a light one with weak bones, long steroid use, older age or an earlier fracture",
            "you cannot put weight on a leg; groin pain that came with running",
            "groin pain with long steroid or heavy alcohol use",
            "past cancer, weight loss without a reason, night pain that never eases, feeling unwell",
            "fever, weak immune system, injected drugs, tuberculosis, recent operation or infection",
            "a foot that drops, spreading numbness, unsteady walking; sudden pain between the shoulder blades",
        ),
        brief="serious fall, or a light one with weak bones; cannot bear weight; groin pain from running, or with "
        "steroid or heavy alcohol use; past cancer, weight loss, night pain; fever, weak immunity or recent "
        "operation; dropping foot, spreading numbness; sudden pain between the shoulder blades.",
    ),
    StopGroup(
        code="ask",
        title="Ask your doctor or physiotherapist before you test",
        lead="This test brings the hip into a position that is not for everybody:",
        items=(
            "hip replacement: do not do this test unless your surgeon or physiotherapist allows it",
            "pain, pinching, catching or locking in the groin; a known hip joint problem",
            "leg pain stronger than back pain; brittle bones or a broken vertebra; a recent operation",
            "pregnancy; poor balance (keep a hand on a wall or chair); blood clots or blood thinners before rolling",
            "back pain from before 45 with long morning stiffness that eases with movement: tell your doctor",
            "under 18: this test is for adults",
        ),
        brief="hip replacement (do not test unless allowed); groin pain, pinching or locking; leg pain stronger "
        "than back pain; brittle bones; recent operation; pregnancy; poor balance; long morning stiffness; under "
        "18.",
    ),
    StopGroup(
        code="during",
        title="Stop at once while you move",
        lead="Stop, and go through this list again, if you feel:",
        items=(
            "a sharp pain, pinch or catch in the groin",
            "new leg pain, numbness or weakness",
            "dizziness or anything in the chest",
            "pain two points above where you began, or above 5 of 10",
        ),
        brief="sharp pain, pinch or catch in the groin; new leg pain, numbness or weakness; dizziness; chest "
        "trouble; pain two points above the start or above 5 of 10.",
    ),
)


def cautions(side: SideOut) -> tuple[Caution, ...]:
    """What must be said of this side before any advice, the most urgent first."""
    found: list[Caution] = []
    if _groin(side):
        found.append("groin_pain")
    elif side.pain.score is not None and side.pain.score > 0:
        found.append("painful")
    if side.rotation is not None and side.rotation.degrees < VERY_LOW_DEG:
        found.append("very_low")
    if side.rotation is not None and side.rotation.degrees > VERY_HIGH_DEG:
        found.append("very_high")
    return tuple(found)


def needs_a_look(side: SideOut) -> bool:
    """Somebody should look at this side before it is worked on."""
    return any(c != "very_high" for c in cautions(side))


def caution_sentence(caution: Caution, side: SideName, finding: SideOut) -> str:
    """What a caution asks of the person, in one or two sentences."""
    score = finding.pain.score
    # with a decimal: 14.7 stands as 15 elsewhere on the page, and "15 is less than 15" is not to be understood
    value = "" if finding.rotation is None else f" ({finding.rotation.degrees:.1f}°)"
    hurt = f"It hurt{f' ({score} of 10)' if score is not None else ''}"
    texts: dict[Caution, str] = {
        "groin_pain": f"{hurt}, with pain or a pinch in the groin. Stop turning the {side} hip to its end, and see a "
        "doctor or physiotherapist.",
        "painful": f"{hurt}. Do not push the {side} hip; have it looked at.",
        "very_low": f"The {side} hip turned inward by less than {VERY_LOW_DEG:.0f}°{value}. Have it looked at and "
        "do not push it: the shape of the bones or the joint itself may set the limit.",
        "very_high": f"The {side} hip turned inward by more than {VERY_HIGH_DEG:.0f}°{value}. It needs strength and "
        "control, not more range: strengthen it, do not mobilise it.",
    }
    return texts[caution]


def caution_sentences(result: Result) -> tuple[str, ...]:
    """Every caution of both sides."""
    return tuple(caution_sentence(c, s, result.side(s)) for s in SIDES for c in cautions(result.side(s)))


def _groin(side: SideOut) -> bool:
    where = (side.pain.where or "").lower()
    return any(word in where for word in _GROIN_WORDS) and side.pain.score != 0
