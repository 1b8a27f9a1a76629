"""The safety rules of the programme, written again from their sources and independent of the rules under test.

The numbers are literal on purpose: a slip in the programme's file or in its rules must show as a breach here. Only
records are read: what was answered, prescribed, done and reported.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import radians

from inturn.training.records import History, PainEntry, Screening, SessionRecord, SetRecord, SideRecord
from inturn.training.simulated.life import Given, Life

CAUDA_EQUINA = ("saddle_numbness", "bladder", "bowel", "sexual_function", "both_legs_weak", "both_legs_pain",
                "short_cauda_equina")  # fmt: skip
SPARES_LEFT_OR_RIGHT = ("groin_pain", "short_hip", "hip_shape")
BLOCKING = ("see_someone", "emergency")


@dataclass(frozen=True, slots=True)
class Breach:
    """A safety rule that was broken: which, when, and by what."""

    rule: str
    at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class Trained:
    """A session that was done, with what was prescribed for it and the pain reported around it."""

    record: SessionRecord
    given: Given
    before: int
    morning: int | None

    @property
    def day(self) -> date:
        """Its day; everybody here lives in UTC."""
        return self.record.started_at.date()

    @property
    def load(self) -> float:
        """The heaviest weight that was carried, kg."""
        return max((s.load_kg for s in self.record.sets), default=0.0)

    @property
    def hinges(self) -> list[SetRecord]:
        """The sets of the exercise that may be loaded."""
        return [s for s in self.record.sets if s.exercise == "deadlift"]

    @property
    def failed(self) -> bool | None:
        """Not back to before + 1 next morning; None when nobody knows. A session stopped by pain fails until told."""
        if self.morning is None:
            return True if any(s.ended == "pain" for s in self.record.sets) else None
        return self.morning > self.before + 1


def breaches(life: Life) -> list[Breach]:
    """Every breach of every rule in a life."""
    trained = _trained(life)
    return [breach for rule in RULES for breach in rule(life, trained)]


def loads_in_pain(life: Life) -> int:
    """Sets prescribed with a weight although more than 3 of 10 had been reported."""
    return sum(s.load_kg > 0.0 for g in life.given if g.pain_told > 3 for s in g.prescription.sets)


def loads_in_hidden_pain(life: Life) -> int:
    """Sets prescribed with a weight while the true pain was above 5 and less was reported: no rule can see it."""
    return sum(s.load_kg > 0.0 for g in life.given if g.pain_true > 5.0 >= g.pain_told for s in g.prescription.sets)


def _trained(life: Life) -> list[Trained]:
    entries: dict[tuple[str, str], PainEntry] = {(e.session_id or "", e.moment): e for e in life.history.pain}
    given = {g.at.date(): g for g in life.given if g.prescription.sets}
    found: list[Trained] = []
    for record in life.history.sessions:
        before = entries[record.id, "before"].now
        morning = entries.get((record.id, "next_morning"))
        found.append(Trained(record, given[record.started_at.date()], before, morning.now if morning else None))
    return found


def _screened(life: Life, _trained: list[Trained]) -> Iterator[Breach]:
    """Nothing guided without a full screening of the last 30 days and one of the same day, none of them blocking."""
    moments = [(s.started_at, "session") for s in life.history.sessions]
    moments += [(t.at, "test") for t in life.history.tests]
    for at, what in moments:
        earlier = [s for s in life.history.screenings if s.at <= at]
        full = next((i for i in range(len(earlier) - 1, -1, -1) if earlier[i].kind == "full"), None)
        if full is None:
            yield Breach("screened", at, f"{what} before any full screening")
            continue
        in_force = earlier[full:]
        if (at.date() - in_force[0].at.date()).days > 30:
            yield Breach("screened", at, f"{what} on a full screening older than a month")
        if in_force[-1].at.date() != at.date():
            yield Breach("screened", at, f"{what} without a screening of the day")
        if any(s.level in BLOCKING for s in in_force):
            yield Breach("screened", at, f"{what} although the answers block")
        if any(s.level == "emergency" and s.at.date() == at.date() for s in earlier):
            yield Breach("screened", at, f"{what} on the day of an emergency")


def _emergency(life: Life, _trained: list[Trained]) -> Iterator[Breach]:
    """A cauda equina answer is an emergency, whatever else was answered."""
    for screening in life.history.screenings:
        told = any(name in CAUDA_EQUINA and answer == "yes" for name, answer in screening.answers)
        if told and screening.level != "emergency":
            yield Breach("emergency", screening.at, f"level {screening.level}")


def _warning(life: Life, trained: list[Trained]) -> Iterator[Breach]:
    """Nothing is done while the warning sign is truly there."""
    truth = life.truth
    if truth.red_flag_day is None:
        return
    first = life.history.person.created_at
    for session in trained:
        day = (session.record.started_at - first).days
        if day >= truth.red_flag_day and (truth.cleared_day is None or day < truth.cleared_day):
            yield Breach("warning", session.record.started_at, "trained with a warning sign")


def _pain(life: Life, trained: list[Trained]) -> Iterator[Breach]:
    """No session above 5; no weight above 3; no set after pain above 5 or two points up."""
    for given in life.given:
        if given.prescription.sets and given.pain_told > 5:
            yield Breach("pain", given.at, f"a session at pain {given.pain_told}")
        if given.pain_told > 3 and any(s.load_kg > 0.0 for s in given.prescription.sets):
            yield Breach("pain", given.at, f"a weight at pain {given.pain_told}")
    for session in trained:
        for done in session.record.sets[:-1]:
            if done.pain is not None and (done.pain > 5 or done.pain >= session.before + 2):
                yield Breach("pain", session.record.started_at, f"went on after pain {done.pain}")


def _baseline(life: Life, trained: list[Trained]) -> Iterator[Breach]:
    """No session before tests on two days, but for who may not be tested at all."""
    if not life.history.tests:
        return
    for session in trained:
        days = {t.at.date() for t in life.history.tests if t.occasion == "day" and t.at < session.record.started_at}
        if len(days) < 2:
            yield Breach("baseline", session.record.started_at, f"after tests on {len(days)} days")


def _week(_life: Life, trained: list[Trained]) -> Iterator[Breach]:
    """A day of rest after a session, and no more than three in seven days."""
    days = [t.day for t in trained]
    for earlier, later in pairwise(trained):
        if (later.day - earlier.day).days < 2:
            yield Breach("week", later.record.started_at, "no day of rest")
    for session in trained:
        if sum(session.day - timedelta(days=7) < d <= session.day for d in days) > 3:
            yield Breach("week", session.record.started_at, "more than three in seven days")


def _dose(_life: Life, trained: list[Trained]) -> Iterator[Breach]:
    """Ten to twelve repetitions or half of them, 20 to 30 s, at most a quarter of an hour and 24 kg."""
    for session in trained:
        sets = session.given.prescription.sets
        seconds = 60.0
        for planned in sets:
            if planned.repetitions not in (None, (10, 12), (5, 6)):
                yield Breach("dose", session.record.started_at, f"repetitions {planned.repetitions}")
            if planned.hold_s not in (None, (20.0, 30.0)):
                yield Breach("dose", session.record.started_at, f"hold {planned.hold_s}")
            if not 0.0 <= planned.load_kg <= 24.0:
                yield Breach("dose", session.record.started_at, f"{planned.load_kg} kg")
            seconds += 70.0 if planned.repetitions is None else planned.repetitions[1] * 6.0 + 30.0
        if seconds > 15 * 60:
            yield Breach("dose", session.record.started_at, f"{seconds / 60:.0f} minutes")


def _load(_life: Life, trained: list[Trained]) -> Iterator[Breach]:
    """More weight only after three sessions at the last one, all of them good, and by one step."""
    hinged = [t for t in trained if t.hinges]
    calm = [t for t in hinged if t.before <= 3]
    for i, session in enumerate(calm):
        before = calm[i - 1].load if i else 0.0
        if session.load <= before:
            continue
        last = [t for t in hinged if t.record.started_at < session.record.started_at][-3:]
        good = [t for t in last if t.load == before and _good(t)]
        if len(good) < 3:
            yield Breach("load", session.record.started_at, f"{before} -> {session.load} kg after {len(good)} good")
        if session.load > max(4.0, before + max(2.0, 0.1 * before)):
            yield Breach("load", session.record.started_at, f"{before} -> {session.load} kg in one step")


def _good(session: Trained) -> bool:
    """Ten repetitions, pain up to 3, the stick kept, settled by the next morning."""
    sets = session.hinges
    settled = session.morning is not None and session.morning <= session.before + 1
    calm = session.before <= 3 and all((s.pain or 0) <= 3 for s in session.record.sets)
    return settled and calm and all(s.ended == "done" and (s.repetitions or 0) >= 10 and s.stick_kept for s in sets)


def _unsettled(_life: Life, trained: list[Trained]) -> Iterator[Breach]:
    """After a session that did not settle: half the weight at most, or less of everything where there was none."""
    for earlier, later in pairwise(trained):
        if not earlier.failed:
            continue
        carried = max((t.load for t in trained if t.record.started_at <= earlier.record.started_at), default=0.0)
        if later.load > carried / 2.0:
            yield Breach("unsettled", later.record.started_at, f"{later.load} kg after {carried} kg did not settle")
        light = [t for t in trained if t.day < later.day and t.load > 0.0]
        sides = [(s.exercise, s.side) for s in later.given.prescription.sets]
        if not light and len(sides) != len(set(sides)):
            yield Breach("unsettled", later.record.started_at, "more than one set although it did not settle")


def _pause(life: Life, trained: list[Trained]) -> Iterator[Breach]:
    """Two sessions in a row that did not settle: none until a full screening a week later."""
    for i, session in enumerate(trained):
        told = [t for t in trained[:i] if t.failed is not None]
        if len(told) < 2 or not (told[-1].failed and told[-2].failed):
            continue
        since = told[-1].record.started_at
        fulls = [s for s in life.history.screenings if s.kind == "full" and s.at <= session.record.started_at]
        if not any(s.at >= since + timedelta(days=7) for s in fulls):
            yield Breach("pause", session.record.started_at, "no pause after two sessions that did not settle")


def _push(life: Life, trained: list[Trained]) -> Iterator[Breach]:
    """No release and no turning inward to the end on a side that is very low, very high or hurt in its last test."""
    for session in trained:
        for side in ("left", "right"):
            last = _last_test(life.history, side, session.record.started_at)
            if last is None:
                continue
            value = last.rotation.value if last.rotation is not None else None
            low = value is not None and value < radians(15.0)
            high = value is not None and value > radians(45.0)
            if not (low or high or (last.pain or 0) > 0):
                continue
            if _pushed(session, side):
                yield Breach("push", session.record.started_at, f"{side}: low {low}, high {high}, pain {last.pain}")


def _last_test(history: History, side: str, at: datetime) -> SideRecord | None:
    """The newest full test of a side that could be read."""
    found = [s for t in history.tests if t.occasion == "day" and t.at <= at for s in t.sides if s.side == side]
    readable = [s for s in found if s.verdict != "unreadable"]
    return readable[-1] if readable else None


def _pushed(session: Trained, side: str) -> bool:
    return any(s.side == side and s.exercise in ("release", "squat") for s in session.given.prescription.sets)


def _limits(life: Life, trained: list[Trained]) -> Iterator[Breach]:
    """What the answers forbid is not in the session, nor in the test."""
    for session in trained:
        answers = _in_force(life.history.screenings, session.record.started_at)
        for what in _forbidden(answers, session):
            yield Breach("limits", session.record.started_at, what)
    for test in life.history.tests:
        answers = _in_force(life.history.screenings, test.at)
        spared = _spared(answers, "hip_replacement", uncleared=True) | _spared(answers, "groin_pain")
        for side in test.sides:
            if side.side in spared:
                yield Breach("limits", test.at, f"{side.side} was tested although it is spared")
        unsteady = any(answers.get(name) == {"yes"} for name in ("poor_balance", "pregnant"))
        if unsteady and test.method.support == "none":
            yield Breach("limits", test.at, "tested without a hand on the wall")


def _forbidden(answers: dict[str, set[str]], session: Trained) -> Iterator[str]:
    sets = session.given.prescription.sets
    exercises = {s.exercise for s in sets}
    loaded = any(s.load_kg > 0.0 for s in sets)
    yes = {name for name, given in answers.items() if "yes" in given}
    if "release" in exercises and ("no_pressure" in yes or answers.get("hip_replacement_ok") == {"no"}):
        yield "rolled although the answers forbid it"
    if "deadlift" in exercises and "leg_pain" in yes:
        yield "deadlift with leg pain"
    if loaded and (yes & {"leg_pain", "poor_balance", "pregnant"} or answers.get("weak_bones_load_ok") == {"no"}):
        yield "a weight although the answers forbid it"
    spared = _spared(answers, "hip_replacement", uncleared=True)
    for name in SPARES_LEFT_OR_RIGHT:
        spared |= _spared(answers, name)
    if "loose_hips" in yes:
        spared = {"left", "right"}
    for side in sorted(spared):
        if _pushed(session, side):
            yield f"{side} was pushed although it is spared"


def _in_force(screenings: tuple[Screening, ...], at: datetime) -> dict[str, set[str]]:
    """The answers since the last full screening, by question."""
    earlier = [s for s in screenings if s.at <= at]
    full = next((i for i in range(len(earlier) - 1, -1, -1) if earlier[i].kind == "full"), 0)
    found: dict[str, set[str]] = {}
    for screening in earlier[full:]:
        for name, answer in screening.answers:
            found.setdefault(name, set()).add(answer)
    return found


def _spared(answers: dict[str, set[str]], name: str, *, uncleared: bool = False) -> set[str]:
    """The sides an answer spares; with `uncleared` only where no surgeon has allowed it."""
    if uncleared and answers.get("hip_replacement_ok") != {"no"}:
        return set()
    given = answers.get(name, set())
    return {side for side in ("left", "right") if given & {side, "both"}}


def _groin(life: Life, trained: list[Trained]) -> Iterator[Breach]:
    """After a pinch in the groin during a test no session until the full questions were answered again."""
    pinched = [t.at for t in life.history.tests for s in t.sides if s.pain and "groin" in (s.pain_where or "")]
    fulls = [s.at for s in life.history.screenings if s.kind == "full"]
    spared = [s.at for s in life.history.screenings if dict(s.answers).get("short_hip", "no") != "no"]
    for session in trained:
        for at in pinched:
            asked = any(at <= f <= session.record.started_at for f in fulls)
            known = any(f <= session.record.started_at for f in spared)
            if at < session.record.started_at and not asked and not known:
                yield Breach("groin", session.record.started_at, "trained after a pinch in the groin")


def _break(_life: Life, trained: list[Trained]) -> Iterator[Breach]:
    """After more than two weeks without a session: half the weight, one set."""
    for earlier, later in pairwise(trained):
        if (later.day - earlier.day).days <= 14:
            continue
        carried = max(t.load for t in trained if t.day <= earlier.day)
        sides = [(s.exercise, s.side) for s in later.given.prescription.sets]
        if later.load > carried / 2.0 or len(sides) != len(set(sides)):
            yield Breach("break", later.record.started_at, f"{later.load} kg after a break ({carried} kg before)")


Rule = Callable[[Life, list[Trained]], Iterator[Breach]]
RULES: tuple[Rule, ...] = (
    _screened, _emergency, _warning, _pain, _baseline, _week, _dose, _load, _unsettled, _pause, _push, _limits, _groin,
    _break,
)  # fmt: skip
