"""Results on disk: `validation/results/NAME.json`, with what made them and when."""

import json
import math
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from inturn import __version__
from inturn.kinematics import ESTIMATOR
from validation.figures.rows import FilmRow

SCHEMA = "inturn/validation/1"
RESULTS = Path(__file__).parents[1] / "results"
_LINE = 150


def frozen(kind: str, network: str, command: str, body: dict[str, Any]) -> dict[str, Any]:
    """A result with its origin."""
    return {
        "schema": SCHEMA,
        "kind": kind,
        "inturn": __version__,
        "estimator": ESTIMATOR,
        "network": network,
        "date": datetime.now(UTC).date().isoformat(),
        "command": command,
        **body,
    }


def plain(value: Any) -> Any:
    """JSON values: no NaN (null instead), no needless digits, nothing of numpy's."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        return round(value, 4) if math.isfinite(value) else None
    return value


def write(path: Path, content: dict[str, Any]) -> None:
    """Write a result, whatever fits on one line on one line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_text(plain(content), "") + "\n", "utf-8")


def _text(value: Any, indent: str) -> str:
    short = json.dumps(value, ensure_ascii=False)
    if len(short) + len(indent) <= _LINE or not isinstance(value, dict | list):
        return short
    inner = indent + " "
    if isinstance(value, dict):
        parts = [f"{inner}{json.dumps(k)}: {_text(v, inner)}" for k, v in value.items()]
        return "{\n" + ",\n".join(parts) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + _text(v, inner) for v in value) + f"\n{indent}]"


def read(name: str, folder: Path = RESULTS) -> dict[str, Any] | None:
    """A frozen result, None when there is none."""
    path = folder / f"{name}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else None


def dumped(rows: list[FilmRow]) -> list[dict[str, Any]]:
    """Rows as plain values."""
    return [r.model_dump(mode="json") for r in rows]


def loaded(rows: list[dict[str, Any]]) -> list[FilmRow]:
    """Rows from plain values."""
    return [FilmRow.model_validate(r) for r in rows]
