"""What every view stands on: the clock, where things are kept, and the programme that is followed."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from inturn.programme.hip_internal_rotation import Programme
from inturn.settings import Settings
from inturn.web.doors import Doors
from inturn.web.upload.clips import Clips


@dataclass(frozen=True, slots=True)
class Desk:
    """One running app.

    settings     where everything is kept
    programme    the programme that is followed: the shipped one or a clinic's own
    doors        one-time links that let a browser in
    secret       key with which cookies are signed
    lan          address a phone reaches, like https://192.168.1.7:8765; None where only this machine is served
    fingerprint  SHA-256 of the certificate shown there
    clips        clips that were sent in and are being measured
    hosts        names and addresses under which the app answers
    """

    settings: Settings
    programme: Programme
    doors: Doors
    secret: str
    lan: str | None = None
    fingerprint: str | None = None
    clips: Clips = field(default_factory=Clips)
    hosts: tuple[str, ...] = field(default=("127.0.0.1", "localhost", "[::1]"))

    @property
    def folder(self) -> Path:
        """Folder for what the app itself keeps: sessions, clips on their way in, its certificate."""
        return self.settings.data_folder / "web"


def desk() -> Desk:
    """The app that is running."""
    from django.conf import settings

    return cast("Desk", settings.INTURN)


def now() -> datetime:
    """The present moment, UTC. The only clock of the pages."""
    return datetime.now(UTC)


def programme() -> Programme:
    """The programme that is followed here."""
    return desk().programme
