"""The sections of the page, each from one frozen result."""

from typing import Any

from validation.figures.targets import TARGETS, TargetRow
from validation.figures.words import (
    BY_KEY,
    confusion_table,
    limit,
    missed_by,
    not_measured,
    number,
    origin,
    state,
    table,
)

Json = dict[str, Any]
BENCH = "python -m validation.figures BENCH --network heavy"


def picture(name: str, alt: str) -> str:
    """A plot on the page."""
    return f"![{alt}](validation/{name}.svg)"


def target_rows(bench: Json | None) -> list[TargetRow]:
    """The judged targets of a bench result; all unmeasured without one."""
    if bench is None:
        return [TargetRow(key=t.key) for t in TARGETS]
    return [TargetRow.model_validate(r) for r in bench["targets"]]


FIT_BELOW = 20_000
ENOUGH_TRIALS = 300


def in_short(bench: Json | None) -> str:
    """What was shown and what not, first."""
    rows = target_rows(bench)
    held = [f"{text(r)} ({said(r)})" for r in rows if r.state in ("held", "aim met")]
    missed = [f"{text(r)} ({said(r)}, short by {missed_by(r)})" for r in rows if r.state == "missed"]
    absent = [text(r) for r in rows if r.state == "not measured"]
    lines = [] if bench is None else [behind(bench["bench"]), ""]
    lines.append(f"- **Held**: {'; '.join(held) or 'nothing yet'}.")
    lines.append(f"- **Missed**: {'; '.join(missed) or ('nothing' if held else 'nothing measured yet')}.")
    lines.append(f"- **Not yet measured**: {'; '.join(absent) or 'nothing of the table below'}.")
    lines.append("- **Not shown at all**: anything about real hips. Nobody has been measured beside a known truth.")
    return "\n".join(lines)


def text(row: TargetRow) -> str:
    """What the row is about."""
    return BY_KEY[row.key].text


def said(row: TargetRow) -> str:
    """Its value."""
    t = BY_KEY[row.key]
    return number(row.value, t.unit, signed=t.kind == "size at most")


def behind(b: Json) -> str:
    """How much the figures rest on."""
    low, high = b["seeds"]
    who = "nothing was fitted or tuned on" if low >= FIT_BELOW else "**some of whom the estimator was fitted on**"
    few = (
        "" if b["trials"] >= ENOUGH_TRIALS else f" Under {ENOUGH_TRIALS} trials the bars are **not** shown either way."
    )
    return (
        f"{b['people']} rendered people {who} (seeds {low}-{high}), {b['films']} films, {b['negatives']} of them other "
        f"movements, {b['trials']} trials.{few}"
    )


def targets(bench: Json | None) -> str:
    """Every accuracy row of the design against its bar."""
    rows = []
    for r in target_rows(bench):
        t = BY_KEY[r.key]
        span = "–" if r.low is None else f"{number(r.low, t.unit)} to {number(r.high, t.unit)}"
        rows.append([t.text, limit(t, t.bar), limit(t, t.aim), said(r), span, f"{r.n} / {r.people}", state(r)])
    head = ["figure", "bar", "aim", "value", "95 % interval", "n / people", "state"]
    lines = table(head, rows)
    if bench is None:
        return f"{lines}\n\n{not_measured(BENCH)}"
    small = bench["bench"]["trials_under_6_deg"]
    return f"""{lines}

{origin(bench)}. Intervals: drawing people, not trials, with replacement; where all answers are alike, three over the
number of people. n = trials, tests or sides, as the row says. A trial is found when its side is right and its peak lies
in the true hold, 0.3 s more on both sides; every extra trial counts as a miss; true trials under 6° (there are {small})
need not be found. A test counts as flagged when of a trial of it with a list, turn or lean over 8° it was said that the
body moved (beyond a limit with a probability of 0.8: the trial does not count) or may have moved (read beyond it: the
trial counts, and is named); as clean when no true change passed a limit of the test. Both rows ask for the same words:
what is flagged more easily passes less. The two rows below them ask for the first word alone.

{picture("targets", "Figures in degrees against their bars")}"""


def conditions(bench: Json | None) -> str:
    """Error by condition."""
    if bench is None:
        return not_measured(BENCH)
    rows = [
        [
            b["condition"], b["bin"], f"{b['trials']} / {b['people']}", f"{number(b['mae'])}",
            f"{number(b['low'])} to {number(b['high'])}", number(b["bias"], signed=True), number(b["p95"]),
            number(b["covered"], "%"),
        ]
        for b in bench["conditions"]
    ]  # fmt: skip
    head = ["condition", "", "trials / people", "mean error", "95 % interval", "bias", "p95", "covered"]
    return f"""{origin(bench)}. Bins are read one by one, not corrected for each other. Few people in
a bin mean little.

{picture("conditions-filming", "Mean error by how the person was filmed and dressed")}
{picture("conditions-moving", "Mean error by body and movement")}

<details><summary>All bins as a table</summary>

{table(head, rows)}

</details>"""


