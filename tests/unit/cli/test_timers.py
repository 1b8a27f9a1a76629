"""Timers and questions with a made-up clock, keyboard and typist."""

from collections.abc import Callable, Iterator

import pytest

from inturn.cli import asking
from inturn.cli.guide import LaterError, TerminalGuide
from inturn.cli.timers import Pace, run_timer
from inturn.errors import InputError
from inturn.training.records import PlannedSet
from inturn.workflows.session import OpenSession
from tests.unit.workflows.made import NOW, PROGRAMME, person, ready


class Played:
    """Clock and keyboard in one: at which second which key is pressed."""

    def __init__(self, *keys: tuple[float, str]) -> None:
        self.now = 0.0
        self.keys = list(keys)

    def clock(self) -> float:
        return self.now

    def wait(self, seconds: float | None, /) -> str:
        if self.keys and (seconds is None or self.keys[0][0] <= self.now + seconds):
            at, key = self.keys.pop(0)
            self.now = max(self.now, at)
            return key
        self.now += seconds or 0.0
        return ""

    @property
    def pace(self) -> Pace:
        return Pace(self, self.clock)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """What is typed at the questions, in their order; then the input ends."""

    def give(*lines: str) -> None:
        waiting: Iterator[str] = iter(lines)

        def read() -> str:
            try:
                return next(waiting)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", read)

    return give


def test_a_timer_runs_its_time() -> None:
    played = Played()
    end, ran = run_timer(20.0, lambda _: "Hold", played.pace)
    assert (end, ran) == ("over", pytest.approx(20.0))
    assert played.now == pytest.approx(20.0)


def test_a_pause_does_not_count() -> None:
    played = Played((5.0, " "), (65.0, "x"))
    end, ran = run_timer(20.0, lambda _: "Hold", played.pace)
    assert (end, ran) == ("over", pytest.approx(20.0))
    assert played.now == pytest.approx(80.0)


@pytest.mark.parametrize(("key", "end"), [("\n", "done"), ("s", "skip"), ("h", "hurts"), ("q", "later")])
def test_keys_end_it_early(key: str, end: str) -> None:
    found, ran = run_timer(20.0, lambda _: "Hold", Played((7.0, key)).pace)
    assert (found, ran) == (end, pytest.approx(7.0))


def test_other_keys_do_nothing() -> None:
    assert run_timer(3.0, lambda _: "Hold", Played((1.0, "w")).pace)[0] == "over"


def test_questions_are_asked_until_the_answer_can_be_used(typed: Callable[..., None]) -> None:
    typed("11", "-1", "five", "5")
    assert asking.whole("Pain?", 0, 10) == 5
    typed("", "maybe", "l")
    assert asking.choice("Which?", ("no", "left", "right", "both")) == "left"
    typed("9999", "8,5 cm")
    assert asking.number("Gap?", 0.1, 60, "cm") == pytest.approx(8.5)


def test_the_end_of_the_input_is_no_answer(typed: Callable[..., None]) -> None:
    typed()
    with pytest.raises(InputError, match="ended"):
        asking.yes("May we go on?")


SQUAT = PlannedSet("squat", "left", 3, (10, 12), None, 0.0, 30.0)
HOLD = PlannedSet("release", "left", 1, None, (20.0, 30.0), 0.0, 0.0)


def session(planned: PlannedSet) -> OpenSession:
    """A session on paper whose next step is that set, with a pain of 2 before."""
    from inturn.training.clearing import clearance
    from inturn.training.records import Prescription, SessionRecord
    from inturn.workflows.session import Step

    cleared = clearance(ready(person()), PROGRAMME, NOW)
    assert cleared is not None
    record = SessionRecord("s", "anna", "q", NOW, None, "unloaded")
    plan = Prescription("unloaded", NOW.date(), (planned,), False, ())
    return OpenSession(record, plan, (Step(planned),), cleared, 2)


def test_a_set_with_its_questions(typed: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    typed("", "11", "6", "2", "outer hip")
    told = TerminalGuide(PROGRAMME, Played().pace).do_set(session(SQUAT), SQUAT)
    assert (told.repetitions, told.effort, told.pain, told.where) == (11, 6, 2, "outer hip")
    assert "it hurts" in capsys.readouterr().out


def test_it_hurts_too_much_and_the_set_ends(typed: Callable[..., None]) -> None:
    typed("", "4", "low back", "no")
    played = Played((9.0, "h"))
    told = TerminalGuide(PROGRAMME, played.pace).do_set(session(HOLD), HOLD)
    assert (told.pain, told.where, told.new_symptom) == (4, "low back", False)
    assert told.hold_s == pytest.approx(9.0)
    assert played.now == pytest.approx(9.0)


def test_something_new_ends_it_whatever_the_pain(typed: Callable[..., None]) -> None:
    typed("", "1", "down the leg", "yes")
    told = TerminalGuide(PROGRAMME, Played((9.0, "h")).pace).do_set(session(HOLD), HOLD)
    assert told.new_symptom


def test_it_hurts_a_little_and_the_timer_goes_on(typed: Callable[..., None]) -> None:
    typed("", "3", "", "no")
    played = Played((9.0, "h"))
    told = TerminalGuide(PROGRAMME, played.pace).do_set(session(HOLD), HOLD)
    assert told.pain == 3
    assert told.hold_s == pytest.approx(60.0)  # 30 s hold and 30 s rolling


def test_later_and_skip(typed: Callable[..., None]) -> None:
    guide = TerminalGuide(PROGRAMME, Played((3.0, "q")).pace)
    typed("")
    with pytest.raises(LaterError):
        guide.do_set(session(HOLD), HOLD)
    typed("skip")
    assert guide.do_set(session(HOLD), HOLD).skipped
