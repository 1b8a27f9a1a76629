"""A small SVG writer: elements as text, a linear scale, an accessible frame. All text and attributes are escaped."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape


@dataclass(frozen=True, slots=True)
class Scale:
    """Linear map from data [low, high] to pixels [start, end]; values outside are clipped."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self, step: float) -> list[float]:
        """Multiples of `step` within the scale."""
        first, last = int(-(-self.low // step)), int(self.high // step)
        return [i * step for i in range(first, last + 1)]


def element(name: str, classes: str = "", text: str | None = None, **attributes: float | str) -> str:
    """One element; numbers are rounded to a hundredth, `_` in attribute names stands for `-`."""
    head = name + (f' class="{escape(classes)}"' if classes else "")
    for key, value in attributes.items():
        shown = value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
        head += f' {key.replace("_", "-")}="{escape(shown)}"'
    return f"<{head}/>" if text is None else f"<{head}>{escape(text)}</{name}>"


def line(x1: float, y1: float, x2: float, y2: float, classes: str) -> str:
    """A straight line."""
    return element("line", classes, x1=x1, y1=y1, x2=x2, y2=y2)


def rect(
    x: float, y: float, width: float, height: float, classes: str, *, rx: float = 0.0, fill: str | None = None
) -> str:
    """A rectangle."""
    own = {} if fill is None else {"fill": fill}
    return element("rect", classes, None, x=x, y=y, width=max(width, 0.0), height=height, rx=rx, **own)


def label(x: float, y: float, text: str, classes: str = "c-muted t-small") -> str:
    """A line of text with its baseline at y."""
    return element("text", classes, text, x=x, y=y)


def path(points: Iterable[tuple[float, float]], classes: str, *, closed: bool = False) -> str:
    """A polyline through the points, closed on request."""
    inner = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return element("path", classes, d=f"M{inner}{'Z' if closed else ''}")


def marker(side: str, x: float, y: float, size: float, classes: str) -> str:
    """The side's own mark: a disc for the left, a square for the right, so that colour is not alone."""
    if side == "left":
        return element("circle", classes, cx=x, cy=y, r=size)
    half = 0.88 * size
    return rect(x - half, y - half, 2 * half, 2 * half, classes)


def value(text: str, *parts: str) -> str:
    """What stands for one value, with its words: shown on hover; `explorable` lets one walk to them."""
    return f"<g><title>{escape(text)}</title>{''.join(parts)}</g>"


def explorable(svg: str) -> str:
    """The drawing for a page whose script walks its values: each has a name, the first can be reached by Tab."""
    head, rest = svg.split(">", 1)
    first, *others = rest.split("<g><title>")
    named = [_named(piece, "0" if i == 0 else "-1") for i, piece in enumerate(others)]
    return head.replace('role="img"', 'role="group"', 1) + ">" + first + "".join(named)


def _named(piece: str, tab: str) -> str:
    text = piece.split("</title>", 1)[0]  # escaped by `value`, quotes too
    return f'<g class="value" role="img" tabindex="{tab}" aria-label="{text}"><title>{piece}'


def frame(name: str, width: float, height: float, title: str, description: str, parts: Iterable[str]) -> str:
    """The whole drawing as an image with a name and a description for those who do not see it."""
    ids = f"{name}-title {name}-desc"
    head = element("title", "", title, id=f"{name}-title") + element("desc", "", description, id=f"{name}-desc")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-labelledby="{escape(ids)}" '
        f'viewBox="0 0 {width:g} {height:g}">{head}{"".join(parts)}</svg>'
    )


def description(svg: str) -> str:
    """The description that `frame` wrote, as plain text."""
    return unescape(svg.split("<desc", 1)[1].split(">", 1)[1].split("</desc>", 1)[0])


def standalone(svg: str, rules: str) -> str:
    """The same drawing with its style inside, for places that know no page style."""
    head, rest = svg.split(">", 1)
    return f"{head}><style>{rules}</style>{rest}"