def agreement(bench: Json | None) -> str:
    """Bland-Altman."""
    if bench is None or bench["agreement"] is None:
        return not_measured(BENCH)
    a = bench["agreement"]
    return f"""{origin(bench)}. Bias {number(a["bias"], signed=True)}, standard deviation {number(a["sd"])}, 95 % limits
{number(a["lower"], signed=True)} to {number(a["upper"], signed=True)}; the difference changes by {a["slope"]:+.2f}° per
degree of rotation.

{picture("agreement", "Said less true rotation against their mean")}"""


def calibration(bench: Json | None) -> str:
    """Coverage of intervals, reliability of probabilities."""
    if bench is None:
        return not_measured(BENCH)
    rows = [
        [name, *(f"{number(v['value'], '%')} ({v['low']:.0f}-{v['high']:.0f})" for v in levels), f"{levels[0]['n']}"]
        for name, levels in bench["coverage"].items()
    ]
    chances = [
        [name, str(p["n"]), str(p["happened"]), f"{p['brier']:.3f}"] for name, p in bench["probabilities"].items()
    ]
    return f"""{origin(bench)}. Share of truths inside the central interval of each level
(without the real-person term but where it is named), and what the probabilities behind verdict and gates were worth.
Brier: 0 is perfect, 0.25 is a coin.

{table(["interval of", "50 %", "80 %", "90 %", "95 %", "n"], rows)}

{picture("coverage", "Covered against claimed")}

{table(["probability", "n", "was so", "Brier"], chances)}

{picture("probabilities", "How often it was so against what was said")}"""


_KINDS = {
    "pelvic_list": "pelvic list",
    "pelvic_turn": "pelvic turn",
    "trunk_lean": "trunk lean",
    "thigh_drop": "dropped knee",
}


_CHEAT_COLUMNS = ["kind", "true change", "trials", "flagged for it", "flagged at all", "or may have moved"]


def judgements(bench: Json | None) -> str:
    """Confusion tables."""
    if bench is None:
        return not_measured(BENCH)
    k, b = bench["confusion"], bench["bench"]
    cheats = [
        [
            _KINDS[c["kind"]],
            f"{c['low']:g}° and more" if c["high"] is None else f"{c['low']:g} to {c['high']:g}°",
            str(c["trials"]),
            str(c["flagged_for_it"]),
            str(c["flagged"]),
            str(c["or_doubted"]),
        ]
        for c in bench["cheats"]
    ]
    refused = [["other movement" if r["negative"] else "test", r["text"], str(r["films"])] for r in bench["refused"]]
    return f"""{origin(bench)}.

**Trials** (true trials of 6° and more). Extra: {k["extra"]} in tests, {b["extra_in_negatives"]} in other movements. Of
{b["trials_found"]} trials found {b["trials_read"]} were read; {b["trials_readable_in_truth"]} of {b["trials"]} were
readable in truth.

{confusion_table(k["trials"])}

**Cheats**, by the true change; a change under its limit (5, 8, 7°) should not be flagged. A dropped knee has no limit
of its own but makes the trial unreadable under 65° of thigh elevation.

A trial "may have moved" when what was read lies beyond a limit, but not with a probability of 0.8: it is named and
counts as still. Said to have moved, or named so: {k["cheating_tests"]["hits"]} of {k["cheating_tests"]["of"]} tests
with a cheat over 8°; passed whole without either: {k["clean_tests"]["hits"]} of {k["clean_tests"]["of"]} clean tests.

{table(_CHEAT_COLUMNS, cheats) if cheats else "None."}

**Stick** reached (true: heel and foot of the posed body). Could not be judged in {b["stick_not_judged"]} of
{b["trials_read"]} read trials.

{confusion_table(k["stick"])}

**Verdicts**, against what the same table would say of the truth with no error at all: it is never near a limit, so
"borderline" and "unclear" are doubt, not error.

{confusion_table(k["sides"], "side, true")}

{confusion_table(k["differences"], "difference, true")}

{confusion_table(k["verdicts"], "test, true")}

**Other movements**: {"none on this bench." if not k["negatives"] else ""}

{confusion_table(k["negatives"], "movement") if k["negatives"] else ""}

**Refusals**

{table(["film", "sentence", "films"], refused) if refused else "None."}"""
