"""An installation of its own for the commands of the programme, with people at known places of it."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from inturn.programme.hip_internal_rotation import load_shipped_programme
from inturn.store import boot
from inturn.store import repositories as kept
from inturn.training.records import History
from tests.unit.workflows.made import answers

LEFT_SHORT: dict[str, Any] = {
    "support": "wall",
    "left": {"reached": "not_reached", "body_moved": False, "pain": 0, "gap_cm": 8},
    "right": {"reached": "reached", "body_moved": False, "pain": 0},
}


def now() -> datetime:
    """The present, as the command sees it."""
    return datetime.now(UTC)


def keep(home: Path, *histories: History) -> None:
    """Keep people in the installation at `home`."""
    boot.boot(f"sqlite:///{home / 'inturn.sqlite3'}")
    for history in histories:
        kept.add_history(history, now())
    boot.close()


def kept_history(home: Path, person_id: str) -> History:
    """Everything kept of somebody there."""
    boot.boot(f"sqlite:///{home / 'inturn.sqlite3'}")
    found = kept.history(person_id)
    boot.close()
    return found


def write(file: Path, content: Any) -> Path:
    """A JSON file."""
    file.write_text(json.dumps(content))
    return file


def screening(file: Path, kind: Any, **true: str) -> Path:
    """A file of answers to the safety questions."""
    return write(file, answers(kind, true))


def shipped_without(line_with: str) -> str:
    """The shipped programme file without the lines that hold a text."""
    from inturn.programme.hip_internal_rotation import shipped_text

    return "\n".join(line for line in shipped_text().splitlines() if line_with not in line)


def environment(home: Path) -> dict[str, str]:
    """The environment of a command at that installation."""
    kept_out = {name: value for name, value in os.environ.items() if not name.startswith("INTURN_")}
    return kept_out | {"INTURN_HOME": str(home), "INTURN_TIME_ZONE": "UTC", "COLUMNS": "120"}


PROGRAMME = load_shipped_programme()
