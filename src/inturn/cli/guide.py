"""Who leads through a session: a person at the terminal, or answers from a file."""

from dataclasses import dataclass, field, replace
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import typer

from inturn.body.keypoints import Side
from inturn.cli import asking, desk
from inturn.cli.testing import ask_test
from inturn.cli.timers import HELP, End, Pace, run_timer
from inturn.cli.watching import Watching
from inturn.errors import InputError
from inturn.programme.content import Exercise
from inturn.programme.hip_internal_rotation import Programme
from inturn.report.words.decisions import decision_sentence
from inturn.report.words.doses import how, planned_set
from inturn.training.records import PlannedSet
from inturn.workflows.answers import SessionAnswers, TestAnswers
from inturn.workflows.noting import PainTold
from inturn.workflows.session import OpenSession, SetTold, why_stop

if TYPE_CHECKING:
    from inturn.workflows.camera_set import CameraSet


class LaterError(Exception):
    """The person goes on later; everything done so far is kept."""


class Guide(Protocol):
    """What a session asks for, in the order of doing."""

    def pain_before(self) -> PainTold:
        """Pain before the session."""
        ...

    def do_set(self, session: OpenSession, planned: PlannedSet, /) -> SetTold:
        """Lead through a set; how it went."""
        ...

    def do_retest(self, session: OpenSession, sides: tuple[Side, ...], /) -> TestAnswers | Path | None:
        """The test right after the release: told in words, a clip of it, or left out."""
        ...

    def pain_after(self) -> PainTold | None:
        """Pain after the session."""
        ...

    def note(self) -> str:
        """A few words."""
        ...


@dataclass
class FileGuide:
    """Answers from a file. `pace` runs the timers; None leaves them out."""

    answers: SessionAnswers
    programme: Programme
    pace: Pace | None

    def pain_before(self) -> PainTold:
        """As told."""
        return self.answers.pain

    def do_set(self, _session: OpenSession, planned: PlannedSet, /) -> SetTold:
        """As told, after its time."""
        if self.pace is not None:
            _timed(planned, self.programme.exercise(planned.exercise), self.pace)
        return self.answers.of(planned)

    def do_retest(self, _session: OpenSession, _sides: tuple[Side, ...], /) -> TestAnswers | Path | None:
        """As told."""
        return self.answers.retest

    def pain_after(self) -> PainTold | None:
        """As told."""
        return self.answers.pain_after

    def note(self) -> str:
        """As told."""
        return self.answers.note


