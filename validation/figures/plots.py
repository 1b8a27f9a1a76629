"""Plots as SVG: 360 wide, their colours inside, light or dark as the reader's screen asks."""

from collections.abc import Sequence
from typing import Any

from inturn.report.charts.svg import Scale, element, frame, label, line, marker, path, rect, standalone
from inturn.report.palette import DARK, LIGHT, chart_rules, variables

WIDTH = 360.0
PAD = 14.0
LEFT, RIGHT = "left", "right"  # the palette's two colours; here they only tell series apart

Json = dict[str, Any]


def style() -> str:
    """Style rules of a plot that stands alone."""
    return (
        "svg{font-family:system-ui,'Segoe UI',Roboto,Arial,sans-serif;"
        + variables(LIGHT)
        + "}@media (prefers-color-scheme:dark){svg{"
        + variables(DARK)
        + "}}"
        + chart_rules()
    )


def drawing(name: str, height: float, title: str, description: str, parts: Sequence[str]) -> str:
    """A whole plot on its own ground."""
    ground = rect(0, 0, WIDTH, height, "c-card", rx=6)
    return standalone(frame(name, WIDTH, height, title, description, [ground, *parts]), style()) + "\n"


def whisker(x: Scale, y: float, low: float, value: float, high: float, colour: str = LEFT) -> list[str]:
    """A value with its interval."""
    return [
        line(x(low), y, x(high), y, f"s-{colour} w-2 o-3"),
        marker(colour, x(value), y, 4.0, f"c-{colour}"),
    ]


def axis(x: Scale, top: float, bottom: float, step: float, unit: str) -> list[str]:
    """Vertical grid lines with numbers under them."""
    parts: list[str] = []
    for tick in x.ticks(step):
        parts.append(line(x(tick), top, x(tick), bottom, "s-line"))
        parts.append(label(x(tick), bottom + 15, f"{tick:g}{unit}", "c-muted t-small a-middle"))
    return parts


