"""Damaged laboratory and sensor files, thousands of them: a trial or one sentence, never anything else."""

import random
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inturn.sources.laboratory.reading import READERS
from tests.laboratory_files import walk, write_c3d, write_mot, write_trc
from validation.damaged import damaged_real_files, judge, mutations

CASES_A_KIND = 300
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
def test_real_files_damaged(real_data: Path) -> None:
    """A few; `python -m validation.markers` does two thousand."""
    found = damaged_real_files(real_data, 100)
    assert found["uncaught"] == []
    assert found["cases"] == found["read"] + found["refused"] == 100
    assert min(found["read"], found["refused"]) > 0
