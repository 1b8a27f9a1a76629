"""The front leg of a stick figure, read as it is seen: what the coach reads of it undoes what a network draws."""

from math import atan2, nan, sin

import numpy as np
import pytest

from inturn.training.coach.points import Body, Point


def seen_leg(body: Body, stood: tuple[Point, ...], trunk: float, away: float, front: int | None) -> tuple[float, float]:
    """Bend of the front knee as if it moved straight forward; rise of its heel against the toes, shank lengths."""
    if front is None or abs(away) < 0.3:
        return nan, nan
    (hu, hv), (ku, kv), (au, av) = body.hip[front], body.knee[front], body.ankle[front]
    shank = float(np.hypot(stood[4 + front][0] - stood[6 + front][0], stood[4 + front][1] - stood[6 + front][1]))
    rise = body.toe[front][1] - body.heel[front][1] - (stood[10 + front][1] - stood[8 + front][1])
    aside = sin(away)
    thigh, shin = atan2((ku - hu) / aside, kv - hv), atan2((au - ku) / aside, av - kv)
    return thigh - shin, rise / shank


@pytest.fixture
def as_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inturn.training.coach.signals.front_leg", seen_leg)
