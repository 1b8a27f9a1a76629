"""A guided test that was cut off (the app ended, the machine slept) is taken up again where it was.

Put aside are the keypoints so far and where the guide stood; everything else is found anew from them. Only what is new
is written each time, and it leaves the memory.
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from inturn.assess.finding import Pain
from inturn.assess.live.guide import SideDone, Stage
from inturn.body.keypoints import Side
from inturn.errors import InputError, OutputError
from inturn.workflows.live import LiveSetup, LiveTest
from inturn.workflows.live_frames import read_frames
from inturn.workflows.live_machine import Tracker
from inturn.workflows.live_recorder import Recorder
from inturn.workflows.options import MeasureOptions, Network, Support

_FRAMES: Final = "frames"
_STATE: Final = "state.json"


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A test taken up again: when it was begun, and what the caller had put aside with it."""

    live: LiveTest
    begun_at: datetime
    notes: Mapping[str, str]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Done(_Strict):
    readable: int
    attempts: int
    found: int
    left_out: int
    asked: bool
    pain: int | None
    where: str | None

    @classmethod
    def of(cls, done: SideDone) -> Self:
        return cls(
            readable=done.readable, attempts=done.attempts, found=done.found, left_out=done.left_out,
            asked=done.asked, pain=done.pain.score, where=done.pain.where,
        )  # fmt: skip

    def side(self) -> SideDone:
        pain = Pain(self.pain, self.where)
        return SideDone(self.readable, self.attempts, self.found, self.left_out, pain, self.asked)


class _State(_Strict):
    begun_at: datetime
    sides: tuple[Side, ...]
    height_m: float | None
    stick_left_m: float | None
    stick_right_m: float | None
    support: Support
    network: Network
    network_sha256: str
    precision: str
    width: int
    height: int
    pictures: int
    to_do: tuple[Side, ...]
    stage: Stage
    mirrored: bool
    left: _Done
    right: _Done
    notes: dict[str, str]


def put_aside(live: LiveTest, folder: Path, begun_at: datetime, notes: Mapping[str, str]) -> bool:
    """Write what is needed to take the test up again; False where nothing was recorded yet. Raises OutputError."""
    recorder = live.recorder
    if recorder is None or not recorder.recorded:
        return False
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        recorder.put_aside(folder / _FRAMES)
        part = folder / (_STATE + ".part")
        part.write_text(_state_of(live, recorder, begun_at, notes).model_dump_json(), encoding="utf-8")
        part.replace(folder / _STATE)
    except OSError as error:
        raise OutputError(f"Cannot write to {folder}: {error.strerror or error}. Make room there.") from error
    return True


def _state_of(live: LiveTest, recorder: Recorder, begun_at: datetime, notes: Mapping[str, str]) -> _State:
    guide, setup = live.guide, live.setup
    return _State(
        begun_at=begun_at, sides=setup.sides, height_m=setup.options.height_m,
        stick_left_m=setup.options.stick_left_m, stick_right_m=setup.options.stick_right_m,
        support=setup.options.support, network=setup.network, network_sha256=setup.network_sha256,
        precision=setup.precision, width=recorder.size[0], height=recorder.size[1], pictures=len(recorder.frames),
        to_do=guide.to_do, stage=guide.stage, mirrored=guide.mirrored, left=_Done.of(guide.left),
        right=_Done.of(guide.right), notes=dict(notes),
    )  # fmt: skip


def is_aside(folder: Path) -> bool:
    """Whether a test was put aside there."""
    return (folder / _STATE).is_file() and (folder / _FRAMES).is_file()


def is_unfinished(folder: Path) -> bool:
    """Whether a test was put aside there before its end."""
    if not is_aside(folder):
        return False
    try:
        return _State.model_validate_json((folder / _STATE).read_bytes()).stage != "done"
    except (OSError, ValidationError):
        return False


def take_up(folder: Path, tracker_of: Callable[[Network], Tracker]) -> TakenUp:
    """The test that was put aside; `tracker_of` makes a network's tracker. Raises InputError where it is damaged."""
    try:
        state = _State.model_validate_json((folder / _STATE).read_bytes())
    except (OSError, ValidationError) as error:
        raise InputError("The test that was cut off cannot be taken up again. Begin it anew.") from error
    options = MeasureOptions(
        height_m=state.height_m, stick_left_m=state.stick_left_m, stick_right_m=state.stick_right_m,
        support=state.support, overlay=False,
    )  # fmt: skip
    setup = LiveSetup(state.sides, options, state.network, state.network_sha256, state.precision)
    live = LiveTest(setup, tracker_of(setup.network))
    guide = replace(
        live.guide, to_do=state.to_do, stage=state.stage, sure=True, mirrored=state.mirrored, left=state.left.side(),
        right=state.right.side(),
    )  # fmt: skip
    live.restore(read_frames(folder / _FRAMES, state.pictures), (state.width, state.height), guide)
    return TakenUp(live, state.begun_at, state.notes)


def forget_aside(folder: Path) -> None:
    """Remove what was put aside there."""
    shutil.rmtree(folder, ignore_errors=True)


def forget_stale(folder: Path, before: datetime) -> None:
    """Remove tests put aside in subfolders of `folder` that were last touched before a moment (aware)."""
    if not folder.is_dir():
        return
    for one in folder.iterdir():
        if one.is_dir() and datetime.fromtimestamp(one.stat().st_mtime, UTC) < before:
            forget_aside(one)
