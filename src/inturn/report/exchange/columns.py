"""The tables of an export and their columns: name with its unit, kind, whether it may be empty, and what it means."""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["text", "integer", "number", "boolean", "moment", "day"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `empty`: may hold nothing."""

    name: str
    kind: Kind
    meaning: str
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, what a row is, and its columns."""

    name: str
    row: str
    columns: tuple[Column, ...]


def _c(name: str, kind: Kind, meaning: str, *, empty: bool = False) -> Column:
    return Column(name, kind, meaning, empty)


_PERSON_ID: Final = _c("person_id", "text", "id of the person")
_ANGLE: Final = (
    _c("rotation_deg", "number", "hip internal rotation, internal positive on both sides", empty=True),
    _c("trials", "integer", "number of trials behind the value", empty=True),
    _c("sd_random_deg", "number", "error from trial to trial, standard deviation", empty=True),
    _c("sd_setup_deg", "number", "error from set-up to set-up, standard deviation", empty=True),
    _c("sd_systematic_deg", "number", "error common to all tests of the method, standard deviation", empty=True),
    _c("sd_real_person_deg", "number", "what real people may add (a judgement), standard deviation", empty=True),
)


def _at(prefix: str = "") -> tuple[Column, Column]:
    return (_c(f"{prefix}at_utc", "moment", "when, UTC"), _c("day", "day", "the day where the person lives"))


TABLES: Final[tuple[Table, ...]] = (
    Table("person", "the person", (
        _PERSON_ID, _c("name", "text", "name"), _c("adult", "boolean", "confirmed to be of age"),
        _c("created_at_utc", "moment", "when added, UTC"), _c("time_zone", "text", "IANA name"),
        _c("height_cm", "number", "body height", empty=True),
    )),
    Table("screenings", "one set of safety answers", (
        _PERSON_ID, _c("screening_id", "text", "id"), *_at(), _c("kind", "text", "full or short"),
        _c("questions_version", "text", "version of the questions"),
        _c("level", "text", "go, go_with_limits, see_someone or emergency"),
    )),
    Table("screening_answers", "one answer", (
        _c("screening_id", "text", "of the screening"), _c("number", "integer", "order, from 1"),
        _c("question", "text", "code of the question"), _c("answer", "text", "code of the answer"),
    )),
    Table("screening_reasons", "one reason of an outcome", (
        _c("screening_id", "text", "of the screening"), _c("number", "integer", "order, from 1"),
        _c("reason", "text", "code of the reason"),
    )),
    Table("tests", "one standing test, or one reading of it", (
        _PERSON_ID, _c("test_id", "text", "id"), *_at(),
        _c("occasion", "text", "day: a test of its own; retest: right after a release"),
        _c("test", "text", "method: which test"), _c("position", "text", "method: position"),
        _c("support", "text", "method: none, stick or wall"),
        _c("source_kind", "text", "method: video, markers, or self without a camera"),
        _c("verdict", "text", "mobility_work, unclear, likely_sufficient or unreadable"),
        _c("tighter_side", "text", "left or right", empty=True),
        _c("pair_id", "text", "test that a retest belongs to", empty=True),
        _c("source_sha256", "text", "fingerprint of the clip", empty=True),
        _c("recording", "text", "name of the kept recording", empty=True),
        _c("estimator", "text", "version that made the values", empty=True),
        _c("remeasured_from", "text", "first reading of the same recording", empty=True),
        _c("note", "text", "note"),
    )),
    Table("test_sides", "one side of a test", (
        _c("test_id", "text", "of the test"), _c("side", "text", "left or right"),
        _c("verdict", "text", "unreadable, limited, sufficient or borderline"), *_ANGLE,
        _c("reached", "text", "heel to stick: reached, not_reached or not_judged"),
        _c("body_moved", "boolean", "the body moved along", empty=True),
        _c("pain_points", "integer", "pain 0-10 after the side", empty=True),
        _c("pain_where", "text", "where, as the person said it", empty=True),
        _c("gap_cm", "number", "gap from heel to stick", empty=True),
    )),
    Table("test_trials", "one trial of a side", (
        _c("test_id", "text", "of the test"), _c("side", "text", "left or right"),
        _c("trial_order", "integer", "order within the side, from 1"), *_ANGLE,
        _c("quality", "text", "good, rough or unreadable"), _c("body_still", "boolean", "body still", empty=True),
        _c("reached", "text", "heel to stick: reached, not_reached or not_judged"),
        _c("excluded", "text", "why it does not count; empty when it does", empty=True),
    )),
    Table("test_results", "the result file of a camera test", (
        _c("test_id", "text", "of the test"), _c("result_json", "text", "result.json, inturn/standing-test/1"),
    )),
    Table("sessions", "one session", (
        _PERSON_ID, _c("session_id", "text", "id"), _c("screening_id", "text", "short screening before it"),
        _c("started_at_utc", "moment", "begin, UTC"), _c("day", "day", "the day where the person lives"),
        _c("ended_at_utc", "moment", "end, UTC; empty while under way", empty=True),
        _c("plan_step", "text", "what was prescribed"), _c("position", "integer", "sets passed"),
        _c("note", "text", "note"),
    )),
    Table("sets", "one set of a session", (
        _c("session_id", "text", "of the session"), _c("number", "integer", "order in the session, from 1"),
        _c("exercise", "text", "code of the exercise"), _c("side", "text", "left, right or empty", empty=True),
        _c("set_order", "integer", "order of the set within its exercise and side"),
        _c("repetitions", "integer", "repetitions done", empty=True), _c("hold_s", "number", "hold", empty=True),
        _c("load_kg", "number", "weight in the hand"), _c("effort_points", "integer", "effort 0-10", empty=True),
        _c("pain_points", "integer", "pain 0-10", empty=True), _c("ended", "text", "done, pain, skipped or stopped"),
        _c("stick_kept", "boolean", "the stick kept its contact", empty=True),
        _c("clean_share", "number", "share of clean repetitions, 0-1", empty=True),
    )),
    Table("pain", "one pain entry", (
        _PERSON_ID, _c("pain_id", "text", "id"), *_at(),
        _c("moment", "text", "before, during, after, next_morning or daily"),
        _c("now_points", "integer", "pain 0-10 now"),
        _c("worst_points", "integer", "worst of the last 24 h, 0-10", empty=True),
        _c("average_points", "integer", "average of the last 24 h, 0-10", empty=True),
        _c("where", "text", "where, as the person said it", empty=True),
        _c("session_id", "text", "session it belongs to", empty=True),
    )),
    Table("scores", "one questionnaire", (
        _PERSON_ID, _c("score_id", "text", "id"), *_at(), _c("measure", "text", "psfs (0-10) or rmdq (0-24)"),
    )),
    Table("score_values", "one value of a questionnaire", (
        _c("score_id", "text", "of the questionnaire"), _c("number", "integer", "order, from 1"),
        _c("name", "text", "activity, or score"), _c("value_points", "number", "value"),
    )),
    Table("notes", "one note that belongs to no session and no test", (
        _PERSON_ID, _c("note_id", "text", "id"), *_at(), _c("text", "text", "as written"),
    )),
)  # fmt: skip
