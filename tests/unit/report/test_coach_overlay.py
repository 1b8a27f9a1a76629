"""The annotated film of a set: count, depth and cue at their times, drawn onto pictures."""

from datetime import UTC, datetime
from pathlib import Path

import av
import numpy as np

from inturn.motion.recording import build
from inturn.report.overlay import write_film
from inturn.report.overlay.coach_scene import coach_scene
from inturn.workflows.coach import read_set
from tests.unit.training.coach.figure import Film, film, squat, writer
from tests.unit.workflows.test_coach import ATTRIBUTES

AT = datetime(2026, 3, 20, 17, 0, tzinfo=UTC)


def test_each_moment_says_what_happens_and_the_film_shows_it(tmp_path: Path) -> None:
    w = writer(squat(2)).repeat(squat(66)).repeat(squat(66), down=0.6, up=0.6).hold(1.5)
    frames = list(film(w.script, Film(turn=85)))
    recording = build(frames, ATTRIBUTES | {"frames": len(frames), "duration_s": len(frames) / 15})
    watched = read_set(recording, "squat", "left", AT)
    scene = coach_scene(recording, watched.result, watched.curve)
    first, second = watched.result.repetitions
    assert scene.at(0.5).headline == "Squat"
    assert scene.at(first.bottom_s).headline == "Repetition 1: bottom"
    assert scene.at(first.start_s + 0.3).headline == "Repetition 1: down"
    assert abs(int(scene.at(first.bottom_s).detail.removesuffix("°")) - 66) <= 3
    assert scene.at(second.end_s + 0.1).number == "2"
    assert scene.at(second.end_s + 0.1).warning == "Slower: three seconds down, two up."

    black = np.zeros((854, 480, 3), np.uint8)
    path = tmp_path / "annotated.mp4"
    write_film(path, ((f.time_s, black) for f in frames[::3]), recording, lambda: scene)
    with av.open(str(path)) as written:
        pictures = [p.to_ndarray(format="rgb24") for p in written.decode(video=0)]
    assert pictures[len(pictures) // 2].max() > 200
