"""A set watched by a camera of this machine, without a browser: the same live coach as on the page."""

from typing import Protocol

from inturn.body.keypoints import Side
from inturn.sources.video.device import Device, DeviceCamera, Taken, cameras
from inturn.workflows.live_answer import Plain
from inturn.workflows.live_camera import network_for_this_machine, tracker_of
from inturn.workflows.live_coach import LiveCoach
from inturn.workflows.live_machine import Tracker
from inturn.workflows.options import Network

_HALF = 0.5
"""A camera that saw a smaller share of a set's repetitions says nothing of how clean it was."""


class Pictures(Protocol):
    """What gives pictures (`inturn.sources.video.device.DeviceCamera`)."""

    def newest(self, wait_s: float, /) -> Taken | None:
        """The newest picture not given yet, None when none came in that time. InputError when there is an end."""
        ...

    def close(self) -> None:
        """Turn it off."""
        ...


class Watch(Protocol):
    """What can watch sets at a terminal."""

    @property
    def title(self) -> str:
        """What the camera is called."""
        ...

    def begin(self, exercise: str, side: Side | None) -> "CameraSet":
        """Turn the camera on for a set. Raises InputError or SetupError where it cannot be used."""
        ...


class MachineWatch:
    """Watches sets with a camera of this machine; the network is made ready once, for the first set."""

    def __init__(self, device: Device) -> None:
        self._device = device
        self._ready: tuple[Network, Tracker] | None = None

    @property
    def title(self) -> str:
        """See `Watch`."""
        return self._device.title

    def begin(self, exercise: str, side: Side | None) -> "CameraSet":
        """See `Watch`."""
        if self._ready is None:
            network = network_for_this_machine()
            self._ready = network, tracker_of(network)
        network, tracker = self._ready
        tracker.restart()
        return CameraSet(LiveCoach(exercise, side, tracker, network), DeviceCamera(self._device))


def machine_watch() -> Watch | None:
    """A watch with the usual camera of this machine; None where there is none."""
    found = cameras()
    return MachineWatch(found[0]) if found else None


class CameraSet:
    """A set under way before a camera; `close` turns the camera off. Pictures are looked at and forgotten."""

    def __init__(self, coach: LiveCoach, pictures: Pictures) -> None:
        self._coach, self._pictures = coach, pictures

    @property
    def count(self) -> int:
        """Repetitions seen so far."""
        return self._coach.count

    def look(self, wait_s: float) -> Plain | None:
        """What the newest picture shows (`LiveCoach.see`); None when none came. InputError when there is an end."""
        taken = self._pictures.newest(wait_s)
        return None if taken is None else self._coach.see(taken.picture, taken.time_s)

    def clean_share(self, repetitions: int | None) -> float | None:
        """Share of clean repetitions of those told; None where the camera saw less than half of them."""
        found = self._coach.quality()
        if found is None or not repetitions or found.n < _HALF * repetitions:
            return None
        return found.clean_share

    def close(self) -> None:
        """Turn the camera off."""
        self._pictures.close()
