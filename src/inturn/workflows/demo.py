"""The built-in sample: a rendered person whose true angles are known, measured and compared."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from inturn.body.keypoints import SIDES, Side
from inturn.report.document import from_json
from inturn.workflows.measure import Measured, measure_clip
from inturn.workflows.options import MeasureOptions, Progress


@dataclass(frozen=True, slots=True)
class Demo:
    """What was measured of the sample, as text and as JSON, and each side's measured and true rotation (degrees)."""

    measured: Measured
    sides: Mapping[Side, tuple[float | None, float]]

    @property
    def text(self) -> str:
        """The summary with the truth beside it."""
        lines = ["", "The sample is a rendered person, so the truth is known:"]
        for side, (value, true) in self.sides.items():
            said = "not read" if value is None else f"{value:.1f} degrees"
            lines.append(f"  {side:<6} measured {said}, true {true:.1f}")
        return self.measured.summary + "\n" + "\n".join(lines)


def run_demo(folder: Path, overlay: bool, progress: Progress | None = None) -> Demo:
    """Measure the sample into `folder`, with the truth beside it."""
    sample = resources.files("inturn.data") / "sample"
    truth = json.loads((sample / "standing-test.truth.json").read_text(encoding="utf-8"))
    with resources.as_file(sample / "standing-test.mp4") as clip:
        measured = measure_clip(clip, folder, MeasureOptions(overlay=overlay), progress)
    result = from_json(measured.json)
    sides: dict[Side, tuple[float | None, float]] = {}
    for side in SIDES:
        true = [t["rotation_deg"] for t in truth["trials"] if t["side"] == side]
        value = result.side(side).rotation
        sides[side] = (None if value is None else value.degrees, sum(true) / len(true))
    return Demo(measured, sides)
