"""Values that cannot be are refused with a sentence, all of them at once, before anything is written."""

from dataclasses import replace
from datetime import datetime, timedelta
from math import inf, nan
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inturn.errors import ImpossibleError
from inturn.store import repositories as kept
from inturn.store.possible import require_possible
from inturn.training.records import History
from tests.unit.store.kept import (
    CAMERA,
    NOW,
    angle,
    pain,
    person,
    score,
    screening,
    session,
    side,
    standing_test,
)
from tests.unit.store.strategies import LATEST, histories

ONE_SET = session().sets[1]
ONE_TRIAL = standing_test().trials[0]


def with_set(**changes: object) -> object:
    return replace(session(), sets=(replace(ONE_SET, **changes),))  # pyright: ignore[reportArgumentType]


def with_side(**changes: object) -> object:
    return replace(standing_test(), sides=(replace(side("left", 20), **changes),))  # pyright: ignore[reportArgumentType]


def with_trial(**changes: object) -> object:
    return replace(standing_test(), trials=(replace(ONE_TRIAL, **changes),))  # pyright: ignore[reportArgumentType]


IMPOSSIBLE = {
    "pain 11": (pain(now=11), "pain 11 cannot be (a whole number from 0 to 10)"),
    "pain -1": (pain(now=-1), "pain -1"),
    "pain half": (replace(pain(), now=3.5), "pain 3.5"),
    "pain true": (replace(pain(), now=True), "pain True"),
    "worst 12": (replace(pain(), worst=12), "worst pain 12"),
    "average": (replace(pain(), average=-3), "average pain -3"),
    "moment": (replace(pain(), moment="someday"), "'someday' is not one of before"),
    "future": (pain(at=NOW + timedelta(seconds=1)), "lies in the future"),
    "naive": (pain(at=datetime(2026, 1, 1)), "needs its time zone"),
    "long ago": (pain(at=NOW - timedelta(days=50_000)), "before 1900"),
    "no id": (pain(id_=""), "id of a pain entry"),
    "surrogate": (replace(pain(), where="\ud800"), "character that cannot be kept"),
    "nul": (replace(pain(), where="a\0b"), "character that cannot be kept"),
    "long text": (replace(pain(), where="x" * 20_001), "at most 20000"),
    "140 degrees": (with_side(rotation=angle(140)), "left rotation 140 degrees cannot be"),
    "nan degrees": (with_side(rotation=angle(nan)), "left rotation nan cannot be"),
    "trial of 120": (with_trial(rotation=angle(-120)), "rotation -120 degrees"),
    "negative error": (with_side(rotation=replace(angle(20), sd_setup=-0.1)), "error of the left rotation -0.1"),
    "infinite error": (with_side(rotation=replace(angle(20), sd_random=inf)), "error of the left rotation inf"),
    "degrees inside": (with_side(rotation=replace(angle(20), unit="deg")), "not in radians"),
    "other method": (
        with_side(rotation=replace(angle(20), method=replace(CAMERA, support="wall"))),
        "not of the test's own method",
    ),
    "gap": (with_side(gap_m=3.0), "gap to the stick 3.0 m"),
    "side pain": (with_side(pain=11), "left pain 11"),
    "no such side": (with_side(side="middle"), "'middle' is not one of left, right"),
    "no such verdict": (replace(standing_test(), verdict="fine"), "verdict 'fine'"),
    "occasion": (replace(standing_test(), occasion="night"), "occasion of a test 'night'"),
    "sha": (replace(standing_test(), source_sha256="xyz"), "64 hexadecimal digits"),
    "recording": (replace(standing_test(), recording="../secret.nc"), "named by its SHA-256"),
    "no estimator": (replace(standing_test(), remeasured_from="a", estimator=None), "names its estimator"),
    "negative load": (with_set(load_kg=-5.0), "load -5.0 kg cannot be (0 to 300 kg)"),
    "heavy load": (with_set(load_kg=301.0), "load 301.0 kg"),
    "hold": (with_set(hold_s=-1.0), "hold -1.0 s"),
    "repetitions": (with_set(repetitions=-1), "repetitions -1"),
    "effort": (with_set(effort=11), "effort 11"),
    "share": (with_set(clean_share=1.1), "share of clean repetitions 1.1"),
    "ended how": (with_set(ended="well"), "end of a set 'well'"),
    "ends before": (replace(session(), ended_at=session().started_at - timedelta(minutes=1)), "ends before it begins"),
    "ends later": (replace(session(), ended_at=NOW + timedelta(days=1)), "end of the session"),
    "rmdq": (replace(score(), measure="rmdq", values=(("", 25.0),)), "RMDQ score 25.0 cannot be (0 to 24)"),
    "psfs": (replace(score(), values=(("stairs", 10.5),)), "PSFS score 10.5"),
    "no score": (replace(score(), values=()), "at least one value"),
    "clearance": (replace(screening(), level="maybe"), "clearance 'maybe'"),
    "child": (replace(person(), adult=False), "18 or older"),
    "giant": (replace(person(), height_m=2.9), "height 2.9 m cannot be (1 to 2.5 m)"),
    "zone": (replace(person(), time_zone="Mars/Base"), "not a time zone"),
    "no name": (person(name="  "), "needs a name"),
    "line break": (person(name="A\nB"), "all printable"),
}


@pytest.mark.parametrize(("record", "sentence"), IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_what_cannot_be_is_named(record: object, sentence: str) -> None:
    with pytest.raises(ImpossibleError) as refused:
        require_possible(record, NOW)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_everything_that_cannot_be_is_told_at_once() -> None:
    with pytest.raises(ImpossibleError, match=r"future.*pain 11.*worst pain -2.*average pain 12"):
        require_possible(replace(pain(at=NOW + timedelta(days=1)), now=11, worst=-2, average=12), NOW)


@given(histories())
@settings(max_examples=20)
def test_what_may_be_is_let_through(h: History) -> None:
    for record in (h.person, *h.screenings, *h.tests, *h.sessions, *h.pain, *h.scores):
        assert require_possible(record, LATEST) is None


@given(st.integers().filter(lambda n: not 0 <= n <= 10))
def test_no_pain_outside_its_scale(number: int) -> None:
    with pytest.raises(ImpossibleError):
        require_possible(pain(now=number), NOW)


def test_nothing_is_written_where_a_value_cannot_be(database: Path) -> None:
    before = database.read_bytes()
    for record, call in (
        (replace(person(), adult=False), kept.add_person),
        (pain(now=11), kept.add_pain),
        (replace(score(), values=()), kept.add_score),
        (replace(screening(), level="maybe"), kept.add_screening),
        (with_side(rotation=angle(140)), kept.add_test),
        (with_set(load_kg=-1.0), kept.start_session),
    ):
        with pytest.raises(ImpossibleError, match="Nothing was kept"):
            call(record, NOW)  # pyright: ignore[reportArgumentType, reportCallIssue]
    assert database.read_bytes() == before


def test_the_limits_themselves_may_be() -> None:
    for record in (with_side(rotation=angle(90)), with_set(load_kg=300.0), pain(now=10), pain(at=NOW)):
        assert require_possible(record, NOW) is None
