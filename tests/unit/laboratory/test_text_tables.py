"""TRC, MOT, STO and sensor tables: units from the file, and a sentence for everything that is wrong."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from inturn.errors import InputError
from inturn.kinematics.laboratory import trial_angles
from inturn.sources.laboratory.norm_file import read_norm
from inturn.sources.laboratory.reading import read_trial
from inturn.sources.laboratory.sensor import read_sensor
from tests.laboratory_files import markers, standing_test, walk, write_mot, write_trc

Edit = Callable[[str], str]


@pytest.mark.parametrize("unit", ["mm", "m"])
def test_trc_positions_in_metres(tmp_path: Path, unit: str) -> None:
    motion = walk(1)
    write_trc(tmp_path / "a.trc", motion, unit=unit)
    y_up = markers(motion)["LASI"][:, [0, 2, 1]] * np.array([1, 1, -1])
    assert np.abs(read_trial(tmp_path / "a.trc").marker("LASI") - y_up).max() < 2e-6


def test_a_lost_marker_is_a_gap(tmp_path: Path) -> None:
    write_trc(tmp_path / "a.trc", walk(1), keep=("LASI", "RASI"))
    lines = (tmp_path / "a.trc").read_text().splitlines()
    lines[9] = "\t".join([*lines[9].split("\t")[:2], "", "", "", "0", "0", "0"])
    (tmp_path / "a.trc").write_text("\n".join(lines))
    trial = read_trial(tmp_path / "a.trc")
    assert np.isnan(trial.positions[4]).all()
    assert np.isfinite(trial.positions[[3, 5]]).all()


def test_rows_that_all_leave_out_their_last_marker_are_no_cut(tmp_path: Path) -> None:
    write_trc(tmp_path / "a.trc", walk(1), keep=("LASI", "RASI"))
    lines = (tmp_path / "a.trc").read_text().splitlines()
    short = ["\t".join(line.split("\t")[:5]) for line in lines[5:] if line.strip()]
    (tmp_path / "a.trc").write_text("\n".join([*lines[:5], *short]))
    trial = read_trial(tmp_path / "a.trc")
    assert np.isfinite(trial.marker("LASI")).all()
    assert np.isnan(trial.marker("RASI")).all()


@pytest.mark.parametrize("degrees", [True, False])
def test_mot_angles_are_what_the_header_says(tmp_path: Path, degrees: bool) -> None:
    motion = walk(1)
    write_mot(tmp_path / "a.mot", motion, degrees=degrees)
    angles = trial_angles(read_trial(tmp_path / "a.mot")).angles
    assert np.abs(np.degrees(angles.per_side["hip_rotation"]) - motion.rotation).max() < 1e-4
    assert np.abs(np.degrees(angles.per_side["hip_flexion"]) - motion.flexion).max() < 1e-4


def test_a_table_that_does_not_say_degrees_or_radians_is_refused(tmp_path: Path) -> None:
    write_mot(tmp_path / "a.mot", walk(1), header=False)
    with pytest.raises(InputError, match="degrees or radians"):
        read_trial(tmp_path / "a.mot")


WRONG: dict[str, tuple[Edit, str]] = {
    "empty": (lambda _: "", "empty"),
    "other": (lambda _: "hello\n" * 20, "PathFileType"),
    "unit": (lambda text: text.replace("\tmm\t", "\tinch\t"), "inch"),
    "no unit": (lambda text: text.replace("\tmm\t", "\t\t"), "unit"),
    "comma": (lambda text: text.replace("0.50000\t", "0,50000\t", 1), "comma for a decimal point"),
    "word": (lambda text: text.replace("0.50000\t", "half\t", 1), "'half' where a number should be"),
    "same time": (lambda text: text.replace("\t0.51000\t", "\t0.50000\t", 1), "same time as the one before"),
    "back": (lambda text: text.replace("\t0.51000\t", "\t0.10000\t", 1), "goes back in time"),
    "header only": (lambda text: "\n".join(text.splitlines()[:5]), "no moments"),
    "one moment": (lambda text: "\n".join(text.replace("\t101\t", "\t1\t").splitlines()[:6]), "fewer than two moments"),
    "cut in its last row": (lambda text: text.rstrip()[:-30], "it is cut off. Copy it again"),
    "cut off": (lambda text: text[: len(text) // 2], "it is cut off: its header tells of 101 moments, the file holds"),
    "endless": (lambda text: text.replace("0.50000\t", "0.50000\tinf\t", 1).replace("\tinf\t", "\tinf", 1), "'inf"),
    "beyond the moon": (
        lambda text: text.replace(text.splitlines()[9].split("\t")[2], "-4e11", 1),
        "at moment 5 the position of 'LASI' is no length that can be",
    ),
    "columns": (lambda text: text + "1\t99\t" + "1\t" * 500 + "\n", "columns"),
    "nothing seen": (
        lambda text: "\n".join(
            [*text.splitlines()[:5], *("\t".join(line.split("\t")[:2]) for line in text.splitlines()[5:])]
        ),
        "no marker was seen",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_wrong_trc_gets_its_sentence(tmp_path: Path, name: str) -> None:
    edit, said = WRONG[name]
    write_trc(tmp_path / "a.trc", walk(1), keep=("LASI", "RASI", "LPSI", "RPSI"))
    (tmp_path / "a.trc").write_text(edit((tmp_path / "a.trc").read_text()))
    with pytest.raises(InputError, match=said) as refusal:
        read_trial(tmp_path / "a.trc")
    assert str(refusal.value).startswith("a.trc ")
    assert "\n" not in str(refusal.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b.trc").mkdir()
    for name in ("a.trc", "b.trc", "a.xyz"):
        with pytest.raises(InputError):
            read_trial(tmp_path / name)


def test_sensor_units_come_from_the_header(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("elapsed (ms),x-axis (g),y-axis (g),z-axis (g),gx (deg/s),gy (deg/s),gz (deg/s)\n"
                    "0,0,1,0,180,0,0\n10,0,1,0,180,0,0\n")  # fmt: skip
    read = read_sensor(path)
    assert read.time_s.tolist() == [0.0, 0.01]
    assert read.acceleration is not None
    assert read.turning is not None
    assert read.acceleration[0, 1] == pytest.approx(9.80665)
    assert read.turning[0, 0] == pytest.approx(np.pi)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("time (s),x,y,z\n0,0,1,0\n1,0,1,0\n", "no acceleration .* with a unit"),
        ("time,x (g),y (g),z (g)\n0,0,1,0\n1,0,1,0\n", "no time with a unit"),
        ("time (s);x (g);y (g);z (g)\n0,0;0;1;0\n0,1;0;1;0\n", "comma for a decimal point"),
        ("time (s),x (g),y (g),z (g)\n0,0,1,0\n0,0,1,0\n", "same time"),
        ("time (s),x (g),y (g),z (g)\n0,0,1\n1,0,1,0\n", "line 2 has 3 columns, its header names 4: export it again"),
        ("time (s),x (g),y (g),z (g)\n0,0,1,0\n1,0,1", "line 3 has 3 columns, its header names 4: it is cut off"),
        ("time (s),x (g),y (g),z (g)\n0,5,0,1,1,0,0,1\n1,0,0,1,1,0,0,1\n", "line 2 has 8 columns.*decimal commas"),
        ("time (s),linear x (g),linear y (g),linear z (g)\n0,0,1,0\n1,0,1,0\n", "gravity included"),
        ("", "empty"),
        ("time (s),x (g),y (g),z (g)\n", "fewer than two moments"),
        ("time (s),x (g),y (g),z (g)\n0,0,inf,0\n1,0,1,0\n", "'inf' where a number should be"),
    ],
)
def test_each_wrong_sensor_file_gets_its_sentence(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "a.csv").write_text(text)
    with pytest.raises(InputError, match=said):
        read_sensor(tmp_path / "a.csv")


@pytest.mark.parametrize(("unit", "each"), [("s", 1.0), ("ms", 1e-3), ("us", 1e-6), ("ns", 1e-9)])
def test_sensor_times_are_seconds_from_the_first(tmp_path: Path, unit: str, each: float) -> None:
    (tmp_path / "a.csv").write_text(
        f"timestamp ({unit}),x (g),y (g),z (g)\n{1.7e9 / each:.0f},0,1,0\n{1.7e9 / each + 2 / each:.0f},0,1,0\n"
    )
    assert read_sensor(tmp_path / "a.csv").time_s == pytest.approx([0.0, 2.0], abs=1e-5)


def test_a_table_with_fewer_rows_than_it_tells_is_cut_off(tmp_path: Path) -> None:
    write_mot(tmp_path / "a.mot", walk(1))
    lines = (tmp_path / "a.mot").read_text().splitlines()
    (tmp_path / "a.mot").write_text("\n".join(lines[:-30]) + "\n")
    with pytest.raises(InputError, match=r"^a\.mot cannot be read: it is cut off: .* 101 moments, the file holds 71\."):
        read_trial(tmp_path / "a.mot")


@pytest.mark.parametrize("kind", ["trc", "mot", "csv"])
def test_a_large_table_takes_a_few_times_its_size(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    if kind == "csv":
        rows = "".join(f"{i / 100:.2f},0.12345678901,1.0123456789,0.1\n" for i in range(20_000))
        path.write_text("time (s),x (g),y (g),z (g)\n" + rows)
    else:
        (write_trc if kind == "trc" else write_mot)(path, walk(8 if kind == "trc" else 60))
    tracemalloc.start()
    try:
        _ = read_sensor(path) if kind == "csv" else read_trial(path)
        assert tracemalloc.get_traced_memory()[1] < (4 if kind == "trc" else 10) * path.stat().st_size
    finally:
        tracemalloc.stop()


def test_a_norm_file(tmp_path: Path) -> None:
    path = tmp_path / "norm.csv"
    path.write_text("cycle_percent,hip_rotation_mean_deg,hip_rotation_sd_deg\n0,10,5\n100,20,5\n")
    percent, mean, sd = read_norm(path)["hip_rotation"]
    assert percent.tolist() == [0.0, 100.0]
    assert np.degrees(mean) == pytest.approx([10.0, 20.0])
    assert np.degrees(sd) == pytest.approx([5.0, 5.0])
    path.write_text("cycle_percent,hip_rotation_mean_deg\n0,10\n100,20\n")
    with pytest.raises(InputError, match="hip_rotation_sd_deg"):
        read_norm(path)


def test_standing_test_of_a_trc_file_has_the_angles_put_in(tmp_path: Path) -> None:
    motion = standing_test(rate=20.0)
    write_trc(tmp_path / "a.trc", motion)
    found = trial_angles(read_trial(tmp_path / "a.trc"))
    assert found.angles.way == "marker model"
    assert np.abs(np.degrees(found.angles.per_side["hip_rotation"]) - motion.rotation).max() < 1e-3
    bent = motion.knee > 50
    by_shank = np.degrees(found.angles.per_side["rotation_by_shank"])[bent]
    assert np.abs(by_shank - motion.rotation[bent]).max() < 1e-3


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read_trial(tmp_path / "nothing.trc")
    assert str(refused.value) == f"There is no file {tmp_path / 'nothing.trc'}. Check the name."
