"""`inturn coach` over a stored recording: its files, its schema, and that live counts the same."""

import json
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest

from inturn.errors import InputError, NoTestError
from inturn.motion.recording import build, frames, nobody
from inturn.report.coach_document import coach_schema
from inturn.sources.recordings import read_recording, write_recording
from inturn.workflows import coach_live
from inturn.workflows.coach import CoachOptions, coach_clip, exercises
from tests.unit.training.coach.figure import Film, film, squat, writer

AT = datetime(2026, 3, 20, 17, 0, tzinfo=UTC)
ATTRIBUTES: dict[str, object] = {
    "source_kind": "video", "file": "set.mp4", "sha256": "0" * 64, "width": 480, "height": 854, "fps": 15.0,
    "frames": 200, "duration_s": 13.3, "mirrored": 0, "network": "full", "network_sha256": "0" * 64,
    "precision": "f32", "made_by": "test",
}  # fmt: skip


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    w = writer(squat(2)).repeat(squat(66)).repeat(squat(66)).repeat(squat(64), down=0.6, up=0.6).hold(1)
    path = tmp_path_factory.mktemp("coach") / "recording.nc"
    write_recording(build(list(film(w.script, Film(turn=42))), ATTRIBUTES), path)
    return path


def test_all_outputs_are_written_and_keep_the_schema(recording: Path, tmp_path: Path) -> None:
    done = coach_clip("squat", recording, tmp_path / "out", CoachOptions("left"), at=AT)
    assert sorted(p.name for p in done.folder.iterdir()) == ["recording.nc", "report.html", "result.json"]
    told = json.loads((done.folder / "result.json").read_text(encoding="utf-8"))
    jsonschema.validate(told, coach_schema())
    assert told["schema"] == "inturn/coach/1"
    assert len(told["repetitions"]) == 3
    assert "too_fast" in told["repetitions"][2]["faults"]
    assert told["view"] == "oblique"
    assert abs(told["azimuth_deg"] + 42) < 6
    assert {n["name"] for n in told["not_judged"]} == {"other_knee_in"}
    page = (done.folder / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "3 repetitions" in page
    assert "3 repetitions" in done.summary


def test_live_counts_what_the_recording_gives(recording: Path, tmp_path: Path) -> None:
    told = json.loads(coach_clip("squat", recording, tmp_path / "out", CoachOptions("left"), at=AT).json)
    live = coach_live.begin("squat", "left", (480.0, 854.0), "full")
    counts, tempi, cues = [0], [], []
    for frame in frames(read_recording(recording)):
        live, shown = coach_live.take(live, frame)
        counts.append(shown.count)
        tempi += [shown.tempo_s] if shown.tempo_s else []
        cues += [shown.cue] if shown.cue else []
    assert counts[-1] == len(told["repetitions"]) == len(tempi)
    assert counts == sorted(counts)
    assert cues[0] == "Draw the left knee back: let the pelvis turn towards it."  # the figure never turns
    assert coach_live.unjudged(live) == ("Other knee drops in: cannot be judged from obliquely in front.",)


@pytest.mark.parametrize(("network", "judged"), [("full", True), ("lite", False), ("heavy", False)])
def test_a_turn_is_judged_live_and_offline_on_the_points_that_were_shown_to_tell_it(
    recording: Path, tmp_path: Path, network: str, judged: bool
) -> None:
    """The figure never turns."""
    other = tmp_path / "recording.nc"
    write_recording(build(list(frames(read_recording(recording))), {**ATTRIBUTES, "network": network}), other)
    told = json.loads(coach_clip("squat", other, tmp_path / "out", CoachOptions("left"), at=AT).json)
    why = {n["name"]: n["reason"] for n in told["not_judged"]}
    assert why.get("no_inward_turn") == (None if judged else "not_shown")
    assert any("no_inward_turn" in r["faults"] for r in told["repetitions"]) is judged
    live, cues = coach_live.begin("squat", "left", (480.0, 854.0), network), []
    for frame in frames(read_recording(other)):
        live, shown = coach_live.take(live, frame)
        cues += [shown.cue] if shown.cue else []
    assert any("pelvis" in cue for cue in cues) is judged
    assert any("inward turn" in text.lower() for text in coach_live.unjudged(live)) is not judged


def test_before_the_set_the_camera_is_advised_on() -> None:
    live = coach_live.begin("squat", "left", (480.0, 854.0), "full")
    shown = None
    for frame in film(writer(squat(2), 1.5).script, Film(turn=0)):
        live, shown = coach_live.take(live, frame, brightness=120.0)
    assert shown is not None
    assert any("about 45 degrees" in text for text in shown.camera)


def test_nobody_in_the_recording_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "empty.nc"
    write_recording(build([nobody(0.1 * i) for i in range(20)], ATTRIBUTES), path)
    with pytest.raises(NoTestError, match="No person"):
        coach_clip("squat", path, tmp_path / "out", CoachOptions(), at=AT)
    assert not (tmp_path / "out").exists()


def test_an_unknown_exercise_names_those_that_are_known(recording: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="squat, deadlift, release"):
        coach_clip("lunge", recording, tmp_path / "out", CoachOptions(), at=AT)
    assert exercises() == ("squat", "deadlift", "release")
