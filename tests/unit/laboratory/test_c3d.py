"""C3D: every maker of numbers, equal to ezc3d to the bit where both can read; real files, real labels."""

from pathlib import Path

import ezc3d
import numpy as np
import pytest

from inturn.body.markers import places
from inturn.errors import InputError
from inturn.sources.laboratory.c3d import read_c3d
from inturn.sources.laboratory.reading import read_trial
from tests.laboratory_files import Motion, hip_angles, markers, standing_test, walk, write_c3d


@pytest.fixture(scope="module")
def motion() -> Motion:
    return standing_test(rate=20.0)


@pytest.mark.parametrize("maker", ["Intel", "DEC", "SGI"])
@pytest.mark.parametrize("whole", [False, True])
def test_every_maker_of_numbers_gives_the_same_points(tmp_path: Path, motion: Motion, maker: str, whole: bool) -> None:
    path = tmp_path / "a.c3d"
    write_c3d(path, motion, maker=maker, whole=whole)
    trial = read_trial(path)
    assert trial.time_s[0] == 0.0
    assert trial.rate_hz == pytest.approx(20.0, rel=1e-5)
    for label, path_m in markers(motion).items():
        assert np.abs(trial.marker(label) - path_m).max() < (6e-5 if whole else 1e-6), label
    for label, degrees in hip_angles(motion).items():
        assert np.abs(np.degrees(trial.outputs[label]) - degrees).max() < (0.06 if whole else 1e-4)


@pytest.mark.parametrize("maker", ["Intel", "DEC"])  # ezc3d does not read SGI numbers
def test_points_equal_ezc3d_to_the_bit(tmp_path: Path, motion: Motion, maker: str) -> None:
    path = tmp_path / "a.c3d"
    lost = Motion(**{n: getattr(motion, n) for n in Motion.__dataclass_fields__} | {"ahead": motion.ahead.copy()})
    lost.ahead[5:9] = np.nan
    write_c3d(path, lost, maker=maker)
    assert _bits(read_c3d(path).points) == _bits(_theirs(path))
    assert np.isnan(read_c3d(path).points).any()


@pytest.mark.real_data
def test_points_of_every_real_file_equal_ezc3d_to_the_bit(real_data: Path) -> None:
    files = sorted((real_data / "c3d").rglob("*.c3d"))
    assert len(files) >= 11
    for path in files:
        assert _bits(read_c3d(path).points) == _bits(_theirs(path)), path.name


def _theirs(path: Path) -> np.ndarray:
    return ezc3d.c3d(str(path))["data"]["points"][:3].transpose(2, 1, 0).astype(np.float32)


def _bits(points: np.ndarray) -> bytes:
    """The bits of the points; which of the many NaN stands for a lost marker does not count."""
    return np.where(np.isnan(points), np.float32(np.nan), points).tobytes()


def test_the_subjects_name_is_taken_off(tmp_path: Path, motion: Motion) -> None:
    write_c3d(tmp_path / "a.c3d", motion, prefix="Somebody:")
    assert "LASI" in read_trial(tmp_path / "a.c3d").labels


def test_metres_and_millimetres_are_read_from_the_file(tmp_path: Path, motion: Motion) -> None:
    for unit in ("mm", "m"):
        write_c3d(tmp_path / f"{unit}.c3d", motion, unit=unit)
    mm, m = (read_trial(tmp_path / f"{unit}.c3d").marker("LASI") for unit in ("mm", "m"))
    assert np.abs(mm - m).max() < 1e-6


def test_events_and_measures(tmp_path: Path) -> None:
    events = (("Left", "Foot Strike", 1.0), ("Right", "Foot Off", 1.1), ("General", "Foot Strike", 1.2))
    write_c3d(tmp_path / "a.c3d", walk(), events=events, measures={"LKNEEWIDTH": 100.0, "RKNEEWIDTH": 0.0})
    trial = read_trial(tmp_path / "a.c3d")
    assert [(e.side, e.kind, round(e.time_s, 4)) for e in trial.events] == [
        ("left", "foot_strike", 1.0),
        ("right", "foot_off", 1.1),
    ]
    assert trial.measures == pytest.approx({"left_knee_width": 0.1})


def test_a_header_that_claims_ten_gigabytes_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.c3d"
    write_c3d(path, walk(1))
    content = bytearray(path.read_bytes()[:1536])
    content[2:4] = (60000).to_bytes(2, "little")
    content[6:10] = (1).to_bytes(2, "little") + (60000).to_bytes(2, "little")
    path.write_bytes(bytes(content))
    with pytest.raises(InputError, match=r"a\.c3d cannot be read: .*(cut off|damaged)"):
        read_trial(path)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.9])
def test_a_truncated_file_is_refused_in_one_sentence(tmp_path: Path, share: float) -> None:
    path = tmp_path / "a.c3d"
    write_c3d(path, walk(1))
    whole = path.read_bytes()
    path.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(InputError, match=r"^a\.c3d cannot be read: .*\.$"):
        read_trial(path)


def test_two_people_in_one_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.c3d"
    write_c3d(path, walk(1), prefix="Anna:")
    path.write_bytes(path.read_bytes().replace(b"Anna:RASI", b"Bert:RASI"))
    with pytest.raises(InputError, match="several people"):
        read_trial(path)


@pytest.mark.parametrize("label", ["LHipAngles", "LHipAnglesV", "LHipAngles_M"])
def test_angles_are_told_from_markers_by_every_usual_label(tmp_path: Path, motion: Motion, label: str) -> None:
    path = tmp_path / "a.c3d"
    write_c3d(path, motion, rename={"LHipAngles": label})
    trial = read_trial(path)
    assert np.abs(np.degrees(trial.outputs[label][:, 2]) - motion.rotation[:, 0]).max() < 1e-4
    assert label not in trial.labels


@pytest.mark.parametrize("label", ["LASI", "L.ASIS", "L_ASIS", "l-asis", "Lasi"])
def test_one_place_has_many_labels(label: str) -> None:
    assert places([label]) == {"left_asis": label}
