"""The verdict in one sentence, each side in one sentence, and the difference between the sides."""

from collections.abc import Callable
from typing import Final

from inturn.report.document import DifferenceOut, Result, SideName, SideOut
from inturn.report.words.labels import hip
from inturn.report.words.numbers import PERCENT, counted, listed, whole, with_interval
from inturn.report.words.safety import SIDES, cautions, needs_a_look


def verdict_sentence(result: Result) -> str:
    """The whole result in one sentence, without a number."""
    return _VERDICTS[result.verdict](result)


def side_sentence(name: SideName, side: SideOut) -> str:
    """One side with value and interval, whatever the verdict."""
    if side.rotation is None:
        return f"{name.capitalize()} hip: no value, {_count_words(side)}."
    of = f"mean of {counted(side.rotation.n, 'trial')}"
    return f"{name.capitalize()} hip: {with_interval(side.rotation)}, {of}."


def difference_sentence(difference: DifferenceOut) -> str:
    """How the sides differ, with the interval, and whether that can be told from chance."""
    ends = {
        "same": "No difference that matters, as far as this test can tell.",
        "possible": "A difference is possible, but not sure enough to act on.",
        "likely": "A real difference is likely.",
    }
    low, high = difference.interval95
    if round(difference.degrees) == 0:
        between = f"from {_more_less(low)} to {_more_less(high)} than the right"
        return f"Both hips turned inward equally far (95{PERCENT} interval: the left {between}). "
        f"{ends[difference.judgement]}"
    lead = f"The left hip turned {_more_less(difference.degrees)} than the right"
    return f"{lead} (95{PERCENT} interval {_range(low, high)}). {ends[difference.judgement]}"


def _mobility(result: Result) -> str:
    limited: list[SideName] = [s for s in SIDES if result.side(s).verdict == "limited"]
    if not limited:
        tighter = result.tighter_side or _smaller(result)
        lead = f"Your hips differ by more than the error of this test: {hip(tighter)} turned inward less"
        return f"{lead}. {_advice([tighter], result)}"
    who = "Both hips" if len(limited) == 2 else hip(limited[0]).capitalize()
    return f"{who} turned inward less than this test aims for. {_advice(limited, result)}"


def _advice(sides: list[SideName], result: Result) -> str:
    seen_first = [s for s in SIDES if needs_a_look(result.side(s))]
    if seen_first:
        it = "them" if len(seen_first) == 2 else "it"
        who = "both hips" if len(seen_first) == 2 else hip(seen_first[0])
        return f"Have {who} looked at before you work on {it}."
    its = "their" if len(sides) == 2 else "its"
    return f"Work on {its} mobility is worth trying."


def _unclear(result: Result) -> str:
    why = [w for s in SIDES if (w := _why_unclear(s, result.side(s)))]
    if result.difference is not None and result.difference.judgement == "possible":
        why.append("a difference between the sides is possible but not sure")
    because = f": {listed(why)}" if why else ""
    return f"This test cannot tell yet{because}. Take it again, best on another day.{_pain_end(result)}"


def _why_unclear(name: SideName, side: SideOut) -> str:
    if side.verdict == "unreadable":
        return f"{hip(name)} could not be read" if side.trials else f"{hip(name)} was not tested"
    if side.verdict != "borderline":
        return ""
    return f"the body moved along on the {name}" if side.body_still is False else f"{hip(name)} is too close to call"


def _sufficient(result: Result) -> str:
    text = "Both hips most likely turn inward far enough for this test."
    high = [s for s in SIDES if "very_high" in cautions(result.side(s))]
    if high:
        who = "Both" if len(high) == 2 else hip(high[0]).capitalize()
        text += f" {who} turned very far: strengthen, do not mobilise."
    return text + _pain_end(result)


def _unreadable(result: Result) -> str:
    do = "Film" if result.method.source_kind == "video" else "Record"
    lead = f"Neither hip could be read. {do} the test again, with the corrections named below."
    return lead + _pain_end(result)


def _pain_end(result: Result) -> str:
    sore = [s for s in SIDES if needs_a_look(result.side(s))]
    if not sore:
        return ""
    return f" Have {'both hips' if len(sore) == 2 else hip(sore[0])} looked at."


_VERDICTS: Final[dict[str, Callable[[Result], str]]] = {
    "mobility_work": _mobility,
    "unclear": _unclear,
    "likely_sufficient": _sufficient,
    "unreadable": _unreadable,
}


def _smaller(result: Result) -> SideName:
    return "left" if result.difference is not None and result.difference.degrees < 0 else "right"


def _count_words(side: SideOut) -> str:
    if not side.trials:
        return "not tested"
    readable = sum(t.quality != "unreadable" and t.included for t in side.trials)
    return f"{readable} of {counted(len(side.trials), 'trial')} could be used, two are needed"


def _more_less(degrees: float) -> str:
    return f"{whole(abs(degrees))} {'less' if degrees < 0 else 'more'}"


def _range(low: float, high: float) -> str:
    if low < 0 < high:
        return f"{_more_less(low)} to {_more_less(high)}"
    near, far = sorted((abs(low), abs(high)))
    return f"{near:.0f} to {far:.0f}° {'less' if high <= 0 else 'more'}"
