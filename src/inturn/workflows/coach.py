"""The coach over a clip: repetitions, holds and faults of an exercise; and the same live, picture by picture."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from math import degrees
from pathlib import Path

import numpy as np
import xarray as xr

import inturn
from inturn.body.keypoints import Side
from inturn.errors import InputError, NoTestError
from inturn.motion.cleaning import steadied
from inturn.motion.recording import frames
from inturn.programme.coach import CoachRules, ExerciseRules
from inturn.programme.coach_file import load_coach
from inturn.report.coach_document import CoachResult, coach_json
from inturn.report.document import Note
from inturn.report.from_coach import to_coach_result
from inturn.sources.recordings import is_recording, write_recording
from inturn.training.coach.finding import SetFinding, assess_set
from inturn.workflows.measure import load
from inturn.workflows.options import Network, Progress
from inturn.workflows.output import staged, write_text, writing

COACH = "inturn-coach/1"

Curve = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class CoachOptions:
    """Choices for one reading; `side` is the working side, None = not named."""

    side: Side | None = None
    network: Network = "full"
    mirrored: bool = False
    overlay: bool = True


@dataclass(frozen=True, slots=True)
class Coached:
    """What was left: the folder, `result.json`'s text, and a summary for the terminal."""

    folder: Path
    json: str
    summary: str


@dataclass(frozen=True, slots=True)
class Watched:
    """What one recording came to: the finding, the result file's content, and the signal for drawing, in degrees."""

    recording: xr.Dataset
    finding: SetFinding
    result: CoachResult
    curve: Curve


def exercises() -> tuple[str, ...]:
    """The exercises that the coach knows."""
    return tuple(e.id for e in load_coach().exercises)


def exercise_rules(name: str, network: str | None = None) -> tuple[CoachRules, ExerciseRules]:
    """All rules, and those of an exercise, for keypoints of a network (None: of one that shows all).

    Raises InputError for an exercise that is not known.
    """
    rules = load_coach() if network is None else load_coach().by(network)
    try:
        return rules, rules.exercise(name)
    except KeyError as error:
        known = ", ".join(e.id for e in rules.exercises)
        raise InputError(f"There is no exercise {name!r}. Choose one of: {known}.") from error


def read_set(recording: xr.Dataset, exercise: str, side: Side | None, at: datetime) -> Watched:
    """What a recording of an exercise shows; no file, no clock. Raises NoTestError where nobody was seen."""
    rules, chosen = exercise_rules(exercise, str(recording.attrs["network"]))
    size = float(recording.attrs["width"]), float(recording.attrs["height"])
    finding = assess_set(frames(recording), rules, exercise, side, size)
    if not finding.seen:
        raise NoTestError("No person was found in the recording. Film the whole body, in good light.")
    warnings = [Note.model_validate(note) for note in json.loads(recording.attrs.get("warnings", "[]"))]
    result = to_coach_result(finding, chosen, _source(recording), _made_by(recording, at), warnings)
    signal = chosen.excursion.signal if chosen.excursion is not None else chosen.hold.signal if chosen.hold else ""
    curve = tuple((r.time_s, degrees(r.of(signal))) for r in finding.readings)
    return Watched(recording, finding, result, curve)


def coach_clip(
    exercise: str,
    clip: Path,
    folder: Path,
    options: CoachOptions,
    progress: Progress | None = None,
    at: datetime | None = None,
) -> Coached:
    """Read a clip (or a stored recording) of an exercise and write all results to `folder`, whole or not at all.

    Raises InturnError with one sentence where anything is wrong; then nothing is left behind.
    """
    from inturn.report.words.coach import summary

    exercise_rules(exercise)
    with staged(folder) as aside:
        recording = load(clip, options.network, options.mirrored, progress)
        watched = read_set(recording, exercise, options.side, at or datetime.now(UTC))
        with writing(folder):
            files = _write_all(watched, clip, aside, options, progress)
    text = summary(watched.result, [str(folder / name) for name in files])
    return Coached(folder, coach_json(watched.result), text)


def _write_all(
    watched: Watched, clip: Path, folder: Path, options: CoachOptions, progress: Progress | None
) -> list[str]:
    """Write every output; names of the files, the one to open first first."""
    from inturn.report.coach_page import render_coach_page

    names = ["report.html", "result.json", "recording.nc"]
    write_text(folder, "result.json", coach_json(watched.result))
    write_recording(watched.recording, folder / "recording.nc")
    write_text(folder, "report.html", render_coach_page(watched.result, watched.curve, _bottoms(watched)))
    if options.overlay and not is_recording(clip):
        _write_film(watched, clip, folder / "annotated.mp4", progress)
        names.insert(1, "annotated.mp4")
    return names


def _bottoms(watched: Watched) -> list[tuple[int, bool, np.ndarray]]:
    """Keypoints where each repetition turned round."""
    time_s = np.asarray(watched.recording.coords["time"].values, dtype=np.float64)
    pixel = np.asarray(watched.recording["pixel"].values, dtype=np.float64).transpose(0, 2, 1)
    calm = steadied(pixel, time_s)
    found: list[tuple[int, bool, np.ndarray]] = []
    for r in watched.result.repetitions:
        at = int(np.argmin(np.abs(time_s - r.bottom_s)))
        found.append((r.number, bool(r.faults), calm[at]))
    return found


def _write_film(watched: Watched, clip: Path, target: Path, progress: Progress | None) -> None:
    from inturn.report.overlay import write_film
    from inturn.report.overlay.coach_scene import coach_scene
    from inturn.sources.video import iterate_frames

    def report(done: int, total: int) -> None:
        if progress is not None:
            progress("drawing the video", done, total)

    recording = watched.recording
    write_film(
        target, iterate_frames(clip), recording, lambda: coach_scene(recording, watched.result, watched.curve), report
    )


def _source(recording: xr.Dataset) -> dict[str, object]:
    a = recording.attrs
    return {
        "file": a["file"], "sha256": a["sha256"], "fps": a["fps"], "frames": a["frames"],
        "duration_s": a["duration_s"], "mirrored": bool(a["mirrored"]),
    }  # fmt: skip


def _made_by(recording: xr.Dataset, at: datetime) -> dict[str, object]:
    a = recording.attrs
    return {
        "inturn": inturn.__version__, "coach": COACH, "network": a["network"],
        "network_sha256": a["network_sha256"], "precision": a["precision"],
        "at": at.isoformat(timespec="seconds").replace("+00:00", "Z"),
    }  # fmt: skip
