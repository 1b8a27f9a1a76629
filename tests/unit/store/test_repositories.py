"""What goes in comes out; what is not kept, kept already or somebody else's is told."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inturn.errors import AlreadyKeptError, NotKeptError
from inturn.store import repositories as kept
from tests.unit.store.kept import (
    BEFORE,
    NOW,
    note,
    pain,
    person,
    score,
    screening,
    session,
    small_history,
    standing_test,
)

SHA = "0f" * 32


@pytest.fixture
def ada(database: Path) -> str:
    kept.add_person(person(), NOW)
    kept.add_screening(screening(), NOW)
    return "ada"


def test_people_are_found_by_name_without_case_and_spare_spaces(database: Path) -> None:
    kept.add_person(person(), NOW)
    kept.add_person(person("li", "李 Ünal"), NOW)
    assert [p.name for p in kept.people()] == ["Ada Berg", "李 Ünal"]
    assert kept.person_by_name("  ada   BERG ") == person()
    assert kept.person_by_name("李 ÜNAL").id == "li"
    with pytest.raises(NotKeptError, match="Ada Berg, 李 Ünal"):
        kept.person_by_name("Ada")


@pytest.mark.parametrize("other", [person("other", "ADA berg"), person("ada", "Somebody else")])
def test_a_name_and_an_id_are_taken_once(database: Path, other: object) -> None:
    kept.add_person(person(), NOW)
    with pytest.raises(AlreadyKeptError) as told:
        kept.add_person(other, NOW)  # pyright: ignore[reportArgumentType]
    assert told.value.existing_id == "ada"
    assert kept.people() == (person(),)


def test_a_person_can_be_corrected_but_not_to_somebody_elses_name(database: Path) -> None:
    kept.add_person(person(), NOW)
    kept.add_person(person("li", "Li"), NOW)
    taller = replace(person(), name="Ada Lund", height_m=1.73)
    kept.change_person(taller, NOW)
    assert kept.person_by_name("ada lund") == taller
    with pytest.raises(AlreadyKeptError):
        kept.change_person(replace(taller, name="li"), NOW)
    with pytest.raises(NotKeptError):
        kept.change_person(person("nobody", "Nobody"), NOW)


def test_each_kind_of_record_comes_back_as_it_was(ada: str) -> None:
    kept.start_session(session(), NOW)
    kept.add_test(standing_test(), NOW)
    kept.add_pain(replace(pain(), session_id="session"), NOW)
    kept.add_score(score(), NOW)
    kept.add_note(note(), NOW)
    expected = small_history()
    expected = replace(expected, pain=(replace(pain(), session_id="session"),))
    assert kept.history(ada) == expected
    assert kept.standing_test(ada, "test") == standing_test()


def test_without_results_only_their_text_is_missing(ada: str) -> None:
    kept.add_test(standing_test(), NOW)
    assert kept.history(ada, results=False).tests == (replace(standing_test(), result_json=""),)


def test_records_of_somebody_unknown_are_refused(database: Path) -> None:
    for call in (
        lambda: kept.add_screening(screening(), NOW),
        lambda: kept.add_pain(pain(), NOW),
        lambda: kept.add_score(score(), NOW),
        lambda: kept.add_test(standing_test(), NOW),
        lambda: kept.start_session(session(), NOW),
        lambda: kept.history("ada"),
        lambda: kept.open_session("ada"),
        lambda: kept.test_of_clip("ada", SHA),
    ):
        with pytest.raises(NotKeptError):
            call()


def test_nothing_is_doubled_by_keeping_it_twice(ada: str) -> None:
    kept.add_pain(pain(), NOW)
    with pytest.raises(AlreadyKeptError) as told:
        kept.add_pain(pain(now=5), NOW)
    assert told.value.existing_id == "pain"
    assert kept.history(ada).pain == (pain(),)


def test_references_to_another_persons_records_are_refused(ada: str) -> None:
    kept.add_person(person("li", "Li"), NOW)
    with pytest.raises(NotKeptError, match="screening"):
        kept.start_session(session(of="li"), NOW)
    kept.start_session(session(), NOW)
    kept.add_test(standing_test(), NOW)
    with pytest.raises(NotKeptError, match="session"):
        kept.add_pain(replace(pain(of="li"), session_id="session"), NOW)
    with pytest.raises(NotKeptError, match="before the release"):
        kept.add_test(replace(standing_test("again", "li"), pair_id="test"), NOW)
    assert kept.history("li") == replace(kept.history("li"), sessions=(), tests=(), pain=())


def test_a_session_is_saved_set_by_set_and_taken_up_again(ada: str) -> None:
    whole = session()
    kept.start_session(replace(whole, ended_at=None, sets=(), position=0), NOW)
    for done in range(1, len(whole.sets) + 1):
        kept.save_session(replace(whole, ended_at=None, sets=whole.sets[:done], position=done), NOW)
        assert kept.open_session(ada) == replace(whole, ended_at=None, sets=whole.sets[:done], position=done)
    with pytest.raises(AlreadyKeptError, match="under way") as told:
        kept.start_session(replace(session("next"), ended_at=None), NOW)
    assert told.value.existing_id == "session"
    kept.save_session(whole, NOW)
    assert kept.open_session(ada) is None
    kept.start_session(replace(session("next"), ended_at=None), NOW)
    assert [s.id for s in kept.history(ada).sessions] == ["session", "next"]


def test_a_session_that_was_never_started_cannot_be_saved(ada: str) -> None:
    with pytest.raises(NotKeptError):
        kept.save_session(session(), NOW)
    assert kept.history(ada).sessions == ()


def test_a_clip_is_one_test_of_a_person_and_may_be_another_persons_too(ada: str) -> None:
    kept.add_test(standing_test(sha256=SHA), NOW)
    with pytest.raises(AlreadyKeptError, match="2026-05-02") as told:
        kept.add_test(standing_test("again", sha256=SHA), NOW)
    assert told.value.existing_id == "test"
    found = kept.test_of_clip(ada, SHA)
    assert found is not None
    assert found.id == "test"
    assert kept.test_of_clip(ada, "aa" * 32) is None
    kept.add_person(person("li", "Li"), NOW)
    kept.add_test(standing_test("lis", "li", sha256=SHA), NOW)
    assert len(kept.history(ada).tests) == len(kept.history("li").tests) == 1


def test_an_excluded_trial_stays_with_its_reason(ada: str) -> None:
    kept.add_test(standing_test(), NOW)
    kept.exclude_trial("test", "left", 2, "held on to the table")
    trials = {(t.side, t.order): t.excluded for t in kept.standing_test(ada, "test").trials}
    assert len(trials) == 6
    assert trials["left", 2] == "held on to the table"
    assert trials["right", 2] is None
    kept.exclude_trial("test", "left", 2, None)
    assert kept.standing_test(ada, "test") == standing_test()
    with pytest.raises(NotKeptError):
        kept.exclude_trial("test", "left", 9, "no such trial")


def test_a_corrected_test_takes_the_place_of_the_first(ada: str) -> None:
    kept.add_test(standing_test(), NOW)
    right = replace(standing_test(), verdict="unclear", trials=standing_test().trials[:2], note="swapped")
    kept.correct_test(right, NOW)
    assert kept.history(ada).tests == (right,)
    with pytest.raises(NotKeptError):
        kept.correct_test(standing_test("never kept"), NOW)


def test_a_remeasured_recording_keeps_both_values(ada: str, tmp_path: Path) -> None:
    file = tmp_path / "recording.nc"
    file.write_bytes(b"keypoints")
    name = kept.keep_recording(file)
    first = replace(standing_test(sha256=SHA), recording=name)
    kept.add_test(first, NOW)
    kept.add_test(standing_test("without a recording", at=BEFORE + timedelta(days=1)), NOW)
    assert kept.to_remeasure(ada, "2026.1") == ()
    (due,) = kept.to_remeasure(ada, "2027.1")
    assert (due.test, due.recording) == (first, name)
    again = replace(first, id="again", estimator="2027.1", remeasured_from="test", verdict="unclear")
    kept.add_test(again, NOW)
    assert kept.to_remeasure(ada, "2027.1") == ()
    assert set(kept.history(ada).tests) >= {first, again}
    with pytest.raises(AlreadyKeptError):
        kept.add_test(replace(again, id="third"), NOW)


def test_a_recording_is_kept_once_by_its_hash(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "recording.nc"
    file.write_bytes(b"keypoints")
    name = kept.keep_recording(file)
    assert kept.keep_recording(file) == name
    assert kept.recording_path(name).read_bytes() == b"keypoints"
    assert [p.name for p in (database.parent / "recordings").iterdir()] == [name]
    with pytest.raises(NotKeptError):
        kept.recording_path("../inturn.sqlite3")


def test_a_test_cannot_name_a_recording_that_is_not_kept(ada: str) -> None:
    with pytest.raises(NotKeptError, match="recording"):
        kept.add_test(replace(standing_test(), recording="0" * 64 + ".nc"), NOW)
    assert kept.history(ada).tests == ()


def test_new_ids_differ() -> None:
    assert len({kept.new_id() for _ in range(100)}) == 100
