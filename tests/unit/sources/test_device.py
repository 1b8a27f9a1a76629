"""Cameras without a browser, through libav's own test picture: it opens like a camera."""

from types import SimpleNamespace

import pytest
from av import error as av_error

from inturn.errors import InputError, SetupError
from inturn.sources.video import device
from inturn.sources.video.device import Device, DeviceCamera, cameras


def made_up(seconds: float, size: str = "1280x720") -> Device:
    return Device("lavfi", f"testsrc=size={size}:rate=30:duration={seconds}", "Test picture")


@pytest.fixture(autouse=True)
def _no_wishes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "_WISHES", ({},))


def test_pictures_come_small_and_by_a_clock_that_rises() -> None:
    ticks = iter(range(100_000))
    camera = DeviceCamera(made_up(2.0), lambda: float(next(ticks)))
    found = camera.newest(20.0)
    camera.close()
    assert found is not None
    assert found.picture.rgb.shape == (360, 640, 3)
    assert 0.1 < found.picture.light < 0.9
    assert found.time_s >= 0


def test_the_end_is_said_in_one_sentence() -> None:
    camera = DeviceCamera(made_up(0.1))
    with pytest.raises(InputError, match=r"^The camera 'Test picture' sends no more pictures: see to its cable\.$"):
        while True:
            camera.newest(20.0)
    camera.close()


def test_what_cannot_be_opened_says_what_to_do() -> None:
    with pytest.raises(InputError, match=r"cannot be opened .* close that one, or go on without the camera"):
        DeviceCamera(Device("lavfi", "nosuchsource", "Broken"))


class Library:
    """What stands in for libav: devices, or the error of looking for or opening one."""

    error = av_error

    def __init__(self, found: list[SimpleNamespace] | Exception) -> None:
        self.found = found

    def enumerate_input_devices(self, _name: str) -> list[SimpleNamespace]:
        if isinstance(self.found, Exception):
            raise self.found
        return self.found

    def open(self, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")


def one(name: str, usual: bool, kind: str = "video") -> SimpleNamespace:
    return SimpleNamespace(name=name, description=f"Camera {name}", is_default=usual, media_types=[kind])


def test_the_usual_camera_comes_first_and_microphones_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    devices = [one("a", False), one("m", True, "audio"), one("b", True)]
    monkeypatch.setattr(device, "library", lambda: Library(devices))
    monkeypatch.setattr(device.sys, "platform", "win32")
    assert [(d.address, d.title) for d in cameras()] == [("video=b", "Camera b"), ("video=a", "Camera a")]
    monkeypatch.setattr(device.sys, "platform", "linux")
    assert cameras()[0] == Device("v4l2", "b", "Camera b")
    monkeypatch.setattr(device.sys, "platform", "elsewhere")
    assert cameras() == ()


@pytest.mark.parametrize("error", [ValueError("no such input format"), OSError(38, "not implemented"), SetupError("x")])
def test_a_system_that_cannot_tell_has_no_camera(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setattr(device, "library", lambda: Library(error))
    assert cameras() == ()


def test_a_camera_that_may_not_be_used_says_where_to_allow_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "library", lambda: Library([]))
    with pytest.raises(InputError, match="allow the terminal to use it"):
        DeviceCamera(Device("v4l2", "/dev/video0", "Desk"))
