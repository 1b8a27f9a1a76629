"""Rows of a bench: every film through the whole program."""

from collections.abc import Callable
from pathlib import Path

from inturn.programme.standing_test import load_standing_test
from validation.figures.films import films
from validation.figures.measure import measure_film
from validation.figures.rows import FilmRow

Say = Callable[[str], None]


def rows_of(
    bench: Path, network: str, seeds: range, limit: int | None = None, say: Say = lambda _: None
) -> list[FilmRow]:
    """One row per film with keypoints of that network. `say` gets a word after each film."""
    rules = load_standing_test()
    out: list[FilmRow] = []
    for film in films(bench, network, rules, seeds, limit):
        row = measure_film(film.truth, film.recording(), rules)
        out.append(row)
        read = ", ".join("-" if not t.counts else f"{t.error:+.1f}" for t in row.trials)
        found, said = sum(t.found for t in row.trials), row.verdict or "refused"
        say(f"{row.name}: {found}/{len(row.trials)} found, {row.extra} extra, [{read}] {said}")
    return out
