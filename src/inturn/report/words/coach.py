"""The coach's words. Codes on the left stay; texts on the right may be translated. Cues stand in the programme data."""

from collections.abc import Mapping, Sequence
from typing import Final

from inturn.report.coach_document import CoachResult, RepetitionOut

LABELS: Final[Mapping[str, str]] = {
    "title": "The set, counted and watched",
    "skip": "Skip to the result",
    "foot": "Not reviewed by a clinician. Not a medical device. For adults.",
    "result": "Result",
    "signal": "The movement over time",
    "bottoms": "Where each repetition turned round",
    "repetitions": "Repetition by repetition",
    "attempts": "Begun, but no repetition",
    "holds": "Holds",
    "not_judged": "What could not be judged",
    "camera": "The camera",
    "quality": "What the set was worth",
    "warnings": "Warnings",
    "made": "How it was read",
}

DEPTH_ERROR_DEG: Final = 6
"""Mean error of a repetition's depth on rendered sets (`validation/results/coach.json`)."""
DEPTH_ERROR: Final = (
    f"On films of computer-made people depths were {DEPTH_ERROR_DEG}° off, mostly too small: "
    "compare them with your own only."
)

EXERCISES: Final[Mapping[str, str]] = {"squat": "Squat", "deadlift": "Staggered deadlift", "release": "Release"}

FAULTS: Final[Mapping[str, str]] = {
    "too_shallow": "less deep than the others",
    "too_fast": "too fast",
    "uneven_tempo": "uneven tempo",
    "trunk_forward": "trunk falls forward",
    "no_inward_turn": "no inward turn",
    "other_knee_in": "other knee drops in",
    "heel_lifts": "heel lifts",
    "knees_bend": "knees bend too much",
    "knees_straight": "knees straighten",
    "rounded_back": "rounded back",
    "not_staggered": "feet not staggered",
    "stick_leaves": "stick leaves the back",
    "discomfort": "how much it presses",
}

ATTEMPTS: Final[Mapping[str, str]] = {
    "short": "turned back too early",
    "unfinished": "did not come back before the film ended",
    "stayed": "stayed down",
    "lost": "out of sight before it was over",
}

OTHERS: Final[Mapping[str, str]] = {
    "stepped": "a step",
    "reached_down": "reaching for the floor",
    "bent_over": "bending over",
    "squatted": "a squat",
}

VIEWS: Final[Mapping[str, str]] = {
    "front": "from the front",
    "oblique": "from obliquely in front",
    "side": "from the side",
    "behind": "from behind",
}

_PLACES: Final[Mapping[str, str]] = {
    "front": "straight in front of you",
    "oblique": "about 45 degrees beside straight ahead",
    "side": "straight beside you",
}

_ADVICE: Final[Mapping[str, str]] = {
    "nobody": "Nobody was seen: stand in the picture, alone, in good light.",
    "from_behind": "The camera looks at your back. Turn round.",
    "front_leg_hidden": "Your front leg hides behind the other one. Turn round, so that it is nearer to the camera.",
    "turn_to_best_view": "For this exercise the camera sees most when it stands {place}.",
    "feet_cut_off": "Your feet are not in the picture: tilt the camera down, or step back.",
    "head_cut_off": "Your head is at the edge of the picture: tilt the camera up, or step back.",
    "side_cut_off": "You are at the side of the picture: move to its middle.",
    "too_far": "You are small in the picture ({percent} of its height): come closer, or turn the camera upright.",
    "too_near": "You fill the picture: step back, so that you stay in it.",
    "too_dark": "It is too dark: more light from the side of the camera.",
    "hardly_seen": "Your feet are hardly seen: clear the floor in front of them, and make more light.",
}


def advice_text(code: str, value: float | None, best_view: str) -> str:
    """What to change about the camera."""
    percent = "" if value is None else f"{100 * value:.0f} %"
    return _ADVICE[code].format(place=_PLACES[best_view], percent=percent)


