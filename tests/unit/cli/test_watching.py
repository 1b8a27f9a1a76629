"""A set at the terminal with a camera that is made up: of each of its pictures the keypoints are known."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from inturn.body.keypoints import Side
from inturn.cli import session as session_command
from inturn.cli.guide import TerminalGuide
from inturn.cli.watching import Watching
from inturn.errors import InputError
from inturn.motion.recording import KeypointFrame
from inturn.sources.video.camera import CameraPicture
from inturn.sources.video.device import Taken
from inturn.training.records import PlannedSet
from inturn.workflows.camera_set import CameraSet
from inturn.workflows.live_coach import LiveCoach
from tests.unit.cli.test_timers import HOLD, Played, session
from tests.unit.training.coach.figure import Film, film, squat, writer
from tests.unit.workflows.made import PROGRAMME

SQUATS = PlannedSet("squat", "left", 3, (3, 4), None, 0.0, 0.0)
PICTURE = CameraPicture(np.zeros((854, 480, 3), dtype=np.uint8), 0.5)


def squats(count: int, deep: float = 68.0) -> list[KeypointFrame]:
    w = writer(squat(2))
    for _ in range(count):
        w.repeat(squat(deep))
    return list(film(w.hold(1.5).script, Film(turn=85)))


class Pictures:
    """Pictures whose keypoints are known; after the last one, none come, or the cable is out."""

    def __init__(self, frames: list[KeypointFrame], unplugged: bool = False) -> None:
        self.frames, self.unplugged, self.closed = frames, unplugged, False
        self._left: Iterator[KeypointFrame] = iter(frames)
        self.now: KeypointFrame | None = None

    def newest(self, _wait_s: float, /) -> Taken | None:
        self.now = next(self._left, None)
        if self.now is None and self.unplugged:
            raise InputError("The camera sends no more pictures: see to its cable.")
        return None if self.now is None else Taken(self.now.time_s, PICTURE)

    def close(self) -> None:
        self.closed = True

    def step(self, image: Any, time_s: float) -> KeypointFrame:
        del image, time_s
        assert self.now is not None
        return self.now

    def restart(self) -> None: ...


class Fake:
    """A watch over made-up pictures."""

    title = "Desk camera"

    def __init__(self, pictures: Pictures) -> None:
        self.pictures = pictures

    def begin(self, exercise: str, side: Side | None) -> CameraSet:
        return CameraSet(LiveCoach(exercise, side, self.pictures, "full"), self.pictures)


class Refusing(Fake):
    def begin(self, exercise: str, side: Side | None) -> CameraSet:
        raise InputError(f"The camera cannot be opened for {exercise} {side}.")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What will be typed; the prompts that asked for it are kept by capsys."""
    waiting: list[str] = []
    monkeypatch.setattr("builtins.input", lambda: waiting.pop(0))
    return waiting


def guide(fake: Fake | None, *keys: tuple[float, str]) -> tuple[TerminalGuide, Played]:
    played = Played(*keys)
    return TerminalGuide(PROGRAMME, played.pace, watching=Watching(fake)), played


def test_the_camera_counts_and_the_set_ends_by_itself(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    pictures = Pictures(squats(4))
    leading, played = guide(Fake(pictures))
    typed += ["", "yes", "", "6", "2", ""]
    told = leading.do_set(session(SQUATS), SQUATS)
    assert (told.repetitions, told.effort, told.pain, told.clean_share) == (4, 6, 2, 1.0)
    assert pictures.closed
    assert played.now == 0.0  # no timer ran
    said = capsys.readouterr().out
    assert "4 seen." in said
    assert "Not judged from here" in said


def test_a_cue_is_said_once(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    w = writer(squat(2)).repeat(squat(68), down=0.6, pause=0.6, up=0.6).repeat(squat(68)).repeat(squat(68)).hold(1.5)
    leading, _ = guide(Fake(Pictures(list(film(w.script, Film(turn=85))))))
    typed += ["", "yes", "", "6", "2", ""]
    few = PlannedSet("squat", "left", 3, (3, 3), None, 0.0, 0.0)
    told = leading.do_set(session(few), few)
    assert told.clean_share == pytest.approx(2 / 3)
    assert capsys.readouterr().out.count("Slower: three seconds down, two up.") == 1


def test_who_does_not_agree_is_asked_once_and_has_the_timer(
    typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    pictures = Pictures(squats(4))
    leading, played = guide(Fake(pictures))
    typed += ["", "no", "", "6", "2", "", "", "", "6", "2", ""]
    for _ in range(2):
        told = leading.do_set(session(SQUATS), SQUATS)
        assert (told.repetitions, told.clean_share) == (4, None)
    assert capsys.readouterr().out.count("Count with the camera") == 1
    assert pictures.now is None
    assert played.now > 0


def test_without_a_camera_nothing_is_asked(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    leading, _ = guide(None)
    typed += ["", "", "6", "2", ""]
    assert leading.do_set(session(SQUATS), SQUATS).repetitions == 4
    assert "camera" not in capsys.readouterr().out


def test_a_hold_goes_by_its_timer(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    leading, _ = guide(Fake(Pictures([])))
    typed += ["", "2", ""]
    assert leading.do_set(session(HOLD), HOLD).hold_s == pytest.approx(60.0)
    assert "camera" not in capsys.readouterr().out


def test_a_camera_that_goes_leaves_the_timer_for_what_is_left(
    typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    pictures = Pictures(squats(3), unplugged=True)
    leading, played = guide(Fake(pictures))
    typed += ["", "yes", "", "6", "2", ""]
    told = leading.do_set(session(SQUATS), SQUATS)
    each = PROGRAMME.exercise("squat").dose.repetition_s
    assert told.repetitions == 4
    assert played.now == pytest.approx(each)  # of four, one was left
    assert pictures.closed
    assert "see to its cable. The timer goes on." in capsys.readouterr().out


def test_a_camera_that_cannot_be_opened_is_no_end(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    leading, _ = guide(Refusing(Pictures([])))
    typed += ["", "yes", "", "6", "2", ""]
    assert leading.do_set(session(SQUATS), SQUATS).repetitions == 4
    assert "cannot be opened for squat left. The timer goes on." in capsys.readouterr().out


@pytest.mark.parametrize(("key", "repetitions"), [("\n", 0), ("h", 4)])
def test_keys_are_those_of_the_timer(typed: list[str], key: str, repetitions: int) -> None:
    pictures = Pictures(squats(5))
    leading, _ = guide(Fake(pictures), (0.0, key))
    typed += ["", "yes", *(["2", "", "no"] if key == "h" else []), "", "6", *(["2", ""] if key != "h" else [])]
    told = leading.do_set(session(SQUATS), SQUATS)
    assert told.repetitions == repetitions
    assert told.pain == 2
    assert pictures.closed


def test_a_session_that_is_no_terminal_looks_for_no_camera(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    monkeypatch.setattr("inturn.workflows.camera_set.cameras", lambda: pytest.fail("looked for a camera"))
    assert session_command.camera_here() is None
