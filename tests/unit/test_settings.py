"""Settings: every variable, every platform, and what is refused."""

from pathlib import Path

import pytest

from inturn.errors import InputError
from inturn.settings import data_folder, read_settings, time_zone

HOME = Path("/home/ada")
NOWHERE = Path("/does/not/exist")


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({}, "linux", "/home/ada/.local/share/inturn"),
        ({"XDG_DATA_HOME": "/data"}, "linux", "/data/inturn"),
        ({"XDG_DATA_HOME": "relative"}, "linux", "/home/ada/.local/share/inturn"),
        ({}, "darwin", "/home/ada/Library/Application Support/Inturn"),
        ({"LOCALAPPDATA": "/local"}, "win32", "/local/Inturn"),
        ({}, "win32", "/home/ada/AppData/Local/Inturn"),
        ({"INTURN_HOME": "/mine", "XDG_DATA_HOME": "/data"}, "linux", "/mine"),
        ({"INTURN_HOME": "~/mine"}, "darwin", "/home/ada/mine"),
        ({"INTURN_HOME": "  "}, "linux", "/home/ada/.local/share/inturn"),
    ],
)
def test_data_folder(environ: dict[str, str], platform: str, expected: str) -> None:
    assert data_folder(environ, HOME, platform) == Path(expected)


def test_a_relative_home_becomes_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert data_folder({"INTURN_HOME": "here"}, HOME) == tmp_path / "here"


def test_the_database_lies_in_the_data_folder() -> None:
    settings = read_settings({"INTURN_HOME": "/mine"}, HOME, "linux", NOWHERE)
    assert settings.database_url == "sqlite:////mine/inturn.sqlite3"
    assert settings.time_zone == "UTC"


def test_time_zone_is_chosen_then_told_then_the_machines(tmp_path: Path) -> None:
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/Europe/Oslo")
    assert time_zone({"INTURN_TIME_ZONE": "Asia/Tokyo", "TZ": "Europe/Rome"}, link) == "Asia/Tokyo"
    assert time_zone({"TZ": ":Europe/Rome"}, link) == "Europe/Rome"
    assert time_zone({"TZ": "CET-1CEST,M3.5.0,M10.5.0/3"}, link) == "Europe/Oslo"
    assert time_zone({}, link) == "Europe/Oslo"
    assert time_zone({}, NOWHERE) == "UTC"


@pytest.mark.parametrize("name", ["Mars/Olympus", "../../etc/passwd", "a\0b"])
def test_a_chosen_zone_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="no time zone"):
        time_zone({"INTURN_TIME_ZONE": name}, NOWHERE)
