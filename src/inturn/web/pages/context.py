"""How this browser wants its pages, and who uses it: given to every template as `look`."""

from dataclasses import dataclass
from typing import Final, Literal

from django.http import HttpRequest

from inturn.training.records import Person
from inturn.web.people import current_person

Theme = Literal["", "light", "dark"]
Units = Literal["metric", "imperial"]
THEMES: Final[tuple[Theme, ...]] = ("", "light", "dark")
UNITS: Final[tuple[Units, ...]] = ("metric", "imperial")


@dataclass(frozen=True, slots=True)
class Look:
    """What a browser chose ("" as theme = as the device does), and the person in use, None before there is one."""

    theme: Theme
    large: bool
    voice: bool
    units: Units
    person: Person | None


def look_of(request: HttpRequest) -> Look:
    """What this browser chose; what it never chose or cannot mean is as shipped."""
    session = getattr(request, "session", None) or {}
    theme, units = session.get("theme"), session.get("units")
    return Look(
        theme=theme if theme in THEMES else "",
        large=session.get("large") is True,
        voice=session.get("voice") is not False,
        units=units if units in UNITS else "metric",
        person=current_person(request) if hasattr(request, "session") else None,
    )


def look(request: HttpRequest) -> dict[str, Look]:
    """Context processor."""
    return {"look": look_of(request)}
