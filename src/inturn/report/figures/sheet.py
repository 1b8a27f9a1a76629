"""A sheet to draw on in centimetres with the floor at zero, and the strokes that figures are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, radians, sin

from inturn.report.charts.svg import element, frame

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Part of the world that is drawn: from (left, bottom), `width` by `height` centimetres, pixels to a centimetre."""

    left: float
    bottom: float
    width: float
    height: float
    scale: float = 2.0

    def at(self, point: Point) -> Point:
        """Where a point of the world lies on the drawing."""
        return (point[0] - self.left) * self.scale, (self.bottom + self.height - point[1]) * self.scale

    def framed(self, name: str, title: str, description: str, parts: Sequence[str]) -> str:
        """The drawing as an accessible SVG."""
        return frame(name, self.width * self.scale, self.height * self.scale, title, description, parts)

    def limb(self, points: Sequence[Point], thickness: float, classes: str) -> str:
        """A rounded limb through joints; `thickness` in centimetres."""
        return element("path", f"{classes} f-limb", None, d=self._path(points), stroke_width=thickness * self.scale)

    def shape(self, points: Sequence[Point], classes: str, rounding: float = 0.0) -> str:
        """A filled outline with corners rounded by `rounding` centimetres."""
        return element(
            "path",
            f"{classes} f-{classes.removeprefix('c-')} f-shape",
            None,
            d=self._path(points) + "Z",
            stroke_width=2 * rounding * self.scale,
        )

    def disc(self, centre: Point, radius: float, classes: str) -> str:
        """A filled circle."""
        x, y = self.at(centre)
        return element("circle", classes, None, cx=x, cy=y, r=radius * self.scale)

    def line(self, a: Point, b: Point, classes: str) -> str:
        """A thin straight line."""
        (x1, y1), (x2, y2) = self.at(a), self.at(b)
        return element("line", classes, None, x1=x1, y1=y1, x2=x2, y2=y2)

    def words(self, at: Point, text: str, classes: str = "c-muted t-text") -> str:
        """A line of text with its baseline at a point."""
        x, y = self.at(at)
        return element("text", classes, text, x=x, y=y)

    def floor(self) -> str:
        """The floor."""
        return self.line((self.left, 0.0), (self.left + self.width, 0.0), "s-axis w-floor")

    def arrow(self, points: Sequence[Point], classes: str = "s-move", head: float = 4.5) -> list[str]:
        """A line with a head at its end."""
        return [element("path", classes, None, d=self._path(points)), self.tip(points[-2], points[-1], head)]

    def both_ways(self, a: Point, b: Point, head: float = 4.0) -> list[str]:
        """A line with a head at either end."""
        return [self.line(a, b, "s-move"), self.tip(a, b, head), self.tip(b, a, head)]

    def tip(self, start: Point, end: Point, size: float, classes: str = "c-move") -> str:
        """The head of an arrow that comes from `start` and points at `end`."""
        angle = atan2(end[1] - start[1], end[0] - start[0])
        left, right = ((end[0] - size * cos(angle + turn), end[1] - size * sin(angle + turn)) for turn in (0.45, -0.45))
        return element("path", classes, None, d=self._path([left, end, right]) + "Z")

    def _path(self, points: Sequence[Point]) -> str:
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in map(self.at, points))


def polar(origin: Point, length: float, degrees: float) -> Point:
    """The point `length` away; 0 degrees hangs straight down, positive turns counter-clockwise (towards the right)."""
    return origin[0] + length * sin(radians(degrees)), origin[1] - length * cos(radians(degrees))


def arc(centre: Point, radius: float, start: float, end: float, steps: int = 14) -> list[Point]:
    """Points on a circle between two angles, as `polar` counts them."""
    return [polar(centre, radius, start + (end - start) * i / steps) for i in range(steps + 1)]


def reach(origin: Point, target: Point, upper: float, lower: float, *, bend: float = 1.0) -> Point:
    """The middle joint of two segments between origin and target; `bend` +1 or -1 chooses the side it bends to."""
    dx, dy = target[0] - origin[0], target[1] - origin[1]
    distance = min(max(hypot(dx, dy), abs(upper - lower) + 1e-6), upper + lower - 1e-6)
    along = (upper**2 - lower**2 + distance**2) / (2 * distance)
    across = bend * max(upper**2 - along**2, 0.0) ** 0.5
    ux, uy = dx / max(hypot(dx, dy), 1e-9), dy / max(hypot(dx, dy), 1e-9)
    return origin[0] + along * ux - across * uy, origin[1] + along * uy + across * ux
