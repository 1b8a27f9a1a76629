"""A camera of this machine without a browser, through the library that reads videos: its newest picture, always."""

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np

from inturn.errors import InputError, SetupError
from inturn.sources.video.camera import LONG_SIDE, CameraPicture
from inturn.sources.video.opening import library

_FORMATS: Final = {"linux": "v4l2", "darwin": "avfoundation", "win32": "dshow"}
_WISHES: Final[tuple[dict[str, str], ...]] = ({"video_size": "640x480", "framerate": "30"}, {})
"""Asked for in this order; a camera that cannot do the one is opened as it is."""
_BUSY: Final = "another program may be using it: close that one, or go on without the camera"


@dataclass(frozen=True, slots=True)
class Device:
    """A camera: what libav opens, and what people call it."""

    format: str
    address: str
    title: str


class Taken(NamedTuple):
    """A picture, and when it came, seconds on a clock that only rises."""

    time_s: float
    picture: CameraPicture


def cameras() -> tuple[Device, ...]:
    """The cameras of this machine, the usual one first; none where the system tells of none."""
    name = _FORMATS.get(sys.platform)
    if name is None:
        return ()
    try:
        av = library()
        found = [d for d in av.enumerate_input_devices(name) if not d.media_types or "video" in d.media_types]
    except (SetupError, AttributeError, ValueError, OSError):  # an older library, or a system that cannot tell
        return ()
    found.sort(key=lambda d: not d.is_default)
    return tuple(Device(name, _address(name, d.name), d.description or d.name) for d in found)


def _address(name: str, device: str) -> str:
    return f"video={device}" if name == "dshow" and not device.startswith("video=") else device


class DeviceCamera:
    """A camera that is on until `close`; a thread of its own takes every picture, and only the newest one is kept."""

    def __init__(self, device: Device, clock: Callable[[], float] = time.monotonic) -> None:
        """Raises InputError where it cannot be used, SetupError without the library."""
        self._device, self._clock = device, clock
        self._container = _opened(device)
        self._changed = threading.Condition()
        self._newest: tuple[float, Any] | None = None
        self._ended = self._closing = False
        self._thread = threading.Thread(target=self._work, name="camera", daemon=True)
        self._thread.start()

    def newest(self, wait_s: float) -> Taken | None:
        """The newest picture that was not given yet, waited for up to so long; None when none came.

        Raises InputError where the camera has ended.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._newest is not None or self._ended, wait_s)
            found, self._newest = self._newest, None
            if found is None and self._ended:
                raise InputError(f"The camera {self._device.title!r} sends no more pictures: see to its cable.")
        return None if found is None else Taken(found[0], _picture(found[1]))

    def close(self) -> None:
        """Turn it off."""
        self._closing = True
        self._thread.join()

    def _work(self) -> None:
        try:
            with self._container as container:
                for frame in container.decode(video=0):
                    if self._closing:
                        break
                    with self._changed:
                        self._newest = self._clock(), frame
                        self._changed.notify_all()
        except (library().error.FFmpegError, OSError):  # unplugged
            pass
        finally:
            with self._changed:
                self._ended = True
                self._changed.notify_all()


def _opened(device: Device) -> Any:
    av = library()
    said = ""
    for options in _WISHES:
        try:
            return av.open(device.address, format=device.format, options=options)
        except PermissionError:
            raise InputError(
                f"The camera {device.title!r} may not be used from here: allow the terminal to use it in the system's "
                "settings (Linux: join the group `video`), or go on without the camera."
            ) from None
        except (av.error.FFmpegError, OSError, ValueError) as error:
            said = getattr(error, "strerror", None) or str(error)
    raise InputError(f"The camera {device.title!r} cannot be opened ({said}): {_BUSY}.")


def _picture(frame: Any) -> CameraPicture:
    """The frame as the pictures of a page: RGB, its longer side no more than `LONG_SIDE`."""
    share = min(1.0, LONG_SIDE / max(frame.width, frame.height))
    size = max(2, round(frame.width * share)), max(2, round(frame.height * share))
    rgb: np.ndarray = frame.to_ndarray(format="rgb24", width=size[0], height=size[1])
    return CameraPicture(np.ascontiguousarray(rgb), float(rgb[::8, ::8].mean()) / 255.0)
