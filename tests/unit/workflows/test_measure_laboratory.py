"""The standing test of a marker laboratory and of a sensor on the shin."""

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from inturn.errors import InputError, MethodMismatchError, NoTestError
from inturn.kinematics.rotations import about_x, about_y
from inturn.quantity import change_between_days
from inturn.report.document import Result
from inturn.report.words.worth import worth_line
from inturn.sources.laboratory.reading import read_trial
from inturn.sources.recordings import read_recording
from inturn.workflows.measure import load, measure_clip, pose_clip, read_test
from inturn.workflows.measure_shin import measure_shin, read_shin, shin_side
from inturn.workflows.options import MeasureOptions, SensorOptions
from tests.laboratory_files import standing_test, walk, write_c3d, write_mot, write_trc

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def result_of(path: Path) -> Result:
    return read_test(load(path, "heavy", False, None), MeasureOptions(), NOW).result


@pytest.mark.parametrize("ending", ["c3d", "trc"])
def test_rotations_put_in_come_out_with_their_sides(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    (write_c3d if ending == "c3d" else write_trc)(path, standing_test((31.0, 14.0)))
    result = result_of(path)
    for side, put_in in (("left", 31.0), ("right", 14.0)):
        found = result.sides.left if side == "left" else result.sides.right
        assert found.rotation is not None
        assert found.rotation.degrees == pytest.approx(put_in, abs=0.1)
        assert [t.quality for t in found.trials] == ["good", "good"]
        assert found.rotation.real_person_sd == 0.0
        assert found.body_still
    assert result.method.source_kind == "markers"
    assert result.tighter_side == "right"
    assert "published studies of skin markers" in worth_line(result)
    assert "rendered" not in worth_line(result)


def test_a_body_that_leans_is_told(tmp_path: Path) -> None:
    write_trc(tmp_path / "a.trc", standing_test((30.0, 30.0), lean=12.0))
    result = result_of(tmp_path / "a.trc")
    assert result.sides.left.body_still is False
    assert "camera" not in " ".join(g.advice for t in result.sides.left.trials for g in t.gates)
    change = result.sides.left.trials[0].compensation.trunk_lean.change_deg
    assert change == pytest.approx(12.0, abs=0.5)


LEG = ("KNE", "MKNE", "ANK", "MMAL", "HEE", "TOE")
PELVIS = ("LASI", "RASI", "LPSI", "RPSI")


def test_an_unmarked_trunk_is_told(tmp_path: Path) -> None:
    write_trc(tmp_path / "a.trc", standing_test(rate=20.0), keep=(*PELVIS, *(s + k for s in "LR" for k in LEG)))
    result = result_of(tmp_path / "a.trc")
    assert result.sides.left.rotation is not None
    assert [note.code for note in result.warnings] == ["trunk_not_marked"]


def test_one_leg_alone_is_refused(tmp_path: Path) -> None:
    write_trc(tmp_path / "a.trc", standing_test(rate=20.0), keep=(*PELVIS, *("L" + k for k in LEG)))
    with pytest.raises(NoTestError, match="needs both legs, and the right one cannot be found"):
        result_of(tmp_path / "a.trc")


def test_the_kept_recording_gives_the_same_again(tmp_path: Path) -> None:
    write_c3d(tmp_path / "a.c3d", standing_test())
    first = measure_clip(tmp_path / "a.c3d", tmp_path / "one", MeasureOptions(), at=NOW)
    again = measure_clip(tmp_path / "one" / "recording.nc", tmp_path / "two", MeasureOptions(), at=NOW)
    assert first.json == again.json
    assert sorted(p.name for p in (tmp_path / "one").iterdir()) == [
        "recording.nc", "report.html", "report.pdf", "result.json",
    ]  # fmt: skip
    assert "rendered people" not in (tmp_path / "one" / "report.html").read_text()
    with pytest.raises(InputError, match="not mirrored"):
        load(tmp_path / "one" / "recording.nc", "heavy", True, None)
    assert read_recording(tmp_path / "one" / "recording.nc").attrs["sha256"] == read_trial(tmp_path / "a.c3d").sha256


def test_what_is_no_standing_test_is_refused(tmp_path: Path) -> None:
    write_trc(tmp_path / "a.trc", walk())
    with pytest.raises(NoTestError, match="Record the whole test, with the markers of both legs in view"):
        result_of(tmp_path / "a.trc")
    write_mot(tmp_path / "a.mot", walk())
    with pytest.raises(InputError, match="needs positions"):
        result_of(tmp_path / "a.mot")
    with pytest.raises(InputError, match="holds no pictures"):
        pose_clip(tmp_path / "a.trc", tmp_path / "a.nc", "lite", False, None)
    assert not (tmp_path / "a.nc").exists()


def shin_file(path: Path, degrees: float = 25.0, gyroscope: bool = True, side: str = "left") -> None:
    """A phone on the front of the shin, screen forward: x to the person's left, y up, z forward."""
    time = np.arange(0.0, 14.0, 0.02)
    hold = sum(np.clip((time - a) / 0.8, 0, 1) * np.clip((a + 3 - time) / 0.8, 0, 1) for a in (4.0, 9.0))
    outward = 1.0 if side == "left" else -1.0
    tilt = np.radians(outward * degrees * hold)
    lift = np.radians(15.0) * np.sin(np.clip((time - 3) / 0.5, 0, np.pi))
    shank = about_y(lift) @ about_x(tilt)
    sensor = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
    noise = np.random.default_rng(3).normal(0, 0.1, (time.size, 3))
    force = 9.80665 * shank[:, 2, :] @ sensor.T + noise
    zero = np.zeros_like(time)
    turning = np.stack([np.gradient(tilt, time), zero, zero], axis=1) @ sensor.T
    turning += np.stack([zero, np.gradient(lift, time), zero], axis=1) @ sensor.T
    head = "time (s),acc_x (m/s2),acc_y (m/s2),acc_z (m/s2)"
    columns = [time[:, None], force]
    if gyroscope:
        head += ",gyr_x (rad/s),gyr_y (rad/s),gyr_z (rad/s)"
        columns.append(turning)
    rows = [",".join(f"{v:.5f}" for v in row) for row in np.concatenate(columns, axis=1)]
    path.write_text("\n".join([head, *rows]) + "\n")


@pytest.mark.parametrize("gyroscope", [True, False])
@pytest.mark.parametrize("side", ["left", "right"])
def test_the_shanks_tilt_is_read(tmp_path: Path, gyroscope: bool, side: str) -> None:
    shin_file(tmp_path / "a.csv", 25.0, gyroscope, side)
    options = SensorOptions("left" if side == "left" else "right")
    _, test = read_shin(tmp_path / "a.csv", options)
    assert np.degrees([t.tilt.value for t in test.trials]) == pytest.approx([25.0, 25.0], abs=0.7)
    with pytest.raises(NoTestError, match="No hold"):  # the other side's heel goes the other way
        read_shin(tmp_path / "a.csv", SensorOptions("right" if side == "left" else "left"))


def edit_rows(path: Path, rows: range, column: int, cell: str) -> None:
    """Put something into a column of some rows of a sensor's file."""
    lines = path.read_text().splitlines()
    for i in rows:
        cells = lines[i].split(",")
        cells[column] = cell
        lines[i] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n")


@pytest.mark.parametrize("column", [2, 5])  # of acceleration and of turning
def test_short_gaps_of_a_sensor_are_bridged_and_long_ones_told(tmp_path: Path, column: int) -> None:
    shin_file(tmp_path / "left.csv")
    edit_rows(tmp_path / "left.csv", range(1, 4), column, "")
    edit_rows(tmp_path / "left.csv", range(300, 308), column, "")
    _, test = read_shin(tmp_path / "left.csv", SensorOptions())
    assert np.degrees([t.tilt.value for t in test.trials]) == pytest.approx([25.0, 25.0], abs=1.0)
    edit_rows(tmp_path / "left.csv", range(300, 330), column, "")
    with pytest.raises(NoTestError, match=r"missing from 5\.96 to 6\.58 s"):
        read_shin(tmp_path / "left.csv", SensorOptions())


def test_a_still_sensor_must_read_one_g(tmp_path: Path) -> None:
    shin_file(tmp_path / "left.csv")
    text = (tmp_path / "left.csv").read_text()
    (tmp_path / "left.csv").write_text(text.replace("(m/s2)", "(g)"))
    with pytest.raises(NoTestError, match=r"left\.csv: the sensor reads 96.* m/s2 in quiet standing"):
        read_shin(tmp_path / "left.csv", SensorOptions())


def test_a_sensor_is_a_method_of_its_own(tmp_path: Path) -> None:
    shin_file(tmp_path / "a.csv")
    measured = measure_shin(tmp_path / "a.csv", tmp_path / "out", SensorOptions("left"))
    document = json.loads((tmp_path / "out" / "result.json").read_text())
    assert document["schema"] == "inturn/shank-tilt/1"
    assert document["method"]["source_kind"] == "shin-sensor"
    assert "not hip rotation" in measured.summary
    _, test = read_shin(tmp_path / "a.csv", SensorOptions("left"))
    write_trc(tmp_path / "a.trc", standing_test(rate=20.0))
    recording = load(tmp_path / "a.trc", "heavy", False, None)
    other = read_test(recording, MeasureOptions(), NOW).finding.left.rotation
    assert other is not None
    with pytest.raises(MethodMismatchError):
        change_between_days(test.tilt, other)


def test_nobody_guesses_whose_shin_it_is() -> None:
    for name in ("a.csv", "leftover.csv", "left-and-right.csv", "upright.csv"):
        with pytest.raises(InputError, match="--side left or --side right, or in its name"):
            shin_side(Path(name), None)
    assert shin_side(Path("a.csv"), "right") == "right"
    assert shin_side(Path("Anna_LEFT_1.csv"), None) == "left"
    assert shin_side(Path("shin-right.csv"), "right") == "right"
    with pytest.raises(InputError, match="named for the right shin, but --side says left"):
        shin_side(Path("shin-right.csv"), "left")


@pytest.mark.real_data
def test_real_squats_are_no_standing_test(real_data: Path) -> None:
    markers = real_data / "markers" / "subject4" / "MarkerData"
    recording = load(markers / "squats1.trc", "heavy", False, None, markers / "static1.trc")
    with pytest.raises(NoTestError):
        read_test(recording, MeasureOptions(), NOW)


@pytest.mark.real_data
def test_gravity_from_orientations_of_a_real_sensor(real_data: Path) -> None:
    """The right thigh swings for 14 s; the left shin beside it hardly moves."""
    from inturn.kinematics.shank_tilt import up_in_sensor
    from inturn.sources.laboratory.sensor import read_sensor

    path = next((real_data / "imu" / "opensense").glob("*Swinger.sto"))
    moved = {}
    for sensor in ("femur_r_imu", "tibia_l_imu"):
        up = up_in_sensor(read_sensor(path, sensor))
        moved[sensor] = np.degrees(np.arccos(np.clip(up @ np.median(up[:100], axis=0), -1, 1))).max()
    assert moved["femur_r_imu"] > 30.0
    assert moved["tibia_l_imu"] < 0.5 * moved["femur_r_imu"]
    with pytest.raises(InputError, match="choose the shin's with --sensor"):
        read_sensor(path)
