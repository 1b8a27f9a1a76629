"""The colours of page, charts and PDF, light and dark, and the style rules made from them.

Charts carry roles (class names), never colours, so that one drawing serves a light page, a dark page and paper.
Contrast of every text and line colour against its ground is tested (WCAG 2.2 AA).
"""

from collections.abc import Mapping
from typing import Final

LIGHT: Final[Mapping[str, str]] = {
    "page": "#f5f6f4",
    "card": "#ffffff",
    "ink": "#1b2530",
    "muted": "#525f6c",
    "line": "#d5dbe0",
    "strong-line": "#8590a0",
    "left": "#0f5c99",
    "right": "#9c4a06",
    "target": "#1d6b4f",
    "calm": "#1d6b4f",
    "calm-ground": "#e5f3ec",
    "work": "#7a4a00",
    "work-ground": "#fdf1da",
    "doubt": "#43536a",
    "doubt-ground": "#e9edf3",
    "alarm": "#9b1c1c",
    "alarm-ground": "#fcebea",
    "link": "#0f5c99",
    "pain": "#6a3d9a",
    "near": "#5d6b79",
    "far": "#a7b2bc",
    "lit": "#0f5c99",
    "prop": "#96600c",
    "move": "#b4321f",
}

DARK: Final[Mapping[str, str]] = {
    "page": "#11161b",
    "card": "#1a2127",
    "ink": "#e9edf1",
    "muted": "#aab6c1",
    "line": "#36414b",
    "strong-line": "#74828f",
    "left": "#7fbdf2",
    "right": "#f2aa6b",
    "target": "#7fd0ac",
    "calm": "#8ed8b6",
    "calm-ground": "#17332a",
    "work": "#f3c77c",
    "work-ground": "#3a2d14",
    "doubt": "#bac7d8",
    "doubt-ground": "#27313c",
    "alarm": "#ffb0a8",
    "alarm-ground": "#421d1d",
    "link": "#8fc6f5",
    "pain": "#cdb1f0",
    "near": "#9aa8b5",
    "far": "#57646f",
    "lit": "#7fbdf2",
    "prop": "#e3b566",
    "move": "#ff9a86",
}

_ROLES: Final[tuple[tuple[str, str], ...]] = (
    ("c-ink", "fill:{ink}"),
    ("c-muted", "fill:{muted}"),
    ("c-left", "fill:{left}"),
    ("c-right", "fill:{right}"),
    ("c-target", "fill:{target}"),
    ("c-alarm", "fill:{alarm}"),
    ("c-card", "fill:{card}"),
    ("c-pain", "fill:{pain}"),
    ("c-calm", "fill:{calm}"),
    ("c-doubt", "fill:{doubt}"),
    ("c-line", "fill:{line}"),
    ("c-hole", "fill:{card};stroke-width:2"),
    ("c-shade", "fill:{doubt-ground}"),
    ("s-line", "stroke:{line};stroke-width:1;fill:none"),
    ("s-axis", "stroke:{strong-line};stroke-width:1;fill:none"),
    ("s-left", "stroke:{left};fill:none"),
    ("s-right", "stroke:{right};fill:none"),
    ("s-target", "stroke:{target};stroke-width:1.75;stroke-dasharray:5 3;fill:none"),
    ("s-muted", "stroke:{muted};stroke-width:1;fill:none"),
    ("s-pain", "stroke:{pain};fill:none"),
    ("s-ink", "stroke:{ink};fill:none"),
    ("s-calm", "stroke:{calm};stroke-width:1.5;fill:none"),
    ("s-ring-pain", "stroke:{pain};stroke-width:2;fill:{card}"),
    ("s-ring-ink", "stroke:{ink};stroke-width:2;fill:{card}"),
    ("s-alarm-dash", "stroke:{alarm};stroke-width:1.25;stroke-dasharray:5 3;fill:none"),
    ("s-alarm", "stroke:{alarm};stroke-width:1.5;fill:none"),
    ("s-ring-left", "stroke:{left};stroke-width:2;fill:{card}"),
    ("s-ring-right", "stroke:{right};stroke-width:2;fill:{card}"),
    ("c-near", "fill:{near}"),
    ("c-far", "fill:{far}"),
    ("c-lit", "fill:{lit}"),
    ("c-prop", "fill:{prop}"),
    ("c-move", "fill:{move}"),
    ("f-near", "stroke:{near}"),
    ("f-far", "stroke:{far}"),
    ("f-lit", "stroke:{lit}"),
    ("f-prop", "stroke:{prop}"),
    ("f-edge", "stroke:{card}"),
    ("f-limb", "fill:none;stroke-linecap:round;stroke-linejoin:round"),
    ("f-shape", "stroke-linejoin:round"),
    ("s-move", "stroke:{move};stroke-width:2.75;stroke-linecap:round;stroke-linejoin:round;fill:none"),
    ("s-ghost", "stroke:{strong-line};stroke-width:1.5;stroke-dasharray:4 4;fill:none"),
    ("w-floor", "stroke-width:2"),
    ("w-2", "stroke-width:2;stroke-linejoin:round;stroke-linecap:round"),
    ("w-dash", "stroke-width:1.75;stroke-dasharray:2 4;stroke-linejoin:round;stroke-linecap:round"),
    ("s-dashed", "stroke-dasharray:7 4"),
    ("w-4", "stroke-width:4;stroke-linecap:round"),
    ("o-1", "opacity:.14"),
    ("o-2", "opacity:.3"),
    ("o-3", "opacity:.55"),
    ("t-tiny", "font-size:10.5px"),
    ("t-small", "font-size:12px"),
    ("t-text", "font-size:13.5px"),
    ("t-fig", "font-size:20px"),
    ("t-big", "font-size:16px;font-weight:600"),
    ("t-halo", "stroke:{card};stroke-width:4px;stroke-linejoin:round;paint-order:stroke"),
    ("a-middle", "text-anchor:middle"),
    ("a-end", "text-anchor:end"),
)


def chart_rules() -> str:
    """Style rules of the charts for a page: colours are variables, so that the page's theme decides."""
    variables = {name: f"var(--{name})" for name in LIGHT}
    return _rules(variables)


def fixed_chart_rules(font: str) -> str:
    """Style rules of the charts with the light colours written out, for paper, where no page decides."""
    return f'text{{font-family:"{font}"}}' + _rules(LIGHT)


def variables(palette: Mapping[str, str]) -> str:
    """The colours of a palette as custom properties."""
    return "".join(f"--{name}:{colour};" for name, colour in palette.items())


def _rules(colours: Mapping[str, str]) -> str:
    return "".join(f".{role}{{{rule.format_map(colours)}}}" for role, rule in _ROLES)


def contrast(first: str, second: str) -> float:
    """WCAG 2 contrast ratio of two colours '#rrggbb', 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it for sRGB."""
    channels = (int(colour[i : i + 2], 16) / 255.0 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
