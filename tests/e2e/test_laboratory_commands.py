"""The laboratory's commands as a whole process: what they write, and one sentence with its exit code."""

from pathlib import Path

import pytest

from tests.laboratory_files import standing_test, walk, write_c3d, write_trc


def test_angles_gait_and_batch(inturn, tmp_path: Path) -> None:
    write_trc(tmp_path / "walk.trc", walk(3))
    done = inturn("angles", "walk.trc", "--plot", "walk.svg")
    assert done.returncode == 0, done.stderr
    assert "left_hip_rotation_deg" in (tmp_path / "walk-angles.csv").read_text()
    assert (tmp_path / "walk.svg").read_text().startswith("<svg")
    done = inturn("gait", "walk.trc", "--what-if", "3")
    assert done.returncode == 0, done.stderr
    assert "TEACHING" in done.stdout
    (tmp_path / "bad.c3d").write_bytes(b"")
    done = inturn("batch", ".", "--out", "table.csv")
    assert done.returncode == 0, done.stderr
    assert "1 file could not be measured" in done.stdout
    assert "walk.trc" in (tmp_path / "table.csv").read_text()


def test_measure_reads_a_laboratory_file(inturn, tmp_path: Path) -> None:
    write_c3d(tmp_path / "test.c3d", standing_test(rate=20.0))
    done = inturn("measure", "test.c3d")
    assert done.returncode == 0, done.stderr
    assert "32.0°" in done.stdout
    assert "skin markers" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("angles", "empty.trc"), 3, "empty"),
        (("gait", "stand.trc"), 4, "No stride"),
        (("measure", "shin.csv"), 3, "--side"),
        (("batch", "nowhere"), 3, "no folder"),
    ],
)
def test_refusals(refused, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    write_trc(tmp_path / "stand.trc", standing_test(rate=10.0))
    (tmp_path / "empty.trc").write_bytes(b"")
    (tmp_path / "shin.csv").write_text("time (s),x (g),y (g),z (g)\n0,0,1,0\n1,0,1,0\n")
    assert said in refused(code, *arguments)
