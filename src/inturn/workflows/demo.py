"""The built-in sample: a rendered person whose true angles are known, measured and compared."""

import json
from importlib import resources
from pathlib import Path

from inturn.report.document import from_json
from inturn.workflows.measure import measure_clip
from inturn.workflows.options import MeasureOptions, Progress


def run_demo(folder: Path, overlay: bool, progress: Progress | None = None) -> str:
    """Measure the sample into `folder`; the summary with the truth beside it."""
    sample = resources.files("inturn.data") / "sample"
    truth = json.loads((sample / "standing-test.truth.json").read_text(encoding="utf-8"))
    with resources.as_file(sample / "standing-test.mp4") as clip:
        measured = measure_clip(clip, folder, MeasureOptions(overlay=overlay), progress)
    result = from_json(measured.json)
    lines = ["", "The sample is a rendered person, so the truth is known:"]
    for name in ("left", "right"):
        true = [t["rotation_deg"] for t in truth["trials"] if t["side"] == name]
        value = result.side(name).rotation
        said = "not read" if value is None else f"{value.degrees:.1f} degrees"
        lines.append(f"  {name:<6} measured {said}, true {sum(true) / len(true):.1f}")
    return measured.summary + "\n" + "\n".join(lines)