def ceiling(values: Sequence[float], step: float) -> float:
    """The next multiple of `step` at or above all values."""
    return step * -(-max(values) // step)


def targets_plot(rows: Sequence[Json], texts: dict[str, str], bars: dict[str, float], aims: dict[str, float]) -> str:
    """Figures in degrees against their bars and aims. `rows` hold key, value, low, high (sizes)."""
    pitch, top = 46.0, 44.0
    bottom = top + pitch * len(rows)
    x = Scale(0.0, ceiling([*(r["high"] for r in rows), *(bars[r["key"]] for r in rows), 4.0], 1.0), PAD, WIDTH - PAD)
    parts = [label(PAD, 20, "Degrees; dot and line: value, 95 % interval"), *axis(x, top, bottom, 2.0, "°")]
    parts += [line(PAD, 31, PAD, 39, "s-alarm w-4"), label(PAD + 8, 39, "bar")]
    parts += [line(PAD + 50, 31, PAD + 50, 39, "s-target w-4"), label(PAD + 58, 39, "aim")]
    for i, r in enumerate(rows):
        y = top + pitch * i + 32
        bar, aim = bars[r["key"]], aims[r["key"]]
        missed = r["value"] > bar
        parts.append(label(PAD, y - 14, texts[r["key"]], "c-ink t-text t-halo"))
        parts.append(line(x(aim), y - 9, x(aim), y + 9, "s-target w-2"))
        parts.append(line(x(bar), y - 9, x(bar), y + 9, "s-alarm w-2"))
        parts += whisker(x, y, r["low"], r["value"], r["high"], RIGHT if missed else LEFT)
    told = "; ".join(f"{texts[r['key']]} {r['value']:.1f}, bar {bars[r['key']]:g}" for r in rows)
    return drawing("targets", bottom + 24, "Figures against their bars", told, parts)


def agreement_plot(found: Json) -> str:
    """Bland-Altman: said minus true over their mean."""
    points = [(0.5 * (t + s), s - t) for t, s in found["points"]]
    reach = ceiling([abs(d) for _, d in points] + [abs(found["lower"]), abs(found["upper"]), 5.0], 5.0)
    x = Scale(min(0.0, *(m for m, _ in points)), ceiling([m for m, _ in points] + [40.0], 10.0), PAD + 26, WIDTH - PAD)
    y = Scale(-reach, reach, 290.0, 34.0)
    parts = [label(PAD, 20, "Said less true, degrees")]
    for tick in y.ticks(5.0 if reach <= 15 else 10.0):
        parts.append(line(x.start, y(tick), x.end, y(tick), "s-axis" if tick == 0 else "s-line"))
        parts.append(label(x.start - 6, y(tick) + 4, f"{tick:+g}" if tick else "0", "c-muted t-small a-end"))
    for tick in x.ticks(10.0):
        parts.append(label(x(tick), 306, f"{tick:g}°", "c-muted t-small a-middle"))
    parts.append(label(x.end, 324, "mean of said and true rotation", "c-muted t-small a-end"))
    parts += [element("circle", f"c-{LEFT} o-3", cx=x(m), cy=y(d), r=3.0) for m, d in points]
    for key, name in (("upper", "upper limit"), ("bias", "bias"), ("lower", "lower limit")):
        at = y(found[key])
        parts.append(line(x.start, at, x.end, at, "s-target"))
        parts.append(label(x.end, at - 4, f"{name} {found[key]:+.1f}", "c-target t-small a-end t-halo"))
    told = (
        f"{len(points)} trials; bias {found['bias']:+.1f}, 95 % limits {found['lower']:+.1f} to {found['upper']:+.1f}"
        f" degrees; slope {found['slope']:+.2f} per degree."
    )
    return drawing("agreement", 334, "Agreement of said and true rotation", told, parts)


def conditions_plot(name: str, title: str, rows: Sequence[Json], bar: float) -> str:
    """Mean error per bin, condition after condition."""
    row, head, top = 19.0, 30.0, 42.0
    x = Scale(0.0, ceiling([min(r["high"], 12.0) for r in rows] + [bar + 1.0], 1.0), 196.0, WIDTH - PAD)
    parts: list[str] = []
    y, last = top, ""
    for r in rows:
        if r["condition"] != last:
            y += head
            last = r["condition"]
            parts.append(label(PAD, y - 4, last, "c-ink t-text"))
        y += row
        parts.append(label(PAD + 8, y - 4, r["bin"], "c-muted t-small"))
        parts.append(label(x.start - 8, y - 4, f"{r['trials']}", "c-muted t-small a-end"))
        colour = RIGHT if r["mae"] > bar else LEFT
        parts += whisker(x, y - 8, r["low"], r["mae"], r["high"], colour)
    bottom = y + 6
    ground = [
        label(PAD, 20, "Mean error of a trial, degrees"),
        label(x.start - 8, 38, "trials", "c-muted t-small a-end"),
    ]
    ground += axis(x, top, bottom, 2.0, "°")
    ground += [
        line(x(bar), top - 6, x(bar), bottom, "s-alarm"),
        label(x(bar), top - 10, "bar", "c-alarm t-small a-middle"),
    ]
    told = "; ".join(f"{r['condition']}, {r['bin']}: {r['mae']:.1f} ({r['trials']} trials)" for r in rows)
    return drawing(name, bottom + 24, title, told, [*ground, *parts])


def coverage_plot(found: dict[str, list[Json]]) -> str:
    """Covered against claimed, percent."""
    kept = {k: v for k, v in found.items() if k in ("trials", "sides")}
    x, y = Scale(40.0, 100.0, PAD + 30, WIDTH - PAD), Scale(0.0, 100.0, 270.0, 60.0)
    parts = [label(PAD, 20, "Intervals that hold the truth, percent")]
    for i, name in enumerate(kept):
        colour = (LEFT, RIGHT)[i]
        parts += [
            line(PAD + 110 * i, 36, PAD + 110 * i + 16, 36, f"s-{colour} w-2"),
            label(PAD + 110 * i + 22, 40, name),
        ]
    parts += _square(x, y, 20.0)
    parts.append(path([(x(40), y(40)), (x(100), y(100))], "s-target"))
    for i, levels in enumerate(kept.values()):
        colour, shift = (LEFT, RIGHT)[i], 3.0 * (2 * i - 1)
        parts.append(path([(x(v["claimed"]) + shift, y(v["value"])) for v in levels], f"s-{colour} w-2"))
        for v in levels:
            at = x(v["claimed"]) + shift
            parts.append(line(at, y(v["low"]), at, y(v["high"]), f"s-{colour} w-2 o-3"))
            parts.append(marker(colour, at, y(v["value"]), 4.0, f"c-{colour}"))
    parts.append(label(x.end, 304, "claimed, percent", "c-muted t-small a-end"))
    told = "; ".join(
        f"{n}: " + ", ".join(f"{v['claimed']:g} % covers {v['value']:.0f} %" for v in ls) for n, ls in kept.items()
    )
    return drawing("coverage", 314, "What the intervals cover", told, parts)


def _square(x: Scale, y: Scale, step: float) -> list[str]:
    parts: list[str] = []
    for tick in y.ticks(step):
        parts.append(line(x.start, y(tick), x.end, y(tick), "s-line"))
        parts.append(label(x.start - 6, y(tick) + 4, f"{tick:g}", "c-muted t-small a-end"))
    for tick in x.ticks(step):
        parts.append(label(x(tick), y.start + 17, f"{tick:g}", "c-muted t-small a-middle"))
    return parts


def probabilities_plot(found: dict[str, Json]) -> str:
    """How often it was so against the probability that was said."""
    kept = {k: v for k, v in found.items() if k in ("below the target", "body moved")}
    x, y = Scale(0.0, 100.0, PAD + 30, WIDTH - PAD), Scale(0.0, 100.0, 270.0, 60.0)
    parts = [label(PAD, 20, "How often it was so, percent")]
    for i, name in enumerate(kept):
        colour = (LEFT, RIGHT)[i]
        parts += [
            marker(colour, PAD + 5 + 150 * i, 36, 4.0, f"c-{colour}"),
            label(PAD + 14 + 150 * i, 40, name),
        ]
    parts += _square(x, y, 20.0)
    parts.append(path([(x(0), y(0)), (x(100), y(100))], "s-target"))
    for i, claims in enumerate(kept.values()):
        colour = (LEFT, RIGHT)[i]
        bins = claims["bins"]
        parts.append(path([(x(100 * b["said"]), y(100 * b["happened"])) for b in bins], f"s-{colour} w-2 o-3"))
        for b in bins:
            at = (x(100 * b["said"]), y(100 * b["happened"]))
            parts.append(marker(colour, at[0], at[1], 4.0, f"c-{colour}"))
            parts.append(label(at[0] + 6, at[1] + (14 if i else -6), f"{b['n']}", f"c-{colour} t-small t-halo"))
    parts.append(label(x.end, 304, "probability said, percent; numbers: how many", "c-muted t-small a-end"))
    told = "; ".join(
        f"{n}: "
        + ", ".join(f"said {100 * b['said']:.0f} %, was so {100 * b['happened']:.0f} % of {b['n']}" for b in v["bins"])
        for n, v in kept.items()
    )
    return drawing("probabilities", 314, "What the probabilities are worth", told, parts)


def ablation_plot(networks: dict[str, Json], texts: dict[str, str]) -> str:
    """Mean error of every way of reading, per network."""
    row, head, top = 19.0, 30.0, 30.0
    every = [f["mae"] for n in networks.values() for f in n["readings"].values()]
    largest = ceiling([f["high"] for f in every], 2.0)
    x = Scale(0.0, largest, 176.0, WIDTH - PAD)
    parts: list[str] = []
    y = top
    for network, found in networks.items():
        y += head
        parts.append(label(PAD, y - 4, f"{network}, {found['trials']} trials", "c-ink t-text"))
        for key, f in found["readings"].items():
            y += row
            parts.append(label(PAD + 8, y - 4, texts[key], "c-muted t-small"))
            m = f["mae"]
            parts += whisker(
                x, y - 8, m["low"], m["value"], m["high"], LEFT if key in ("filter", "smoother") else RIGHT
            )
    bottom = y + 6
    ground = [
        label(PAD, 20, "Mean error at the true hold, degrees"),
        *axis(x, top, bottom, 5.0 if largest <= 20.0 else 10.0, "°"),
    ]
    told = "; ".join(
        f"{n}: " + ", ".join(f"{texts[k]} {f['mae']['value']:.1f}" for k, f in v["readings"].items())
        for n, v in networks.items()
    )
    return drawing("ablation", bottom + 24, "Ways of reading side by side", told, [*ground, *parts])
