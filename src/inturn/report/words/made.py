"""How a result came about, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inturn.report.words.labels import SUPPORT

if TYPE_CHECKING:
    # only named in annotations; not loading the result file's models keeps `progress` quick
    from inturn.report.document import Result


def mirror_sentence(result: Result) -> str | None:
    """Which leg was seen lifted first, and what to do when it was the other one (no network can see a mirror)."""
    if result.first_lifted is None:
        return None
    seen = f"The {result.first_lifted} leg was seen lifted first. "
    if result.source.mirrored:
        return seen + "Left and right were swapped on request; if it was the other leg, measure again without "
        "--mirrored."
    return seen + "If it was the other leg, your camera mirrors its picture: measure again with --mirrored."


def support_sentence(result: Result) -> str:
    """How the person was supported; part of the method."""
    support = SUPPORT.get(result.method.support, result.method.support)
    return f"Standing {support}. Only tests with the same support can be compared."


def file_name(name: str, longest: int = 60) -> str:
    """A file name that fits: the middle of a long one is left out."""
    if len(name) <= longest:
        return name
    keep = (longest - 1) // 2
    return f"{name[:keep]}…{name[-keep:]}"
