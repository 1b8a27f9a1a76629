"""Figures of the second generator's people: what is left out of the learnt maps, what is said of errors, the page."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from inturn.kinematics import ESTIMATOR, error_of
from inturn.kinematics.learnt import learnt_of
from inturn.programme.standing_test import load_standing_test
from tests.validation_figures.made_up import film, trial
from validation.figures.conditions import conditions
from validation.figures.page_second import second
from validation.figures.summary import summary
from validation.fit.errors import TrialError, components, turn_gain
from validation.second import kept, main
from validation.second_parts.ways import row, stated_sd, ways

CHANGES = {"list": 1.0, "turn": -2.0, "lean": 0.5}


def error(seed: int, rotation: float, stated: float = 2.0, facing: float = 0.0) -> TrialError:
    return TrialError(seed, 0, 25.0, rotation, CHANGES, stated, facing, 0.0)


@pytest.mark.parametrize("network", ["heavy", "full"])
def test_each_way_leaves_out_what_it_says(network: str) -> None:
    whole, by = learnt_of(network), ways(network)
    assert by["all that was learnt"] == whole
    assert whole.closer is not None
    unheard = by["the same, the model alone not heard"]
    assert unheard == replace(whole, alone=0.0, closer=replace(whole.closer, alone=0.0))
    bare = by["no remainder"]
    assert bare.closer is not None
    assert (bare.remainder, bare.closer.remainder) == (None, None)
    assert bare.closer.pelvis is whole.closer.pelvis
    assert by["no appearance"] == replace(whole, closer=None)
    assert by["no appearance, no remainder"] == replace(whole, closer=None, remainder=None)
    assert by["no map: the body model alone"] == replace(whole, closer=None, remainder=None, pelvis=None)


def test_a_stated_error_is_the_programs() -> None:
    model = np.rad2deg(error_of("heavy"))
    plain = stated_sd(error(1, 0.0), "heavy", real_person=False)
    assert plain == pytest.approx(float(np.sqrt(np.sum(model[:3] ** 2))))
    assert stated_sd(error(1, 0.0), "heavy", real_person=True) == pytest.approx(float(np.hypot(plain, 3.0)))
    assert stated_sd(error(1, 0.0, stated=9.0), "heavy", real_person=False) > plain
    assert stated_sd(error(1, 0.0, facing=20.0), "heavy", real_person=False) > plain


def test_a_gain_of_turn_is_found_again_and_its_error_is_what_it_leaves() -> None:
    read = np.linspace(-8.0, 8.0, 17)
    errors = [
        TrialError(i, i % 2, 25.0, 1.0, CHANGES | {"turn": float(t - 1.2 * t)}, 2.0, 0.0, 1.2 * float(t))
        for i, t in enumerate(read)
    ]
    assert turn_gain(errors) == pytest.approx(1.2)
    assert components(errors)["sd_turn_change"] == pytest.approx(0.0, abs=1e-9)
    assert components(errors)["sd_list_change"] == pytest.approx(abs(CHANGES["list"]))


def test_a_row_tells_sizes_signs_and_coverage() -> None:
    found = row([error(1, 1.0), error(2, -2.0), error(3, 30.0)], "heavy")
    assert found["rotation"]["value"] == pytest.approx(11.0)
    assert found["rotation"]["bias"] == pytest.approx(29.0 / 3.0)
    assert found["turn"]["value"] == pytest.approx(2.0)
    assert found["covers"]["value"] == pytest.approx(200.0 / 3.0)


def test_a_second_persons_clothes_are_those_its_truth_tells() -> None:
    truth = {
        "seed": 31_000, "fps": 10, "width": 480, "height": 854, "body": {"height_m": 1.7},
        "camera": {"position_m": [3.0, 0.0, 1.0], "roll_deg": 1.0, "f_px": 700.0},
        "frames": {"pelvic_turn_left_deg": [2.0, 4.0]},
        "notes": {"generator": "second", "sex": "female", "legs": "leggings", "hips": "no shirt", "feet": "shoes"},
    }  # fmt: skip
    told = conditions(truth)
    assert (told["sex"], told["legs"], told["hips"], told["feet"]) == ("female", "leggings", "no shirt", "shoes")
    assert "weight" not in told


def test_the_section_says_what_was_measured_and_what_was_not() -> None:
    assert "Not yet measured" in second(None)
    stills = {"second-report": {"all that was learnt": row([error(1, 1.0), error(2, -2.0)], "heavy")}}
    about = {"command": "c", "inturn": "0", "estimator": "e", "network": "heavy", "date": "d"}
    text = second({**about, "stills": stills, "films": None})
    assert "| second, report | all that was learnt | 1.5° |" in text
    former = {"second-report": {"all that was learnt": row([error(1, 3.0), error(2, -4.0)], "heavy")}}
    both = second({**about, "stills": stills, "films": None}, {**about, "stills": former})
    assert "| second, report, by estimator 6 | all that was learnt | 3.5° |" in both
    assert "Films of whole tests: Not yet measured" in text
    films = summary([film(n, [trial(10.0 + n, 11.0 + n)]) for n in range(3)], load_standing_test())
    text = second({**about, "stills": stills, "films": films})
    assert "3 people (seeds 20000-20002), 3 trials" in " ".join(text.split())
    assert "| rotation of a trial, mean error |" in text


def test_an_empty_bench_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="run with --draw"):
        main([str(tmp_path), "--json", str(tmp_path / "second.json")])
    assert not (tmp_path / "second.json").exists()


def test_what_is_not_asked_for_is_kept_of_the_same_estimator_only(tmp_path: Path) -> None:
    target = tmp_path / "second.json"
    assert kept(target) == {"stills": {}, "films": None}
    former = {"estimator": ESTIMATOR, "stills": {"second-tune": {}}, "films": None}
    target.write_text(json.dumps(former))
    assert kept(target) == former
    target.write_text(json.dumps(former | {"estimator": "inturn-estimator/0"}))
    assert kept(target)["stills"] == {}
