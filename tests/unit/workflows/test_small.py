"""People, questions, tests, notes, plan, and answers from a file."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from inturn.errors import AlreadyKeptError, ClearanceError, ImpossibleError, InputError, NotKeptError
from inturn.training.clearing import clearance
from inturn.training.records import History
from inturn.training.self_test import SideTold
from inturn.workflows import answers as files
from inturn.workflows.noting import PainTold, activities, note_morning, note_pain, note_score, note_words
from inturn.workflows.people import add_person, everybody, forget_person, kept_of, the_person
from inturn.workflows.planning import due_today, history_of, plan_of, standing_decisions
from inturn.workflows.programme_file import open_programme
from inturn.workflows.screening import keep_answers, kind_due, required_clearance
from inturn.workflows.testing import begin_test, keep_told_retest, keep_told_test
from tests.unit.workflows.made import (
    NOW,
    PROGRAMME,
    answers,
    keep,
    person,
    ready,
    screened,
    told,
    took_test,
    with_baseline,
    yesterday_session,
)

HOUR = timedelta(hours=1)


class TestPeople:
    def test_nobody(self) -> None:
        with pytest.raises(NotKeptError, match="person add"):
            the_person(None)

    def test_the_only_one_need_not_be_named(self) -> None:
        keep(History(person()))
        assert the_person(None).name == "Anna"

    def test_several_are_listed(self) -> None:
        keep(History(person()))
        keep(History(person("Ben", "ben")))
        with pytest.raises(InputError, match="Anna, Ben"):
            the_person(None)
        assert the_person("ben").id == "ben"

    def test_minors_are_refused(self) -> None:
        with pytest.raises(ImpossibleError, match="adults"):
            add_person("Kid", NOW, adult=False, time_zone="UTC", height_m=None)
        assert everybody() == ()

    def test_forgotten_is_gone(self) -> None:
        keep(ready(person()))
        assert kept_of(person()).tests == 2
        forget_person(person())
        assert everybody() == ()


class TestScreening:
    def test_without_answers_nothing_is_guided(self) -> None:
        keep(History(person()))
        with pytest.raises(ClearanceError, match="inturn screen"):
            plan_of(person(), PROGRAMME, NOW)

    def test_the_full_questions_come_first_then_the_short_ones(self) -> None:
        assert kind_due(History(person()), PROGRAMME, NOW) == "full"
        assert kind_due(with_baseline(person()), PROGRAMME, NOW) == "short"

    def test_go(self) -> None:
        keep(History(person()))
        done = keep_answers(person(), PROGRAMME, "full", answers("full"), NOW)
        assert done.outcome.level == "go"
        assert done.clearance is not None
        assert history_of(person()).screenings == (done.screening,)

    def test_an_emergency_blocks_everything(self) -> None:
        keep(ready(person()))
        done = keep_answers(person(), PROGRAMME, "short", answers("short", {"short_cauda_equina": "yes"}), NOW)
        assert done.outcome.level == "emergency"
        assert done.clearance is None
        with pytest.raises(ClearanceError, match="emergency department"):
            required_clearance(history_of(person()), PROGRAMME, NOW)
        assert due_today(person(), PROGRAMME, NOW).due[0].what == "emergency"

    def test_answers_that_do_not_fit_keep_nothing(self) -> None:
        keep(History(person()))
        with pytest.raises(InputError, match="not answered"):
            keep_answers(person(), PROGRAMME, "full", {"under_18": "no"}, NOW)
        assert history_of(person()).screenings == ()


class TestTests:
    def test_told_and_kept(self) -> None:
        history = keep(screened(History(person()), "full", NOW - HOUR))
        cleared = required_clearance(history, PROGRAMME, NOW)
        test = keep_told_test(person(), PROGRAMME, cleared, told(), "none", NOW)
        assert history_of(person()).tests == (test,)
        assert test.method.source_kind == "self"
        assert test.tighter_side == "left"

    def test_both_hips_spared(self) -> None:
        history = keep(screened(History(person()), "full", NOW - HOUR, {"groin_pain": "both"}))
        cleared = required_clearance(history, PROGRAMME, NOW)
        with pytest.raises(ClearanceError, match="spare both hips"):
            begin_test(PROGRAMME, cleared, NOW, "self")

    def test_a_spared_hip_is_not_kept(self) -> None:
        history = keep(screened(History(person()), "full", NOW - HOUR, {"groin_pain": "left"}))
        cleared = required_clearance(history, PROGRAMME, NOW)
        with pytest.raises(ClearanceError, match="left"):
            keep_told_test(person(), PROGRAMME, cleared, told(), "none", NOW)
        assert history_of(person()).tests == ()

    def test_a_retest_is_held_against_todays_test_in_the_same_way(self) -> None:
        history = keep(took_test(ready(person()), NOW - timedelta(minutes=5)))
        cleared = clearance(history, PROGRAMME, NOW)
        assert cleared is not None
        retest, _ = keep_told_retest(history, PROGRAMME, cleared, told(), "none", NOW)
        assert retest.pair_id == history.tests[-1].id
        held, _ = keep_told_retest(history, PROGRAMME, cleared, told(), "wall", NOW + timedelta(minutes=1))
        assert held.pair_id is None

    def test_an_impossible_gap(self) -> None:
        history = keep(screened(History(person()), "full", NOW - HOUR))
        cleared = required_clearance(history, PROGRAMME, NOW)
        far = told(SideTold("left", "not_reached", False, 0, None, 9.0))
        with pytest.raises(ImpossibleError, match="cm"):
            keep_told_test(person(), PROGRAMME, cleared, far, "none", NOW)


class TestNotes:
    def test_pain_of_a_day(self) -> None:
        keep(History(person()))
        entry = note_pain(person(), PainTold(3, 5, 4, "low back"), NOW - HOUR, NOW)
        assert history_of(person()).pain == (entry,)

    def test_pain_in_the_future_or_beyond_the_scale(self) -> None:
        keep(History(person()))
        with pytest.raises(ImpossibleError, match="future"):
            note_pain(person(), PainTold(3), NOW + HOUR, NOW)
        with pytest.raises(ImpossibleError, match="11"):
            note_pain(person(), PainTold(11), NOW, NOW)
        assert history_of(person()).pain == ()

    def test_the_morning_after_belongs_to_the_session(self) -> None:
        history = keep(yesterday_session(with_baseline(person())))
        entry, said = note_morning(person(), PROGRAMME, PainTold(4), NOW, NOW)
        assert entry.session_id == history.sessions[-1].id
        assert said.code == "unsettled"

    def test_no_session_no_morning_after(self) -> None:
        keep(with_baseline(person()))
        with pytest.raises(NotKeptError, match="no session"):
            note_morning(person(), PROGRAMME, PainTold(4), NOW, NOW)

    def test_activities_are_remembered(self) -> None:
        keep(History(person()))
        note_score(person(), "psfs", [("sitting", 4.0), ("socks", 6.0)], NOW, NOW)
        assert activities(person()) == ("sitting", "socks")

    def test_words_are_kept_with_their_moment_before_any_test_or_session(self) -> None:
        keep(History(person()))
        note = note_words(person(), " cold day ", NOW - HOUR, NOW)
        assert history_of(person()).notes == (note,)
        assert (note.at, note.text) == (NOW - HOUR, "cold day")

    @pytest.mark.parametrize(("text", "said"), [("  ", "at least a word"), ("x" * 20_001, "at most")])
    def test_no_words_and_far_too_many_are_refused(self, text: str, said: str) -> None:
        keep(History(person()))
        with pytest.raises(ImpossibleError, match=said):
            note_words(person(), text, NOW, NOW)
        assert history_of(person()).notes == ()


class TestPlan:
    def test_the_last_pain_of_today_is_taken(self) -> None:
        keep(ready(person()))
        assert plan_of(person(), PROGRAMME, NOW).pain_was_noted is False
        note_pain(person(), PainTold(4), NOW - timedelta(minutes=1), NOW)
        found = plan_of(person(), PROGRAMME, NOW)
        assert (found.pain, found.pain_was_noted) == (4, True)
        assert found.prescription.sets
        assert 0 < found.seconds < 15 * 60

    def test_what_to_do_begins_with_what_is_due_and_claims_no_pain_that_nobody_told(self) -> None:
        history = keep(ready(person()))
        codes = [d.code for d in standing_decisions(history, PROGRAMME, NOW)]
        assert codes[-1] != "session_due"  # the plan's own reasons follow
        assert "session_due" in codes
        assert "pain_safe" not in codes
        note_pain(person(), PainTold(1), NOW - timedelta(minutes=1), NOW)
        assert "pain_safe" in [d.code for d in standing_decisions(history_of(person()), PROGRAMME, NOW)]

    def test_on_a_day_of_rest_no_session_is_explained(self) -> None:
        history = keep(screened(yesterday_session(with_baseline(person())), "short", NOW - timedelta(minutes=5)))
        codes = {d.code for d in standing_decisions(history, PROGRAMME, NOW)}
        assert "rest_between" in codes
        assert not {"load_keep", "both_sides", "pain_safe"} & codes


class TestFiles:
    def test_a_programme_that_is_not_one(self, tmp_path: Path) -> None:
        file = tmp_path / "mine.toml"
        file.write_text('schema = "inturn/programme/1"\nid = \n')
        with pytest.raises(InputError, match="line 2"):
            open_programme(file)
        with pytest.raises(InputError, match="folder"):
            open_programme(tmp_path)
        file.write_bytes(b"\xff\xfe\x00")
        with pytest.raises(InputError, match="UTF-8"):
            open_programme(file)

    @pytest.mark.parametrize(
        ("content", "wrong"),
        [("{", "not JSON"), ('{"left": {"reached": "maybe"}}', "left.reached"), ('{"lefty": {}}', "lefty")],
    )
    def test_broken_answers(self, tmp_path: Path, content: str, wrong: str) -> None:
        file = tmp_path / "answers.json"
        file.write_text(content)
        with pytest.raises(InputError, match=wrong):
            files.test_answers(file)

    def test_screening_answers_are_words(self, tmp_path: Path) -> None:
        file = tmp_path / "answers.json"
        file.write_text('{"under_18": true}')
        with pytest.raises(InputError, match="question and answer"):
            files.screening_answers(file)

    def test_a_session_went_as_planned_where_nothing_is_told(self, tmp_path: Path) -> None:
        keep(ready(person()))
        planned = plan_of(person(), PROGRAMME, NOW, 2).prescription.sets[-1]
        file = tmp_path / "answers.json"
        file.write_text(json.dumps({"pain": {"now": 2}, "sets": {str(planned.order): {"pain": 3, "effort": 6}}}))
        told_set = files.session_answers(file).of(planned)
        assert told_set.repetitions == (planned.repetitions or (0, 0))[1]
        assert (told_set.load_kg, told_set.pain, told_set.effort) == (planned.load_kg, 3, 6)


def test_somebody_twice() -> None:
    add_person("Anna", NOW, adult=True, time_zone="UTC", height_m=1.7)
    with pytest.raises(AlreadyKeptError):
        add_person("anna", NOW, adult=True, time_zone="UTC", height_m=None)
