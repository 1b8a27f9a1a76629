"""Pictures of the understanding panels that show no test: the pelvis over a step, and the weeks ahead."""

from inturn.report.charts.svg import element
from inturn.report.figures.people import ANKLE_HEIGHT, FOOT, HEAD, NECK, SHANK, THIGH, TRUNK, Side, draw_side
from inturn.report.figures.sheet import Point, Sheet, arc, polar, reach

_WEEKS = 12


def step_and_pelvis(name: str) -> str:
    """A step from the side, and beside it the pelvis from above, turning over the leg one stands on."""
    sheet = Sheet(-58.0, -8.0, 232.0, 188.0, 1.6)
    parts = [sheet.floor(), *draw_side(sheet, _walker())]
    parts += _pelvis_from_above(sheet, (118.0, 92.0))
    return sheet.framed(
        name,
        "The pelvis turns over the leg you stand on",
        "A person takes a step; the heel of the front leg is on the floor. Beside it the pelvis from above: it turns a "
        "little over the front leg, and that hip turns inward.", parts,
    )  # fmt: skip


def _walker() -> Side:
    hip: Point = (-4.0, ANKLE_HEIGHT + SHANK + THIGH - 5.0)
    shoulder = polar(hip, -TRUNK, -3.0)
    front, rear = (24.0, ANKLE_HEIGHT + 1.5), (-32.0, ANKLE_HEIGHT + 6.0)
    near = (hip, reach(hip, front, THIGH, SHANK, bend=1.0), front, (front[0] + 0.7 * FOOT, 8.5))
    far = (hip, reach(hip, rear, THIGH, SHANK, bend=1.0), rear, (rear[0] + 0.72 * FOOT, 3.0))
    arm_back = (shoulder, (shoulder[0] - 12.0, shoulder[1] - 27.0), (shoulder[0] - 12.0, shoulder[1] - 53.0))
    arm_front = (shoulder, (shoulder[0] + 10.0, shoulder[1] - 28.0), (shoulder[0] + 25.0, shoulder[1] - 50.0))
    head = polar(shoulder, -(NECK + HEAD), -4.0)
    return Side(hip, shoulder, head, near, far, arm_back, arm_front, frozenset({"leg"}))


def _pelvis_from_above(sheet: Sheet, at: Point) -> list[str]:
    """A bar for the pelvis over two feet; the way it turns, and where it was."""
    stance = (at[0], at[1] - 26.0)
    before, after = polar(stance, 56.0, 200.0), polar(stance, 56.0, 172.0)
    parts = [
        sheet.words((at[0] - 74.0, at[1] + 74.0), "the pelvis, seen from above", "c-muted t-text"),
        _foot(sheet, (stance[0] + 7.0, stance[1]), "c-lit"),
        _foot(sheet, (before[0] - 22.0, before[1] + 2.0), "c-far"),
        sheet.line(stance, before, "s-ghost"),
        sheet.limb([stance, after], 17.0, "f-near"),
        sheet.disc(stance, 8.0, "c-lit"),
    ]
    parts += sheet.arrow(arc(stance, 71.0, 200.0, 172.0))
    parts += sheet.arrow(arc(stance, 26.0, 70.0, 150.0))
    parts.append(sheet.words((stance[0] - 46.0, stance[1] - 36.0), "this hip turns inward", "c-ink t-text"))
    return parts


def _foot(sheet: Sheet, at: Point, classes: str) -> str:
    x, y = sheet.at(at)
    return element("ellipse", f"{classes} o-3", None, cx=x, cy=y, rx=20.0 * sheet.scale, ry=8.0 * sheet.scale)


def weeks_ahead(name: str) -> str:
    """Twelve weeks of small steps, with a look back every fourth; nothing is promised at their end."""
    sheet = Sheet(0.0, 6.0, 212.0, 90.0, 1.6)
    parts = [sheet.words((6.0, 84.0), "twelve weeks, three sessions in each", "c-ink t-text")]
    for week in range(_WEEKS):
        x = 13.0 + week * 16.6
        for session in range(3):
            parts.append(sheet.disc((x, 44.0 + session * 11.0), 3.8, "c-calm"))
        parts.append(sheet.words((x - (2.0 if week < 9 else 4.0), 29.0), str(week + 1), "c-muted t-small"))
        if (week + 1) % 4 == 0:
            parts.append(sheet.line((x + 8.3, 33.0), (x + 8.3, 72.0), "s-ghost") if week + 1 < _WEEKS else "")
            parts.append(sheet.words((x - 33.0, 14.0), "look again", "c-ink t-text"))
    return sheet.framed(name, "Weeks, not days", "Twelve weeks with three short sessions in each, and a look at what "
                        "has changed after every fourth.", parts)  # fmt: skip
