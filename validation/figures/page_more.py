"""More sections of the page: repeats, ways of reading, live, the committed clips."""

from typing import Any

from validation.figures.ablation import READINGS
from validation.figures.page_parts import BENCH, picture, target_rows
from validation.figures.words import not_measured, number, origin, table

Json = dict[str, Any]


def repeats(bench: Json | None) -> str:
    """The same test again."""
    if bench is None or bench["repeat"]["sd"] is None:
        return not_measured(BENCH)
    r = bench["repeat"]
    cameras = next(t for t in target_rows(bench) if t.key == "two_cameras")
    two = (
        "The same motion from two cameras: not yet measured (no such films on this bench)."
        if cameras.value is None
        else f"The same motion from two cameras: 95 % of {cameras.n} differences lie within {number(cameras.value)}."
    )
    return f"""{origin(bench)}. The error of one trial differs from the next of the same side by a
standard deviation of {number(r["sd"])} ({r["freedom"]} degrees of freedom); the program claims
{number(r["claimed_sd"])} for this part. {two}"""


def ablation(found: Json | None) -> str:
    """Ways of reading."""
    if found is None:
        return not_measured("python -m validation.figures.ablation BENCH")
    rows = []
    for network, one in found["networks"].items():
        for key, f in one["readings"].items():
            m = f["mae"]
            rows.append(
                [network, READINGS[key], number(m["value"]), f"{number(m['low'])} to {number(m['high'])}",
                 number(f["bias"], signed=True), number(f["p95"]), f"{one['trials']} / {m['people']}"]
            )  # fmt: skip
    head = ["network", "reading", "mean error", "95 % interval", "bias", "p95", "trials / people"]
    return f"""{origin(found)}. Medians over the true hold, so that nothing but the reading differs;
networks on the same films.

{table(head, rows)}

{picture("ablation", "Mean error of every way of reading")}"""


_TAGS = {"full-live": "640-pixel JPEG pictures", "full": "whole pictures"}


def live(found: Json | None) -> str:
    """The filter alone."""
    if found is None:
        return not_measured("python -m validation.figures.live BENCH")
    rows = []
    for tag, parts in found["live"].items():
        for name, f in parts.items():
            m = f["mae"]
            rows.append(
                [_TAGS[tag], name, number(m["value"]), f"{number(m['low'])} to {number(m['high'])}",
                 number(f["bias"]["value"], signed=True), number(f["p95"]["value"]), number(f["found"]["value"], "%"),
                 str(f["extra"]), f"{m['n']} / {m['people']}"]
            )  # fmt: skip
    t = found["trouble"]
    head = ["keypoints of", "", "mean error", "95 % interval", "bias", "p95", "found", "extra", "trials / people"]
    missing = "" if "full-live" in found["live"] else (
        "\n\nFrom JPEG pictures: not yet measured (`python -m validation.figures.live_keypoints BENCH`)."
    )  # fmt: skip
    return f"""{origin(found)}. The filter alone, value by the same plateau rule. "Drops and jitter":
{100 * t["drop"]:.0f} % of the pictures lost, {t["bursts_per_s"]:g} bursts a second of {t["burst_s"]:g} s lost
altogether, time stamps off by {1000 * t["jitter_s"]:.0f} ms (standard deviation).

{table(head, rows)}{missing}"""


def clips(found: Json | None) -> str:
    """The committed clips."""
    command = "python -m validation.clips"
    if found is None:
        return not_measured(command)
    rows = []
    for c in found["clips"]:
        errors = " ".join(f"{e:+.1f}" for e in c["rotation"])
        rows.append([c["clip"], f"{c['found']}/{c['true_trials']}", str(c["extra"]), errors, c["said"]])
    f = found["figures"]
    total = ""
    if "rotation_mae" in f:
        read = sum(len(c["rotation"]) for c in found["clips"])
        total = (
            f"\n\nOver {read} trials: mean error {number(f['rotation_mae'])}, "
            f"bias {number(f['rotation_bias'], signed=True)}, p95 {number(f['rotation_p95'])}."
        )
    return f"""`{command} --network {found["network"]}` · Inturn {found["inturn"]}, {found["at"]}. No number was
fitted on these clips, but choices were made after seeing them (trust in the pelvis reading, error of turned people):
they are no blind test.

{table(["clip", "found", "extra", "errors, degrees", "said"], rows)}{total}"""
