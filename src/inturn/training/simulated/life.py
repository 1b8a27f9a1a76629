"""Twelve weeks of a made-up person's life with the programme, day by day, through the real rules."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from inturn.errors import InturnError
from inturn.programme.clearance import Clearance
from inturn.programme.hip_internal_rotation import Programme
from inturn.programme.standing_test import StandingTestRules
from inturn.training.clearing import clearance, record_screening, screening_due
from inturn.training.guided_test import Support, guided_test
from inturn.training.pain import stop_now
from inturn.training.prescribe import prescribe
from inturn.training.progress.finding import Progress
from inturn.training.progress.summary import progress
from inturn.training.records import (
    Decision,
    History,
    PainEntry,
    PainMoment,
    PlannedSet,
    Prescription,
    ScoreRecord,
    SessionRecord,
    SetEnd,
    SetRecord,
    TestRecord,
)
from inturn.training.screen import next_question
from inturn.training.self_test import self_test
from inturn.training.simulated.taken import (
    camera_test,
    retest_of,
    rounded,
    score_values,
    told_pain,
    told_sides,
)
from inturn.training.simulated.truth import Truth
from inturn.training.today import Today, today

_MORNING = timedelta(hours=7)
_EVENING = timedelta(hours=18)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that are driven; a negative control puts a broken one in."""

    today: Callable[[History, Programme, datetime], Today] = today
    clearance: Callable[[History, Programme, datetime], Clearance | None] = clearance
    prescribe: Callable[[History, Programme, Clearance, datetime, int], Prescription] = prescribe
    stop_now: Callable[[Programme, int, int], Decision | None] = stop_now
    progress: Callable[[History, Programme, datetime], Progress] = progress


@dataclass(frozen=True, slots=True)
class World:
    """What a life is lived in. `look`: progress is asked for after every evening with something new."""

    programme: Programme
    test_rules: StandingTestRules
    rules: Rules = field(default_factory=Rules)
    look: bool = True


@dataclass(frozen=True, slots=True)
class Given:
    """A session that was prescribed: on what pain, told and true, and what was prescribed."""

    at: datetime
    pain_told: int
    pain_true: float
    prescription: Prescription


@dataclass(frozen=True, slots=True)
class Life:
    """What came of it: everything kept, every session prescribed, and progress at every look."""

    truth: Truth
    history: History
    given: tuple[Given, ...]
    looks: tuple[Progress, ...]


@dataclass
class _Living:
    """The state of one simulated life while it is lived."""

    truth: Truth
    programme: Programme
    rules: Rules
    world: World
    rng: Random
    history: History
    given: list[Given] = field(default_factory=list)
    looks: list[Progress] = field(default_factory=list)
    count: int = 0

    def name(self, what: str) -> str:
        """The next id."""
        self.count += 1
        return f"{self.history.person.id}-{what}-{self.count:04d}"


def live(truth: Truth, history: History, start: datetime, world: World, rng: Random, days: int = 84) -> Life:
    """Live so many days from the midnight `start` on. The same generator state gives the same life."""
    living = _Living(truth, world.programme, world.rules, world, rng, history)
    for day in range(days + 1):
        midnight = start + timedelta(days=day)
        _morning(living, day, midnight + _MORNING)
        if rng.random() < truth.attends:
            _evening(living, day, midnight + _EVENING)
    return Life(truth, living.history, tuple(living.given), tuple(living.looks))


def _morning(living: _Living, day: int, at: datetime) -> None:
    if not living.rules.today(living.history, living.programme, at).has("pain_next_morning"):
        return
    if living.rng.random() > 0.97:
        return  # forgotten
    _, unsettled = living.truth.reaction
    worse = living.truth.flaring(day) or living.rng.random() < unsettled
    _note_pain(living, day, at, "next_morning", living.history.sessions[-1].id, 2.0 if worse else 0.0)


def _evening(living: _Living, day: int, at: datetime) -> None:
    """Do what is due, one thing after the other, until it is done or stopped."""
    before = living.history
    done: set[str] = set()
    for step in range(8):
        now = at + timedelta(minutes=4 * step)
        due = [d.what for d in living.rules.today(living.history, living.programme, now).due if d.what not in done]
        if not due or due[0] in ("paused", "rest"):
            break
        what = due[0]
        done.add(what)
        if what in ("emergency", "see_someone") and not _cleared(living.truth, day):
            break
        _do(living, what, day, now)
    if living.world.look and living.history is not before:
        living.looks.append(living.rules.progress(living.history, living.programme, at + timedelta(hours=2)))


def _do(living: _Living, what: str, day: int, at: datetime) -> None:
    if what in ("screen_full", "screen_short"):
        _screen(living, day, at)
    elif what in ("psfs", "rmdq"):
        measure = "psfs" if what == "psfs" else "rmdq"
        values = score_values(living.truth, measure, day, living.rng)
        record = ScoreRecord(living.name(measure), living.history.person.id, at, measure, values)
        living.history = replace(living.history, scores=(*living.history.scores, record))
    elif what in ("baseline_test", "weekly_test"):
        _test(living, day, at)
    elif what == "session":
        _session(living, day, at)
    elif what == "pain_next_morning" and living.history.sessions:
        _note_pain(living, day, at, "next_morning", living.history.sessions[-1].id)


def _cleared(truth: Truth, day: int) -> bool:
    """Whether somebody with a warning sign has been seen and cleared by that day."""
    return truth.red_flag_day is None or (truth.cleared_day is not None and day >= truth.cleared_day)