@dataclass
class TerminalGuide:
    """A person at the terminal."""

    programme: Programme
    pace: Pace
    shown: str = ""  # the exercise whose steps were shown last
    watching: Watching = field(default_factory=lambda: Watching(None))

    def pain_before(self) -> PainTold:
        """Pain now, worst and average of the last 24 hours."""
        now, where = asking.pain("Pain right now, 0 to 10?")
        worst = asking.whole("The worst of the last 24 hours?", now, 10, now)
        average = asking.whole("The average of the last 24 hours?", 0, worst, min(now, worst))
        return PainTold(now, worst, average, where)

    def do_set(self, session: OpenSession, planned: PlannedSet) -> SetTold:
        """Show the exercise once, run the set's timer, ask how it went, rest."""
        exercise = self.programme.exercise(planned.exercise)
        fresh = exercise.id != self.shown
        if fresh:
            self.shown = exercise.id
            _show(exercise)
        typer.echo("")
        typer.echo(f"{session.record.position + 1} of {len(session.steps)}: {planned_set(planned, exercise.title)}")
        if fresh:
            desk.say(how(exercise.dose))
        begin = asking.choice("Ready?", ("go", "skip", "later"), "go")
        if begin == "later":
            raise LaterError
        if begin == "skip":
            return SetTold(skipped=True)
        seen = self.watching.begin(planned)
        try:
            told = self._run(session, planned, exercise, seen)
        finally:
            if seen is not None:
                seen.close()
        if told.skipped or told.new_symptom:
            return told
        told = self._ask(planned, exercise, told, seen)
        if planned.rest_s and _stop(self.programme, session, told.pain or 0, new=False) is None:
            run_timer(planned.rest_s, lambda _: "Rest", self.pace)
        return told

    def _run(self, session: OpenSession, planned: PlannedSet, exercise: Exercise, seen: "CameraSet | None") -> SetTold:
        """The set by camera or timer, taken up again after "it hurts" where the rule lets it go on."""
        typer.echo(HELP)
        done, felt, where = 0.0, None, None
        while True:
            end = None
            if seen is not None and planned.repetitions is not None and self.watching.agreed:
                end = self.watching.run(seen, planned.repetitions[1], self.pace)
                done = seen.count * (exercise.dose.repetition_s or 0.0)
            if end is None:
                end, ran = _timed(planned, exercise, self.pace, done)
                done += ran
            if end == "later":
                raise LaterError
            if end == "skip":
                return SetTold(skipped=True)
            if end != "hurts":
                return SetTold(hold_s=round(done, 1) if planned.hold_s else None, pain=felt, where=where)
            felt, where = asking.pain("Pain right now, 0 to 10?")
            new = asking.yes(
                "Is it new: sharp, a pinch in the groin, down the leg, numb, weak, dizzy, or in the chest?"
            )
            stop = _stop(self.programme, session, felt, new=new)
            if stop is not None:
                desk.say(stop, "! ")
                return SetTold(
                    hold_s=round(done, 1) if planned.hold_s else None, pain=felt, new_symptom=new, where=where,
                    load_kg=planned.load_kg,
                )  # fmt: skip

    def _ask(self, planned: PlannedSet, exercise: Exercise, told: SetTold, seen: "CameraSet | None") -> SetTold:
        """Repetitions, weight, effort, stick, pain."""
        repetitions, clean = None, None
        if planned.repetitions is not None:
            usual = planned.repetitions[1] if seen is None or not self.watching.agreed else seen.count
            repetitions = asking.whole("  Repetitions done?", 0, 200, usual)
            clean = None if seen is None else seen.clean_share(repetitions)
        load = planned.load_kg
        if exercise.loadable and load:
            load = asking.number("  Weight used?", 0, 300, "kg", load) or 0.0
        effort = asking.whole("  Effort, 0 to 10?", 0, 10, 5) if planned.repetitions is not None else None
        kept = asking.yes("  Did the stick keep touching in all three places?", True) if exercise.loadable else None
        pain, where = told.pain, told.where
        if pain is None:
            pain, where = asking.pain("  Pain now, 0 to 10?")
        return replace(
            told, repetitions=repetitions, load_kg=load, effort=effort, stick_kept=kept, clean_share=clean, pain=pain,
            where=where,
        )  # fmt: skip

    def do_retest(self, session: OpenSession, sides: tuple[Side, ...]) -> TestAnswers | Path | None:
        """Test again at once, in words or by a clip."""
        typer.echo("")
        desk.say("Now the same test again, at once. It shows today's movement, not progress.")
        how_told = asking.choice("Tell it in words, give a clip, or leave it out?", ("words", "clip", "out"), "words")
        if how_told == "out":
            return None
        if how_told == "clip":
            return Path(asking.line("The clip's file:"))
        support, told = ask_test(sides, support_needed=session.clearance.support_needed)
        return TestAnswers(support, told)

    def pain_after(self) -> PainTold | None:
        """Pain at the end."""
        now, where = asking.pain("Pain now, after the session, 0 to 10?")
        return PainTold(now, where=where)

    def note(self) -> str:
        """A few words, where there are any."""
        return asking.line("Anything to note? (Enter for nothing)")


def _stop(programme: Programme, session: OpenSession, pain: int, *, new: bool) -> str | None:
    """Why to stop, in words."""
    found = why_stop(session, programme, pain, new_symptom=new)
    return None if found is None else decision_sentence(found, programme)


def _show(exercise: Exercise) -> None:
    typer.echo("")
    typer.echo(exercise.title)
    desk.say(f"You need: {', '.join(exercise.needs)}.")
    for number, step in enumerate(exercise.steps, 1):
        desk.say(step.text, f"{number}. ")
    for stop in exercise.stops:
        desk.say(stop, "! ")


def _timed(planned: PlannedSet, exercise: Exercise, pace: Pace, done: float = 0.0) -> tuple[End, float]:
    """Run what is left of a set's time; how it ended, and the seconds that ran."""
    dose = exercise.dose
    if planned.hold_s is not None:
        hold = planned.hold_s[1]
        whole = hold + (dose.roll_s or 0.0)

        def label(seconds: float) -> str:
            left = hold - done - seconds
            if left <= 0.0:
                return "Roll slowly, to and fro"
            return f"Hold {ceil(left)} s, then roll slowly" if dose.roll_s else "Hold"

        return run_timer(whole - done, label, pace)
    if planned.repetitions is None or not dose.repetition_s:
        raise InputError(f"The programme gives neither a hold nor repetitions for {exercise.title}. Mend its file.")
    count = planned.repetitions[1]
    return run_timer(count * dose.repetition_s - done, lambda s: _tempo(s + done, exercise, count), pace)


def _tempo(seconds: float, exercise: Exercise, count: int) -> str:
    """Which repetition it is, and whether the way goes down, stands or comes up."""
    dose = exercise.dose
    number, into = divmod(seconds, dose.repetition_s)
    down, pause = dose.down_s or 0.0, dose.pause_s or 0.0
    way = "down" if into < down else "pause" if into < down + pause else "up"
    return f"{int(number) + 1} of {count}: {way}"
