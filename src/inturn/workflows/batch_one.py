"""One file of a batch: a standing test, else a walk, else the reason why neither."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import degrees
from pathlib import Path
from typing import Any

from inturn.assess.gait.finding import VALUES
from inturn.body.keypoints import SIDES
from inturn.errors import InturnError, NoTestError
from inturn.sources.laboratory.reading import is_laboratory_file
from inturn.workflows.options import MeasureOptions

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Rows of the table without file and sum; or why there are none."""

    rows: list[Row] = field(default_factory=list[Row])
    failure: str | None = None


def measure_one(path: Path, options: MeasureOptions) -> Outcome:
    """Exactly what `inturn measure` and `inturn gait` say of the file.

    A laboratory's file is looked through for a standing test first, then for strides: nobody lifts a knee to hip height
    in walking, so the two are never mistaken for each other.
    """
    try:
        try:
            return Outcome(_standing_test(path, options))
        except NoTestError:
            if not is_laboratory_file(path):
                raise
            return Outcome(_walk(path, options))
        except InturnError:
            if path.suffix.lower() not in (".mot", ".sto"):
                raise
            return Outcome(_walk(path, options))
    except InturnError as error:
        return Outcome(failure=str(error))
    except Exception as error:  # noqa: BLE001 - one file's fault must not end the others' work; it is told in the table
        return Outcome(failure=f"A fault of Inturn's own ({type(error).__name__}: {error}). Please report it.")


def _standing_test(path: Path, options: MeasureOptions) -> list[Row]:
    from inturn.workflows.measure import load, read_test

    recording = load(path, options.network, options.mirrored, None, options.static)
    result = read_test(recording, options, datetime.now(UTC)).result
    m = result.method
    common = {"kind": "standing_test", "method": f"{m.test}; {m.position}; {m.support}; {m.source_kind}", "unit": "deg"}
    rows: list[Row] = []
    for side in SIDES:
        found = result.side(side)
        value = found.rotation
        rows.append(
            common
            | {
                "side": side,
                "quantity": "hip_rotation",
                "value": None if value is None else value.degrees,
                "error": None if value is None else value.sd,
                "n": 0 if value is None else value.n,
                "verdict": found.verdict,
            }
        )
    gap = result.difference
    rows.append(
        common
        | {
            "side": "left-right",
            "quantity": "hip_rotation",
            "value": None if gap is None else gap.degrees,
            "error": None if gap is None else gap.sd,
            "n": None,
            "verdict": result.verdict,
        }
    )
    return rows


def _walk(path: Path, options: MeasureOptions) -> list[Row]:
    from inturn.workflows.laboratory import read_walk

    walk = read_walk(path, options.static)
    common = {"kind": "walk", "method": f"walk; {walk.finding.way}", "unit": "deg", "verdict": None}
    rows: list[Row] = []
    sides = {side: walk.finding.sides[side].values for side in SIDES}
    for side, values in {**sides, "left-right": walk.finding.differences}.items():
        for name in VALUES:
            if name in values:
                value = values[name]
                error = None if value.error is None else degrees(value.error)
                n = None if side == "left-right" else value.n
                rows.append(
                    common | {"side": side, "quantity": name, "value": degrees(value.mean), "error": error, "n": n}
                )
    return rows
