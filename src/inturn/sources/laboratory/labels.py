"""Labels without the subject's name before them: "S4-AM:LASI" is "LASI"."""

from collections import Counter
from collections.abc import Sequence

from inturn.body.markers import PLACES, plain
from inturn.errors import InputError


def without_subject(labels: Sequence[str]) -> list[str]:
    """The labels of one person, unique, in the file's order. A repeated or empty label gets its number behind it.

    Raises InputError where two subjects both wear hip markers, because nobody has said which one is meant.
    """
    hips = {subject for subject, label in map(_split, labels) if PLACES.get(plain(label)) in _HIPS}
    if len(hips) > 1:
        raise InputError(f"it holds several people ({', '.join(sorted(hips))}): export one person to a file")
    kept: list[str] = []
    seen: Counter[str] = Counter()
    for number, whole in enumerate(labels):
        subject, label = _split(whole)
        name = label if subject in hips or not subject or not hips else whole
        name = name or f"*{number + 1}"
        seen[name] += 1
        kept.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return kept


_HIPS = {"left_asis", "right_asis"}


def _split(label: str) -> tuple[str, str]:
    """Subject and label; no subject where there is no colon."""
    subject, colon, rest = label.strip().rpartition(":")
    return (subject, rest.strip()) if colon else ("", label.strip())
