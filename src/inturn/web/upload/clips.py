"""Clips that were sent in: each in a folder of its own until it is measured, one after the other, by one thread.

A clip waits on the disk with what was told of it, so that a restart loses nothing: `resume` takes up what waits. Once
it is measured the film is gone; what is kept is the test and its recording, as `inturn measure --person` keeps them.
"""

import json
import logging
import queue
import re
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal

from inturn.errors import AlreadyKeptError, InturnError
from inturn.programme.hip_internal_rotation import Programme
from inturn.web.upload.told import Told, measure_told

Phase = Literal["waiting", "measuring", "done", "failed"]
_ID: Final = re.compile(r"[0-9a-f-]{8,40}")
_TOLD, _STATE = "told.json", "state.json"
_KEPT_FOR: Final = timedelta(days=1)
UNFORESEEN: Final = "Something went wrong that nobody foresaw. The clip was not kept; send it again."
_log = logging.getLogger("inturn.web.upload")


class Ended(BaseException):
    """The app is being stopped while a clip is measured; it is measured when the app runs again."""


@dataclass(frozen=True, slots=True)
class State:
    """How far a clip is. `error` where it failed; `test_id` of the test it became, or had become before."""

    phase: Phase
    stage: str = ""
    done: int = 0
    total: int | None = None
    error: str = ""
    test_id: str = ""


@dataclass(slots=True)
class Clips:
    """The clips of one running app. `work` measures one; tests put something quicker in its place."""

    work: Callable[..., str] = measure_told
    _waiting: "queue.SimpleQueue[Path | None]" = field(default_factory=queue.SimpleQueue["Path | None"])
    _now: dict[str, State] = field(default_factory=dict[str, State])
    _ending: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def add(self, folder: Path, told: Told, programme: Programme) -> None:
        """A clip lies in `folder` (its name is the id): keep what was told of it and measure it in its turn."""
        _write(folder / _TOLD, told.as_json())
        self._begin(folder, programme)

    def resume(self, folder: Path, programme: Programme, now: datetime) -> None:
        """Take up the clips that wait in the folders under `folder`; what ended more than a day ago is cleared away."""
        if not folder.is_dir():
            return
        for one in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime):
            if (one / _STATE).exists() or not (one / _TOLD).exists():
                if now - datetime.fromtimestamp(one.stat().st_mtime, UTC) > _KEPT_FOR:
                    shutil.rmtree(one, ignore_errors=True)
            else:
                self._begin(one, programme)

    def state(self, folder: Path, person_id: str) -> tuple[Told, State] | None:
        """How far the person's clip in `folder` is; None where there is no such clip of theirs."""
        told = _told(folder)
        if told is None or told.person_id != person_id:
            return None
        ended = _read(folder / _STATE)
        return told, (State(**ended) if ended else self._now.get(folder.name, State("waiting")))

    def stop(self) -> None:
        """Stop measuring soon; what was not finished is taken up at the next start."""
        self._ending.set()
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(20)

    def _begin(self, folder: Path, programme: Programme) -> None:
        self._now[folder.name] = State("waiting")
        self._waiting.put(folder)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, args=(programme,), name="clips", daemon=True)
            self._thread.start()

    def _run(self, programme: Programme) -> None:
        from inturn.store import boot

        while (folder := self._waiting.get()) is not None and not self._ending.is_set():
            try:
                self._measure(folder, programme)
            except Ended:
                return
            finally:
                boot.close()

    def _measure(self, folder: Path, programme: Programme) -> None:
        told = _told(folder)
        if told is None:
            return

        def progress(stage: str, done: int, total: int | None) -> None:
            if self._ending.is_set():
                raise Ended
            self._now[folder.name] = State("measuring", stage, done, total)

        progress("", 0, None)
        try:
            ended = State("done", test_id=self.work(told, folder, programme, progress))
        except AlreadyKeptError as error:
            ended = State("failed", error=str(error), test_id=error.existing_id)
        except InturnError as error:
            ended = State("failed", error=str(error))
        except Exception:  # noqa: BLE001 - one odd clip must not end the thread that measures all others
            _log.exception("measuring a clip")
            ended = State("failed", error=UNFORESEEN)
        self._end(folder, told, ended)

    def _end(self, folder: Path, told: Told, ended: State) -> None:
        _write(folder / _STATE, {name: getattr(ended, name) for name in State.__dataclass_fields__})
        (folder / told.file).unlink(missing_ok=True)
        _write(folder / _TOLD, Told(told.person_id, told.file, told.at).as_json())  # words on pain stay with the test
        self._now.pop(folder.name, None)


def place(folder: Path, clip_id: str) -> Path | None:
    """The folder of a clip by its id; None for what is no id, so that no address leads elsewhere."""
    return folder / clip_id if _ID.fullmatch(clip_id) else None


def _told(folder: Path) -> Told | None:
    found = _read(folder / _TOLD)
    return None if found is None else Told.from_json(found)


def _read(file: Path) -> dict[str, Any] | None:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _write(file: Path, content: dict[str, Any]) -> None:
    part = file.with_suffix(".part")
    part.write_text(json.dumps(content), encoding="utf-8")
    part.replace(file)
