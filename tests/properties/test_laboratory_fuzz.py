"""Damaged laboratory and sensor files, thousands of them: a trial or one sentence, never anything else."""

import random
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inturn.errors import InputError, InturnError, NoTestError
from inturn.kinematics.laboratory import trial_angles
from inturn.kinematics.shank_tilt import up_in_sensor
from inturn.sources.laboratory.reading import READERS, read_trial
from inturn.sources.laboratory.sensor import read_sensor
from tests.laboratory_files import walk, write_c3d, write_mot, write_trc

CASES_A_KIND = 420
MOST_BYTES = 40_000_000
KINDS = ("intel.c3d", "dec.c3d", "whole.c3d", "sgi.c3d", "a.trc", "a.mot", "a.csv")


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One small good file of each kind."""
    folder = tmp_path_factory.mktemp("seeds")
    motion = walk(1, rate=20.0)
    keep = ("LASI", "RASI", "LPSI", "RPSI", "LKNE", "LMKNE", "LANK", "LMMAL", "LHEE")
    events = (("Left", "Foot Strike", 0.5),)
    write_c3d(folder / "intel.c3d", motion, keep=keep, events=events)
    write_c3d(folder / "dec.c3d", motion, keep=keep, maker="DEC")
    write_c3d(folder / "sgi.c3d", motion, keep=keep, maker="SGI")
    write_c3d(folder / "whole.c3d", motion, keep=keep, whole=True)
    write_trc(folder / "a.trc", motion, keep=keep)
    write_mot(folder / "a.mot", motion)
    rows = "".join(f"{i / 20},0,{1 - i / 100},0.1\n" for i in range(30))
    (folder / "a.csv").write_text("time (s),x (g),y (g),z (g)\n" + rows)
    return {kind: (folder / kind).read_bytes() for kind in KINDS}


def mutations(content: bytes, generator: random.Random, count: int) -> Iterator[bytes]:
    """Truncated, flipped, overwritten with extremes, stretches repeated, removed, or other text put in."""
    texts = (b"nan", b"inf", b"-1e308", b"1e400", b"1,5", b"\t\t", b"\n\n", b"\xff\xfe", b"0", b"NaN", b'"', b";", b"=")
    for _ in range(count):
        out = bytearray(content)
        for _ in range(generator.choice((1, 1, 1, 2, 5, 20))):
            # headers decide most: half of the damage is done to the first two kilobytes
            size = len(out) or 1
            at = generator.randrange(min(size, 2048) if generator.random() < 0.5 else size)
            how = generator.randrange(7)
            if how == 0:
                del out[at:]
            elif how == 1 and out:
                out[at] ^= 1 << generator.randrange(8)
            elif how == 2:
                out[at : at + 2] = generator.choice((b"\xff\xff", b"\x00\x00", b"\xff\x7f", b"\x00\x80", b"\x01\x00"))
            elif how == 3:
                out[at:at] = out[at : at + generator.randrange(200)]
            elif how == 4:
                del out[at : at + generator.randrange(1, 200)]
            elif how == 5:
                out[at : at + 3] = generator.choice(texts)
            else:
                out[at : at + 4] = generator.randbytes(4)
        yield bytes(out)


def use(path: Path) -> None:
    """Everything that a command does with the file up to its angles."""
    if path.suffix == ".csv":
        up_in_sensor(read_sensor(path))
    else:
        trial_angles(read_trial(path))


def judge(path: Path) -> str:
    """'read', or the refusal, which must be one sentence that names the file or says what is missing."""
    try:
        with np.errstate(all="ignore"):
            use(path)
    except (InputError, NoTestError) as refusal:
        said = str(refusal)
        assert said.rstrip().endswith((".", ")")), said
        assert "\n" not in said
        assert len(said) < 700
        return said
    except InturnError as other:
        raise AssertionError(f"{type(other).__name__}: {other}") from other
    return "read"


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # numbers near 1e308 overflow on the way to a refusal
@pytest.mark.parametrize("kind", KINDS)
def test_generated_files_damaged(tmp_path: Path, seeds: dict[str, bytes], kind: str) -> None:
    path = tmp_path / f"damaged{Path(kind).suffix}"
    outcomes: list[str] = []
    for content in mutations(seeds[kind], random.Random(kind), CASES_A_KIND):
        path.write_bytes(content)
        outcomes.append(judge(path))
    assert len(outcomes) == CASES_A_KIND
    assert 0 < outcomes.count("read") < CASES_A_KIND  # the damage is neither harmless nor always fatal


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("kind", ["intel.c3d", "dec.c3d", "a.trc"])
def test_damage_never_costs_memory(tmp_path: Path, seeds: dict[str, bytes], kind: str) -> None:
    path = tmp_path / f"damaged{Path(kind).suffix}"
    tracemalloc.start()
    try:
        for content in mutations(seeds[kind], random.Random(kind), 60):
            path.write_bytes(content)
            assert judge(path)
        assert tracemalloc.get_traced_memory()[1] < MOST_BYTES
    finally:
        tracemalloc.stop()


HEADS = (b"", b"\x02\x50", b"PathFileType\t4\n", b"inDegrees=yes\nendheader\ntime\t", b"time (s),x (g),y (g),z (g)\n")
TEXTS = st.text(st.sampled_from("0123456789.,;-+eE\t\n =naif()XYZ\"'#\x00é"), max_size=400).map(str.encode)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from((*READERS, ".csv")),
    st.sampled_from(HEADS),
    st.one_of(st.binary(max_size=3000), TEXTS),
    st.integers(0, 3000),
)
def test_made_up_content(tmp_path: Path, ending: str, head: bytes, body: bytes, padding: int) -> None:
    path = tmp_path / f"made{ending}"
    path.write_bytes(head + body + b"\x54" * padding)
    assert judge(path)


@pytest.mark.real_data
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_real_files_damaged(tmp_path: Path, real_data: Path) -> None:
    generator = random.Random(7)
    cases = 0
    for ending in READERS:
        files = sorted((f for f in real_data.rglob(f"*{ending}")), key=lambda f: f.stat().st_size)[:2]
        for file in files:
            path = tmp_path / f"damaged{ending}"
            for content in mutations(file.read_bytes(), generator, 15):
                path.write_bytes(content)
                assert judge(path)
                cases += 1
    assert cases >= 100
