"""The summary that `inturn measure` prints: plain text, no colour, nothing wider than a terminal."""

import textwrap
from collections.abc import Sequence

from inturn.programme.clearance import Clearance
from inturn.report.document import Result, SideName
from inturn.report.words.body import stick_brief
from inturn.report.words.labels import LABELS, SIDE_BADGE
from inturn.report.words.next_step import next_steps
from inturn.report.words.numbers import counted
from inturn.report.words.safety import SIDES, STOP_LIST
from inturn.report.words.verdict import difference_sentence, verdict_sentence
from inturn.report.words.worth import worth_line

_WIDTH = 88
_INDENT = "  "


def summary(result: Result, written: Sequence[str] = (), clearance: Clearance | None = None) -> str:
    """The result in about twenty lines; `written` are the paths of the files made.

    Without a clearance the emergency part of the stop list comes first and the next step is to answer the questions.
    """
    blocks: list[list[str]] = []
    if clearance is None:
        blocks.append([_wrapped(f"{STOP_LIST[0].title}: {STOP_LIST[0].brief}"), _wrapped(LABELS["stop_rest"])])
    blocks.append([_wrapped(verdict_sentence(result)), *(_wrapped(n.text, "- ") for n in result.reasons)])
    blocks.append([_side(result, s) for s in SIDES])
    rest = [difference_sentence(result.difference)] if result.difference else []
    blocks.append([_wrapped(text) for text in (*rest, stick_brief(result))])
    if result.warnings:
        blocks.append([LABELS["warnings"], *(_wrapped(n.text, "- ") for n in result.warnings)])
    blocks.append([LABELS["next"], *(_wrapped(step, "- ") for step in next_steps(result, clearance))])
    blocks.append([_wrapped(f"{worth_line(result)} {LABELS['foot']}")])
    if written:
        blocks.append([LABELS["written"], *(f"{_INDENT}{path}" for path in written)])
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def _side(result: Result, name: SideName) -> str:
    """'left   31.2° (95 % 27.0 to 35.4°)  Likely enough, 3 trials', and why, below."""
    side = result.side(name)
    badge = SIDE_BADGE[side.verdict]
    if side.rotation is None:
        line = f"{_INDENT}{name:<6} no value  {badge if side.trials else LABELS['not_tested']}"
    else:
        low, high = side.rotation.interval95
        value = f"{side.rotation.degrees:.1f}° (95 % {low:.1f} to {high:.1f}°)"
        line = f"{_INDENT}{name:<6} {value}  {badge}, {counted(side.rotation.n, 'trial')}"
    return "\n".join([line, *(_wrapped(note.text, f"{_INDENT * 2}- ") for note in side.reasons)])


def _wrapped(text: str, lead: str = "") -> str:
    inside = " " * len(lead)
    return textwrap.fill(text, _WIDTH, initial_indent=lead, subsequent_indent=inside, break_long_words=False)
