"""The committed demonstrations: small, animated, each with a still and words for those who do not see it."""

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "src" / "inturn" / "web" / "static" / "animations"
TOLD = json.loads((FOLDER / "animations.json").read_text("utf-8"))
VIEWS = [(name, view) for name, one in TOLD.items() for view in one["views"]]
LARGEST_BYTES = 400_000


def chunks(data: bytes) -> list[bytes]:
    """Names of a WebP file's chunks (RIFF: name, length, content, padded to even)."""
    assert data[:4] == b"RIFF"
    assert data[8:12] == b"WEBP"
    found, at = [], 12
    while at + 8 <= len(data):
        found.append(data[at : at + 4])
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + length + length % 2
    return found


def test_the_test_and_the_three_exercises_have_two_views_each() -> None:
    assert sorted(TOLD) == ["deadlift", "release", "squat", "test"]
    assert all(len(one["views"]) == 2 for one in TOLD.values())
    assert all(len(one["caption"]) > 20 for one in TOLD.values())


@pytest.mark.parametrize(("name", "view"), VIEWS)
def test_a_demonstration_moves_and_its_still_does_not(name: str, view: str) -> None:
    told = TOLD[name]["views"][view]
    film, still = ((FOLDER / told[k]).read_bytes() for k in ("file", "still"))
    assert len(film) < LARGEST_BYTES
    assert chunks(film).count(b"ANMF") > 20
    assert b"ANIM" not in chunks(still)
    assert len(told["alt"]) > 10


def test_every_file_is_told_of() -> None:
    known = {told[k] for one in TOLD.values() for told in one["views"].values() for k in ("file", "still")}
    assert {p.name for p in FOLDER.glob("*.webp")} == known
