"""Strides, events, values with their error, the norm band and the what-if."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from inturn.assess.gait.events import detect_events
from inturn.assess.gait.finding import GaitFinding
from inturn.assess.gait.norm_band import band, beside
from inturn.assess.gait.what_if import cap_rotation
from inturn.body.keypoints import SIDES, Side
from inturn.errors import NoTestError
from inturn.kinematics.cardan_hip import hip_angles
from inturn.kinematics.laboratory import trial_angles
from inturn.kinematics.rotations import about_z
from inturn.sources.laboratory.reading import read_trial
from inturn.workflows.laboratory import GaitAsked, gait, read_walk, write_angles
from tests.laboratory_files import standing_test, walk, write_c3d, write_mot, write_trc


def found(path: Path, **of_walk: float) -> GaitFinding:
    write_trc(path, walk(4, **of_walk))
    return read_walk(path).finding


def test_values_of_a_known_walk(tmp_path: Path) -> None:
    gait_finding = found(tmp_path / "a.trc")
    assert gait_finding.events_from == "detected"
    left = gait_finding.sides["left"]
    assert len(left.strides) == 3
    assert all(s.end_s - s.start_s == pytest.approx(1.0, abs=0.011) for s in left.strides)
    assert np.degrees(left.values["rotation_excursion"].mean) == pytest.approx(8.0, abs=0.1)
    assert np.degrees(left.values["pelvis_excursion"].mean) == pytest.approx(8.0, abs=0.1)
    assert left.values["pelvis_excursion"].error == pytest.approx(0.0, abs=1e-3)
    assert np.degrees(gait_finding.differences["rotation_excursion"].mean) == pytest.approx(0.0, abs=0.2)


def test_events_of_the_file_come_first(tmp_path: Path) -> None:
    events = tuple(("Left", "Foot Strike", t) for t in (1.2, 2.2, 3.2))
    write_c3d(tmp_path / "a.c3d", walk(), events=events)
    walked = read_walk(tmp_path / "a.c3d").finding
    assert walked.events_from == "file"
    assert [s.start_s for s in walked.sides["left"].strides] == pytest.approx([1.2, 2.2])
    assert walked.sides["right"].strides == ()


def test_a_strike_that_is_missing_makes_no_double_stride(tmp_path: Path) -> None:
    strikes = [("Left", "Foot Strike", t) for t in (1.2, 2.2, 4.2)]
    between = [("Right", "Foot Strike", t) for t in (1.7, 2.7, 3.7)]
    write_c3d(tmp_path / "a.c3d", walk(), events=tuple(strikes + between))
    walked = read_walk(tmp_path / "a.c3d").finding
    assert [s.start_s for s in walked.sides["left"].strides] == pytest.approx([1.2])
    assert [s.start_s for s in walked.sides["right"].strides] == pytest.approx([1.7, 2.7])


def test_an_event_told_twice_is_one(tmp_path: Path) -> None:
    strikes = [("Left", "Foot Strike", t) for t in (1.2, 2.2)]
    twice = [("Right", "Foot Strike", 1.7), ("Right", "Foot Strike", 1.72), ("Left", "Foot Off", 1.8)]
    write_c3d(tmp_path / "a.c3d", walk(), events=tuple([*strikes, *twice, ("Left", "Foot Off", 1.81)]))
    assert len(read_walk(tmp_path / "a.c3d").finding.sides["left"].strides) == 1


def test_one_stride_has_no_error(tmp_path: Path) -> None:
    events = tuple(("Left", "Foot Strike", t) for t in (1.2, 2.2))
    write_c3d(tmp_path / "a.c3d", walk(), events=events)
    value = read_walk(tmp_path / "a.c3d").finding.sides["left"].values["rotation_at_strike"]
    assert (value.n, value.sd, value.error) == (1, None, None)
    assert "A value without +- is of one stride" in gait(tmp_path / "a.c3d", GaitAsked())[0]


def test_a_table_of_joint_angles_has_no_feet_to_find_strides_by(tmp_path: Path) -> None:
    write_mot(tmp_path / "a.mot", walk())
    with pytest.raises(NoTestError, match="No stride"):
        read_walk(tmp_path / "a.mot")


def test_standing_is_no_walk(tmp_path: Path) -> None:
    write_trc(tmp_path / "a.trc", standing_test(rate=20.0))
    with pytest.raises(NoTestError, match="No stride"):
        read_walk(tmp_path / "a.trc")


@pytest.mark.real_data
def test_squats_are_no_walk(real_data: Path) -> None:
    folder = real_data / "markers" / "subject4" / "MarkerData"
    with pytest.raises(NoTestError, match="No stride"):
        read_walk(folder / "squats1.trc", folder / "static1.trc")


@pytest.mark.real_data
def test_detected_events_beside_those_of_the_files(real_data: Path) -> None:
    gaps: dict[str, list[float]] = {"foot_strike": [], "foot_off": []}
    told = 0
    for path in sorted((real_data / "c3d").rglob("*.c3d")):
        trial = read_trial(path)
        if not trial.events:
            continue
        frames = trial_angles(trial).frames
        assert frames is not None
        detected = detect_events(frames)
        for event in trial.events:
            told += 1
            near = [d.time_s - event.time_s for d in detected if (d.side, d.kind) == (event.side, event.kind)]
            near = [gap for gap in near if abs(gap) < 0.15]
            if near:
                gaps[event.kind].append(min(near, key=abs))
    assert sum(map(len, gaps.values())) >= 0.9 * told  # an event at the very edge of a recording has no top
    assert abs(np.median(gaps["foot_strike"])) < 0.06
    assert abs(np.median(gaps["foot_off"])) < 0.03


@pytest.mark.real_data
def test_walks_of_one_person_come_out_in_the_right_order(real_data: Path) -> None:
    folder = real_data / "markers" / "subject4" / "MarkerData"
    values = {
        kind: read_walk(folder / f"walking{kind}1.trc", folder / "static1.trc").finding.sides["right"].values
        for kind in ("", "TI", "TO", "TS")
    }
    for name in ("rotation_at_strike", "rotation_in_loading", "foot_turn_in_stance"):
        assert values["TI"][name].mean > values[""][name].mean > values["TO"][name].mean, name
    lean = {kind: v["trunk_lean_excursion"].mean for kind, v in values.items()}
    assert lean["TS"] > 3 * max(lean[""], lean["TI"], lean["TO"])


def test_a_curve_on_its_own_band_is_within_it(tmp_path: Path) -> None:
    curve = found(tmp_path / "a.trc").sides["left"].curves["hip_rotation"]
    percent = np.linspace(0, 100, 101)
    own = beside(curve, band(percent, curve.mean, np.full(101, 0.1)))
    assert own.share_within_one_sd == 1.0
    far = beside(curve, band(percent, curve.mean + 0.2, np.full(101, 0.1)))
    assert far.share_within_one_sd == 0.0
    assert far.difference == pytest.approx(np.full(101, -0.2))


CURVES = arrays(np.float64, 101, elements=st.floats(-0.6, 0.9))
CAPS = st.floats(-0.5, 0.9)


@given(CURVES)
def test_a_cap_that_is_never_reached_changes_nothing(curve: np.ndarray) -> None:
    nothing = cap_rotation(curve, float(curve.max()))
    assert (nothing.pelvis_peak, nothing.trunk_excursion, nothing.twist_peak) == pytest.approx((0, 0, 0), abs=1e-12)


@given(CURVES, CAPS, CAPS)
def test_a_lower_cap_never_asks_for_less(curve: np.ndarray, a: float, b: float) -> None:
    higher, lower = cap_rotation(curve, max(a, b)), cap_rotation(curve, min(a, b))
    assert lower.pelvis_peak >= higher.pelvis_peak - 1e-9
    assert lower.twist_peak >= higher.twist_peak - 1e-9
    assert lower.trunk_excursion >= higher.trunk_excursion - 1e-9
    assert np.all(lower.left_out >= higher.left_out)


@pytest.mark.parametrize("side", SIDES)
def test_over_a_foot_that_stays_less_inward_rotation_is_that_side_further_forward(side: Side) -> None:
    """The direction that the words tell, by the program's own signs: the thigh stays, the hip turns in less."""
    outward = 1.0 if side == "left" else -1.0
    thigh = np.eye(3)

    def rotation(side_forward: float) -> float:
        pelvis = about_z(np.array(-outward * side_forward))  # turned so that this side is in front
        return float(hip_angles(pelvis, thigh, side)[2])

    assert rotation(0.2) == pytest.approx(-0.2)
    assert rotation(-0.2) == pytest.approx(0.2)


