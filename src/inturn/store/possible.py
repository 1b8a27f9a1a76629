"""Values that cannot be, found before anything is written. Limits are those of bodies and scales, not of good sense."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from math import degrees, isfinite, pi
from typing import Any, get_args, get_type_hints
from zoneinfo import ZoneInfo

from inturn.body.keypoints import Side
from inturn.errors import ImpossibleError
from inturn.quantity import Method, Quantity
from inturn.training import records as r

MOST_KG = 300.0
_ROTATION_DEG = 90.0
_LONGEST_TEXT, _LONGEST_ID = 20_000, 100
_RECORDING = re.compile(r"[0-9a-f]{64}\.nc")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def require_possible(record: object, now: datetime) -> None:
    """Raise ImpossibleError with every value in `record` that cannot be, in one message; `now` is aware."""
    found = list(_problems(record, now))
    if found:
        raise ImpossibleError(f"Nothing was kept: {'; '.join(found)}. Correct it and try again.")


def _problems(record: object, now: datetime) -> Iterator[str]:
    match record:
        case r.Person():
            yield from _person(record, now)
        case r.Screening():
            yield from _screening(record, now)
        case r.PainEntry():
            yield from _pain(record, now)
        case r.TestRecord():
            yield from _test(record, now)
        case r.SessionRecord():
            yield from _session(record, now)
        case r.ScoreRecord():
            yield from _score(record, now)
        case r.NoteRecord():
            yield from _note(record, now)
        case _:
            raise TypeError(f"{type(record).__name__} is not a record that is kept")


def _person(p: r.Person, now: datetime) -> Iterator[str]:
    yield from _id("person", p.id)
    yield from _name(p.name)
    yield from _moment("created", p.created_at, now)
    yield from _number("height", p.height_m, 1.0, 2.5, "m", optional=True)
    if not p.adult:
        yield "Inturn is for adults: the person must be 18 or older"
    try:
        ZoneInfo(p.time_zone)
    except (KeyError, ValueError, OSError):
        yield f"{p.time_zone!r} is not a time zone (write a name like Europe/Zurich)"


def _name(name: str) -> Iterator[str]:
    if not name.strip() or name != name.strip():
        yield "a person needs a name, without spaces around it"
    elif len(name) > _LONGEST_ID or not name.isprintable():
        yield f"a name has at most {_LONGEST_ID} characters, all printable"


def _screening(s: r.Screening, now: datetime) -> Iterator[str]:
    yield from _id("screening", s.id)
    yield from _moment("screening", s.at, now)
    yield from _choice("kind of screening", s.kind, r.ScreeningKind)
    yield from _choice("clearance", s.level, r.ClearanceLevel)
    yield from _text("screening", s.questions_version, *s.reasons, *(part for pair in s.answers for part in pair))


def _pain(p: r.PainEntry, now: datetime) -> Iterator[str]:
    yield from _id("pain entry", p.id)
    yield from _moment("pain", p.at, now)
    yield from _choice("moment of pain", p.moment, r.PainMoment)
    yield from _whole("pain", p.now, 10)
    yield from _whole("worst pain", p.worst, 10, optional=True)
    yield from _whole("average pain", p.average, 10, optional=True)
    yield from _text("place of pain", p.where)


def _score(s: r.ScoreRecord, now: datetime) -> Iterator[str]:
    yield from _id("score", s.id)
    yield from _moment("score", s.at, now)
    yield from _choice("questionnaire", s.measure, r.MeasureId)
    if not s.values:
        yield "a score has at least one value"
    for name, value in s.values:
        yield from _text("activity", name)
        yield from _number(f"{s.measure.upper()} score", value, 0, 24 if s.measure == "rmdq" else 10, "")


def _note(n: r.NoteRecord, now: datetime) -> Iterator[str]:
    yield from _id("note", n.id)
    yield from _moment("note", n.at, now)
    if not n.text.strip():
        yield "a note holds at least a word"
    yield from _text("note", n.text)


def _session(s: r.SessionRecord, now: datetime) -> Iterator[str]:
    yield from _id("session", s.id)
    yield from _moment("session", s.started_at, now)
    if s.ended_at is not None:
        yield from _moment("end of the session", s.ended_at, now)
        if _aware(s.started_at) and _aware(s.ended_at) and s.ended_at < s.started_at:
            yield "the session ends before it begins"
    yield from _whole("position in the session", s.position, 10_000)
    yield from _text("session", s.plan_step, s.note)
    for one in s.sets:
        yield from _set(one)


def _set(s: r.SetRecord) -> Iterator[str]:
    yield from _text("exercise", s.exercise)
    yield from _choice("side", s.side, Side, optional=True)
    yield from _choice("end of a set", s.ended, r.SetEnd)
    yield from _whole("number of a set", s.order, 10_000)
    yield from _whole("repetitions", s.repetitions, 10_000, optional=True)
    yield from _number("hold", s.hold_s, 0, 86_400, "s", optional=True)
    yield from _number("load", s.load_kg, 0, MOST_KG, "kg")
    yield from _whole("effort", s.effort, 10, optional=True)
    yield from _whole("pain", s.pain, 10, optional=True)
    yield from _number("share of clean repetitions", s.clean_share, 0, 1, "", optional=True)


def _test(t: r.TestRecord, now: datetime) -> Iterator[str]:
    yield from _id("test", t.id)
    yield from _moment("test", t.at, now)
    yield from _choice("occasion of a test", t.occasion, _allowed(r.TestRecord, "occasion"))
    yield from _choice("verdict", t.verdict, _allowed(r.TestRecord, "verdict"))
    yield from _choice("tighter side", t.tighter_side, Side, optional=True)
    yield from _text("test", t.note, t.estimator, *_method(t.method))
    yield from _text("result", t.result_json, most=50_000_000)
    if t.source_sha256 is not None and not _SHA256.fullmatch(t.source_sha256):
        yield "a SHA-256 sum has 64 hexadecimal digits"
    if t.recording is not None and not _RECORDING.fullmatch(t.recording):
        yield "a recording is named by its SHA-256 sum and .nc"
    if t.remeasured_from is not None and t.estimator is None:
        yield "a re-measured test names its estimator"
    for side in t.sides:
        yield from _side(side, t.method)
    for trial in t.trials:
        yield from _trial(trial, t.method)


def _method(m: Method) -> tuple[str, ...]:
    return m.test, m.position, m.support, m.source_kind


def _side(s: r.SideRecord, method: Method) -> Iterator[str]:
    yield from _choice("side", s.side, Side)
    yield from _choice("how far the heel came", s.reached, r.Reached)
    yield from _rotation(s.side, s.rotation, method)
    yield from _whole(f"{s.side} pain", s.pain, 10, optional=True)
    yield from _number("gap to the stick", s.gap_m, -1, 1.5, "m", optional=True)
    yield from _choice("verdict of a side", s.verdict, _allowed(r.SideRecord, "verdict"))
    yield from _text("place of pain", s.pain_where)


def _trial(t: r.TrialRecord, method: Method) -> Iterator[str]:
    yield from _choice("side", t.side, Side)
    yield from _choice("how far the heel came", t.reached, r.Reached)
    yield from _rotation(t.side, t.rotation, method)
    yield from _whole("number of a trial", t.order, 10_000)
    yield from _choice("quality of a trial", t.quality, _allowed(r.TrialRecord, "quality"))
    yield from _text("reason", t.excluded)


def _rotation(side: str, q: Quantity | None, method: Method) -> Iterator[str]:
    if q is None:
        return
    if q.unit != "rad" or q.method != method:
        yield f"the {side} rotation is not in radians or not of the test's own method"
    if not _is_number(q.value) or not abs(degrees(q.value)) <= _ROTATION_DEG:
        shown = f"{degrees(q.value):.0f} degrees" if _is_number(q.value) else repr(q.value)
        yield f"{side} rotation {shown} cannot be (-90 to 90 degrees)"
    for sd in (q.sd_random, q.sd_setup, q.sd_systematic, q.sd_real_person):
        yield from _number(f"error of the {side} rotation", sd, 0, pi, "rad")
    yield from _whole("number of trials", q.n, 10_000)


def _id(what: str, value: Any) -> Iterator[str]:
    if not isinstance(value, str) or not value or len(value) > _LONGEST_ID or not value.isprintable():
        yield f"the id of a {what} has 1 to {_LONGEST_ID} printable characters"


def _text(what: str, *values: str | None, most: int = _LONGEST_TEXT) -> Iterator[str]:
    for value in values:
        if value is None:
            continue
        if len(value) > most:
            yield f"{what}: a text has at most {most} characters"
        elif "\0" in value or not _is_unicode(value):
            yield f"{what}: a text holds a character that cannot be kept"


def _is_unicode(value: str) -> bool:
    """Whether the text can be written as UTF-8; half a surrogate pair cannot."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _choice(what: str, value: Any, literal: Any, optional: bool = False) -> Iterator[str]:
    if value not in get_args(literal) and not (optional and value is None):
        yield f"{what} {value!r} is not one of {', '.join(get_args(literal))}"


