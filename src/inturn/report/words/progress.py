"""Words of the progress report: headings, captions, adherence, and what a screening stopped."""

from collections.abc import Mapping
from math import degrees
from typing import Final

from inturn.report.days import day_of, long_day
from inturn.report.words.methods import method_short
from inturn.report.words.numbers import counted, listed, whole
from inturn.report.words.worth import Remark
from inturn.training.progress.finding import Progress, RangeChange
from inturn.training.records import History

LABELS: Final[Mapping[str, str]] = {
    "title": "Progress",
    "skip": "Skip to what changed",
    "stop": "Before anything else: when to stop and see someone",
    "stop_end": "When to stop and see someone",
    "stop_short": "Stop and see someone first",
    "changed": "What changed",
    "beyond": "Changed beyond error",
    "within": "Not changed, or not to be told yet",
    "nothing_beyond": "Nothing yet. That is common in the first weeks, and no failure.",
    "nothing_within": "Nothing else was followed.",
    "do": "What to do now",
    "emergency_if": "With any of these, go to an emergency department now",
    "nothing_to_do": "Go on as before.",
    "range": "How far each hip turns inward",
    "self": "Tests by yourself, with a stick",
    "pain": "Pain and what it keeps you from",
    "adherence": "Sessions",
    "load": "Weight in the hand",
    "decisions": "Last decisions, and why",
    "no_decisions": "No decision was due.",
    "worth": "What these numbers are worth",
    "trends": "Trends",
    "numbers": "The numbers in this chart",
    "nothing_yet": "Nothing has been kept yet",
    "start_title": "Nothing to show yet",
    "apart": "Tests taken in different ways (without support, with a hand on the wall, with a camera, by yourself) "
    "stand apart: their values are not compared and not joined.",
    "no_camera": "No test with a camera yet.",
    "no_load": "No weight yet: every exercise was done without one.",
    "no_sessions": "No session yet.",
    "no_pain": "No pain and no score has been noted yet.",
    "foot": "A hip mobility and strength routine for people with back pain. Not reviewed by a clinician. Not a medical "
    "device. For adults.",
}

EMPTY_STEPS: Final = (
    "Answer the safety questions: inturn screen.",
    "Take the first of the two tests of the baseline: inturn measure with a camera, inturn test without one.",
    "Then ask what is due: inturn today.",
)

REACHED: Final[Mapping[str, str]] = {
    "reached": "reached",
    "not_reached": "not reached",
    "not_judged": "not judged",
}

CAPTIONS: Final[Mapping[str, str]] = {
    "range": "Each mark is one test, each bar its 95 % interval as shown on rendered people; real people may add about "
    "3° (a judgement). Lines join tests taken the same way, and no others. The dashed line is the target, a judgement: "
    "no norm exists for this test.",
    "self": "Filled: the heel came to the stick. Hollow: it did not. These are not angles and are not compared with "
    "the camera's.",
    "pain": "Pain from 0 to 10, as you gave it. The pain rule was made for tendon and knee pain and is not validated "
    "for back pain.",
    "adherence": "A missed day is simply the next one. Below each week: sessions done.",
    "load": "The heaviest set of each session.",
}


def remarks(progress: Progress) -> tuple[Remark, ...]:
    """What the numbers are worth: detectable change, where the error comes from, what a change means."""
    changes = [s.change for s in progress.series if s.change is not None]
    return (
        *([_error(changes)] if changes else []),
        Remark(
            "meaning",
            "Hips and back pain",
            "Less inward rotation and back pain go together in some studies; the certainty is very low, and nobody has "
            "shown that one leads to the other. More rotation is not a promise of less pain.",
        ),
        Remark(
            "score",
            "Pain and scores",
            "Better is only said when a change is large enough to matter to people asked in studies, and lasts over "
            "several entries. Pain also comes and goes by itself.",
        ),
    )


def _error(changes: list[RangeChange]) -> Remark:
    limits = [
        f"{c.side} {whole(degrees(c.mdc95))}" + ("" if len(changes) <= 2 else f" ({method_short(c.method)})")
        for c in changes
    ]
    own = any(c.spread_source == "own_and_method" for c in changes)
    spread = "your own repeated tests and what is known of the method" if own else "what is known of the method"
    return Remark(
        "change",
        "Change between two tests",
        f"Two single tests must differ by about this much before error alone stops explaining it: {listed(limits)}. "
        f"That comes from {spread}. Looking often makes chance findings likelier: every look is counted.",
    )


def adherence_sentences(progress: Progress, history: History) -> tuple[str, ...]:
    """Sessions done against planned, over all weeks and over the last four."""
    weeks = progress.weeks
    done = sum(w.done for w in weeks)
    if not weeks:
        count = sum(s.ended_at is not None for s in history.sessions)
        return (f"{counted(count, 'session')} so far.",) if count else (LABELS["no_sessions"],)
    planned = sum(w.planned for w in weeks)
    lines = [f"{counted(done, 'session')} done in {counted(len(weeks), 'week')}, {planned} planned."]
    if len(weeks) > 4:
        recent = weeks[-4:]
        lines.append(f"In the last four weeks: {sum(w.done for w in recent)} of {sum(w.planned for w in recent)}.")
    return tuple(lines)


def screening_sentence(history: History) -> str | None:
    """What the newest screening stopped; None when it let the person go on, or none was answered."""
    if not history.screenings:
        return None
    last = max(history.screenings, key=lambda s: s.at)
    day = long_day(day_of(history.person, last.at))
    if last.level == "emergency":
        return (
            f"The answers of {day} ask you to go to an emergency department now. Nothing here goes on until you have "
            "been seen."
        )
    if last.level == "see_someone":
        return (
            f"The answers of {day} ask you to see a doctor or physiotherapist first. Nothing here goes on until then."
        )
    return None
