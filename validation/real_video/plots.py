"""Curves of markers, us and the one-phone system as SVG: lines only, no picture of anybody."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from validation.real_video.compare import Comparison

Floats = NDArray[np.float64]

PANELS = (
    ("hip_flexion_left", "hip flexion, left"), ("hip_flexion_right", "hip flexion, right"),
    ("knee_flexion_left", "knee flexion, left"), ("knee_flexion_right", "knee flexion, right"),
    ("pelvis_tilt", "pelvis, forward tilt"), ("trunk_line_flexion", "trunk (hips to shoulders), forward"),
)  # fmt: skip
LINES = (
    ("truth", "markers", "#444444", ""),
    ("ours", "ours", "#0b6e99", ""),
    ("theirs", "one-phone", "#c4500a", "5 3"),
)
WIDTH, HEIGHT, LEFT, TOP, GAP = 360, 190, 46, 40, 30


def _points(x: Floats, y: Floats) -> list[str]:
    """Runs of finite points as SVG coordinates."""
    runs: list[list[str]] = [[]]
    for a, b in zip(x, y, strict=True):
        if np.isfinite(b):
            runs[-1].append(f"{a:.1f},{b:.1f}")
        elif runs[-1]:
            runs.append([])
    return [" ".join(run) for run in runs if len(run) > 1]


def _panel(found: Comparison, name: str, title: str, x0: float, y0: float) -> list[str]:
    """One angle over time at a place in the drawing."""
    every = slice(found.window.start, found.window.stop, max(1, (found.window.stop - found.window.start) // 160))
    time = found.time_s[every]
    curves = {key: np.rad2deg(getattr(found, key)[name][every]) for key, *_ in LINES}
    values = np.concatenate(list(curves.values()))
    low, high = 10 * np.floor(np.nanmin(values) / 10), 10 * np.ceil(np.nanmax(values) / 10)
    x = x0 + (time - time[0]) / (time[-1] - time[0]) * WIDTH

    def y(v: Floats | float) -> Floats | float:
        return y0 + (high - v) / (high - low) * HEIGHT

    out = [f'<text x="{x0}" y="{y0 - 8}" class="t">{title}, degrees</text>']
    step = 20.0 if high - low > 60 else 10.0
    for mark in np.arange(step * np.ceil(low / step), high + 1, step):
        out.append(f'<line x1="{x0}" x2="{x0 + WIDTH}" y1="{y(mark):.1f}" y2="{y(mark):.1f}" class="g"/>')
        out.append(f'<text x="{x0 - 6}" y="{y(mark) + 4:.1f}" class="n">{mark:.0f}</text>')
    for key, _, colour, dash in LINES:
        out += [
            f'<polyline points="{run}" stroke="{colour}" stroke-dasharray="{dash}" class="l"/>'
            for run in _points(x, np.asarray(y(curves[key])))
        ]
    for i, second in enumerate((time[0], time[-1])):
        anchor = "start" if i == 0 else "end"
        at = x0 + i * WIDTH
        out.append(f'<text x="{at}" y="{y0 + HEIGHT + 15}" class="s" text-anchor="{anchor}">{second:.1f} s</text>')
    return out


def drawing(found: Comparison, name: str) -> str:
    """The whole drawing of one clip."""
    width = 2 * (LEFT + WIDTH) + GAP
    height = TOP + 3 * (HEIGHT + 2 * GAP)
    style = (
        "text{font:12px sans-serif;fill:#222}.n{text-anchor:end;font-size:11px}.s{font-size:11px}.t{font-weight:bold}"
        ".g{stroke:#ddd}.l{fill:none;stroke-width:1.6}"
    )
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f"<title>{name}: hip, knee, pelvis and trunk over time: markers, ours, one-phone system</title>",
        f'<style>{style}</style><rect width="100%" height="100%" fill="#fff"/>',
    ]
    for i, (_, label, colour, dash) in enumerate(LINES):
        x = LEFT + 130 * i
        out.append(
            f'<line x1="{x}" x2="{x + 28}" y1="12" y2="12" stroke="{colour}" stroke-dasharray="{dash}" class="l"/>'
        )
        out.append(f'<text x="{x + 34}" y="16">{label}</text>')
    for i, (angle, title) in enumerate(PANELS):
        x0 = LEFT + (i % 2) * (LEFT + WIDTH + GAP / 2)
        out += _panel(found, angle, title, x0, TOP + 10 + (i // 2) * (HEIGHT + 2 * GAP))
    return "\n".join([*out, "</svg>"]) + "\n"


def write_plots(folder: Path, name: str, found: Comparison) -> None:
    """`real-video-NAME.svg` in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"real-video-{name}.svg").write_text(drawing(found, name), "utf-8")
