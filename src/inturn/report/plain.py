"""Plain text for a terminal: no colour, nothing wider than 88 characters."""

import textwrap
from collections.abc import Iterable

WIDTH = 88


def wrapped(text: str, lead: str = "", indent: str = "") -> str:
    """The text in lines, the first after `lead`, the others below its first letter, all after `indent`."""
    inside = indent + " " * len(lead)
    return textwrap.fill(
        text, WIDTH, initial_indent=indent + lead, subsequent_indent=inside, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def bullets(items: Iterable[str], indent: str = "") -> list[str]:
    """A line or more for each item, after a dash."""
    return [wrapped(item, "- ", indent) for item in items]


def heading(text: str, rule: str = "-") -> str:
    """A heading with a line under it."""
    return f"{text}\n{rule * min(len(text), WIDTH)}"


def blocks(parts: Iterable[str | Iterable[str]]) -> str:
    """Blocks with an empty line between them; the text ends with a line break."""
    shown = [part if isinstance(part, str) else "\n".join(part) for part in parts]
    return "\n\n".join(block for block in shown if block) + "\n"
