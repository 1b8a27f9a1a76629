"""The numbers of the standing test: every row has a basis and a source that resolves, and arrives in SI units."""

from dataclasses import fields
from math import degrees, isfinite, radians

import pytest

from inturn.programme import standing_test
from inturn.programme.hip_internal_rotation import load_shipped_programme
from inturn.programme.rows import load_references
from inturn.programme.standing_test import SECTIONS, load_rows, load_standing_test

ROWS = load_rows()
REFERENCES = load_references()


@pytest.mark.parametrize("name", sorted(ROWS))
def test_each_row_cites_a_known_source_and_says_how_sure_it_is(name: str) -> None:
    row = ROWS[name]
    assert row.source in REFERENCES, f"{name} cites {row.source!r}, which is not in references.toml"
    assert row.basis in {"read", "remembered", "convention", "judgement"}
    assert row.reviewed_by == "", "no clinician has signed anything yet"


@pytest.mark.parametrize("name", sorted(ROWS))
def test_remembered_never_poses_as_read(name: str) -> None:
    row = ROWS[name]
    if REFERENCES[row.source].read in {"none", "own"}:
        assert row.basis != "read"


def test_no_reference_is_an_orphan() -> None:
    used = {row.source for row in ROWS.values()} | {key for key, _ in load_shipped_programme().references}
    assert used == set(REFERENCES)


def test_values_of_the_definition() -> None:
    rules = load_standing_test()
    assert degrees(rules.verdict.target) == pytest.approx(24.0)
    assert (rules.plateau.shortest, degrees(rules.plateau.band)) == (0.3, pytest.approx(3.0))
    assert [degrees(v) for v in (rules.gates.thigh_low, rules.gates.thigh_high)] == pytest.approx([65.0, 110.0])
    assert [degrees(v) for v in (rules.gates.knee_low, rules.gates.knee_high)] == pytest.approx([60.0, 125.0])
    assert degrees(rules.gates.facing) == pytest.approx(30.0)
    limits = (rules.stillness.pelvic_list, rules.stillness.trunk_lean, rules.stillness.pelvic_turn)
    assert [degrees(v) for v in limits] == pytest.approx([5.0, 7.0, 8.0])
    assert rules.stillness.probability == 0.8
    assert degrees(rules.error.real_person_sd) == pytest.approx(3.0)
    assert [degrees(v) for v in (rules.difference.small, rules.difference.large)] == pytest.approx([5.0, 10.0])
    assert degrees(rules.detection.smallest_trial) == pytest.approx(6.0)


def test_every_angle_is_in_radians() -> None:
    rules = load_standing_test()
    for section in SECTIONS:
        part = getattr(rules, section)
        for field in fields(part):
            row, value = ROWS[f"{section}.{field.name}"], getattr(part, field.name)
            expected = radians(row.value) if row.unit in {"deg", "deg/s"} else row.value
            assert value == expected
            assert isfinite(value)


def test_units_fit_the_names() -> None:
    rules = load_standing_test()
    assert rules.detection.lowered_below < rules.detection.lifted_from, "hysteresis"
    assert rules.gates.thigh_low < rules.gates.thigh_high
    assert rules.gates.knee_low < rules.gates.knee_high


def test_a_missing_row_is_refused_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    from inturn.errors import SetupError

    def without_band(name: str) -> dict[str, object]:
        data = read(name)
        del data["plateau"]["band"]
        return data

    read = standing_test.read_data
    monkeypatch.setattr(standing_test, "read_data", without_band)
    with pytest.raises(SetupError, match=r"\[plateau\]: missing \['band'\]"):
        load_standing_test()


def test_every_gate_has_its_advice() -> None:
    rules = load_standing_test()
    for code in ("thigh_low", "thigh_high", "knee_low", "knee_high", "facing", "seen", "no_rotation", "hold",
                 "pelvic_list", "trunk_lean", "pelvic_turn"):  # fmt: skip
        assert len(rules.advice_for(code)) > 20
    with pytest.raises(KeyError):
        rules.advice_for("nothing")