def _screen(living: _Living, day: int, at: datetime) -> None:
    kind = screening_due(living.history, living.programme, at) or "short"
    answers: dict[str, str] = {}
    true = _true_answers(living.truth, day)
    while (question := next_question(living.programme.screening, kind, answers)) is not None:
        answers[question.id] = true.get(question.id, "no")
    record = record_screening(
        living.programme, kind, tuple(answers.items()), at, (living.name("screening"), living.history.person.id)
    )
    living.history = replace(living.history, screenings=(*living.history.screenings, record))


def _true_answers(truth: Truth, day: int) -> Mapping[str, str]:
    """What this person answers that day, other than "no"."""
    found = dict(truth.answers)
    if truth.red_flag_day is not None and day >= truth.red_flag_day and not _cleared(truth, day):
        found |= {"short_cauda_equina": "yes", "bladder": "yes"}
    if truth.groin_day is not None and truth.groin_day <= day < truth.groin_day + 14:
        found |= {"short_hip": "left", "groin_pain": "left"}
    return found


def _test(living: _Living, day: int, at: datetime) -> None:
    cleared = living.rules.clearance(living.history, living.programme, at)
    if cleared is None:
        return
    kind = "camera" if living.truth.camera else "self"
    try:
        guided = guided_test(living.programme, cleared, at, kind)
    except InturnError:
        return  # both hips are spared
    support: Support = "wall" if guided.support_needed else "none"
    ids = (living.name("test"), living.history.person.id)
    record: TestRecord
    if living.truth.camera:
        record = camera_test(living.truth, guided.sides, day, at, ids, support, living.world.test_rules, living.rng)
    else:
        told = told_sides(living.truth, guided.sides, day, living.rng)
        record = self_test(living.programme, cleared, told, at, ids, support)
    living.history = replace(living.history, tests=(*living.history.tests, record))


def _note_pain(
    living: _Living, day: int, at: datetime, moment: PainMoment, session_id: str, more: float = 0.0
) -> tuple[int, float]:
    told, true = told_pain(living.truth, day, living.rng, more)
    worst = rounded(told + living.rng.choice((0, 1, 2)), told, 10)
    entry = PainEntry(
        id=living.name("pain"),
        person_id=living.history.person.id,
        at=at,
        moment=moment,
        now=told,
        worst=worst if moment == "before" else None,
        average=told if moment == "before" else None,
        where="low back" if told else None,
        session_id=session_id,
    )
    living.history = replace(living.history, pain=(*living.history.pain, entry))
    return told, true


def _session(living: _Living, day: int, at: datetime) -> None:
    cleared = living.rules.clearance(living.history, living.programme, at)
    if cleared is None:
        return
    name = living.name("session")
    told, true = _note_pain(living, day, at, "before", name)
    plan = living.rules.prescribe(living.history, living.programme, cleared, at, told)
    living.given.append(Given(at, told, true, plan))
    if not plan.sets:
        return
    sets: list[SetRecord] = []
    for planned in plan.sets:
        done = _set(living, planned, day, told)
        sets.append(done)
        if done.ended == "pain":
            break
    end = at + timedelta(minutes=14)
    record = SessionRecord(
        id=name,
        person_id=living.history.person.id,
        screening_id=living.history.screenings[-1].id if living.history.screenings else "",
        started_at=at + timedelta(seconds=1),
        ended_at=end,
        plan_step=plan.step,
        sets=tuple(sets),
        position=len(sets),
    )
    living.history = replace(living.history, sessions=(*living.history.sessions, record))
    _retest(living, plan, at + timedelta(minutes=5))
    _note_pain(living, day, end, "after", name, living.truth.reaction[0])


def _retest(living: _Living, plan: Prescription, at: datetime) -> None:
    """The retest after the release, where a full test was taken in the same set-up that evening."""
    last = living.history.tests[-1] if living.history.tests else None
    if last is None or not plan.retest_after_release or not living.truth.camera:
        return
    if at - last.at > timedelta(hours=1):
        return
    again = retest_of(last, living.truth, at, living.name("retest"), living.rng)
    living.history = replace(living.history, tests=(*living.history.tests, again))


def _set(living: _Living, planned: PlannedSet, day: int, before: int) -> SetRecord:
    rng, truth = living.rng, living.truth
    strain = max(planned.load_kg - truth.strength, 0.0) / 4.0
    felt = rng.gauss(truth.pain_on(day) + truth.reaction[0] + strain, 0.25 * truth.pain_sd)
    pain = rounded(felt * truth.told_share, 0, 10)
    ended: SetEnd = "done" if living.rules.stop_now(living.programme, before, pain) is None else "pain"
    low, high = planned.repetitions or (0, 0)
    repetitions = rng.randint(low, high) if ended == "done" else rng.randint(0, low)
    return SetRecord(
        exercise=planned.exercise,
        side=planned.side,
        order=planned.order,
        repetitions=repetitions if planned.repetitions is not None else None,
        hold_s=planned.hold_s[1] if planned.hold_s is not None else None,
        load_kg=planned.load_kg,
        effort=rounded(rng.gauss(4.0 + strain * 2.0 + planned.load_kg / 6.0, 1.0), 0, 10),
        pain=pain,
        ended=ended,
        stick_kept=None if planned.exercise != "deadlift" else rng.random() < 0.97,
        clean_share=round(rng.uniform(0.8, 1.0), 2),
    )
