"""The looping pictures of the test and of the exercises, with what they show; a still one for who wants no motion."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles import finders
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_FOLDER: Final = "animations"
_VIEWS: Final = {"front": _("From the front"), "oblique": _("From an angle"), "side": _("From the side")}


@dataclass(frozen=True, slots=True)
class Film:
    """A looping picture: addresses below the static folder, what is to be seen (English), from where; size in px."""

    file: str
    still: str
    alt: str
    view: str | Promise
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Films:
    """The pictures of one movement and their caption (English)."""

    caption: str
    films: tuple[Film, ...]


def films_of(name: str) -> Films | None:
    """The pictures of an exercise, or of the "test"; None where there are none."""
    told = _told().get(name)
    if told is None:
        return None
    found = tuple(
        Film(
            f"{_FOLDER}/{one['file']}", f"{_FOLDER}/{one['still']}", one["alt"], _VIEWS[view], told["width"],
            told["height"],
        )
        for view, one in told["views"].items()
    )  # fmt: skip
    return Films(told["caption"], found)


@cache
def _told() -> dict[str, Any]:
    path = finders.find(f"{_FOLDER}/animations.json")
    return json.loads(Path(path).read_text(encoding="utf-8")) if isinstance(path, str) else {}
