"""What people wrote, made fit to show: one line, no characters that turn the rest of a page around."""

import unicodedata

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def shown(text: str, longest: int | None = None) -> str:
    """The text without control and direction characters, white space made single; the middle of a long one left out."""
    kept = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text if c not in _TURNING)
    line = " ".join(kept.split())
    if longest is None or len(line) <= longest:
        return line
    keep = (longest - 1) // 2
    return f"{line[:keep]}…{line[-keep:]}"
