"""What the numbers are worth: error, target, and the limits of what is known."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, hypot
from typing import TYPE_CHECKING, Final

from inturn.quantity import minimal_detectable_change
from inturn.report.words.numbers import PERCENT, listed, span, whole
from inturn.report.words.safety import SIDES

if TYPE_CHECKING:
    # only named in annotations; not loading the result file's models keeps `progress` quick
    from inturn.report.document import Result, SideName, Value

_Z95 = 1.959963984540054
_LEAST_CHANGE_DEG = (
    5.0  # a digital inclinometer, at its best, tells 5.4 degrees apart; nothing here is promised to beat it
)
MARKERS: Final = "markers"
MARKERS_SHOWN: Final = (
    "The intervals rest on published studies of skin markers and are a judgement; they were not shown by tests of this "
    "program."
)


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark with a stable code, a short title and a text."""

    code: str
    title: str
    text: str


def interval_with_real_person(value: Value) -> tuple[float, float]:
    """95 % interval in degrees with the real-person term counted in."""
    half = _Z95 * hypot(value.sd, value.real_person_sd)
    return value.degrees - half, value.degrees + half


def detectable_changes(values: list[Value]) -> tuple[int, int]:
    """Whole degrees below which a change means nothing: within one set-up, and on another day."""
    today = max(minimal_detectable_change(v.sd_random) for v in values)
    later = max(minimal_detectable_change(hypot(v.sd_random, v.sd_setup)) for v in values)
    return ceil(max(today, _LEAST_CHANGE_DEG)), ceil(max(later, _LEAST_CHANGE_DEG))


def worth(result: Result) -> tuple[Remark, ...]:
    """All remarks on error and meaning, in the order of reading."""
    measured: list[tuple[SideName, Value]] = [(s, v) for s in SIDES if (v := result.side(s).rotation) is not None]
    error = _marker_error(measured) if result.method.source_kind == MARKERS else _error(measured)
    return (*error, _target(result.target_deg), _meaning(), _not_medical())


def worth_brief(result: Result) -> str:
    """The same in a few lines, for one page of paper."""
    measured: list[tuple[SideName, Value]] = [(s, v) for s in SIDES if (v := result.side(s).rotation) is not None]
    filmed = result.method.source_kind != MARKERS
    real = f" Real people may add about {whole(measured[0][1].real_person_sd)} (a judgement)." if measured else ""
    shown = f"The intervals were shown on rendered people only.{real}" if filmed else MARKERS_SHOWN
    change = (
        f" Changes under about {detectable_changes([v for _, v in measured])[1]}° mean nothing yet." if measured else ""
    )
    return (
        f"{shown}{change} No norm exists for this test: the target "
        f"of {whole(result.target_deg)} is a judgement borrowed from seated active norms. One test labels a day; a "
        "baseline is two tests on two days. Hip rotation and back pain go together in some studies, with very low "
        "certainty; that one leads to the other is not shown."
    )


def worth_line(result: Result) -> str:
    """What the numbers are worth in a few sentences, for a terminal and under a result in the app."""
    values = [v for s in SIDES if (v := result.side(s).rotation) is not None]
    real = f"; real people may add about {whole(values[0].real_person_sd)} (a judgement)" if values else ""
    if result.method.source_kind == MARKERS:
        return f"{MARKERS_SHOWN} The target is a judgement too: no norm exists for this test."
    found = f"How far off this may be was found on computer-made people only{real}."
    return f"{found} The target is a judgement too: no norm exists for this test."


def _error(measured: list[tuple[SideName, Value]]) -> tuple[Remark, ...]:
    if not measured:
        return ()
    real = measured[0][1].real_person_sd
    wide = listed([f"{s} {whole(v.degrees)} ({span(*interval_with_real_person(v))})" for s, v in measured])
    today, later = detectable_changes([v for _, v in measured])
    return (
        Remark(
            "interval",
            "The interval",
            f"The 95{PERCENT} interval is made to hold the true angle in 95 of 100 such measurements. This was checked "
            "on rendered people only: computer-made people whose true angle is known.",
        ),
        Remark(
            "real_person",
            "Real people",
            f"Real people may add about {whole(real)} of error (one standard deviation; a judgement until real "
            f"people have been measured). With that counted in: {wide}.",
        ),
        Remark(
            "change",
            "Change",
            f"{_change(today, later)} Compare only tests that were filmed the same way.",
        ),
    )


def _marker_error(measured: list[tuple[SideName, Value]]) -> tuple[Remark, ...]:
    if not measured:
        return ()
    today, later = detectable_changes([v for _, v in measured])
    return (
        Remark("interval", "The interval", MARKERS_SHOWN),
        Remark(
            "change", "Change", f"{_change(today, later)} Compare only tests of the same laboratory and marker set."
        ),
    )


def _change(today: int, later: int) -> str:
    if today == later:
        return f"A change under about {today}°, later today or on another day, cannot be told from chance."
    return (
        f"A change under about {today}° later today, or under about {later}° on another day, cannot be told from "
        "chance."
    )


def _target(target_deg: float) -> Remark:
    return Remark(
        "target",
        "The target",
        f"No norm exists for this standing test. The target of {whole(target_deg)} is a judgement, borrowed from "
        "norms for turning the hip while seated. One test labels a day: a baseline is two tests on two days.",
    )


def _meaning() -> Remark:
    return Remark(
        "meaning",
        "Back pain",
        "Less inward rotation and back pain go together in some studies; the certainty is very low, and nobody has "
        "shown that one leads to the other. What may follow from this test is a hip mobility and strength routine "
        "for people with back pain, no more. Part of every hip's range is the shape of its bones.",
    )


def _not_medical() -> Remark:
    return Remark(
        "not_medical",
        "What this is not",
        "Not reviewed by a clinician, not a medical device, not a diagnosis. For adults.",
    )
