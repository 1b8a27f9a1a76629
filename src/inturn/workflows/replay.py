"""A kept recording as a moving skeleton: plain values for a page to draw, with the words of the film."""

from dataclasses import dataclass
from math import isfinite
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import INDEX, KEYPOINTS, Side
from inturn.errors import NotKeptError
from inturn.kinematics import smooth
from inturn.report.charts.curve import curve_chart
from inturn.report.document import Result, from_json
from inturn.report.html import NARROW, WIDE
from inturn.report.overlay.bones import BONES
from inturn.report.overlay.scene import Moment, Scene, scene
from inturn.report.words.safety import SIDES
from inturn.sources.recordings import read_recording
from inturn.store import repositories as kept
from inturn.training.records import Person, TestRecord
from inturn.workflows.measure_laboratory import is_of_laboratory

LEAST_VISIBILITY: Final = 0.4
"""A point less likely than this to be seen is not drawn."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One moment.

    points    (33) pairs of the upright picture's pixels to a tenth, None where nothing is seen
    degrees   inward rotation of the leg under test; None where it cannot be said
    stick_u   column of the stick, px
    """

    time_s: float
    points: tuple[tuple[float, float] | None, ...]
    side: Side | None
    degrees: float | None
    headline: str
    number: str
    detail: str
    warning: str
    stick_u: float | None


@dataclass(frozen=True, slots=True)
class Span:
    """A trial in time; `counted` is False where it was left out or could not be read."""

    side: Side
    order: int
    start_s: float
    peak_s: float
    end_s: float
    counted: bool


@dataclass(frozen=True, slots=True)
class Replay:
    """The whole recording: picture size in px, the bones as pairs of point numbers, the moments, the trials.

    curve   the angle over time as two drawings, wide and narrow
    """

    width: float
    height: float
    duration_s: float
    bones: tuple[tuple[int, int], ...]
    pictures: tuple[Picture, ...]
    trials: tuple[Span, ...]
    curve: tuple[str, str]


def replay(person: Person, test_id: str) -> Replay:
    """The recording of a kept test. Raises NotKeptError for a test that is not there, or whose recording is not."""
    return replay_of(person, kept.standing_test(person.id, test_id))


def replay_of(person: Person, test: TestRecord) -> Replay:
    """The recording of a test that was looked up. Raises NotKeptError where none is kept, or it has no picture."""
    if test.recording is None or not test.result_json:
        raise NotKeptError("No recording of this test is kept here.")
    recording = read_recording(kept.recording_path(test.recording))
    if is_of_laboratory(recording):
        raise NotKeptError("This test was recorded by a marker laboratory: there is no picture to replay.")
    result = from_json(test.result_json)
    angles = smooth(recording, person.height_m)
    drawn = scene(recording, angles, result)
    a: dict[str, Any] = {str(name): value for name, value in recording.attrs.items()}
    return Replay(
        width=float(a["width"]),
        height=float(a["height"]),
        duration_s=float(drawn.time_s[-1]) if drawn.time_s.size else 0.0,
        bones=tuple((INDEX[one], INDEX[other]) for one, other in BONES),
        pictures=_pictures(drawn),
        trials=_spans(result),
        curve=(curve_chart(result, angles, WIDE, "curve-wide"), curve_chart(result, angles, NARROW, "curve-narrow")),
    )


def _pictures(drawn: Scene) -> tuple[Picture, ...]:
    return tuple(_picture(time_s, drawn.at(time_s)) for time_s in map(float, drawn.time_s))


def _picture(time_s: float, now: Moment) -> Picture:
    return Picture(
        time_s=time_s,
        points=tuple(_point(now.points[i], float(now.visible[i])) for i in range(len(KEYPOINTS))),
        side=now.side,
        degrees=now.degrees,
        headline=now.headline[:1].upper() + now.headline[1:],
        number=now.number,
        detail=now.detail,
        warning=now.warning,
        stick_u=now.stick_u,
    )


def _point(pixel: NDArray[np.float64], visible: float) -> tuple[float, float] | None:
    u, v = float(pixel[0]), float(pixel[1])
    return (round(u, 1), round(v, 1)) if visible >= LEAST_VISIBILITY and isfinite(u) and isfinite(v) else None


def _spans(result: Result) -> tuple[Span, ...]:
    return tuple(
        Span(side, t.order, t.start_s, t.peak_s, t.end_s, t.included and t.quality != "unreadable")
        for side in SIDES
        for t in result.side(side).trials
    )