def not_judged_text(name: str, reason: str, view: str | None) -> str:
    """Why a fault was not judged."""
    what = fault_name(name)
    if reason == "view":
        seen = VIEWS.get(view or "", "so")
        return f"{what[:1].upper()}{what[1:]}: cannot be judged {seen}."
    if reason == "not_shown":
        return (
            f"{what[:1].upper()}{what[1:]}: not judged, since what is seen of the body does not show it surely enough."
        )
    if reason == "side_not_named":
        return f"{what[:1].upper()}{what[1:]}: name the working side (--side) to have it judged."
    return f"{what[:1].upper()}{what[1:]}: no camera sees it, it is asked afterwards."


def fault_name(name: str) -> str:
    """A fault in words."""
    return FAULTS.get(name, name.replace("_", " "))


def exercise_name(name: str) -> str:
    """An exercise in words."""
    return EXERCISES.get(name, name.replace("_", " ").capitalize())


def fill(text: str, side: str | None) -> str:
    """A cue with its side: `{side}` the working one, `{Other}` the other one at a sentence's beginning."""
    other = {"left": "Right", "right": "Left"}.get(side or "", "Other")
    return text.replace("{side}", side or "working").replace("{Other}", other)


def headline(result: CoachResult) -> str:
    """The set in a sentence."""
    count = len(result.repetitions)
    if result.holds and not count:
        held = [h for h in result.holds if h.kind == "hold"]
        longest = max((h.end_s - h.start_s for h in held), default=0.0)
        return f"{_counted(len(held), 'hold')}, the longest {longest:.0f} s."
    faulty = sum(bool(r.faults) for r in result.repetitions)
    said = _counted(count, "repetition")
    if count:
        said += f", a fault in {faulty} of them" if faulty else ", no fault seen"
    if result.attempts:
        said += f"; {_counted(len(result.attempts), 'attempt')} more did not count"
    return said + "."


def quality_sentences(result: CoachResult) -> list[str]:
    """What the set was worth, with how sure that is."""
    q = result.quality
    if q is None:
        return []
    low, high = q.clean_interval95
    clean = (
        f"Clean: {100 * q.clean_share:.0f} % of the repetitions (with so few, anything from {100 * low:.0f} to "
        f"{100 * high:.0f} % may be usual for you), by {q.faults_judged} of {q.faults_of_exercise} faults that this "
        "view lets judge."
    )
    return [
        clean,
        f"Turned round at {q.depth_deg.mean:.0f}°" + _give_or_take(q.depth_deg.sd, "°", 0) + f". {DEPTH_ERROR}",
        f"The way down took {q.lowering_s.mean:.1f} s" + _give_or_take(q.lowering_s.sd, " s", 1) + ".",
    ]


def fault_list(repetition: RepetitionOut) -> str:
    """The faults of a repetition, or that none was seen."""
    return ", ".join(fault_name(f) for f in repetition.faults) or "none seen"


def tempo_text(repetition: RepetitionOut) -> str:
    """Down, pause, up in seconds."""
    t = repetition.tempo
    return f"{t.lowering_s:.1f} – {t.pause_s:.1f} – {t.rising_s:.1f}"


def summary(result: CoachResult, written: Sequence[str]) -> str:
    """The result for the terminal."""
    lines = [f"{exercise_name(result.exercise)}: {headline(result)}"]
    lines += [
        f"  {r.number:2d}  {r.start_s:6.1f} - {r.end_s:6.1f} s, {r.depth_deg:3.0f}°, {tempo_text(r)} s: {fault_list(r)}"
        for r in result.repetitions
    ]
    cues = list(dict.fromkeys(f.cue for f in result.faults))
    lines += [f"- {cue}" for cue in cues]
    lines += [note.text for note in (*result.camera, *result.warnings)]
    if result.not_judged:
        lines.append("Not judged: " + ", ".join(fault_name(n.name) for n in result.not_judged) + ".")
    return "\n".join([*lines, LABELS["foot"], "Written: " + ", ".join(written)])


def _counted(n: int, noun: str) -> str:
    return f"1 {noun}" if n == 1 else f"{n} {noun}s"


def _give_or_take(sd: float | None, unit: str, digits: int) -> str:
    if sd is None:
        return ""
    least = 10.0**-digits
    return f", give or take {sd:.{digits}f}{unit}" if sd >= least else f", alike within {least:.{digits}f}{unit}"
