"""Maps that the coach reads (`inturn.training.coach.learnt`): what films they are learnt from, and their files."""

import argparse
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from validation.coach_parts.sets import RenderedSet, rendered_sets
from validation.people.seeds import FIT

Film = TypeVar("Film")
DATA = Path("src/inturn/training/coach/data")


@dataclass(frozen=True)
class Source:
    """Whom a map was learnt from: first and last seed, people, and the network whose points they are."""

    seeds: tuple[int, int]
    people: int
    network: str


def asked(description: str | None) -> argparse.Namespace:
    """The command's `films` (folder) and `write`."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("films", type=Path)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def learnt_from(folder: Path, read: Callable[[RenderedSet], Film | None]) -> tuple[list[Film], Source]:
    """What `read` makes of each film of fit seeds whose keypoints are there, and whom that is."""
    sets = [s for s in rendered_sets(folder, FIT) if s.recording_path.exists()]
    if not sets:
        raise SystemExit(f"{folder} holds no film of fit seeds with keypoints: see validation/people/README.md.")
    films = [film for s in sets if (film := read(s)) is not None]
    seeds = sets[0].truth.seed, sets[-1].truth.seed
    return films, Source(seeds, len(films), str(sets[0].recording().attrs["network"]))


def write(file: str, what: str, command: str, source: Source, tables: Mapping[str, np.ndarray]) -> None:
    """Maps by name, weights (F + 1,) with the constant last, as data of the program."""
    lines = [
        f"# {what}",
        "",
        "[provenance]",
        'basis = "fitted on rendered people"',
        f'made_by = "{command}"',
        f'seeds = "{source.seeds[0]}-{source.seeds[1]}, {source.people} people"',
        f'network = "{source.network}"',
    ]
    for name, weights in tables.items():
        numbers = [float(f"{float(w):.5g}") for w in weights]
        lines += ["", f"[{name}]", f"weights = {json.dumps(numbers[:-1])}", f"constant = {numbers[-1]}"]
    (DATA / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
