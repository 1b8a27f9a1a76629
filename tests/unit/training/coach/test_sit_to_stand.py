"""A fourth exercise needs data and no code: sit to stand, as `validation.coach fourth` shows on drawn people."""

from math import degrees
from pathlib import Path

import pytest

from inturn.programme.coach_file import parse_coach
from inturn.training.coach.events import Attempt, Event, Fault, Repetition
from inturn.training.coach.machine import detect
from tests.unit.training.coach.figure import Film, Writer, film, seated, writer

DATA = Path(__file__).parents[4] / "validation" / "coach_parts" / "sit_to_stand.toml"
TEXT = DATA.read_text(encoding="utf-8")
VIEWS = (0.0, 40.0, 85.0)


def seen(written: Writer, turn: float, text: str = TEXT) -> tuple[Event, ...]:
    return detect(film(written.script, Film(turn=turn)), parse_coach(text, DATA.name), "sit_to_stand")


def four_and_a_half() -> Writer:
    """Four times up and down, and once halfway."""
    w = writer(seated(0))
    for _ in range(4):
        w.repeat(seated(1), down=1.6, pause=0.8, up=1.6)
    return w.repeat(seated(0.4), down=1.0, pause=0.2, up=1.0).hold(1.0)


@pytest.mark.parametrize("turn", VIEWS)
def test_rising_from_a_chair_is_counted_by_data_alone(turn: float) -> None:
    w = four_and_a_half()
    events = seen(w, turn)
    found = [e for e in events if isinstance(e, Repetition)]
    assert len(found) == 4
    assert [e.reason for e in events if isinstance(e, Attempt)] == ["short"]
    for rep, (start, middle, end) in zip(found, w.repetitions, strict=False):
        assert abs(rep.bottom_s - middle) < 0.25
        assert start - 0.1 < rep.start_s < start + 0.6
        assert end - 0.6 < rep.end_s < end + 0.1


@pytest.mark.parametrize("turn", VIEWS)
def test_what_perspective_hides_of_its_depth_is_given_back_by_data_alone(turn: float) -> None:
    w = four_and_a_half()
    without = "\n".join(line for line in TEXT.splitlines() if not line.startswith("shins"))
    told, seen_so = (
        [degrees(e.depth) for e in seen(w, turn, text) if isinstance(e, Repetition)] for text in (TEXT, without)
    )
    assert told == pytest.approx([85.0] * 4, abs=6.0)  # thighs, seated
    assert all(a >= b for a, b in zip(told, seen_so, strict=True))


def test_its_faults_come_from_data_too() -> None:
    w = writer(seated(0)).repeat(seated(1)).repeat(seated(1), down=1.6, pause=0.8, up=0.5).hold(1.0)
    assert [(f.name, f.repetition) for f in seen(w, 60) if isinstance(f, Fault)] == [("too_fast", 2)]
