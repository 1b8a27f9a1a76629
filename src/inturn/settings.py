"""Settings of this installation: read once by an entry point, passed down as plain values.

| variable | meaning | default |
|---|---|---|
| `INTURN_HOME` | folder for everything that is kept | the platform's data folder |
| `INTURN_TIME_ZONE` | IANA name of the zone in which a new person's days begin | the machine's zone, else UTC |

The data folder is `$XDG_DATA_HOME/inturn` (`~/.local/share/inturn`) on Linux, `~/Library/Application Support/Inturn` on
macOS and `%LOCALAPPDATA%\\Inturn` on Windows.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from inturn.errors import InputError

DATABASE_NAME = "inturn.sqlite3"
_LOCAL_TIME = Path("/etc/localtime")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an entry point knows of its surroundings.

    data_folder   absolute path of the folder that holds the database and the recordings; need not exist yet
    database_url  `sqlite:///` and the absolute path of the database
    time_zone     IANA name of the zone in which a new person's days begin
    """

    data_folder: Path
    database_url: str
    time_zone: str


def read_settings(
    environ: Mapping[str, str], home: Path, platform: str = sys.platform, local_time: Path = _LOCAL_TIME
) -> Settings:
    """Settings from the environment; reads nothing else but where `/etc/localtime` points.

    `home` is the user's home folder. Raises InputError for a time zone that is not one.
    """
    folder = data_folder(environ, home, platform)
    return Settings(folder, f"sqlite:///{(folder / DATABASE_NAME).as_posix()}", time_zone(environ, local_time))


def data_folder(environ: Mapping[str, str], home: Path, platform: str = sys.platform) -> Path:
    """Where everything is kept: `INTURN_HOME`, or the platform's folder for a program's data. Absolute."""
    chosen = environ.get("INTURN_HOME", "").strip()
    if chosen:
        path = home / chosen[2:] if chosen.startswith("~/") else Path(chosen)
        return path.absolute()
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Inturn"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "Inturn"
    # A relative path in this variable is to be ignored, says the XDG base directory specification.
    shared = environ.get("XDG_DATA_HOME", "")
    return (Path(shared) if PurePosixPath(shared).is_absolute() else home / ".local" / "share") / "inturn"


def time_zone(environ: Mapping[str, str], local_time: Path = _LOCAL_TIME) -> str:
    """IANA name of the zone to live in: `INTURN_TIME_ZONE`, `TZ`, the machine's, or UTC.

    Raises InputError where `INTURN_TIME_ZONE` is set to something that is no zone.
    """
    chosen = environ.get("INTURN_TIME_ZONE", "").strip()
    if chosen and not _is_zone(chosen):
        raise InputError(f"INTURN_TIME_ZONE is {chosen!r}, which is no time zone. Use a name like Europe/Zurich.")
    told = environ.get("TZ", "").removeprefix(":")
    for name in (chosen, told, _linked_zone(local_time)):
        if name and _is_zone(name):
            return name
    return "UTC"


def _linked_zone(local_time: Path) -> str:
    """The zone's name in the link's target, as in /usr/share/zoneinfo/Europe/Zurich; "" where there is no link."""
    try:
        target = local_time.readlink().as_posix()
    except OSError:
        return ""
    return target.partition("zoneinfo/")[2]


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # an unknown zone is a KeyError
        return False
    return True
