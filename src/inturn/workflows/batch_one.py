"""One file of a batch: a sensor's recording, a standing test, else a walk, else the reason why neither."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from math import degrees
from pathlib import Path
from typing import Any

from inturn.assess.gait.finding import VALUES
from inturn.body.keypoints import SIDES
from inturn.errors import InturnError, NoTestError
from inturn.sources.laboratory.reading import is_laboratory_file
from inturn.sources.laboratory.sensor import is_sensor_file
from inturn.workflows.options import MeasureOptions, SensorOptions

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Rows of the table without file and sum; or why there are none.

    failure  names the file that was measured where it names one: `of_file` puts another of the same content there
    name     of the file that was measured
    passing  whether another run may well come to something else (a process was ended)
    """

    rows: list[Row] = field(default_factory=list[Row])
    failure: str | None = None
    name: str = ""
    passing: bool = False

    def of_file(self, name: str) -> "Outcome":
        """The same of another file with the same content."""
        if self.failure is None or not self.name:
            return replace(self, name=name)
        return replace(self, name=name, failure=self.failure.replace(self.name, name))


def measure_one(path: Path, options: MeasureOptions, sensors: SensorOptions | None = None) -> Outcome:
    """Exactly what `inturn measure` and `inturn gait` say of the file.

    A laboratory's file is looked through for a standing test first, then for strides: nobody lifts a knee to hip height
    in walking, so the two are never mistaken for each other.
    """
    try:
        return Outcome(_rows(path, options, sensors or SensorOptions()), name=path.name)
    except InturnError as error:
        return Outcome(failure=str(error), name=path.name)
    except MemoryError:
        return Outcome(failure=f"{path.name} needs more memory than there is: cut it into parts.", name=path.name)
    except Exception as error:  # noqa: BLE001 - one file's fault must not end the others' work; it is told in the table
        failure = f"A fault of Inturn's own ({type(error).__name__}: {error}). Please report it."
        return Outcome(failure=failure, name=path.name)


def _rows(path: Path, options: MeasureOptions, sensors: SensorOptions) -> list[Row]:
    """Rows of the first kind of recording that the file turns out to be."""
    if is_sensor_file(path):
        return _shin(path, options, sensors)
    if path.suffix.lower() in (".mot", ".sto"):
        return _walk(path, options)  # joint angles without positions: no standing test can be in them
    try:
        return _standing_test(path, options)
    except NoTestError as no_test:
        if not is_laboratory_file(path):
            raise
        try:
            return _walk(path, options)
        except NoTestError as no_walk:
            if str(no_walk) == str(no_test):
                raise
            raise NoTestError(f"{no_test} {no_walk}") from no_walk


def _standing_test(path: Path, options: MeasureOptions) -> list[Row]:
    from inturn.workflows.measure import load, read_test

    recording = load(path, options.network, options.mirrored, None, options.static)
    result = read_test(recording, options, datetime.now(UTC)).result
    m = result.method
    common = {"kind": "standing_test", "method": _method(m.test, m.position, m.support, m.source_kind), "unit": "deg"}
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


def _shin(path: Path, options: MeasureOptions, sensors: SensorOptions) -> list[Row]:
    from inturn.workflows.measure_shin import read_shin

    _, test = read_shin(path, sensors, options.support)
    m, tilt = test.method, test.tilt
    return [
        {
            "kind": "shin_sensor", "method": _method(m.test, m.position, m.support, m.source_kind), "unit": "deg",
            "side": test.side, "quantity": "shank_to_vertical", "value": degrees(tilt.value),
            "error": degrees(tilt.sd), "n": tilt.n, "verdict": None,
        }
    ]  # fmt: skip


def _method(*parts: str) -> str:
    return "; ".join(parts)


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
