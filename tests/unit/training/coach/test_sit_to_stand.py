"""A fourth exercise needs data and no code: sit to stand."""

from inturn.programme.coach import CoachRules
from inturn.programme.coach_file import parse_coach
from inturn.programme.rows import read_data
from inturn.training.coach.events import Attempt, Fault, Repetition
from inturn.training.coach.machine import detect
from tests.unit.training.coach.figure import Film, film, seated, writer

OWN = 'source = "inturn-judgement", basis = "judgement", reviewed_by = ""'
SIT_TO_STAND = f"""
[exercise.sit_to_stand]
kind = "repetitions"
working_side = "none"
views = ["oblique", "side", "front"]
phases = [{{ id = "sit", text = "Sit at the front of the chair." }}, {{ id = "rise", text = "Stand up." }}]

[exercise.sit_to_stand.excursion]
signal = "thigh"
towards = "falls"
rest_low = {{ value = 60, unit = "deg", {OWN} }}
rest_high = {{ value = 110, unit = "deg", {OWN} }}
leave = {{ value = 15, unit = "deg", {OWN} }}
attempt = {{ value = 20, unit = "deg", {OWN} }}
full = {{ value = 50, unit = "deg", {OWN} }}

[[exercise.sit_to_stand.fault]]
id = "too_fast"
measure = "shortest_part"
views = ["front", "oblique", "side"]
below = {{ value = 0.8, unit = "s", {OWN} }}
see = "You drop into the chair."
cue = "Sit down slowly."
"""


def rules() -> CoachRules:
    """The common numbers of the shipped file, and this exercise."""
    common = "\n".join(
        f'{key} = {{ value = {row["value"]}, unit = "{row["unit"]}", {OWN} }}'
        for key, row in read_data("coach.toml")["common"].items()
    )
    return parse_coach(f'schema = "inturn/coach/1"\n[common]\n{common}\n{SIT_TO_STAND}', "sit-to-stand")


def test_rising_from_a_chair_is_counted_by_data_alone() -> None:
    w = writer(seated(0))
    for _ in range(4):
        w.repeat(seated(1), down=1.6, pause=0.8, up=1.6)
    w.repeat(seated(0.4), down=1.0, pause=0.2, up=1.0).hold(1.0)
    for turn in (0.0, 40.0, 85.0):
        events = detect(film(w.script, Film(turn=turn)), rules(), "sit_to_stand")
        found = [e for e in events if isinstance(e, Repetition)]
        assert len(found) == 4
        assert [e.reason for e in events if isinstance(e, Attempt)] == ["short"]
        for seen, (_, middle, _) in zip(found, w.repetitions, strict=False):
            assert abs(seen.bottom_s - middle) < 0.25


def test_its_faults_come_from_data_too() -> None:
    w = writer(seated(0)).repeat(seated(1)).repeat(seated(1), down=1.6, pause=0.8, up=0.5).hold(1.0)
    events = detect(film(w.script, Film(turn=60)), rules(), "sit_to_stand")
    assert [(f.name, f.repetition) for f in events if isinstance(f, Fault)] == [("too_fast", 2)]
