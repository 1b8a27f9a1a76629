"""Tables of tests: a row a side with method and error parts; trials that do not count; tests without a camera."""

from math import degrees

from inturn.body.keypoints import Side
from inturn.report.days import local, long_day, stamp
from inturn.report.tables import Cell, Table
from inturn.report.timeline import SELF, SIDES
from inturn.report.words.clinician import OCCASIONS
from inturn.report.words.labels import GATES, QUALITY, SIDE_BADGE, SUPPORT
from inturn.report.words.methods import method_short
from inturn.report.words.names import shown
from inturn.report.words.numbers import NONE, one, span, yes_no
from inturn.report.words.progress import REACHED
from inturn.training.records import History, SideRecord, TestRecord, TrialRecord

_HEADS = ("When", "What", "Side", "Rotation (95 %)", "Random", "Set-up", "System.", "Real p.", "Trials", "Verdict",
          "Stick", "Body moved", "Pain", "Support", "Reading")  # fmt: skip


def test_table(history: History) -> Table | None:
    """Every side of every camera test, retests and re-measured readings included."""
    rows = [
        (stamp(local(history.person, test.at)), _cells(test, side))
        for test in history.tests
        if test.method.source_kind != SELF
        for side in test.sides
    ]
    return Table("", _HEADS, tuple(rows)) if rows else None


def _cells(test: TestRecord, side: SideRecord) -> tuple[Cell, ...]:
    q = side.rotation
    value = NONE if q is None else f"{degrees(q.value):.1f}° ({span(*map(degrees, q.interval95), decimals=1)})"
    parts = (None,) * 4 if q is None else (q.sd_random, q.sd_setup, q.sd_systematic, q.sd_real_person)
    what = OCCASIONS[test.occasion] + (" (measured again)" if test.remeasured_from else "")
    return (
        Cell(what),
        Cell(side.side),
        Cell(value),
        *(Cell(NONE if p is None else one(degrees(p))) for p in parts),
        Cell(_trials(test, side.side, q.n if q else 0)),
        Cell(SIDE_BADGE[side.verdict]),
        Cell(REACHED[side.reached]),
        Cell(yes_no(side.body_moved)),
        Cell(_pain(side)),
        Cell(SUPPORT.get(test.method.support, test.method.support)),
        Cell(_reading(test)),
    )


def _trials(test: TestRecord, side: Side, counted: int) -> str:
    of = sum(t.side == side for t in test.trials)
    return f"{counted} of {of}" if of else str(counted)


def _pain(side: SideRecord) -> str:
    if side.pain is None:
        return NONE
    return f"{side.pain}, {shown(side.pain_where, 40)}" if side.pain_where else str(side.pain)


def _reading(test: TestRecord) -> str:
    clip = f", clip {test.source_sha256[:8]}…" if test.source_sha256 else ""
    return f"{test.estimator or NONE}{clip}"


def excluded_table(history: History) -> Table | None:
    """Every trial that does not count, with its reason, and every rough one."""
    rows = [
        (
            long_day(local(history.person, test.at).date()),
            (Cell(trial.side), Cell(str(trial.order)), Cell(QUALITY[trial.quality]), Cell(_value(trial)),
             Cell(_reason(trial))),
        )
        for test in history.tests
        for trial in test.trials
        if trial.excluded is not None or trial.quality == "unreadable"
    ]  # fmt: skip
    heads = ("Day", "Side", "Trial", "Quality", "Rotation", "Why it does not count")
    return Table("", heads, tuple(rows)) if rows else None


def _value(trial: TrialRecord) -> str:
    return NONE if trial.rotation is None else one(degrees(trial.rotation.value))


def _reason(trial: TrialRecord) -> str:
    if trial.excluded is None:
        return QUALITY["unreadable"]
    return GATES.get(trial.excluded, shown(trial.excluded.replace("_", " "), 90))


def self_test_table(history: History) -> Table | None:
    """Every side of every test without a camera."""
    rows = [
        (
            stamp(local(history.person, test.at)),
            (Cell(side.side), Cell(REACHED[side.reached]), Cell(yes_no(side.body_moved)),
             Cell(NONE if side.gap_m is None else f"{100 * side.gap_m:.0f} cm"), Cell(_pain(side)),
             Cell(SIDE_BADGE[side.verdict]), Cell(method_short(test.method))),
        )
        for test in history.tests
        if test.method.source_kind == SELF
        for side in sorted(test.sides, key=lambda s: SIDES.index(s.side))
    ]  # fmt: skip
    heads = ("When", "Side", "Heel to stick", "Body moved", "Gap", "Pain", "Verdict", "How")
    return Table("", heads, tuple(rows)) if rows else None
