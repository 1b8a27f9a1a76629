"""The sheet to take home: set-up for this height, the exercises with pictures, doses, stop rules, a pain log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from inturn.programme.clearance import Clearance
from inturn.programme.content import Exercise, Fault, Step, TestContent
from inturn.programme.hip_internal_rotation import Programme
from inturn.report.days import local, long_day
from inturn.report.figures.setup import camera_place
from inturn.report.words.doses import how, prescribed, standard
from inturn.report.words.home import LABELS, limit_sentences, pain_rules, setup_sentences
from inturn.report.words.names import shown
from inturn.training.records import Person, Prescription


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What the sheet is made from. Nobody gets one without a clearance.

    prescription   the session as planned; None: the programme's usual doses, less what the clearance leaves out
    camera         whether the person films the test, or takes it by oneself
    """

    person: Person
    programme: Programme
    clearance: Clearance
    made_at: datetime
    prescription: Prescription | None = None
    camera: bool = True


@dataclass(frozen=True, slots=True)
class ExerciseCard:
    """One exercise: what to do, how much, with which pictures."""

    title: str
    purpose: str
    needs: str
    dose: tuple[str, ...]
    how: str
    pictures: tuple[str, ...]
    steps: tuple[str, ...]
    faults: tuple[Fault, ...]
    stops: tuple[str, ...]
    easier: str
    harder: str


@dataclass(frozen=True, slots=True)
class TestCard:
    """The test: set-up and steps with pictures; None where no side may be tested."""

    __test__ = False  # not a test class, whatever its name says

    title: str
    setup_title: str
    needs: str
    setup: tuple[str, ...]
    place: tuple[str, ...]
    setup_pictures: tuple[str, ...]
    steps: tuple[str, ...]
    step_pictures: tuple[str, ...]
    stops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The sheet in words."""

    name: str
    made: str
    order: str
    usual: bool
    test: TestCard | None
    exercises: tuple[ExerciseCard, ...]
    limits: tuple[str, ...]
    pain_rules: tuple[str, ...]


def home_view(facts: HomeFacts) -> HomeView:
    """The whole sheet in words."""
    programme = facts.programme
    planned = facts.prescription.sets if facts.prescription is not None else ()
    plan = programme.plan
    return HomeView(
        name=shown(facts.person.name),
        made=long_day(local(facts.person, facts.made_at).date()),
        order=LABELS["order"].format(minutes=round(plan.session_time / 60), days=plan.days_a_week),
        usual=not planned,
        test=_test(facts) if facts.clearance.test_sides else None,
        exercises=tuple(_exercise(facts, e) for e in _included(facts)),
        limits=limit_sentences(facts.clearance, dict(programme.wording)),
        pain_rules=pain_rules(programme.pain, plan),
    )


def _included(facts: HomeFacts) -> list[Exercise]:
    """The exercises of the plan; without one, those that the clearance does not leave out."""
    if facts.prescription is not None and facts.prescription.sets:
        planned = {s.exercise for s in facts.prescription.sets}
        return [e for e in facts.programme.exercises if e.id in planned]
    out = {"release"} if facts.clearance.no_roll else set[str]()
    out |= {"integrate"} if facts.clearance.no_deadlift else set[str]()
    return [e for e in facts.programme.exercises if e.role not in out]


def _exercise(facts: HomeFacts, exercise: Exercise) -> ExerciseCard:
    planned = facts.prescription.sets if facts.prescription is not None else ()
    loadable = exercise.loadable and not facts.clearance.no_load
    steps = [s for s in exercise.steps if loadable or s.picture != f"{exercise.picture}_load"]
    return ExerciseCard(
        title=exercise.title,
        purpose=exercise.purpose,
        needs=", ".join(exercise.needs),
        dose=prescribed(exercise, planned) or standard(exercise),
        how=how(exercise.dose),
        pictures=_pictures(steps),
        steps=tuple(s.text for s in steps),
        faults=exercise.faults,
        stops=exercise.stops,
        easier=exercise.easier,
        harder=exercise.harder if loadable or not exercise.loadable else "",
    )


def _test(facts: HomeFacts) -> TestCard:
    content: TestContent = facts.programme.test("camera" if facts.camera else "self")
    place = setup_sentences(camera_place(facts.person.height_m)) if facts.camera else ()
    return TestCard(
        title=content.title,
        setup_title=LABELS["setup" if facts.camera else "setup_stick"],
        needs=", ".join(content.needs),
        setup=tuple(s.text for s in content.setup),
        place=place,
        setup_pictures=_pictures(content.setup),
        steps=tuple(s.text for s in content.steps),
        step_pictures=_pictures(content.steps),
        stops=content.stops,
    )


def _pictures(steps: Sequence[Step]) -> tuple[str, ...]:
    """The pictures of the steps, each once, in order."""
    return tuple(dict.fromkeys(s.picture for s in steps if s.picture))
