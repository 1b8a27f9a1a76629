"""The coach's section of the page: counts, times, every `yes` of the table, negatives, and what is no picture."""

from typing import Any

from validation.figures.words import not_measured, origin, table

Json = dict[str, Any]
MAKE, MAKE_POSED = "python -m validation.coach run BENCH", "python -m validation.coach posed"
FEWEST = 60
NAMES = {
    "too_shallow": "too shallow",
    "too_fast": "too fast",
    "uneven_tempo": "uneven tempo",
    "trunk_forward": "trunk falls forward",
    "no_inward_turn": "no inward turn",
    "other_knee_in": "other knee drops in",
    "heel_lifts": "heel lifts",
    "knees_bend": "knee bends too much",
    "knees_straight": "knee straightens",
    "rounded_back": "rounded back",
    "not_staggered": "stance not staggered",
}


def _percent(s: Json) -> str:
    if not s["of"]:
        return "-"
    return f"{100 * s['share']:.0f} % ({s['hits']}/{s['of']}; {100 * s['low']:.0f}-{100 * s['high']:.0f})"


def _counts(found: Json) -> str:
    rows = []
    groups = {**found["counts"], **found["counts_by_view"]}
    for name, c in groups.items():
        if c["sets"]:
            rows.append(
                [name, str(c["sets"]), f"{c['found']} of {c['repetitions']}", f"{c['mae_share']:.3f}",
                 _percent(c["within_one"]), _percent(c["exact"]), str(c["missed"]), str(c["extra"])]
            )  # fmt: skip
    head = ["sets", "n", "counted", "mean error / true count", "within one", "exact", "missed", "extra"]
    return table(head, rows)


def _times(found: Json) -> str:
    rows = []
    for name, e in (*found["times"].items(), ("way down lasts", found["lowering_s"])):
        if e["n"]:
            rows.append(
                [name, str(e["n"]), f"{e['bias']:+.2f} s", f"{e['mae']:.2f} s", f"{e['p95']:.2f} s",
                 f"{100 * e['within']:.0f} %"]
            )  # fmt: skip
    late = found.get("told_after_s", {"n": 0})
    told = (
        f" It is told {late['bias']:+.2f} s from its end in the mean, 95 % of them within {late['p95']:.2f} s."
        if late["n"]
        else ""
    )
    d = found["depth_deg"]
    depth = (
        f"Depth of {d['n']} repetitions: bias {d['bias']:+.1f}°, mean error {d['mae']:.1f}°, "
        f"95th percentile {d['p95']:.1f}°."
    )
    return table(["moment", "n", "bias", "mean error", "p95", "within 0.2 s"], rows) + f"\n\n{depth}{told}"


def _faults(found: Json) -> str:
    rows = [
        [f["exercise"], NAMES[f["fault"]], f["view"], _percent(f["sensitivity"]), _percent(f["specificity"])]
        for f in found["faults"]
        if f["view"] != "all" and f["sensitivity"]["of"] + f["specificity"]["of"]
    ]
    return table(["exercise", "fault", "view", "said of those there", "not said of those not there"], rows)


def _rest(found: Json) -> str:
    n, h = found["negatives"], found["holds"]
    during = f" ({', '.join(n['during'])})" if n["during"] else ""
    counted = "1 repetition" if n["repetitions"] == 1 else f"{n['repetitions']} repetitions"
    attempts, guessed = _percent(found["short_attempts"]), found["guessed"]
    return f"""Films of something else (standing, walking in and out, picking something up, marching, small bends), each
watched as a squat and as a deadlift: {counted} in {n["films"]} films{during}. Movements turned
back before half depth, said to be attempts: {attempts}. Faults named from a view that does not show them: {guessed}.
Release: {h["found"]} of {h["films"]} holds found, {h["side_right"]} on the right side."""


def _part(found: Json | None, make: str) -> str:
    if found is None:
        return not_measured(make)
    few = "" if found["films"] >= FEWEST else f" Films drawn so far: {found['films']}; far too few for a figure."
    return "\n\n".join([f"{origin(found)}.{few}", _counts(found), _times(found), _faults(found), _rest(found)])


def back(found: Json | None) -> str:
    """Whether the outline shows a rounded back."""
    if found is None:
        return not_measured("python -m validation.rounded_back BACKS")
    names = {
        "outline": "outline behind the line hip - shoulder, the network's points",
        "outline_true_joints": "the same, true joints",
        "chord": "line hip - shoulder shorter, the network's points",
        "chord_true_joints": "the same, true joints",
    }
    rows = [
        [words, f"{f['straight']:+.3f} ({f['sd_straight']:.3f})", f"{f['rounded']:+.3f} ({f['sd_rounded']:.3f})",
         f"{f['area']:.2f}", f"{100 * f['seen_at_95']:.0f} %"]
        for key, words in names.items()
        for f in [found[key]]
    ]  # fmt: skip
    head = ["measure (trunk lengths, against standing)", "straight (sd)", "rounded (sd)", "area under the curve",
            "rounded above 95 % of straight"]  # fmt: skip
    return f"""{origin(found)}. {found["people"]} rendered people ({found["bodies"]}) from the side,
both arms and a stick behind the back: quiet standing, a hinge with the back straight, one with it rounded by 40 to 55
degrees. The true joints tell the two apart; the network's outline and points do so weakly, on single pictures: no limit
on them is sure enough to say that a back is straight.

{table(head, rows)}"""


def coach(pictures: Json | None, posed: Json | None, outline: Json | None) -> str:
    """All parts of the section."""
    return f"""A set counts as drawn: planned repetitions, attempts, faults and what comes before and after, of
people, rooms, clothes and cameras by chance (`validation/people/random_set.py`); in films faults come
in turn, so that each is seen often from every view (`fault_set.py`). A value between clean and clearly
faulty is nobody's error and is left out. A repetition begins and ends where a twentieth of its way is gone or left; how
long the way down lasts is what was planned, from first to last movement. Shares are given with their counts and 95 %
intervals.

### From pictures

{_part(pictures, MAKE)}

### From posed joints, without a picture

The true joints as the camera would see them, with errors of about a network's size: this shows the step machine and
its limits, and not what a network makes of loose clothes or a covered knee.

{_part(posed, MAKE_POSED)}

### Does the outline show a rounded back?

{back(outline)}"""