def _whole(what: str, value: Any, most: int, optional: bool = False) -> Iterator[str]:
    if optional and value is None:
        return
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        yield f"{what} {value} cannot be (a whole number from 0 to {most})"


def _number(what: str, value: Any, least: float, most: float, unit: str, optional: bool = False) -> Iterator[str]:
    if optional and value is None:
        return
    if not _is_number(value) or not least <= value <= most:
        tail = f" {unit}" if unit else ""
        yield f"{what} {value}{tail} cannot be ({least:g} to {most:g}{tail})"


@cache
def _allowed(record: type, field: str) -> Any:
    """The Literal that a record's field is declared with."""
    return get_type_hints(record)[field]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _aware(moment: Any) -> bool:
    return isinstance(moment, datetime) and moment.utcoffset() is not None


def _moment(what: str, moment: Any, now: datetime) -> Iterator[str]:
    """Every moment is aware, not in the future, and within the years that can be turned to UTC."""
    if not _aware(moment):
        yield f"{what}: a moment needs its time zone"
    elif moment > now:
        yield f"{what}: {_shown(moment)} lies in the future"
    elif moment < datetime(1900, 1, 1, tzinfo=UTC) - timedelta(days=1):
        yield f"{what}: {_shown(moment)} lies before 1900"


def _shown(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
