"""The home sheet: doses as prescribed, nothing that the answers leave out, set-up for this height, a log to fill in."""

from dataclasses import replace
from functools import cache

import pytest

from inturn.programme.clearance import Clearance
from inturn.programme.hip_internal_rotation import load_shipped_programme
from inturn.report.home_page import render_home_page
from inturn.report.home_pdf import render_home_pdf
from inturn.report.home_sheet import HomeFacts, home_view
from inturn.report.words.doses import how, planned_set, prescribed, standard
from inturn.report.words.home import LOG_ROWS
from inturn.training.records import PlannedSet, Prescription
from tests.unit.report.histories import HOSTILE_NAME, START, person
from tests.unit.report.pages import read
from tests.unit.report.test_pdf import _pages

PROGRAMME = load_shipped_programme()
FREE = Clearance("1", "2026-03-02T10:00:00Z")
BOTH = frozenset({"left", "right"})
PLAN = Prescription(
    "loaded", START.date(),
    (
        *(PlannedSet("release", "left", i, None, (20.0, 30.0), 0.0, 0.0) for i in (1, 2)),
        *(PlannedSet("squat", "left", i, (5, 6), None, 0.0, 30.0) for i in (3, 4)),
        *(PlannedSet("deadlift", side, i, (10, 12), None, 8.0, 30.0) for i, side in ((5, "left"), (6, "right"))),
    ),
    True, (),
)  # fmt: skip
CASES = {
    "planned": HomeFacts(person(), PROGRAMME, FREE, START, PLAN),
    "usual": HomeFacts(person(height_m=None), PROGRAMME, FREE, START),
    "by_oneself": HomeFacts(person(), PROGRAMME, FREE, START, PLAN, camera=False),
    "limited": HomeFacts(
        person(), PROGRAMME,
        replace(FREE, no_roll=True, no_load=True, no_test=BOTH, support_needed=True, no_end_range=frozenset({"left"})),
        START,
    ),
    "hostile": HomeFacts(person(HOSTILE_NAME), PROGRAMME, FREE, START, PLAN),
}  # fmt: skip
cases = pytest.mark.parametrize("name", CASES)


@cache
def _html(name: str) -> str:
    return render_home_page(CASES[name])


def _text(name: str) -> str:
    return " ".join(read(_html(name)).text.split())


@cases
def test_page_is_well_formed_self_contained_and_without_script(name: str) -> None:
    page = read(_html(name))
    assert page.unclosed == []
    assert len(page.ids()) == len(set(page.ids()))
    assert "<script" not in _html(name)
    assert "http" not in _html(name).replace("http://www.w3.org/2000/svg", "")


@cases
def test_the_stop_list_and_the_pain_rule_stand_before_any_exercise(name: str) -> None:
    ids = read(_html(name)).ids()
    assert ids.index("stop") < ids.index("pain-rule") < ids.index("exercises")


@cases
def test_pdf_can_be_set_and_is_the_same_each_time(name: str) -> None:
    data = render_home_pdf(CASES[name])
    assert 3 <= _pages(data) <= 5
    assert data == render_home_pdf(CASES[name])


def test_doses_are_those_prescribed() -> None:
    text = _text("planned")
    assert "Left side: 2 sets of 5 to 6 repetitions" in text
    assert "Each side: 1 set of 10 to 12 repetitions, 8 kg" in text
    assert "Left side: 2 sets of 20 to 30 s hold" in text
    assert "usual amounts" not in text
    assert "usual amounts" in _text("usual")


def test_what_the_answers_leave_out_is_not_shown() -> None:
    view = home_view(CASES["limited"])
    assert view.test is None
    assert [e.title for e in view.exercises] == [PROGRAMME.by_role(r).title for r in ("activate", "integrate")]
    assert "deadlift_load" not in view.exercises[1].pictures
    text = _text("limited")
    assert "Your answers leave the roller out." in text
    assert "Your answers leave weights out." in text
    assert "spare the left hip: it is not turned to its end" in text
    assert "Your answers leave the test out." in text


def test_set_up_is_for_this_height() -> None:
    assert "about 90 cm above the floor for your height" in _text("planned")
    assert "since yours is not known" in _text("usual")
    assert "Lens" not in _text("by_oneself")


def test_log_has_room_to_write() -> None:
    rows = _html("planned").split('class="log"')[1].count("<tr>")
    assert rows == LOG_ROWS + 1


def test_markup_in_a_name_is_shown_as_text() -> None:
    assert "&lt;script&gt;" in _html("hostile")


def test_doses_in_words() -> None:
    squat, release = PROGRAMME.exercise("squat"), PROGRAMME.exercise("release")
    assert standard(squat) == ("Each side: 2 sets of 10 to 12 repetitions",)
    assert prescribed(squat, ()) == ()
    assert prescribed(squat, (PlannedSet("squat", None, 1, (8, 8), None, 0.0, 30.0),)) == (
        "Both together: 1 set of 8 repetitions",
    )
    assert how(squat.dose) == "3 s down, 1 s pause, 2 s up; 30 s rest after a set."
    assert how(release.dose) == "Then 30 s slowly to and fro; pressure at most 5 of 10."
    assert planned_set(PLAN.sets[-1], "Deadlift") == "Deadlift, right: 10 to 12 repetitions, 8 kg"