@given(CURVES, CAPS)
def test_the_assumptions_hold(curve: np.ndarray, cap: float) -> None:
    found_ = cap_rotation(curve, cap)
    assert found_.pelvis == pytest.approx(np.maximum(curve - cap, 0.0))  # both feet keep their heading
    assert found_.trunk.mean() == pytest.approx(0.0, abs=1e-12)  # the trunk keeps its mean heading
    assert found_.twist == pytest.approx(found_.pelvis - found_.trunk)
    cost = np.sum(found_.trunk**2 + found_.twist**2)
    for other in (found_.trunk * 0.9, found_.trunk * 1.1, np.zeros(101)):
        assert cost <= np.sum(other**2 + (found_.pelvis - other) ** 2) + 1e-9


def test_the_text_says_no_verdict_and_labels_the_teaching(tmp_path: Path) -> None:
    write_trc(tmp_path / "a.trc", walk(3))
    norm = tmp_path / "norm.csv"
    norm.write_text("cycle_percent,hip_rotation_mean_deg,hip_rotation_sd_deg\n0,5,5\n100,5,5\n")
    text, as_json = gait(tmp_path / "a.trc", GaitAsked(norm=norm, cap_deg=3.0, plot=tmp_path / "a.svg"))
    assert "No score, no verdict" in " ".join(text.split())
    assert "TEACHING, not a finding" in text
    assert "Both feet keep their heading" in text
    assert "degrees further left side forward" in text
    assert "Beside your norm" in text
    assert '"schema": "inturn/gait/1"' in as_json
    assert (tmp_path / "a.svg").read_text().startswith("<svg")


@pytest.mark.parametrize("ending", ["csv", "parquet", "nc"])
def test_angles_tables_hold_the_same_numbers_and_their_signs(tmp_path: Path, ending: str) -> None:
    import csv

    import pyarrow.parquet as pq
    import xarray as xr

    motion = walk(1)
    write_c3d(tmp_path / "a.c3d", motion)
    out = tmp_path / f"b.{ending}"
    write_angles(tmp_path / "a.c3d", out)
    name = "right_hip_rotation_deg"
    if ending == "csv":
        lines = out.read_text().splitlines()
        assert any(line.startswith(f"# {name}: ") and "internal positive" in line for line in lines)
        values = [float(row[name]) for row in csv.DictReader(line for line in lines if not line.startswith("#"))]
    elif ending == "parquet":
        table = pq.read_table(out)
        assert b"internal positive" in table.schema.field(name).metadata[b"meaning"]
        values = table[name].to_pylist()
    else:
        with xr.open_dataset(out, engine="h5netcdf") as data:
            assert "internal positive" in data[name].attrs["long_name"]
            values = data[name].values.tolist()
    assert np.abs(np.array(values) - motion.rotation[:, 1]).max() < 1e-3
